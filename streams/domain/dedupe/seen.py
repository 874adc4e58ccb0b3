"""The rows of dedupe's table: one a revision of each article of the last days, and a counter a language."""

from dataclasses import dataclass

from schemas.common import Instant, primary_language
from schemas.item import EditorialKind


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
    """Of the body's words and stops; of the headline's words where there is no body."""
    headline: str
    display: tuple[str, ...]
    """Kicker and dek, where given."""
    captions: tuple[str, ...]
    text: str
    """The body's first `kept_chars`, packed: the old side of edits, and what late copies are compared with."""
    sketch: str
    """`sketch.pack`ed."""
    clauses: str
    """A hash of each clause of the body, packed."""
    letters: int
    """Of all clauses."""


Row = NextSeq | Seen


def seen_key(seen: Seen) -> str:
    return f"seen/{primary_language(seen.language)}/{seen.revision}/{seen.lineage}"


def next_key(language: str) -> str:
    return f"next/{primary_language(language)}"
