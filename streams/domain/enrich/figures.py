"""Which quantities an article states: how many of what, where, how surely.

A number is taken with the noun that it counts or the verb that says what became of those counted; times, ages, dates and parts of a
whole ("including 9 children") are left out, because they are no value of the figure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal, cast

from spacy.tokens import Doc, Token

from schemas.enriched import Assertion, Entity, FigureMention
from streams.domain.calendar import ANY_MONTH, MONTHS
from streams.domain.enrich import figure_lexicon as lexicon
from streams.domain.enrich.event_clause import Stance, stance
from streams.domain.enrich.event_phrase import PLACES, passage_of
from streams.domain.enrich.figure_before import Number, hints_at_values_before, values_before
from streams.domain.enrich.figure_clause import Clause, clause_of, incident_of, measure_of
from streams.domain.enrich.figure_tally import per_unit, tally_of
from streams.domain.enrich.figure_values import Value, values_of
from streams.domain.enrich.reading import (
    VERBS,
    FieldDoc,
    Reading,
    end_of,
    has_word,
    sentence_bounds,
    sentence_lower,
    sentence_text,
    text_between,
)
from streams.domain.enrich.wordlist import words

Qualifier = Literal["exactly", "at_least", "at_most", "about"]
GENERAL = words("people person man victim body other life resident human")
"""Nouns that narrow nothing down."""
PERSONAL = frozenset(lexicon.MEASURES.values())
"""What is counted in people."""
PLAIN = Stance(assertion="news", factuality="asserted")
"""Of a number without a verb."""
QUALIFIERS = [(phrase.split(), cast("Qualifier", meaning)) for phrase, meaning in lexicon.QUALIFIERS]
MAX_QUALIFIER = max(len(phrase) for phrase, _ in QUALIFIERS)
"""In words."""
QUALIFIER_ENDS = frozenset(phrase[-1] for phrase, _ in QUALIFIERS)


def figure_mentions(reading: Reading, entities: tuple[Entity, ...]) -> tuple[FigureMention, ...]:
    """List the figures that an article states, in the order of its text.

    Args:
        reading: The article with a parse of each field.
        entities: Its entities; a scope is given by their names.
    """
    base = min(reading.article.version_created, reading.article.received_at)
    found: list[FigureMention | None] = []
    for part in reading.docs:
        for sentence, numbers in _sentences(part):
            before = _values_before(sentence, numbers)
            found += [_mention(one, sentence, before.get(one.token.idx), entities, base) for one in numbers]
    return tuple(mention for mention in found if mention is not None)


@dataclass(slots=True)
class _Sentence:
    """What holds for all numbers of one sentence."""

    part: FieldDoc
    start: int
    """Index of its first token."""
    end: int
    lower: str
    """Its text in lower case."""


def _sentences(part: FieldDoc) -> Iterator[tuple[_Sentence, list[Value]]]:
    """The sentences of a field that have numbers, with these."""
    for bounds, those in groupby(values_of(part), key=lambda one: sentence_bounds(one.token)):
        found = list(those)
        yield _Sentence(part, *bounds, sentence_lower(found[0].token)), found


def _values_before(sentence: _Sentence, numbers: list[Value]) -> dict[int, float]:
    """For a sentence that says what its numbers were: offset of a number to its old value."""
    if len(numbers) < 2 or not hints_at_values_before(sentence.lower):
        return {}
    doc = sentence.part.doc
    shift = doc[sentence.start].idx
    spans = [Number(n.value, n.unit, n.token.idx - shift, end_of(doc[n.end - 1]) - shift) for n in numbers]
    found = values_before(sentence_text(numbers[0].token), spans)
    return {start + shift: was for start, was in found.items()}


def _mention(one: Value, sentence: _Sentence, was: float | None, entities: tuple[Entity, ...], base: datetime) -> FigureMention | None:
    token, part, end = one.token, sentence.part, one.end
    doc = part.doc
    clause = clause_of(doc[end - 1])
    tally = tally_of(token, end, one.unit)
    measure = tally.measure if tally is not None else measure_of(clause, one.unit) or (lexicon.UNNAMED if was is not None else None)
    if measure is None or _subset(token, sentence) or _elsewhere(clause, sentence):
        return None
    measure = lexicon.SAME_MEASURE.get(measure, measure)
    unit = "people" if measure in PERSONAL and not one.unit else one.unit
    if unit and (each := per_unit(end, token)):
        unit = f"{unit}/{each}"
    qualifier, start = _qualifier(doc, token)
    if was is not None and qualifier == "at_most":
        qualifier = "exactly"  # "raised it up to 300 from 250"
    judged = stance(clause.verb, base=base, headline=part.field != "body") if clause.verb is not None else PLAIN
    changed = was is not None or (tally is not None and tally.changed)
    return FigureMention(
        measure=measure,
        value=one.value,
        unit=unit,
        qualifier=qualifier,
        span=(doc[start].idx, end_of(doc[end - 1])),
        sentence=passage_of(doc, token, part.field),
        scope=_scope(clause, measure, entities, part),
        assertion=_assertion(judged, token, sentence, base, changed=changed),
        factuality=judged.factuality,
        attribution=judged.attribution,
        of=incident_of(clause),
        changed=changed or _changed(token, clause, sentence),
        was=was,
    )


def _qualifier(doc: Doc, token: Token) -> tuple[Qualifier, int]:
    first = token.i - 1 if token.i and doc[token.i - 1].text in lexicon.CURRENCIES else token.i
    if not first or doc[first - 1].lower_ not in QUALIFIER_ENDS:
        return "exactly", first
    before = [doc[i].lower_ for i in range(max(0, first - MAX_QUALIFIER), first)]
    for phrase, meaning in QUALIFIERS:
        if before[-len(phrase) :] == phrase:
            return meaning, first - len(phrase)
    return "exactly", first


def _subset(token: Token, sentence: _Sentence) -> bool:
    """A part of a whole: "including 31 on Monday", "31 of them"."""
    doc = sentence.part.doc
    before = [doc[i].lower_ for i in range(max(sentence.start, token.i - 4), token.i)]
    if "another" in before or not lexicon.SUBSETS.isdisjoint(before):
        return True
    if "of" in before and PARENT.search(text_between(doc, max(0, token.i - 3), token.i).lower()):
        return True
    behind = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    return behind.startswith(("of", "other", "more")) and bool(PART.match(text_between(doc, token.i + 1, token.i + 4).lower()))


PARENT = re.compile(r"\b(?:mother|father|parent|family) of$")
PART = re.compile(r"(?:others? )?of (?:them|whom|those|the)\b|others\b|more\b|other ")


def _elsewhere(clause: Clause, sentence: _Sentence) -> bool:
    """ "In a neighbouring district", "in a separate crash", "in one village": not the toll that the story follows."""
    if not has_word(sentence.part.doc, sentence.start, sentence.end, OUTSIDE):
        return False
    counted, verb = clause.counted, clause.verb
    joined = list(verb.head.children) if verb is not None and verb.dep_ == "conj" else []
    phrases = [
        c
        for c in (*clause.beside, *clause.below, *joined)
        if c.dep_ in ("prep", "nsubj", "agent", "advmod") and (counted is None or c.i != counted.i)
    ]
    first = sentence.part.doc[sentence.start]
    if (counted is not None or verb is not None) and first.dep_ == "prep":
        phrases.append(first)  # what a sentence opens with holds for all its clauses
    if any(t.lower_ in lexicon.ELSEWHERE for p in phrases for t in p.subtree if t.pos_ in ("ADJ", "DET", "ADV", "VERB")):
        return True
    places = [o for p in phrases if p.dep_ == "prep" and p.lower_ == "in" for o in p.children if o.dep_ == "pobj" and o.pos_ == "NOUN"]
    return any(c.lower_ in ("a", "one") for o in places if o.lower_ in SETTLEMENTS for c in o.children)


SETTLEMENTS = words("village district town house suburb")
OUTSIDE = lexicon.ELSEWHERE | SETTLEMENTS
"""Of these a sentence must have one to put a number elsewhere."""


def _scope(clause: Clause, measure: str, entities: tuple[Entity, ...], part: FieldDoc) -> str:
    """The place or the group that is counted; a noun that is the measure itself narrows nothing down."""
    counted = clause.counted
    if counted is None:
        return ""
    word = counted.lemma_.lower()
    if word not in GENERAL and counted.tag_ == "NNS" and word not in lexicon.MEASURES and lexicon.SAME_MEASURE.get(word, word) != measure:
        return "" if word in lexicon.CURRENCIES else str(counted.lower_)
    for prep in clause.beside:
        if prep.dep_ == "prep" and prep.lower_ in ("in", "at", "from", "across"):
            for obj in prep.children:
                if obj.ent_type_ in PLACES:
                    return next(
                        (e.name for e in entities for m in e.mentions if m.field == part.field and m.span[0] <= obj.idx < m.span[1]),
                        str(obj.text),
                    )
    return ""


VALUE_BEFORE = re.compile(r"\b(?:from|previous(?:ly)?|earlier|against)\b")
AT_FIRST = ("originally ", "initially ", "first ", "earlier ")
SAID_AT_FIRST = re.compile(rf"\b(?:{'|'.join(AT_FIRST)})(?:reported|said|put|gave|thought)\b")
REVISED = re.compile(r"\b(?:up|down) from\b|\brevised\b")


def _assertion(judged: Stance, token: Token, sentence: _Sentence, base: datetime, *, changed: bool) -> Assertion:
    """The clause's stance; and a number said to have been ("up from 31 earlier") is background."""
    doc = sentence.part.doc
    if VALUE_BEFORE.search(text_between(doc, max(sentence.start, token.i - 3), token.i).lower()):
        return "background"
    if judged.assertion == "background" and _so_that(token):
        return "news"
    if not changed and _said_at_first(sentence.lower):
        return "background"
    if judged.ahead and judged.assertion in ("news", "announced"):
        return "conditional"
    if not changed and not judged.ahead and _months_ago(token, sentence, base):
        return "background"
    if changed and judged.assertion in ("demanded", "background") and not judged.ahead and not judged.time_text:
        return "news"
    return judged.assertion


