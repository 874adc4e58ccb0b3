"""Which quantities an article states: how many of what, where, how surely.

A number is taken with the noun that it counts or the verb that says what became of those counted; times, ages, dates and parts of a
whole ("including 9 children") are left out, because they are no value of the figure.
"""

import re
from dataclasses import dataclass
from datetime import datetime
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
from streams.domain.enrich.figure_before import Number, values_before
from streams.domain.enrich.figure_tally import per_unit, tally_of
from streams.domain.enrich.reading import FieldDoc, Reading, column, sentence_bounds, sentence_lower, sentence_of, text_between
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
AGE = re.compile(
    r"^\s*-?\s*(?:years?|months?|days?|hours?|minutes?|weeks?|km|kilomet|miles?|met(?:re|er)s?|degrees?|am\b|pm\b|-year)", re.IGNORECASE
)
QUALIFIERS = [(phrase.split(), cast("Qualifier", meaning)) for phrase, meaning in lexicon.QUALIFIERS]
MAX_QUALIFIER = max(len(phrase) for phrase, _ in QUALIFIERS)
"""In words."""
DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")


def figure_mentions(reading: Reading, entities: tuple[Entity, ...]) -> tuple[FigureMention, ...]:
    """List the figures that an article states, in the order of its text.

    Args:
        reading: The article with a parse of each field.
        entities: Its entities; a scope is given by their names.
    """
    base = min(reading.article.version_created, reading.article.received_at)
    read = [_Read(token, part, *number) for part in reading.docs for token in _numbers(part.doc) if (number := _readable(token))]
    before = _values_before(read)
    found = [_mention(one, before.get((one.part.field, one.token.idx)), entities, base) for one in read]
    return tuple(mention for mention in found if mention is not None)


@dataclass(frozen=True, slots=True)
class _Read:
    """A number of a text that may be a figure's value."""

    token: Token
    """Its first word."""
    part: FieldDoc
    value: float
    end: int
    """Index of the token behind it."""
    unit: str


def _readable(token: Token) -> tuple[float, int, str] | None:
    """Value, end and unit of a number that begins here and is no time, age or part of a compound."""
    if _inside_number(token) or token.ent_type_ in SKIP_ENTS:
        return None
    number = _number(token)
    if number is None or AGE.match(_after(token.doc, number[1])) or _hyphenated(token.doc, token, number[1]):
        return None
    return *number, _unit(token.doc, token, number[1])


def _values_before(read: list[_Read]) -> dict[tuple[str, int], float]:
    """For numbers of a sentence that says what they were: field and offset to the old value."""
    sentences: dict[tuple[str, int], list[_Read]] = {}
    for one in read:
        sentences.setdefault((one.part.field, sentence_bounds(one.token)[0]), []).append(one)
    found: dict[tuple[str, int], float] = {}
    for (field, _), numbers in sentences.items():
        if len(numbers) > 1:
            sent = sentence_of(numbers[0].token)
            shift = sent.start_char
            spans = [
                Number(n.value, n.unit, n.token.idx - shift, n.part.doc[n.end - 1].idx + len(n.part.doc[n.end - 1]) - shift)
                for n in numbers
            ]
            found |= {(field, start + shift): was for start, was in values_before(sent.text, spans).items()}
    return found


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


def _mention(one: _Read, was: float | None, entities: tuple[Entity, ...], base: datetime) -> FigureMention | None:
    token, part, end = one.token, one.part, one.end
    doc = part.doc
    counted, verb = _counted(token, doc[end - 1])
    tally = tally_of(token, end, one.unit)
    measure = tally.measure if tally is not None else _measure(counted, verb, one.unit) or (lexicon.UNNAMED if was is not None else None)
    if measure is None or _subset(token, doc) or _elsewhere(counted, verb):
        return None
    measure = lexicon.SAME_MEASURE.get(measure, measure)
    unit = "people" if measure in PERSONAL and not one.unit else one.unit
    if unit and (each := per_unit(end, token)):
        unit = f"{unit}/{each}"
    qualifier, start = _qualifier(doc, token)
    if was is not None and qualifier == "at_most":
        qualifier = "exactly"  # "raised it up to 300 from 250"
    judged = stance(verb, base=base, headline=part.field != "body") if verb is not None else Stance(assertion="news", factuality="asserted")
    changed = was is not None or (tally is not None and tally.changed)
    return FigureMention(
        measure=measure,
        value=one.value,
        unit=unit,
        qualifier=qualifier,
        span=(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])),
        sentence=passage_of(doc, token, part.field),
        scope=_scope(counted, measure, entities, part),
        assertion=_assertion(judged, token, doc, base, changed=changed),
        factuality=judged.factuality,
        attribution=judged.attribution,
        of=_incident(verb),
        changed=changed or _changed(token, verb, doc),
        was=was,
    )


