"""The forms of dates that are read without dateparser say what it says."""

from datetime import UTC, datetime, timedelta

import dateparser
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.domain.calendar import MONTHS
from streams.domain.enrich.temporal import Direction, resolve

PHRASES = st.one_of(
    st.integers(1500, 2099).map(str),
    st.builds("{} {}s ago".format, st.integers(2, 400), st.sampled_from(("year", "week", "day", "hour", "minute"))),
    st.sampled_from(MONTHS),
    st.builds("{} {}".format, st.sampled_from(MONTHS), st.integers(1, 28)),
    st.builds("{} {}, {}".format, st.sampled_from(MONTHS), st.integers(1, 28), st.integers(1900, 2099)),
)
MINUTES = st.integers(1, 15 * 365 * 24 * 60)
TIMES = MINUTES.map(lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)).filter(
    lambda at: (at.month, at.day) != (2, 29) and (at.hour, at.minute) != (0, 0)
)
"""But a leap day, whose months dateparser puts into the next leap year, and midnight, which it takes for the day before."""


@given(PHRASES, TIMES, st.sampled_from(("past", "future")))
@settings(max_examples=200, deadline=None)
def test_plain_dates_are_read_as_dateparser_reads_them(phrase: str, written: datetime, direction: Direction) -> None:
    expected = dateparser.parse(
        phrase,
        languages=["en"],
        settings={
            "RELATIVE_BASE": written.replace(tzinfo=None),
            "PREFER_DATES_FROM": direction,
            "PREFER_DAY_OF_MONTH": "first",
            "TIMEZONE": "UTC",
            "PARSERS": ["relative-time", "absolute-time"],
        },
    )
    assert expected is not None
    assert resolve(phrase, base=written, direction=direction) == expected.replace(tzinfo=UTC)
