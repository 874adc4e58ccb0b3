"""Times in words to instants, against the time an article was written.

dateparser reads the dates; the few relative phrases that it does not read as newsrooms mean them are ours.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

import dateparser
from dateparser.data.date_translation_data.en import info as ENGLISH

from streams.domain.calendar import ANY_MONTH, MONTHS

Direction = Literal["past", "future"]

STALE = timedelta(days=21)
"""What a sentence dates this far before its article, or further, is background: a wire writes of the week, not the month."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
LIKE_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
"""What every year has in it, for a first look."""
LAST = re.compile(r"\b(last|previous|past|earlier this) (week|month|year|summer|winter|spring|autumn|fall|season|decade|century)\b")
AGO = re.compile(r"\b(weeks?|months?|years?|decades?|centur(?:y|ies)) (ago|earlier|before)\b")
SAME_DAY = re.compile(r"\b(today|tonight|this (?:morning|afternoon|evening)|later in the day|overnight|that (?:evening|night))\b")
STEP = re.compile(r"\b(this|next|last) (week|month|year)\b")
LEAD_IN = re.compile(r"^(?:on|to|at|in|by|until|till|for|from|since|late|early|the|next|this|last|about|around)\s+")

MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
NUMBER_OR_MONTH = re.compile(rf"\d|\b{ANY_MONTH}\b")
MONTH_DAY = re.compile(rf"({'|'.join(MONTHS)})(?: (\d{{1,2}}))?(?:,? (\d{{4}}))?")
NUMBER_AGO = re.compile(r"(\d{1,3}) (year|week|day|hour|minute)s? ago")
ANY_DAY = datetime(2024, 1, 15, 12, tzinfo=UTC)

DAYS = {"week": 7, "month": 30, "year": 365}


def resolve(phrase: str, *, base: datetime, direction: Direction = "future") -> datetime | None:
    """Turn a phrase into an instant.

    Args:
        phrase: As it stands: "Monday night", "14 May", "next week", "at 19:45".
        base: When the article was written, UTC.
        direction: Which way a bare weekday or month points.

    Returns:
        UTC, midnight where the phrase gives no hour; None where it is no time that we can read.

    Source:
        dateparser with RELATIVE_BASE, behind rules for relative weeks and weekdays.

    >>> resolve("Friday", base=datetime(2026, 3, 4, tzinfo=UTC)).date().isoformat()
    '2026-03-06'
    >>> resolve("Friday", base=datetime(2026, 3, 4, tzinfo=UTC), direction="past").date().isoformat()
    '2026-02-27'
    """
    return _resolve(" ".join(phrase.lower().split()), base.astimezone(UTC).replace(second=0, microsecond=0), direction)


@lru_cache(maxsize=4096)
def _resolve(phrase: str, base: datetime, direction: Direction) -> datetime | None:
    midnight = base.replace(hour=0, minute=0)
    if SAME_DAY.search(phrase):
        return midnight
    if "tomorrow" in phrase:
        return midnight + timedelta(days=1)
    if "yesterday" in phrase:
        return midnight - timedelta(days=1)
    if step := STEP.search(phrase):
        sign = {"this": 0, "next": 1, "last": -1}[step[1]]
        return midnight + timedelta(days=sign * DAYS[step[2]])
    weekday = next((n for n, day in enumerate(WEEKDAYS) if day in phrase), None)
    if weekday is not None and not re.search(r"\d", phrase):
        ahead = (weekday - base.weekday()) % 7
        if direction == "past":
            return midnight - timedelta(days=(-ahead) % 7)
        return midnight + timedelta(days=ahead + (7 if phrase.startswith("next ") and ahead < 3 else 0))
    bare = phrase
    while (shorter := LEAD_IN.sub("", bare)) != bare:
        bare = shorter
    if not bare or (bare.isdigit() and not YEAR.fullmatch(bare)):
        return None
    if plain := _plain(bare, base, direction):
        return plain
    if not KNOWN.issuperset(LONG_WORD.findall(bare)) or (not MONTH.search(bare) and _unreadable(bare)):
        return None
    return _parsed(bare, base, direction)


