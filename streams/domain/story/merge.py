"""The slow pass: stories that have grown together become one.

A story that has grown is looked at some time later, in stream time, and compared as a whole with its neighbours. If it and another one
are alike beyond what twins are, the younger goes into the older, whose id stays. Nothing is ever split.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from streams.domain.story.decide import Vector, live, mixed, rank, strictness
from streams.domain.story.file import summed
from streams.domain.story.lexicon import heaviest_first, unit
from streams.domain.story.memory import LiveStory, Look, MergedStory, Row, Shelf, look_key, merged_key, story_key
from streams.domain.story.policy import StoryPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One look: two stories that are one, or none, and the rows that follow."""

    younger: str | None
    older: str | None
    change: dict[str, Row | None]


def due(*, at: datetime, shelf: Shelf, policy: StoryPolicy) -> tuple[str, ...]:
    """The stories to look at before an article is filed, those that have waited longest first."""
    return shelf.due_looks.before(at, limit=policy.merges_at_once)


def look(story_id: str, *, language: str, at: datetime, shelf: Shelf, policy: StoryPolicy) -> Looked:
    """Compare a story with its neighbours; changes nothing itself.

    Args:
        story_id: A story whose look is due; it may be gone.
        language: Its language.
        at: Stream time.
        shelf: What is remembered.
        policy: How alike is one.
    """
    done: dict[str, Row | None] = {look_key(language, story_id): None}
    story = shelf.stories.get(story_id)
    if story is None or not story.terms or not live(story_id, at, shelf=shelf, policy=policy):
        return Looked(younger=None, older=None, change=done)
    split = story.terms
    terms = heaviest_first(story.weights[:split], keep=policy.article_terms)
    names = heaviest_first(story.weights[split:], keep=policy.article_terms) + split
    compared = Vector(
        words=story.words[np.concatenate([terms, names])].astype(np.intp),
        weights=mixed(unit(story.weights[terms]), unit(story.weights[names])),
        terms=len(terms),
        anchors=story.anchors,
        articles=story.articles,
    )
    enough = strictness(shelf, policy=policy) * policy.merge_similarity
    ranked = rank(compared, at=at, enough=enough, shelf=shelf, policy=policy, but=story_id)
    if not ranked or ranked[0].similarity < enough:
        return Looked(younger=None, older=None, change=done)
    both = [row for row in (shelf.story(story_id), shelf.story(ranked[0].story_id)) if row is not None]
    older, younger = sorted(both, key=lambda s: (s.opened_seq, s.story_id))
    whole = _merged(older, younger, policy=policy)
    change = done | {
        look_key(language, younger.story_id): None,
        look_key(language, older.story_id): Look(story_id=older.story_id, language=language, due_at=at + policy.merge_after),
        story_key(language, younger.story_id): None,
        merged_key(language, younger.story_id): MergedStory(
            story_id=younger.story_id, language=language, into=older.story_id, updated_at=at
        ),
        story_key(language, older.story_id): whole,
    }
    return Looked(younger=younger.story_id, older=older.story_id, change=change)


def _merged(older: LiveStory, younger: LiveStory, *, policy: StoryPolicy) -> LiveStory:
    return LiveStory(
        story_id=older.story_id,
        language=older.language,
        opened_seq=older.opened_seq,
        opened_at=min(older.opened_at, younger.opened_at),
        updated_at=max(older.updated_at, younger.updated_at),
        articles=older.articles + younger.articles,
        terms=summed(older.terms, younger.terms, keep=policy.story_terms, slack=policy.slack),
        names=summed(older.names, younger.names, keep=policy.story_names, slack=policy.slack),
        anchors=summed(older.anchors, younger.anchors, keep=policy.story_anchors, slack=policy.slack),
    )
