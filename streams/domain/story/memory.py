"""What filing remembers: live stories, where each lineage went, what merged, what is under embargo, and the newest articles' terms.

Everything else (which stories have a term, how many articles have it, what is idle or due) is derived from the rows, with no sum
of floats in an order of arrival among it, so that a memory restored row by row, in any order, decides as one that never stopped.
Stories and counted articles are kept as arrays of numbers (lexicon.py), an eighth of their rows, which are made again when asked for.
Languages share nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar

import numpy as np

from schemas.common import Instant, primary_language
from schemas.enriched import Enriched
from streams.domain.idle import Idle
from streams.domain.story.background import Background
from streams.domain.story.cohesion import yardstick
from streams.domain.story.conflict import Profile, profile
from streams.domain.story.lexicon import NAME, Lexicon, Numbers, Weights, named

MAX_HOPS = 50
"""Merges that are followed; the older story keeps its id, so that a chain is short and has no loop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveStory:
    """A story that articles may still join; row "story/<language>/<id>". Its vectors are sums of its articles' vectors."""

    story_id: str
    language: str
    opened_seq: int
    """Of its first article; the older story wins a tie."""
    opened_at: Instant
    """received_at of its first article."""
    updated_at: Instant
    """received_at of its newest article."""
    articles: int
    terms: Mapping[str, int]
    """In parts of `lexicon.UNIT`; `names` likewise."""
    names: Mapping[str, int]
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
    runner_up: int = 0
    """How alike the second story of its ranking was, in parts of `background.SCALE`."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A live story as it is compared: its row, the vectors as arrays."""

    story_id: str
    language: str
    slot: int
    """Its number in the lexicon, which is another story's once it is gone."""
    opened_seq: int
    opened_at: datetime
    updated_at: datetime
    updated_seconds: float
    """The same, since the epoch: a difference of two is a tenth of the cost."""
    articles: int
    words: Numbers
    """Its terms, then its names."""
    weights: Weights
    terms: int
    """How many of these are terms."""
    yardstick: float
    """What a dot product with it is divided by; see `cohesion.yardstick`."""
    lasted_seconds: float
    """From its first article to its newest."""
    anchors: Mapping[str, float]


class Shelf:
    """What is remembered of one language."""

    def __init__(self) -> None:
        self.stories: dict[str, Standing] = {}
        self.homes: dict[str, LineageHome] = {}
        self.counted: dict[int, tuple[str, Numbers, int]] = {}
        """Language, words and runner-up of each slot's article."""
        self.background = Background()
        self.looks: dict[str, Look] = {}
        self.merged: dict[str, MergedStory] = {}
        self.held: dict[int, Held] = {}
        self.held_lineages: dict[str, int] = {}
        self.lexicon = Lexicon()
        self.slots: dict[int, Standing] = {}
        self._free_slots: list[int] = []
        self._profiles: dict[str, Profile] = {}
        self.idle_stories = Idle()
        self.idle_homes = Idle()
        self.idle_merged = Idle()
        self.due_looks = Idle()

    def story(self, story_id: str) -> LiveStory | None:
        """A story's row."""
        found = self.stories.get(story_id)
        if found is None:
            return None
        words, weights = self.lexicon.words(found.words), found.weights.tolist()
        return LiveStory(
            story_id=story_id, language=found.language, opened_seq=found.opened_seq, opened_at=found.opened_at,
            updated_at=found.updated_at, articles=found.articles, anchors=found.anchors,
            terms=dict(zip(words[: found.terms], weights, strict=False)),
            names={word[1:]: weight for word, weight in zip(words[found.terms :], weights[found.terms :], strict=True)},
        )  # fmt: skip

    def counted_row(self, slot: int) -> Counted | None:
        """A counted article's row."""
        if slot not in self.counted:
            return None
        language, numbers, runner_up = self.counted[slot]
        words = self.lexicon.words(numbers)
        names = tuple(word[1:] for word in words if word[0] == NAME)
        return Counted(language=language, slot=slot, terms=words[: len(words) - len(names)], names=names, runner_up=runner_up)

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
        if old is not None:
            self.idle_stories.remove(story_id, old.updated_at)
            self._profiles.pop(story_id, None)
        if row is None:
            if old is not None:
                self.lexicon.take(old.words, old.slot)
                del self.slots[old.slot]
                self._free_slots.append(old.slot)
            return
        slot = old.slot if old is not None else self._free_slot()
        words, weights = [*row.terms, *named(row.names)], np.array([*row.terms.values(), *row.names.values()], np.int64)
        terms, names = weights[: len(row.terms)], weights[len(row.terms) :]
        self.stories[story_id] = self.slots[slot] = Standing(
            story_id=story_id, language=row.language, slot=slot, opened_seq=row.opened_seq, opened_at=row.opened_at,
            updated_at=row.updated_at, updated_seconds=row.updated_at.timestamp(), articles=row.articles, anchors=row.anchors,
            terms=len(row.terms), words=self.lexicon.replace(None if old is None else old.words, words, slot), weights=weights,
            yardstick=yardstick(float(terms.dot(terms)), float(names.dot(names)), articles=row.articles),
            lasted_seconds=(row.updated_at - row.opened_at).total_seconds(),
        )  # fmt: skip
        self.idle_stories.add(story_id, row.updated_at)

    def _free_slot(self) -> int:
        return self._free_slots.pop() if self._free_slots else len(self.slots)

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
        if row is not None:
            self.counted[slot] = (row.language, self.lexicon.count([*row.terms, *named(row.names)]), row.runner_up)
            self.background.add(row.runner_up)
        if old is not None:
            self.lexicon.uncount(old[1])
            self.background.remove(old[2])


R = TypeVar("R")


def _set(rows: dict[str, R], index: Idle, key: str, row: R | None, at: Callable[[R], datetime]) -> None:
    old = rows.pop(key, None)
    if old is not None:
        index.remove(key, at(old))
    if row is not None:
        rows[key] = row
        index.add(key, at(row))


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
        shelf = self._shelves.get(language)
        if shelf is None:
            shelf = self._shelves[language] = Shelf()
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
                return shelf.story(name)
            case "lineage":
                return shelf.homes.get(name)
            case "look":
                return shelf.looks.get(name)
            case "merged":
                return shelf.merged.get(name)
            case "embargo":
                return shelf.held.get(int(name))
            case _:
                return shelf.counted_row(int(name))

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
