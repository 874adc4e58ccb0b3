"""An article's fields as parsed documents: what every rule of this stage reads.

A field is parsed with straight quotation marks and without blank lines, as the models were trained, and with a sentence's end at
the end of each paragraph; the document that comes out holds the text as it stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, LEMMA, LENGTH, LIKE_NUM, LOWER, ORTH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.symbols import AUX, SPACE, VERB
from spacy.tokens import Doc, Span, Token

from schemas.article import Article
from schemas.common import Field
from streams.domain.enrich.capitals import is_shouted, written_as

FIELDS: tuple[Field, ...] = ("headline", "dek", "body")

MAX_CHARS = 100_000
"""Of one field: some thirty times a long news story. What follows is left unread, for the parser's memory grows with the text."""

STRAIGHT = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")
"""One character for one, so that offsets hold."""

PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
DATELINE = re.compile(r"(?:\([^()\n]{1,30}\)\s)?[A-Z][A-Z'’.]+(?:[ ,/]+(?:[A-Z][\w'’.]*|\d{1,2}))*(?: ?\([^()\n]{1,30}\))? ?(?:—|–|--|-) ")
"""What a desk puts before its first sentence: "PORT ELLERY, March 2 (Agency) — ". Parsed with the sentence it would be its subject."""
MAX_DATELINE_CHARS = 70
WHOLE = re.compile(
    r"\b(?:(?:semi|quarter)-finals?|(?:kick|run|play|lift)-offs?|by-elections?|cease-fires?|walk-outs?|follow-up|face-to-face|in-person|work-to-rule)\b",
    re.IGNORECASE,
)
"""Compounds that the tokenizer would cut, so that the parser takes "semi-final" for an adjective and a noun of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDoc:
    """One field of an article with its parse; the document's text is the field, so character offsets are the record's spans."""

    field: Field
    doc: Doc
    text: str
    """`doc.text`, which spaCy would put together from its tokens each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article and the documents of its fields that are not empty, in the order of FIELDS."""

    article: Article
    docs: tuple[FieldDoc, ...]
    unread_chars: int = 0
    """What was left out, because a field was longer than it may be."""

    @property
    def body(self) -> FieldDoc | None:
        return next((part for part in self.docs if part.field == "body"), None)


def read(article: Article, *, nlp: Language, max_chars: int = MAX_CHARS) -> Reading:
    """Parse an article's headline, dek and body, each on its own.

    Args:
        article: Its fields may be empty.
        nlp: Any pipeline; what it doesn't annotate is missing in the documents.
        max_chars: A longer field is cut there, and the cut counted in `unread_chars`.
    """
    fields = [(field, text) for field in FIELDS if (text := str(getattr(article, field)))]
    docs = parse([text[:max_chars] for _, text in fields], nlp=nlp)
    return Reading(
        article=article,
        docs=tuple(FieldDoc(field=field, doc=doc, text=text[:max_chars]) for (field, text), doc in zip(fields, docs, strict=True)),
        unread_chars=sum(max(0, len(text) - max_chars) for _, text in fields),
    )


def parse(texts: Sequence[str], *, nlp: Language) -> list[Doc]:
    """Parse texts into documents with those very texts; no sentence runs over the end of a paragraph or of a dateline.

    The texts of one article go through the model together, those of two never: float sums depend on what they are batched
    with, and an article's outcome may not.

    >>> import spacy
    >>> [doc.text for doc in parse(["“One.”\\n\\nTwo."], nlp=spacy.blank("en"))]
    ['“One.”\\n\\nTwo.']
    """
    cut = [_cut(text, written_as(text, body=texts[-1]) if is_shouted(text) else text, nlp) for text in texts]
    docs = nlp.pipe(Doc(nlp.vocab, words=words.straight, spaces=words.spaces, sent_starts=words.starts) for words in cut)
    return [_restored(text, words, doc) for text, words, doc in zip(texts, cut, docs, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of a text, without the blanks between them."""

    written: str
    """As the text would be written, were it not in capitals."""
    spans: list[tuple[int, int]]
    straight: list[str]
    """As the model reads them."""
    spaces: list[bool]
    starts: list[bool | int | None]
    """True where a sentence must begin; None where the parser decides."""


def _cut(text: str, written: str, nlp: Language) -> _Words:
    """Cut a text, which the model is to read as `written`, into words, with the compounds that name events kept whole."""
    straight = written.translate(STRAIGHT)
    doc = nlp.make_doc(straight)
    facts: Any = doc.to_array([LENGTH, IS_SPACE])
    spans = [(token.idx, token.idx + length) for token, (length, blank) in zip(doc, facts.tolist(), strict=True) if not blank]
    whole = [found.span() for found in WHOLE.finditer(straight)]
    if whole:
        spans = _kept_whole(spans, whole)
    first = {start for found in PARAGRAPH.finditer(text) for start, _ in _pieces(text, *found.span())}
    return _Words(
        written=written,
        spans=spans,
        straight=[straight[start:end] for start, end in spans],
        spaces=[text[end : end + 1].isspace() for _, end in spans],
        starts=[True if start in first else None for start, _ in spans],
    )


