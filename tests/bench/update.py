"""Update: milliseconds an article for finding events and figures and for the stages behind enrich, as shares of enrich's time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from schemas.article import Article
from schemas.enriched import Enriched, Entity
from streams.agents.enrich import Enrich, load_model
from streams.agents.stage import Message
from streams.agents.story import Stories
from streams.agents.update import Updates
from streams.config import Settings
from streams.domain.enrich.entities import entities
from streams.domain.enrich.events import event_mentions
from streams.domain.enrich.figures import figure_mentions
from streams.domain.enrich.reading import Reading, read
from streams.replay import Replay
from tests.bench.corpus import Corpus, as_article, corpora
from tests.bench.measure import in_turns
from tests.bench.report import Row, Table

ARTICLES, QUICK_ARTICLES = 40, 10
"""In a batch."""
BATCHES = 4
"""The first one warms up."""
MENTIONS, STAGE, STORIES, UPDATES = "of it: events and figures", "enrich stage", "story stage", "update stage"


def run(*, quick: bool) -> list[Table]:
    model = Settings().spacy_model
    rows = [row for corpus in corpora(quick=quick) for row in _rows(corpus, model=model, most=QUICK_ARTICLES if quick else ARTICLES)]
    note = (
        f"{model}; {BATCHES - 1} batches of a wire, one after the other, one process; events and figures come before the stage, so that "
        "they find no date remembered"
    )
    return [Table(title="update: CPU time of an article", rows=rows, note=note)]


@dataclass(slots=True)
class Batch:
    """Articles of a wire, and what each work leaves for the next one."""

    articles: list[Article]
    readings: list[tuple[Reading, tuple[Entity, ...]]]
    enriched: list[Enriched] = field(default_factory=list)
    filed: list[Any] = field(default_factory=list)


def _rows(corpus: Corpus, *, model: str, most: int) -> list[Row]:
    stage, updates, reader = Enrich(nlp=load_model(model)), Updates(), load_model(model)
    enriching, updating, filing = stage.memory(), updates.memory(), Replay([Stories()])
    articles = [as_article(item, seq=seq) for seq, item in enumerate(corpus.read(most * BATCHES))]
    batches: list[Batch] = []

    def mention(batch: Batch) -> None:
        for reading, named in batch.readings:
            event_mentions(reading, named)
            figure_mentions(reading, named)

    def enrich(batch: Batch) -> None:
        for article in batch.articles:
            batch.enriched.append(stage.handle(Message(record=article, now=article.received_at), enriching).send[0])

    def story(batch: Batch) -> None:
        for record in batch.enriched:
            batch.filed += [sent.value for sent in filing.feed(Stories.reads.name, record) if sent.topic == updates.reads.name]

    def update(batch: Batch) -> None:
        for record in batch.filed:
            outcome = updates.handle(Message(record=record, now=record.received_at), updating)
            for key, row in outcome.change.items():
                updating.apply(key, row)

    def read_ahead() -> Iterator[Batch]:
        for first in range(0, len(articles), most):
            some = articles[first : first + most]
            readings = [(reading, entities(reading)) for reading in (read(article, nlp=reader) for article in some)]
            batches.append(Batch(some, readings))
            yield batches[-1]

    costs = in_turns({MENTIONS: mention, STAGE: enrich, STORIES: story, UPDATES: update}, read_ahead())
    measured = [record for batch in batches[1:] for record in batch.enriched]
    data = f"{corpus.name}, {len(measured):,} articles, {sum(len(r.events) + len(r.figures) for r in measured):,} mentions"
    return [
        Row(
            what=name,
            data=data,
            numbers={
                "CPU ms an article": costs[name].cpu_seconds / len(measured) * 1000,
                "articles per CPU-s": len(measured) / costs[name].cpu_seconds,
                "÷ enrich's time": costs[name].cpu_seconds / costs[STAGE].cpu_seconds,
            },
        )
        for name in (STAGE, MENTIONS, STORIES, UPDATES)
    ]
