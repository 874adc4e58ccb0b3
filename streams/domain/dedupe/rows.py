"""Rows by number: the newest as they are, the older ones deflated, some together, since alike texts deflate best side by side.

Most copies come within the hour, so that few decisions read an old row; deflated it takes a third of its memory.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from schemas.codec import decode, encode
from streams.domain.dedupe.seen import Seen
from streams.domain.dedupe.sketch import packed_count

BLOCK = 16
"""Rows deflated together: of an article's text 47% remain, of 64 together 44%, where reading one takes four times as long; 55% of one
alone."""
PLAIN = 2048
"""Rows that stay as they are, some 6 MB: the last minutes of the busiest wire, the last hours of any other one."""
LEVEL = 1
"""zlib's fastest: level 6 wins another tenth for twice the time."""
AT_HAND = 64
"""Old rows that were read lately, as they are: what expires lies in one block, and a late copy is compared with its original twice."""
_EPOCH, _MINUTE = datetime(1970, 1, 1, tzinfo=UTC), timedelta(minutes=1)


def minutes_of(instant: datetime) -> int:
    """Minutes since 1970; an instant before counts as the first one.

    >>> minutes_of(datetime(1970, 1, 2, tzinfo=UTC)), minutes_of(datetime(1950, 1, 1, tzinfo=UTC))
    (1440, 0)
    """
    return max(0, (instant - _EPOCH) // _MINUTE)


@dataclass(slots=True)
class _Block:
    """Neighbours that are deflated."""

    data: bytes
    there: int
    """A bit for each row that has not been dropped."""


@dataclass(slots=True, eq=False)
class Held:
    """A row that is kept, with what is asked of many rows before any of them is read."""

    number: int
    lineage: int
    """A hash of its lineage, below 2**32."""
    runs: int
    """How many hashes its sketch has."""
    letters: int
    """How many its clauses have."""
    minutes: int
    """When it was received, as `minutes_of` counts."""


@dataclass(slots=True)
class Rows:
    """Rows under numbers that rise from 1 and are never given again."""

    last: int = 0
    _plain: dict[int, Seen] = field(default_factory=dict)
    _blocks: dict[int, _Block] = field(default_factory=dict)
    _count: int = 0
    _at_hand: dict[int, Seen] = field(default_factory=dict)

    def put(self, row: Seen, *, lineage: int) -> Held:
        """Keep a row, of whose lineage a hash is given."""
        self.last += 1
        self._count += 1
        self._plain[self.last] = row
        if self.last % BLOCK == 0 and self.last > PLAIN:
            self._deflate((self.last - PLAIN) // BLOCK)
        return Held(self.last, lineage, packed_count(row.sketch), row.letters, minutes_of(row.received_at))

    def drop(self, number: int) -> None:
        self._count -= 1
        self._at_hand.pop(number, None)
        if self._plain.pop(number, None) is not None:
            return
        block = self._blocks[number // BLOCK]
        block.there &= ~(1 << number % BLOCK)
        if not block.there:
            del self._blocks[number // BLOCK]

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int):
            return False
        block = self._blocks.get(number // BLOCK)
        return number in self._plain or (block is not None and bool(block.there >> number % BLOCK & 1))

    def __getitem__(self, number: int) -> Seen:
        row = self._plain.get(number) or self._at_hand.get(number)
        if row is not None:
            return row
        lines = zlib.decompress(self._blocks[number // BLOCK].data).split(b"\n")
        if len(self._at_hand) >= AT_HAND:
            self._at_hand.clear()
        row = self._at_hand[number] = decode(Seen, lines[number % BLOCK])
        return row

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Seen]:
        """All rows, in the order of their numbers."""
        return (self[number] for number in range(1, self.last + 1) if number in self)

    def _deflate(self, at: int) -> None:
        rows = [self._plain.pop(number, None) for number in range(at * BLOCK, (at + 1) * BLOCK)]
        there = sum(1 << n for n, row in enumerate(rows) if row)
        if there:
            lines = [encode(row) if row else b"" for row in rows]  # JSON has no line ends but those that are escaped
            self._blocks[at] = _Block(data=zlib.compress(b"\n".join(lines), LEVEL), there=there)
