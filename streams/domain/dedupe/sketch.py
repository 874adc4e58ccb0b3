"""What a text is found by: a few hashes of its words, the same few in any text that holds the same words, and one of each clause.

Broder 1997, "On the resemblance and containment of documents" (mod-m sketch; FracMinHash in genomics): hashes of all runs of four words
that fall below a share of the range. Cut texts keep their part of the sketch, which a fixed number of minima would not. Short texts are
sampled more densely, the first words most.

Every item passes here, and few have anything to be compared with, so words are only told apart by their letters and digits; how sentences
and words are read when two texts are compared is `text.py`'s.
"""

import binascii
import re
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import xxhash

from streams.domain.text import spread

SHINGLE_WORDS = 4
"""Keeps "at least 12 dead" whole; 3 are too common, 5 die with each edit."""
KEEP = 16
"""One hash in 16 is kept, some 39 of a news article: found every true pair, even those cut to a quarter."""
DENSE_WORDS = 128
"""Only shorter texts have a denser sketch: a longer one has clauses enough to be found by, too."""
LEAD = ((24, 2), (64, 4), (128, 8))
"""Of the runs within the first 24 words one in 2, within 64 one in 4, within 128 one in 8: a flash of 12 words keeps 4 or 5, and an edit
in its middle leaves one in all but 3 of 100."""
CLAUSE_LETTERS, TELLING_LETTERS = 12, 24
"""A clause ("Reporting by Nora Fenn") that stands in many articles is a form; one that is as long as five words may tell a copy."""

Hashes = npt.NDArray[np.uint64]

_FACTORS = np.array((0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 1), np.uint64)
_LOW_HALF = np.uint64(2**32 - 1)
_LOWER = bytes(range(256)).lower().replace(b"!", b".").replace(b"?", b".")
_LETTERS = bytes(code for code in range(256) if code >= 0x80 or chr(code).isalnum() or chr(code) == "$")
"""A byte of UTF-8 outside ASCII is of a letter: `spread` has taken the rest away. A figure's sign is a part of it."""
_APART = bytes(code if code in _LETTERS else 0x20 for code in range(256)).lower()
_NO_LETTERS = bytes(code for code in range(128) if code not in _LETTERS and chr(code) not in ".!?")
_MINUS = re.compile(rb" -(?=\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What one text is found by. All hashes are below 2**32; equal words give equal ones, in any process or year."""

    words: int
    """Runs of letters and digits."""
    sketch: list[int]
    """Hashes of runs of words, each of them once, in the order of the text."""
    clauses: list[int]
    """A hash of what stands between two stops, if it has CLAUSE_LETTERS."""
    letters: list[int]
    """How many each of the clauses has."""
    fingerprint: str
    """Of all words and of where stops part them; "" for a text without words."""


EMPTY = Sample(words=0, sketch=[], clauses=[], letters=[], fingerprint="")


def sample(text: str, *, keep: int = KEEP, lead: tuple[tuple[int, int], ...] = LEAD) -> Sample:
    """Summarise a text so that a copy, even one cut short, shares most of its sketch.

    Args:
        text: Plain text of any length; fewer than four words count as one run.
        keep: One hash in `keep` is kept, the same ones in every text.
        lead: The same for runs that lie within the first words: (words, keep), the densest first; for texts of DENSE_WORDS at the most.

    >>> one, other = (sample(text, lead=((4, 1),)) for text in ("The vote is off.", "THE  vote -- is off."))
    >>> len(one.sketch), one == other, sample(" – ") == EMPTY
    (1, True, True)
    """
    plain = _MINUS.sub(b" $", b" " + spread(text))
    words = plain.translate(_APART).split()
    if not words:
        return EMPTY
    parts = _between_stops(plain)
    clauses = [clause for clause in parts if len(clause) >= CLAUSE_LETTERS]
    return Sample(
        words=len(words),
        sketch=_sketch(words, keep, lead if len(words) <= DENSE_WORDS else ()),
        clauses=list(map(xxhash.xxh32_intdigest, clauses)),
        letters=list(map(len, clauses)),
        fingerprint=xxhash.xxh3_128_hexdigest(b"%b\n%b" % (b" ".join(words), b".".join(filter(None, parts)))),
    )


def clauses_of(text: str) -> list[int]:
    """The hashes of a text's clauses alone, as `sample` has them.

    >>> clauses_of("Nobody was hurt, police said!") == sample("nobody  was hurt police said").clauses
    True
    """
    return [xxhash.xxh32_intdigest(clause) for clause in _between_stops(spread(text)) if len(clause) >= CLAUSE_LETTERS]


def _between_stops(plain: bytes) -> list[bytes]:
    """Letters and digits without anything between them, parted by stops and empty lines."""
    return plain.replace(b"\n\n", b".").translate(_LOWER, _NO_LETTERS).split(b".")


def _sketch(words: list[bytes], keep: int, lead: tuple[tuple[int, int], ...]) -> list[int]:
    """Hashes of runs of words: the sums of their words' hashes, each times a number for its place, so that the work is numpy's."""
    words = [*words, *[b""] * (SHINGLE_WORDS - len(words))]
    found = np.correlate(np.fromiter(map(xxhash.xxh3_64_intdigest, words), np.uint64, len(words)), _FACTORS)
    kept: list[int] = (found[found <= _limits(len(found), keep, lead)] & _LOW_HALF).tolist()
    return kept if len({*kept}) == len(kept) else [*dict.fromkeys(kept)]


@lru_cache(maxsize=1024)
def _limits(runs: int, keep: int, lead: tuple[tuple[int, int], ...]) -> Hashes:
    """The highest hash that is kept, run by run."""
    limits = np.full(runs, np.uint64(2**64 // keep - 1))
    for count, dense in reversed(lead):
        limits[: max(1, count - SHINGLE_WORDS + 1)] = np.uint64(2**64 // dense - 1)
    return limits


def pack(hashes: Iterable[int]) -> str:
    """Hashes below 2**32 as text for a row: four bytes each, little endian, base64."""
    return binascii.b2a_base64(_little(array("I", hashes)), newline=False).decode("ascii")


def unpack(packed: str) -> list[int]:
    """What `pack` packed."""
    return _little(array("I", binascii.a2b_base64(packed))).tolist()


def _little(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def packed_count(packed: str) -> int:
    """How many hashes `pack` packed.

    >>> packed_count(pack([1, 2, 3]))
    3
    """
    return (len(packed) // 4 * 3 - packed.count("=", -2)) // 4
