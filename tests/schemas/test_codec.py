"""Records to bytes and back."""

import math
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas import codec
from schemas.article import Article
from schemas.errors import InvalidEvent
from schemas.generate import RECORDS
from schemas.ids import stable_id
from schemas.item import Item
from schemas.update import Update
from tests.builders import article, item, update

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(int, st.integers(min_value=-(2**53), max_value=2**53))
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
st.register_type_strategy(
    datetime,
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_what_is_written_is_read_back_equal(record: type[Any]) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(st.from_type(record))
    def round_trip(value: Any) -> None:
        assert codec.decode(record, codec.encode(value)) == value

    round_trip()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_comes_back_to_the_bit(value: float) -> None:
    to = codec.decode(Update, codec.encode(update(to=update().to.__class__(state="known", value=value)))).to
    assert to.value is not None
    assert math.copysign(1, to.value) == math.copysign(1, value)
    assert to.value == value


def test_the_state_before_is_called_from() -> None:
    written = orjson.loads(codec.encode(update()))
    assert written["from"]["state"] == "scheduled"
    assert "from_" not in written


def test_a_text_that_looks_like_the_field_s_name_is_left_alone() -> None:
    sly = update(summary='he wrote "from_": and "from": on the wall')
    assert codec.decode(Update, codec.encode(sly)) == sly


def test_fields_of_a_newer_writer_are_passed_over() -> None:
    newer = orjson.loads(codec.encode(item())) | {"mood": "cheerful", "nested": {"from_": [1]}}
    assert codec.decode(Item, orjson.dumps(newer)) == item()


def test_fields_that_an_older_writer_did_not_know_have_defaults() -> None:
    required = {field: value for field, value in orjson.loads(codec.encode(item())).items() if field != "slug"}
    assert codec.decode(Item, orjson.dumps(required)).slug == ""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"revision": "two"}, "$.revision"),
        ({"received_at": "2026-03-02T12:00:00"}, "$.received_at"),
        ({"relation": "cousin"}, "$.relation"),
        ({"edits": [{"op": "edited", "new": {"span": [0], "text": "x"}}]}, "$.edits[0].new.span"),
    ],
)
def test_an_error_names_the_record_and_the_field(change: dict[str, Any], field: str) -> None:
    broken = orjson.loads(codec.encode(article())) | change
    with pytest.raises(InvalidEvent) as error:
        codec.decode(Article, orjson.dumps(broken))
    assert "Article" in str(error.value)
    assert field in str(error.value)


def test_a_missing_field_is_named() -> None:
    broken = orjson.loads(codec.encode(article()))
    del broken["lineage"]
    with pytest.raises(InvalidEvent, match="lineage"):
        codec.decode(Article, orjson.dumps(broken))


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b"null", b"\xff\xfe", b'{"uri": "\xc3\x28"}', b"[" * 200_000])
def test_what_is_not_a_record_is_an_error_of_the_message(data: bytes) -> None:
    with pytest.raises(InvalidEvent):
        codec.decode(Article, data)


def test_half_a_surrogate_pair_cannot_be_written() -> None:
    with pytest.raises(InvalidEvent, match="Item"):
        codec.encode(item(headline="\ud83d"))


def test_records_are_frozen_with_slots_and_every_id_is_a_hash_of_what_it_names() -> None:
    for record in RECORDS:
        assert is_dataclass(record)
        assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
        assert hasattr(record, "__slots__")
        assert all(field.kw_only for field in fields(record))
    assert stable_id("ab", "c") != stable_id("a", "bc")
    assert stable_id("\ud800") == stable_id("\ud800")