def _after(doc: Doc, end: int) -> str:
    """The next few characters behind a number, the blank in between included."""
    return (doc[end - 1].whitespace_ + text_between(doc, end, end + 4))[:12]


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


def _counted(token: Token, last: Token) -> tuple[Token | None, Token | None]:
    """The noun that a number counts (None for a bare number) and the verb of its clause."""
    head = last
    while head.dep_ in ("nummod", "compound", "quantmod", "amod", "nmod") and head.head != head:
        head = head.head
        if head.pos_ in ("NOUN", "PROPN") and head.lemma_.lower() not in lexicon.SCALES:
            break
    counted = head if head.pos_ in ("NOUN", "PROPN", "ADJ") and head.i != last.i and head.text not in NO_NOUNS else None
    if counted is None and (of := next((c for c in last.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == last.i + 1), None)):
        counted = next((o for o in of.children if o.dep_ == "pobj" and o.tag_ == "NNS"), None)  # "4,000 of its vans"
    node = head
    steps = 0
    if head.dep_ == "conj" and head.head.pos_ == "VERB":
        return counted, None  # it opens a clause of its own, which the parser joined to the verb before: "one died and two men fled"
    while node.pos_ not in ("VERB", "AUX") and node.head != node and steps < 8:
        node = node.head
        steps += 1
    return counted, node if node.pos_ in ("VERB", "AUX") else None


def _measure(counted: Token | None, verb: Token | None, unit: str) -> str | None:
    """What is counted, in base form; None where it is nothing that a story follows."""
    word = counted.lemma_.lower() if counted is not None else ""
    if word in lexicon.MEASURES and word != "victim":
        return lexicon.MEASURES[word]
    low = counted.lower_ if counted is not None else ""
    if low in lexicon.MEASURES:
        return lexicon.MEASURES[low]
    state = _fate(counted, verb, bare=counted is None)
    if state and (counted is None or word in lexicon.PEOPLE or (verb is not None and counted.head.i == verb.i)):
        return state
    if unit == "percent" and verb is not None and verb.dep_ == "acomp" and verb.tag_ == "VBN":
        return str(verb.lower_)
    if (
        unit == "percent"
        and verb is not None
        and (share := next((t for t in verb.children if t.dep_ in ("acomp", "oprd") and t.tag_ == "VBN"), None)) is not None
    ):
        return str(share.lower_)
    if unit and unit != "percent" and verb is not None and verb.lemma_.lower() in OFFERING:
        return "offer"
    subject = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None) if verb is not None else None
    if subject is not None and subject.lemma_.lower() in lexicon.MARGINS and not unit:
        return str(subject.lemma_.lower())
    held = verb is not None and verb.lemma_.lower() in lexicon.CHANGE_VERBS and any(t.dep_ == "dobj" for t in verb.children)
    if ((subject is not None or held) and counted is None) or unit:
        return _measured(subject, verb, unit)
    if word in lexicon.PEOPLE or not word or unit:
        return None
    return word if counted is not None and counted.pos_ == "NOUN" and counted.tag_ == "NNS" else None


