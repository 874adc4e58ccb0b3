"""Intake: from bytes to an item, beside the reading of the JSON alone."""

from contextlib import suppress

import orjson

from schemas.errors import InvalidEvent
from streams.agents.intake import Intake
from streams.agents.stage import Message
from tests.bench.corpus import REUTERS21578, Corpus, corpora
from tests.bench.measure import side_by_side
from tests.bench.report import Row, Table

INVENTED_ITEMS, QUICK_ITEMS = 4000, 400
ROUNDS = 3
ALONE = "orjson.loads alone"


def run(*, quick: bool) -> list[Table]:
    rows = [row for corpus in corpora(quick=quick) for row in _rows(corpus, most=_most(corpus, quick=quick))]
    return [Table(title="intake: bytes of wire.raw to items", rows=rows, note=f"median of {ROUNDS} rounds in turns, one core")]


def _most(corpus: Corpus, *, quick: bool) -> int | None:
    """How many items are read; None: all that the corpus has."""
    if quick:
        return QUICK_ITEMS
    return None if corpus.name == REUTERS21578 else INVENTED_ITEMS


def _rows(corpus: Corpus, *, most: int | None) -> list[Row]:
    messages = [Message(record=raw, now=raw.received_at) for raw in corpus.raws(most)]
    stage = Intake()
    memory = stage.memory()

    def intake() -> None:
        for message in messages:
            with suppress(InvalidEvent):  # a dead letter, which the runner counts
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
