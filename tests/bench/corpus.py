"""The texts that the benchmarks run on: our invented wire, and Reuters-21578 where the shared data is beside the repository."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from schemas import topics
from schemas.article import Article
from schemas.errors import InvalidEvent
from schemas.item import Item
from streams.agents.intake import Intake
from streams.agents.stage import Message, Raw
from tests.bench import copy

REUTERS = Path(__file__).parents[3] / "shared" / "data" / "reuters21578_wire.jsonl"
INVENTED, NEWS, REUTERS21578 = "invented", "invented news", "reuters21578"
"""The second is the first without corrections and copies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Items of one wire in their order; read anew each time, so that nobody's memory holds all of them."""

    name: str
    items: Callable[[], Iterator[dict[str, Any]]]
    """Flat ninjs, `versioncreated` `copy.PACE` apart: nothing falls out of a window."""

    def raws(self, most: int | None = None) -> Iterator[Raw]:
        """As messages of wire.raw."""
        for offset, item in enumerate(islice(self.items(), most)):
            at = datetime.fromisoformat(item["versioncreated"])
            yield Raw(topic=topics.RAW.name, partition=0, offset=offset, value=orjson.dumps(item), content_type=None, received_at=at)

    def read(self, most: int | None = None) -> Iterator[Item]:
        """As intake reads them, without what it refuses (an item of Reuters-21578 may have neither headline nor body)."""
        intake = Intake()
        memory = intake.memory()
        for raw in self.raws(most):
            with suppress(InvalidEvent):
                yield from intake.handle(Message(record=raw, now=raw.received_at), memory).send


def corpora(*, quick: bool, invented: str = INVENTED) -> tuple[Corpus, ...]:
    """What there is to run on; the quick run keeps to our own."""
    names = (invented,) if quick or not REUTERS.exists() else (invented, REUTERS21578)
    return tuple(map(corpus, names))


@cache
def corpus(name: str) -> Corpus:
    """A corpus by its name, for a process of its own."""
    made: dict[str, Callable[[], Iterator[dict[str, Any]]]] = {
        INVENTED: copy.wire,
        NEWS: partial(copy.wire, repeats=False),
        REUTERS21578: _reuters,
    }
    return Corpus(name=name, items=made[name])


def spread(found: Corpus, most: int, *, every: int) -> list[Item]:
    """Some items from all over a corpus, each `every`th one that has a body: neighbours are alike."""
    return list(islice((item for number, item in enumerate(found.read()) if number % every == 0 and item.body), most))


def as_article(item: Item, *, seq: int) -> Article:
    """An item as dedupe sends it on when it is new."""
    given = {each.name: getattr(item, each.name) for each in fields(Item)}
    return Article(**given, lineage=item.uri, seq=seq, revision=0, relation="new")


def _reuters() -> Iterator[dict[str, Any]]:
    with REUTERS.open("rb") as lines:
        for number, line in enumerate(lines):
            said = orjson.loads(line)
            at: timedelta = number * copy.PACE
            yield {
                "uri": said["id"],
                "type": "text",
                "version": "1",
                "versioncreated": (copy.START + at).isoformat(),
                "source": "Reuters",
                "language": "en",
                "headline": said["headline"],
                "slugline": said["slug"],
                "body_text": f"{said['dateline']} {said['body']}".strip(),
            }
