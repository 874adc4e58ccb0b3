"""What is fuzzed: the reading of one message, under any content type. Whatever the bytes are, it ends in items or in a reason."""

from schemas.codec import decode, encode
from schemas.errors import InvalidEvent
from schemas.item import Item
from streams.domain.intake.formats import FORMATS, read
from tests.builders import NOON

CONTENT_TYPES = (None, "text/plain", *(kind for form in FORMATS for kind in form.content_types[:1]))


def read_any(data: bytes) -> int:
    """Read a message; its first byte chooses the content type.

    Returns:
        How many items were in it.

    Raises:
        Exception: Anything but InvalidEvent is a fault of ours.
    """
    content_type = CONTENT_TYPES[data[0] % len(CONTENT_TYPES)] if data else None
    try:
        found = read(data[1:], content_type=content_type, name=str, received_at=NOON, detect=lambda _: "und")
    except InvalidEvent as error:
        if not str(error):
            raise AssertionError("a dead letter without a reason") from error
        return 0
    if not found.items and not found.other_media:
        raise AssertionError("neither an item nor a reason")
    for item in found.items:
        if decode(Item, encode(item)) != item:
            raise AssertionError(f"{item.uri}: the record does not survive being written and read")
    return len(found.items)
