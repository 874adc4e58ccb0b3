"""Characters and lines: whatever a wire sends becomes NFC text in paragraphs.

Decides nothing about what belongs to the story; that is story.py's.
"""

import re
import unicodedata
from itertools import pairwise

from streams.domain.text import stream_safe

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]")
"""What shows nothing, and what turns the direction of all that follows it, on a page and in a log (Unicode TR 36, "bidirectional
text spoofing"); the marks U+200E and U+200F, which turn nothing but their neighbours, stay for Arabic and Hebrew."""
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n\s*\n")
_TERMINATED = re.compile(r"(?<![.!?…:。！？])[.!?…:。！？]++[\"'”’»)\]]*+$")

WRAP_MIN_CHARS, WRAP_MAX_CHARS = 50, 100
"""The widths that hard-wrapped wire copy has: 64 or 69 on teleprinters and in ANPA 1312, up to 80 or 100 in mail."""
WRAP_MIN_LINES = 3
"""Fewer lines may be full by chance: a headline above a line of text."""
WRAP_SHARE = 0.9
"""Of the lines: one in ten may be short, before a figure or a long word that was not hyphenated."""


def clean(text: str) -> str:
    """Characters that are safe everywhere.

    NFC, line ends as "\\n", no control characters and none that turn the direction of text, a lone surrogate as U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATE.sub("\ufffd", text)
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    return unicodedata.normalize("NFC", stream_safe(_CONTROL.sub("", text)))


def one_line(text: str) -> str:
    """Clean text without line breaks, runs of white space or white space at its ends."""
    return " ".join(clean(text).split())


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Cut plain text where its form says that a paragraph ends.

    Args:
        text: As the wire sent it. Empty lines part paragraphs, and so does an indented line. A single line break does unless
            the copy is hard-wrapped, or a sentence plainly goes on in the next line.

    Returns:
        Paragraphs of one line each, none of them empty.
    """
    blocks = [block.split("\n") for block in _EMPTY_LINES.split(clean(text).strip())]
    wrapped = _is_wrapped(blocks)
    found: list[str] = []
    for lines in blocks:
        open_line = ""
        for line in lines:
            indented = line.startswith(("  ", "\t"))
            stripped = _BLANKS.sub(" ", line).strip()
            goes_on = open_line and not indented and (wrapped or _continues(open_line, stripped))
            if goes_on:
                open_line = f"{open_line} {stripped}"
                continue
            found.append(open_line)
            open_line = stripped
        found.append(open_line)
    return tuple(paragraph for paragraph in found if paragraph)


def _continues(line: str, following: str) -> bool:
    return len(line) >= WRAP_MIN_CHARS and following[:1].islower() and not _TERMINATED.search(line)


def _is_wrapped(blocks: list[list[str]]) -> bool:
    """Whether lines break where the next word would not have fitted any more, as a teleprinter breaks them."""
    pairs = [(line.rstrip(), following) for lines in blocks for line, following in pairwise(lines) if following.strip()]
    width = max((len(line) for line, _ in pairs), default=0)
    if len(pairs) < WRAP_MIN_LINES or not WRAP_MIN_CHARS <= width <= WRAP_MAX_CHARS:
        return False
    full = sum(following.startswith((" ", "\t")) or len(line) + 1 + len(following.split()[0]) > width for line, following in pairs)
    return full >= WRAP_SHARE * len(pairs)
