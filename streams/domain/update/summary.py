"""One sentence for an editor: what changed, in words that can be printed as they are."""

import re

from schemas.common import Factuality
from schemas.enriched import EventMention, Format
from streams.domain.update.transitions import Rule

DETERMINER = re.compile(r"^(?:an?|his|her|its|their|this|that)\s+", re.IGNORECASE)
KNOWN = re.compile(r"^(?:[Tt]he\b|[Nn]o\b|[A-Z][\w.-]*(?: [\w.-]+)?['’]s?\s)")
PLURAL = re.compile(
    r"^(?:the )?(?:[\w’'-]+ )*?(?:talks|negotiations|elections|celebrations|services|operations|flights|exercises|discussions|strikes)\b",
    re.IGNORECASE,
)
ONE_TIME = re.compile(r"^(?:to|for|until|till|on|at|in|by)\s+", re.IGNORECASE)
MAX_LABEL = 120
HOW: dict[Format, str] = {"video": "by video", "phone": "by telephone", "in_person": "in person", "written": "in writing"}


def definite(label: str) -> str:
    """A label as one speaks of it again.

    >>> definite("a visit to Oslo"), definite("the talks"), definite("Saturday's marathon"), definite("video talks on fishing")
    ('the visit to Oslo', 'the talks', "Saturday's marathon", 'the video talks on fishing')
    """
    text = " ".join(label.split())[:MAX_LABEL]
    if KNOWN.match(text):
        return text
    return "the " + DETERMINER.sub("", text)


def indefinite(label: str) -> str:
    """A label as one speaks of it for the first time.

    >>> indefinite("a video conference"), indefinite("Virtual summit"), indefinite("talks by phone")
    ('a video conference', 'a virtual summit', 'talks by phone')
    """
    text = " ".join(label.split())[:MAX_LABEL]
    if DETERMINER.match(text) or KNOWN.match(text):
        return text
    first = text.split(" ", 1)[0]
    text = text if first.isupper() else text[0].lower() + text[1:]
    if PLURAL.match(text):
        return text
    return ("an " if text[0].lower() in "aeiou" else "a ") + text


def sentence(
    rule: Rule, label: str, mention: EventMention, *, from_state: str | None, other: str = "", factuality: Factuality, told_by: str = ""
) -> str:
    """Fill a rule's phrase.

    Args:
        rule: Its `says` has {event}, {other}, {time} and {place}.
        label: The event as first named.
        mention: What moved it.
        from_state: The state before, said where it tells more than the new one does.
        other: Label of the event that takes the place.
        factuality: "reported" becomes "reportedly".
        told_by: Who is named for it.
    """
    event = definite(label)
    time = f" for {ONE_TIME.sub('', mention.time_text)}" if mention.time_text else ""
    place = f" to {mention.place}" if mention.place else ""
    if rule.kind == "replaced" and not other:
        text = f"{event} will be held {HOW.get(mention.format, 'in another form')}" if mention.format else f"{event} has been replaced"
    else:
        text = rule.says.format(event=event, other=indefinite(other) if other else "another event", time=time, place=place)
    if PLURAL.match(event):
        text = re.sub(r"\bhas\b", "have", re.sub(r"\bis\b", "are", re.sub(r"\bgives\b", "give", text, count=1), count=1), count=1)
    if factuality == "reported":
        text = (
            re.sub(r"\b(has|have|is|are|will)\b", r"\1 reportedly", text, count=1)
            if re.search(r"\b(has|have|is|are|will)\b", text)
            else "reportedly, " + text
        )
    if from_state in ("postponed", "cancelled", "suspended", "rescheduled") and rule.kind not in ("reinstated",):
        text += f" after it was {from_state}" if not PLURAL.match(event) else f" after they were {from_state}"
    if told_by and factuality in ("reported", "denied"):
        text += f", according to {told_by}"
    return text[0].upper() + text[1:] + "."


def number(value: float, unit: str) -> str:
    """A figure as it is printed.

    >>> number(2122, "people"), number(2.6e9, "EUR"), number(0.5, "percent")
    ('2,122', 'EUR 2.6 billion', '0.5%')
    """
    size, word = (1e9, " billion") if abs(value) >= 1e9 else (1e6, " million") if abs(value) >= 1e6 else (1, "")
    text = f"{value / size:,.2f}".rstrip("0").rstrip(".") + word
    if unit == "percent":
        return text + "%"
    return f"{unit} {text}" if len(unit) == 3 and unit.isupper() else text
