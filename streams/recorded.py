"""An update and what belongs to it, read from a deployment's topics in the form that a replay prints.

Each topic is read once from its beginning to what stood at its end when the reading began; only the records of the one update are kept.
"""

from collections.abc import AsyncIterator
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import UnknownTopicOrPartitionError

from schemas.topics import FILED, STORY, UPDATE, Topic
from streams.clients import connection
from streams.config import Settings
from streams.domain.story.memory import MAX_HOPS

Json = dict[str, Any]


async def about(update_id: str, *, settings: Settings) -> list[bytes]:
    """Gather the records that explain an update.

    Args:
        update_id: Whole, or its beginning.
        settings: Where the brokers are, and the prefix of the topics.

    Returns:
        Lines {"topic", "key", "value"}: the updates whose id begins so, the articles that brought them, and the newest records of
        their stories; empty where no update has such an id.

    Raises:
        KafkaError: If no broker answers, or a topic is missing.
    """
    wanted = update_id.encode()
    updates = [value async for value in _values(UPDATE, settings, holding=[wanted]) if str(value["update_id"]).startswith(update_id)]
    if not updates:
        return []
    lines = [_line(UPDATE, value) for value in updates]
    uris = [str(u["uri"]) for u in updates]
    named = [orjson.dumps(uri) for uri in uris]
    lines += [_line(FILED, value) async for value in _values(FILED, settings, holding=named) if value.get("uri") in uris]
    stories = {str(u["story_id"]) for u in updates}
    for _ in range(MAX_HOPS):
        named = [orjson.dumps(story) for story in sorted(stories)]
        found = {v["story_id"]: v async for v in _values(STORY, settings, holding=named) if v["story_id"] in stories}
        lines += [_line(STORY, value) for value in found.values()]
        stories = {str(value["merged_into"]) for value in found.values() if value.get("merged_into")}
        if not stories:
            break
    return lines


def _line(topic: Topic, value: Json) -> bytes:
    return orjson.dumps({"topic": topic.name, "key": "", "value": value})


async def _values(topic: Topic, settings: Settings, *, holding: list[bytes]) -> AsyncIterator[Json]:
    """The records of a topic whose bytes hold one of some texts, decoded; the bytes are looked at first since most are passed over."""
    name = settings.topic(topic.name)
    consumer = AIOKafkaConsumer(name, **connection(settings), auto_offset_reset="earliest", enable_auto_commit=False)
    try:
        await consumer.start()
        numbers = consumer.partitions_for_topic(name)
        ends = await consumer.end_offsets([TopicPartition(name, number) for number in sorted(numbers)])
        while [partition for partition, end in ends.items() if await consumer.position(partition) < end]:
            for messages in (await consumer.getmany(timeout_ms=1000)).values():
                for message in messages:
                    if message.value is not None and any(text in message.value for text in holding):
                        yield orjson.loads(message.value)
    except UnknownTopicOrPartitionError as error:
        raise UnknownTopicOrPartitionError(name) from error
    finally:
        await consumer.stop()
