"""The days that a sentence names."""

from datetime import UTC, date, datetime

import pytest

from streams.domain.enrich.days import days_of

BASE = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("will now be held on 14 May", [date(2026, 5, 14)]),
        ("takes place on Saturday, Mar. 14", [date(2026, 3, 14)]),
        ("moved from April 3 to April 9", [date(2026, 4, 3), date(2026, 4, 9)]),
        ("the board said on Thursday", []),
        ("the board on Thursday deferred it to Friday", [date(2026, 3, 6)]),
        ("may come in 14 days", []),
    ],
)
def test_days_to_come_are_read_and_days_of_the_telling_are_not(text: str, days: list[date]) -> None:
    assert list(days_of(text, BASE)) == days
