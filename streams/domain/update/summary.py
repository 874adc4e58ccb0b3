"""One sentence for an editor: what changed, in words that can be printed as they are."""

import re

from schemas.common import Factuality
from schemas.enriched import EventMention, Format
from streams.domain.enrich.event_lexicon import FAMILY_OF, FORMATS, ROLES
from streams.domain.update.match import words_of
from streams.domain.update.transitions import Rule

DETERMINER = re.compile(r"^(?:an?|his|her|its|their|this|that|each|every|some|any|several|another)\s+", re.IGNORECASE)
KNOWN = re.compile(r"^(?:[Tt]he\b|[Nn]o\b|[A-Z][\w.-]*(?: [\w.-]+)?['’]s?\s)")
PLURAL = re.compile(
    r"^(?:the )?(?:[\w’'-]+ )*?(?:talks|negotiations|elections|celebrations|services|operations|flights|exercises|discussions|strikes)\b",
    re.IGNORECASE,
)
NAMED = re.compile(r"^(?:(?:Hurricane|Typhoon|Cyclone|Storm|Tropical Storm|Mount|Lake|Cape) )?[A-Z][\w’'-]+$")
"""A name alone, which takes no article."""
MASS = re.compile(r"^(?:production|work|construction|digging|fighting|voting|bail)\b", re.IGNORECASE)
"""What goes on without an article."""
DOING = re.compile(r"([a-z]+ing) (?!(?:of|in|on|at|to|with|between|for|by|from|over|about)\b)")
"""A doing with its object: "issuing visas", "clearing the road"."""
ONE_TIME = re.compile(r"^(?:to|for|from|until|till|on|at|in|by|as)\s+", re.IGNORECASE)
PREPOSITION = re.compile(r"\s(?:of|in|on|at|with|between|against|for|to|by|from|over|about|into)\s")
MAX_LABEL = 120
HOW: dict[Format, str] = {"video": "by video", "phone": "by telephone", "in_person": "in person", "written": "in writing"}


def definite(label: str) -> str:
    """A label as one speaks of it again.

    >>> definite("a visit to Oslo"), definite("the talks"), definite("Saturday's marathon"), definite("video talks on fishing")
    ('the visit to Oslo', 'the talks', "Saturday's marathon", 'the video talks on fishing')
    >>> definite("Hurricane Edda"), definite("Edda"), definite("production at the plant"), definite("Ostby marathon")
    ('Hurricane Edda', 'Edda', 'production at the plant', 'the Ostby marathon')
    """
    text = " ".join(label.split())[:MAX_LABEL]
    if KNOWN.match(text) or NAMED.match(text) or MASS.match(text):
        return text
    if _is_doing(text):
        return text
    return "the " + DETERMINER.sub("", text)


def _is_doing(label: str) -> bool:
    doing = DOING.match(label)
    return doing is not None and doing[1] not in FAMILY_OF


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
    time = f" for {ONE_TIME.sub('', ONE_TIME.sub('', mention.time_text))}" if mention.time_text else ""
    place = f" to {mention.place}" if mention.place else ""
    change = _change(label, mention)
    own = _in_its_own_words(rule, mention)
    if rule.kind == "participant_change":
        text = change
    elif own:
        text = f"{event} {own}"
    elif rule.kind == "replaced" and not other:
        text = f"{event} will be held {HOW.get(mention.format, 'in another form')}" if mention.format else f"{event} has been replaced"
    else:
        text = rule.says.format(
            event=event, other=_with_format(other, mention.format) if other else "another event", time=time, place=place, change=change
        )
    aside = rule.kind == "participant_change"
    if _plural(event) and not aside:
        text = re.sub(r"\bhas\b", "have", re.sub(r"\bis\b", "are", re.sub(r"\bgives\b", "give", text, count=1), count=1), count=1)
    if factuality == "reported":
        text = (
            re.sub(r"\b(has|have|is|are|will)\b", r"\1 reportedly", text, count=1)
            if re.search(r"\b(has|have|is|are|will)\b", text)
            else "reportedly, " + text
        )
    if from_state in ("postponed", "cancelled", "suspended", "rescheduled") and rule.kind not in (
        "reinstated",
        "participant_change",
        "level_change",
    ):
        text += f" after it was {from_state}" if not _plural(event) else f" after they were {from_state}"
    told_by = f"t{told_by[1:]}" if told_by.startswith("The ") else told_by
    if told_by and factuality in ("reported", "denied"):
        text += f", according to {told_by}"
    elif told_by and told_by.lower() not in text.lower():
        text += f", {told_by} said"
    return text[0].upper() + text[1:] + "."


def _with_format(label: str, form: Format | None) -> str:
    """What takes the place, with how it is held where its own words do not tell: "talks by video"."""
    text = indefinite(label)
    told = any(word in FORMATS for word in re.findall(r"[a-z-]+", text.lower()))
    return text if told or form is None else f"{text} {HOW[form]}"


