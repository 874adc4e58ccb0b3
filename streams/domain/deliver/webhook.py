"""What a webhook's answer means, and what is sent to it besides the alert."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from schemas.update import Alert
from streams.domain.deliver.outbox import Attempt

TRY_AGAIN = frozenset({408, 409, 423, 425, 429})
"""Client errors that pass: timeout, conflict (the same key in hand), locked, too early, too many (RFC 9110, 4918, 8470, 6585)."""


def headers(alert: Alert) -> dict[str, str]:
    """HTTP headers of one alert: the idempotency key, and CloudEvents 1.0 in HTTP's binary mode."""
    return {
        "Content-Type": "application/json",
        "Idempotency-Key": alert.alert_id,
        "ce-specversion": "1.0",
        "ce-id": alert.alert_id,
        "ce-type": "writethru.alert.v1",
        "ce-source": "/writethru/alert",
        "ce-time": alert.update.received_at.astimezone(UTC).isoformat(),
    }


def answered(status: int, retry_after: str | None, *, now: datetime) -> Attempt:
    """Read an answer.

    Args:
        status: HTTP status. 2xx is sent; what passes and 5xx is tried again; anything else, a redirect too, is refused.
        retry_after: The header of that name, or None.
        now: Our clock, for a Retry-After that is a date.
    """
    if 200 <= status < 300:
        return Attempt(result="sent")
    if status >= 500 or status in TRY_AGAIN:
        return Attempt(result="retry", reason=f"HTTP {status}", retry_after=parse_retry_after(retry_after, now=now))
    return Attempt(result="refused", reason=f"HTTP {status}")


def parse_retry_after(value: str | None, *, now: datetime) -> timedelta | None:
    """The wait that a Retry-After asks for, in seconds or as a date; none where it asks for nothing that we can read.

    >>> noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    >>> parse_retry_after("120", now=noon) == parse_retry_after("Mon, 02 Mar 2026 12:02:00 GMT", now=noon)
    True
    >>> parse_retry_after("soon", now=noon)
    """
    text = (value or "").strip()
    if text.isdecimal() and text.isascii():
        return timedelta(seconds=min(int(text[:9]), 86_400))
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(timedelta(0), (at if at.tzinfo else at.replace(tzinfo=UTC)) - now)
