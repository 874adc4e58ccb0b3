"""One event in another's place: "a video call instead of the visit"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from spacy.tokens import Doc, Span, Token

from schemas.enriched import NEWS
from streams.domain.enrich.event_clause import Stance, stance
from streams.domain.enrich.event_found import Found
from streams.domain.enrich.event_lexicon import FAMILIES, HOLDING, SENDING
from streams.domain.enrich.event_phrase import Happening, clause_above, format_of, happening, verb_happening
from streams.domain.enrich.reading import sentence_bounds, sentence_of
from streams.domain.enrich.wordlist import words

FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))
STANDS_IN = re.compile(
    r"\b(?:instead of|in place of|in lieu of|rather than|as (?:an? )?(?:alternative|substitute|replacement) (?:to|for))\b", re.IGNORECASE
)
"""What stands between a new event and the old one."""
HINTS = ("instead of", "in place of", "in lieu of", "rather than", "alternative", "substitute", "replacement")
"""Of which one is in all that STANDS_IN finds."""


DISPLACING = words("take replace swap exchange turn convert switch change")
"""Verbs by which one thing comes into another's place."""


INTO = {"replace": ("with",), "turn": ("into",), "convert": ("into", "to"), "change": ("into", "to")}
"""What leads to the new thing; behind the other verbs "for" does."""


