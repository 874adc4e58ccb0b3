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

from spacy.attrs import LIKE_NUM, POS
from spacy.symbols import NUM
from spacy.tokens import Doc, Token
from text_to_num import text2num

from schemas.enriched import Assertion, Entity, FigureMention
from streams.domain.enrich import figure_lexicon as lexicon
from streams.domain.enrich import temporal
from streams.domain.enrich.event_clause import Stance, stance
from streams.domain.enrich.event_phrase import PLACES, passage_of
from streams.domain.enrich.figure_before import Number, hints_at_values_before, values_before
from streams.domain.enrich.figure_tally import per_unit, tally_of
from streams.domain.enrich.reading import (
    VERBS,
    FieldDoc,
    Reading,
    column,
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
NO_NOUNS = frozenset(("%", "percent", "pct", "euros", "dollars", "pounds", "yen"))
"""Units, which count nothing by themselves."""
SKIP_ENTS = frozenset(("DATE", "TIME", "ORDINAL"))
OFFERING = words("offer bid")
PLAIN = Stance(assertion="news", factuality="asserted")
"""Of a number without a verb."""
AGE = re.compile(
    r"\s*-?\s*(?:years?|months?|days?|hours?|minutes?|weeks?|km|kilomet|miles?|met(?:re|er)s?|degrees?|am\b|pm\b|-year)", re.IGNORECASE
)
AGE_CHARS = 12
"""Behind a number, in which its unit of time or length must begin."""
QUALIFIERS = [(phrase.split(), cast("Qualifier", meaning)) for phrase, meaning in lexicon.QUALIFIERS]
MAX_QUALIFIER = max(len(phrase) for phrase, _ in QUALIFIERS)
"""In words."""
QUALIFIER_ENDS = frozenset(phrase[-1] for phrase, _ in QUALIFIERS)
DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")


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
class _Number:
    """A number of a text that may be a figure's value."""

    token: Token
    """Its first word."""
    value: float
    end: int
    """Index of the token behind it."""
    unit: str


@dataclass(slots=True)
class _Sentence:
    """What holds for all numbers of one sentence."""

    part: FieldDoc
    start: int
    """Index of its first token."""
    end: int
    lower: str
    """Its text in lower case."""


def _sentences(part: FieldDoc) -> Iterator[tuple[_Sentence, list[_Number]]]:
    """The sentences of a field that have numbers, with these."""
    numbers = [_Number(token, *read) for token in _numbers(part.doc) if (read := _readable(token, part.text))]
    for bounds, those in groupby(numbers, key=lambda one: sentence_bounds(one.token)):
        found = list(those)
        yield _Sentence(part, *bounds, sentence_lower(found[0].token)), found


def _readable(token: Token, text: str) -> tuple[float, int, str] | None:
    """Value, end and unit of a number that begins here and is no time, age or part of a compound."""
    if _inside_number(token) or token.ent_type_ in SKIP_ENTS:
        return None
    number = _number(token)
    if number is None:
        return None
    behind = end_of(token.doc[number[1] - 1])
    if AGE.match(text, behind, behind + AGE_CHARS) or _hyphenated(token.doc, token, number[1]):
        return None
    return *number, _unit(token.doc, token, number[1])


def _values_before(sentence: _Sentence, numbers: list[_Number]) -> dict[int, float]:
    """For a sentence that says what its numbers were: offset of a number to its old value."""
    if len(numbers) < 2 or not hints_at_values_before(sentence.lower):
        return {}
    doc = sentence.part.doc
    shift = doc[sentence.start].idx
    spans = [Number(n.value, n.unit, n.token.idx - shift, end_of(doc[n.end - 1]) - shift) for n in numbers]
    found = values_before(sentence_text(numbers[0].token), spans)
    return {start + shift: was for start, was in found.items()}


def _numbers(doc: Doc) -> list[Token]:
    return [doc[i] for i, (alike, pos) in enumerate(zip(column(doc, LIKE_NUM), column(doc, POS), strict=True)) if alike or pos == NUM]


def _inside_number(token: Token) -> bool:
    """Whether a number word goes on from the one before it: "two | hundred", "2.6 | billion"."""
    if token.i == 0:
        return False
    before = token.nbor(-1)
    return bool(before.like_num and (token.lower_ in lexicon.SCALES or (not before.text[:1].isdigit() and token.dep_ != "appos")))


def _number(token: Token) -> tuple[float, int] | None:
    """The value of the number that starts here, and the index behind it."""
    doc = token.doc
    end = token.i + 1
    while end < len(doc) and (
        doc[end].lower_ in lexicon.SCALES or (doc[end].like_num and not doc[end].text[:1].isdigit() and not token.text[:1].isdigit())
    ):
        end += 1
    text = token.text.replace(",", "")
    if DIGITS.match(token.text):
        value = float(text)
        for word in doc[token.i + 1 : end]:
            value *= lexicon.SCALES.get(word.lower_, 1)
        return value, end
    try:
        return float(text2num(doc[token.i : end].text.lower(), "en")), end
    except ValueError:
        return None


@dataclass(slots=True)
class _Clause:
    """The noun that a number counts and the verb of its clause, with what hangs on each."""

    counted: Token | None
    """None for a bare number."""
    verb: Token | None
    beside: list[Token]
    """The noun's."""
    below: list[Token]
    """The verb's."""
    lemma: str
    """The verb's, in lower case."""


def _mention(one: _Number, sentence: _Sentence, was: float | None, entities: tuple[Entity, ...], base: datetime) -> FigureMention | None:
    token, part, end = one.token, sentence.part, one.end
    doc = part.doc
    clause = _clause(token, doc[end - 1])
    tally = tally_of(token, end, one.unit)
    measure = tally.measure if tally is not None else _measure(clause, one.unit) or (lexicon.UNNAMED if was is not None else None)
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
        of=_incident(clause),
        changed=changed or _changed(token, clause, sentence),
        was=was,
    )


