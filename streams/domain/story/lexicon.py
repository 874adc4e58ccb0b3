"""Words as numbers, so that vectors are arrays: which word is which, how many articles have it, and which stories.

A word is known while a counted article or a live story has it; then its number is free for another. Numbers depend on what came when,
and differ after a restart: nothing that is decided may depend on their order, and sums over them are of integers, which are exact.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, pairwise, repeat

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
"""Of words, as they are kept."""
Weights = NDArray[np.int64]
"""In parts of UNIT."""
Places = NDArray[np.intp]
"""Where in an array something stands: a word by its number, or in a vector. NumPy takes this type for an index without converting it."""

NAME = "\x1f"
"""Before a name's word, to tell it from the same word as a term; no term has it."""
UNIT = 10_000
"""What a weight of 1 is in a vector: a hundredth of the smallest weight that an article of 100 terms typically has."""
UNKNOWN = -1
"""Number of a word that nobody has. An array by number ends with a place that no word gets, so that this one finds nothing there."""
AT_HAND = 2000
"""Words at most whose numbers are kept at hand: an article's and a few stories'."""
_FIRST_SIZE = 1024


class Lexicon:
    """The words of one language's articles and stories."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._at_hand: dict[str, int] = {}
        """The numbers of the words that were asked for last, which the rows that follow from them say again: a dictionary of all words is
        mostly outside the processor's cache."""
        self._words: list[str] = []
        self._free: list[int] = []
        self._articles = np.zeros(_FIRST_SIZE, np.int32)
        self._stories = np.zeros(_FIRST_SIZE, np.int32)
        self._having: list[int | set[int] | None] = []
        """By number: the slot of the one story that has the word, which is what most words have, or the slots of several."""
        self._places = np.zeros(_FIRST_SIZE, np.int32)
        """Where words stand in a vector while they are looked for; it means nothing afterwards."""
        self._marked = np.zeros(_FIRST_SIZE, np.bool_)
        """All False between calls."""

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, word: str) -> bool:
        return word in self._numbers

    def known(self, words: Sequence[str]) -> Places:
        """The numbers of words, UNKNOWN for one that nobody has."""
        numbers = [*map(self._numbers.get, words, repeat(UNKNOWN))]
        self._at_hand = dict(zip(words, numbers, strict=True))
        return np.array(numbers, np.intp)

    def words(self, numbers: Numbers) -> tuple[str, ...]:
        """The words behind numbers."""
        known = numbers.tolist()
        words = tuple(map(self._words.__getitem__, known))
        if len(self._at_hand) > AT_HAND:
            self._at_hand.clear()
        self._at_hand.update(zip(words, known, strict=True))
        return words

    def articles(self, numbers: Places) -> NDArray[np.int32]:
        """Counted articles that have each word; 0 for one that is UNKNOWN."""
        return self._articles[numbers]

    def articles_with(self, word: str) -> int:
        """Counted articles that have a word."""
        number = self._numbers.get(word)
        return 0 if number is None else int(self._articles[number])

    def stories(self, numbers: Numbers | Places) -> NDArray[np.int32]:
        """Live stories that have each word; 0 for one that is UNKNOWN."""
        return self._stories[numbers]

    def having(self, number: int) -> Collection[int]:
        """The slots of the stories that have a known word."""
        slots = self._having[number]
        if slots is None:
            return ()
        return slots if isinstance(slots, set) else (slots,)

    def count(self, words: Sequence[str]) -> Numbers:
        """Count an article with these words, each once, and say their numbers."""
        numbers = self._numbered(words)
        self._articles[numbers] += 1
        return numbers.astype(np.int32)

    def uncount(self, numbers: Numbers) -> None:
        """Take back what `count` said."""
        places = numbers.astype(np.intp)
        self._articles[places] -= 1
        self._forget(places)

    def replace(self, old: Numbers | Places | None, words: Sequence[str], slot: int) -> Numbers:
        """Note that a story has these words, each once, and no longer those that it had; say their numbers."""
        numbers = self._numbered(words)
        if old is None:
            self._put(numbers, slot)
        else:
            had = old.astype(np.intp)
            added = self._without(numbers, had)
            if len(added):
                self._put(added, slot)
            if len(numbers) - len(added) < len(had):
                self._take(self._without(had, numbers), slot)
        return numbers.astype(np.int32)

    def _without(self, numbers: Places, others: Places) -> Places:
        self._marked[others] = True
        left = numbers[~self._marked[numbers]]
        self._marked[others] = False
        return left

    def _put(self, numbers: Places, slot: int) -> None:
        having = self._having
        for number in numbers.tolist():
            slots = having[number]
            if slots is None:
                having[number] = slot
            elif isinstance(slots, set):
                slots.add(slot)
            else:
                having[number] = {slots, slot}
        self._stories[numbers] += 1

    def take(self, numbers: Numbers | Places, slot: int) -> None:
        """Note that a story no longer has words that it had."""
        self._take(numbers.astype(np.intp), slot)

    def _take(self, numbers: Places, slot: int) -> None:
        having = self._having
        for number in numbers.tolist():
            slots = having[number]
            if isinstance(slots, set):
                slots.discard(slot)
                if len(slots) == 1:
                    having[number] = slots.pop()
            else:
                having[number] = None
        self._stories[numbers] -= 1
        self._forget(numbers)

    def meet(self, numbers: Places, weights: Weights, others: Sequence[tuple[Numbers, Weights]]) -> tuple[Weights, list[Places]]:
        """The dot products of one vector with several others, exact, and where those of its words stand that each of them has.

        Args:
            numbers: Of the vector's words, which may be UNKNOWN.
            weights: Theirs.
            others: Vectors of known words, at least one.
        """
        theirs = np.concatenate([other[0] for other in others], dtype=np.intp)
        self._marked[numbers] = True
        both = self._marked[theirs].nonzero()[0]
        self._marked[numbers] = False
        self._places[numbers] = np.arange(len(numbers))
        places = self._places[theirs[both]].astype(np.intp)
        sums = np.zeros(1 + len(both), np.int64)
        (weights[places] * np.concatenate([other[1] for other in others])[both]).cumsum(out=sums[1:])
        ends = both.searchsorted([*accumulate([len(other[0]) for other in others])])
        found: Weights = sums[ends]
        found[1:] -= found[:-1].copy()
        return found, [places[start:end] for start, end in pairwise([0, *ends.tolist()])]

    def _numbered(self, words: Sequence[str]) -> Places:
        numbers = [*map(self._at_hand.get, words, repeat(UNKNOWN))]
        if UNKNOWN in numbers:
            for at, number in enumerate(numbers):
                if number == UNKNOWN:
                    numbers[at] = known if (known := self._numbers.get(words[at])) is not None else self._new(words[at])
        return np.array(numbers, np.intp)

    def _new(self, word: str) -> int:
        if self._free:
            number = self._free.pop()
            self._words[number] = word
        else:
            number = len(self._words)
            self._words.append(word)
            self._having.append(None)
            if number == len(self._articles) - 1:
                self._grow(2 * len(self._articles))
        self._numbers[word] = number
        return number

    def _grow(self, size: int) -> None:
        more = size - len(self._articles)
        self._articles = np.concatenate([self._articles, np.zeros(more, np.int32)])
        self._stories = np.concatenate([self._stories, np.zeros(more, np.int32)])
        self._places = np.zeros(size, np.int32)
        self._marked = np.zeros(size, np.bool_)

    def _forget(self, numbers: Places) -> None:
        dead = numbers[(self._articles[numbers] == 0) & (self._stories[numbers] == 0)]
        for number in dead.tolist():
            word = self._words[number]
            del self._numbers[word]
            self._at_hand.pop(word, None)
            self._words[number] = ""
            self._free.append(number)


def named(names: Iterable[str]) -> list[str]:
    """Names' words as the lexicon knows them."""
    return [NAME + name for name in names]


def heaviest_first(weights: NDArray[np.int64], *, keep: int) -> NDArray[np.intp]:
    """Where the `keep` greatest weights above 0 stand, the greatest first, of equals the first."""
    order = (-weights).argsort(kind="stable")[:keep]
    return order[weights[order] > 0]


def unit(weights: NDArray[np.int64]) -> Weights:
    """Scale integers to a vector of length 1, in parts of UNIT.

    >>> unit(np.array([30, 40])).tolist()
    [6000, 8000]
    """
    by = math.sqrt(weights.dot(weights)) or 1.0
    scaled: Weights = np.rint(weights * (UNIT / by)).astype(np.int64)
    return scaled
