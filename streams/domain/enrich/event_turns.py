"""Turns that an article tells in words of many uses: "sent the match indoors", "will have to wait", "put paid to the plant".

The phrases are in event_cues.py. What they find is weak: the update stage counts it only where the story already speaks of the same thing,
in a state from which the turn is possible. So a phrase may be as common as it likes, as long as its clause is asserted.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from spacy.tokens import Doc, Span, Token

from streams.domain.enrich import temporal
from streams.domain.enrich.event_clause import DEMAND_NOUNS, DENIAL, UNDECIDED, WANTING, Stance, auxiliaries, conditional, in_quotes, stance
from streams.domain.enrich.event_cues import CUES, Cue
from streams.domain.enrich.event_found import ELSEWHERE, NEWS, TURN, Found, given_up
from streams.domain.enrich.event_lexicon import CLAIMS, ROLES
from streams.domain.enrich.event_phrase import ACTORS, Happening, happening, label_of, lemma_of, noun_family
from streams.domain.enrich.event_triggers import HEDGES, arguments, subjects_of
from streams.domain.enrich.reading import sentence_of, sentence_text
from streams.domain.enrich.wordlist import words

OPENING_PARAGRAPHS = 2
"""Paragraphs that are read for such phrases: the update stage hears a turn of what was not stated as an event only there."""
OPENING_SENTENCES = 6
KEPT = 12
"""The most of such mentions that one field gives."""
GAP = 6
"""Words that a gap may hold."""
STEP = {"n't": "not", "wo": "will", "'ll": "will", "ca": "can", "’ll": "will", "n’t": "not"}
BREAKS = frozenset((";", ":", "."))
BACKGROUND = re.compile(
    r"\b(?:19|20)\d\d\b|\bago\b|"
    r"\b(?:years|decades) (?:after|before|later|earlier)\b|\b(?:last|previous|earlier) (?:year|season|decade|century|time)\b",
    re.IGNORECASE,
)
"""What dates a clause to other times than the week's."""
WISHING = (WANTING | UNDECIDED | DENIAL | DEMAND_NOUNS) - words(
    "tell order need require offer able ready determine seem appear back struggle fight"
)
"""Words above a clause, or beside a noun, that make it a wish; `call` is asked for its "for" or "on"."""
ADVERBS = words("online virtually remotely")
PARTICLES = words("out off up over through")
CARRYING = words("take bring go move")
"""Verbs that move persons and things as well: with them only happenings are moved."""
MUST = frozenset(("wait", "give", "make"))
"""Verbs with which "must" and "have to" tell what comes, not what is wanted."""
WHERE = words("to into at in along on outside inside through via over")
TIMES = ("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY")


def weak_turns(doc: Doc, base: datetime, headline: bool) -> list[Found]:
    """What the opening sentences of a field tell by one of the phrases.

    Args:
        doc: The field.
        base: When the article was written, UTC.
        headline: See `stance`.
    """
    found: list[Found] = []
    for sentence in _opening(doc):
        if sentence.text.rstrip().endswith("?"):
            continue
        for cue, start, end in _phrases(sentence):
            verb = _verb(doc[start])
            judged = _asserted(verb, cue, base, headline)
            if judged is not None:
                found += _told(cue, doc, start, end, verb, judged, sentence)
    return found[:KEPT]


def _opening(doc: Doc) -> Iterator[Span]:
    start = paragraphs = sentences = 0
    while start < len(doc) and sentences < OPENING_SENTENCES:
        sentence = sentence_of(doc[start])
        yield sentence
        sentences += 1
        paragraphs += "\n\n" in sentence.text
        if paragraphs >= OPENING_PARAGRAPHS:
            return
        start = sentence.end


def _phrases(sentence: Span) -> list[tuple[Cue, int, int]]:
    """The phrases of a sentence with their first token and the one behind their last; the longer ones go first."""
    lemmas = [_base(token) for token in sentence]
    hits: list[tuple[Cue, int, int]] = []
    for i, lemma in enumerate(lemmas):
        for cue in CUES.get(lemma, ()):
            end = _end(cue.words, 1, lemmas, i + 1)
            noun_for_verb = cue.slot in ("object", "subject") and sentence[i].pos_ == "NOUN" and not cue.negative
            if end and not noun_for_verb and not (len(cue.words) == 1 and _other_word(sentence[i])):
                hits.append((cue, sentence.start + i, sentence.start + end))
    hits.sort(key=lambda hit: (not hit[0].negative, -len(hit[0].words)))
    return hits


def _other_word(token: Token) -> bool:
    """Whether a word that tells a turn by itself is no verb here, or another one with its particle: "cancelled out"."""
    if token.lower_ in ADVERBS:
        return False
    if token.pos_ not in ("VERB", "AUX") and not token.tag_.startswith("VB"):
        return True
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return after.lower_ in PARTICLES or after.dep_ == "prt" or (token.lemma_ == "stop" and any(t.lower_ == "show" for t in token.children))


