"""Where quotation marks open and close: stretches of quoted text, whatever the marks, none lost to a stray one."""

import re
from dataclasses import dataclass

from schemas.common import Span

PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
OPENS, CLOSES, STRAIGHT = "“„«", "”»", '"‟'
SINGLE_OPEN, SINGLE_CLOSE = "‘‛", "’"
MARKS = re.compile("[“„«”»\"‟]|``|''|[‘‛’']")
CALLED_FOR = re.compile(r"(?:[:,]|\b(?:said|says|wrote|added|told \w+))\s*$")
"""What stands before a mark that opens even though nothing closes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Quoted text within one paragraph."""

    span: Span
    """Without the marks."""
    outer: Span
    """With them."""
    paragraph: int
    open_ended: bool = False
    """No mark closes it: the next paragraph's mark carries it on."""


def paragraphs(text: str) -> list[Span]:
    """The lines of a text that aren't blank, without the white space around them."""
    return [found.span() for found in PARAGRAPH.finditer(text)]


def stretches(text: str) -> list[Stretch]:
    """Find what stands between quotation marks.

    Args:
        text: Any text; curly, straight and angle marks, and single ones where a paragraph has no others.

    Returns:
        In order, none within another, none empty. A mark without a partner opens nothing, unless speech is announced before it or
        the next paragraph opens with one.

    >>> [("He is 6' 2\\" tall and “calm”")[slice(*stretch.span)] for stretch in stretches("He is 6' 2\\" tall and “calm”")]
    ['calm']
    """
    places = paragraphs(text)
    found: list[Stretch] = []
    for number, (start, end) in enumerate(places):
        goes_on = number + 1 < len(places) and text[places[number + 1][0]] in OPENS + STRAIGHT + SINGLE_OPEN
        pairs = _pairs(text, start, end, goes_on=goes_on)
        if not pairs and not any(mark in text[start:end] for mark in OPENS + CLOSES + STRAIGHT):
            pairs = _single_pairs(text, start, end)
        for left, inner, right, outer in pairs:
            span = _trim(text, left, inner)
            if span[0] < span[1]:
                found.append(Stretch(span=span, outer=(right, outer), paragraph=number, open_ended=inner == outer))
    return found


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


_Pair = tuple[int, int, int, int]
"""Inner start and end, outer start and end; inner end equals outer end where no mark closes."""


def _pairs(text: str, start: int, end: int, *, goes_on: bool) -> list[_Pair]:
    pairs: list[_Pair] = []
    opened: tuple[int, int] | None = None
    depth = 0
    for found in MARKS.finditer(text, start, end):
        mark = found.group()
        if mark in "‘‛’'":
            continue
        left, right = found.span()
        if opened is None:
            if _opens(text, mark, left, right, start, end):
                opened, depth = (left, right), 0
        elif mark in OPENS and not _closes(text, left, right, end):
            opened, depth = _nested(text, opened, (left, right), end, depth)
        elif depth:
            depth -= 1
        elif _is_inch(text, left) and _later(text, right, end):
            continue
        elif mark in STRAIGHT and _only_opens(text, left, right, end):
            opened = (left, right)
        else:
            pairs.append((opened[1], left, opened[0], right))
            opened = None
    if opened is not None and (goes_on or opened[0] == start or CALLED_FOR.search(text, start, opened[0])):
        pairs.append((opened[1], end, opened[0], end))
    return pairs


def _nested(text: str, opened: Span, mark: Span, end: int, depth: int) -> tuple[Span, int]:
    """A second opening mark: a quote within the quote if both are closed later, else the first one was astray."""
    closing = sum(text.count(char, mark[1], end) for char in CLOSES)
    opening = sum(text.count(char, mark[1], end) for char in OPENS)
    return (opened, depth + 1) if closing >= opening + 2 + depth else (mark, 0)


def _opens(text: str, mark: str, left: int, right: int, start: int, end: int) -> bool:
    if mark in OPENS or mark == "``":
        return True
    if _is_inch(text, left) or mark == "''":
        return False
    if mark in CLOSES:
        return left == start
    before = text[left - 1] if left > start else " "
    after = text[right] if right < end else " "
    return (not before.isalnum() or not after.isspace()) and (before.isspace() or before in "([—–-/:,.“‘'" or not after.isspace())


def _closes(text: str, left: int, right: int, end: int) -> bool:
    """Whether an opening mark stands where only a closing one can."""
    return right >= end or (text[right].isspace() and not text[left - 1].isspace())


def _only_opens(text: str, left: int, right: int, end: int) -> bool:
    """Whether a straight mark within a quote stands as only an opening one does, with its own partner behind it."""
    stands = text[left - 1].isspace() and right < end and not text[right].isspace()
    return stands and sum(text.count(char, right, end) for char in STRAIGHT + CLOSES) % 2 == 1


def _is_inch(text: str, left: int) -> bool:
    """Whether a straight mark is a measure: 6", 5' 11"."""
    return text[left] == '"' and left > 0 and text[left - 1].isdigit()


def _later(text: str, right: int, end: int) -> bool:
    return any(char in text[right:end] for char in STRAIGHT + CLOSES)


def _single_pairs(text: str, start: int, end: int) -> list[_Pair]:
    """Single marks as the outer ones, told from apostrophes by what is beside them."""
    pairs: list[_Pair] = []
    opened: int | None = None
    for found in re.finditer("[‘‛’']", text[start:end]):
        at = start + found.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if opened is None:
            if not before.isalnum() and after.isalnum() and found.group() != "’":
                opened = at
        elif not after.isalnum() and (before in ",.?!…—" or (before.isalnum() and before != "s")):
            pairs.append((opened + 1, at, opened, at + 1))
            opened = None
    return pairs
