"""Where an article goes: with its lineage, into the story most like it, or into a story of its own.

A bare threshold that fits one wire misfits the next, so between "surely not" and "surely" the runner-up decides: an article that is
far more like one story than like any other belongs to it; one that is a little like many of its topic belongs to none of them.
What conflicts (another town, another person, another price) counts against a story before the two are compared.
"""

import math
from bisect import insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from schemas.enriched import Enriched
from schemas.ids import stable_id
from streams.domain.story.cohesion import NAME_WEIGHT
from streams.domain.story.common_words import common_words
from streams.domain.story.conflict import Profile, agreement, doubt, profile
from streams.domain.story.features import Features
from streams.domain.story.lexicon import NAME, UNIT, Places, Weights, heaviest_first, named, unit
from streams.domain.story.memory import Shelf, Standing
from streams.domain.story.policy import StoryPolicy

FINE = 1e4
"""Weights are rounded to this share of 1 before they are compared, so that no machine's logarithm decides which is heavier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """Terms and names as vectors of length 1, and the anchors by kind: an article's, or a story's when two stories are compared."""

    words: Places
    """Numbers of the terms, the heaviest first, then of the names likewise."""
    weights: Weights
    """Scaled as `mixed` does."""
    terms: int
    """How many of the words are terms."""
    anchors: Mapping[str, float]
    articles: int = 1
    """Over how many the anchors were summed."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A live story, and how much it is like something."""

    story_id: str
    similarity: float
    """0..1, decayed, conflicts counted as far as the story has been quiet."""
    shared: Places
    """Where those of the words compared stand that the story has, in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """An article's vector, and the words and weights that its story gets."""

    vector: Vector
    terms: Mapping[str, int]
    names: Mapping[str, int]


def weigh(found: Features, *, language: str, shelf: Shelf, policy: StoryPolicy) -> Weighed:
    """Weigh an article's features by how rare they are among the articles counted so far (TF-IDF with a dampened count)."""
    words, split = [*found.terms, *named(found.names)], len(found.terms)
    numbers = shelf.lexicon.known(words)
    everyday = np.fromiter(map(common_words(language).everyday.__contains__, words), np.float64, len(words))
    prior = policy.everyday_share * policy.prior_articles * everyday
    often = np.array([*found.terms.values(), *found.names.values()], np.float64)
    of = len(shelf.counted) + policy.prior_articles
    weights = np.rint((1 + np.log(often)) * rarity(shelf.lexicon.articles(numbers), of=of, prior=prior) * FINE).astype(np.int64)
    terms = heaviest_first(weights[:split], keep=policy.article_terms)
    names = heaviest_first(weights[split:], keep=policy.article_terms) + split
    term_weights, name_weights = unit(weights[terms]), unit(weights[names])
    return Weighed(
        vector=Vector(
            words=numbers[np.concatenate([terms, names])],
            weights=mixed(term_weights, name_weights),
            terms=len(terms),
            anchors=found.anchors,
        ),
        terms=dict(zip(map(words.__getitem__, terms.tolist()), term_weights.tolist(), strict=True)),
        names=dict(zip([words[at][1:] for at in names.tolist()], name_weights.tolist(), strict=True)),
    )


def mixed(term_weights: Weights, name_weights: Weights) -> Weights:
    """Two vectors of length 1 as one, of which the names have their share; the terms have all where nobody is named."""
    of_names = round(100 * NAME_WEIGHT)
    if not len(name_weights):
        return 100 * term_weights
    return np.concatenate([(100 - of_names) * term_weights, of_names * name_weights])