def _kept_whole(spans: list[tuple[int, int]], whole: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words' spans, those within one of the `whole` ones put together."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        while whole and whole[0][1] <= start:
            whole = whole[1:]
        if whole and kept and whole[0][0] <= kept[-1][0] and end <= whole[0][1]:
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph, its dateline apart."""
    dateline = DATELINE.match(text, start, end)
    if dateline is not None and len(dateline.group()) <= MAX_DATELINE_CHARS and dateline.end() < end:
        yield start, dateline.end() - 1
        start = dateline.end()
    yield start, end


COPIED = (TAG, POS, LEMMA, DEP, ENT_IOB, ENT_TYPE)
OUTSIDE = 2
"""spaCy's ENT_IOB of a token outside of any entity."""
INSIDE = 1
BEGINS = 3


def _restored(text: str, words: _Words, parsed: Doc) -> Doc:
    """A document of the text to the letter with a parse of its words; a blank is a token of the sentence before it."""
    tokens: list[str] = []
    spaces: list[bool] = []
    blanks: list[int] = []
    at = 0
    for start, end in words.spans:
        if at != start:
            _blank(text[at:start], tokens, spaces, blanks)
        tokens.append(text[start:end])
        spaces.append(False)
        at = end
    _blank(text[at:], tokens, spaces, blanks)
    doc = Doc(parsed.vocab, words=tokens, spaces=spaces, user_data={TEXT: text})
    if words.written != text:
        doc.user_data[AS_WRITTEN] = words.written
    if not tokens:
        return doc
    found: Any = parsed.to_array([*COPIED, HEAD])
    is_word = np.ones(len(tokens), dtype=bool)
    is_word[blanks] = False
    place = np.flatnonzero(is_word)
    rows: Any = np.zeros((len(tokens), found.shape[1]), dtype=np.uint64)
    rows[place] = found
    heads = np.arange(len(found)) + found[:, -1].astype(np.int64)
    rows[place, -1] = (place[heads] - place).astype(np.uint64)
    strings = parsed.vocab.strings
    for i in blanks:
        inside = 0 < i < len(tokens) - 1 and rows[i + 1, 4] == INSIDE
        name = (INSIDE, rows[i + 1, 5]) if inside else (OUTSIDE, 0)
        rows[i] = (strings.add("_SP"), SPACE, 0, strings.add("dep"), *name, np.uint64(-1 & MASK) if i else 0)
    if not found[:, 3].any():
        return doc.from_array([*COPIED[:3], *COPIED[4:]], np.delete(rows[:, :-1], 3, axis=1))
    return doc.from_array([*COPIED, HEAD], rows)


MASK = 0xFFFFFFFFFFFFFFFF


def _blank(blank: str, tokens: list[str], spaces: list[bool], blanks: list[int]) -> None:
    """Add the white space between two words: to the word before it, what is more than one blank as a token of its own."""
    if tokens and blank.startswith(" "):
        spaces[-1], blank = True, blank[1:]
    if blank:
        blanks.append(len(tokens))
        tokens.append(blank)
        spaces.append(False)


TEXT = "writethru_text"
"""Where a document's user data keep its text."""
SENTENCES = "writethru_sentences"
"""Where a document's user data keep the bounds of its sentences once somebody asked."""


AS_WRITTEN = "writethru_as_written"
"""Where they keep how a text in capitals would be written as a sentence."""


def written(doc: Doc) -> str:
    """A document's text, character for character, as the model read it where the text is in capitals throughout."""
    text: str = doc.user_data.get(AS_WRITTEN) or doc.user_data.get(TEXT) or doc.text
    return text


def sentence_of(token: Token) -> Span:
    """The sentence around a token; unlike `Token.sent` in a time that does not grow with the document, which may not change after."""
    start, end = sentence_bounds(token)
    return token.doc[start:end]


def sentence_bounds(token: Token) -> tuple[int, int]:
    """The places of the first token of the sentence around a token and of the first one behind it."""
    bounds: list[tuple[int, int]] | None = token.doc.user_data.get(SENTENCES)
    if bounds is None:
        bounds = token.doc.user_data[SENTENCES] = _sentence_bounds(token.doc)
    return bounds[token.i]


SENTENCE_TEXTS = "writethru_sentence_texts"
"""Where they keep the texts of sentences, by their first token."""


def sentence_text(token: Token) -> str:
    """The text of the sentence around a token, put together once for all who ask."""
    start, end = sentence_bounds(token)
    texts: dict[int, str] = token.doc.user_data.setdefault(SENTENCE_TEXTS, {})
    if start not in texts:
        texts[start] = text_between(token.doc, start, end)
    return texts[start]


SENTENCES_IN_LOWER_CASE = "writethru_sentences_in_lower_case"
"""Where they keep the texts of sentences in lower case, by their first token."""


def sentence_lower(token: Token) -> str:
    """The text of the sentence around a token in lower case, made once for all who ask."""
    start = sentence_bounds(token)[0]
    texts: dict[int, str] = token.doc.user_data.setdefault(SENTENCES_IN_LOWER_CASE, {})
    if start not in texts:
        texts[start] = sentence_text(token).lower()
    return texts[start]


SENTENCE_WORDS = "writethru_sentence_words"
"""Where they keep the words of sentences, by their first token."""


def sentence_words(token: Token) -> frozenset[str]:
    """The words of the sentence around a token in lower case, put together once for all who ask."""
    start, end = sentence_bounds(token)
    words: dict[int, frozenset[str]] = token.doc.user_data.setdefault(SENTENCE_WORDS, {})
    if start not in words:
        words[start] = frozenset(word.lower_ for word in token.doc[start:end])
    return words[start]


def _sentence_bounds(doc: Doc) -> list[tuple[int, int]]:
    """For each token where its sentence starts and ends."""
    begins: Any = doc.to_array(SENT_START) == 1
    begins[0] = True
    starts = np.flatnonzero(begins).tolist()
    return [(start, end) for start, end in zip(starts, [*starts[1:], len(doc)], strict=True) for _ in range(start, end)]


def named_around(token: Token) -> tuple[int, int]:
    """The places of a named entity's first token around a token and of the first one behind it; (0, 0) where it is in none.

    `Doc.ents` makes a span of each entity of the document whenever it is asked.
    """
    doc, start, end = token.doc, token.i, token.i + 1
    if token.ent_iob not in (INSIDE, BEGINS):
        return 0, 0
    while doc[start].ent_iob == INSIDE:
        start -= 1
    while end < len(doc) and doc[end].ent_iob == INSIDE:
        end += 1
    return start, end


def text_between(doc: Doc, start: int, end: int) -> str:
    """The text from one token to before another, as `doc[start:end].text`, but cut out of the whole text where the document keeps it."""
    text: str | None = doc.user_data.get(TEXT)
    end = min(end, len(doc))
    if text is None or start >= end:
        return doc[start:end].text
    return text[doc[start].idx : end_of(doc[end - 1])]


def end_of(token: Token) -> int:
    """The place of the first character behind a token."""
    start: int = token.idx
    return start + len(token)


def has_word(doc: Doc, start: int, end: int, words: frozenset[str]) -> bool:
    """Whether a stretch of tokens has one of some words in lower case, without a look at each token."""
    return not _ids(words).isdisjoint(column(doc, LOWER)[start:end])


def tokens_among(doc: Doc, words: frozenset[str], *, attribute: int = LOWER) -> list[Token]:
    """The tokens that are one of some words.

    Args:
        doc: Any.
        words: In lower case, unless the attribute is another one.
        attribute: spaCy's number of what is compared, one of KEPT.

    >>> import spacy
    >>> [token.i for token in tokens_among(spacy.blank("en")("Said or says"), frozenset({"said", "says"}))]
    [0, 2]
    """
    ids = _ids(words)
    facts = column(doc, attribute)
    return [] if ids.isdisjoint(facts) else [doc[i] for i, word in enumerate(facts) if word in ids]


COLUMNS = "writethru_columns"
"""Where they keep what the rules ask of all tokens, since asking for one attribute takes half as long as for all of them."""
KEPT = (POS, TAG, LEMMA, DEP, LOWER, ORTH, LIKE_NUM)


def column(doc: Doc, attribute: int) -> list[int]:
    """One attribute of each token by spaCy's number for it, one of KEPT; to be read only."""
    columns: dict[int, list[int]] | None = doc.user_data.get(COLUMNS)
    if columns is None:
        facts: Any = doc.to_array(list(KEPT))
        columns = doc.user_data[COLUMNS] = dict(zip(KEPT, facts.T.tolist(), strict=True))
    return columns[attribute]


@lru_cache(maxsize=64)
def _ids(words: frozenset[str]) -> frozenset[int]:
    return frozenset(get_string_id(word) for word in words)


VERB_PLACES = "writethru_verbs"
"""Where they keep the places of verbs."""
VERBS = frozenset({VERB, AUX})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


def verbs_of(doc: Doc) -> list[Token]:
    """The tokens that are verbs or auxiliaries by their part of speech or their tag."""
    verbs: list[int] | None = doc.user_data.get(VERB_PLACES)
    if verbs is None:
        tags = _ids(VERB_TAGS)
        tag = column(doc, TAG)
        verbs = [i for i, pos in enumerate(column(doc, POS)) if pos in VERBS or tag[i] in tags]
        doc.user_data[VERB_PLACES] = verbs
    return [doc[i] for i in verbs]
