"""The map agrees with the contract and with the stages."""

import pytest

from schemas import topics
from streams.config import Settings
from streams.provision import deployment
from streams.topology import FLOW, STEPS, Step, build, changelog_of, default_port

SETTINGS = Settings()


@pytest.mark.parametrize("step", FLOW, ids=lambda step: step.name)
def test_a_step_is_what_its_stage_and_its_topics_say(step: Step) -> None:
    stage = build(step.name, SETTINGS)
    assert stage.name == step.name
    assert stage.reads is step.reads
    assert step.name in step.reads.readers
    assert all(step.name in (topic.writer, *topic.also) for topic in step.writes)
    assert step.stateful == bool(stage.memory().kinds)


def test_every_topic_but_the_ends_has_a_writer_and_every_reader_a_step() -> None:
    written = {topic.name for step in FLOW for topic in step.writes} | {topics.RAW.name, topics.DEADLETTER.name}
    assert written == {topic.name for topic in topics.TOPICS}
    assert {(topic.name, reader) for topic in topics.TOPICS for reader in topic.readers} == {(step.reads.name, step.name) for step in FLOW}


def test_each_stage_has_a_port_of_its_own() -> None:
    assert [default_port(step.name) for step in FLOW] == [9101, 9102, 9103, 9104, 9105, 9106, 9107]


def test_each_table_has_a_changelog_with_the_partitions_of_the_topic_read() -> None:
    settings = Settings(prefix="day1.", partitions={"wire.item": 5})
    planned = {plan.name: plan for plan in deployment(settings)}
    assert len(planned) == len(topics.TOPICS) + sum(step.stateful for step in FLOW)
    for step in FLOW:
        if step.stateful:
            changelog = planned[changelog_of(step.name, settings)]
            assert changelog.partitions == planned[settings.topic(step.reads.name)].partitions
            assert changelog.config["cleanup.policy"] == "compact"


def test_stages_are_found_by_name() -> None:
    assert list(STEPS) == [step.name for step in FLOW]