def rarity(count: NDArray[np.int32], *, of: int, prior: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Weight of terms by how few articles have them (a smoothed inverse document frequency).

    Args:
        count: Articles counted that have each.
        of: Articles counted, those pretended included.
        prior: Articles with each among those pretended.

    Returns:
        0 for a term that all articles have, about log(of) for one that only one has.

    >>> rarity(np.array([0, 20, 1000], np.int32), of=1000, prior=0).round(1).tolist()
    [7.6, 3.9, 0.0]
    """
    found: NDArray[np.float64] = np.maximum(0.0, np.log((of + 1) / (count + prior + 0.5)))
    return found


def name_rarity(shelf: Shelf, *, policy: StoryPolicy) -> Callable[[str], float]:
    """How much a name's word tells: learned from the stream, where a name that is everywhere tells little."""
    of = len(shelf.counted) + policy.prior_articles
    known: dict[str, float] = {}

    def rarity_of(name: str) -> float:
        found = known.get(name)
        if found is None:
            found = known[name] = max(0.0, math.log((of + 1) / (shelf.lexicon.articles_with(NAME + name) + 0.5)))
        return found

    return rarity_of


def followed(article: Enriched, *, shelf: Shelf, policy: StoryPolicy) -> Followed | None:
    """The story that an article's lineage belongs to, if it is still there."""
    home = shelf.homes.get(article.lineage)
    if home is not None and live(story_id := shelf.today(home.story_id), article.received_at, shelf=shelf, policy=policy):
        return Followed(story_id=story_id)
    if live(own := shelf.today(own_story(article)), article.received_at, shelf=shelf, policy=policy):
        return Followed(story_id=own)  # it opened this story, which others kept alive since
    return None


def own_story(article: Enriched) -> str:
    """The id of the story that an article opens."""
    return stable_id("story", article.language, article.lineage)


def strictness(shelf: Shelf, *, policy: StoryPolicy) -> float:
    """How many times as alike as elsewhere things have to be in a wire whose reports are much alike anyway; 1 in any other."""
    usual = shelf.background.usual(prior=policy.usual_prior)
    return min(policy.strictest, max(1.0, policy.above_usual * usual / policy.join_similarity))


def decide(article: Enriched, ranked: list[Alike], *, strict: float, policy: StoryPolicy) -> Opened | Joined:
    """Choose the story of an article whose lineage has none.

    Args:
        article: Any article.
        ranked: What `rank` says of it.
        strict: See `strictness`.
        policy: How alike is enough.
    """
    if not ranked:
        return Opened(story_id=own_story(article), similarity=0.0, runner_up=0.0)
    best, story_id = ranked[0].similarity, ranked[0].story_id
    runner_up = ranked[1].similarity if len(ranked) > 1 else 0.0
    if best >= strict * policy.join_similarity and (best >= strict * policy.sure_similarity or best >= policy.margin * runner_up):
        return Joined(story_id=story_id, similarity=best, runner_up=runner_up)
    return Opened(story_id=own_story(article), similarity=best, runner_up=runner_up)


def rank(compared: Vector, *, at: datetime, enough: float, shelf: Shelf, policy: StoryPolicy, but: str = "") -> list[Alike]:
    """The live stories most like something.

    Args:
        compared: An article's or a story's vector.
        at: When.
        enough: Similarity that matters; whether what is less alike also conflicts is not looked into.
        shelf: What is remembered.
        policy: How things are weighed.
        but: A story that is left out.

    Returns:
        At most `policy.conflict_checked`, the most like first; of equals the older one.
    """
    now, idle = at.timestamp(), policy.idle.total_seconds()
    found = candidates(compared, shelf=shelf, policy=policy)
    stories = [story for story in found if now - story.updated_seconds <= idle and story.story_id != but]
    if not stories:
        return []
    similarities, shared = compare(compared, stories, shelf=shelf)
    left = decay(stories, now, policy=policy)
    scored = sorted(
        [
            (-alike * decayed, story.opened_seq, story.story_id, place)
            for place, (story, alike, decayed) in enumerate(zip(stories, similarities, left, strict=True))
        ]
    )
    known = name_rarity(shelf, policy=policy)
    ours: Profile | None = None
    checked: list[tuple[float, int, str, int]] = []
    for value, opened_seq, story_id, place in scored[: policy.conflict_checked]:
        agreed = 1.0
        settled = len(checked) > 1 and value > checked[1][0]  # what conflicts takes away only: the first two stay so
        if not settled and -value >= enough:
            story = stories[place]
            doubted = doubt(at - story.updated_at, articles=story.articles, policy=policy)
            ours = ours or profile(compared.anchors, articles=compared.articles)
            agreed = agreement(ours, shelf.profile(story_id), doubt=doubted, rarity=known, policy=policy)
        insort(checked, (value * agreed, opened_seq, story_id, place))
    return [Alike(similarity=-value, story_id=story_id, shared=shared[place]) for value, _, story_id, place in checked]


def candidates(compared: Vector, *, shelf: Shelf, policy: StoryPolicy) -> list[Standing]:
    """The stories that share most of the weight of the rarest terms, if it is some; of equals the newer ones."""
    terms = compared.words[: compared.terms]
    stories = shelf.lexicon.stories(terms)
    held = stories.nonzero()[0]
    rarest = held[stories[held].argsort(kind="stable")[: policy.rarest_terms]]
    shared: dict[int, int] = {}
    looked_up = 0
    for number, weight in zip(terms[rarest].tolist(), compared.weights[rarest].tolist(), strict=True):
        slots = shelf.lexicon.having(number)
        looked_up += len(slots)
        if shared and looked_up > policy.looked_up:
            break
        for slot in slots:
            shared[slot] = shared.get(slot, 0) + weight
    if not shared:
        return []
    most = sorted(shared.values(), reverse=True)
    least = max(most[: policy.candidates][-1], policy.candidate_share * most[0])
    sure = [shelf.slots[slot] for slot, total in shared.items() if total > least]
    tied = sorted((-shelf.slots[slot].opened_seq, slot) for slot, total in shared.items() if total == least)
    return sure + [shelf.slots[slot] for _, slot in tied[: policy.candidates - len(sure)]]


def compare(compared: Vector, stories: Sequence[Standing], *, shelf: Shelf) -> tuple[list[float], list[Places]]:
    """How alike something and each of several stories, at least one, are (about 0..1; see `cohesion.yardstick`), and what they share."""
    sums, shared = shelf.lexicon.meet(compared.words, compared.weights, [(story.words, story.weights) for story in stories])
    return [total / story.yardstick / (100 * UNIT**2) for total, story in zip(sums.tolist(), stories, strict=True)], shared


def decay(stories: Sequence[Standing], now: float, *, policy: StoryPolicy) -> list[float]:
    """What is left of the similarity to each story after the time that it has been quiet; `now` in seconds since the epoch."""
    least, half_life, pace = policy.least_decay, policy.half_life.total_seconds(), policy.pace
    return [
        max(least, math.pow(0.5, max(0.0, now - story.updated_seconds) / (half_life + pace * story.lasted_seconds))) for story in stories
    ]


def live(story_id: str, at: datetime, *, shelf: Shelf, policy: StoryPolicy) -> bool:
    """Whether a story is there and not idle: decided by its age, not by when its row is deleted."""
    story = shelf.stories.get(story_id)
    return story is not None and at - story.updated_at <= policy.idle
