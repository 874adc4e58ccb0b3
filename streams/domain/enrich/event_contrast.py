"""A plan that is told by what it no longer is: "on 4 June rather than 21 May", "in the stadium and not on the beach", "two days early".

The two times, or places, of a contrast are of one kind; the event is what the clause around them is about.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from spacy.tokens import Doc, Token

from schemas.enriched import NEWS, EventStatus
from streams.domain.calendar import ANY_WEEKDAY
from streams.domain.enrich import temporal
from streams.domain.enrich.event_clause import Stance, stance
from streams.domain.enrich.event_found import Found, arranged
from streams.domain.enrich.event_phrase import Happening, clause_above, happening, verb_happening
from streams.domain.enrich.names import is_somebody
from streams.domain.enrich.reading import sentence_bounds, text_between
from streams.domain.enrich.wordlist import words

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?:{ANY_WEEKDAY}(?:['’]s)?(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}))?|"
    rf"{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}|tomorrow|tonight|\d{{1,2}}(?:[:.]\d\d)? ?[ap]\.?m\.?|\d{{1,2}}:\d\d)"
)
DAY = re.compile(rf"\b{_DAY}(?:\b|(?<=\.))", re.IGNORECASE)
"""A day or an hour as a wire writes it."""
OTHER_DAY = re.compile(
    r"(?:\brather than|\binstead of|(?:,|\band|\bbut) not|\bno longer)"
    rf"(?: (?:on|in|at|for|from|until|till|this|next|the|as|of|late|early))* {_DAY}",
    re.IGNORECASE,
)
"""The day that is given up."""
BEFORE_OR_AFTER = re.compile(
    r"\b(?:ahead of schedule|(?:an?|one|two|three|four|five|six|seven|ten|several|\d+) (?:hour|day|week|month)s? "
    r"(?:(?:early|late)(?! (?:in|next|this|on|last))|(?:earlier|later|sooner|after|before) than (?:first |originally |had been |was )?"
    r"(?:planned|scheduled|expected|announced|intended|advertised)))\b",
    re.IGNORECASE,
)
"""How far off the plan a new day is."""
NEW_DATE = re.compile(r"\b(?:new|fresh|revised|alternative) (?:[\w-]+ )?(?:date|slot|start time|kick-off time)\b", re.IGNORECASE)
"""What says that the day beside it is another one than it was."""
OTHER_PLACE = re.compile(
    r"(?P<here>\b(?:in|at|on|inside|to) (?:the |its |their |a |an )?[\w’'-]+(?: [\w’'-]+){0,4}?),? "
    r"(?:rather than|instead of|and not|but not|not) (?:in|at|on|inside|to) (?!time\b|order\b|the (?:same|other))"
    r"(?P<there>(?:the |its |their |a |an )?[\w’'-]+)"
)
"""The place that is, and the one that is given up; both behind a preposition."""
NO_PLACE = re.compile(
    r"\b(?:addition|favour|favor|person|response|protest|public|private|future|past|case|terms|general|principle|any|all|cash|shares|euros|"
    rf"dollars|writing|summer|autumn|winter|spring|{_MONTH})\b",
    re.IGNORECASE,
)
"""What stands behind such a preposition and is nowhere."""


FIXING = words("set fix move put schedule plan")
"""Verbs that give a plan its day in the past tense too."""


GIVEN_UP = (" not ", "rather than", "instead of", "no longer")
OFF_PLAN = (" than ", "ahead of schedule", " early", " late")
ANEW = ("new ", "fresh ", "revised ", "alternative ")
"""What stands where the patterns match, for a first look: they take long."""


def contrasts(doc: Doc, text: str, base: datetime, headline: bool, found: list[Found]) -> list[Found]:
    """Plans on another day, or in another place, than they were; `text` is the document's, `found` what its verbs told."""
    lower = text.lower()
    more: list[Found] = []
    for hints, pattern, read in CONTRASTS:
        if any(hint in lower for hint in hints):
            for match in pattern.finditer(text):
                more += read(doc, match, base, headline)
    told = {f.clause.i for f in found if f.status in ("rescheduled", "moved")}
    return [f for f in more if f.clause.i not in told]


