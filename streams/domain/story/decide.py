"""Where an article goes: with its lineage, into the story most like it, or into a story of its own.

A bare threshold that fits one wire misfits the next, so between "surely not" and "surely" the runner-up decides: an article that is
far more like one story than like any other belongs to it; one that is a little like many of its topic belongs to none of them.
What conflicts (another town, another person, another price) counts against a story before the two are compared.
"""

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.enriched import Enriched
from schemas.ids import stable_id
from streams.domain.story.common_words import common_words
from streams.domain.story.conflict import Profile, agreement, doubt, profile
from streams.domain.story.features import Features, dot, rarity, weigh
from streams.domain.story.memory import LiveStory, Shelf
from streams.domain.story.policy import StoryPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """Terms and names as vectors of length 1, and the anchors by kind: an article's, or a story's when two stories are compared."""

    terms: Mapping[str, float]
    names: Mapping[str, float]
    profile: Profile


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


def vector(found: Features, *, language: str, shelf: Shelf, policy: StoryPolicy) -> Vector:
    """Weigh an article's features by how rare they are among the articles counted so far."""
    of = len(shelf.counted) + policy.prior_articles
    everyday, prior = common_words(language).everyday, policy.everyday_share * policy.prior_articles
    counts = shelf.term_counts
    rarities = {term: rarity(counts[term], of=of, prior=prior if term in everyday else 0.0) for term in found.terms}
    known = name_rarity(shelf, policy=policy)
    return Vector(
        terms=weigh(found.terms, rarities=rarities, keep=policy.article_terms),
        names=weigh(found.names, rarities={name: known(name) for name in found.names}, keep=policy.article_terms),
        profile=profile(found.anchors),
    )


def name_rarity(shelf: Shelf, *, policy: StoryPolicy) -> Callable[[str], float]:
    """How much a name's word tells: learned from the stream, where a name that is everywhere tells little."""
    of = len(shelf.counted) + policy.prior_articles
    known: dict[str, float] = {}

    def rarity_of(name: str) -> float:
        found = known.get(name)
        if found is None:
            found = known[name] = rarity(shelf.name_counts[name], of=of, prior=0.0)
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


def decide(article: Enriched, compared: Vector, ranked: list[Alike], *, shelf: Shelf, policy: StoryPolicy) -> Opened | Joined:
    """Choose the story of an article whose lineage has none.

    Args:
        article: Any article.
        compared: Its vector.
        ranked: What `rank` says of it.
        shelf: What is remembered of its language.
        policy: How alike is enough.
    """
    if not ranked:
        return Opened(story_id=own_story(article), similarity=0.0, runner_up=0.0)
    best, story_id = ranked[0].similarity, ranked[0].story_id
    runner_up = ranked[1].similarity if len(ranked) > 1 else 0.0
    if best >= policy.sure_similarity:
        joins = True
    elif best >= policy.join_similarity:
        joins = best >= policy.margin * runner_up
    else:
        on = article.received_at - shelf.stories[story_id].updated_at <= policy.conflict_quiet
        joins = on and best >= policy.clear_similarity and best >= policy.clear_margin * runner_up
        joins = joins or (
            best >= max(policy.people_similarity, policy.people_margin * runner_up) and _same_people(compared, story_id, shelf, policy)
        )
    if joins:
        return Joined(story_id=story_id, similarity=best, runner_up=runner_up)
    return Opened(story_id=own_story(article), similarity=best, runner_up=runner_up)


def _same_people(compared: Vector, story_id: str, shelf: Shelf, policy: StoryPolicy) -> bool:
    """Whether a story is about the same people, whatever time has passed: the next desk tells it in other words, of the same names.

    Only names that are rare in the stream count, and a conflict counts in full: two matters of one person are two stories.
    """
    if similarity(compared, story_id, shelf=shelf, policy=policy) < policy.people_bare_similarity:
        return False
    known, story = name_rarity(shelf, policy=policy), shelf.profile(story_id)
    rare = policy.rare_person * rarity(0, of=len(shelf.counted) + policy.prior_articles, prior=0.0)
    shared = sum(name in story.named and known(name) >= rare for name in compared.profile.of("person"))
    if not shared:
        return False
    doubted = doubt(policy.conflict_quiet, articles=shelf.stories[story_id].articles, policy=policy)
    agreed = agreement(compared.profile, story, doubt=doubted, rarity=known, policy=policy)
    return agreed >= policy.people_agreement[min(shared, len(policy.people_agreement)) - 1]


