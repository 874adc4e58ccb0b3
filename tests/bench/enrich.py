"""Enrich: words a CPU-second of the whole stage, beside the language model's default pipes alone, and the share of our own rules in it.

All are run on articles that they have not seen, so that what the stage remembers of words is worth what it is on a wire.
"""

from collections.abc import Sequence

import spacy

from schemas.article import Article
from streams.agents.enrich import Enrich, load_model
from streams.agents.stage import Message
from streams.config import Settings
from streams.domain.enrich.reading import read
from tests.bench.corpus import Corpus, as_article, corpora, spread
from tests.bench.measure import in_turns
from tests.bench.report import Row, Table

ARTICLES, QUICK_ARTICLES = 40, 10
"""In a batch."""
BATCHES = 4
"""The first one warms up."""
EVERY = 20
"""One in twenty items: neighbours are alike."""
STAGE, BARE, READING = "enrich stage", "nlp.pipe alone, default pipes", "of it: parse and tag"
RULES = "of it: our own rules"


def run(*, quick: bool) -> list[Table]:
    model = Settings().spacy_model
    rows = [row for corpus in corpora(quick=quick) for row in _rows(corpus, model=model, most=QUICK_ARTICLES if quick else ARTICLES)]
    note = (
        f"{model}; {BATCHES - 1} batches of articles not seen before, in turns, one process. nlp.pipe gets a batch in one call; the stage "
        "gets article by article and gives entities, quotes, events and figures"
    )
    return [Table(title="enrich: words per CPU-second", rows=rows, note=note)]


def _rows(corpus: Corpus, *, model: str, most: int) -> list[Row]:
    articles = [as_article(item, seq=seq) for seq, item in enumerate(spread(corpus, most * BATCHES, every=EVERY))]
    stage, reader, plain = Enrich(nlp=load_model(model)), load_model(model), spacy.load(model)
    memory = stage.memory()

    def enrich(batch: Sequence[Article]) -> None:
        for article in batch:
            stage.handle(Message(record=article, now=article.received_at), memory)

    def parse(batch: Sequence[Article]) -> None:
        for article in batch:
            read(article, nlp=reader)

    def bare(batch: Sequence[Article]) -> None:
        for _ in plain.pipe(_text(article) for article in batch):
            pass

    costs = in_turns({STAGE: enrich, BARE: bare, READING: parse}, [articles[n::BATCHES] for n in range(BATCHES)])
    measured = [article for n in range(1, BATCHES) for article in articles[n::BATCHES]]
    words = sum(len(_text(article).split()) for article in measured)
    seconds = {name: cost.cpu_seconds for name, cost in costs.items()}
    seconds[RULES] = seconds[STAGE] - seconds[READING]
    data = f"{corpus.name}, {len(measured):,} articles, {words:,} words"
    return [
        Row(
            what=name,
            data=data,
            numbers={
                "words per CPU-s": None if name == RULES else words / each,
                "CPU ms an article": each / len(measured) * 1000,
                "share of the stage": None if name == BARE else each / seconds[STAGE],
                "stage's rate ÷ this": each / seconds[STAGE] if name == BARE else None,
            },
        )
        for name, each in seconds.items()
    ]


def _text(article: Article) -> str:
    return f"{article.headline}\n\n{article.body}"
