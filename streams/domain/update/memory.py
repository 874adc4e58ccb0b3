"""The stories that the update stage knows, as rows."""

from collections.abc import Mapping
from typing import Any, ClassVar

from streams.domain.update.state import StoryState, new_story

MAX_HOPS = 50
"""Merges that are followed; a longer chain would be a loop."""


def story_key(story_id: str) -> str:
    return f"story/{story_id}"


class UpdateMemory:
    """One row a story: "story/<story_id>" and its `StoryState`."""

    kinds: ClassVar[Mapping[str, type[Any]]] = {"story": StoryState}

    def __init__(self) -> None:
        self._stories: dict[str, StoryState] = {}

    def apply(self, key: str, row: Any | None) -> None:
        """Set or delete a story."""
        kind, _, story_id = key.partition("/")
        if kind not in self.kinds:
            raise KeyError(key)
        if row is None:
            self._stories.pop(story_id, None)
        else:
            self._stories[story_id] = row

    def story(self, story_id: str, language: str) -> StoryState:
        """The story under which an id counts today, following merges; a new one where it is unknown."""
        state = self._stories.get(story_id)
        for _ in range(MAX_HOPS):
            if state is None or state.story.merged_into is None:
                break
            story_id = state.story.merged_into
            state = self._stories.get(story_id)
        return state if state is not None else new_story(story_id, language)

    def __contains__(self, story_id: str) -> bool:
        return story_id in self._stories
