"""Rows by age, so that what is due to be forgotten is found at a cost that does not grow with what is remembered."""

import heapq
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_NUMBER_BITS = 32


@dataclass(slots=True)
class Ages:
    """A heap of instants and numbers below 2**32, one integer each. Numbers that are gone stay in it until they come to its top."""

    heap: list[int] = field(default_factory=list)

    def add(self, received_at: datetime, number: int) -> None:
        heapq.heappush(self.heap, _entry(received_at, number))

    def drop_gone(self, there: Container[int]) -> None:
        """Take off the top what is not there any more."""
        while self.heap and _number(self.heap[0]) not in there:
            heapq.heappop(self.heap)

    def before(self, instant: datetime, *, at_most: int, there: Container[int]) -> tuple[int, ...]:
        """Numbers received before an instant, the oldest first, and all that are as old as the last of them; takes nothing off.

        >>> ages = Ages()
        >>> for day in (3, 1, 2): ages.add(datetime(2026, 3, day, tzinfo=UTC), day)
        >>> ages.before(datetime(2026, 3, 3, tzinfo=UTC), at_most=9, there=(1, 2, 3))
        (1, 2)
        """
        heap, due = self.heap, _entry(instant, 0)
        if not heap or heap[0] >= due:
            return ()
        found: list[int] = []
        frontier = [(heap[0], 0)]
        while frontier:
            entry, at = heapq.heappop(frontier)
            if entry >= due or (len(found) >= at_most and entry >> _NUMBER_BITS != found[-1] >> _NUMBER_BITS):
                break
            if _number(entry) in there:
                found.append(entry)
            for child in (2 * at + 1, 2 * at + 2):
                if child < len(heap):
                    heapq.heappush(frontier, (heap[child], child))
        return tuple(map(_number, found))


def _entry(instant: datetime, number: int) -> int:
    return (instant - _EPOCH) // _MICROSECOND << _NUMBER_BITS | number


def _number(entry: int) -> int:
    return entry & (1 << _NUMBER_BITS) - 1
