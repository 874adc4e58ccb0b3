"""The headers around a record: CloudEvents 1.0 in Kafka's binary mode, and what the journal reads from them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from schemas.common import primary_language
from schemas.ids import stable_id
from schemas.topics import StageName, Topic
from streams.agents.journal import Place

INDEX_BITS = 16
"""Outputs of one message that can be told apart: 65,536. Intake bounds a text to far fewer names and quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message as Kafka gave it."""

    topic: str
    """Without the deployment's prefix."""
    partition: int
    offset: int
    timestamp: datetime
    key: bytes | None
    value: bytes | None
    headers: dict[str, bytes] = field(default_factory=dict)
    generation: int = 0
    """Of the assignment of partitions under which it was fetched."""

    def header(self, name: str) -> str | None:
        value = self.headers.get(name)
        return None if value is None else value.decode("utf-8", "backslashreplace")

    @property
    def origin_time(self) -> datetime:
        """When wire.raw got what this message derives from; its own Kafka timestamp where nothing says."""
        try:
            return datetime.fromisoformat(self.header("ce_time") or "").astimezone(UTC)
        except ValueError:
            return self.timestamp


def ce_type(kind: type[Any]) -> str:
    """The CloudEvents type of a record: "writethru.article.v1"."""
    return f"writethru.{kind.__name__.lower()}.v1"


def record_type(topic: Topic, said: str | None) -> type[Any]:
    """Which of a topic's records a message is, by its ce_type; the first where no header says."""
    return next((kind for kind in topic.records if ce_type(kind) == said), topic.records[0])


def headers_of(record: Any, *, stage: StageName, partition: int, number: int, index: int, at: datetime) -> tuple[tuple[str, bytes], ...]:
    """The headers of one output.

    Args:
        record: Of `schemas`.
        stage: The writer.
        partition: Of the writer's source topic: within it numbers rise.
        number: Of the message that brought the record.
        index: Of the record among that message's outputs.
        at: When wire.raw got what the record derives from, so that a repeat says the same time.
    """
    source, sequence = f"/writethru/{stage}/{partition}", number << INDEX_BITS | index
    subject = str(getattr(record, "uri", "") or getattr(record, "story_id", ""))
    headers = {
        "ce_specversion": "1.0",
        "ce_id": stable_id(source, sequence, at.isoformat()),
        "ce_type": ce_type(type(record)),
        "ce_source": source,
        "ce_time": at.isoformat(),
        "ce_sequence": f"{sequence:020d}",
        "content-type": "application/json",
    }
    if subject:
        headers["ce_subject"] = subject
    return tuple((name, value.encode("utf-8", "backslashreplace")) for name, value in headers.items())


def place_of(incoming: Incoming, record: Any, *, strict: bool) -> Place:
    """Where a message stands in its source: by dedupe's `seq` in a language where the stage is strict, else by the writer's number,
    else, for what came from outside, by its offset."""
    time_ms = int(incoming.origin_time.timestamp() * 1000)
    if strict and hasattr(record, "seq"):
        return Place(source=f"language/{primary_language(record.language)}", number=record.seq, time_ms=time_ms, strict=True)
    source, sequence = incoming.header("ce_source"), incoming.header("ce_sequence")
    if source and sequence and sequence.isdecimal():
        return Place(source=source, number=int(sequence), time_ms=time_ms)
    return Place(source=f"{incoming.topic}/{incoming.partition}", number=incoming.offset, time_ms=time_ms)
