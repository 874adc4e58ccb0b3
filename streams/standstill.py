"""Ends a worker that stood still (SIGSTOP, a paused machine) for so long that Kafka may have given its partitions to another.

Kafka has no word for "you are out" before the next heartbeat's answer; until then a worker that wakes up would go on with the
messages it had fetched, and write into the table of its successor. A thread looks at the clock; when that has jumped, the process
ends at once, as a kill would, and is started again. What was on its way to the socket in that very moment still goes out.
"""

import threading
import time
from collections.abc import Callable

INTERVAL_SECONDS = 0.25


class Standstill:
    """Watches for a jump of the clock."""

    def __init__(self, *, limit_seconds: float, end: Callable[[float], None], clock: Callable[[], float] | None = None) -> None:
        """
        Args:
            limit_seconds: Standing still for longer ends the process; below the consumer group's session timeout.
            end: Called with the seconds stood still; ends the process.
            clock: Seconds; by default one that also counts while the machine sleeps.
        """
        self._limit = limit_seconds
        self._end = end
        self._clock = clock or _boot_time
        self._seen = self._clock()

    def start(self) -> None:
        """Watch in a thread until the process ends."""
        threading.Thread(target=self._watch, name="standstill", daemon=True).start()

    def check(self) -> None:
        """Look at the clock now: called before anything is written, since the thread may come a moment later."""
        now = self._clock()
        if now - self._seen > self._limit:
            self._end(now - self._seen)

    def _watch(self) -> None:
        while True:
            self.check()
            self._seen = self._clock()
            time.sleep(INTERVAL_SECONDS)


def _boot_time() -> float:
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
