"""Replay: the same stages over lines, in order, whatever the lines are."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from schemas import codec
from schemas.errors import InvalidEvent
from schemas.item import Item
from streams.agents.alert import Alerts
from streams.agents.dedupe import Dedupe
from streams.agents.intake import Intake
from streams.agents.stage import Message, NoMemory, Outcome, Stage
from streams.replay import Produced, Replay, records
from tests.builders import item, ninjs


def lines(*items: dict[str, Any]) -> list[bytes]:
    return [orjson.dumps(each) for each in items]


def run(*fed: bytes, stages: list[Stage[Any]] | None = None) -> list[Produced]:
    flow = Replay(stages or [Intake(), Dedupe()])
    return [produced for topic, record in records(fed) for produced in flow.feed(topic, record)]


def test_a_flat_ninjs_item_goes_through_every_stage_to_its_end() -> None:
    assert [produced.topic for produced in run(*lines(ninjs()))] == ["wire.item", "wire.article"]


def test_each_record_is_printed_with_topic_key_and_value() -> None:
    article = orjson.loads(run(*lines(ninjs(uri="wire:7")))[1].line())
    assert article["topic"] == "wire.article"
    assert article["key"] == "wire:7"
    assert article["value"]["uri"] == "wire:7"


def test_received_at_is_the_running_maximum_of_version_created() -> None:
    fed = lines(*(ninjs(uri=f"wire:{hour}", versioncreated=f"2026-03-02T{hour}:00:00Z") for hour in (12, 10, 14)))
    assert [record.received_at.hour for _, record in records(fed)] == [12, 12, 14]


def test_recorded_items_go_on_from_wire_item_and_a_repeated_one_counts_once() -> None:
    recorded = item(uri="wire:1")
    as_printed = orjson.dumps({"topic": "wire.item", "key": "en", "value": orjson.loads(codec.encode(recorded))})
    assert list(records([codec.encode(recorded), as_printed])) == [("wire.item", recorded)]


def test_other_topics_of_a_recording_are_passed_over() -> None:
    assert list(records([b'{"topic": "wire.update", "key": "en", "value": {}}', b"", b"\n"])) == []


def test_a_recorded_item_that_cannot_be_read_is_named() -> None:
    with pytest.raises(InvalidEvent, match="Item: "):
        list(records([b'{"item_id": 7}']))


def test_what_cannot_be_read_becomes_a_dead_letter_and_the_rest_goes_on() -> None:
    produced = run(b"no json at all", *lines(ninjs()))
    assert [each.topic for each in produced] == ["wire.deadletter", "wire.item", "wire.article"]
    assert produced[0].value["value"] == "no json at all"
    assert produced[0].value["headers"]["stage"] == "intake"


class Fussy(Dedupe):
    """Refuses everything, and owes later stages a duplicate record in its place."""

    def handle(self, message: Message, memory: Any) -> Outcome:
        raise InvalidEvent("refused")

    def instead(self, record: Item, reason: str) -> tuple[Any, ...]:
        return (record,) if reason == "refused" and record.uri != "again" else ()


def test_what_a_stage_owes_for_a_dead_letter_is_sent() -> None:
    flow = Replay([Fussy()])
    fed = flow.feed("wire.item", item(uri="again"))
    assert [each.topic for each in fed] == ["wire.deadletter"]


class Waiting(Stage[NoMemory]):
    """Has something due once the stream has come to noon."""

    name = "alert"
    reads = Alerts.reads
    outcomes = ("due",)
    told = False

    def memory(self) -> NoMemory:
        return NoMemory()

    def handle(self, message: Message, memory: NoMemory) -> Outcome:
        raise InvalidEvent("nothing is expected here")

    def due(self, memory: NoMemory, *, now: datetime) -> Outcome | None:
        if self.told or now < datetime(2026, 3, 2, 12, tzinfo=UTC):
            return None
        self.told = True
        return Outcome("due", send=(item(uri="due"),))


def test_what_is_due_comes_when_the_stream_has_come_to_its_time() -> None:
    fed = lines(*(ninjs(uri=f"wire:{hour}", versioncreated=f"2026-03-02T{hour}:00:00Z") for hour in (11, 12)))
    produced = run(*fed, stages=[Intake(), Waiting()])
    assert [each.value.uri for each in produced] == ["wire:11", "due", "wire:12"]
