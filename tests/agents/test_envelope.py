"""The headers around a record are CloudEvents, and a repeat has the same ones."""

from datetime import UTC, datetime

from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event
from cloudevents.core.formats.json import JSONFormat

from schemas import codec
from schemas.topics import ENRICHED, ITEM
from streams.agents.envelope import Incoming, ce_type, headers_of, place_of, record_type
from tests.builders import enriched, item

NOW = datetime(2026, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)


def around(record: object, **where: int) -> dict[str, bytes]:
    return dict(headers_of(record, stage="intake", **{"partition": 2, "number": 40, "index": 1, **where}, at=NOW))


def incoming(headers: dict[str, bytes]) -> Incoming:
    return Incoming(topic="wire.item", partition=1, offset=9, timestamp=NOW, key=b"en", value=b"", headers=headers)


def test_a_cloudevents_reader_understands_them() -> None:
    record = item(uri="wire:1")
    message = KafkaMessage(headers=around(record), key=b"en", value=codec.encode(record))
    event = from_binary_event(message, JSONFormat())
    assert event.get_type() == "writethru.item.v1"
    assert event.get_source() == "/writethru/intake/2"
    assert event.get_subject() == "wire:1"
    assert event.get_time() == NOW


def test_the_same_output_has_the_same_id_and_another_one_another() -> None:
    assert around(item())["ce_id"] == around(item())["ce_id"]
    assert len({around(item(), index=index, number=number)["ce_id"] for index in range(3) for number in range(3)}) == 9


def test_numbers_rise_with_the_message_and_within_it() -> None:
    places = [place_of(incoming(around(item(), number=n, index=i)), None, strict=False) for n, i in ((7, 0), (7, 1), (8, 0))]
    assert [place.source for place in places] == ["/writethru/intake/2"] * 3
    assert places[0].number < places[1].number < places[2].number


def test_a_message_from_outside_is_placed_by_its_offset() -> None:
    place = place_of(incoming({}), None, strict=False)
    assert (place.source, place.number) == ("wire.item/1", 9)


def test_a_strict_stage_places_a_record_by_its_seq() -> None:
    place = place_of(incoming({}), enriched(seq=5, language="de-at"), strict=True)
    assert (place.source, place.number, place.strict) == ("language/de", 5, True)


def test_the_time_is_that_of_the_wire_however_often_it_is_sent_again() -> None:
    late = Incoming(
        topic="wire.item", partition=0, offset=0, timestamp=datetime(2026, 12, 1, tzinfo=UTC), key=None, value=b"", headers=around(item())
    )
    assert late.origin_time == NOW


def test_a_record_is_told_by_its_type_header_and_without_one_is_the_topics_first() -> None:
    assert [record_type(ENRICHED, ce_type(kind)) for kind in ENRICHED.records] == list(ENRICHED.records)
    assert record_type(ITEM, None) is ITEM.records[0]
