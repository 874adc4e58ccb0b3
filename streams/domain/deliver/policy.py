"""Every number that delivery depends on, with where it came from."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverPolicy:
    """How long and how often a webhook is tried."""

    first_wait: timedelta = timedelta(seconds=2)
    """Before the second attempt; doubled before each further one."""
    longest_wait: timedelta = timedelta(minutes=15)
    """No wait is longer, and no Retry-After of a webhook is believed beyond four times this."""
    jitter: float = 0.25
    """Share by which a wait is made longer or shorter, so that alerts that failed together don't come back together."""
    attempts: int = 16
    """Then an alert is abandoned: with the waits above, nearly two hours after the first attempt."""
    remembered: timedelta = timedelta(days=7)
    """How long an alert's id is known as done: as long as a consumer group may fall behind a topic kept for a week."""
    expired_at_once: int = 16
    """Forgotten rows deleted with one alert, so that no message's change grows large."""
