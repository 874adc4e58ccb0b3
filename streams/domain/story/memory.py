"""What filing remembers: live stories, where each lineage went, and the newest articles' terms.

Three kinds of row. Everything else (which stories have a term, how many articles have it, what is idle) is derived from them,
with no sum of floats among it, so that a memory restored row by row, in any order, decides as one that never stopped.
Languages share nothing.
"""

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from schemas.common import Instant
from streams.domain.idle import Idle
from streams.domain.story.features import normalised


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveStory:
    """A story that articles may still join; row "story/<language>/<id>". Its vectors are sums of its articles' vectors."""

    story_id: str
    language: str
    opened_seq: int
    """Of its first article; the older story wins a tie."""
    updated_at: Instant
    """received_at of its newest article."""
    articles: int
    terms: tuple[str, ...]
    """The heaviest first, as `names`; weights beside them, in the same order."""
    term_weights: tuple[float, ...]
    names: tuple[str, ...] = ()
    name_weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageHome:
    """The story that a chain of versions belongs to; row "lineage/<language>/<lineage>"."""

    lineage: str
    language: str
    story_id: str
    updated_at: Instant
    """received_at of its newest version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The distinct terms and names of one of the newest articles; row "counted/<language>/<slot>", the slots used in turn."""

    language: str
    slot: int
    terms: tuple[str, ...]
    names: tuple[str, ...]


class Shelf:
    """What is remembered of one language."""

    def __init__(self) -> None:
        self.stories: dict[str, LiveStory] = {}
        self.homes: dict[str, LineageHome] = {}
        self.counted: dict[int, Counted] = {}
        self.term_counts: Counter[str] = Counter()
        """Counted articles that have a term; `name_counts` likewise."""
        self.name_counts: Counter[str] = Counter()
        self.term_weights: dict[str, dict[str, float]] = {}
        """term -> {story_id: weight in the story's vector of length 1}; `name_weights` likewise."""
        self.name_weights: dict[str, dict[str, float]] = {}
        self.idle_stories = Idle()
        self.idle_homes = Idle()

    def set_story(self, story_id: str, row: LiveStory | None) -> None:
        old = self.stories.pop(story_id, None)
        if old is not None:
            _drop(self.term_weights, old.terms, story_id)
            _drop(self.name_weights, old.names, story_id)
            self.idle_stories.remove(story_id, old.updated_at)
        if row is not None:
            self.stories[story_id] = row
            _post(self.term_weights, row.terms, row.term_weights, story_id)
            _post(self.name_weights, row.names, row.name_weights, story_id)
            self.idle_stories.add(story_id, row.updated_at)

    def set_home(self, lineage: str, row: LineageHome | None) -> None:
        old = self.homes.pop(lineage, None)
        if old is not None:
            self.idle_homes.remove(lineage, old.updated_at)
        if row is not None:
            self.homes[lineage] = row
            self.idle_homes.add(lineage, row.updated_at)

    def set_counted(self, slot: int, row: Counted | None) -> None:
        old = self.counted.pop(slot, None)
        if old is not None:
            _uncount(self.term_counts, old.terms)
            _uncount(self.name_counts, old.names)
        if row is not None:
            # one string object a term, not one an article that has it
            row = replace(row, terms=tuple(map(sys.intern, row.terms)), names=tuple(map(sys.intern, row.names)))
            self.counted[slot] = row
            self.term_counts.update(row.terms)
            self.name_counts.update(row.names)


def _post(index: dict[str, dict[str, float]], names: tuple[str, ...], weights: tuple[float, ...], story_id: str) -> None:
    for name, weight in normalised(list(zip(names, weights, strict=True))).items():
        index.setdefault(sys.intern(name), {})[story_id] = weight


def _drop(index: dict[str, dict[str, float]], names: tuple[str, ...], story_id: str) -> None:
    for name in names:
        del index[name][story_id]
        if not index[name]:
            del index[name]


def _uncount(counts: Counter[str], names: tuple[str, ...]) -> None:
    counts.subtract(names)
    for name in names:
        if not counts[name]:
            del counts[name]


class StoryMemory:
    """The rows of one source partition, a shelf a language."""

    kinds: ClassVar[Mapping[str, type[Any]]] = {"story": LiveStory, "lineage": LineageHome, "counted": Counted}

    def __init__(self) -> None:
        self._shelves: dict[str, Shelf] = {}

    def shelf(self, language: str) -> Shelf:
        """What is remembered of a language; an empty one, not kept, for a language that never came."""
        return self._shelves.get(_part(language)) or Shelf()

    def apply(self, key: str, row: Any | None) -> None:
        """Set a row or delete it (None).

        Raises:
            KeyError: If the key's first part names no kind of row.
        """
        kind, language, name = key.split("/", 2)
        if kind not in self.kinds:
            raise KeyError(key)
        shelf = self._shelves.setdefault(language, Shelf())
        if kind == "story":
            shelf.set_story(name, row)
        elif kind == "lineage":
            shelf.set_home(name, row)
        else:
            shelf.set_counted(int(name), row)


def story_key(language: str, story_id: str) -> str:
    return f"story/{_part(language)}/{story_id}"


def lineage_key(language: str, lineage: str) -> str:
    return f"lineage/{_part(language)}/{lineage}"


def counted_key(language: str, slot: int) -> str:
    return f"counted/{_part(language)}/{slot}"


def _part(language: str) -> str:
    """A language as a key's part: whatever a wire calls a language, the key comes apart again as it was put together."""
    return language.replace("/", "_")
