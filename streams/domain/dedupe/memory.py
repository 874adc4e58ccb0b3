"""What dedupe remembers, and the ways to find it.

The index is derived from the rows by `apply`, and only there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

import xxhash

from schemas.common import primary_language
from streams.domain.dedupe.ages import Ages
from streams.domain.dedupe.index import Index
from streams.domain.dedupe.rows import Held, Rows, minutes_of
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
_SMALL = (1 << 60) - 1
"""The bits of a hash that are kept: a larger integer takes half as much memory again."""
_LINEAGE_SEED, _LINEAGE = 1, (1 << 32) - 1
"""Of the hash of a lineage, which any process must have alike: it says who comes first of those that have as much of a text."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that have something of a text."""

    runs: Mapping[Held, int]
    """How many of its runs of words each has; those that are common apart."""
    letters: Mapping[Held, int]
    """How many letters of its telling clauses each has; those that are common apart."""
    standing: frozenset[int]
    """Its clauses that stand in many unrelated articles."""


NOTHING = Found({}, {}, frozenset())


@dataclass(slots=True)
class Shelf:
    """The articles of one language, with the ways to find them."""

    rows: Rows = field(default_factory=Rows)
    ages: Ages = field(default_factory=Ages)
    named: Index[Held] = field(default_factory=Index)
    """By hashes of uris, bodies, slugs and headlines' first words; whoever looks up compares."""
    runs: Index[Held] = field(default_factory=Index)
    """By the hashes of their sketches."""
    clauses: Index[Held] = field(default_factory=Index)

    def revisions(self, lineage: str) -> tuple[Seen, ...]:
        """Those remembered, the newest first."""
        found = [row for _, row in self._named(lineage) if row.lineage == lineage]
        return tuple(sorted(found, key=lambda row: -row.revision))

    def with_slug(self, provider: str, slug: str) -> list[Seen]:
        return [row for _, row in self._named("slug", provider, slug) if (row.provider, row.slug) == (provider, slug)]

    def with_opening(self, provider: str, headline: str) -> list[Seen]:
        """A desk's rows whose headline begins with the same words."""
        return [row for _, row in self._named(*_opening(provider, headline)) if row.provider == provider]

    def lineage_of(self, uri: str) -> str | None:
        """The lineage that a uri last belonged to."""
        rows = [row for _, row in self._named(uri) if row.uri == uri]
        return max(rows, key=lambda row: (row.received_at, row.revision, row.lineage)).lineage if rows else None

    def with_body(self, body_hash: str) -> list[Seen]:
        """Rows whose body has the same words, in the order of their keys."""
        return sorted([row for _, row in self._named("body", body_hash) if row.body_hash == body_hash], key=seen_key)

    def look_up(self, sample: Sample, *, standing_from: int) -> Found:
        """Rows that have runs of words or clauses of a text.

        Args:
            sample: The text's.
            standing_from: Unrelated articles in which a clause stands that is a form.
        """
        runs, letters = dict[Held, int](), dict[Held, int]()
        for bearers in filter(None, self.runs.of(sample.sketch)):
            if len(bearers) <= COMMON:
                for held in bearers:
                    runs[held] = runs.get(held, 0) + 1
        standing = set[int]()
        for clause, size, having in zip(sample.clauses, sample.letters, self.clauses.of(sample.clauses), strict=True):
            if having is None:
                continue
            if len(having) > COMMON or (len(having) >= standing_from and len({held.lineage for held in having}) >= standing_from):
                standing.add(clause)
            elif size >= TELLING_LETTERS:
                for held in having:
                    letters[held] = letters.get(held, 0) + size
        return Found(runs, letters, frozenset(standing))

    def alike(self, found: Found, sample: Sample, *, close_share: float, letter_share: float) -> list[str]:
        """Lineages with rows that have much of a text, those first that have most runs.

        Args:
            found, sample: Of the body.
            close_share: Of the smaller sketch, that is much.
            letter_share: Of the smaller text's letters in telling clauses, that is, too.
        """
        runs, letters = close_share * len(sample.sketch), letter_share * sum(sample.letters)
        close = [held for held, count in found.runs.items() if count >= runs or count >= close_share * held.runs]
        close += [held for held, count in found.letters.items() if count >= letters or count >= letter_share * held.letters]
        return [row.lineage for row in self._best_of_lineages({held: found.runs.get(held, 0) for held in close}, AT_MOST)]

    def faintly_alike(self, found: Found, *, since: datetime) -> list[Seen]:
        """Rows received since an instant that have any run of a text, those first that have most, one of each lineage."""
        first = minutes_of(since)
        return self._best_of_lineages({held: count for held, count in found.runs.items() if held.minutes >= first}, FAINT_AT_MOST)

    def _best_of_lineages(self, counts: Mapping[Held, int], at_most: int) -> list[Seen]:
        """The row of each lineage that has most, and of those that have as much the newest; the first of them by what they have."""
        best: dict[int, tuple[int, int]] = {}
        for held, count in counts.items():
            best[held.lineage] = max(best.get(held.lineage, (0, 0)), (count, held.number))
        ranked = sorted(best, key=lambda lineage: (-best[lineage][0], lineage))
        return [self.rows[best[lineage][1]] for lineage in ranked[:at_most]]

    def expired(self, before: datetime, *, at_most: int) -> tuple[str, ...]:
        """Keys of the oldest rows received before an instant."""
        due = self.ages.before(before, at_most=at_most, there=self.rows)
        if not due:
            return ()
        rows = sorted(map(self.rows.__getitem__, due), key=lambda row: (row.received_at, seen_key(row)))
        return tuple(map(seen_key, rows[:at_most]))

    def find(self, lineage: str, revision: int) -> tuple[Held, Seen] | None:
        """One revision, as it is held and as it is."""
        found = self._named(lineage)
        return next(((held, row) for held, row in found if (row.lineage, row.revision) == (lineage, revision)), None)

    def add(self, row: Seen) -> None:
        """Put a row on the shelf; one with its lineage and revision must be gone."""
        lineage = xxhash.xxh3_64_intdigest(row.lineage.encode("utf-8", "replace"), _LINEAGE_SEED) & _LINEAGE
        held = self.rows.put(row, lineage=lineage)
        self.named.add(_names(row), held)
        self.runs.add(unpack(row.sketch), held)
        self.clauses.add(unpack(row.clauses), held)
        self.ages.add(row.received_at, held.number)

    def remove(self, held: Held, row: Seen) -> None:
        """Forget a row that `find` gave."""
        self.named.discard(_names(row), held)
        self.runs.discard(unpack(row.sketch), held)
        self.clauses.discard(unpack(row.clauses), held)
        self.rows.drop(held.number)
        self.ages.drop_gone(self.rows)

    def _named(self, *name: str) -> list[tuple[Held, Seen]]:
        """Rows with a name, and any whose name is like it by chance: whoever asks compares."""
        return [(held, self.rows[held.number]) for held in self.named.bearers(hash(name) & _SMALL)]


def _names(row: Seen) -> list[int]:
    """Hashes of all that a row is called by; of this process alone, as the index is."""
    names: list[tuple[str, ...]] = [(row.lineage,), (row.uri,), ("body", row.body_hash)]
    if row.slug:
        names.append(("slug", row.provider, row.slug))
    if row.headline:
        names.append(_opening(row.provider, row.headline))
    return [hash(name) & _SMALL for name in names]


def _opening(provider: str, headline: str) -> tuple[str, ...]:
    return "opening", provider, *headline_words(headline)[:OPENING_WORDS]


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