def _hyphenated(doc: Doc, token: Token, end: int) -> bool:
    after = doc[end] if end < len(doc) else None
    before = doc[token.i - 1] if token.i else None
    return bool(
        (after is not None and after.text in ("-", "/") and not doc[end - 1].whitespace_)
        or (before is not None and before.text in ("-", "/", "#") and not before.whitespace_)
    )


def _unit(doc: Doc, token: Token, end: int) -> str:
    before = doc[token.i - 1].text if token.i else ""
    after = doc[end].lemma_.lower() if end < len(doc) else ""
    if before in lexicon.CURRENCIES:
        return lexicon.CURRENCIES[before]
    if end < len(doc) and doc[end].lower_ == "pence":
        return "pence"
    if after in ("%", "percent", "per") or after == "pct":
        return "percent"
    return lexicon.CURRENCIES.get(after, "")


def _clause(token: Token, last: Token) -> _Clause:
    """What a number counts, and the clause that it stands in."""
    head = last
    while head.dep_ in MODIFYING and (above := head.head).i != head.i:
        head = above
        if head.pos_ in ("NOUN", "PROPN") and head.lemma_.lower() not in lexicon.SCALES:
            break
    counted = head if head.pos_ in ("NOUN", "PROPN", "ADJ") and head.i != last.i and head.text not in NO_NOUNS else None
    if counted is None and (of := next((c for c in last.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == last.i + 1), None)):
        counted = next((o for o in of.children if o.dep_ == "pobj" and o.tag_ == "NNS"), None)  # "4,000 of its vans"
    beside = list(counted.children) if counted is not None else []
    verb = _verb_above(head)
    if verb is None:
        return _Clause(counted, None, beside, [], "")
    return _Clause(counted, verb, beside, list(verb.children), verb.lemma_.lower())


MODIFYING = frozenset(("nummod", "compound", "quantmod", "amod", "nmod"))


def _verb_above(head: Token) -> Token | None:
    if head.dep_ == "conj" and head.head.pos_ == "VERB":
        return None  # it opens a clause of its own, which the parser joined to the verb before: "one died and two men fled"
    node = head
    for _ in range(9):
        if node.pos in VERBS:
            return node
        node = node.head
    return None


