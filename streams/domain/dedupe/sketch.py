"""Sketches: a few hashes of a text, the same few in any text that holds the same words.

Broder 1997, "On the resemblance and containment of documents" (mod-m sketch; FracMinHash in genomics): hashes of all runs of four words
that fall below a share of the range. Cut texts keep their part of the sketch, which a fixed number of minima would not. The first
words are sampled more densely: that is all a cut or a short item has.
"""

import base64
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import xxhash

SHINGLE_WORDS = 4
"""Keeps "at least 12 dead" whole; 3 are too common, 5 die with each edit."""
KEEP = 16
"""One hash in 16 is kept, some 39 of a news article: found every true pair, even those cut to a quarter."""
LEAD_WORDS, LEAD_KEEP = 64, 2
"""One in two of the first 64 words: with one in 16 an item of 40 words would have two hashes, or none."""

_MIX = np.uint64(0x9E3779B97F4A7C15)
_ROUNDS = (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB))
_LAST = np.uint64(31)

Hashes = npt.NDArray[np.uint64]


def sketch(words: Sequence[str], *, keep: int = KEEP, lead_keep: int = LEAD_KEEP) -> Hashes:
    """Summarise a text so that a copy, even one cut short, shares most of its hashes.

    Args:
        words: Folded, in order; fewer than four count as one run.
        keep: One hash in `keep` is kept, the same ones in every text.
        lead_keep: The same for runs that lie within the first 64 words.

    Returns:
        Sorted unsigned 64-bit hashes without repetition; none for no words. Equal words give equal sketches, in any process or year.

    >>> len(sketch([])), len(sketch("the vote is off".split(), lead_keep=1))
    (0, 1)
    """
    if not words:
        return np.empty(0, dtype=np.uint64)
    hashed = np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))
    runs = max(1, len(words) - SHINGLE_WORDS + 1)
    mixed = np.zeros(runs, dtype=np.uint64)
    for offset in range(min(SHINGLE_WORDS, len(words))):
        mixed = _scramble(mixed * np.uint64(31) + hashed[offset : offset + runs])
    lead_runs = max(1, LEAD_WORDS - SHINGLE_WORDS + 1)
    limits = np.full(runs, np.uint64(2**64 // keep - 1))
    limits[:lead_runs] = np.uint64(2**64 // lead_keep - 1)
    return np.unique(mixed[mixed <= limits])


def pack(hashes: Hashes | Sequence[int]) -> str:
    """Hashes as text for a row: eight bytes each, little endian, base64."""
    return base64.b64encode(np.asarray(hashes, dtype="<u8").tobytes()).decode("ascii")


def unpack(packed: str) -> list[int]:
    """What `pack` packed, as Python's integers, which are what the index is keyed by."""
    return list(np.frombuffer(base64.b64decode(packed), dtype="<u8").tolist())


def packed_count(packed: str) -> int:
    """How many hashes `pack` packed.

    >>> packed_count(pack([1, 2, 3]))
    3
    """
    return (len(packed) // 4 * 3 - packed.count("=", -2)) // 8


def sentence_hash(words: Sequence[str]) -> int:
    """One number for a sentence's words."""
    return xxhash.xxh3_64_intdigest(" ".join(words).encode("utf-8", "replace"))


@lru_cache(maxsize=65_536)
def _word_hash(word: str) -> int:
    return xxhash.xxh3_64_intdigest(word.encode("utf-8", "replace"))


def _scramble(values: Hashes) -> Hashes:
    """splitmix64 (Steele, Lea, Flood 2014): spreads sums evenly over the range, which "below a share of it" needs."""
    values = values + _MIX
    for shift, factor in _ROUNDS:
        values = (values ^ (values >> shift)) * factor
    return values ^ (values >> _LAST)
