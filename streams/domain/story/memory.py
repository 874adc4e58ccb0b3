"""What filing remembers: live stories, where each lineage went, what merged, what is under embargo, and the newest articles' terms.

Everything else (which stories have a term, how many articles have it, what is idle or due) is derived from the rows, with no sum
of floats in an order of arrival among it, so that a memory restored row by row, in any order, decides as one that never stopped.
Languages share nothing.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from schemas.common import Instant, primary_language
from schemas.enriched import Enriched
from streams.domain.idle import Idle
from streams.domain.story.conflict import Profile, profile
from streams.domain.story.features import length

MAX_HOPS = 50
"""Merges that are followed; the older story keeps its id, so that a chain is short and has no loop."""


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
    terms: Mapping[str, float]
    names: Mapping[str, float]
    anchors: Mapping[str, float]
    """Salience of each anchor, summed over its articles."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A story that has grown and is to be compared with its neighbours; row "look/<language>/<story id>"."""

    story_id: str
    language: str
    due_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedStory:
    """A story that went into an older one; row "merged/<language>/<story id>"."""

    story_id: str
    language: str
    into: str
    updated_at: Instant
    """received_at when it merged, or when it was last kept because the older one lived on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An article under embargo; row "embargo/<language>/<seq>"."""

    language: str
    seq: int
    """Of the first version held: its place among those that end at the same time."""
    until: Instant
    article: Enriched
    """The newest version."""


Row = LiveStory | LineageHome | Counted | Look | MergedStory | Held


class Shelf:
    """What is remembered of one language."""

    def __init__(self) -> None:
        self.stories: dict[str, LiveStory] = {}
        self.homes: dict[str, LineageHome] = {}
        self.counted: dict[int, Counted] = {}
        self.looks: dict[str, Look] = {}
        self.merged: dict[str, MergedStory] = {}
        self.held: dict[int, Held] = {}
        self.held_lineages: dict[str, int] = {}
        self.term_counts: Counter[str] = Counter()
        """Counted articles that have a term; `name_counts` likewise."""
        self.name_counts: Counter[str] = Counter()
        self.having: dict[str, set[str]] = {}
        """term -> ids of the stories that have it."""
        self.lengths: dict[str, tuple[float, float]] = {}
        """Of each story's terms and names."""
        self._profiles: dict[str, Profile] = {}
        self.idle_stories = Idle()
        self.idle_homes = Idle()
        self.idle_merged = Idle()
        self.due_looks = Idle()

    def profile(self, story_id: str) -> Profile:
        """A story's anchors by kind, made when first asked for."""
        found = self._profiles.get(story_id)
        if found is None:
            story = self.stories[story_id]
            found = self._profiles[story_id] = profile(story.anchors, articles=story.articles)
        return found

    def today(self, story_id: str) -> str:
        """The id under which a story goes on, following merges."""
        for _ in range(MAX_HOPS):
            row = self.merged.get(story_id)
            if row is None:
                break
            story_id = row.into
        return story_id

    def set_story(self, story_id: str, row: LiveStory | None) -> None:
        old = self.stories.pop(story_id, None)
        before: Iterable[str] = () if old is None else old.terms
        after: Mapping[str, float] = {} if row is None else row.terms
        for term in before:
            if term not in after:
                stories = self.having[term]
                stories.discard(story_id)
                if not stories:
                    del self.having[term]
        if old is not None:
            self.idle_stories.remove(story_id, old.updated_at)
            self.lengths.pop(story_id)
            self._profiles.pop(story_id, None)
        if row is None:
            return
        self.stories[story_id] = row
        for term in after:
            if old is None or term not in old.terms:
                self.having.setdefault(sys.intern(term), set()).add(story_id)
        self.lengths[story_id] = (length(row.terms), length(row.names))
        self.idle_stories.add(story_id, row.updated_at)

    def set_home(self, lineage: str, row: LineageHome | None) -> None:
        _set(self.homes, self.idle_homes, lineage, row, lambda home: home.updated_at)

    def set_merged(self, story_id: str, row: MergedStory | None) -> None:
        _set(self.merged, self.idle_merged, story_id, row, lambda merged: merged.updated_at)

    def set_look(self, story_id: str, row: Look | None) -> None:
        _set(self.looks, self.due_looks, story_id, row, lambda look: look.due_at)

    def set_held(self, seq: int, row: Held | None) -> None:
        old = self.held.pop(seq, None)
        if old is not None:
            del self.held_lineages[old.article.lineage]
        if row is not None:
            self.held[seq] = row
            self.held_lineages[row.article.lineage] = seq

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