def _in_its_own_words(rule: Rule, mention: EventMention) -> str:
    """What is said of ports and rules rather than of dates in a diary: an airport is closed, flights resume, a ban is lifted."""
    trigger = mention.trigger.lower()
    facility = FAMILY_OF.get(mention.head) == "facility"
    match rule.kind:
        case "suspended" if facility or trigger.endswith("its doors"):
            return "has been closed"
        case "reinstated" if facility or trigger.endswith("its doors"):
            return "has reopened"
        case "reinstated" | "concluded" if trigger.startswith("lift"):
            return "has been lifted"
        case "reinstated" if trigger.startswith("resum"):
            return "is to resume" if mention.assertion == "announced" else "has resumed"
        case "started" if facility:
            return "has opened"
        case "started" if re.search(r"\b(?:effect|force|hold)\b", trigger) or FAMILY_OF.get(mention.head) == "decision":
            return "has taken effect"
    return ""


def _done(mention: EventMention) -> str:
    """What a decision did, in its own word where that is a participle: "signed", "accepted", "upheld"."""
    own = mention.trigger.lower().split(" ")[0]
    if mention.outcome in CONTESTED and mention.participants:
        return f"{mention.outcome} by {mention.participants[0]}"
    own = {"struck": "reached" if mention.outcome == "agreed" else "struck down", "threw": "thrown out"}.get(own, own)
    plain = own.endswith("ed") and own not in ("voted", "failed", "turned", "knocked", "backed", "cleared", "passed")
    return own if plain or own in ("upheld", "struck down", "thrown out") else mention.outcome


CONTESTED = frozenset(("won", "lost", "survived"))


VERDICTS = {
    "convicted": "has ended with a conviction",
    "acquitted": "has ended with an acquittal",
    "sentenced": "has ended with a sentence",
}
STORMS = frozenset(("storm", "hurricane", "cyclone", "typhoon", "depression"))
DECLARED = frozenset(("declared", "issued", "hoisted", "imposed", "announced", "activated", "posted"))
DISMISSED = frozenset(("sacked", "fired", "dismissed", "ousted", "removed", "axed"))
ROLE_LABEL = re.compile(rf"\b(?:{'|'.join(sorted(ROLES))})\b", re.IGNORECASE)


def _levelled(mention: EventMention) -> str:
    """What a change of level comes to."""
    trigger, outcome = mention.trigger.lower(), mention.outcome
    if trigger.startswith("treat"):
        return f"is now treated as {outcome}"
    if outcome.endswith((" lower", " higher")):
        return f"is now {outcome}"
    level = f"a {outcome}" if outcome.split(" ")[-1] in STORMS else outcome
    graded = trigger.endswith(("ed", "cut")) and trigger not in DECLARED
    return f"has been {trigger} to {level}" if graded else f"is now at {level}"


def _change(label: str, mention: EventMention) -> str:
    """What a decision, a level or a change of people comes to, in words."""
    if mention.status == "decided":
        return VERDICTS.get(mention.outcome, f"has been {_done(mention)}")
    if mention.status == "level_change":
        return _levelled(mention)
    if mention.status == "extended":
        short = mention.trigger.lower().startswith(("cut", "short"))
        until = f" {mention.time_text}" if mention.time_text.lower().startswith(("until", "till", "by", "to")) else ""
        return ("has been cut short" if short else "has been extended") + until
    if mention.status == "concluded":
        return "has been completed" if mention.trigger.lower().startswith("complet") else "has ended"
    going, coming = " and ".join(mention.leaves), " and ".join(mention.joins)
    event = definite(label)
    if ROLE_LABEL.search(mention.head):
        if going and not coming and mention.trigger.lower() in DISMISSED:
            return f"{going} has been removed" + (
                f" as {DETERMINER.sub('', label.removeprefix('the '))}" if not words_of(label) & words_of(going) else ""
            )
        post = DETERMINER.sub("", label.removeprefix("the "))
        if going and coming:
            return f"{coming} takes over from {going} as {post}"
        return (
            f"{going} has given up the post of {post}"
            if going and mention.head not in going.lower() and not words_of(post) & words_of(going)
            else f"{going} has given up the post"
            if going
            else f"{coming} has been given the post of {post}"
        )
    if going and not coming and words_of(label) <= words_of(going):
        return f"{going} has resigned"
    if going and coming and words_of(label) <= words_of(going):
        return f"{coming} is to replace {going}"
    if going and coming:
        return f"{coming} is to stand in for {going} at {event}"
    return f"{going} has withdrawn from {event}" if going else f"{coming} has joined {event}"


def _plural(label: str) -> bool:
    """Whether a label's head, the word before its first preposition, is a plural.

    >>> _plural("the charges against him"), _plural("the bus strike in Melby"), _plural("the video talks")
    (True, False, True)
    """
    if _is_doing(label):
        return False
    head = PREPOSITION.split(label, maxsplit=1)[0].split()
    word = head[-1].lower() if head else ""
    return bool(PLURAL.match(label)) or (
        word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s", "series")) and word[0].isalpha()
    )


def number(value: float, unit: str) -> str:
    """A figure as it is printed.

    >>> number(2122, "people"), number(2.6e9, "EUR"), number(0.5, "percent"), number(465, "pence/share")
    ('2,122', 'EUR 2.6 billion', '0.5%', '465 pence a share')
    """
    unit, _, each = unit.partition("/")
    if each:
        return f"{number(value, unit)} a {each}"
    size, word = (1e9, " billion") if abs(value) >= 1e9 else (1e6, " million") if abs(value) >= 1e6 else (1, "")
    text = f"{value / size:,.2f}".rstrip("0").rstrip(".") + word
    if unit == "percent":
        return text + "%"
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {text}"
    return f"{text} {unit}" if unit not in ("", "people") else text
