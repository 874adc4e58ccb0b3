"""What dedupe remembers: one row a revision of each article of the last days, and a counter a language.

The indexes are derived from the rows by `apply`, and only there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from schemas.common import Instant, primary_language
from schemas.item import EditorialKind
from streams.domain.dedupe.ages import Ages
from streams.domain.dedupe.index import Index
from streams.domain.dedupe.sketch import sentence_hash, unpack
from streams.domain.text import words

EDGE_SENTENCES = 4
"""At each end of an article, counted for boilerplate: standing lines stand there, and counting all would take ten times the memory."""
OPENING_WORDS = 2
"""A headline is corrected further behind: "Harrow Optics 3rd qtr net" keeps the company's name."""
COMMON_POSTINGS = 64
"""A run of words in more articles than this finds no copies: it is a form ("the company said in a statement"), and to go through all
who have it would make a decision dearer with each article remembered. An article has others; a copy of all of it is found by its hash."""


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
    """Kicker and dek, where given."""
    captions: tuple[str, ...]
    text: str
    """The body's first `kept_chars`, packed: the old side of edits, and what late copies are compared with."""
    sketch: str
    """`sketch.pack`ed."""
    sentence_hashes: str
    """One hash a sentence of the body, in order, packed."""


Row = NextSeq | Seen


def seen_key(seen: Seen) -> str:
    return f"seen/{primary_language(seen.language)}/{seen.revision}/{seen.lineage}"


def next_key(language: str) -> str:
    return f"next/{primary_language(language)}"


def opening(seen: Seen) -> int:
    """A hash of a desk and of the first words of its headline."""
    return sentence_hash(" ".join((seen.provider, *words(seen.headline)[:OPENING_WORDS])))


@dataclass(slots=True)
class Shelf:
    """The articles of one language, with the ways to find them."""

    rows: dict[str, Seen] = field(default_factory=dict)
    lineages: Index[str] = field(default_factory=Index)
    by_uri: Index[str] = field(default_factory=Index)
    by_body: Index[str] = field(default_factory=Index)
    by_slug: Index[tuple[str, str]] = field(default_factory=Index)
    by_opening: Index[int] = field(default_factory=Index)
    """How headlines begin, by desk: what a correction is found by, whatever became of the text."""
    postings: Index[int] = field(default_factory=Index)
    """Sketches turned round: a hash, and the rows that have it."""
    standing: dict[int, int] = field(default_factory=dict)
    """Sentences at the edges of articles: in how many lineages."""
    ages: Ages = field(default_factory=Ages, compare=False)

    def revisions(self, lineage: str) -> tuple[Seen, ...]:
        """Those remembered, the newest first."""
        return tuple(sorted((self.rows[key] for key in self.lineages.keys(lineage)), key=lambda row: -row.revision))

    def lineage_of(self, uri: str) -> str | None:
        """The lineage that a uri last belonged to."""
        rows = [self.rows[key] for key in self.by_uri.keys(uri)]
        return max(rows, key=lambda row: (row.received_at, row.revision, row.lineage)).lineage if rows else None

    def sharing(self, hashes: Iterable[int]) -> dict[str, int]:
        """Rows that share hashes with a sketch, and how many."""
        return self.postings.counts(hashes, at_most=COMMON_POSTINGS)

    def expired(self, before: datetime, *, at_most: int) -> tuple[str, ...]:
        """Keys of the oldest rows received before an instant."""
        return self.ages.before(before, at_most=at_most, is_live=self._is_live)

    def add(self, key: str, row: Seen) -> None:
        """Put a row on the shelf; one that stood under the key must be gone."""
        for value in self._edges_of_its_own(row):
            self.standing[value] = self.standing.get(value, 0) + 1
        self.rows[key] = row
        self.ages.add(row.received_at, key)
        for index, name in self._indexes(row):
            index.add(name, key)
        for value in unpack(row.sketch):
            self.postings.add(value, key)

    def remove(self, key: str) -> None:
        row = self.rows.pop(key, None)
        if row is None:
            return
        for index, name in self._indexes(row):
            index.discard(name, key)
        for value in unpack(row.sketch):
            self.postings.discard(value, key)
        self.ages.drop_gone(self._is_live)
        for value in self._edges_of_its_own(row):
            self.standing[value] -= 1
            if not self.standing[value]:
                del self.standing[value]

    def _is_live(self, received_at: datetime, key: str) -> bool:
        row = self.rows.get(key)
        return row is not None and row.received_at == received_at

    def _indexes(self, row: Seen) -> Iterable[tuple[Index[Any], Any]]:
        yield self.lineages, row.lineage
        yield self.by_uri, row.uri
        yield self.by_body, row.body_hash
        if row.slug:
            yield self.by_slug, (row.provider, row.slug)
        if row.headline:
            yield self.by_opening, opening(row)

    def _edges_of_its_own(self, row: Seen) -> set[int]:
        """Its first and last sentences, without those that another revision of its lineage has there too."""
        edges = _edges(row)
        for key in self.lineages.keys(row.lineage):
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
        return self._next.get(primary_language(language), 0)

    def shelf(self, language: str) -> Shelf:
        """What is remembered of a language; an empty shelf for a new one."""
        return self._shelves.get(primary_language(language)) or Shelf()

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
