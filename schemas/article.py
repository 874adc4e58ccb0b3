"""wire.article and wire.duplicate: what dedupe decided about an item."""

from dataclasses import dataclass
from typing import Literal

from schemas.common import ArticleRef, Instant, Passage
from schemas.item import Item

DuplicateKind = Literal["resend", "exact", "syndicated", "truncated", "variant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One sentence that a version added, dropped or edited."""

    op: Literal["added", "dropped", "edited"]
    old: Passage | None = None
    """In the revision named by the article's `of`; none for `added`."""
    new: Passage | None = None
    """In this article; none for `dropped`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Item):
    """One unique article, or a new version of one; key = lineage; topic wire.article."""

    lineage: str
    """The first uri of the chain of versions."""
    seq: int
    """0, 1, 2 … without a gap in each language: the order that later stages restore."""
    revision: int
    """0 for the first of its lineage, +1 a version. The highest one wins."""
    relation: Literal["new", "version"]
    of: ArticleRef | None = None
    """The version that this one replaces; none for `new`."""
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """An item that told nothing new; key = language; topic wire.duplicate."""

    item_id: str
    uri: str
    of: str
    """The uri that it copies."""
    kind: DuplicateKind
    provider: str
    language: str
    containment: tuple[float, float]
    """Share (0..1) of this text in the original, and of the original in this text."""
    received_at: Instant
