"""Puts wire items on wire.raw: lines of JSON, or one file an item in any other format."""

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson
from aiokafka import AIOKafkaProducer

from schemas.topics import RAW, RAW_MAX_BYTES
from streams.clients import connection
from streams.config import Settings

NINJS = "application/json"
CONTENT_TYPES = {
    ".json": NINJS,
    ".jsonl": NINJS,
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".nar": "application/xml",
    ".anpa": "text/vnd.iptc.anpa",
    ".iptc": "text/vnd.iptc.7901",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """One item as it will stand on wire.raw."""

    key: bytes | None
    """The wire's id, so that one item's versions share a partition; None where it can't be told."""
    value: bytes
    content_type: str | None


class TooLarge(ValueError):
    """An item over the size that wire.raw takes."""


def read(paths: Iterable[Path]) -> Iterator[RawItem]:
    """Read files: each line of a .jsonl file is an item, any other file is one.

    Raises:
        OSError: If a file can't be read.
    """
    for path in paths:
        content_type = CONTENT_TYPES.get(path.suffix.lower())
        if path.suffix.lower() == ".jsonl":
            with path.open("rb") as lines:
                yield from (raw_item(line.strip(), content_type) for line in lines if line.strip())
        else:
            yield raw_item(path.read_bytes(), content_type)


def raw_item(value: bytes, content_type: str | None) -> RawItem:
    """One item with its key, where the bytes tell one."""
    return RawItem(key=_uri(value), value=value, content_type=content_type)


def _uri(value: bytes) -> bytes | None:
    try:
        said = orjson.loads(value) if value.lstrip()[:1] == b"{" else None
    except orjson.JSONDecodeError:
        return None
    uri = said.get("uri") if isinstance(said, dict) else None
    return uri.encode("utf-8", "backslashreplace") if isinstance(uri, str) and uri else None


class Ingest:
    """A producer of wire.raw."""

    def __init__(self, producer: AIOKafkaProducer, topic: str) -> None:
        self._producer = producer
        self._topic = topic

    async def put(self, item: RawItem) -> None:
        """Write one item; returns when the broker has it.

        Raises:
            TooLarge: If it is over 8 MB; nothing is written.
        """
        if len(item.value) > RAW_MAX_BYTES - 1024:  # the record's own header counts against the topic's limit
            raise TooLarge(f"{len(item.value):,} bytes, and wire.raw takes {RAW_MAX_BYTES - 1024:,}")
        headers = [("content-type", item.content_type.encode())] if item.content_type else []
        await self._producer.send_and_wait(self._topic, item.value, key=item.key, headers=headers)


@asynccontextmanager
async def ingesting(settings: Settings) -> AsyncIterator[Ingest]:
    """Connect a producer for wire.raw, and close it at the end."""
    producer = AIOKafkaProducer(**connection(settings), max_request_size=RAW_MAX_BYTES + 64 * 1024, acks="all")
    await producer.start()
    try:
        yield Ingest(producer, settings.topic(RAW.name))
    finally:
        await producer.stop()
