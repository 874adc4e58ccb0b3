"""Sketches: a few hashes of a text, the same few in any text that holds the same words.

Broder 1997, "On the resemblance and containment of documents" (mod-m sketch; FracMinHash in genomics): hashes of all runs of four words
that fall below a share of the range. Cut texts keep their part of the sketch, which a fixed number of minima would not. The first
words are sampled more densely: that is all a cut or a short item has.
"""

import base64
import sys
from array import array
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import xxhash

SHINGLE_WORDS = 4
"""Keeps "at least 12 dead" whole; 3 are too common, 5 die with each edit."""
KEEP = 16
"""One hash in 16 is kept, some 39 of a news article: found every true pair, even those cut to a quarter."""
LEAD = ((24, 2), (64, 4), (256, 8))
"""Of the runs within the first 24 words one in 2, within 64 one in 4, within 256 one in 8: a flash of 12 words keeps 4 or 5, and an edit
in its middle leaves one in all but 3 of 100; an item of 130 words whose first half is written anew still shares 7 or 8."""

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)
_GOLDEN = np.uint64(_BASE)
_ROUNDS = (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB))
_LAST = np.uint64(31)
_BLANK = 32

Hashes = npt.NDArray[np.uint64]


def sketch(joined: str, *, keep: int = KEEP, lead: tuple[tuple[int, int], ...] = LEAD) -> tuple[int, ...]:
    """Summarise a text so that a copy, even one cut short, shares most of its hashes.

    Args:
        joined: Folded words with a blank before each and one at the end; fewer than four words count as one run.
        keep: One hash in `keep` is kept, the same ones in every text.
        lead: The same for runs that lie within the first words: (words, keep), the densest first.

    Returns:
        Sorted unsigned 64-bit hashes without repetition; none for no words. Equal words give equal sketches, in any process or year.

    Source:
        Karp and Rabin 1987: the hash of a run is the difference of two prefixes' hashes, so that the work is numpy's.

    >>> len(sketch("")), len(sketch(" the vote is off ", lead=((4, 1),)))
    (0, 1)
    """
    data = np.frombuffer(joined.encode("utf-8", "replace"), dtype=np.uint8)
    blanks = np.flatnonzero(data == _BLANK)
    if len(blanks) < 2:
        return ()
    runs = max(1, len(blanks) - SHINGLE_WORDS)
    starts, ends = blanks[:runs], blanks[-runs:]
    powers, inverses = _powers(1 << len(data).bit_length())
    prefixes = np.cumsum(_LETTERS[data] * powers[: len(data)])
    found = _scramble((prefixes[ends] - prefixes[starts]) * inverses[starts])
    return tuple(sorted(set(found[found <= _limits(runs, keep, lead)].tolist())))


@lru_cache(maxsize=24)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The first powers of the base, and of its inverse modulo 2**64."""
    return _accumulated(_BASE, count), _accumulated(_INVERSE, count)


def _accumulated(base: int, count: int) -> Hashes:
    factors = np.full(count, np.uint64(base))
    factors[0] = 1
    return np.multiply.accumulate(factors)


@lru_cache(maxsize=1024)
def _limits(runs: int, keep: int, lead: tuple[tuple[int, int], ...]) -> Hashes:
    """The highest hash that is kept, run by run."""
    limits = np.full(runs, np.uint64(2**64 // keep - 1))
    for count, dense in reversed(lead):
        limits[: max(1, count - SHINGLE_WORDS + 1)] = np.uint64(2**64 // dense - 1)
    return limits


def _scramble(values: Hashes) -> Hashes:
    """splitmix64 (Steele, Lea, Flood 2014): spreads values evenly over the range, which "below a share of it" needs."""
    for shift, factor in _ROUNDS:
        values = (values ^ (values >> shift)) * factor
    return values ^ (values >> _LAST)


_LETTERS = _scramble(np.arange(1, 257, dtype=np.uint64) * _GOLDEN)
"""A number for each byte."""


def pack(hashes: Sequence[int]) -> str:
    """Hashes as text for a row: eight bytes each, little endian, base64."""
    return base64.b64encode(_little(array("Q", hashes)).tobytes()).decode("ascii")


def unpack(packed: str) -> list[int]:
    """What `pack` packed."""
    return _little(array("Q", base64.b64decode(packed))).tolist()


def _little(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def packed_count(packed: str) -> int:
    """How many hashes `pack` packed.

    >>> packed_count(pack([1, 2, 3]))
    3
    """
    return (len(packed) // 4 * 3 - packed.count("=", -2)) // 8


def sentence_hash(joined: str) -> int:
    """One number for a sentence's words."""
    return xxhash.xxh3_64_intdigest(joined.encode("utf-8", "replace"))
