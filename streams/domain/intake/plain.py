"""Plain text: a headline, lines for it, and the story. Without a uri, a message is named after its own words."""

import re
from collections.abc import Sequence

from schemas.errors import InvalidEvent
from schemas.ids import stable_id
from streams.domain.intake.clean import split_paragraphs
from streams.domain.intake.encoding import text_of
from streams.domain.intake.fields import Fields, Found

HEADLINE_MAX_CHARS = 160
"""Two lines of a page; a longer first line is the story's first paragraph."""
MIN_WORDS = 8
"""Of text that nobody has called text: a few letters may be the rest of anything."""
_TERMINATED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_OPENING = re.compile(r"[\w\"'“‘«(\[*^–—-]")
_STRANGE = re.compile(r"[^\w\s.,;:!?'\"()\[\]/&%$€£@#*+=_–—‘’“”«»…°-]")
STRANGE_SHARE = 0.05
"""Of its characters: copy has next to none, a piece of code or of a truncated file many."""


def is_prose(text: str) -> bool:
    """Whether a message that nobody has called text is text: words and lines, no control characters, hardly a bracket.

    >>> is_prose("Ferry sinks\\n\\nA ferry sank off Oran late on Monday, the port said."), is_prose('{"uri": "wire:1",\\n "headline": ')
    (True, False)
    """
    if "\n" not in text.strip() or not _OPENING.match(text) or _CONTROL.search(text):
        return False
    return len(text.split()) >= MIN_WORDS and len(_STRANGE.findall(text)) <= STRANGE_SHARE * len(text)


def read_plain(value: bytes, charset: str = "") -> Sequence[Found]:
    """Read one message: a short first line without a full stop, above others, is the headline.

    Raises:
        InvalidEvent: If there is no word in it.
    """
    text, guesses = text_of(value, charset)
    paragraphs = split_paragraphs(text)
    if not re.search(r"[^\W\d_]", "".join(paragraphs[:20])):
        raise InvalidEvent("value: no words in it")
    first, *rest = paragraphs
    titled = len(first) <= HEADLINE_MAX_CHARS and not _TERMINATED.search(first)
    return (
        Fields(
            uri=f"text:{stable_id(*paragraphs)}",
            headline=first if titled else "",
            paragraphs=tuple(rest) if titled else paragraphs,
            guesses=(*guesses, "uri is missing: hash of the text"),
        ),
    )
