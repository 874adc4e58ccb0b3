"""Shapes that several records share: instants, spans, and a piece of text with its place."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

Instant = Annotated[datetime, Meta(tz=True)]
"""A point in time with its offset; in our own records always UTC."""

Span = tuple[int, int]
"""[start, end) in characters (code points) of the field that it is given with."""

Field = Literal["headline", "dek", "body"]
"""Where in an article a span counts from."""

Factuality = Literal["asserted", "reported", "announced", "denied"]
"""asserted: the article says it in its own voice or an official act says it; reported: somebody unnamed or another outlet says it;
announced: said of the future by those who decide it; denied: a party says that it is not so."""

Severity = Literal["low", "medium", "high", "critical"]

SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high", "critical")
"""From the least to the most: compare by index."""


@lru_cache(maxsize=256)
def primary_language(tag: str) -> str:
    """The language of a BCP 47 tag without script, region or variant: what is compared, filed and numbered together.

    One desk's "en" is another's "en-us": copies of one article come under both.

    Source: RFC 5646, section 2.1; a tag by another form is its own first part.

    >>> [primary_language(tag) for tag in ("en", "en-us", "PT_BR", "zh-hant-tw", "")]
    ['en', 'en', 'pt', 'zh', '']
    """
    return _AFTER_PRIMARY.split(tag, maxsplit=1)[0].lower()


_AFTER_PRIMARY = re.compile(r"[^A-Za-z0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of one field of an article, usually a sentence."""

    span: Span
    text: str
    """What stands at `span`, to the letter."""
    field: Field = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRef:
    """One revision of one article."""

    uri: str
    revision: int
