"""What was pending and is now decided: a vote, a ruling, a verdict, a signature.

The event is the thing decided on ("the bill"), or the trial where the words name the accused; `outcome` says which way it went.
"""

from collections.abc import Iterator
from datetime import datetime

from spacy.tokens import Token

from streams.domain.enrich.event_clause import stance
from streams.domain.enrich.event_found import Found
from streams.domain.enrich.event_lexicon import DECIDABLE, FAMILY_OF, OUTCOMES, VERDICTS
from streams.domain.enrich.event_phrase import Happening, lemma_of
from streams.domain.enrich.wordlist import words

SUBJECTS = ("nsubj", "nsubjpass")
DECIDED_FAMILIES = frozenset(("deal", "exchange", "truce", "decision", "project", "ballot"))
ACCUSED = words("suspect defendant banker politician man woman officer soldier leader minister mayor president chief executive driver")
"""Nouns for people in the dock, where no name is given."""
DECIDING = frozenset(lemma for lemma, _ in OUTCOMES)
AGREED = words("deal agreement accord pact treaty settlement compromise truce ceasefire")
"""What one reaches or strikes."""


def decided(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """What a verb decides: "approved the budget", "was found guilty", "struck down the plan", "reached a deal"."""
    if verb.pos_ not in ("VERB", "AUX") and not verb.tag_.startswith("VB"):
        return
    lemma = verb.lemma_.lower()
    if (verdict := _verdict(verb, lemma)) is not None:
        accused, outcome = verdict
        judged = stance(verb, base=base, headline=headline)
        if not judged.ahead:
            yield Found(Happening(accused, "trial", "court"), verb, "decided", verb.text, judged, label=_case(accused), outcome=outcome)
        return
    if lemma not in DECIDING:
        return
    particle = next((t.lower_ for t in verb.children if t.dep_ == "prt"), "")
    outcome = OUTCOMES.get((lemma, particle), "")
    if not outcome:
        return
    judged = stance(verb, base=base, headline=headline)
    if judged.ahead:
        return
    for noun in _decided_on(verb, lemma):
        name = lemma_of(noun)
        if lemma in ("reach", "strike") and not particle and name not in AGREED:
            continue
        if name in DECIDABLE or FAMILY_OF.get(name) in DECIDED_FAMILIES:
            yield Found(Happening(noun, name, FAMILY_OF.get(name, "other")), verb, "decided", verb.text, judged, outcome=outcome)


def _decided_on(verb: Token, lemma: str) -> list[Token]:
    passive = any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)
    places = ("nsubjpass",) if passive else ("dobj", "obj")
    nouns = [t for t in verb.children if t.dep_ in places]
    if not nouns and lemma == "agree":
        preps = [t for t in verb.children if t.dep_ == "prep" and t.lower_ in ("on", "to")]
        nouns = [o for p in preps for o in p.children if o.dep_ == "pobj"]
    return [t for t in nouns if t.pos_ in ("NOUN", "PROPN")]


def _verdict(verb: Token, lemma: str) -> tuple[Token, str] | None:
    """Who was judged, and how: "found him guilty", "was sentenced to life", "convicted Marsh"."""
    outcome = VERDICTS.get(lemma, "")
    if lemma == "find":
        guilt = next((t for t in verb.subtree if t.lower_ == "guilty" and t.i - verb.i < 8 and t.i > verb.i), None)
        if guilt is None:
            return None
        outcome = "acquitted" if any(t.lower_ == "not" and t.i in (guilt.i - 1, verb.i + 1) for t in verb.subtree) else "convicted"
    if not outcome:
        return None
    passive = any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)
    places = SUBJECTS if passive else ("dobj", "obj")
    accused = next((t for t in verb.children if t.dep_ in places), None)
    if accused is None and lemma == "find":
        inner = next((t for t in verb.children if t.dep_ == "ccomp"), None)
        accused = next((t for t in inner.children if t.dep_ in SUBJECTS), None) if inner is not None else None
    if accused is None and verb.dep_ == "conj":
        accused = next((t for t in verb.head.children if t.dep_ == "nsubjpass"), None)
    if accused is None or not (accused.pos_ == "PRON" or accused.ent_type_ in ("PERSON", "ORG") or accused.lemma_.lower() in ACCUSED):
        return None
    return accused, outcome


def _case(accused: Token) -> str:
    """What a trial is called by its defendant: "the trial of Dale Marsh"; "the trial" for a pronoun."""
    if accused.pos_ == "PRON":
        return "the trial"
    name = next((e.text for e in accused.doc.ents if e.start <= accused.i < e.end and e.label_ == "PERSON"), None)
    who = name or accused.doc[accused.left_edge.i : accused.i + 1].text
    return "the trial of " + " ".join(who.split())
