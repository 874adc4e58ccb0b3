"""The dateline: where and when a desk says that it wrote, in front of the first sentence.

It is taken out of the body: it is no part of the sentence, copies differ in it ("(Agency) PORT ELLERY —"), and the item keeps it apart.
"""

import re
from datetime import date, datetime

from schemas.item import Dateline
from streams.domain.calendar import WIRE_MONTH

_MONTH = f"(?i:{WIRE_MONTH})"
_DATE = rf"(?P<date>{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_CAPS = r"(?P<caps>[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’-]+(?:[ /][^\W\d_a-zß-ÿ.'’-]+){0,3})"
_MIXED = r"(?P<mixed>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2})"
_REGION = rf"(?:, (?!{_MONTH} \d)[A-ZÀ-Þ][\w.]+(?: [A-ZÀ-Þ][\w.]+){{0,2}}){{0,2}}"
_AGENCY = r"\((?P<agency>[A-Z][^()\n]{1,40})\)"
_DASH = r"(?:\s+-\s+|\s*(?:--|[–—―])\s*|\s+-$)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:{_AGENCY}\s*(?:[-–—]+\s*)?)?{_CAPS}{_REGION}(?:,? {_DATE})?{_DASH}",
        rf"{_CAPS}{_REGION}(?:,? {_DATE})?\s*{_AGENCY}(?:{_DASH}|:?\s+(?=[A-ZÀ-Þ\"“‘]))",
        rf"{_MIXED}{_REGION}(?:,? {_DATE})?\s*{_AGENCY}(?:{_DASH}|:?\s+(?=[A-ZÀ-Þ\"“‘]))",
        rf"{_MIXED}{_REGION},? {_DATE}{_DASH}",
        rf"{_AGENCY}{_DASH}",
    )
)
"""The five forms agencies use, the ones that say most first.

A place in mixed case needs a date or an agency beside it to be told from a subject.
"""
_MARKERS_LIST = "BREAKING UPDATE UPDATED WATCH LIVE OPINION ANALYSIS EXCLUSIVE CORRECTION FILE FACTBOX EXPLAINER REVIEW NOTE VIDEO PHOTOS"
_MARKERS = frozenset(_MARKERS_LIST.split())
"""Words in capitals before a dash that name no place."""
MAX_CHARS = 90
"""The longest dateline: two places, a date and two agencies."""


def take_dateline(paragraph: str, *, version_created: datetime) -> tuple[Dateline | None, str]:
    """Part a dateline from the sentence behind it.

    Args:
        paragraph: The body's first; one line.
        version_created: Tells the year that datelines leave out.

    Returns:
        The dateline, or None, and the rest of the paragraph: "" where a dateline stands alone in it.

    >>> from datetime import UTC
    >>> take_dateline("ORAN, May 6 (Wire) — Talks ended.", version_created=datetime(2026, 5, 7, tzinfo=UTC))
    (Dateline(place='Oran', date=datetime.date(2026, 5, 6)), 'Talks ended.')
    """
    head = paragraph[: MAX_CHARS + 1]
    for form in _FORMS:
        found = form.match(head)
        if found is None or found.end() > MAX_CHARS:
            continue
        groups = found.groupdict()
        place = groups.get("caps") or groups.get("mixed") or ""
        if place.split(" ")[0] in _MARKERS:
            continue
        written = groups.get("date")
        dateline = Dateline(place=_cased(place) or None, date=day_of(written, near=version_created.date()) if written else None)
        return dateline, paragraph[found.end() :].lstrip()
    return None, paragraph


def _cased(place: str) -> str:
    """Capitals as a name is written: "AL-MINA" is "Al-Mina", "L’AQUILA" "L’Aquila"."""
    if place != place.upper():
        return place
    return re.sub(r"[^\W\d_]+(?:['’]S\b)?", lambda word: word.group().capitalize(), place)


def day_of(written: str, *, near: date) -> date | None:
    """The day that "May 6", "6 May" or "May 6, 2026" means; without a year, the one closest to `near`. None where there is no such day.

    >>> day_of("Dec. 30", near=date(2026, 1, 2))
    datetime.date(2025, 12, 30)
    """
    numbers = [int(number) for number in re.findall(r"\d+", written)]
    name = re.search(r"[A-Za-z]{3}", written)
    if name is None:
        return None
    month = "JanFebMarAprMayJunJulAugSepOctNovDec".index(name.group().capitalize()) // 3 + 1
    years = [numbers[1]] if len(numbers) > 1 else [near.year - 1, near.year, near.year + 1]
    days = [day for year in years if (day := _valid(year, month, numbers[0]))]
    return min(days, key=lambda day: abs(day - near), default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
