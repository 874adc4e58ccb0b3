"""The days that a sentence names, as days of the calendar."""

import re
from datetime import date, datetime
from functools import lru_cache

from streams.domain.enrich import temporal

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DAY = re.compile(
    rf"\b(?:(?P<weekday>{WEEKDAY}),? )?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:(?:-| to | and )\d{{1,2}}(?:st|nd|rd|th)?)? (?P<m1>{MONTH})\b"
    rf"|(?P<m2>{MONTH})\.? (?P<d2>\d{{1,2}})\b)|\b(?P<alone>{WEEKDAY}|tomorrow|today|tonight)\b",
    re.IGNORECASE,
)
SAID_THEN = re.compile(
    r"\b(?:said|says|announced|"
    r"told [\w ]{1,20}|reported|warned|ruled|decided|confirmed|agreed|informed [\w ]{1,12})(?: (?:late|early))? on $",
    re.IGNORECASE,
)
TOLD_THEN = re.compile(r"^ (?:\w+ly )?\w+(?:ed|ew|ut|id|ld)\b", re.IGNORECASE)
"""What shows that a day is that of the telling: "the ministry said on Monday", "the board on Monday deferred"."""


@lru_cache(maxsize=2048)
def days_of(text: str, base: datetime) -> tuple[date, ...]:
    """The days to come that a text names, in its order; the day of a statement is none of them.

    >>> from datetime import UTC
    >>> [d.isoformat() for d in days_of("is to be held on Saturday, Feb. 17, it said on Monday", datetime(2024, 2, 1, tzinfo=UTC))]
    ['2024-02-17']
    """
    found: list[date] = []
    for day in DAY.finditer(text):
        alone = day["alone"]
        if alone and (
            SAID_THEN.search(text[: day.start()]) or (text[: day.start()].endswith("on ") and TOLD_THEN.search(text[day.end() :]))
        ):
            continue
        phrase = alone or f"{temporal.MONTHS[_month(day['m1'] or day['m2'])]} {day['d1'] or day['d2']}"
        when = temporal.resolve(phrase, base=base)
        if when is not None and when.date() not in found:
            found.append(when.date())
    return tuple(found)


def _month(name: str) -> int:
    return next(n for n, month in enumerate(temporal.MONTHS) if month.startswith(name.lower()[:3]))
