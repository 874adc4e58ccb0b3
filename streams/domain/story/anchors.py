"""What pins an article to one happening: whom and where it is about, which numbers and days it gives, which events it reports.

Two earthquakes share most of their words; they don't share these. An anchor is a kind and a key ("place:selmi") with its salience
(0..1): how much the article is about it. The kinds are person, place, organisation (with all other names: the model's catch-all),
number, figure, day, weekday and event. `conflict.py` compares them.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from schemas.common import Passage, primary_language
from schemas.enriched import NEWS, Enriched, Entity
from streams.domain.calendar import ANY_WEEKDAY, MONTHS, WEEKDAYS, WIRE_MONTH

IN_HEADLINE = 1.0
IN_LEAD = 0.7
PER_MENTION = 0.2
"""Salience of a name in the headline, in the lead, and for each mention elsewhere: by hand; five mentions are as much as a headline,
one official quoted at the end is next to nothing."""
LEAD_CHARS = 300
"""The first paragraph of a wire story ends about here."""
_MONTH_STARTS = tuple(month[:3] for month in MONTHS)
_MONTH = f"({WIRE_MONTH.lower()})"
_DATE = re.compile(rf"\b(?:{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?\b|(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?!\w))(?:,? ((?:19|20)\d\d)\b)?")
_WEEKDAY = re.compile(rf"\b({ANY_WEEKDAY})\b")
_NUMBER = re.compile(r"\d(?<![\w.,:].)\d*(?:[.,]\d+)*(?![\w:])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")


def anchors(article: Enriched, names: Sequence[tuple[str, ...]]) -> dict[str, float]:
    """The anchors of an article by key, with their salience; the same article gives the same order anywhere.

    Args:
        article: Any article.
        names: The words of each of its entities' names.
    """
    found: dict[str, float] = {}
    for entity, spoken in zip(article.entities, names, strict=True):
        salience, kind = _salience(entity.mentions), _kind(entity)
        # a person is known by the last word ("Governor Kallio" is "Ines Kallio"), anything else by any
        for word in spoken[-1:] if kind == "person" else spoken:
            if kind == "person" or len(word) > 2:
                _note(found, f"{kind}:{word}", salience)
    english = primary_language(article.language) == "en"
    for text, salience in ((article.headline, IN_HEADLINE), (article.body[:LEAD_CHARS], IN_LEAD)):
        for anchor in _stated(text, written=article.version_created.date(), english=english):
            _note(found, anchor, salience)
    for figure in article.figures:
        if figure.assertion == "news":
            _note(found, f"figure:{figure.measure}:{figure.unit}={figure.value:g}", _weight(figure.sentence))
    for event in article.events:
        if event.assertion in NEWS:
            _note(found, f"event:{event.head.casefold()}", _weight(event.sentence))
    return found


def _note(found: dict[str, float], anchor: str, salience: float) -> None:
    found[anchor] = max(found.get(anchor, 0.0), salience)


def _stated(text: str, *, written: date, english: bool) -> list[str]:
    """The days, weekdays and numbers of a stretch of text; the names of months and weekdays are English ones."""
    text = text.lower()
    found = []
    if english and any(name in text for name in WEEKDAYS):
        found += [f"weekday:{last_weekday(name, on=written)}" for name in _WEEKDAY.findall(text)]
    if _DIGIT.search(text) is None:
        return found
    if english and any(month in text for month in _MONTH_STARTS):
        found += [f"day:{day}" for day in explicit_days(text, near=written)]
        text = _DATE.sub(" ", text)
    return found + [f"number:{number}" for number in _NUMBER.findall(text) if not _YEAR.fullmatch(number)]


def _weight(sentence: Passage) -> float:
    return IN_HEADLINE if sentence.field == "headline" else IN_LEAD


def _kind(entity: Entity) -> str:
    return entity.type if entity.type in ("person", "place") else "organisation"


def _salience(mentions: tuple[Passage, ...]) -> float:
    salience = min(IN_HEADLINE, round(PER_MENTION * len(mentions), 3))
    for mention in mentions:
        if mention.field == "headline":
            return IN_HEADLINE
        if mention.field == "body" and mention.span[0] < LEAD_CHARS:
            salience = max(salience, IN_LEAD)
    return salience


def explicit_days(text: str, *, near: date) -> list[date]:
    """The calendar days that a text names; one without a year is the nearest to `near`.

    >>> explicit_days("due in court on Sept 15; held on 2 May 2024", near=date(2026, 9, 1))
    [datetime.date(2026, 9, 15), datetime.date(2024, 5, 2)]
    """
    found = []
    for month, day, day_first, month_after, year in _DATE.findall(text.lower()):
        number, name = int(day or day_first), _MONTH_STARTS.index((month or month_after)[:3]) + 1
        years = [int(year)] if year else [near.year - 1, near.year, near.year + 1]
        possible = [date(y, name, number) for y in years if _exists(y, name, number)]
        if possible:
            found.append(min(possible, key=lambda d: (abs((d - near).days), d)))
    return found


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def last_weekday(name: str, *, on: date) -> date:
    """The newest day of that name up to `on`: news says "on Tuesday" of the Tuesday that was.

    >>> last_weekday("Tuesday", on=date(2026, 9, 3))
    datetime.date(2026, 9, 1)
    """
    try:
        return on - timedelta(days=(on.weekday() - WEEKDAYS.index(name.casefold())) % 7)
    except OverflowError:
        return on
