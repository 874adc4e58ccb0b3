"""Happenings that a verb is, not a noun: what one has begun or stopped doing, a traveller who arrives, a rocket that rises, a case
that is heard. They tell a turn where the story had them coming, or going on.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from spacy.tokens import Token

from schemas.enriched import EventStatus
from streams.domain.enrich.event_clause import stance
from streams.domain.enrich.event_found import Found
from streams.domain.enrich.event_phrase import Happening, noun_family
from streams.domain.enrich.reading import sentence_bounds, text_between
from streams.domain.enrich.wordlist import words

ASPECTS: dict[str, EventStatus] = {
    "begin": "started",
    "start": "started",
    "commence": "started",
    "finish": "concluded",
    "complete": "concluded",
    "stop": "suspended",
    "cease": "suspended",
    "halt": "suspended",
    "suspend": "suspended",
    "pause": "suspended",
    "resume": "reinstated",
    "restart": "reinstated",
}
"""What becomes of a doing by the verb above it: "stopped issuing visas"."""
PAST = frozenset(("VBD", "VBN"))
ARRIVING = words("arrive land touch")
SETTING_OUT = words("set leave depart")
WITH_PARTICLE = {"touch": ("down",), "set": ("off", "out")}
FROM_THE_PAD = re.compile(r"(?:away )?(?:from|off) (?:its|the|a) (?:launch ?)?pad\b")
RISING = words("rise soar climb roar thunder lift")
NO_DOING = words("be have go get talk say do make take look think feel try use see come work")
"""Doings that tell nothing: "started to be", "stopped talking"."""
DOING = frozenset(ASPECTS) | ARRIVING | SETTING_OUT | RISING | {"go"}
"""Verbs that one of the rules turns on."""


def doings(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """What a verb tells of a happening that no noun names."""
    lemma = verb.lemma_.lower()
    told = _begun(verb, lemma) or _arrived(verb, lemma) or _risen(verb, lemma) or _on_trial(verb, lemma)
    if told is None:
        return
    event, status, label = told
    judged = stance(verb, base=base, headline=headline)
    if not (judged.ahead and status in ("started", "concluded")):
        yield Found(event, verb, status, verb.text, judged, label=label)


def _begun(verb: Token, lemma: str) -> tuple[Happening, EventStatus, str] | None:
    """ "Began vaccinating children", "have finished collecting the oil"."""
    if lemma not in ASPECTS:
        return None
    doing = next((t for t in verb.children if t.dep_ == "xcomp" and t.tag_ == "VBG" and t.i > verb.i), None)
    if doing is None or doing.lemma_.lower() in NO_DOING:
        return None
    thing = next((t for t in doing.children if t.dep_ in ("dobj", "prep")), None)
    if thing is None:
        return None
    end = min(
        thing.right_edge.i + 1, next((t.i for t in thing.subtree if t.dep_ in ("relcl", "advcl", "punct") and t.i > doing.i), len(verb.doc))
    )
    label = " ".join(text_between(verb.doc, doing.i, max(end, thing.i + 1)).split())
    return Happening(doing, doing.lemma_.lower(), ""), ASPECTS[lemma], label


def _arrived(verb: Token, lemma: str) -> tuple[Happening, EventStatus, str] | None:
    """ "Arrived in Oslo for talks", "set off for Oslo": the trip has begun."""
    if verb.tag_ not in PAST or not any(t.dep_ == "nsubj" and t.ent_type_ == "PERSON" for t in verb.children):
        return None
    if lemma not in ARRIVING | SETTING_OUT:
        return None
    towards = ("in", "at") if lemma in ARRIVING else ("for", "on")
    needed = WITH_PARTICLE.get(lemma)
    if needed is not None and not any(t.lower_ in needed for t in verb.children):
        return None
    if any(t.dep_ == "dobj" for t in verb.children) and lemma not in ("leave", "depart"):
        return None  # "set out plans for Norway"
    near = [t for t in verb.subtree if t.dep_ == "prep" and t.lower_ in towards and t.i - verb.i < 5]
    goals = [o for t in near if t.head.pos_ not in ("NOUN", "PROPN") for o in t.children]
    goal = next((o for o in goals if o.ent_type_ in ("GPE", "LOC") or noun_family(o) == "travel"), None)
    return (Happening(verb, "trip", "travel"), "started", "") if goal is not None else None


def _risen(verb: Token, lemma: str) -> tuple[Happening, EventStatus, str] | None:
    """ "The rocket rose from its pad"."""
    if lemma not in RISING or verb.tag_ not in (*PAST, "VBZ"):
        return None
    after = text_between(verb.doc, verb.i + 1, min(verb.i + 8, sentence_bounds(verb)[1])).lower()
    return (Happening(verb, "launch", "launch"), "started", "") if FROM_THE_PAD.match(after) else None


def _on_trial(verb: Token, lemma: str) -> tuple[Happening, EventStatus, str] | None:
    """ "Went on trial on Monday"."""
    if lemma != "go" or verb.tag_ not in PAST:
        return None
    trial = next((o for t in verb.children if t.dep_ == "prep" and t.lower_ == "on" for o in t.children if o.lower_ == "trial"), None)
    return (Happening(trial, "trial", "court"), "started", "") if trial is not None else None