def _on_another_day(doc: Doc, match: re.Match[str], base: datetime, headline: bool) -> Iterator[Found]:
    first = doc.char_span(match.start(), match.end(), alignment_mode="expand")
    if first is None:
        return
    start, end = sentence_bounds(first[0])
    given_up = DAY.search(match.group())
    days = [
        day
        for day in DAY.finditer(text_between(doc, start, end))
        if not (given_up and match.start() <= doc[start].idx + day.start() < match.end())
    ]
    days = [d for d in days if doc[start].idx + d.start() < match.start()] or days
    if not days:
        return
    new = days[-1] if doc[start].idx + days[-1].start() < match.start() else days[0]
    at = doc.char_span(doc[start].idx + new.start(), doc[start].idx + new.end(), alignment_mode="expand")
    if at is None or (verb := clause_above(at[0])) is None:
        return
    event = _event(verb, before=min(first.start, at.start))
    judged = stance(verb, base=base, headline=headline)
    when = temporal.resolve(new.group(), base=base)
    if event is None or when is None or when < base.replace(hour=0, minute=0):
        return
    if judged.assertion not in NEWS and not _is_plan(verb, judged):
        return
    if verb.tag_ in ("VBD", "VBN") and verb.lemma_ not in FIXING and not any(t.dep_ in ("aux", "auxpass") for t in verb.children):
        return  # "opened on Sunday, three days late": it has come about
    plan = replace(judged, assertion="announced", factuality="announced" if judged.factuality == "asserted" else judged.factuality)
    before = doc[at.start - 1].lower_ if at.start else ""
    status: EventStatus = "extended" if before in ("until", "till", "through") else "rescheduled"
    yield Found(event, verb, status, match.group(), replace(plan, time_text=new.group().rstrip("."), toward="future"))


def _is_plan(verb: Token, judged: Stance) -> bool:
    """Whether a clause that the parser hung on another word tells a plan all the same: "the days that the campaign will run"."""
    return verb.tag_ == "VB" and (judged.assertion in ("conditional", "demanded") or any(t.lower_ == "will" for t in verb.children))


def _elsewhere(doc: Doc, match: re.Match[str], base: datetime, headline: bool) -> Iterator[Found]:
    span = doc.char_span(match.start("here"), match.end("here"), alignment_mode="expand")
    there = match["there"]
    if span is None or DAY.search(match.group()) or NO_PLACE.search(match["here"]) or NO_PLACE.search(there):
        return
    prep = span[0]
    verb = clause_above(prep)
    if verb is None or prep.dep_ != "prep" or span[-1].head.i not in range(prep.i, span.end) or span[-1].pos_ not in ("NOUN", "PROPN"):
        return
    event = _event(verb, before=prep.i)
    judged = stance(verb, base=base, headline=headline)
    if event is None or not (judged.ahead or judged.planned) or judged.assertion not in NEWS:
        return
    place = span[1:].text
    yield Found(event, verb, "moved", match.group(), arranged(judged), place=place)


def _event(verb: Token, *, before: int) -> Happening | None:
    """What a clause is about: the known event named nearest before the contrast, else its verb's, else its object or subject."""
    start = sentence_bounds(verb)[0]
    for token in reversed(verb.doc[start:before]):
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "poss", "nmod"):
            event = happening(token, known_only=True)
            if event is not None and event.family not in ("facility", "fleet", "disaster"):
                return event
    if (own := verb_happening(verb)) is not None:
        return own
    for place in ("dobj", "nsubjpass", "nsubj"):
        noun = next((t for t in verb.children if t.dep_ == place and t.pos_ == "NOUN" and not is_somebody(t.text)), None)
        if noun is not None and (event := happening(noun, any_noun=True)) is not None:
            return event
    return None


CONTRASTS = (
    (GIVEN_UP, OTHER_DAY, _on_another_day),
    (OFF_PLAN, BEFORE_OR_AFTER, _on_another_day),
    (ANEW, NEW_DATE, _on_another_day),
    (GIVEN_UP, OTHER_PLACE, _elsewhere),
)
"""What a text must have, the pattern that takes long, and who reads what it finds."""