def _plain(phrase: str, base: datetime, direction: Direction) -> datetime | None:
    """The instant of the commonest forms, as dateparser has it: "2019", "14 years ago", "May", "May 14", "May 14, 2019"."""
    if YEAR.fullmatch(phrase):
        return base.replace(year=int(phrase), day=1, hour=0, minute=0)
    if ago := NUMBER_AGO.fullmatch(phrase):
        return _back(base, int(ago[1]), ago[2])
    named = MONTH_DAY.fullmatch(phrase)
    return _of_month(named, base, direction) if named else None


def _back(base: datetime, number: int, unit: str) -> datetime:
    """So many units before; of a year the first of the month, as dateparser has it."""
    return base.replace(year=base.year - number, day=1) if unit == "year" else base - timedelta(**{f"{unit}s": number})


def _of_month(named: re.Match[str], base: datetime, direction: Direction) -> datetime | None:
    """The instant of a month, its day and year if they are given; None where the month has no such day."""
    month, day, year = MONTHS.index(named[1]) + 1, int(named[2] or 1), named[3]
    try:
        found = datetime(int(year) if year else base.year, month, day, tzinfo=UTC)
        if year is None and direction == "past" and found > base:
            found = found.replace(year=base.year - 1)
        if year is None and direction == "future" and found <= base:
            found = found.replace(year=base.year + 1)
    except ValueError:
        return None
    return found


@lru_cache(maxsize=4096)
def _unreadable(phrase: str) -> bool:
    """Whether a phrase is no time to dateparser, whenever it is written; most phrases with a number in them aren't."""
    return _parsed(phrase, ANY_DAY, "past") is None


def _words_in(data: Any) -> Iterator[str]:
    """The words of a nest of lists and dicts."""
    if isinstance(data, str):
        yield from LONG_WORD.findall(data.lower())
    elif isinstance(data, dict | list):
        for each in (*data, *data.values()) if isinstance(data, dict) else data:
            yield from _words_in(each)


LONG_WORD = re.compile(r"[a-z]{5,}")
"""Shorter ones may be names of time zones, and parts of "7pm"."""
KNOWN = frozenset(_words_in(ENGLISH))
"""The longer words that dateparser knows in English: a phrase with another one is no time to it, which it takes long to say."""


def _parsed(phrase: str, base: datetime, direction: Direction) -> datetime | None:
    found: datetime | None = dateparser.parse(
        phrase,
        languages=["en"],
        settings={
            "RELATIVE_BASE": base.replace(tzinfo=None),
            "PREFER_DATES_FROM": direction,
            "PREFER_DAY_OF_MONTH": "first",
            "TIMEZONE": "UTC",
            "PARSERS": ["relative-time", "absolute-time"],
        },
    )
    return found.replace(tzinfo=UTC) if found else None


def load() -> None:
    """Have dateparser read its data now: at an article's first date it would hold that article up for a sixth of a second."""
    _parsed("noon", ANY_DAY, "past")


def stale(phrase: str, *, base: datetime) -> bool:
    """Whether a time in words lies so far back that what it dates is background.

    >>> written = datetime(2026, 3, 4, tzinfo=UTC)
    >>> [stale(p, base=written) for p in ("in 2019", "last year", "two months ago", "on Monday", "on 14 May")]
    [True, True, True, False, False]
    """
    low = phrase.lower()
    if LAST.search(low) or AGO.search(low):
        return True
    year = YEAR.search(low)
    if year and int(year[1]) < base.year:
        when = resolve(phrase, base=base, direction="past")
        return when is None or base - when > STALE or when > base
    if NUMBER_OR_MONTH.search(low):
        ahead = resolve(phrase, base=base, direction="future")
        back = resolve(phrase, base=base, direction="past")
        return ahead is not None and back is not None and base - back > STALE and ahead - base > timedelta(days=180)
    return False


def concrete(phrase: str) -> bool:
    """Whether a phrase names a day or an hour, rather than "later this year"."""
    low = phrase.lower()
    if any(day in low for day in WEEKDAYS) or re.search(r"\b(today|tonight|tomorrow)\b", low):
        return True
    return bool(re.search(r"\d", low)) and not re.search(r"\b(hours?|minutes?|days?|weeks?|months?|years?)\b", low)