def _said_at_first(lower: str) -> bool:
    return any(word in lower for word in AT_FIRST) and bool(SAID_AT_FIRST.search(lower))


MONTH = re.compile(rf"\bin ({ANY_MONTH})\b(?! \d)")


def _months_ago(token: Token, sentence: _Sentence, base: datetime) -> bool:
    """Whether the number's sentence goes on with another month, and so tells of a happening that was."""
    found = MONTH.search(text_between(token.doc, token.i, sentence.end).lower()) if "in " in sentence.lower else None
    months = MONTHS.index(found.group(1)) + 1 - base.month if found else 0
    return bool(found) and months % 12 not in (0, 1)


def _so_that(token: Token) -> bool:
    """A total behind a comma: "found two more bodies, which brings the toll to five", "bringing the toll to five"."""
    node = token
    while node.pos not in VERBS and node.head.i != node.i:
        node = node.head
    return node.dep_ in ("relcl", "advcl") and node.lemma_.lower() in ("bring", "take", "push", "raise", "lift")


def _changed(token: Token, clause: Clause, sentence: _Sentence) -> bool:
    """Whether the words say that the figure is a new one: "rose to", "now", "up from"; "rose 12 percent" gives the step, not the figure."""
    verb = clause.verb
    if verb is not None:
        if clause.lemma in lexicon.CHANGE_VERBS and clause.lemma not in lexicon.ESTIMATING:
            near = (token.doc[i].lower_ for i in range(max(verb.i, token.i - 5), token.i))
            return clause.lemma in lexicon.REACHING or any(word in ("to", "at") for word in near)
        if any(t.lower_ == "now" for t in clause.below):
            return True
    return ("revised" in sentence.lower or " from" in sentence.lower) and bool(REVISED.search(sentence.lower))
