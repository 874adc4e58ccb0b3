"""Articles under embargo: which are held, what becomes of later versions, and what leaves when the time has come.

Nothing of a held article has been told, so what replaces it replaces its text, and a kill drops it without a word. A version that
says nothing of an embargo keeps the one it found: a desk that lifts an embargo says so with a time that has passed.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from schemas.enriched import Enriched
from streams.domain.story.memory import Held, Row, Shelf, embargo_key

KILLED = frozenset(("canceled", "withheld"))
"""pub_status of NewsML-G2 for what must not be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Keep the article; nobody hears of it."""

    until: datetime
    change: dict[str, Row | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A held article is gone, and what told us so tells nobody anything either."""

    change: dict[str, Row | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Free:
    """File the article now."""

    article: Enriched
    change: dict[str, Row | None]


def is_kill(article: Enriched) -> bool:
    """Whether an item takes its lineage off the wire; "hold for release" on copy with a time to wait for is an embargo, no kill."""
    kind = article.editorial.kind if article.editorial is not None else None
    return article.pub_status in KILLED or kind == "kill" or (kind == "hold" and article.embargoed_until is None)


def admit(article: Enriched, *, shelf: Shelf) -> Hold | Drop | Free:
    """Decide whether an article may be filed.

    Args:
        article: What came; its time is its received_at.
        shelf: What is held of its language, what has ended before now already released.
    """
    language = article.language
    held = shelf.held.get(shelf.held_lineages.get(article.lineage, -1))
    gone: dict[str, Row | None] = {} if held is None else {embargo_key(language, held.seq): None}
    if is_kill(article):
        told = held is None or article.lineage in shelf.homes
        return Free(article=article, change=gone) if told else Drop(change=gone)
    until = article.embargoed_until if article.embargoed_until is not None or held is None else held.until
    if until is not None and until > article.received_at:
        seq = article.seq if held is None else held.seq
        kept = article if held is None else first_told(article, shelf=shelf)
        return Hold(until=until, change={embargo_key(language, seq): Held(language=language, seq=seq, until=until, article=kept)})
    return Free(article=article if held is None else first_told(article, shelf=shelf), change=gone)


def first_told(article: Enriched, *, shelf: Shelf) -> Enriched:
    """A version whose predecessor was never told: what it changed in it is nobody's business."""
    known = article.lineage in shelf.homes
    return replace(article, relation="version" if known else "new", of=None, edits=(), editorial=None)


def ended(shelf: Shelf, *, at: datetime) -> tuple[Held, ...]:
    """The held articles whose time has come, in the order in which they are released."""
    return tuple(sorted((held for held in shelf.held.values() if held.until <= at), key=lambda held: (held.until, held.seq)))


def released(held: Held) -> Enriched:
    """A held article as it leaves: a note that it was to be held has done its work."""
    article = held.article
    if article.editorial is not None and article.editorial.kind == "hold":
        article = replace(article, editorial=None)
    return article