def _measure(clause: _Clause, unit: str) -> str | None:
    """What is counted, in base form; None where it is nothing that a story follows."""
    counted, verb = clause.counted, clause.verb
    word = counted.lemma_.lower() if counted is not None else ""
    if word in lexicon.MEASURES and word != "victim":
        return lexicon.MEASURES[word]
    low = counted.lower_ if counted is not None else ""
    if low in lexicon.MEASURES:
        return lexicon.MEASURES[low]
    state = _fate(clause)
    if state and (counted is None or word in lexicon.PEOPLE or (verb is not None and counted.head.i == verb.i)):
        return state
    if unit == "percent" and verb is not None and verb.dep_ == "acomp" and verb.tag_ == "VBN":
        return str(verb.lower_)
    if unit == "percent" and (share := next((t for t in clause.below if t.dep_ in ("acomp", "oprd") and t.tag_ == "VBN"), None)):
        return str(share.lower_)
    if unit and unit != "percent" and clause.lemma in OFFERING:
        return "offer"
    subject = next((t for t in clause.below if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and not unit and subject.lemma_.lower() in lexicon.MARGINS:
        return str(subject.lemma_.lower())
    if unit or (counted is None and (subject is not None or _moves_something(clause))):
        return _measured(subject, clause, unit)
    if word in lexicon.PEOPLE or counted is None:
        return None
    return word if counted.pos_ == "NOUN" and counted.tag_ == "NNS" else None


def _moves_something(clause: _Clause) -> bool:
    return clause.lemma in lexicon.CHANGE_VERBS and any(t.dep_ == "dobj" for t in clause.below)


def _fate(clause: _Clause) -> str | None:
    """What the clause says became of those counted: "12 people were killed", "killing 12", "12 remain missing"."""
    counted, verb = clause.counted, clause.verb
    if counted is not None:
        for child in clause.beside:
            if (how := child.dep_) not in ("acl", "amod", "relcl"):
                continue
            if child.i > counted.i and (lemma := child.lemma_.lower()) in lexicon.MEASURES:
                return lexicon.MEASURES[lemma]
            if how != "relcl" and child.lower_ in ("dead", "missing", "injured"):
                return lexicon.MEASURES[child.lower_]
    if verb is None:
        return None
    if verb.pos_ == "VERB" and (found := lexicon.MEASURES.get(clause.lemma) or lexicon.MEASURES.get(verb.lower_)):
        return found
    for word in clause.below:
        if (how := word.dep_) in COMPLEMENTS or (how == "advmod" and word.lower_ in ("dead", "missing")):
            for form in (word.lemma_.lower(), word.lower_):
                if form in lexicon.MEASURES:
                    return lexicon.MEASURES[form]
    return None


COMPLEMENTS = frozenset(("acomp", "oprd", "attr", "xcomp"))


def _measured(subject: Token | None, clause: _Clause, unit: str) -> str | None:
    """What a bare number is the value of: "the toll rose to 31", "lifted the bid to 900 million dollars"."""
    changes = clause.lemma in lexicon.CHANGE_VERBS
    held = (t for t in clause.below if t.dep_ == "dobj" and t.pos_ == "NOUN" and not t.like_num and t.ent_type_ not in AMOUNTS)
    chosen = (next(held, None) if changes else None) or subject
    if chosen is None or chosen.pos_ not in ("NOUN", "PROPN"):
        return None
    if chosen.lower_ in lexicon.TALLIES:
        return _told_count(chosen)
    name = chosen.lemma_.lower()
    if unit and name in lexicon.WEALTH:
        return None
    if unit and clause.lemma in OFFERING:
        return "offer"
    return name if (changes or clause.lemma == "be") and chosen.pos_ == "NOUN" else None


AMOUNTS = frozenset(("MONEY", "PERCENT", "CARDINAL"))


def _told_count(noun: Token) -> str | None:
    """What a toll or a number is of: "the death count", "the number of people killed", "the list of missing"."""
    text = noun.doc[noun.left_edge.i : noun.right_edge.i + 1].text.lower()
    if "death" in text or noun.lower_ == "toll":
        return "dead"
    for obj in (o for prep in noun.children if prep.lower_ == "of" for o in prep.children if o.dep_ == "pobj"):
        fate = next((lexicon.MEASURES[c.lemma_.lower()] for c in obj.children if c.lemma_.lower() in lexicon.MEASURES), "")
        return fate or lexicon.MEASURES.get(obj.lemma_.lower(), lexicon.MEASURES.get(obj.lower_, str(obj.lemma_.lower())))
    return None


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


def _incident(clause: _Clause) -> str:
    """The kind of incident that the clause's subject names, its own or that of the verb that it hangs on."""
    node, children = clause.verb, clause.below
    for _ in range(3):
        if node is None:
            return ""
        subject = next((t for t in children if t.dep_ in ("nsubj", "nsubjpass", "agent")), None)
        if subject is not None and (kind := lexicon.INCIDENT_OF.get(subject.lemma_.lower())):
            return kind
        for phrase in children:
            if phrase.dep_ in ("prep", "agent") and phrase.lower_ in ("in", "by"):
                for noun in phrase.children:
                    if kind := lexicon.INCIDENT_OF.get(noun.lemma_.lower()):
                        return kind
        if subject is not None or node.head.i == node.i:
            return ""
        node = node.head
        children = list(node.children)
    return ""


def _elsewhere(clause: _Clause, sentence: _Sentence) -> bool:
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


def _scope(clause: _Clause, measure: str, entities: tuple[Entity, ...], part: FieldDoc) -> str:
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


MONTH = re.compile(rf"\bin ({'|'.join(temporal.MONTHS)})\b(?! \d)")


def _months_ago(token: Token, sentence: _Sentence, base: datetime) -> bool:
    """Whether the number's sentence goes on with another month, and so tells of a happening that was."""
    found = MONTH.search(text_between(token.doc, token.i, sentence.end).lower()) if "in " in sentence.lower else None
    months = temporal.MONTHS.index(found.group(1)) + 1 - base.month if found else 0
    return bool(found) and months % 12 not in (0, 1)


def _so_that(token: Token) -> bool:
    """A total behind a comma: "found two more bodies, which brings the toll to five", "bringing the toll to five"."""
    node = token
    while node.pos not in VERBS and node.head.i != node.i:
        node = node.head
    return node.dep_ in ("relcl", "advcl") and node.lemma_.lower() in ("bring", "take", "push", "raise", "lift")


def _changed(token: Token, clause: _Clause, sentence: _Sentence) -> bool:
    """Whether the words say that the figure is a new one: "rose to", "now", "up from"; "rose 12 percent" gives the step, not the figure."""
    verb = clause.verb
    if verb is not None:
        if clause.lemma in lexicon.CHANGE_VERBS and clause.lemma not in lexicon.ESTIMATING:
            near = (token.doc[i].lower_ for i in range(max(verb.i, token.i - 5), token.i))
            return clause.lemma in lexicon.REACHING or any(word in ("to", "at") for word in near)
        if any(t.lower_ == "now" for t in clause.below):
            return True
    return ("revised" in sentence.lower or " from" in sentence.lower) and bool(REVISED.search(sentence.lower))
