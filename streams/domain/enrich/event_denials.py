"""A party says that it is not so."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from spacy.tokens import Token

from streams.domain.enrich import event_lexicon as lexicon
from streams.domain.enrich.event_clause import DENIAL, stance
from streams.domain.enrich.event_found import Found
from streams.domain.enrich.event_phrase import SUBJECTS, Happening, happening, label_of, lemma_of, noun_family, verb_happening
from streams.domain.enrich.reading import has_word, sentence_bounds, sentence_lower

WAVING = frozenset(("brush", "laugh", "wave", "shrug"))
CALLING = frozenset(("call", "brand", "label", "dub", "dismiss", "describe"))
DISMISSING = WAVING | CALLING
FALSEHOODS = frozenset(
    ("fiction", "nonsense", "rubbish", "lie", "lies", "fabrication", "false", "untrue", "baseless", "unfounded", "invention")
)
"""What a claim is called by whoever denies it."""
UNTRUE = frozenset(("untrue", "false", "baseless", "unfounded"))
DENYING = DENIAL | DISMISSING | {"say"}
"""Verbs by which something is called untrue."""


def denied(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """A party says that it is not so: "denied approving a trip", "rejected reports of a merger", "said talk of a deal was untrue"."""
    if verb.pos_ != "VERB":
        return
    lemma = verb.lemma_.lower()
    nouns = _nouns_denied(verb, lemma)
    if not nouns and lemma not in DENIAL:
        return
    judged = stance(verb, base=base, headline=headline)
    if judged.ahead or re.search(r"\b(?:neither|nor)\b", sentence_lower(verb)):
        return
    by = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    who = label_of(Happening(by, by.lower_, ""))[0] if by is not None and by.pos_ in ("NOUN", "PROPN") else ""
    judged = replace(judged, factuality="denied", attribution=who)
    for noun in nouns:
        if lemma != "say" and noun.lemma_.lower() not in lexicon.CLAIMS | {"talk"}:
            continue
        event = _claimed(noun)
        if event is not None:
            yield Found(event, verb, "denied", f"{verb.text} {noun.text}", judged)
    for clause in verb.children:
        if clause.dep_ in ("ccomp", "xcomp", "pcomp") and clause.pos_ in ("VERB", "AUX") and lemma in DENIAL:
            key_object = next((o for o in clause.children if o.dep_ in ("dobj", "nsubjpass")), None)
            event = (happening(key_object) if key_object is not None else None) or verb_happening(clause)
            if event is not None and not _has_trigger(clause):
                yield Found(event, verb, "denied", f"{verb.text} {clause.text}", judged)


def _waved_aside(verb: Token, lemma: str) -> Token | None:
    """ "Brushed aside a report that …", "called talk of a merger pure fiction"."""
    if lemma not in DISMISSING:
        return None
    noun = next(
        (t for t in verb.children if t.dep_ in ("dobj", "nsubj") and t.i > verb.i and t.lemma_.lower() in lexicon.CLAIMS | {"talk"}), None
    )
    if noun is None:
        return None
    if lemma in WAVING and any(t.lower_ in ("aside", "off", "away") for t in verb.children):
        return noun
    return noun if lemma in CALLING and any(t.lower_ in FALSEHOODS for t in verb.subtree if t.i > noun.i) else None


def _nouns_denied(verb: Token, lemma: str) -> list[Token]:
    """The nouns that a denial is about: "reports of a merger", the subject of "… was untrue"."""
    if lemma == "say":
        if not has_word(verb.doc, *sentence_bounds(verb), UNTRUE):
            return []
        claim = next((c for c in verb.children if c.dep_ == "ccomp" and any(w.lower_ in UNTRUE for w in c.children)), None)
        return [t for t in claim.children if t.dep_ in SUBJECTS] if claim is not None else []
    if (waved := _waved_aside(verb, lemma)) is not None:
        return [waved]
    return [t for t in verb.children if t.dep_ == "dobj" and t.lower_ not in ("charges", "charge")] if lemma in DENIAL else []


def _has_trigger(verb: Token) -> bool:
    return any(key[0] == verb.lemma_.lower() for key in lexicon.TRIGGERS)


def _claimed(noun: Token) -> Happening | None:
    """The event that a claim is about: "reports of a merger", "the report that he had resigned"."""
    for child in noun.children:
        if child.dep_ == "prep":
            for obj in child.children:
                if obj.dep_ == "pobj":
                    return happening(obj, any_noun=True)
        if child.dep_ in ("acl", "ccomp", "relcl") and (found := verb_happening(child)):
            return found
        if child.dep_ == "compound" and noun_family(child):
            return happening(child)
    return Happening(noun, lemma_of(noun), "")
