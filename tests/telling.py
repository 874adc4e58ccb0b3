"""A story told article by article, and what the update stage says of it."""

from collections.abc import Iterable

from schemas.filed import Filed
from schemas.update import Update
from streams.domain.update.advance import advance
from streams.domain.update.policy import UpdatePolicy
from streams.domain.update.state import StoryState, new_story
from tests.builders import NOON

NO_STORY = new_story("s1", "en")
QUIET = ("scheduled", "editorial_version")
"""Kinds that alert nobody."""


def tell(*articles: Filed, start: StoryState = NO_STORY) -> tuple[StoryState, list[Update]]:
    """The story after some articles, and all updates in their order."""
    state, told = start, list[Update]()
    for one in articles:
        state, updates = advance(state, one, policy=UpdatePolicy(), now=NOON)
        told += updates
    return state, told


def loud(updates: Iterable[Update]) -> list[Update]:
    """Those that alert somebody."""
    return [update for update in updates if update.kind not in QUIET]
