"""Enrich: words a CPU-second of the whole stage, beside the language model's default pipes alone, and the share of our own rules in it."""

import spacy

from schemas.article import Article
from streams.agents.enrich import Enrich, load_model
from streams.agents.stage import Message
from streams.config import Settings
from streams.domain.enrich.reading import read
from tests.bench.corpus import Corpus, as_article, corpora, spread
from tests.bench.measure import side_by_side
from tests.bench.report import Row, Table

ARTICLES, QUICK_ARTICLES = 40, 10
EVERY = 20
"""One in twenty, from the first thousand items on: neighbours are alike."""
ROUNDS = 3
STAGE, BARE, READING = "enrich stage", "nlp.pipe alone, default pipes", "of it: parse and tag"


def run(*, quick: bool) -> list[Table]:
    model = Settings().spacy_model
    rows = [row for corpus in corpora(quick=quick) for row in _rows(corpus, model=model, most=QUICK_ARTICLES if quick else ARTICLES)]
    note = (
        f"{model}; median of {ROUNDS} rounds in turns, one process. nlp.pipe gets all articles in one call; the stage gets "
        "article by article and gives entities, quotes, events and figures"
    )
    return [Table(title="enrich: words per CPU-second", rows=rows, note=note)]


def _rows(corpus: Corpus, *, model: str, most: int) -> list[Row]:
    articles = [as_article(item, seq=seq) for seq, item in enumerate(spread(corpus, most, every=EVERY))]
    ours, plain = load_model(model), spacy.load(model)
    stage = Enrich(nlp=ours)
    memory = stage.memory()

    def enrich() -> None:
        for article in articles:
            stage.handle(Message(record=article, now=article.received_at), memory)

    def parse() -> None:
        for article in articles:
            read(article, nlp=ours)

    def bare() -> None:
        for _ in plain.pipe(_text(article) for article in articles):
            pass

    costs = side_by_side({STAGE: enrich, BARE: bare, READING: parse}, rounds=ROUNDS)
    words = sum(len(_text(article).split()) for article in articles)
    whole = costs[STAGE].cpu_seconds
    rules = {
        "of it: our own rules": {
            "CPU ms an article": (whole - costs[READING].cpu_seconds) / len(articles) * 1000,
            "share of the stage": 1 - costs[READING].cpu_seconds / whole,
        }
    }
    measured = {
        name: {
            "words per CPU-s": words / cost.cpu_seconds,
            "CPU ms an article": cost.cpu_seconds / len(articles) * 1000,
            "share of the stage": None if name == BARE else cost.cpu_seconds / whole,
            "stage's rate ÷ this": cost.cpu_seconds / whole if name == BARE else None,
        }
        for name, cost in costs.items()
    }
    data = f"{corpus.name}, {len(articles):,} articles, {words:,} words"
    return [Row(what=name, data=data, numbers=numbers) for name, numbers in (measured | rules).items()]


def _text(article: Article) -> str:
    return f"{article.headline}\n\n{article.body}"