R = TypeVar("R")


def _set(rows: dict[str, R], index: Idle, key: str, row: R | None, at: Callable[[R], datetime]) -> None:
    old = rows.pop(key, None)
    if old is not None:
        index.remove(key, at(old))
    if row is not None:
        rows[key] = row
        index.add(key, at(row))


def _uncount(counts: Counter[str], names: tuple[str, ...]) -> None:
    counts.subtract(names)
    for name in names:
        if not counts[name]:
            del counts[name]


class StoryMemory:
    """The rows of one source partition, a shelf a language."""

    kinds: ClassVar[Mapping[str, type[Any]]] = {
        "story": LiveStory,
        "lineage": LineageHome,
        "counted": Counted,
        "look": Look,
        "merged": MergedStory,
        "embargo": Held,
    }

    def __init__(self) -> None:
        self._shelves: dict[str, Shelf] = {}

    def shelf(self, language: str) -> Shelf:
        """What is remembered of a language; an empty one, not kept, for a language that never came."""
        return self._shelves.get(_part(language)) or Shelf()

    def shelves(self) -> list[Shelf]:
        """What is remembered of every language, in the order of their names."""
        return [shelf for _, shelf in sorted(self._shelves.items())]

    def apply(self, key: str, row: Any | None) -> None:
        """Set a row or delete it (None).

        Raises:
            KeyError: If the key's first part names no kind of row.
        """
        kind, language, name = key.split("/", 2)
        if kind not in self.kinds:
            raise KeyError(key)
        shelf = self._shelves.setdefault(language, Shelf())
        match kind:
            case "story":
                shelf.set_story(name, row)
            case "lineage":
                shelf.set_home(name, row)
            case "look":
                shelf.set_look(name, row)
            case "merged":
                shelf.set_merged(name, row)
            case "embargo":
                shelf.set_held(int(name), row)
            case _:
                shelf.set_counted(int(name), row)

    def row(self, key: str) -> Row | None:
        """The row under a key, if it is there."""
        kind, language, name = key.split("/", 2)
        shelf = self._shelves.get(language) or Shelf()
        match kind:
            case "story":
                return shelf.stories.get(name)
            case "lineage":
                return shelf.homes.get(name)
            case "look":
                return shelf.looks.get(name)
            case "merged":
                return shelf.merged.get(name)
            case "embargo":
                return shelf.held.get(int(name))
            case _:
                return shelf.counted.get(int(name))

    @contextmanager
    def supposing(self) -> Iterator[Callable[[Mapping[str, Row | None]], None]]:
        """Let several decisions of one message see each other's rows; when it ends, every row is as it was.

        Yields:
            What takes a decision's change.
        """
        undo: list[tuple[str, Row | None]] = []

        def suppose(change: Mapping[str, Row | None]) -> None:
            for key, row in change.items():
                undo.append((key, self.row(key)))
                self.apply(key, row)

        try:
            yield suppose
        finally:
            for key, row in reversed(undo):
                self.apply(key, row)


def story_key(language: str, story_id: str) -> str:
    return f"story/{_part(language)}/{story_id}"


def lineage_key(language: str, lineage: str) -> str:
    return f"lineage/{_part(language)}/{lineage}"


def counted_key(language: str, slot: int) -> str:
    return f"counted/{_part(language)}/{slot}"


def look_key(language: str, story_id: str) -> str:
    return f"look/{_part(language)}/{story_id}"


def merged_key(language: str, story_id: str) -> str:
    return f"merged/{_part(language)}/{story_id}"


def embargo_key(language: str, seq: int) -> str:
    return f"embargo/{_part(language)}/{seq}"


def _part(language: str) -> str:
    """A language as a key's part: letters and digits only, so that the key comes apart again as it was put together."""
    return primary_language(language)
