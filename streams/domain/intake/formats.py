"""Which format a message is in, and who reads it. A new format is one module and one line in FORMATS."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from schemas.errors import InvalidEvent
from schemas.item import Item
from streams.domain.intake.compose import Fields, compose
from streams.domain.intake.ninjs import read_ninjs


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way in which wires write an item."""

    name: str
    content_types: tuple[str, ...]
    first: tuple[bytes, ...]
    """What its messages begin with, after a byte order mark and white space."""
    read: Callable[[bytes], Fields | None]
    """None for an item that is no article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadItem:
    """An article, and what had to be guessed about it."""

    item: Item
    format: str
    guesses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMedia:
    """A picture, a video, a planning item: readable, and no article."""

    format: str


FORMATS: tuple[Format, ...] = (
    Format(name="ninjs", content_types=("application/json", "application/ninjs+json"), first=(b"{", b"["), read=read_ninjs),
)
_MARKS = (b"\xef\xbb\xbf",)


def read(value: bytes, *, content_type: str | None, item_id: str, received_at: datetime) -> ReadItem | OtherMedia:
    """Read one message of wire.raw, by its content type or else by how it begins.

    Raises:
        InvalidEvent: If no format fits, or the one that fits can't read it.
    """
    found = format_of(value, content_type)
    fields = found.read(value)
    if fields is None:
        return OtherMedia(format=found.name)
    item, guesses = compose(fields, item_id=item_id, received_at=received_at)
    return ReadItem(item=item, format=found.name, guesses=guesses)


def format_of(value: bytes, content_type: str | None) -> Format:
    """The format that the header names; else the one whose messages begin like this one.

    Raises:
        InvalidEvent: If the value is empty or looks like no format.
    """
    named = (content_type or "").split(";")[0].strip().lower()
    start = value[:512]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    start = start.lstrip()
    for form in FORMATS:
        if named in form.content_types or start.startswith(form.first):
            return form
    if not value.strip():
        raise InvalidEvent("value: empty")
    raise InvalidEvent(f"value: no known format; content type {named or 'not given'}, begins with {start[:20]!r}")
