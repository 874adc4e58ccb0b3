"""The outbox of alerts: a state machine over rows, with the wall clock as an argument.

An alert is pending until it is sent, refused (the webhook says that it will never take it) or abandoned (tried too often). Alerts
about one event leave a channel in the order in which they came: a retraction never overtakes what it takes back. Other events
don't wait for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal

from schemas.common import Instant
from schemas.ids import stable_id
from schemas.update import Alert
from streams.domain.deliver.policy import DeliverPolicy
from streams.domain.idle import Idle

Ending = Literal["sent", "refused", "abandoned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An alert that is to be sent; row "pending/<alert_id>"."""

    alert: Alert
    order: int
    """Counts up in an outbox: who came first."""
    attempts: int = 0
    next_at: Instant
    """Not to be tried before, on our clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An alert that is dealt with; row "done/<alert_id>"."""

    alert_id: str
    ending: Ending
    done_at: Instant
    """On our clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of one attempt to send."""

    result: Literal["sent", "retry", "refused"]
    reason: str = ""
    """Why not: "HTTP 503", "timeout"."""
    retry_after: timedelta | None = None
    """What the webhook asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What follows from an attempt."""

    result: Literal["sent", "retry", "refused", "abandoned"]
    change: dict[str, Any | None]
    """Rows to set or delete (None)."""
    reason: str
    """For the dead letter of an alert that was refused or abandoned, and for the log."""

    @property
    def dead(self) -> bool:
        """Whether the alert was given up and belongs in wire.deadletter."""
        return self.result in ("refused", "abandoned")


class Outbox:
    """The rows of one source partition, with the queue they make up."""

    kinds: ClassVar[Mapping[str, type[Any]]] = {"pending": Pending, "done": Done}

    def __init__(self) -> None:
        self.pending: dict[str, Pending] = {}
        self.done: dict[str, Done] = {}
        self.idle = Idle()
        """Ids of `done` by the time they were done."""

    def apply(self, key: str, row: Any | None) -> None:
        """Set a row or delete it (None).

        Raises:
            KeyError: If the key's first part names no kind of row.
        """
        kind, alert_id = key.split("/", 1)
        if kind == "pending":
            self.pending.pop(alert_id, None)
            if row is not None:
                self.pending[alert_id] = row
        elif kind == "done":
            old = self.done.pop(alert_id, None)
            if old is not None:
                self.idle.remove(alert_id, old.done_at)
            if row is not None:
                self.done[alert_id] = row
                self.idle.add(alert_id, row.done_at)
        else:
            raise KeyError(key)


def known(outbox: Outbox, alert: Alert) -> bool:
    """Whether an alert is waiting, or was dealt with lately."""
    return alert.alert_id in outbox.pending or alert.alert_id in outbox.done


def queue(outbox: Outbox, alert: Alert, *, now: datetime) -> dict[str, Any | None]:
    """The row that puts an alert at the end of an outbox, due at once."""
    order = 1 + max((pending.order for pending in outbox.pending.values()), default=-1)
    return {pending_key(alert.alert_id): Pending(alert=alert, order=order, next_at=now)}


def forgotten(outbox: Outbox, *, now: datetime, policy: DeliverPolicy) -> dict[str, Any | None]:
    """Deletions of what was dealt with too long ago to come again."""
    return {done_key(alert_id): None for alert_id in outbox.idle.before(now - policy.remembered, limit=policy.expired_at_once)}


def due(outbox: Outbox, *, now: datetime) -> tuple[Pending, ...]:
    """What is to be tried now, in order: the first alert of each event and channel, if its time has come."""
    first: dict[tuple[str, str], Pending] = {}
    for pending in sorted(outbox.pending.values(), key=_order):
        first.setdefault((pending.alert.channel, pending.alert.update.event.id), pending)
    return tuple(pending for pending in first.values() if pending.next_at <= now)


def after_attempt(pending: Pending, attempt: Attempt, *, now: datetime, policy: DeliverPolicy) -> Settled:
    """Step an alert after an attempt: done, or to be tried again later.

    Args:
        pending: As `due` gave it.
        attempt: What came of it.
        now: Our clock, after the attempt.
        policy: Waits and their number.
    """
    attempts = pending.attempts + 1
    if attempt.result == "sent":
        return Settled(result="sent", change=_done(pending, "sent", now), reason="")
    if attempt.result == "refused":
        return Settled(result="refused", change=_done(pending, "refused", now), reason=f"webhook refused it: {attempt.reason}")
    if attempts >= policy.attempts:
        reason = f"webhook failed {attempts} times, the last time: {attempt.reason}"
        return Settled(result="abandoned", change=_done(pending, "abandoned", now), reason=reason)
    wait = backoff(pending.alert.alert_id, attempts, policy=policy)
    if attempt.retry_after is not None:
        wait = max(wait, min(attempt.retry_after, 4 * policy.longest_wait))
    again = replace(pending, attempts=attempts, next_at=now + wait)
    return Settled(result="retry", change={pending_key(pending.alert.alert_id): again}, reason=attempt.reason)


def backoff(alert_id: str, attempts: int, *, policy: DeliverPolicy) -> timedelta:
    """How long to wait after so many failed attempts: doubled each time up to a limit, spread by the alert's id.

    >>> waits = [backoff("a", n, policy=DeliverPolicy(jitter=0)).total_seconds() for n in (1, 2, 3, 20)]
    >>> waits
    [2.0, 4.0, 8.0, 900.0]
    """
    doubled = policy.first_wait * 2 ** min(attempts - 1, 30)
    spread = int(stable_id(alert_id, attempts)[:8], 16) / 0xFFFFFFFF  # 0..1, the same whenever it is asked
    wait: timedelta = min(doubled, policy.longest_wait) * (1 + policy.jitter * (2 * spread - 1))
    return wait


def pending_key(alert_id: str) -> str:
    return f"pending/{alert_id}"


def done_key(alert_id: str) -> str:
    return f"done/{alert_id}"


def _done(pending: Pending, ending: Ending, now: datetime) -> dict[str, Any | None]:
    alert_id = pending.alert.alert_id
    return {pending_key(alert_id): None, done_key(alert_id): Done(alert_id=alert_id, ending=ending, done_at=now)}


def _order(pending: Pending) -> tuple[int, str]:
    return pending.order, pending.alert.alert_id
