"""What dedupe remembers, and the ways to find it.

The index is derived from the rows by `apply`, and only there.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any, ClassVar

import xxhash

from schemas.common import primary_language
from streams.domain.dedupe.ages import Ages
from streams.domain.dedupe.index import NAME_BITS, Index
from streams.domain.dedupe.rows import Rows, minutes_of
from streams.domain.dedupe.seen import NextSeq, Row, Seen, seen_key
from streams.domain.dedupe.sketch import TELLING_LETTERS, Sample, unpack
from streams.domain.dedupe.wording import headline_words

OPENING_WORDS = 2
"""A headline is corrected further behind: "Harrow Optics 3rd qtr net" keeps the company's name."""
COMMON = 32
"""A run of words in more articles than this finds no copies: it is a form ("the company said in a statement"), and to go through all
who have it would make a decision dearer with each article remembered. An article has others; a copy of all of it is found by its hash."""


AT_MOST, FAINT_AT_MOST = 4, 8
"""Lineages compared with one item; and those of which the headline is looked at."""


class _Kind(IntEnum):
    """What a name in the index stands for; runs of words and clauses stand for themselves."""

    URI = 1
    """A row's own and its lineage's, which is the first uri of the lineage."""
    BODY = 2
    SLUG = 3
    OPENING = 4


_NAMES = (1 << NAME_BITS) - 1
_CLAUSE = 0x0A36F4D2
"""Mixed into the hash of a clause, which a run of words may be, too."""


def _name(kind: _Kind, *parts: str) -> int:
    return xxhash.xxh3_64_intdigest("\x1f".join(parts).encode("utf-8", "replace"), kind) & _NAMES or 1


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that have something of a text, by their numbers."""

    runs: Mapping[int, int]
    """How many of its runs of words each has; those that are common apart."""
    letters: Mapping[int, int]
    """How many letters of its telling clauses each has; those that are common apart."""
    standing: frozenset[int]
    """Its clauses that stand in many unrelated articles."""


NOTHING = Found({}, {}, frozenset())


@dataclass(slots=True)
class Shelf:
    """The articles of one language, with the ways to find them."""

    rows: Rows = field(default_factory=Rows)
    index: Index = field(default_factory=Index)
    ages: Ages = field(default_factory=Ages)

    def revisions(self, lineage: str) -> tuple[Seen, ...]:
        """Those remembered, the newest first."""
        found = [row for _, row in self._named(_Kind.URI, lineage) if row.lineage == lineage]
        return tuple(sorted(found, key=lambda row: -row.revision))

    def with_slug(self, provider: str, slug: str) -> list[Seen]:
        return [row for _, row in self._named(_Kind.SLUG, provider, slug) if (row.provider, row.slug) == (provider, slug)]

    def with_opening(self, provider: str, headline: str) -> list[Seen]:
        """A desk's rows whose headline begins with the same words."""
        return [row for _, row in self._named(_Kind.OPENING, *_opening(provider, headline)) if row.provider == provider]

    def lineage_of(self, uri: str) -> str | None:
        """The lineage that a uri last belonged to."""
        rows = [row for _, row in self._named(_Kind.URI, uri) if row.uri == uri]
        return max(rows, key=lambda row: (row.received_at, row.revision, row.lineage)).lineage if rows else None

    def with_body(self, body_hash: str) -> list[Seen]:
        """Rows whose body has the same words, in the order of their keys."""
        return sorted((row for _, row in self._named(_Kind.BODY, body_hash) if row.body_hash == body_hash), key=seen_key)

    def look_up(self, sample: Sample, *, standing_from: int) -> Found:
        """Rows that have runs of words or clauses of a text.

        Args:
            sample: The text's.
            standing_from: Unrelated articles in which a clause stands that is a form.
        """
        names = _of_text(sample.sketch, sample.clauses)
        places, numbers, common = self.index.pairs(names, at_most=COMMON)
        if not places and not common:
            return NOTHING
        first = len(sample.sketch)
        pairs = zip(places, numbers, strict=True)
        runs: list[int] = []
        clauses: dict[int, list[int]] = {}
        for place, number in [pair for pair in pairs if pair[0] not in common] if common else pairs:
            if place < first:
                runs.append(number)
            else:
                clauses.setdefault(place - first, []).append(number)
        standing = {sample.clauses[place - first] for place in common if place >= first}
        letters: dict[int, int] = {}
        for place, having in clauses.items():
            if len(having) >= standing_from and len(set(map(self.rows.lineage, having))) >= standing_from:
                standing.add(sample.clauses[place])
            elif (size := sample.letters[place]) >= TELLING_LETTERS:
                for number in having:
                    letters[number] = letters.get(number, 0) + size
        return Found(Counter(runs), letters, frozenset(standing))

    def alike(self, found: Found, sample: Sample, *, close_share: float, letter_share: float) -> list[str]:
        """Lineages with rows that have much of a text, those first that have most runs.

        Args:
            found, sample: Of the body.
            close_share: Of the smaller sketch, that is much.
            letter_share: Of the smaller text's letters in telling clauses, that is, too.
        """
        facts, size, total = self.rows, len(sample.sketch), sum(sample.letters)
        best: dict[int, tuple[int, int]] = {}
        close = [number for number, count in found.runs.items() if count >= close_share * min(size, facts.sketch_size(number))]
        close += [number for number, count in found.letters.items() if count >= letter_share * min(total, facts.letters(number))]
        for number in close:
            lineage = facts.lineage(number)
            best[lineage] = max(best.get(lineage, (0, 0)), (found.runs.get(number, 0), number))
        ranked = sorted(best, key=lambda lineage: (-best[lineage][0], lineage))
        return [self.rows[best[lineage][1]].lineage for lineage in ranked[:AT_MOST]]

    def faintly_alike(self, found: Found, *, since: datetime) -> list[Seen]:
        """Rows received since an instant that have any run of a text, those first that have most, one of each lineage."""
        facts, first = self.rows, minutes_of(since)
        best: dict[int, tuple[int, int]] = {}
        for number, count in found.runs.items():
            if facts.minutes(number) >= first:
                lineage = facts.lineage(number)
                best[lineage] = max(best.get(lineage, (0, 0)), (count, number))
        ranked = sorted(best, key=lambda lineage: (-best[lineage][0], lineage))
        return [self.rows[best[lineage][1]] for lineage in ranked[:FAINT_AT_MOST]]

    def expired(self, before: datetime, *, at_most: int) -> tuple[str, ...]:
        """Keys of the oldest rows received before an instant."""
        due = self.ages.before(before, at_most=at_most, there=self.rows)
        if not due:
            return ()
        rows = sorted(map(self.rows.__getitem__, due), key=lambda row: (row.received_at, seen_key(row)))
        return tuple(map(seen_key, rows[:at_most]))

    def find(self, lineage: str, revision: int) -> tuple[int, Seen] | None:
        """One revision and its number."""
        found = self._named(_Kind.URI, lineage)
        return next(((number, row) for number, row in found if (row.lineage, row.revision) == (lineage, revision)), None)

    def add(self, row: Seen) -> None:
        """Put a row on the shelf; one with its lineage and revision must be gone."""
        names = _names(row)
        number = self.rows.put(row, lineage=names[0])
        self.index.add(names, number)
        self.ages.add(row.received_at, number)

    def remove(self, number: int, row: Seen) -> None:
        """Forget a row that `find` gave."""
        self.index.discard(_names(row), number)
        self.rows.drop(number)
        self.ages.drop_gone(self.rows)

    def _named(self, kind: _Kind, *parts: str) -> list[tuple[int, Seen]]:
        """Rows with a name, and any whose name is like it by chance: whoever asks compares."""
        return [(number, self.rows[number]) for number in self.index.numbers(_name(kind, *parts))]


