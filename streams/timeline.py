"""Stories with their flagged updates as an editor reads them: what changed, the sentence before and the sentence after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from schemas.article import Article, Duplicate
from schemas.filed import Evidence, Filed, Merged, Story
from schemas.update import Update

COLOURS = {"low": "dim", "medium": "cyan", "high": "yellow", "critical": "bold red"}


@dataclass(slots=True)
class Timeline:
    """Gathers records of any topic, and shows them story by story; a record that comes twice counts once."""

    articles: dict[tuple[str, int], Article] = field(default_factory=dict)
    filed: dict[tuple[str, int], str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    duplicates: dict[str, Duplicate] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    updates: dict[tuple[str, str], Update] = field(default_factory=dict)

    def add(self, record: Any) -> None:
        """Take in one record; those of other topics are passed over."""
        match record:
            case Filed():
                self.filed[record.uri, record.revision] = record.story_id
            case Merged():
                self.merged[record.story_id] = record.merged_into
            case Article():
                self.articles[record.uri, record.revision] = record
            case Duplicate():
                self.duplicates[record.item_id] = record
            case Story():
                self.stories[record.story_id] = record
            case Update():
                self.updates.setdefault((record.update_id, record.op), record)

    def render(self) -> RenderableType:
        """Every story, the oldest first."""
        return Group(*(part for story_id in self._story_ids() for part in self._story(story_id)))

    def _story_ids(self) -> list[str]:
        first: dict[str, Any] = {}
        for key, story_id in self.filed.items():
            if key in self.articles:
                created = self.articles[key].version_created
                now = self._story_now(story_id)
                first[now] = min(created, first.get(now, created))
        return sorted(first, key=lambda story_id: first[story_id])

    def _story_now(self, story_id: str) -> str:
        while story_id in self.merged:
            story_id = self.merged[story_id]
        return story_id

    def _story(self, story_id: str) -> Iterator[RenderableType]:
        articles = [self.articles[key] for key, filed in self.filed.items() if self._story_now(filed) == story_id and key in self.articles]
        uris = {article.uri for article in articles}
        copies = sum(duplicate.of in uris for duplicate in self.duplicates.values())
        updates = [update for update in self.updates.values() if self._story_now(update.story_id) == story_id]
        newest = max(articles, key=lambda article: article.version_created)
        yield Text()
        yield Rule(Text(newest.headline, "bold"), align="left", style="dim")
        yield Text(f"{_count(len(articles), 'article')} and {_count(copies, 'copy', 'copies')}, {_count(len(updates), 'update')}", "dim")
        for update in sorted(updates, key=self._when):
            yield Padding(self._update(update), (1, 0, 0, 2))

    def _when(self, update: Update) -> Any:
        article = self.articles.get((update.uri, update.revision))
        return (article.version_created if article else update.received_at, update.event.label, update.kind)

    def _update(self, update: Update) -> RenderableType:
        when = self._when(update)[0]
        head = Text.assemble(
            (f"{when:%a %d %b %H:%M}  ", "dim"),
            (f"{update.kind.replace('_', ' ')}{'' if update.op == 'raised' else ' (' + update.op + ')'}", COLOURS[update.severity]),
            (f"  {update.severity}, {update.factuality}", "dim"),
        )
        sides = [self._evidence(evidence) for evidence in update.evidence]
        return Group(head, Text(update.summary, "bold"), *sides)

    def _evidence(self, evidence: Evidence) -> Text:
        article = self.articles.get((evidence.uri, evidence.revision))
        source = f"  {article.provider}, {article.version_created:%d %b %H:%M}" if article else ""
        return Text.assemble((f"{evidence.side:>6}  ", "green" if evidence.side == "after" else "magenta"), evidence.text, (source, "dim"))


def gather(records: Iterable[Any]) -> Timeline:
    """A timeline of these records."""
    timeline = Timeline()
    for record in records:
        timeline.add(record)
    return timeline


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
