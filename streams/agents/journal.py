"""What a source partition has seen: the rules of "delivered again", with no Kafka in them.

Kafka delivers at least once: a kill redelivers hundreds of messages into state that is ahead of them, and an upstream stage
that was killed writes records a second time, at new offsets. So each record carries the stage and partition it comes from
(`ce_source`) and a number that only rises there (`ce_sequence`); the journal keeps the last number of each source. A number
at or below it has been dealt with. The last message's entry also keeps its outputs and changes: a kill between writing the
entry and sending them is mended when the message comes again.

A source is read as it comes, or strictly: story reads a language by dedupe's gapless `seq`, and holds what came early.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

import msgspec

from schemas.errors import InvalidEvent


class Verdict(Enum):
    """What is to be done with a message."""

    NEXT = auto()
    """Decide about it."""
    LAST = auto()
    """It is of the last entry: the outputs may not have been sent, send them again."""
    DONE = auto()
    """Dealt with before: nothing is sent."""
    EARLY = auto()
    """Others of its source come before it: hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a message stands in its source."""

    source: str
    number: int
    time_ms: int
    """When the source's own input came, Unix milliseconds. It tells a repeat from a source that began anew (a topic made again):
    there numbers go back, and the time goes on."""
    strict: bool = False
    """Numbers are gapless and must be taken in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far a source has been read."""

    number: int
    time_ms: int
    skipped: tuple[int, ...] = ()
    """Numbers of a strict source that were not waited for; should they come after all, they are taken then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One record to send, encoded."""

    topic: str
    """Without the deployment's prefix."""
    key: bytes
    value: bytes
    headers: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The journal's row: one for each source partition, written anew with each batch of messages decided."""

    format: int
    """Version of the stage's rows."""
    number: int = 0
    """Messages decided so far; the outputs' `ce_sequence` derives from it."""
    last: tuple[tuple[str, int], ...] = ()
    """Source and number of the messages that this entry is about."""
    positions: dict[str, Position] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    changes: dict[str, bytes | None] = field(default_factory=dict)
    """Rows, encoded; None deletes."""


MAX_SKIPPED = 1000
"""Gaps remembered for each source; an older one that still comes is counted as redelivered and its loss stands in the gap counter."""


def verdict(entry: Entry, place: Place) -> Verdict:
    """Decide what to do with a message, given what has been seen.

    >>> seen = Entry(format=1, last=(("a", 7),), positions={"a": Position(number=7, time_ms=100)})
    >>> [verdict(seen, Place(source="a", number=n, time_ms=90)).name for n in (6, 7, 8)]
    ['DONE', 'LAST', 'NEXT']
    """
    position = entry.positions.get(place.source)
    if position is None:
        return Verdict.EARLY if place.strict and place.number > 0 else Verdict.NEXT
    if place.number > position.number:
        return Verdict.EARLY if place.strict and place.number > position.number + 1 else Verdict.NEXT
    if place.number in position.skipped or place.time_ms > position.time_ms:
        return Verdict.NEXT
    return Verdict.LAST if (place.source, place.number) in entry.last else Verdict.DONE


def begun(entry: Entry) -> Entry:
    """The entry to write after this one, before anything is decided."""
    return replace(entry, last=(), outputs=(), changes={})


def advance(entry: Entry, place: Place | None, *, outputs: tuple[Output, ...], changes: Mapping[str, bytes | None]) -> Entry:
    """Add one decision to an entry.

    Args:
        entry: So far.
        place: Of the message decided; None for what a timer decided. A strict place beyond the next one skips those between.
        outputs: To send.
        changes: Rows to set (bytes) or delete (None).
    """
    positions = entry.positions if place is None else {**entry.positions, place.source: _position(entry.positions.get(place.source), place)}
    return replace(
        entry,
        number=entry.number + 1,
        last=(*entry.last, (place.source, place.number)) if place else entry.last,
        positions=positions,
        outputs=(*entry.outputs, *outputs),
        changes={**entry.changes, **changes},
    )


def missing(entry: Entry, place: Place) -> range:
    """The numbers of a strict source between what has been read and this place."""
    position = entry.positions.get(place.source)
    return range(position.number + 1 if position else 0, place.number)


def _position(before: Position | None, place: Place) -> Position:
    if before is None:
        return Position(number=place.number, time_ms=place.time_ms, skipped=_last(range(place.number)) if place.strict else ())
    time_ms = max(before.time_ms, place.time_ms)
    if place.number in before.skipped:
        return replace(before, time_ms=time_ms, skipped=tuple(n for n in before.skipped if n != place.number))
    gap = _last(range(before.number + 1, place.number)) if place.strict else ()
    return Position(number=place.number, time_ms=time_ms, skipped=(*before.skipped, *gap)[-MAX_SKIPPED:])


def _last(numbers: range) -> tuple[int, ...]:
    return tuple(numbers[-MAX_SKIPPED:])


def encode_entry(entry: Entry) -> bytes:
    return msgspec.msgpack.encode(entry)


def decode_entry(data: bytes) -> Entry:
    """Read a journal row.

    Raises:
        InvalidEvent: If it isn't one.
    """
    try:
        return _DECODER.decode(data)
    except msgspec.DecodeError as error:
        raise InvalidEvent(f"journal: {error}") from error


_DECODER = msgspec.msgpack.Decoder(Entry)
