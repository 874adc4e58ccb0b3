"""A page or a piece of HTML: what its head says of it, and the article without menus, boxes and scripts.

trafilatura finds the article on a whole page; a fragment, and a page that it finds nothing on, are read as they are. Nothing is
fetched, and dates come from what the page declares, never from a guess at today.
"""

import re
from collections.abc import Sequence

import trafilatura
from lxml import etree

from schemas.errors import InvalidEvent
from schemas.ids import stable_id
from streams.domain.intake.clean import clean, one_line
from streams.domain.intake.encoding import text_of
from streams.domain.intake.fields import Fields, Found
from streams.domain.intake.identity import host_of
from streams.domain.intake.markup import MAX_MARKUP_CHARS, paragraphs_in
from streams.domain.intake.times import instant

_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}?\bcharset\s*=\s*["']?([\w.:-]{1,40})""")
MIN_WORDS = 15
"""What trafilatura finds with fewer words may be a notice on the page; everything on the page is read then."""
MAX_EXTRACT_CHARS, MAX_EXTRACT_ELEMENTS = 500_000, 20_000
"""A page that is larger is read as it stands: extraction costs up to 0.2 ms an element, and news pages have one to five thousand."""
_URIS = ("canonical", "og:url")
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_DEKS = ("og:description", "description", "dc.description")
_TIMES = (
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "last-modified",
    "article:published_time",
    "datepublished",
    "dc.date",
    "date",
)
_AUTHORS = ("author", "article:author", "dc.creator")
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher")


def read_page(value: bytes, charset: str = "") -> Sequence[Found]:
    """Read one page.

    Raises:
        InvalidEvent: If it is empty or far too long.
    """
    declared = _CHARSET.search(value[:4_096])
    text, guesses = text_of(value, charset or (declared[1].decode() if declared else ""))
    if len(text) > MAX_MARKUP_CHARS:
        raise InvalidEvent(f"value: {len(text)} characters of markup, at most {MAX_MARKUP_CHARS} are read")
    text = clean(text)
    if not text.strip():
        raise InvalidEvent("value: empty")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    root = etree.fromstring(text.encode(), parser)
    if root is None:
        raise InvalidEvent("value: no HTML in it")
    head = _head(root)
    uri = _first(head, _URIS)
    told = next((name for name in _TIMES if head.get(name)), "date")
    version_created, guessed = instant(head.get(told, ""), name=told)
    paragraphs, captions = _article(text, root)
    headline = _first(head, _TITLES) or _element(root, "h1") or _element(root, "title")
    if not uri:
        uri, guesses = f"html:{stable_id(text)}", (*guesses, "uri is missing: hash of the page")
    return (
        Fields(
            uri=uri,
            provider=_first(head, _SITES) or host_of(uri),
            language=str(root.get("lang") or head.get("og:locale", "")),
            version_created=version_created,
            headline=headline,
            dek=_first(head, _DEKS),
            paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph != headline),
            captions=captions,
            byline=_first(head, _AUTHORS),
            guesses=(*guesses, *guessed),
        ),
    )


def _head(root: "etree._Element") -> dict[str, str]:
    """What meta, link and time elements declare, by name in lower case; the first of a name counts."""
    said: dict[str, str] = {}
    for element in root.iter("meta", "link", "time"):
        match element.tag:
            case "meta":
                name = element.get("property") or element.get("name") or element.get("itemprop") or ""
                value = element.get("content") or ""
            case "link":
                name, value = element.get("rel") or "", element.get("href") or ""
            case _:
                name, value = "date", element.get("datetime") or ""
        if value.strip():
            said.setdefault(name.strip().lower(), one_line(value))
    return said


def _first(head: dict[str, str], names: Sequence[str]) -> str:
    return next((head[name] for name in names if head.get(name)), "")


def _element(root: "etree._Element", name: str) -> str:
    return next((text for each in root.iter(name) if (text := one_line("".join(each.itertext())))), "")


def _article(text: str, root: "etree._Element") -> tuple[tuple[str, ...], tuple[str, ...]]:
    everything, captions = paragraphs_in(root)
    if root.find("head") is None or len(text) > MAX_EXTRACT_CHARS or sum(1 for _ in root.iter()) > MAX_EXTRACT_ELEMENTS:
        return everything, captions
    found = trafilatura.extract(text, fast=True, include_comments=False, include_tables=False, with_metadata=False, favor_precision=True)
    article = tuple(line for part in (found or "").split("\n") if (line := one_line(part)))
    return (article, captions) if sum(len(line.split()) for line in article) >= MIN_WORDS else (everything, captions)
