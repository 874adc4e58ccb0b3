"""What was last used when, so that a memory can forget it: an index by the hour."""

from datetime import datetime

HOUR_SECONDS = 3600
"""Finer than a window of days needs, coarse enough that few hours are looked through."""


class Idle:
    """Keys by the hour of their last use.

    >>> from datetime import UTC, datetime, timedelta
    >>> idle, noon = Idle(), datetime(2026, 3, 2, 12, tzinfo=UTC)
    >>> idle.add("a", noon)
    >>> idle.before(noon, limit=9), idle.before(noon + timedelta(hours=1), limit=9)
    ((), ('a',))
    """

    def __init__(self) -> None:
        self._hours: dict[int, set[str]] = {}
        self._oldest: int | None = None
        """The oldest hour, where it is known; before it nothing has to be looked through."""

    def add(self, key: str, at: datetime) -> None:
        """Note a key's last use; a key that was used before has to be removed first."""
        hour = _hour(at)
        self._hours.setdefault(hour, set()).add(key)
        if self._oldest is not None and hour < self._oldest:
            self._oldest = hour

    def remove(self, key: str, at: datetime) -> None:
        """Forget a key; `at` is what it was added with."""
        hour = _hour(at)
        self._hours[hour].discard(key)
        if not self._hours[hour]:
            del self._hours[hour]
            if hour == self._oldest:
                self._oldest = None

    def before(self, at: datetime, *, limit: int) -> tuple[str, ...]:
        """Up to `limit` keys last used before the hour of `at`, those of the oldest hour first, the same ones in any process."""
        found: list[str] = []
        until = _hour(at)
        if self._oldest is None and self._hours:
            self._oldest = min(self._hours)
        if self._oldest is None or self._oldest >= until:
            return ()
        for hour in sorted(hour for hour in self._hours if hour < until):
            found += sorted(self._hours[hour])[: limit - len(found)]
            if len(found) >= limit:
                break
        return tuple(found)


def _hour(at: datetime) -> int:
    return int(at.timestamp()) // HOUR_SECONDS
