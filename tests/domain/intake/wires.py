"""What the tests of intake share: reading a message, and small messages of each format, invented."""

from pathlib import Path

from schemas.item import Item
from streams.domain.intake.formats import Message, read
from tests.builders import NOON

CORPUS = Path(__file__).parents[2] / "fuzz" / "corpus"
"""One good message of each format and several hostile ones."""


def look(value: bytes, content_type: str | None = None) -> Message:
    """Read one message at NOON, without a language model."""
    return read(
        value,
        content_type=content_type,
        name=lambda place: "id-1" if place is None else f"id-1-{place}",
        received_at=NOON,
        detect=lambda text: "en" if " the " in f" {text.lower()} " else "und",
    )


def item_in(value: bytes, content_type: str | None = None) -> Item:
    """The only item of a message."""
    (item,) = look(value, content_type).items
    return item


def corpus(name: str) -> bytes:
    """A message of the fuzzer's corpus."""
    return (CORPUS / name).read_bytes()
