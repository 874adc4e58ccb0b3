"""The whole flow without a broker: the same stages over lines of JSON, their tables in memory.

What comes out is, id for id, what the stages on Kafka give for the same wire.item in the same order.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from schemas import codec, topics
from schemas.errors import InvalidEvent
from schemas.item import Item
from schemas.topics import RAW_MAX_BYTES, TOPIC_OF, StageName
from streams.agents.stage import Message, Outcome, Raw, Stage

EPOCH = datetime(1900, 1, 1, tzinfo=UTC)
"""received_at before any item has told a time: earlier than any wire, and late enough to count days back from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Produced:
    """One record of one topic, as the replay prints it."""

    topic: str
    key: str
    value: Any
    """A record, or for a dead letter a dict of its headers and the text of its bytes."""

    def line(self) -> bytes:
        value = self.value if isinstance(self.value, dict) else orjson.Fragment(codec.encode(self.value))
        return orjson.dumps({"topic": self.topic, "key": self.key, "value": value})


class Replay:
    """Feeds records through stages one after the other, each record to its end before the next one."""

    def __init__(self, stages: Iterable[Stage[Any]], *, count: Callable[[StageName, str], None] = lambda *_: None) -> None:
        """
        Args:
            stages: In the order of the flow.
            count: Told each outcome.
        """
        self._readers = {stage.reads.name: stage for stage in stages}
        self._memories = {name: stage.memory() for name, stage in self._readers.items()}
        self._count = count
        self._now = EPOCH

    def feed(self, topic: str, record: Any) -> Iterator[Produced]:
        """Put one record on a topic and follow what comes of it.

        Args:
            topic: Where it stands: wire.raw (a `Raw`) or any other.
            record: Decoded.

        Yields:
            What the stages produce, in order; not the record itself.
        """
        self._now = max(self._now, record.received_at)
        waiting: deque[tuple[str, Any]] = deque()
        for stage in self._readers.values():
            while outcome := stage.due(self._memories[stage.reads.name], now=self._now):
                for produced in self._apply(stage, outcome):
                    yield produced
                    waiting.append((produced.topic, produced.value))
        waiting.append((topic, record))
        while waiting:
            topic, record = waiting.popleft()
            if topic not in self._readers:
                continue
            for produced in self._handle(self._readers[topic], record):
                yield produced
                if produced.topic != topics.DEADLETTER.name:
                    waiting.append((produced.topic, produced.value))

    def _handle(self, stage: Stage[Any], record: Any) -> Iterator[Produced]:
        memory = self._memories[stage.reads.name]
        try:
            outcome = stage.handle(Message(record=record, now=record.received_at), memory)
        except InvalidEvent as error:
            outcome = Outcome("deadletter", send=stage.instead(record, str(error)))
            yield _dead(stage, record, str(error))
        yield from self._apply(stage, outcome)

    def _apply(self, stage: Stage[Any], outcome: Outcome) -> Iterator[Produced]:
        for key, row in outcome.change.items():
            self._memories[stage.reads.name].apply(key, row)
        self._count(stage.name, outcome.name)
        for sent in outcome.send:
            topic = TOPIC_OF[type(sent)]
            yield Produced(topic=topic.name, key=topic.key(sent), value=sent)


def records(lines: Iterable[bytes]) -> Iterator[tuple[str, Any]]:
    """Read a file's lines: flat ninjs items become messages of wire.raw, recorded wire.item records go on from there.

    A recorded line is an Item, or {"topic": "wire.item", "value": Item}; other topics' lines are passed over, and so is
    an item that stands there twice (the topic is written at least once). `received_at` of a raw item is the running
    maximum of the items' version_created.

    Args:
        lines: JSONL; empty lines are passed over.

    Yields:
        (topic, record), for `Replay.feed`.

    Raises:
        InvalidEvent: If a recorded wire.item can't be read.
    """
    clock, seen = EPOCH, set[str]()
    for offset, line in enumerate(line for line in lines if line.strip()):
        said = _object(line)
        if said.get("topic") == topics.ITEM.name or "item_id" in said:
            item = codec.decode(Item, orjson.dumps(said["value"]) if "topic" in said else line)
            if item.item_id not in seen:
                seen.add(item.item_id)
                yield topics.ITEM.name, item
        elif "topic" not in said:
            clock = max(clock, _created(said))
            raw = Raw(topic=topics.RAW.name, partition=0, offset=offset, value=line.strip(), content_type=None, received_at=clock)
            yield topics.RAW.name, raw


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > RAW_MAX_BYTES:
        return {}
    try:
        said = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}


def _created(said: dict[str, Any]) -> datetime:
    try:
        created = datetime.fromisoformat(str(said.get("versioncreated") or said.get("versionCreated")))
    except ValueError:
        return EPOCH
    return created.astimezone(UTC) if created.tzinfo else created.replace(tzinfo=UTC)


def _dead(stage: Stage[Any], record: Any, reason: str) -> Produced:
    value = record.value.decode("utf-8", "backslashreplace") if isinstance(record, Raw) else codec.encode(record).decode()
    headers = {"stage": stage.name, "topic": stage.reads.name, "offset": getattr(record, "offset", None), "reason": reason}
    return Produced(topic=topics.DEADLETTER.name, key="", value={"headers": headers, "value": value})
