"""What dedupe remembers: one row a revision of each article of the last days, and a counter a language.

The indexes are derived from the rows by `apply`, and only there.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

from schemas.common import Instant
from schemas.item import EditorialKind
from streams.domain.dedupe.sketch import unpack

EDGE_SENTENCES = 4
"""At each end of an article, counted for boilerplate: standing lines stand there, and counting all would take ten times the memory."""
COMMON_POSTINGS = 256
"""A run of words in more articles than this finds no copies: it is a form ("the company said in a statement")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSeq:
    """Row "next/<language>": the number that the language's next article gets."""

    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Row "seen/<language>/<revision>/<lineage>": one revision of one article, as far as a decision needs it."""

    uri: str
    version: str
    language: str
    lineage: str
    revision: int
    provider: str
    slug: str
    """Bare: without cycle letters, markers and lead number."""
    editorial: EditorialKind | None
    editorial_number: int | None
    pub_status: str
    version_created: Instant
    received_at: Instant
    content_hash: str
    """Of all that the item says, typography apart."""
    body_hash: str
    """Of the body's words; of the headline's where there is no body."""
    headline: str
    display: tuple[str, ...]
    """Kicker, dek and captions, where given."""
    body: str
    """Its first `kept_chars`: the old side of edits, and what late copies are compared with."""
    sketch: str
    """`sketch.pack`ed."""
    sentence_hashes: str
    """One hash a sentence of `body`, in order, packed."""


Row = NextSeq | Seen


def seen_key(seen: Seen) -> str:
    return f"seen/{seen.language}/{seen.revision}/{seen.lineage}"


def next_key(language: str) -> str:
    return f"next/{language}"


@dataclass(slots=True)
class Shelf:
    """The articles of one language, with the ways to find them."""

    rows: dict[str, Seen] = field(default_factory=dict)
    lineages: dict[str, dict[int, str]] = field(default_factory=dict)
    by_uri: dict[str, dict[str, None]] = field(default_factory=dict)
    by_body: dict[str, dict[str, None]] = field(default_factory=dict)
    by_slug: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    postings: dict[int, dict[str, None]] = field(default_factory=dict)
    standing: Counter[int] = field(default_factory=Counter)
    """Sentences at the edges of articles: in how many lineages."""
    hours: defaultdict[int, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    """Rows by the hour of received_at: what expires first."""

    def revisions(self, lineage: str) -> tuple[Seen, ...]:
        """Those remembered, the newest first."""
        numbered = self.lineages.get(lineage, {})
        return tuple(self.rows[numbered[revision]] for revision in sorted(numbered, reverse=True))

    def lineage_of(self, uri: str) -> str | None:
        """The lineage that a uri last belonged to."""
        rows = [self.rows[key] for key in self.by_uri.get(uri, ())]
        return max(rows, key=lambda row: (row.received_at, row.revision)).lineage if rows else None

    def sharing(self, hashes: Iterable[int]) -> Counter[str]:
        """Rows that share hashes with a sketch, and how many."""
        shared: Counter[str] = Counter()
        for value in hashes:
            found = self.postings.get(value)
            if found is not None and len(found) <= COMMON_POSTINGS:
                shared.update(found.keys())
        return shared

    def expired(self, before: datetime, *, at_most: int) -> tuple[str, ...]:
        """Keys of the oldest rows received before an instant."""
        last = _hour(before)
        if min(self.hours, default=last + 1) > last:
            return ()
        due = ((self.rows[key].received_at, key) for hour in sorted(self.hours) if hour <= last for key in self.hours[hour])
        return tuple(key for _, key in heapq.nsmallest(at_most, (entry for entry in due if entry[0] < before)))

    def add(self, key: str, row: Seen) -> None:
        """Put a row on the shelf; one that stood under the key must be gone."""
        for value in self._edges_of_its_own(row):
            self.standing[value] += 1
        self.rows[key] = row
        self.lineages.setdefault(row.lineage, {})[row.revision] = key
        self.hours[_hour(row.received_at)][key] = None
        for index, name in self._indexes(row):
            index.setdefault(name, {})[key] = None

    def remove(self, key: str) -> None:
        row = self.rows.pop(key, None)
        if row is None:
            return
        numbered = self.lineages[row.lineage]
        numbered.pop(row.revision, None)
        if not numbered:
            del self.lineages[row.lineage]
        _discard(self.hours, _hour(row.received_at), key)
        for index, name in self._indexes(row):
            _discard(index, name, key)
        for value in self._edges_of_its_own(row):
            self.standing[value] -= 1
            if self.standing[value] <= 0:
                del self.standing[value]

    def _indexes(self, row: Seen) -> Iterable[tuple[dict[Any, dict[str, None]], Any]]:
        yield self.by_uri, row.uri
        yield self.by_body, row.body_hash
        if row.slug:
            yield self.by_slug, (row.provider, row.slug)
        for value in unpack(row.sketch):
            yield self.postings, value

    def _edges_of_its_own(self, row: Seen) -> set[int]:
        """Its first and last sentences, without those that another revision of its lineage has there too."""
        edges = _edges(row)
        for key in self.lineages.get(row.lineage, {}).values():
            if self.rows[key] is not row:
                edges -= _edges(self.rows[key])
        return edges


class DedupeMemory:
    """The shelves of the languages that one partition of wire.item carries."""

    kinds: ClassVar[Mapping[str, type[Any]]] = {"next": NextSeq, "seen": Seen}

    def __init__(self) -> None:
        self._next: dict[str, int] = {}
        self._shelves: dict[str, Shelf] = {}

    def next_seq(self, language: str) -> int:
        return self._next.get(language, 0)

    def shelf(self, language: str) -> Shelf:
        """What is remembered of a language; an empty shelf for a new one."""
        return self._shelves.get(language) or Shelf()

    def apply(self, key: str, row: Row | None) -> None:
        """Set or delete a row; the same row twice changes nothing.

        Raises:
            KeyError: If the key is none of ours.
        """
        kind, language, *_ = key.split("/", 2)
        if kind == "next":
            if isinstance(row, NextSeq):
                self._next[language] = row.seq
            else:
                self._next.pop(language, None)
            return
        if kind != "seen":
            raise KeyError(key)
        shelf = self._shelves.setdefault(language, Shelf())
        if shelf.rows.get(key) == row:
            return
        shelf.remove(key)
        if isinstance(row, Seen):
            shelf.add(key, row)
        elif not shelf.rows:
            del self._shelves[language]


def _edges(row: Seen) -> set[int]:
    hashes = unpack(row.sentence_hashes)
    return {*hashes[:EDGE_SENTENCES], *hashes[-EDGE_SENTENCES:]}


def _discard(index: dict[Any, dict[str, None]], name: Any, key: str) -> None:
    keys = index.get(name)
    if keys is not None:
        keys.pop(key, None)
        if not keys:
            del index[name]


def _hour(when: datetime) -> int:
    return int(when.timestamp() // timedelta(hours=1).total_seconds())
