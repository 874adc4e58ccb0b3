"""An index from names to the keys of rows, small where most names have one key, as nearly all runs of words do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Name = TypeVar("Name")


@dataclass(slots=True)
class Index(Generic[Name]):
    """Names to keys. A name's only key stands there itself: a set for each would take ten times the memory.

    >>> index = Index[str]()
    >>> index.add("a", "row 1"); index.add("a", "row 2"); index.add("b", "row 1"); index.discard("a", "row 1")
    >>> sorted(index.keys("a")), sorted(index.keys("b")), sorted(index.keys("c"))
    (['row 2'], ['row 1'], [])
    """

    found: dict[Name, str | set[str]] = field(default_factory=dict)

    def add(self, name: Name, key: str) -> None:
        there = self.found.setdefault(name, key)
        if isinstance(there, set):
            there.add(key)
        elif there != key:
            self.found[name] = {there, key}

    def discard(self, name: Name, key: str) -> None:
        there = self.found.get(name)
        if isinstance(there, set):
            there.discard(key)
            if len(there) == 1:
                self.found[name] = there.pop()
        elif there == key:
            del self.found[name]

    def keys(self, name: Name) -> Iterable[str]:
        """In no order that lasts: who chooses among them sorts."""
        there = self.found.get(name)
        return () if there is None else (there,) if isinstance(there, str) else there

    def counts(self, names: Iterable[Name], *, at_most: int) -> dict[str, int]:
        """Keys with how many of these names they have; a name with more than `at_most` keys counts for none."""
        counted: dict[str, int] = {}
        find = self.found.get
        for name in names:
            there = find(name)
            if there is None:
                continue
            if isinstance(there, str):
                counted[there] = counted.get(there, 0) + 1
            elif len(there) <= at_most:
                for key in there:
                    counted[key] = counted.get(key, 0) + 1
        return counted

    def __len__(self) -> int:
        return len(self.found)
