"""An article's fields as parsed documents: what every rule of this stage reads.

Fields are parsed a paragraph at a time, so that no sentence runs over its end, and with straight quotation marks, which the
models were trained on; the documents that come out hold the text as it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from schemas.article import Article
from schemas.common import Field

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
    """One field of an article with its parse; `doc.text` is the field, so character offsets are the record's spans."""

    field: Field
    doc: Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article and the documents of its fields that are not empty, in the order of FIELDS."""

    article: Article
    docs: tuple[FieldDoc, ...]
    unread_chars: int = 0
    """What was left out, because a field was longer than it may be."""

    @property
    def body(self) -> Doc | None:
        return next((part.doc for part in self.docs if part.field == "body"), None)


def read(article: Article, *, nlp: Language, max_chars: int = MAX_CHARS) -> Reading:
    """Parse an article's headline, dek and body, each on its own.

    Args:
        article: Its fields may be empty.
        nlp: Any pipeline; what it doesn't annotate is missing in the documents.
        max_chars: A longer field is cut there, and the cut counted in `unread_chars`.
    """
    texts = [(field, text) for field in FIELDS if (text := str(getattr(article, field)))]
    return Reading(
        article=article,
        docs=tuple(FieldDoc(field=field, doc=parse(text[:max_chars], nlp=nlp)) for field, text in texts),
        unread_chars=sum(max(0, len(text) - max_chars) for _, text in texts),
    )


def parse(text: str, *, nlp: Language) -> Doc:
    """Parse a text paragraph by paragraph into one document with that very text.

    >>> import spacy
    >>> parse("“One.”\\n\\nTwo.", nlp=spacy.blank("en")).text
    '“One.”\\n\\nTwo.'
    """
    places = [piece for found in PARAGRAPH.finditer(text) for piece in _pieces(text, *found.span())]
    docs = nlp.pipe(_tokens(text[start:end].translate(STRAIGHT), nlp) for start, end in places)
    rows: list[_Row] = []
    at = 0
    for (start, end), doc in zip(places, docs, strict=True):
        _gap(rows, text[at:start])
        rows += _rows(doc, text[start:end], len(rows))
        at = end
    _gap(rows, text[at:])
    if not rows:
        return Doc(nlp.vocab)
    parsed = any(row.dep for row in rows)
    return Doc(
        nlp.vocab,
        words=[row.word for row in rows],
        spaces=[row.space for row in rows],
        tags=[row.tag for row in rows],
        pos=[row.pos for row in rows],
        morphs=[row.morph for row in rows],
        lemmas=[row.lemma for row in rows],
        heads=[row.head for row in rows] if parsed else None,
        deps=[row.dep or "dep" for row in rows] if parsed else None,
        ents=[row.ent for row in rows],
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph, its dateline apart."""
    dateline = DATELINE.match(text, start, end)
    if dateline is not None and len(dateline.group()) <= MAX_DATELINE_CHARS and dateline.end() < end:
        yield start, dateline.end() - 1
        start = dateline.end()
    yield start, end


@dataclass(slots=True, kw_only=True)
class _Row:
    """One token on its way into the field's document."""

    word: str
    space: bool
    tag: str
    pos: str
    morph: str
    lemma: str
    head: int
    dep: str
    ent: str


def _tokens(text: str, nlp: Language) -> Doc:
    """Cut a text into tokens, with the compounds that name events kept whole."""
    doc = nlp.make_doc(text)
    spans = [span for found in WHOLE.finditer(text) if (span := doc.char_span(*found.span())) is not None and len(span) > 1]
    if spans:
        with doc.retokenize() as retokenizer:
            for span in spans:
                retokenizer.merge(span)
    return doc


def _rows(doc: Doc, text: str, first: int) -> Iterator[_Row]:
    for token in doc:
        yield _Row(
            word=text[token.idx : token.idx + len(token)],
            space=bool(token.whitespace_),
            tag=token.tag_,
            pos=token.pos_,
            morph=str(token.morph),
            lemma=token.lemma_,
            head=first + token.head.i,
            dep=token.dep_,
            ent=f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O",
        )


def _gap(rows: list[_Row], blank: str) -> None:
    """Add the white space between paragraphs as a token of the sentence before it."""
    if rows and blank.startswith(" "):
        rows[-1].space, blank = True, blank[1:]
    if blank:
        head = max(0, len(rows) - 1)
        rows.append(_Row(word=blank, space=False, tag="_SP", pos="SPACE", morph="", lemma=blank, head=head, dep="dep", ent="O"))


def sentence_of(token: Token) -> Span:
    """The sentence around a token; unlike `Token.sent` in a time that does not grow with the document."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return doc[start:end]
