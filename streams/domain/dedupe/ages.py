"""Rows by age, so that what is due to be forgotten is found at a cost that does not grow with what is remembered."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

IsLive = Callable[[datetime, str], bool]
"""Whether the row under a key is there, and of that age."""


@dataclass(slots=True)
class Ages:
    """A heap of (received_at, key). Keys that are gone stay in it until they come to its top."""

    heap: list[tuple[datetime, str]] = field(default_factory=list)

    def add(self, received_at: datetime, key: str) -> None:
        heapq.heappush(self.heap, (received_at, key))

    def drop_gone(self, is_live: IsLive) -> None:
        """Take what is gone off the top."""
        while self.heap and not is_live(*self.heap[0]):
            heapq.heappop(self.heap)

    def before(self, instant: datetime, *, at_most: int, is_live: IsLive) -> tuple[str, ...]:
        """Live keys received before an instant, the oldest first; takes nothing off.

        >>> ages = Ages()
        >>> for day in (3, 1, 2): ages.add(datetime(2026, 3, day), f"row {day}")
        >>> ages.before(datetime(2026, 3, 3), at_most=9, is_live=lambda received_at, key: True)
        ('row 1', 'row 2')
        """
        heap = self.heap
        if not heap or heap[0][0] >= instant:
            return ()
        found: dict[str, None] = {}
        frontier = [(heap[0], 0)]
        while frontier and len(found) < at_most:
            (received_at, key), at = heapq.heappop(frontier)
            if received_at >= instant:
                break
            if is_live(received_at, key):
                found[key] = None
            for child in (2 * at + 1, 2 * at + 2):
                if child < len(heap):
                    heapq.heappush(frontier, (heap[child], child))
        return tuple(found)
