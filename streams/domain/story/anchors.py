"""What pins an article to one happening: whom and where it is about, which numbers and days it gives, which events it reports.

Two earthquakes share most of their words; they don't share these. An anchor is a kind and a key ("place:selmi") with its salience
(0..1): how much the article is about it. `conflict.py` compares them.
"""

import re
from datetime import date, timedelta

from schemas.common import Passage
from schemas.enriched import Enriched, Entity
from streams.domain.text import words

KINDS = ("person", "place", "organisation", "number", "figure", "day", "weekday", "event")
"""In the order in which they are compared; entities of another type are taken for organisations, the model's catch-all."""

IN_HEADLINE = 1.0
IN_LEAD = 0.7
PER_MENTION = 0.2
"""Salience of a name in the headline, in the lead, and for each mention elsewhere: by hand; five mentions are as much as a headline,
one official quoted at the end is next to nothing."""
LEAD_CHARS = 300
"""The first paragraph of a wire story ends about here."""
_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
_WEEKDAYS = {name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(rf"(?i)\b(?:{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?\b|(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?!\w))(?:,? ((?:19|20)\d\d)\b)?")
_WEEKDAY = re.compile(r"(?i)\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b")
_NUMBER = re.compile(r"(?<![\w.,:])\d+(?:[.,]\d+)*(?![\w:])")
_YEAR = re.compile(r"(?:19|20)\d\d")


def anchors(article: Enriched) -> dict[str, float]:
    """The anchors of an article by key, with their salience; the same article gives the same order anywhere."""
    found: dict[str, float] = {}

    def note(key: str, salience: float) -> None:
        found[key] = max(found.get(key, 0.0), round(salience, 3))

    for entity in article.entities:
        salience = _salience(entity.mentions)
        for word in name_words(entity):
            note(f"{_kind(entity)}:{word}", salience)
    lead = article.body[:LEAD_CHARS]
    english = article.language.split("-")[0] == "en"
    for text, salience in ((article.headline, IN_HEADLINE), (lead, IN_LEAD)):
        undated = text
        if english:
            for day in explicit_days(text, near=article.version_created.date()):
                note(f"day:{day}", salience)
            for name in _WEEKDAY.findall(text):
                note(f"weekday:{last_weekday(name, on=article.version_created.date())}", salience)
            undated = _DATE.sub(" ", text)
        for number in _NUMBER.findall(undated):
            if not _YEAR.fullmatch(number):
                note(f"number:{number}", salience)
    for figure in article.figures:
        if figure.assertion == "news":
            note(f"figure:{figure.measure}:{figure.unit}={figure.value:g}", IN_HEADLINE if figure.sentence.field == "headline" else IN_LEAD)
    for event in article.events:
        if event.assertion in ("news", "announced", "reported"):
            note(f"event:{event.head.casefold()}", IN_HEADLINE if event.sentence.field == "headline" else IN_LEAD)
    return found


def name_words(entity: Entity) -> tuple[str, ...]:
    """What a name is known by: a person's last word ("Governor Kallio" is "Ines Kallio"), all words of any other."""
    found = tuple(word.removesuffix("'s") for word in words(entity.name))
    return found[-1:] if entity.type == "person" else tuple(word for word in found if len(word) > 2)


def _kind(entity: Entity) -> str:
    return entity.type if entity.type in ("person", "place") else "organisation"


def _salience(mentions: tuple[Passage, ...]) -> float:
    if any(mention.field == "headline" for mention in mentions):
        return IN_HEADLINE
    here = PER_MENTION * len(mentions)
    if any(mention.field == "body" and mention.span[0] < LEAD_CHARS for mention in mentions):
        here = max(here, IN_LEAD)
    return min(IN_HEADLINE, here)


def explicit_days(text: str, *, near: date) -> list[date]:
    """The calendar days that a text names; one without a year is the nearest to `near`.

    >>> explicit_days("due in court on Sept 15; held on 2 May 2024", near=date(2026, 9, 1))
    [datetime.date(2026, 9, 15), datetime.date(2024, 5, 2)]
    """
    found = []
    for month, day, day_first, month_after, year in _DATE.findall(text):
        number, name = int(day or day_first), _MONTHS[(month or month_after)[:3].casefold()]
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
        return on - timedelta(days=(on.weekday() - _WEEKDAYS[name.casefold()]) % 7)
    except OverflowError:
        return on