def rank(compared: Vector, *, at: datetime, shelf: Shelf, policy: StoryPolicy, but: str = "") -> list[Alike]:
    """The live stories most like something.

    Args:
        compared: An article's or a story's vector.
        at: When.
        shelf: What is remembered.
        policy: How things are weighed.
        but: A story that is left out.

    Returns:
        At most `policy.conflict_checked`, the most like first; of equals the older one.
    """
    scored = []
    for story_id in candidates(compared.terms, shelf=shelf, policy=policy):
        if story_id != but and live(story_id, at, shelf=shelf, policy=policy):
            story = shelf.stories[story_id]
            alike = similarity(compared, story_id, shelf=shelf, policy=policy) * _decay(story, at, policy=policy)
            scored.append((-alike, story.opened_seq, story_id))
    known = name_rarity(shelf, policy=policy)
    checked = []
    matters = policy.clear_similarity / policy.clear_margin  # below, a story neither wins nor spoils another's margin
    for alike, opened_seq, story_id in heapq.nsmallest(policy.conflict_checked, scored):
        if -alike < matters:
            checked.append((alike, opened_seq, story_id))
            continue
        story = shelf.stories[story_id]
        doubted = doubt(at - story.updated_at, articles=story.articles, policy=policy)
        agreed = agreement(compared.profile, shelf.profile(story_id), doubt=doubted, rarity=known, policy=policy)
        checked.append((alike * agreed, opened_seq, story_id))
    return [Alike(similarity=-alike, story_id=story_id) for alike, _, story_id in sorted(checked)]


def candidates(terms: Mapping[str, float], *, shelf: Shelf, policy: StoryPolicy) -> list[str]:
    """Stories that share most of the weight of the rarest terms."""
    having = shelf.having
    known = [(len(having[term]), term) for term in terms if term in having]
    shared: dict[str, float] = {}
    looked_up = 0
    for stories, term in heapq.nsmallest(policy.rarest_terms, known):
        looked_up += stories
        if looked_up > policy.looked_up and shared:
            break
        weight = terms[term]
        for story_id in having[term]:
            shared[story_id] = shared.get(story_id, 0.0) + weight
    if len(shared) <= policy.candidates:
        return list(shared)
    least = sorted(shared.values(), reverse=True)[policy.candidates - 1]
    best = sorted((-weight, story_id) for story_id, weight in shared.items() if weight >= least)
    return [story_id for _, story_id in best[: policy.candidates]]


def similarity(compared: Vector, story_id: str, *, shelf: Shelf, policy: StoryPolicy) -> float:
    """Cosine of the terms and of the names, in the policy's proportion; of the terms alone where nobody is named."""
    story = shelf.stories[story_id]
    term_length, name_length = shelf.lengths[story_id]
    terms = dot(compared.terms, story.terms) / term_length if term_length else 0.0
    if not compared.names:
        return terms
    names = dot(compared.names, story.names) / name_length if name_length else 0.0
    return (1 - policy.name_weight) * terms + policy.name_weight * names


def _decay(story: LiveStory, at: datetime, *, policy: StoryPolicy) -> float:
    quiet = max(timedelta(0), at - story.updated_at)
    return max(policy.least_decay, float(0.5 ** (quiet / policy.half_life)))


def live(story_id: str, at: datetime, *, shelf: Shelf, policy: StoryPolicy) -> bool:
    """Whether a story is there and not idle: decided by its age, not by when its row is deleted."""
    story = shelf.stories.get(story_id)
    return story is not None and at - story.updated_at <= policy.idle
