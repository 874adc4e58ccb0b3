"""The update stage: steps a story by each article that is filed under it."""

from typing import ClassVar

from schemas import topics
from schemas.filed import Filed, Merged
from schemas.topics import StageName, Topic
from streams.agents.stage import Message, Outcome, Stage
from streams.domain.update.advance import advance, merge
from streams.domain.update.memory import UpdateMemory, story_key
from streams.domain.update.policy import UpdatePolicy


class Updates(Stage[UpdateMemory]):
    """Reads wire.filed, writes wire.update and wire.story."""

    name: ClassVar[StageName] = "update"
    reads: ClassVar[Topic] = topics.FILED
    outcomes: ClassVar[tuple[str, ...]] = ("changed", "unchanged", "repeated", "merged")
    """changed: at least one update; unchanged: the story has one more article; repeated: it had it already."""

    news: ClassVar[frozenset[str]] = frozenset({"changed", "merged"})
    format: ClassVar[int] = 2
    """2: what was said in a story, for denials and confirmations."""

    def __init__(self, policy: UpdatePolicy | None = None) -> None:
        self._policy = policy or UpdatePolicy()

    def memory(self) -> UpdateMemory:
        return UpdateMemory()

    def handle(self, message: Message, memory: UpdateMemory) -> Outcome:
        """Step one story, or take one into another."""
        record: Filed | Merged = message.record
        if isinstance(record, Merged):
            return self._merge(record, memory)
        before = memory.story(record.story_id, record.language)
        after, updates = advance(before, record, policy=self._policy, now=message.now)
        log = {"uri": record.uri, "revision": record.revision, "story_id": after.story.story_id}
        if after is before:
            return Outcome("repeated", log=log)
        change = {story_key(after.story.story_id): after}
        return Outcome("changed" if updates else "unchanged", (*updates, after.story), change, log | {"kinds": [u.kind for u in updates]})

    def _merge(self, record: Merged, memory: UpdateMemory) -> Outcome:
        log = {"story_id": record.story_id, "merged_into": record.merged_into}
        older = memory.story(record.merged_into, record.language)
        younger = memory.story(record.story_id, record.language)
        if younger.story.story_id == older.story.story_id:
            return Outcome("repeated", log=log)
        whole, pointer = merge(older, younger, policy=self._policy)
        change = {story_key(whole.story.story_id): whole, story_key(pointer.story.story_id): pointer}
        return Outcome("merged", (whole.story, pointer.story), change, log)
