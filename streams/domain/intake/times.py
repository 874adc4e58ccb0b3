"""Written times to instants in UTC: ISO 8601 as JSON and XML have it, RFC 822 as feeds and mail have it."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from schemas.errors import InvalidEvent

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
"""What is dated earlier is a system's zero, and no time; late enough to count days and years back from."""
MAX_CHARS = 60
"""The longest time that anybody writes has some 40."""


def instant(written: str, *, name: str) -> tuple[datetime | None, tuple[str, ...]]:
    """Read a time; what can't be one is told and left out.

    Args:
        written: "" where the wire gave none.
        name: Of the field, for what is told.

    Returns:
        The instant, or None, and what was guessed. A time without an offset is read as UTC.

    >>> instant("2026-03-02T14:00+02:00", name="sent")
    (datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.timezone.utc), ())
    >>> instant("Mon, 02 Mar 2026 14:00:00", name="sent")[1]
    ('sent has no offset: UTC',)
    """
    written = written.strip()
    if not written:
        return None, ()
    try:
        when = _parsed(written)
        known = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None, (f"{name}: no time in {written[:MAX_CHARS]!r}",)
    if known < EARLIEST:
        return None, (f"{name}: too early, {written[:MAX_CHARS]!r}",)
    return known, (f"{name} has no offset: UTC",) if when.tzinfo is None else ()


def embargo(written: str, *, name: str, uri: str) -> tuple[datetime | None, tuple[str, ...]]:
    """Read the end of an embargo.

    Raises:
        InvalidEvent: If it can't be read: an embargo that nobody understands must not be published over.
    """
    when, guesses = instant(written, name=name)
    if when is None and written.strip():
        raise InvalidEvent(f"{uri}: {guesses[0]}")
    return when, guesses


def _parsed(written: str) -> datetime:
    if len(written) > MAX_CHARS:
        raise ValueError(written)
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        if written[:1].isdigit() and written[4:5] == "-":
            raise
        return parsedate_to_datetime(written)
