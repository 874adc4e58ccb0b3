"""A statement about one event before it becomes a record, and the dates that statements share."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from spacy.tokens import Token

from schemas.enriched import EventStatus
from streams.domain.enrich import temporal
from streams.domain.enrich.event_clause import Stance
from streams.domain.enrich.event_phrase import Happening
from streams.domain.enrich.reading import sentence_of, sentence_text, text_between


@dataclass(frozen=True, slots=True)
class Found:
    """A statement about one event before it becomes a record."""

    event: Happening
    clause: Token
    status: EventStatus
    trigger: str
    stance: Stance
    instead_of: Token | None = None
    label: str = ""
    """What to call the event, where its own phrase does not."""
    outcome: str = ""
    place: str = ""
    """Where it is to be now, where its clause's own phrase does not tell."""
    leaves: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()


def arranged(judged: Stance) -> Stance:
    """A plan that stands is announced; one told in the past perfect ("had been due") is the plan as it was."""
    if judged.assertion == "news":
        return replace(judged, assertion="announced", factuality="announced", ahead=True, planned=True)
    return judged


EARLIER = re.compile(r"\b(?:earlier|later|sooner) than (?:planned|scheduled|expected|announced)\b", re.IGNORECASE)
"""What tells that a day is another one than it was."""


def told_anew(verb: Token) -> bool:
    """Whether a plan is told as a new one: "is now to open", "will meet on Friday instead", "two days sooner than planned"."""
    around = [*verb.children, *(verb.head.children if verb.dep_ == "xcomp" else ())]
    days = [t for t in verb.children if t.dep_ == "prep" and any(o.ent_type_ in ("DATE", "TIME") for o in t.children)]
    dated = [c for t in days for c in t.subtree if c.lower_ == "instead"]
    dated += [t for t in verb.children if t.lower_ == "of" and any(c.lower_ == "instead" for c in t.children)]
    return bool(dated) or any(t.lower_ in ("now", "instead") for t in around) or EARLIER.search(sentence_text(verb)) is not None


LATER = re.compile(
    r"\b(?:new|another|later|fresh|alternative) (?:date|day|time|slot)\b|"
    r"\bpostpon|\bput (?:off|back)\b|\breschedul|\bdelay|\bat a later\b|\buntil\b|"
    r"\bmore time\b|\bin due course\b|\bdate (?:will|is to|would|has yet)\b",
    re.IGNORECASE,
)
"""What tells near a day without the event that the event is to come all the same."""


OTHERWISE = re.compile(
    r"\b(?:instead|but (?:will|on|in|at)|new venue|moved|switched|relocated|will (?:now )?be (?:held|played|staged) (?:in|at|on)|"
    r"takes place (?:in|at|on)|goes to)\b",
    re.IGNORECASE,
)
"""What tells near a plan that is denied that it is only the place, the day or the manner that is another one."""


def given_up(verb: Token) -> EventStatus | None:
    """What "there will be no vote on Thursday" gives up: the vote, only the day, or, in None, what another sentence puts otherwise."""
    sentence = sentence_of(verb)
    day = any(t.ent_type_ == "DATE" for t in verb.subtree)
    near = verb.doc[sentence.start : min(sentence.end + 40, len(verb.doc))].text.split("\n\n", 1)[0]
    somewhere = [o for t in verb.children if t.dep_ == "prep" and t.lower_ in ("in", "at") for o in t.children if o.pos_ == "PROPN"]
    if (day or any(o.ent_type_ not in ("DATE", "TIME") for o in somewhere)) and OTHERWISE.search(near):
        return None
    return "postponed" if day and LATER.search(near) else "cancelled"


def new_date(verb: Token, base: datetime) -> str:
    """A concrete day that a verb moves something to: "to Friday", "until 14 May"."""
    particles = [c for t in verb.children if t.dep_ in ("advmod", "prt") for c in t.children]
    for t in (*verb.children, *particles):
        if t.dep_ == "prep" and t.lower_ in ("to", "until", "till", "for"):
            phrase = text_between(t.doc, t.left_edge.i, t.right_edge.i + 1)
            if len(phrase.split()) < 9 and temporal.concrete(phrase) and temporal.resolve(phrase, base=base) is not None:
                return phrase
    return ""