def _fate(counted: Token | None, verb: Token | None, *, bare: bool) -> str | None:
    """What the clause says became of those counted: "12 people were killed", "killing 12", "12 remain missing"."""
    if counted is not None:
        for child in counted.children:
            if child.dep_ in ("acl", "amod", "relcl") and child.lemma_.lower() in lexicon.MEASURES and child.i > counted.i:
                return lexicon.MEASURES[child.lemma_.lower()]
            if child.dep_ in ("acl", "amod") and child.lower_ in ("dead", "missing", "injured"):
                return lexicon.MEASURES[child.lower_]
    if verb is None:
        return None
    words = [
        verb,
        *(
            t
            for t in verb.children
            if t.dep_ in ("acomp", "oprd", "attr", "xcomp") or (t.dep_ == "advmod" and t.lower_ in ("dead", "missing"))
        ),
    ]
    for word in words:
        for form in (word.lemma_.lower(), word.lower_):
            if form in lexicon.MEASURES and (word is not verb or verb.pos_ == "VERB"):
                return lexicon.MEASURES[form]
    return None


def _measured(subject: Token | None, verb: Token | None, unit: str) -> str | None:
    """What a bare number is the value of: "the toll rose to 31", "lifted the bid to 900 million dollars"."""
    if verb is None:
        return None
    holder = next(
        (
            t
            for t in verb.children
            if t.dep_ == "dobj" and t.pos_ == "NOUN" and not t.like_num and t.ent_type_ not in ("MONEY", "PERCENT", "CARDINAL")
        ),
        None,
    )
    lemma = verb.lemma_.lower()
    chosen = holder if holder is not None and lemma in lexicon.CHANGE_VERBS else subject
    if chosen is None or chosen.pos_ not in ("NOUN", "PROPN"):
        return None
    if chosen.lower_ in lexicon.TALLIES:
        return _told_count(chosen)
    name = chosen.lemma_.lower()
    if unit and name in lexicon.WEALTH:
        return None
    if unit and lemma in OFFERING:
        return "offer"
    return name if lemma in lexicon.CHANGE_VERBS | {"be"} and chosen.pos_ == "NOUN" else None


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
    before = [word.lower_ for word in doc[max(0, first - MAX_QUALIFIER) : first]]
    for phrase, meaning in QUALIFIERS:
        if before[-len(phrase) :] == phrase:
            return meaning, first - len(phrase)
    return "exactly", first


def _subset(token: Token, doc: Doc) -> bool:
    """A part of a whole: "including 31 on Monday", "31 of them"."""
    before = {t.lower_ for t in doc[max(sentence_bounds(token)[0], token.i - 4) : token.i]}
    after = text_between(doc, token.i + 1, token.i + 4).lower()
    return (
        bool(before & lexicon.SUBSETS)
        or bool(re.match(r"(?:others? )?of (?:them|whom|those|the)\b|others\b|more\b", after))
        or "another" in before
        or after.startswith("other ")
        or bool(re.search(r"\b(?:mother|father|parent|family) of$", text_between(doc, max(0, token.i - 3), token.i).lower()))
    )


def _incident(verb: Token | None) -> str:
    """The kind of incident that the clause's subject names, its own or that of the verb that it hangs on."""
    node = verb
    for _ in range(3):
        if node is None:
            return ""
        subject = next((t for t in node.children if t.dep_ in ("nsubj", "nsubjpass", "agent")), None)
        around = [subject, *(o for p in node.children if p.dep_ in ("prep", "agent") and p.lower_ in ("in", "by") for o in p.children)]
        for noun in around:
            if noun is not None and (kind := lexicon.INCIDENT_OF.get(noun.lemma_.lower())):
                return kind
        if subject is not None or node.head.i == node.i:
            return ""
        node = node.head
    return ""


def _elsewhere(counted: Token | None, verb: Token | None) -> bool:
    """ "In a neighbouring district", "in a separate crash", "in one village": not the toll that the story follows."""
    chain = [verb, verb.head] if verb is not None and verb.dep_ == "conj" else [verb]
    holders = [t for t in (counted, *chain) if t is not None]
    phrases = [
        c for h in holders for c in h.children if c.dep_ in ("prep", "nsubj", "agent", "advmod") and (counted is None or c.i != counted.i)
    ]
    if holders and (first := holders[0].doc[sentence_bounds(holders[0])[0]]).dep_ == "prep":
        phrases.append(first)  # what a sentence opens with holds for all its clauses
    if any(t.lower_ in lexicon.ELSEWHERE for p in phrases for t in p.subtree if t.pos_ in ("ADJ", "DET", "ADV", "VERB")):
        return True
    places = [o for p in phrases if p.dep_ == "prep" and p.lower_ == "in" for o in p.children if o.dep_ == "pobj" and o.pos_ == "NOUN"]
    return any(
        c.lower_ in ("a", "one") for o in places if o.lower_ in ("village", "district", "town", "house", "suburb") for c in o.children
    )


