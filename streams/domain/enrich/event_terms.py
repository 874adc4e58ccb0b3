"""Until when something runs: "is due to expire on Thursday" says that it goes on, "now in force until Friday" that it was extended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from spacy.tokens import Token

from schemas.enriched import NEWS
from streams.domain.enrich.event_clause import stance, when_of
from streams.domain.enrich.event_found import Found, arranged
from streams.domain.enrich.event_phrase import happening
from streams.domain.enrich.reading import sentence_words

ENDING = frozenset(("expire", "end", "lapse", "run"))
HOLDING_GOOD = frozenset(("be", "remain", "stay"))
TERMING = ENDING | HOLDING_GOOD
"""Verbs that may tell until when."""


SHUT = frozenset(("closed", "shut", "suspended", "grounded", "halted"))
"""What something stays until a day."""


def termed(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """What a clause says of an event's end to come."""
    lemma = verb.lemma_.lower()
    if lemma not in TERMING or verb.pos_ not in ("VERB", "AUX"):
        return
    below = list(verb.children)
    in_force = any(p.lower_ == "in" and any(o.lower_ in ("force", "effect", "place") for o in p.children) for p in below)
    if lemma == "be" and not in_force:
        return
    until = any(t.dep_ == "prep" and t.lower_ in ("until", "till") for t in below)
    another = any(
        p.dep_ == "prep" and p.lower_ == "for" and c.lower_ in ("another", "further") for p in below for o in p.children for c in o.children
    )
    shut = any(t.dep_ in ("acomp", "oprd", "advcl", "ccomp") and t.lower_ in SHUT for t in below)
    until = until or (shut and any(t.lower_ in ("until", "till") for t in verb.subtree))
    if lemma in HOLDING_GOOD and lemma != "be" and shut and until:
        in_force = another = True
    if (lemma in HOLDING_GOOD and not (in_force and (until or another))) or (lemma == "run" and not (until or another)):
        return
    subject = _subject(verb)
    event = happening(subject, known_only=True) if subject is not None else None
    if event is None:
        return
    judged = stance(verb, base=base, headline=headline)
    text, when = when_of(verb, base=base, ahead=True)
    if judged.assertion not in NEWS or not (judged.ahead or until or another or (verb.tag_ == "VBZ" and when is not None)):
        return
    judged = replace(judged, time_text=text, toward="future")
    longer = bool(sentence_words(verb) & {"longer", "later"}) and "than" in sentence_words(verb)
    if another or longer or (lemma in HOLDING_GOOD and any(t.lower_ == "now" for t in verb.children)):
        yield Found(event, verb, "extended", f"{verb.text} in force until", arranged(judged))
        return
    yield Found(event, verb, "started", verb.text, replace(judged, assertion="background"))


def _subject(verb: Token) -> Token | None:
    node = verb
    for _ in range(3):
        found = next((t for t in node.children if t.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None or node.dep_ not in ("xcomp", "conj"):
            return found
        node = node.head
        if node.dep_ in ("acomp", "attr"):
            node = node.head
    return None
