"""RSS and Atom: each entry an item, whether the message is a whole feed or one entry alone.

feedparser knows the dialects; it is given a document that xml.py has read, so that it neither fetches, expands nor guesses at tag soup.
"""

import io
from collections.abc import Sequence
from typing import Any

import feedparser  # type: ignore[import-untyped]
from lxml import etree

from schemas.errors import InvalidEvent
from streams.domain.intake.clean import split_paragraphs
from streams.domain.intake.fields import Fields, Found
from streams.domain.intake.identity import host_of, scoped
from streams.domain.intake.markup import is_markup, paragraphs_of, words_of
from streams.domain.intake.times import instant
from streams.domain.intake.xml import name_of, parse

ROOTS = frozenset({"rss", "feed", "rdf", "channel", "item", "entry"})
_ATOM = "http://www.w3.org/2005/Atom"
MAX_ENTRIES = 5_000
"""In one message; feeds have some tens of entries, archives some hundreds."""


MAX_ELEMENTS = 100_000
"""Twenty an entry; feedparser takes some 20 microseconds for each."""


def read_feed(value: bytes, charset: str = "") -> Sequence[Found]:
    """Read one message.

    Returns:
        For each entry its fields, or what is wrong with it; in the feed's order, which is mostly the newest first.

    Raises:
        InvalidEvent: If it is no XML or no feed, or has too many entries or none.
    """
    root, guesses = parse(value, charset, mend=True)
    if name_of(root).lower() not in ROOTS:
        raise InvalidEvent(f"value: <{name_of(root)[:40]}> is no feed")
    elements = sum(1 for _ in root.iter())
    if elements > MAX_ELEMENTS:
        raise InvalidEvent(f"value: a feed of {elements} elements, at most {MAX_ELEMENTS} are read")
    said = _parsed(_whole(root))
    if not 0 < len(said.entries) <= MAX_ENTRIES:
        raise InvalidEvent(f"value: a feed of {len(said.entries)} entries, not of 1 to {MAX_ENTRIES}")
    return tuple(_tried(entry, said.feed, guesses) for entry in said.entries)


def _parsed(root: "etree._Element") -> Any:
    try:
        return feedparser.parse(io.BytesIO(etree.tostring(root, encoding="utf-8")), sanitize_html=False, resolve_relative_uris=False)
    except (LookupError, AttributeError, TypeError, ValueError, RecursionError) as error:  # it trips over elements in odd places
        raise InvalidEvent(f"value: no feed that can be read, {type(error).__name__}: {error}") from error


def _whole(root: "etree._Element") -> "etree._Element":
    """A feed around an entry that came alone."""
    match name_of(root).lower():
        case "item":
            rss = etree.Element("rss", version="2.0")
            etree.SubElement(rss, "channel").append(root)
            return rss
        case "entry":
            feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
            feed.append(root)
            return feed
        case "channel":
            rss = etree.Element("rss", version="2.0")
            rss.append(root)
            return rss
        case _:
            return root


def _tried(entry: Any, feed: Any, guesses: tuple[str, ...]) -> Found:
    try:
        return _entry(entry, feed, guesses)
    except InvalidEvent as error:
        return error


def _entry(entry: Any, feed: Any, guesses: tuple[str, ...]) -> Fields:
    link = _said(entry, "link")
    host = host_of(link) or host_of(_said(feed, "link")) or _said(feed, "title")
    uri = scoped(_said(entry, "id") or link, host)
    if not uri.strip():
        raise InvalidEvent("uri: an entry without guid, id and link")
    name = "updated" if "updated" in entry else "published"
    version_created, guessed = instant(_said(entry, name), name=name)
    content, summary = _content(entry), _said(entry, "summary")
    paragraphs, captions = _paragraphs(content or summary)
    return Fields(
        uri=uri,
        provider=_said(entry.get("source") or {}, "title") or _said(entry, "publisher") or _said(feed, "title") or host,
        language=_said(entry, "language") or _said((entry.get("content") or [{}])[0], "language") or _said(feed, "language"),
        version_created=version_created,
        headline=words_of(_said(entry, "title")),
        dek=words_of(summary) if content and content != summary else "",
        paragraphs=paragraphs,
        captions=captions,
        byline=_said(entry, "author"),
        usage_terms=words_of(_said(entry, "rights") or _said(feed, "rights")),
        guesses=(*guesses, *guessed),
    )


def _said(source: Any, name: str) -> str:
    value = source.get(name)
    return value.strip() if isinstance(value, str) else ""


def _content(entry: Any) -> str:
    """The longest of an entry's contents: a feed may give a short and a whole one."""
    return max((_said(content, "value") for content in entry.get("content") or []), key=len, default="")


def _paragraphs(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return paragraphs_of(text) if is_markup(text) else (split_paragraphs(text), ())