def _scope(counted: Token | None, measure: str, entities: tuple[Entity, ...], part: FieldDoc) -> str:
    """The place or the group that is counted; a noun that is the measure itself narrows nothing down."""
    if counted is None:
        return ""
    word = counted.lemma_.lower()
    if word not in GENERAL and counted.tag_ == "NNS" and word not in lexicon.MEASURES and lexicon.SAME_MEASURE.get(word, word) != measure:
        return "" if word in lexicon.CURRENCIES else str(counted.lower_)
    for prep in counted.children:
        if prep.dep_ == "prep" and prep.lower_ in ("in", "at", "from", "across"):
            for obj in prep.children:
                if obj.ent_type_ in PLACES:
                    return next(
                        (e.name for e in entities for m in e.mentions if m.field == part.field and m.span[0] <= obj.idx < m.span[1]),
                        str(obj.text),
                    )
    return ""


VALUE_BEFORE = re.compile(r"\b(?:from|previous(?:ly)?|earlier|against)\b")
SAID_AT_FIRST = re.compile(r"\b(?:originally|initially|first|earlier) (?:reported|said|put|gave|thought)\b")
REVISED = re.compile(r"\b(?:up|down) from\b|\brevised\b")


def _assertion(judged: Stance, token: Token, doc: Doc, base: datetime, *, changed: bool) -> Assertion:
    """The clause's stance; and a number said to have been ("up from 31 earlier") is background."""
    before = text_between(doc, max(sentence_bounds(token)[0], token.i - 3), token.i).lower()
    if VALUE_BEFORE.search(before):
        return "background"
    if judged.assertion == "background" and _so_that(token):
        return "news"
    if not changed and SAID_AT_FIRST.search(sentence_lower(token)):
        return "background"
    if judged.ahead and judged.assertion in ("news", "announced"):
        return "conditional"
    if not changed and not judged.ahead and _months_ago(token, base):
        return "background"
    if changed and judged.assertion in ("demanded", "background") and not judged.ahead and not judged.time_text:
        return "news"
    return judged.assertion


MONTH = re.compile(rf"\bin ({'|'.join(temporal.MONTHS)})\b(?! \d)", re.IGNORECASE)


def _months_ago(token: Token, base: datetime) -> bool:
    """Whether the number's sentence goes on with another month, and so tells of a happening that was."""
    found = MONTH.search(text_between(token.doc, token.i, sentence_bounds(token)[1]))
    months = temporal.MONTHS.index(found.group(1).lower()) + 1 - base.month if found else 0
    return bool(found) and months % 12 not in (0, 1)


def _so_that(token: Token) -> bool:
    """A total behind a comma: "found two more bodies, which brings the toll to five", "bringing the toll to five"."""
    node = token
    while node.pos_ not in ("VERB", "AUX") and node.head.i != node.i:
        node = node.head
    return node.dep_ in ("relcl", "advcl") and node.lemma_.lower() in ("bring", "take", "push", "raise", "lift")


def _changed(token: Token, verb: Token | None, doc: Doc) -> bool:
    """Whether the words say that the figure is a new one: "rose to", "now", "up from"; "rose 12 percent" gives the step, not the figure."""
    if verb is not None:
        lemma = verb.lemma_.lower()
        if lemma in lexicon.CHANGE_VERBS and lemma not in lexicon.ESTIMATING:
            return lemma in lexicon.REACHING or bool({"to", "at"} & {t.lower_ for t in doc[max(verb.i, token.i - 5) : token.i]})
        if any(t.lower_ == "now" for t in verb.children):
            return True
    return bool(REVISED.search(sentence_lower(token)))
