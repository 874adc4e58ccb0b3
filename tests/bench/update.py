"""Update: milliseconds an article for finding events and figures and for the update stage, as shares of enrich's time."""

from schemas.enriched import Enriched
from streams.agents.enrich import Enrich, load_model
from streams.agents.stage import Message
from streams.agents.story import Stories
from streams.agents.update import Updates
from streams.config import Settings
from streams.domain.enrich.entities import entities
from streams.domain.enrich.events import event_mentions
from streams.domain.enrich.figures import figure_mentions
from streams.domain.enrich.reading import read
from streams.replay import Replay
from tests.bench.corpus import Corpus, as_article, corpora
from tests.bench.measure import side_by_side
from tests.bench.report import Row, Table

ARTICLES, QUICK_ARTICLES = 40, 10
ROUNDS = 3
STAGE, MENTIONS, UPDATES = "enrich stage", "of it: events and figures", "update stage"


def run(*, quick: bool) -> list[Table]:
    model = Settings().spacy_model
    rows = [row for corpus in corpora(quick=quick) for row in _rows(corpus, model=model, most=QUICK_ARTICLES if quick else ARTICLES)]
    note = f"{model}; median of {ROUNDS} rounds in turns, one process; the update stage from an empty memory, each article under its story"
    return [Table(title="update: CPU time of an article", rows=rows, note=note)]


def _rows(corpus: Corpus, *, model: str, most: int) -> list[Row]:
    nlp = load_model(model)
    stage, stories, updates = Enrich(nlp=nlp), Stories(), Updates()
    articles = [as_article(item, seq=seq) for seq, item in enumerate(corpus.read(most))]
    readings = [(reading, entities(reading)) for reading in (read(article, nlp=nlp) for article in articles)]
    filing = Replay([stage, stories])
    filed = [sent.value for article in articles for sent in filing.feed(stage.reads.name, article) if sent.topic == updates.reads.name]

    def enrich() -> None:
        memory = stage.memory()
        for article in articles:
            stage.handle(Message(record=article, now=article.received_at), memory)

    def mention() -> None:
        for reading, named in readings:
            event_mentions(reading, named)
            figure_mentions(reading, named)

    def update() -> None:
        memory = updates.memory()
        for record in filed:
            outcome = updates.handle(Message(record=record, now=record.received_at), memory)
            for key, row in outcome.change.items():
                memory.apply(key, row)

    costs = side_by_side({STAGE: enrich, MENTIONS: mention, UPDATES: update}, rounds=ROUNDS)
    found = [record for record in filed if isinstance(record, Enriched)]
    data = f"{corpus.name}, {len(articles):,} articles, {sum(len(r.events) + len(r.figures) for r in found):,} mentions"
    return [
        Row(
            what=name,
            data=data,
            numbers={
                "CPU ms an article": cost.cpu_seconds / len(articles) * 1000,
                "articles per CPU-s": len(articles) / cost.cpu_seconds,
                "÷ enrich's time": cost.cpu_seconds / costs[STAGE].cpu_seconds,
            },
        )
        for name, cost in costs.items()
    ]
