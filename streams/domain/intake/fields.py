"""What a format's reader finds in a message: the fields of an item, before anything is decided about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from schemas.errors import InvalidEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a reader found; text as sent, "" or None where the format had nothing."""

    uri: str
    version: str = ""
    provider: str = ""
    language: str = ""
    version_created: datetime | None = None
    embargoed_until: datetime | None = None
    headline: str = ""
    kicker: str = ""
    dek: str = ""
    paragraphs: tuple[str, ...] = ()
    """One line each, in order, with whatever the wire mixed into the text."""
    captions: tuple[str, ...] = ()
    """Those that the format itself keeps apart."""
    byline: str = ""
    located: str = ""
    """A place, or a whole dateline."""
    slug: str = ""
    urgency: int | None = None
    pub_status: str = ""
    note: str = ""
    signals: tuple[str, ...] = ()
    """What the desk's system says of the sending: "sig:correction"."""
    evolved_from: str = ""
    """The uri of the item that this one goes on from under a name of its own."""
    usage_terms: str = ""
    guesses: tuple[str, ...] = field(default=())
    """What the reader had to assume: "version_created has no offset: read as UTC"."""


Found = Fields | InvalidEvent | None
"""Of one item of a message: its fields, what is wrong with it, or None where it is no article."""

Reader = Callable[[bytes, str], Sequence[Found]]
"""Reads a message, given its bytes and the character set that its content type names ("" for none).

One that nobody can read raises InvalidEvent.
"""


def urgency_of(written: str) -> int | None:
    """1 to 9; what else a desk puts there is not the IPTC's urgency.

    >>> urgency_of("4"), urgency_of("4.0"), urgency_of("high")
    (4, 4, None)
    """
    digit = written.strip().removesuffix(".0")
    return int(digit) if len(digit) == 1 and digit in "123456789" else None
