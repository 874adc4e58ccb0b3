"""The story stage: files articles in the order of their seq, which the runner restores."""

from dataclasses import fields
from typing import ClassVar

from schemas import topics
from schemas.enriched import Enriched, Unenriched
from schemas.filed import Filed
from schemas.topics import StageName, Topic
from streams.agents.stage import Message, Outcome, Stage
from streams.domain.story.decide import Followed, Joined, Opened
from streams.domain.story.file import file_article
from streams.domain.story.memory import StoryMemory
from streams.domain.story.policy import StoryPolicy

_FIELDS = tuple(field.name for field in fields(Enriched))


class Stories(Stage[StoryMemory]):
    """Reads wire.enriched, writes wire.filed."""

    name: ClassVar[StageName] = "story"
    reads: ClassVar[Topic] = topics.ENRICHED
    outcomes: ClassVar[tuple[str, ...]] = ("opened", "joined", "followed", "passed")
    """passed: an article that was not enriched; only its place in the order is used."""
    strict: ClassVar[bool] = True
    news: ClassVar[frozenset[str]] = frozenset({"opened"})

    def __init__(self, policy: StoryPolicy | None = None) -> None:
        self._policy = policy or StoryPolicy()

    def memory(self) -> StoryMemory:
        return StoryMemory()

    def handle(self, message: Message, memory: StoryMemory) -> Outcome:
        """Decide which story an article belongs to."""
        article: Enriched | Unenriched = message.record
        if isinstance(article, Unenriched):
            return Outcome("passed", log={"uri": article.uri, "seq": article.seq, "reason": article.reason})
        filing = file_article(article, shelf=memory.shelf(article.language), policy=self._policy)
        filed = Filed(**{name: getattr(article, name) for name in _FIELDS}, story_id=filing.decision.story_id)
        log = {"uri": article.uri, "revision": article.revision, "story_id": filed.story_id}
        match filing.decision:
            case Followed():
                return Outcome("followed", (filed,), filing.change, log)
            case Joined(similarity=similarity, runner_up=runner_up):
                alike = {"similarity": round(similarity, 3), "runner_up": round(runner_up, 3)}
                return Outcome("joined", (filed,), filing.change, log | alike)
            case Opened(similarity=similarity, runner_up=runner_up):
                alike = {"similarity": round(similarity, 3), "runner_up": round(runner_up, 3)}
                return Outcome("opened", (filed,), filing.change, log | alike)