def _base(token: Token) -> str:
    low = token.lower_
    return STEP.get(low) or (token.lemma_.lower() if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB") else low)


def _end(pattern: tuple[frozenset[str], ...], at: int, lemmas: list[str], i: int) -> int:
    """Where a phrase ends whose first `at` words end before `i`; 0 where it does not go on there."""
    if at == len(pattern):
        return i
    if pattern[at]:
        return _end(pattern, at + 1, lemmas, i + 1) if i < len(lemmas) and lemmas[i] in pattern[at] else 0
    for k in range(i, min(i + GAP + 1, len(lemmas))):
        if k > i and lemmas[k - 1] in BREAKS:
            return 0
        if end := _end(pattern, at + 1, lemmas, k):
            return end
    return 0


def _verb(token: Token) -> Token:
    """The verb that a phrase turns on: its own, else the one above it."""
    node = token
    while node.head.i != node.i and (node.pos_ not in ("VERB", "AUX") or node.dep_ in ("aux", "auxpass")):
        node = node.head
    return node


def _asserted(verb: Token, cue: Cue, base: datetime, headline: bool) -> Stance | None:
    """How the clause stands; None where it is not told as so."""
    if verb.pos_ not in ("VERB", "AUX") and not verb.tag_.startswith("VB"):
        return Stance(assertion="news", factuality="asserted") if headline else None
    if in_quotes(verb):
        return None
    judged = stance(verb, base=base, headline=headline)
    if judged.assertion in ("conditional", "background") and _before_colon(verb):
        judged = replace(judged, assertion="news")
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl") and cue.slot in ("object", "subject"):
        return None  # what somebody did beside the news: "won, stopping his rival"
    if any(t.lemma_.lower() in WISHING for t in _above(verb, cue)):
        return None
    if judged.planned and verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ == "expect":
        return None
    if judged.assertion in NEWS:
        return judged
    text = sentence_text(verb)
    if judged.assertion == "negated" and cue.negative and not ({t.lower_ for t in verb.subtree} & HEDGES and cue.status == "cancelled"):
        return replace(judged, assertion="announced", factuality="announced" if judged.factuality == "asserted" else judged.factuality)
    dependent = verb.dep_ in ("relcl", "advcl") and verb.tag_ in ("VBD", "VBN") and verb.head.lemma_.lower() not in CLAIMS
    if judged.assertion == "background" and dependent and not BACKGROUND.search(text) and not _pluperfect(verb):
        return replace(judged, assertion="news" if judged.factuality == "asserted" else "announced")
    if judged.assertion == "demanded" and verb.lemma_ in MUST | {"wait"}:
        return replace(judged, assertion="announced", factuality="announced")
    return None


def _before_colon(verb: Token) -> bool:
    """Whether a plain clause stands before the colon of what the parser takes to govern it: "is on again: a brewery has offered to pay"."""
    apart = verb.head.i > verb.i and any(t.text == ":" for t in verb.doc[verb.i : verb.head.i])
    return apart and not conditional(verb) and not any(t.tag_ == "MD" or t.dep_ in ("mark", "neg") for t in verb.children)


def _above(verb: Token, cue: Cue) -> Iterator[Token]:
    """What governs a clause, and the verb itself where a noun tells the turn: "called for a halt to drilling"."""
    for token in (verb, *(() if _before_colon(verb) else verb.ancestors)):
        own = token.i == verb.i and token.lemma_.lower() in cue.words[0]
        calling = token.lemma_ == "call" and not any(t.lower_ in ("for", "on") for t in token.children)
        if not own and not calling:
            yield token


def _pluperfect(verb: Token) -> bool:
    return any(t.lower_ in ("had", "'d") for t in auxiliaries(verb))


def _told(cue: Cue, doc: Doc, start: int, end: int, verb: Token, judged: Stance, sentence: Span) -> Iterator[Found]:
    """The things that a phrase may speak of, the likeliest first."""
    trigger = doc[start : end + (3 if _contrast(cue) else 0)].text
    place = ""
    if cue.status == "moved":
        place = _place(
            doc, end if cue.slot != "clause" else sentence.start, start if cue.slot == "clause" and start > sentence.start else sentence.end
        )
        if not place and not ELSEWHERE.search(doc[start : sentence.end].text):
            return
        if _contrast(cue) and not _other_place(doc, end):
            return
    if cue.status == "cancelled" and cue.negative and given_up(verb) == "postponed":
        cue = replace(cue, status="postponed")
    place_is_named = any(word[:1].isupper() for word in place.split())
    own = list(_things(cue, doc, start, end, verb, sentence))
    nouns = [noun for noun in own if _may_be(noun)] if any(noun.pos_ != "PRON" for noun in own) else list(_spoken_of(sentence, verb))
    if cue.status == "rescheduled" and cue.slot == "object":  # the day is what counts: any happening of the sentence may be the one
        nouns = [*nouns[:2], *(t for t in sentence if t.pos_ in ("NOUN", "PROPN") and noun_family(t) not in ("", "other"))][:3]
    for noun in dict.fromkeys(nouns[:3]):
        if noun_family(noun) == "disaster" or (
            lemma_of(noun) in ROLES and cue.status not in ("reinstated", "suspended") and not cue.negative
        ):
            continue
        if (
            cue.status == "moved"
            and verb.lemma_ in CARRYING
            and (noun_family(noun) == "" or not (place_is_named or ELSEWHERE.search(trigger)))
        ):
            continue
        if cue.status == "replaced" and noun.pos_ == "PROPN" and noun_family(noun) == "" and cue.slot != "clause":
            continue
        if noun.ent_type_ in ACTORS and cue.negative and verb.tag_ == "VBG":
            label = f"{label_of(Happening(noun, '', ''))[0]}'s {verb.text}"
            yield Found(Happening(verb, verb.lower_, ""), verb, cue.status, trigger, judged, hint=TURN, label=label)
            continue
        if noun.ent_type_ in ACTORS and not _of_somebody(cue):
            continue
        known = happening(noun, known_only=True) or Happening(noun, lemma_of(noun), noun_family(noun))
        yield Found(known, verb, cue.status, trigger, judged, hint=TURN, place=place)


def _contrast(cue: Cue) -> bool:
    return cue.status == "moved" and cue.slot == "clause" and bool(cue.words[-1] & {"of", "than", "not"})


def _other_place(doc: Doc, end: int) -> bool:
    """Whether what stands behind "not" or "instead of" is a place by name."""
    behind = doc[end : end + 4]
    name = next((t for t in behind if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")), None)
    return name is not None and name.pos_ == "PROPN" and name.ent_type_ not in (*TIMES, "PERSON")


def _of_somebody(cue: Cue) -> bool:
    """Whether a phrase may speak of a person or company and mean what it was to do, or its post."""
    return (
        cue.negative
        or cue.slot == "clause"
        or cue.status in ("reinstated", "rescheduled")
        or (cue.status == "suspended" and len(cue.words) > 2)
    )


def _may_be(noun: Token) -> bool:
    return (noun.pos_ in ("NOUN", "PROPN") or noun.dep_ in ("nsubj", "nsubjpass")) and noun.pos_ != "PRON" and noun.ent_type_ not in TIMES


def _things(cue: Cue, doc: Doc, start: int, end: int, verb: Token, sentence: Span) -> Iterator[Token]:
    match cue.slot:
        case "behind":
            noun = _first_noun(doc, end, sentence.end)
            if noun is not None and not any(
                t.lower_ != "of" and t.pos_ in ("NUM", "VERB", "AUX", "ADP", "SCONJ") and t.dep_ != "amod"
                for t in doc[end : max(end, noun.i)]
            ):
                yield noun
        case "object":
            yield from (n for n in arguments(verb, "object"))
            noun = _first_noun(doc, start + 1, sentence.end)
            if noun is not None and not any(t.pos_ in ("VERB", "AUX") and t.dep_ != "amod" for t in doc[start + 1 : noun.i]):
                yield noun
        case "last":
            yield doc[end - 1]
        case "subject":
            yield from subjects_of(verb)
            if verb.dep_ in ("relcl", "acl"):
                yield verb.head
            if cue.negative:
                yield from (t for t in verb.children if t.dep_ == "dobj")
                yield from (o for p in verb.children if p.dep_ == "prep" for o in p.children if o.dep_ == "pobj")
        case _:
            yield from subjects_of(verb)
            yield from (t for t in verb.children if t.dep_ == "dobj")


def _spoken_of(sentence: Span, verb: Token) -> Iterator[Token]:
    """What "it" may be: the happenings that the sentence before names, else those of this one before the verb."""
    before = sentence_of(sentence.doc[sentence.start - 1]) if sentence.start else sentence.doc[0:0]
    for token in (*before, *sentence.doc[sentence.start : verb.i]):
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound" and noun_family(token) not in ("", "other"):
            yield token


def _first_noun(doc: Doc, start: int, stop: int) -> Token | None:
    """The head of the first noun phrase from a place on."""
    for token in doc[start : min(start + 12, stop)]:
        if token.pos_ in ("NOUN", "PROPN"):
            node = token
            while (
                node.dep_ in ("compound", "poss", "nmod", "amod")
                and node.head.i > node.i
                and node.head.i < stop
                and node.head.pos_ in ("NOUN", "PROPN")
            ):
                node = node.head
            return node
        if token.text in BREAKS:
            return None
    return None


def _place(doc: Doc, start: int, stop: int) -> str:
    """The first place that a stretch names behind a preposition."""
    for prep in doc[start:stop]:
        before = doc[prep.i - 1] if prep.i > start else prep
        if prep.lower_ in WHERE and prep.dep_ in ("prep", "prt", "advmod", "dative") and before.lower_ not in ("not", "from"):
            for obj in prep.children:
                if obj.dep_ == "pobj" and obj.ent_type_ not in TIMES and not temporal.concrete(obj.text) and lemma_of(obj) not in ROLES:
                    return " ".join(doc[obj.left_edge.i : obj.i + 1].text.split())
    if doc[start - 1].lower_ in WHERE and (noun := _first_noun(doc, start, stop)) is not None and noun.ent_type_ not in TIMES:
        return " ".join(doc[noun.left_edge.i : noun.i + 1].text.split())
    return ""
