"""The story stage: files articles in the order of their seq, which the runner restores, and holds what is under embargo."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, ClassVar

from schemas import topics
from schemas.enriched import Enriched, Unenriched
from schemas.filed import Filed, Merged
from schemas.topics import StageName, Topic
from streams.agents.stage import Message, Outcome, Stage
from streams.domain.enrich.parts import parts
from streams.domain.story import merge
from streams.domain.story.decide import Followed, Joined, Opened
from streams.domain.story.embargo import Drop, Hold, admit, ended, released
from streams.domain.story.file import Filing, file_article
from streams.domain.story.memory import Held, Row, StoryMemory, embargo_key
from streams.domain.story.policy import StoryPolicy

_FIELDS = tuple(field.name for field in fields(Enriched))
Do = Callable[[Mapping[str, Row | None]], None]


class Stories(Stage[StoryMemory]):
    """Reads wire.enriched, writes wire.filed; for an article whose embargo has ended also its quotes and entities."""

    name: ClassVar[StageName] = "story"
    reads: ClassVar[Topic] = topics.ENRICHED
    outcomes: ClassVar[tuple[str, ...]] = ("opened", "joined", "followed", "passed", "embargoed", "dropped", "released")
    """passed: an article that was not enriched; only its place in the order is used. embargoed: held until its time, when it is
    released; dropped: a kill of what was held, of which nobody heard."""
    format: ClassVar[int] = 4
    """3: rows by primary language. 4: weights as integers, and when a story was opened."""
    strict: ClassVar[bool] = True
    news: ClassVar[frozenset[str]] = frozenset({"opened", "released"})

    def __init__(self, policy: StoryPolicy | None = None) -> None:
        self._policy = policy or StoryPolicy()

    def memory(self) -> StoryMemory:
        return StoryMemory()

    def handle(self, message: Message, memory: StoryMemory) -> Outcome:
        """Decide which story an article belongs to, after what was due before it: ended embargoes, then looks for merges."""
        article: Enriched | Unenriched = message.record
        change: dict[str, Row | None] = {}

        def note(step: Mapping[str, Row | None]) -> None:
            for key, row in step.items():
                change.pop(key, None)  # a row's last change is its newest
                change[key] = row

        with memory.supposing() as suppose:

            def do(step: Mapping[str, Row | None]) -> None:
                note(step)
                suppose(step)

            before = [*self._released(article, memory, do), *self._merge(article.language, article.received_at, memory, do)]
            outcome = self._decide(article, memory, note)
        return replace(outcome, send=(*before, *outcome.send), change=change)

    def _released(self, article: Enriched | Unenriched, memory: StoryMemory, do: Do) -> list[Any]:
        """What the time of this article releases: each filed, with the quotes and entities that enrich kept back."""
        filed = [self._release(held, memory, do) for held in ended(memory.shelf(article.language), at=article.received_at)]
        return [told for each in filed for told in (each, *parts(each))]

    def due(self, memory: StoryMemory, *, now: datetime) -> Outcome | None:
        """Release the article whose embargo ended first."""
        for shelf in memory.shelves():
            for held in ended(shelf, at=now):
                change: dict[str, Row | None] = {}
                filed = self._release(held, memory, change.update)
                return Outcome(
                    "released", (filed, *parts(filed)), change, {"uri": filed.uri, "revision": filed.revision, "story_id": filed.story_id}
                )
        return None

    def _decide(self, article: Enriched | Unenriched, memory: StoryMemory, do: Do) -> Outcome:
        if isinstance(article, Unenriched):
            return Outcome("passed", log={"uri": article.uri, "seq": article.seq, "reason": article.reason})
        log: dict[str, Any] = {"uri": article.uri, "revision": article.revision}
        admitted = admit(article, shelf=memory.shelf(article.language))
        do(admitted.change)
        match admitted:
            case Hold(until=until):
                return Outcome("embargoed", log=log | {"until": until.isoformat()})
            case Drop():
                return Outcome("dropped", log=log)
        filed, filing = self._file(admitted.article, article.received_at, memory, do)
        log["story_id"] = filed.story_id
        match filing.decision:
            case Followed():
                return Outcome("followed", (filed,), log=log)
            case Joined() as decision:
                return Outcome("joined", (filed,), log=log | _alike(decision, filing.asked))
            case Opened() as decision:
                return Outcome("opened", (filed,), log=log | _alike(decision, filing.asked))

    def _file(self, article: Enriched, at: datetime, memory: StoryMemory, do: Do) -> tuple[Filed, Filing]:
        """File an article as one that came at that time; the record keeps its own."""
        came = article if at == article.received_at else replace(article, received_at=at)
        filing = file_article(came, shelf=memory.shelf(article.language), policy=self._policy)
        do(filing.change)
        filed = Filed(**{name: getattr(article, name) for name in _FIELDS}, story_id=filing.decision.story_id)
        return filed, filing

    def _release(self, held: Held, memory: StoryMemory, do: Do) -> Filed:
        do({embargo_key(held.language, held.seq): None})
        filed, _ = self._file(released(held), max(held.until, held.article.received_at), memory, do)
        return filed

    def _merge(self, language: str, at: datetime, memory: StoryMemory, do: Do) -> list[Merged]:
        found = []
        for story_id in merge.due(at=at, shelf=memory.shelf(language), policy=self._policy):
            looked = merge.look(story_id, language=language, at=at, shelf=memory.shelf(language), policy=self._policy)
            do(looked.change)
            if looked.younger is not None and looked.older is not None:
                found.append(Merged(story_id=looked.younger, merged_into=looked.older, language=language, received_at=at))
        return found


def _alike(decision: Joined | Opened, asked: float) -> dict[str, float]:
    return {"similarity": round(decision.similarity, 3), "runner_up": round(decision.runner_up, 3), "asked": round(asked, 3)}
