"""The numbers of a text that may be a figure's value: what each is, and in which unit; times, ages and parts of compounds left out."""

import math
import re
from dataclasses import dataclass

from spacy.attrs import LIKE_NUM, POS
from spacy.symbols import NUM
from spacy.tokens import Doc, Token
from text_to_num import text2num

from streams.domain.enrich import figure_lexicon as lexicon
from streams.domain.enrich.reading import FieldDoc, column, end_of

SKIP_ENTS = frozenset(("DATE", "TIME", "ORDINAL"))
AGE = re.compile(
    r"\s*-?\s*(?:years?|months?|days?|hours?|minutes?|weeks?|km|kilomet|miles?|met(?:re|er)s?|degrees?|am\b|pm\b|-year)", re.IGNORECASE
)
AGE_CHARS = 12
"""Behind a number, in which its unit of time or length must begin."""
DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")


@dataclass(slots=True)
class Value:
    """A number of a text that may be a figure's value."""

    token: Token
    """Its first word."""
    value: float
    end: int
    """Index of the token behind it."""
    unit: str


def values_of(part: FieldDoc) -> list[Value]:
    """The numbers of a field, in the order of its text."""
    return [Value(token, *read) for token in _numbers(part.doc) if (read := _readable(token, part.text))]


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
        return (value, end) if math.isfinite(value) else None
    try:
        return float(text2num(doc[token.i : end].text.lower(), "en")), end
    except ValueError:
        return None


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
