"""Which number of a sentence is the value that another one had before: "31, up from 12", "65 million, against 40 million a week ago".

Read from the words around the numbers, since parsers attach such asides anywhere. A value of another year or season is a comparison, not
an earlier report of the same figure, and is no value before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from streams.domain.calendar import ANY_MONTH

OLD_BEFORE = re.compile(
    r"(?:\b(?:from|against|instead of|rather than|and not|compared (?:with|to)|(?:more|fewer|less|higher|lower) than the|not the)"
    r"|,\s*not|\bhad (?:earlier |first |previously |initially )?(?:said|spoken of|talked of|counted|reported|estimated|given|announced"
    r"|thought|feared|(?:been )?put (?:it|them|that|the \w+) at|been)"
    r"|\b(?:previous(?:ly)?|earlier|originally|initially)(?:[ ,]+\w+){0,4}|\bfirst(?: \w+){1,4})"
    r"(?:\s+(?:an?|the|about|some|around|at|least|more|than|nearly|almost|over|offer|bid|estimate|figure|count|toll|total|of))*\s*[$€£¥]?\s*$",
    re.IGNORECASE,
)
"""What stands before an old value."""

STALE_AFTER = re.compile(
    rf"^[^.;]{{0,30}}?\b(?:in (?:the (?:same|first|second|third|fourth|previous) )?(?:(?:19|20)\d\d|{ANY_MONTH}|quarter|period|half)"
    r"|last (?:year|month|season|quarter|summer|winter|autumn|spring|time)"
    r"|an? (?:year|decade|month|season) (?:ago|earlier|before)|(?:years|months|decades) (?:ago|earlier|before)"
    r"|(?:the |that )(?:year|season|month|quarter) before|(?:year|month)-earlier)\b",
    re.IGNORECASE,
)
"""What stands behind a value of other times."""

HINTS = (
    "from", "against", "not", "had", "earlier", "first", "previous", "instead of", "rather than", "compared", "than the", "originally",
    "initially",
)  # fmt: skip
"""Of what may stand before an old value, for a first look: one is in all that OLD_BEFORE finds."""

LOOK_BACK = 70
"""Characters before a number in which its preposition may stand: "an earlier estimate by the ministry of about"."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a sentence; `start` and `end` in characters of the sentence."""

    value: float
    unit: str
    start: int
    end: int


def hints_at_values_before(lower: str) -> bool:
    """Whether `values_before` may find something in a sentence, given in lower case."""
    return any(hint in lower for hint in HINTS)


def values_before(sentence: str, numbers: Sequence[Number]) -> dict[int, float]:
    """Pair the numbers of a sentence with what they were.

    Args:
        sentence: Its text.
        numbers: Those that are no time, age or date, in the order of the text.

    Returns:
        Start of a number to the value that it had before, in its own unit.

    >>> text = "The bill is put at 65 million francs, against 40 million a week ago."
    >>> values_before(text, [Number(65e6, "francs", 19, 29), Number(40e6, "", 46, 56)])
    {19: 40000000.0}
    >>> text = "It sold 12 planes, up from 9 last year."
    >>> values_before(text, [Number(12, "", 8, 10), Number(9, "", 27, 28)])
    {}
    """
    if len(numbers) < 2:
        return {}
    old = [n for n in numbers if OLD_BEFORE.search(sentence[max(0, n.start - LOOK_BACK) : n.start])]
    found: dict[int, float] = {}
    for was in old:
        if STALE_AFTER.match(sentence[was.end :]):
            continue
        counted = _counted(sentence, was)
        rest = [n for n in numbers if n not in old and n.value != was.value and _comparable(n, was) and not _other(counted, sentence, n)]
        if rest:
            new = min(rest, key=lambda n: abs(n.start - was.start))
            found.setdefault(new.start, was.value)
    return found


def _counted(sentence: str, number: Number) -> str:
    """The plural right behind a number: "nine airlines"; "" for none."""
    found = COUNTED_AFTER.match(sentence, number.end)
    return found.group(1) if found else ""


def _other(counted: str, sentence: str, number: Number) -> bool:
    """Whether both numbers count, each something else: "two planes from nine airlines"."""
    return bool(counted) and _counted(sentence, number) not in ("", counted)


COUNTED_AFTER = re.compile(r"\s([a-z]{3,}s)\b")


def _comparable(new: Number, was: Number) -> bool:
    """Whether one may be the other's old value: of one unit, or one of them bare, and of one order of size."""
    low, high = sorted((new.value, was.value))
    return (new.unit == was.unit or "" in (new.unit, was.unit)) and low > 0 and high / low <= MAX_RATIO


MAX_RATIO = 25.0
"""A first toll of 4 may end at 100; beyond that one number counts and the other measures."""
