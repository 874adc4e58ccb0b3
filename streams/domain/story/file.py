"""Filing one article: what is decided, and the rows that follow from it."""

from dataclasses import dataclass, replace
from typing import Any

from schemas.enriched import Enriched
from streams.domain.story.decide import Followed, Joined, Opened, Vector, decide, vector
from streams.domain.story.features import Features, features, heaviest
from streams.domain.story.memory import Counted, LineageHome, LiveStory, Shelf, counted_key, lineage_key, story_key
from streams.domain.story.policy import StoryPolicy

WEIGHT_DIGITS = 6
"""Digits of a weight that a row keeps: far finer than any decision, a third shorter to store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Where an article goes, and the rows to set or delete (None)."""

    decision: Opened | Joined | Followed
    change: dict[str, Any | None]


def file_article(article: Enriched, *, shelf: Shelf, policy: StoryPolicy) -> Filing:
    """File one article; changes nothing itself. About four rows change: the story, the lineage, the counts, and what has expired."""
    found = features(article)
    compared = vector(found, language=article.language, shelf=shelf, policy=policy)
    decision = decide(article, compared, shelf=shelf, policy=policy)
    change = expired(article, shelf=shelf, policy=policy)
    grown = grow(shelf.stories.get(decision.story_id), article, compared, decision, policy=policy)
    change[story_key(article.language, grown.story_id)] = grown
    change[lineage_key(article.language, article.lineage)] = LineageHome(
        lineage=article.lineage, language=article.language, story_id=grown.story_id, updated_at=grown.updated_at
    )
    if not isinstance(decision, Followed):
        # a version says what was counted already
        counted = count(article, found, policy=policy)
        change[counted_key(article.language, counted.slot)] = counted
    return Filing(decision=decision, change=change)


def grow(
    story: LiveStory | None, article: Enriched, compared: Vector, decision: Opened | Joined | Followed, *, policy: StoryPolicy
) -> LiveStory:
    """A story with one more article, or a new one. A version adds its terms like an article: a flash is mostly in its later takes."""
    if story is None or isinstance(decision, Opened):
        story = LiveStory(
            story_id=decision.story_id, language=article.language, opened_seq=article.seq, updated_at=article.received_at,
            articles=0, terms=(), term_weights=(),
        )  # fmt: skip
    terms = _add(story.terms, story.term_weights, compared.terms, keep=policy.story_terms)
    names = _add(story.names, story.name_weights, compared.names, keep=policy.story_names)
    return replace(
        story,
        updated_at=max(story.updated_at, article.received_at),
        articles=story.articles + (not isinstance(decision, Followed)),
        terms=tuple(term for term, _ in terms),
        term_weights=tuple(weight for _, weight in terms),
        names=tuple(name for name, _ in names),
        name_weights=tuple(weight for _, weight in names),
    )


def _add(names: tuple[str, ...], weights: tuple[float, ...], added: dict[str, float], *, keep: int) -> list[tuple[str, float]]:
    total = dict(zip(names, weights, strict=True))
    for name, weight in added.items():
        total[name] = round(total.get(name, 0.0) + weight, WEIGHT_DIGITS)
    return heaviest(list(total.items()), keep=keep)


def count(article: Enriched, found: Features, *, policy: StoryPolicy) -> Counted:
    """The row that counts an article's terms, in the slot of the article that drops out of the count."""
    return Counted(
        language=article.language,
        slot=article.seq % policy.counted_articles,
        terms=tuple(term for term, _ in found.terms),
        names=tuple(name for name, _ in found.names),
    )


def expired(article: Enriched, *, shelf: Shelf, policy: StoryPolicy) -> dict[str, Any | None]:
    """Deletions of stories and lineages that have been idle for too long at this article's time, a limited number at once."""
    before = article.received_at - policy.idle
    limit = policy.expired_at_once
    gone: dict[str, Any | None] = {
        story_key(article.language, story_id): None for story_id in shelf.idle_stories.before(before, limit=limit)
    }
    gone |= {lineage_key(article.language, lineage): None for lineage in shelf.idle_homes.before(before, limit=limit)}
    return gone