def put_in_place(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """One thing in another's place by a verb: "takes the place of the strike", "swapped the gala for a film", "turned it into a show"."""
    lemma = verb.lemma_.lower()
    if lemma not in DISPLACING:
        return
    pair = _displaced(verb, lemma)
    if pair is None or any(t.ent_type_ == "PERSON" for t in pair):
        return
    judged = stance(verb, base=base, headline=headline)
    new, old = happening(pair[0], any_noun=True), happening(pair[1], any_noun=True)
    if new is None or old is None or judged.assertion not in NEWS or new.token.i == old.token.i:
        return
    serious = new.family in BECOMES and new.lemma in FAMILIES[new.family]
    if lemma in BECOMING and not serious and format_of(new, None) is None:
        return  # "turned the marathon into a lottery"
    if old.family in ("", "other"):
        yield Found(old, verb, "replaced", verb.text, judged)
        return
    plan = replace(judged, assertion="background", ahead=False, time_text="")
    yield Found(old, old.token, "scheduled", verb.text, plan)
    yield Found(new, verb, "replaced", verb.text, judged, instead_of=old.token)


BECOMING = words("turn change convert")
BECOMES = frozenset(("meeting", "show", "contest", "court", "ballot", "travel", "stoppage"))
"""What an event is turned into in earnest."""


def _displaced(verb: Token, lemma: str) -> tuple[Token, Token] | None:
    """What comes and what goes."""
    children = list(verb.children)
    subject = next((t for t in children if t.dep_ == "nsubj" and t.pos_ in ("NOUN", "PROPN")), None)
    passive = any(t.dep_ == "auxpass" for t in children)
    thing = next((t for t in children if t.dep_ == ("nsubjpass" if passive else "dobj")), None)
    if thing is None or (passive and lemma == "replace"):
        return None
    if lemma == "take":
        of = next((o for t in thing.children if t.lower_ == "of" for o in t.children if o.dep_ == "pobj"), None)
        return (subject, of) if thing.lower_ == "place" and subject is not None and of is not None else None
    if lemma == "replace" and subject is not None and not any(t.lower_ == "with" for t in children):
        return (subject, thing) if any(t.lower_ in ("will", "to") for t in children if t.dep_ == "aux") else None
    word = INTO.get(lemma, ("for",))
    behind = [t for t in (*children, *thing.children) if t.dep_ == "prep" and t.lower_ in word and t.i > verb.i]
    new = next((o for t in behind for o in t.children if o.dep_ == "pobj"), None)
    return (new, thing) if new is not None else None


def stand_ins(doc: Doc, text: str, base: datetime, headline: bool, found: list[Found]) -> list[Found]:
    """One event in another's place: the new one, and the old one that it stands in for; `text` is the document's."""
    lower = text.lower()
    if not any(hint in lower for hint in HINTS):
        return []
    more: list[Found] = []
    for match in STANDS_IN.finditer(text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None:
            continue
        old = _object_after(span[-1])
        if old is None:
            continue
        sentence = sentence_of(old.token)
        before = [
            f
            for f in found
            if sentence_bounds(f.clause)[0] == sentence.start and f.event.token.i < span.start and f.event.token.i != old.token.i
        ]
        new = _nearest_new(sentence, span.start, before, base, headline)
        if new is None or new.event.token.i == old.token.i:
            more += _given_up(span[0], old, base, headline)
            continue
        if not any(f.event.token.i == old.token.i for f in [*found, *more]):
            judged = replace(new.stance, assertion="background", ahead=False, time_text="")
            more.append(Found(old, old.token, "scheduled", match.group(), judged))
        more.append(Found(new.event, new.clause, "replaced", match.group(), new.stance, instead_of=old.token))
    return more


def _given_up(token: Token, old: Happening, base: datetime, headline: bool) -> list[Found]:
    """A known event that makes room for what is no event: "will refuse overtime in place of the walkout"."""
    definite = any(t.dep_ in ("det", "poss") and t.lower_ not in ("a", "an", "any", "another") for t in old.token.children)
    verb = clause_above(token)
    if not definite or old.family in ("", "other") or verb is None:
        return []
    judged = stance(verb, base=base, headline=headline)
    return [Found(old, verb, "replaced", token.text, judged)] if judged.assertion in NEWS else []


def _object_after(token: Token) -> Happening | None:
    """The event behind "instead of": a noun, or a verb in -ing or bare form."""
    doc = token.doc
    for t in doc[token.i + 1 : min(token.i + 16, sentence_bounds(token)[1])]:
        if t.is_punct and t.text in (",", ";", "."):
            return None
        if t.tag_ in FINITE or (t.dep_ == "pobj" and t.ent_type_ in ("DATE", "TIME")):
            return None  # "gradually rather than immediately was due to …", "in April instead of March"
        if t.pos_ == "VERB":
            if found := verb_happening(t):
                return found
            if t.lemma_.lower() not in HOLDING | SENDING:
                return None  # "rather than requiring consent for each delivery"
        if (
            t.pos_ in ("NOUN", "PROPN")
            and t.dep_ not in ("compound", "poss", "nmod", "npadvmod")
            and (found := happening(t))
            and t.text.lower() != "face"
        ):
            return found
        if t.dep_ == "pobj" and t.head.i == token.i and not any(c.lower_ == "of" for c in t.children):
            return None  # "the plane rather than its rival, because …": what stands there is no event
        if t.text == "meeting" and t.pos_ == "VERB":
            return Happening(t, "meeting", "meeting")
    return None


def _nearest_new(sentence: Span, before_index: int, before: list[Found], base: datetime, headline: bool) -> Found | None:
    """The event that takes the place: a coming one of the same sentence, else the noun that the phrase hangs on."""
    usable = [f for f in before if f.stance.assertion in NEWS]
    if usable:
        return usable[-1]
    nouns = [t for t in sentence if t.i < before_index and t.pos_ in ("NOUN", "PROPN") and t.dep_ not in ("compound", "poss", "nmod")]
    for noun in reversed(nouns):
        event = happening(noun, known_only=True)
        if event is None:
            continue
        verb = noun.head if noun.head.pos_ in ("VERB", "AUX") else next((c for c in noun.children if c.dep_ == "acl"), noun)
        judged = stance(verb, base=base, headline=headline) if verb.pos_ in ("VERB", "AUX") else None
        if judged is None or judged.assertion not in NEWS:
            if not (headline and judged is None):
                return None
            judged = Stance(assertion="news", factuality="asserted")
        return Found(event, verb, "scheduled", "", judged)
    return None