def _names(row: Seen) -> list[int]:
    """All that a row is found by, its lineage first."""
    names = [_name(_Kind.URI, row.lineage), _name(_Kind.BODY, row.body_hash)]
    if row.uri != row.lineage:
        names.append(_name(_Kind.URI, row.uri))
    if row.slug:
        names.append(_name(_Kind.SLUG, row.provider, row.slug))
    if row.headline:
        names.append(_name(_Kind.OPENING, *_opening(row.provider, row.headline)))
    return [*names, *_of_text(unpack(row.sketch), unpack(row.clauses))]


def _of_text(sketch: list[int], clauses: list[int]) -> list[int]:
    return [*[value or 1 for value in sketch], *[value ^ _CLAUSE or 1 for value in clauses]]


def _opening(provider: str, headline: str) -> tuple[str, ...]:
    return provider, *headline_words(headline)[:OPENING_WORDS]


class DedupeMemory:
    """The shelves of the languages that one partition of wire.item carries."""

    kinds: ClassVar[Mapping[str, type[Any]]] = {"next": NextSeq, "seen": Seen}

    def __init__(self) -> None:
        self._next: dict[str, int] = {}
        self._shelves: dict[str, Shelf] = {}

    def next_seq(self, language: str) -> int:
        return self._next.get(primary_language(language), 0)

    def shelf(self, language: str) -> Shelf:
        """What is remembered of a language; an empty shelf for a new one."""
        return self._shelves.get(primary_language(language)) or Shelf()

    def apply(self, key: str, row: Row | None) -> None:
        """Set or delete a row; the same row twice changes nothing.

        Raises:
            KeyError: If the key is none of ours.
        """
        kind, language, *rest = key.split("/", 3)
        if kind == "next":
            if isinstance(row, NextSeq):
                self._next[language] = row.seq
            else:
                self._next.pop(language, None)
            return
        if kind != "seen":
            raise KeyError(key)
        revision, lineage = int(rest[0]), rest[1]
        shelf = self._shelves.get(language)
        if shelf is None:
            shelf = self._shelves[language] = Shelf()
        found = shelf.find(lineage, revision)
        if found is not None and found[1] != row:
            shelf.remove(*found)
            found = None
        if isinstance(row, Seen):
            if found is None:
                shelf.add(row)
        elif not shelf.rows:
            del self._shelves[language]
