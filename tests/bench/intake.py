"""Intake: from bytes to an item, beside the reading of the JSON alone."""

import orjson

from streams.agents.intake import Intake
from streams.agents.stage import Message
from tests.bench.corpus import Corpus, corpora
from tests.bench.measure import side_by_side
from tests.bench.report import Row, Table

ITEMS, QUICK_ITEMS = 21_577, 400
"""As many as Reuters-21578 has."""
ROUNDS = 3
ALONE = "orjson.loads alone"


def run(*, quick: bool) -> list[Table]:
    rows = [row for corpus in corpora(quick=quick) for row in _rows(corpus, most=QUICK_ITEMS if quick else ITEMS)]
    return [Table(title="intake: bytes of wire.raw to items", rows=rows, note=f"median of {ROUNDS} rounds in turns, one core")]


def _rows(corpus: Corpus, *, most: int) -> list[Row]:
    messages = [Message(record=raw, now=raw.received_at) for raw in corpus.raws(most)]
    stage = Intake()
    memory = stage.memory()

    def intake() -> None:
        for message in messages:
            stage.handle(message, memory)

    def parse() -> None:
        for message in messages:
            orjson.loads(message.record.value)

    costs = side_by_side({"intake stage": intake, ALONE: parse}, rounds=ROUNDS)
    mib = sum(len(message.record.value) for message in messages) / 1024**2
    return [
        Row(
            what=name,
            data=f"{corpus.name}, {len(messages):,} items",
            numbers={
                "items per CPU-second": len(messages) / cost.cpu_seconds,
                "items per second": len(messages) / cost.wall_seconds,
                "MiB per CPU-second": mib / cost.cpu_seconds,
                "CPU µs an item": cost.cpu_seconds / len(messages) * 1e6,
                "times orjson's cost": cost.cpu_seconds / costs[ALONE].cpu_seconds,
            },
        )
        for name, cost in costs.items()
    ]
