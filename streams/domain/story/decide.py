"""Where an article goes: with its lineage, into the story most like it, or into a story of its own.

A bare threshold that fits one wire misfits the next, so between "surely not" and "surely" the runner-up decides: an article that is
far more like one story than like any other belongs to it; one that is a little like many of its topic belongs to none of them.
"""

import heapq
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.enriched import Enriched
from schemas.ids import stable_id
from streams.domain.story.common_words import common_words
from streams.domain.story.features import Features, rarity, weigh
from streams.domain.story.memory import LiveStory, Shelf
from streams.domain.story.policy import StoryPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """An article's terms and names as vectors of length 1, the heaviest first."""

    terms: dict[str, float]
    names: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The first article of a new story."""

    story_id: str
    similarity: float
    """Of the live story most like it (0..1), which was not enough; `runner_up` is the second one's."""
    runner_up: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """One more article of a live story."""

    story_id: str
    similarity: float
    runner_up: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A version, which goes where its lineage went."""

    story_id: str


def vector(found: Features, *, language: str, shelf: Shelf, policy: StoryPolicy) -> Vector:
    """Weigh an article's features by how rare they are among the articles counted so far."""
    of = len(shelf.counted) + policy.prior_articles
    everyday, prior = common_words(language).everyday, policy.everyday_share * policy.prior_articles

    def term_rarity(term: str) -> float:
        return rarity(shelf.term_counts[term], of=of, prior=prior if term in everyday else 0.0)

    def name_rarity(name: str) -> float:
        return rarity(shelf.name_counts[name], of=of, prior=0.0)

    return Vector(
        terms=weigh(found.terms, rarity_of=term_rarity, keep=policy.article_terms),
        names=weigh(found.names, rarity_of=name_rarity, keep=policy.article_terms),
    )


def decide(article: Enriched, compared: Vector, *, shelf: Shelf, policy: StoryPolicy) -> Opened | Joined | Followed:
    """Choose an article's story.

    Args:
        article: Any article or version.
        compared: Its vector.
        shelf: What is remembered of its language.
        policy: How alike is enough.
    """
    own = stable_id("story", article.language, article.lineage)
    home = shelf.homes.get(article.lineage)
    if home is not None and _live(home.story_id, article.received_at, shelf=shelf, policy=policy):
        return Followed(story_id=home.story_id)
    if _live(own, article.received_at, shelf=shelf, policy=policy):
        return Followed(story_id=own)  # it opened this story, which others kept alive since
    ranked = rank(article.received_at, compared, shelf=shelf, policy=policy)
    best, story_id = ranked[0] if ranked else (0.0, own)
    runner_up = ranked[1][0] if len(ranked) > 1 else 0.0
    clear = best >= policy.margin * runner_up or best >= policy.sure_similarity
    if best >= policy.join_similarity and clear:
        return Joined(story_id=story_id, similarity=best, runner_up=runner_up)
    return Opened(story_id=own, similarity=best, runner_up=runner_up)


def rank(received_at: datetime, compared: Vector, *, shelf: Shelf, policy: StoryPolicy) -> list[tuple[float, str]]:
    """The two live stories most like an article, as (decayed similarity, story_id), the most like first; of equals the older one."""
    scored = []
    for story_id in _candidates(compared.terms, shelf=shelf, policy=policy):
        story = shelf.stories[story_id]
        if _live(story_id, received_at, shelf=shelf, policy=policy):
            alike = _similarity(compared, story_id, shelf=shelf, policy=policy) * _decay(story, received_at, policy=policy)
            scored.append((-alike, story.opened_seq, story_id))
    return [(-alike, story_id) for alike, _, story_id in heapq.nsmallest(2, scored)]


def _candidates(terms: dict[str, float], *, shelf: Shelf, policy: StoryPolicy) -> list[str]:
    """Stories that share most of the weight of the article's rarest terms."""
    index = shelf.term_weights
    known = [(len(index[term]), term) for term in terms if term in index]
    shared: dict[str, float] = {}
    for _, term in heapq.nsmallest(policy.rarest_terms, known):
        weight = terms[term]
        for story_id, story_weight in index[term].items():
            shared[story_id] = shared.get(story_id, 0.0) + weight * story_weight
    return heapq.nsmallest(policy.candidates, shared, key=lambda story_id: (-shared[story_id], story_id))


def _similarity(compared: Vector, story_id: str, *, shelf: Shelf, policy: StoryPolicy) -> float:
    """Cosine of the terms and of the names, in the policy's proportion; of the terms alone where the article names nobody."""
    terms = _cosine(compared.terms, story_id, index=shelf.term_weights)
    if not compared.names:
        return terms
    names = _cosine(compared.names, story_id, index=shelf.name_weights)
    return (1 - policy.name_weight) * terms + policy.name_weight * names


def _cosine(weights: dict[str, float], story_id: str, *, index: dict[str, dict[str, float]]) -> float:
    total = 0.0
    for name, weight in weights.items():
        stories = index.get(name)
        if stories is not None and story_id in stories:
            total += weight * stories[story_id]
    return total


def _decay(story: LiveStory, received_at: datetime, *, policy: StoryPolicy) -> float:
    quiet = max(timedelta(0), received_at - story.updated_at)
    return max(policy.least_decay, float(0.5 ** (quiet / policy.half_life)))


def _live(story_id: str, received_at: datetime, *, shelf: Shelf, policy: StoryPolicy) -> bool:
    """Whether a story is there and not idle: decided by its age, not by when its row is deleted."""
    story = shelf.stories.get(story_id)
    return story is not None and received_at - story.updated_at <= policy.idle
