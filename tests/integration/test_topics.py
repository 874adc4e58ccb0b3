"""Topics on a real broker: created once, and a difference is named with how to mend it."""

from dataclasses import replace

import pytest

from schemas.topics import ITEM, RAW, STORY, TOPICS
from streams import kafka as local_kafka
from streams import provision
from streams.provision import TopicPlan, changelog_plan, topic_plan

pytestmark = pytest.mark.kafka


def all_plans(prefix: str) -> tuple[TopicPlan, ...]:
    contract = provision.plans(prefix=prefix)
    return (*contract, changelog_plan(f"{prefix}writethru-dedupe-rows-changelog", source=topic_plan(ITEM, prefix=prefix)))


async def test_what_create_makes_passes_the_check_and_a_second_create_makes_nothing(kafka: local_kafka.Cluster, prefix: str) -> None:
    planned = all_plans(prefix)
    created = await provision.create(planned, bootstrap_servers=kafka.bootstrap)
    assert created == tuple(plan.name for plan in planned)
    assert len(created) == len(TOPICS) + 1
    assert await provision.check(planned, bootstrap_servers=kafka.bootstrap, replication=1) == ()
    assert await provision.create(planned, bootstrap_servers=kafka.bootstrap) == ()


async def test_before_create_every_topic_is_missing(kafka: local_kafka.Cluster, prefix: str) -> None:
    problems = await provision.check(provision.plans(prefix=prefix), bootstrap_servers=kafka.bootstrap)
    assert [problem.topic for problem in problems] == [prefix + topic.name for topic in TOPICS]
    assert {problem.found for problem in problems} == {"missing"}


async def test_a_topic_with_too_many_partitions_is_named_with_how_to_mend_it(kafka: local_kafka.Cluster, prefix: str) -> None:
    planned = all_plans(prefix)
    await provision.create([topic_plan(ITEM, prefix=prefix, partitions={"wire.item": 5})], bootstrap_servers=kafka.bootstrap)
    await provision.create(planned, bootstrap_servers=kafka.bootstrap)
    (problem,) = await provision.check(planned, bootstrap_servers=kafka.bootstrap)
    assert problem.topic == f"{prefix}wire.item"
    assert problem.found == "5 partition(s) instead of 3"
    assert "can't take partitions away" in problem.mend
    assert """WRITETHRU_PARTITIONS='{"wire.item": 5}'""" in problem.mend


async def test_a_changelog_that_does_not_follow_its_source_is_named(kafka: local_kafka.Cluster, prefix: str) -> None:
    planned = all_plans(prefix)
    await provision.create([replace(planned[-1], partitions=1)], bootstrap_servers=kafka.bootstrap)
    await provision.create(planned, bootstrap_servers=kafka.bootstrap)
    (problem,) = await provision.check(planned, bootstrap_servers=kafka.bootstrap)
    assert problem.topic == planned[-1].name
    assert f"as many partitions as {prefix}wire.item" in problem.mend


async def test_settings_that_lose_records_are_named(kafka: local_kafka.Cluster, prefix: str) -> None:
    wrong = [
        TopicPlan(name=f"{prefix}wire.raw", partitions=RAW.partitions, config={"retention.ms": "1000", "max.message.bytes": "1000000"}),
        TopicPlan(name=f"{prefix}wire.story", partitions=STORY.partitions, config={"cleanup.policy": "delete"}),
    ]
    await provision.create(wrong, bootstrap_servers=kafka.bootstrap)
    problems = await provision.check([topic_plan(t, prefix=prefix) for t in (RAW, STORY)], bootstrap_servers=kafka.bootstrap)
    named = {(problem.topic.removeprefix(prefix), problem.found.split()[0]) for problem in problems}
    assert {
        ("wire.raw", "retention.ms"),
        ("wire.raw", "max.message.bytes"),
        ("wire.story", "cleanup.policy"),
        ("wire.story", "max.message.bytes"),
    } <= named
    assert all("kafka-configs.sh" in problem.mend for problem in problems)


async def test_a_refused_topic_is_named_with_the_brokers_reason(kafka: local_kafka.Cluster, prefix: str) -> None:
    with pytest.raises(provision.ProvisionError, match=rf"{prefix}wire.raw: .*replication factor of 2"):
        await provision.create([topic_plan(RAW, prefix=prefix)], bootstrap_servers=kafka.bootstrap, replication=2)


async def test_no_broker_is_said_in_one_line() -> None:
    with pytest.raises(provision.ProvisionError, match=r"no answer from Kafka at 127\.0\.0\.1:1:"):
        await provision.check([topic_plan(RAW)], bootstrap_servers="127.0.0.1:1")
