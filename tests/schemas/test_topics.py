"""The list of topics holds together."""

import re
from typing import get_args

import pytest

from schemas.deadletter import DeadLetter
from schemas.topics import BY_NAME, RAW_MAX_BYTES, TOPIC_OF, TOPICS, StageName, Topic

ORDER: dict[str, int] = {"ingest": -1} | {stage: place for place, stage in enumerate(get_args(StageName))}

topics = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)


def test_names_are_unique_and_fit_kafka() -> None:
    assert len(BY_NAME) == len(TOPICS)
    assert all(re.fullmatch(r"wire\.[a-z]+", topic.name) for topic in TOPICS)


def test_a_record_s_type_decides_its_topic() -> None:
    records = [record for topic in TOPICS for record in topic.records]
    assert len(records) == len(set(records)) == len(TOPIC_OF)
    assert DeadLetter not in TOPIC_OF


@topics
def test_a_topic_flows_downwards(topic: Topic) -> None:
    if topic.writer != "every stage":
        assert all(ORDER[topic.writer] < ORDER[reader] for reader in topic.readers)


def test_every_stage_reads_one_topic() -> None:
    assert sorted(reader for topic in TOPICS for reader in topic.readers) == sorted(get_args(StageName))


@topics
def test_sizes_partitions_and_retention_are_sane(topic: Topic) -> None:
    assert 0 < topic.max_bytes <= RAW_MAX_BYTES
    assert topic.partitions >= 1
    assert topic.compacted or (topic.retention is not None and topic.retention.total_seconds() > 0)
    assert topic.max_bytes == RAW_MAX_BYTES or topic.records, "what takes bytes as they came takes the largest"
