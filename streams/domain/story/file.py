"""Filing one article: what is decided, and the rows that follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from schemas.enriched import Enriched
from streams.domain.story.background import SCALE
from streams.domain.story.decide import Followed, Joined, Opened, Weighed, decide, followed, live, own_story, rank, strictness, weigh
from streams.domain.story.features import Features, Weight, features, heaviest
from streams.domain.story.form import Form, form_of, is_round_up
from streams.domain.story.memory import (
    Counted,
    LineageHome,
    LiveStory,
    Look,
    Row,
    Shelf,
    counted_key,
    lineage_key,
    look_key,
    merged_key,
    story_key,
)
from streams.domain.story.policy import StoryPolicy

TITLE_TERMS = 3
"""A live blog's headline with fewer words than this says too little to go by alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Where an article goes, and the rows to set or delete (None)."""

    decision: Opened | Joined | Followed
    change: dict[str, Row | None]
    form: Form
    asked: float
    """Similarity from which the article would have joined a story, be it with a margin."""


def file_article(article: Enriched, *, shelf: Shelf, policy: StoryPolicy) -> Filing:
    """File one article; changes nothing itself. About four rows change: the story, the lineage, the counts, and what has expired.

    A round-up gets a story of its own that nobody joins, and is not counted. A live blog is compared, and remembered, by its headline.
    """
    form = form_of(article)
    found = features(article, title_only=form == "live")
    if form == "live" and len(found.terms) < TITLE_TERMS:
        found = features(article)
    weighed = weigh(found, language=article.language, shelf=shelf, policy=policy)
    decision: Opened | Joined | Followed | None = followed(article, shelf=shelf, policy=policy)
    strict = strictness(shelf, policy=policy)
    asked = strict * policy.join_similarity
    if decision is not None and shelf.stories[decision.story_id].articles == 0:
        form = "round_up"  # a version of one
    if decision is None:
        ranked = rank(weighed.vector, at=article.received_at, enough=asked, shelf=shelf, policy=policy)
        if form == "report" and is_round_up(article, weighed, ranked):
            form = "round_up"
        decision = (
            Opened(story_id=own_story(article), similarity=0.0, runner_up=0.0)
            if form == "round_up"
            else decide(article, ranked, strict=strict, policy=policy)
        )
    change = expired(article, shelf=shelf, policy=policy)
    added = None if form == "round_up" else weighed
    grown = grow(shelf.story(decision.story_id), article, added, decision, anchors=found.anchors, policy=policy)
    change[story_key(article.language, grown.story_id)] = grown
    change[lineage_key(article.language, article.lineage)] = LineageHome(
        lineage=article.lineage, language=article.language, story_id=grown.story_id, updated_at=grown.updated_at
    )
    if added is not None and _near_another(decision, grown, policy=policy) and grown.story_id not in shelf.looks:
        change[look_key(article.language, grown.story_id)] = Look(
            story_id=grown.story_id, language=article.language, due_at=article.received_at + policy.merge_after
        )
    if added is not None and not isinstance(decision, Followed):
        # a version says what was counted already
        counted = count(article, found, decision.runner_up, policy=policy)
        change[counted_key(article.language, counted.slot)] = counted
    return Filing(decision=decision, change=change, form=form, asked=asked)


def grow(
    story: LiveStory | None,
    article: Enriched,
    added: Weighed | None,
    decision: Opened | Joined | Followed,
    *,
    anchors: Mapping[str, float],
    policy: StoryPolicy,
) -> LiveStory:
    """A story with one more article, or a new one. A version adds its terms like an article: a flash is mostly in its later takes.

    Args:
        story: As it stands; none for a new one.
        article: What came.
        added: Its vector; none where the article shall leave no trace in what later ones are compared with.
        decision: Where it goes.
        anchors: Its anchors; a version's are its lineage's, seen once more.
        policy: How much is kept.
    """
    if story is None or isinstance(decision, Opened):
        story = LiveStory(
            story_id=decision.story_id, language=article.language, opened_seq=article.seq, updated_at=article.received_at,
            opened_at=article.received_at, articles=0, terms={}, names={}, anchors={},
        )  # fmt: skip
    updated_at = max(story.updated_at, article.received_at)
    if added is None:
        return replace(story, updated_at=updated_at)
    once = isinstance(decision, Followed) and story.articles > 0
    add = latest if once else summed
    return replace(
        story,
        updated_at=updated_at,
        articles=story.articles + (not once),
        terms=add(story.terms, added.terms, keep=policy.story_terms, slack=policy.slack),
        names=add(story.names, added.names, keep=policy.story_names, slack=policy.slack),
        anchors=add(story.anchors, anchors, keep=policy.story_anchors, slack=policy.slack),
    )


def _near_another(decision: Opened | Joined | Followed, grown: LiveStory, *, policy: StoryPolicy) -> bool:
    """Whether a story is worth comparing with its neighbours: it has doubled, and what has come now is a little like another one too."""
    match decision:
        case Opened():
            return False
        case Joined(runner_up=runner_up):
            return _doubled(grown.articles) and runner_up >= policy.merge_hint * policy.merge_similarity
        case Followed():
            return _doubled(grown.articles)


def _doubled(articles: int) -> bool:
    """Whether a story has come to 1, 2, 4, 8, 16 … articles: between them it has hardly become another.

    >>> [articles for articles in range(1, 40) if _doubled(articles)]
    [1, 2, 4, 8, 16, 32]
    """
    return articles & (articles - 1) == 0


def summed(total: Mapping[str, Weight], added: Mapping[str, Weight], *, keep: int, slack: float) -> dict[str, Weight]:
    """Two vectors in one, cut to the `keep` heaviest entries once there are `slack` times as many."""
    found = dict(total)
    for name, weight in added.items():
        found[name] = found[name] + weight if name in found else weight
    return heaviest(found, keep=keep) if len(found) > keep * slack else found


def latest(total: Mapping[str, Weight], again: Mapping[str, Weight], *, keep: int, slack: float) -> dict[str, Weight]:
    """A vector in which something says again what it said, or more: no entry counts twice."""
    more = {name: weight for name, weight in again.items() if name not in total or weight > total[name]}
    return summed({**total, **more}, {}, keep=keep, slack=slack)


def count(article: Enriched, found: Features, runner_up: float, *, policy: StoryPolicy) -> Counted:
    """The row that counts an article's terms and its runner-up (0..1), in the slot of the article that drops out of the count."""
    return Counted(
        language=article.language,
        slot=article.seq % policy.counted_articles,
        terms=tuple(found.terms),
        names=tuple(found.names),
        runner_up=round(SCALE * runner_up),
    )


def expired(article: Enriched, *, shelf: Shelf, policy: StoryPolicy) -> dict[str, Row | None]:
    """Deletions of what has been idle for too long at this article's time, a limited number of a kind at once.

    A merged story is remembered as long as the one that it went into lives.
    """
    language, at = article.language, article.received_at
    before, limit = at - policy.idle, policy.expired_at_once
    gone: dict[str, Row | None] = {story_key(language, story_id): None for story_id in shelf.idle_stories.before(before, limit=limit)}
    gone |= {lineage_key(language, lineage): None for lineage in shelf.idle_homes.before(before, limit=limit)}
    for story_id in shelf.idle_merged.before(before, limit=limit):
        kept = live(shelf.today(story_id), at, shelf=shelf, policy=policy)
        gone[merged_key(language, story_id)] = replace(shelf.merged[story_id], updated_at=at) if kept else None
    return gone
