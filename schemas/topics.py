"""Every topic, one value each: what it carries, under which key, how long, and who writes and reads it.

Creation and checks (`writethru topics`), the codec, the producers' partitions, the AsyncAPI file and the docs derive from this.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from schemas.article import Article, Duplicate
from schemas.common import primary_language
from schemas.deadletter import DeadLetter
from schemas.enriched import Enriched, EntityMention, Quote, Unenriched
from schemas.filed import Filed, Merged, Story
from schemas.item import Item
from schemas.update import Alert, Update

StageName = Literal["intake", "dedupe", "enrich", "story", "update", "alert", "deliver"]

MIB = 1024 * 1024
RAW_MAX_BYTES = 8 * MIB
"""The largest message that wire.raw and wire.deadletter take; ingest refuses more."""
RECORD_MAX_BYTES = 4 * MIB
"""Intake bounds an item's text to a tenth of this; the rest is room for what later stages add."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One Kafka topic without the deployment's prefix."""

    name: str
    records: tuple[type[Any], ...]
    """What its values decode to; empty where they are bytes as they came."""
    key: Callable[[Any], str]
    """The record's message key, which decides its partition."""
    key_name: str
    partitions: int
    """The default; `WRITETHRU_PARTITIONS` names others. A stage's tables follow the topic it reads."""
    retention: timedelta | None
    """How long a record is kept; None: the newest of each key for ever (compacted)."""
    max_bytes: int = RECORD_MAX_BYTES
    writer: StageName | Literal["ingest", "every stage"]
    also: tuple[StageName, ...] = ()
    """Who writes it besides: story, for an article whose embargo has ended."""
    readers: tuple[StageName, ...] = ()

    @property
    def compacted(self) -> bool:
        return self.retention is None


def _language(record: Any) -> str:
    return primary_language(record.language)


WEEK = timedelta(days=7)
MONTH = timedelta(days=30)

RAW = Topic(
    name="wire.raw",
    records=(),
    key=lambda _: "",
    key_name="the wire's id",
    partitions=1,
    retention=WEEK,
    max_bytes=RAW_MAX_BYTES,
    writer="ingest",
    readers=("intake",),
)
"""One partition, so that a wire's items are read in the order in which they came, also after a standstill; intake reads over a
thousand a second."""
ITEM = Topic(
    name="wire.item",
    records=(Item,),
    key=_language,
    key_name="primary language",
    partitions=3,
    retention=MONTH,
    writer="intake",
    readers=("dedupe",),
)
ARTICLE = Topic(
    name="wire.article",
    records=(Article,),
    key=lambda r: r.lineage,
    key_name="lineage",
    partitions=6,
    retention=WEEK,
    writer="dedupe",
    readers=("enrich",),
)
DUPLICATE = Topic(
    name="wire.duplicate", records=(Duplicate,), key=_language, key_name="primary language", partitions=3, retention=WEEK, writer="dedupe"
)
ENRICHED = Topic(
    name="wire.enriched",
    records=(Enriched, Unenriched),
    key=_language,
    key_name="primary language",
    partitions=3,
    retention=WEEK,
    writer="enrich",
    readers=("story",),
)
QUOTE = Topic(
    name="wire.quote",
    records=(Quote,),
    key=_language,
    key_name="primary language",
    partitions=3,
    retention=MONTH,
    writer="enrich",
    also=("story",),
)
ENTITY = Topic(
    name="wire.entity",
    records=(EntityMention,),
    key=lambda r: r.id,
    key_name="entity id",
    partitions=3,
    retention=MONTH,
    writer="enrich",
    also=("story",),
)
FILED = Topic(
    name="wire.filed",
    records=(Filed, Merged),
    key=_language,
    key_name="primary language",
    partitions=3,
    retention=WEEK,
    writer="story",
    readers=("update",),
)
STORY = Topic(
    name="wire.story", records=(Story,), key=lambda r: r.story_id, key_name="story_id", partitions=3, retention=None, writer="update"
)
UPDATE = Topic(
    name="wire.update",
    records=(Update,),
    key=_language,
    key_name="primary language",
    partitions=3,
    retention=MONTH,
    writer="update",
    readers=("alert",),
)
ALERT = Topic(
    name="wire.alert",
    records=(Alert,),
    key=lambda r: r.channel,
    key_name="channel",
    partitions=3,
    retention=MONTH,
    writer="alert",
    readers=("deliver",),
)
DEADLETTER = Topic(
    name="wire.deadletter",
    records=(),
    key=lambda _: "",
    key_name="the original key",
    partitions=3,
    retention=MONTH,
    max_bytes=RAW_MAX_BYTES,
    writer="every stage",
)

TOPICS: tuple[Topic, ...] = (RAW, ITEM, ARTICLE, DUPLICATE, ENRICHED, QUOTE, ENTITY, FILED, STORY, UPDATE, ALERT, DEADLETTER)
BY_NAME = {topic.name: topic for topic in TOPICS}
TOPIC_OF: dict[type[Any], Topic] = {record: topic for topic in TOPICS for record in topic.records}
"""Where each record goes: a record's type decides its topic."""

__all__ = ["BY_NAME", "TOPICS", "TOPIC_OF", "DeadLetter", "StageName", "Topic"]
