"""Intake: written times to instants."""

from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import InvalidEvent
from streams.domain.intake.times import embargo, instant
from tests.builders import NOON, ninjs
from tests.domain.intake.wires import item_in


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-02T12:00:00Z",
        "2026-03-02T12:00:00.000+00:00",
        "2026-03-02T14:00:00+02:00",
        "20260302T120000Z",
        "2026-03-02 07:00:00-05:00",
        "2026-03-02T17:30+05:30",
        "Mon, 02 Mar 2026 12:00:00 GMT",
        "Mon, 02 Mar 2026 07:00:00 EST",
        "2 Mar 2026 13:00 +0100",
        "2026-03-02T12:00:00",
        " 2026-03-02T12:00Z\n",
    ],
)
def test_a_time_is_the_same_instant_in_any_zone_and_form(written: str) -> None:
    assert instant(written, name="sent")[0] == NOON


@pytest.mark.parametrize(
    "written",
    [
        "yesterday", "0001-01-01T00:00:00+23:59", "1066-10-14T09:00:00Z", "2026-13-01T00:00:00Z", "2026-02-30", "99999-01-01T00:00:00Z",
        "-1", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59-14:00", "Mon, 99 Foo 2026", "1" * 100_000, "Mon, 02 Mar 2026 12:00:00 +9999",
    ],
)  # fmt: skip
def test_an_absurd_time_is_none_and_is_told(written: str) -> None:
    when, guesses = instant(written, name="sent")
    assert when is None
    assert guesses[0].startswith("sent: ")
    assert len(guesses[0]) < 120


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00Z", "yesterday", "9999-12-31T00:00:00Z", "2026-03-02T12:00:01Z", None])
def test_an_item_without_a_possible_time_was_made_when_it_came(written: str | None) -> None:
    assert item_in(orjson.dumps(ninjs(versioncreated=written))).version_created == NOON


def test_an_embargo_that_nobody_understands_is_not_published_over() -> None:
    assert embargo("2026-03-02T18:00+01:00", name="embargoed", uri="wire:1")[0] == datetime(2026, 3, 2, 17, tzinfo=UTC)
    with pytest.raises(InvalidEvent, match="wire:1: embargoed: no time in 'noon'"):
        embargo("noon", name="embargoed", uri="wire:1")


@given(st.text() | st.datetimes().map(str) | st.datetimes().map(datetime.isoformat))
def test_any_text_is_a_time_or_none(written: str) -> None:
    when, _ = instant(written, name="sent")
    assert when is None or when.tzinfo is UTC
