"""An index from names to the numbers of rows, small enough for the runs of words of a million articles.

A dict takes a hundred bytes for an entry, most of them for its key; here an entry takes eight, half of them for the name, in a table of
numpy's that is half empty. What is new waits in a dict until there is enough of it to be put there in one go.
"""

from array import array
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

NAME_BITS = 32
"""Among ten million names one look-up in 400 finds a stranger, and whoever looks up compares."""
SLOTS = 8
"""Of a bucket."""
LOAD = 0.6
"""Of all slots, taken at the most: then two names in 100 find their bucket full and go to a dict."""
WAITING = 4096
"""Names in the dict of the new ones: so many share the cost of numpy's calls, and nobody waits for more than a millisecond."""
LEAST_BITS = 8
"""Of a name that choose its bucket in an empty index."""
_HALF, _NUMBER = np.uint64(NAME_BITS), np.uint64((1 << 32) - 1)

Entries = npt.NDArray[np.uint64]


class Index:
    """Names from 1 to numbers from 1, both below 2**32. A number is put under all its names at once.

    >>> index = Index()
    >>> index.add([7, 8], 1); index.add([7], 2); index.add([8], 3); index.discard([8], 3)
    >>> sorted(index.numbers(7)), index.numbers(8), index.pairs([8, 7], at_most=9)
    ([1, 2], [1], ([0, 1, 1], [1, 1, 2], set()))
    """

    __slots__ = ("_bits", "_buckets", "_count", "_new", "_spilled", "_table", "_waiting", "_waiting_names")

    def __init__(self) -> None:
        self._bits = LEAST_BITS
        self._buckets = np.uint64((1 << LEAST_BITS) - 1)
        """The bits of a name that choose its bucket."""
        self._table: Entries = np.zeros((1 << LEAST_BITS, SLOTS), dtype=np.uint64)
        """Name and number in one; 0 where a slot is free."""
        self._count = 0
        """Entries of the table."""
        self._spilled: dict[int, array[int]] = {}
        """What found its bucket full."""
        self._new: dict[int, int | list[int]] = {}
        """A name's only number stands there itself."""
        self._waiting: dict[int, list[int]] = {}
        """The same the other way round."""
        self._waiting_names = 0

    def add(self, names: list[int], number: int) -> None:
        """Put a number under all its names."""
        new = self._new
        for name in names:
            there = new.setdefault(name, number)
            if there == number:
                continue
            if isinstance(there, int):
                new[name] = [there, number]
            elif there[-1] != number:
                there.append(number)
        self._waiting[number] = names
        self._waiting_names += len(names)
        if self._waiting_names >= WAITING:
            self.settle()

    def discard(self, names: Sequence[int], number: int) -> None:
        """Take a number away from all its names, which are those that it was put under."""
        if number in self._waiting:
            self._discard_new(number)
            return
        asked = np.array(names, dtype=np.uint64)
        buckets = (asked & self._buckets).view(np.int64)
        which, slots = (self._table[buckets] == (asked << _HALF | np.uint64(number))[:, None]).nonzero()
        self._table[buckets[which], slots] = 0
        self._count -= len(which)
        if len(which) < len(names):
            for name in names:
                self._discard_spilled(name, number)
        if self._bits > LEAST_BITS and self._count < LOAD / 4 * self._table.size:
            self._halve()

    def numbers(self, name: int) -> list[int]:
        """The numbers of one name, in no order that lasts."""
        found: list[int] = []
        if self._count:
            found = [entry & 0xFFFFFFFF for entry in self._table[name & int(self._buckets)].tolist() if entry >> NAME_BITS == name]
        there = self._new.get(name, ())
        return [*found, *((there,) if isinstance(there, int) else there), *self._spilled.get(name, ())]

    def pairs(self, names: Sequence[int], *, at_most: int) -> tuple[list[int], list[int], set[int]]:
        """What stands under several names.

        Args:
            names: To be looked up.
            at_most: A name with more numbers is common, and not gone through; SLOTS at least.

        Returns:
            Places in `names`, and beside each a number that stands under the name there, in no order that lasts; and the places of
            common names, some of whose numbers may have been found, too.
        """
        asked = np.array(names, dtype=np.uint64)
        entries = self._table.take((asked & self._buckets).view(np.int64), axis=0)
        held = (entries >> _HALF == asked[:, None]).nonzero()
        places, numbers = held[0].tolist(), (entries[held] & _NUMBER).tolist()
        few, most = (at_most - SLOTS) // 2, 0
        new, spilled = self._new, self._spilled
        for place in [place for place, name in enumerate(names) if name in new]:
            there = new[names[place]]
            if isinstance(there, int):
                places.append(place)
                numbers.append(there)
            else:
                most = max(most, len(there))
                places += [place] * min(len(there), at_most + 1)
                numbers += there[: at_most + 1]
        if not spilled.keys().isdisjoint(names):
            for place in [place for place, name in enumerate(names) if name in spilled]:
                more = spilled[names[place]]
                most = max(most, len(more))
                places += [place] * min(len(more), at_most + 1)
                numbers += more[: at_most + 1]
        common = set[int]()
        if most > few:  # else no name has more than SLOTS in the table, and so few in either dict
            common = {place for place, count in Counter(places).items() if count > at_most}
        return places, numbers, common

    def __len__(self) -> int:
        """Pairs of a name and a number."""
        return self._count + self._waiting_names + sum(map(len, self._spilled.values()))

    @property
    def nbytes(self) -> int:
        """Bytes of the table."""
        return self._table.nbytes

    def _discard_new(self, number: int) -> None:
        names = self._waiting.pop(number)
        self._waiting_names -= len(names)
        for name in names:
            there = self._new.get(name)
            if isinstance(there, int):
                del self._new[name]
            elif there is not None:
                there.remove(number)
                self._new[name] = there if len(there) > 1 else there[0]

    def _discard_spilled(self, name: int, number: int) -> None:
        numbers = self._spilled.get(name)
        if numbers is not None and number in numbers:
            numbers.remove(number)
            if not numbers:
                del self._spilled[name]

    def settle(self) -> None:
        """Put what is new into the table: `add` does it when enough is waiting."""
        names = np.array([name for each in self._waiting.values() for name in each], dtype=np.uint64)
        numbers = np.repeat(np.array([*self._waiting], dtype=np.uint64), [len(each) for each in self._waiting.values()])
        self._new, self._waiting, self._waiting_names = {}, {}, 0
        while self._count + len(names) > LOAD * self._table.size:
            self._double()
        self._put(names, numbers)

    def _put(self, names: Entries, numbers: Entries) -> None:
        """Into the table, which has room."""
        while len(names):
            buckets = (names & self._buckets).view(np.int64)
            free = self._table[buckets] == 0
            slots = free.argmax(axis=1)
            full = ~free[np.arange(len(names)), slots]
            for name, number in zip(names[full].tolist(), numbers[full].tolist(), strict=True):
                self._spilled.setdefault(name, array("I")).append(number)
            entries = names << _HALF | numbers
            self._table[buckets[~full], slots[~full]] = entries[~full]
            late = ~full & (self._table[buckets, slots] != entries)  # another one of the same bucket has taken the slot
            self._count += len(names) - int(full.sum()) - int(late.sum())
            names, numbers = names[late], numbers[late]

    def _double(self) -> None:
        """A bucket's entries stay or go as far on as there were buckets, by the next bit of their names."""
        count = len(self._table)
        self._table.resize((2 * count, SLOTS), refcheck=False)
        old, new = self._table[:count], self._table[count:]
        bit = np.uint64(NAME_BITS + self._bits)
        for start in range(0, count, WAITING):
            stood = old[start : start + WAITING]
            goes = (stood >> bit & np.uint64(1)).astype(bool)
            new[start : start + WAITING][goes] = stood[goes]
            stood[goes] = 0
        self._bits += 1
        self._buckets = np.uint64((1 << self._bits) - 1)

    def _halve(self) -> None:
        """Give memory back, once so little is left that it will not soon be wanted again."""
        entries = self._table[self._table != 0]
        self._bits -= 1
        self._buckets = np.uint64((1 << self._bits) - 1)
        self._table = np.zeros((1 << self._bits, SLOTS), dtype=np.uint64)
        self._count = 0
        self._put(entries >> _HALF, entries & _NUMBER)
