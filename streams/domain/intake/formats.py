"""Which format a message is in, and who reads it. A new format is one module and one line in FORMATS."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from schemas.errors import InvalidEvent
from schemas.item import Item
from schemas.topics import RAW_MAX_BYTES
from streams.domain.intake import feed, newsml
from streams.domain.intake.compose import Detect, compose
from streams.domain.intake.encoding import text_of
from streams.domain.intake.feed import read_feed
from streams.domain.intake.fields import Reader
from streams.domain.intake.newsml import read_newsml
from streams.domain.intake.ninjs import read_ninjs
from streams.domain.intake.page import read_page
from streams.domain.intake.plain import is_prose, read_plain
from streams.domain.intake.teletype import is_teletype, read_teletype
from streams.domain.intake.xml import root_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way in which wires write an item."""

    name: str
    content_types: tuple[str, ...]
    """What names this format and no other."""
    begins: Callable[[str], bool]
    """Whether a message may be in it, by its first SNIFFED characters without a byte order mark and white space."""
    read: Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What was in one message of wire.raw."""

    format: str
    items: tuple[Item, ...]
    guesses: tuple[str, ...] = ()
    """What had to be guessed about them."""
    other_media: int = 0
    """Pictures, videos, planning items: readable, and no articles."""
    unread: tuple[str, ...] = ()
    """Why an item beside the others could not be read."""


SNIFFED_BYTES = 8_192
"""Enough for a declaration, a document type and a licence in a comment."""
FORMATS: tuple[Format, ...] = (
    Format(
        name="ninjs",
        content_types=("application/json", "application/ninjs+json", "application/vnd.iptc.ninjs+json", "text/json"),
        begins=lambda start: start.startswith(("{", "[")),
        read=read_ninjs,
    ),
    Format(
        name="newsml-g2",
        content_types=tuple(f"application/vnd.iptc.g2.{kind}+xml" for kind in ("newsitem", "newsmessage", "packageitem")),
        begins=lambda start: root_name(start) in newsml.ROOTS,
        read=read_newsml,
    ),
    Format(
        name="feed",
        content_types=("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
        begins=lambda start: root_name(start) in feed.ROOTS,
        read=read_feed,
    ),
    Format(
        name="html",
        content_types=("text/html", "application/xhtml+xml"),
        begins=lambda start: re.match(r"(?i)<!doctype html", start) is not None or root_name(start) in ("html", "head", "body", "article"),
        read=read_page,
    ),
    Format(
        name="teletype",
        content_types=("text/vnd.iptc.anpa", "text/vnd.iptc.7901", "application/x-anpa1312", "application/x-iptc7901"),
        begins=is_teletype,
        read=read_teletype,
    ),
    Format(name="text", content_types=(), begins=is_prose, read=read_plain),
)
_NINJS = FORMATS[0]
_PLAIN = next(form for form in FORMATS if form.name == "text")
_CHARSET = re.compile(r"(?i);\s*charset\s*=\s*[\"']?([\w.:-]{1,40})")


def read(value: bytes, *, content_type: str | None, name: Callable[[int | None], str], received_at: datetime, detect: Detect) -> Message:
    """Read one message of wire.raw, by its content type or else by how it begins.

    Args:
        value: As the wire sent it.
        content_type: The header, with parameters; a general one ("application/xml", "text/plain") leaves it to the beginning.
        name: Gives an item's id, from its place in a message of several, from None where it came alone.
        received_at: When wire.raw got it; with an offset.
        detect: Tells the language of a text that names none.

    Raises:
        InvalidEvent: If it is too large, no format fits, or the one that fits can read nothing in it.
    """
    if len(value) > RAW_MAX_BYTES:
        raise InvalidEvent(f"value: {len(value)} bytes, at most {RAW_MAX_BYTES} are read")
    charset = _CHARSET.search(content_type or "")
    form = format_of(value, content_type)
    found = form.read(value, charset[1] if charset else "")
    items: list[Item] = []
    guesses: dict[str, None] = {}
    unread: list[str] = []
    for place, fields in enumerate(found):
        if fields is None:
            continue
        if isinstance(fields, InvalidEvent):
            unread.append(str(fields))
            continue
        try:
            item, guessed = compose(fields, item_id=name(place if len(found) > 1 else None), received_at=received_at, detect=detect)
        except InvalidEvent as error:
            unread.append(str(error))
            continue
        items.append(item)
        guesses.update(dict.fromkeys(guessed))
    if unread and not items:
        raise InvalidEvent("; ".join(unread[:3]))
    other_media = sum(fields is None for fields in found)
    if not items and not other_media:
        raise InvalidEvent("value: no item in it")
    return Message(format=form.name, items=tuple(items), guesses=tuple(guesses), other_media=other_media, unread=tuple(unread))


def format_of(value: bytes, content_type: str | None) -> Format:
    """The format that the header names; else the one whose messages begin like this one.

    Raises:
        InvalidEvent: If the value is empty or looks like no format.
    """
    named = (content_type or "").split(";")[0].strip().lower()
    if form := next((form for form in FORMATS if named in form.content_types), None):
        return form
    if not value.strip():
        raise InvalidEvent("value: empty")
    if value.startswith(b"{"):  # most messages; nothing else begins so
        return _NINJS
    start = text_of(value[:SNIFFED_BYTES])[0].lstrip()
    if form := next((form for form in FORMATS if form.begins(start)), None):
        return form
    if named == "text/plain":
        return _PLAIN
    raise InvalidEvent(f"value: no known format; content type {named[:60] or 'not given'}, begins with {value[:20]!r}")
