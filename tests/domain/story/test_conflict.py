"""Twins: what speaks against two reports being of one happening."""

from datetime import date, timedelta

import pytest

from schemas.common import Passage
from schemas.enriched import Enriched, Entity, EntityType, EventMention, FigureMention
from schemas.ids import stable_id
from streams.domain.story.anchors import anchors, explicit_days, last_weekday
from streams.domain.story.conflict import Profile, agreement, doubt, profile
from streams.domain.story.policy import StoryPolicy
from streams.domain.text import words
from tests.builders import enriched

POLICY = StoryPolicy()


def named(text: str, *people: str, kind: EntityType = "person") -> tuple[Entity, ...]:
    """The names where they stand in the text."""
    spans = [(text.index(name), text.index(name) + len(name)) for name in people]
    return tuple(
        Entity(id=stable_id(kind, name), type=kind, name=name, mentions=(Passage(span=span, text=name),))
        for name, span in zip(people, spans, strict=True)
    )


def figure(measure: str, value: float, unit: str = "") -> FigureMention:
    return FigureMention(
        measure=measure, value=value, unit=unit, qualifier="exactly", span=(0, 1), sentence=Passage(span=(0, 1), text="x", field="headline")
    )


def event(head: str) -> EventMention:
    sentence = Passage(span=(0, 1), text="x", field="headline")
    return EventMention(
        head=head, label=head, span=(0, 1), sentence=sentence, status="started", assertion="news", trigger="began"
    )  # fmt: skip


def about(body: str = "", **fields: object) -> Profile:
    article: Enriched = enriched(body=body, **{"headline": "", **fields})
    return profile(anchors(article, [words(entity.name) for entity in article.entities]))


def left(one: Profile, other: Profile, *, doubted: float = 1.0) -> float:
    return agreement(one, other, doubt=doubted, rarity=lambda _: 1.0, policy=POLICY)


def test_another_person_in_the_lead_is_another_arrest() -> None:
    brandt, ferri = "Striker Ada Brandt was held.", "Striker Ugo Ferri was held."
    first, second = about(brandt, entities=named(brandt, "Ada Brandt")), about(ferri, entities=named(ferri, "Ugo Ferri"))
    assert left(first, first) == 1
    assert left(first, second) < 0.8


def test_the_officials_that_two_reports_quote_at_the_end_do_not_part_them() -> None:
    text = "Rain fell on the valley. " * 20
    one, other = text + "Ada Brandt of the fire service said so.", text + "Ugo Ferri of the police said so."
    assert left(about(one, entities=named(one, "Ada Brandt")), about(other, entities=named(other, "Ugo Ferri"))) > 0.95


def test_a_title_or_a_first_name_makes_no_other_person() -> None:
    one, other = "Governor Maud Ferris spoke.", "Mrs Ferris spoke."
    assert left(about(one, entities=named(one, "Maud Ferris")), about(other, entities=named(other, "Ferris"))) == 1


def test_a_town_that_the_model_takes_for_a_person_is_still_that_town() -> None:
    text = "Selmi shook."
    assert left(about(text, entities=named(text, "Selmi", kind="place")), about(text, entities=named(text, "Selmi"))) == 1


def test_another_town_is_another_quake() -> None:
    here, there = "A quake shook Selmi.", "A quake shook Bekhal."
    assert (
        left(about(here, entities=named(here, "Selmi", kind="place")), about(there, entities=named(there, "Bekhal", kind="place"))) < 0.95
    )


@pytest.mark.parametrize(
    ("then", "now", "conflicts"),
    [
        (figure("dead", 9, "people"), figure("dead", 14, "people"), False),
        (figure("dead", 14, "people"), figure("dead", 3, "people"), True),
        (figure("price", 34, "USD"), figure("price", 61, "USD"), True),
        (figure("price", 34, "USD"), figure("price", 34.2, "USD"), False),
        (figure("price", 34, "USD"), figure("share", 28, "percent"), False),
    ],
)
def test_a_toll_may_rise_but_a_price_is_a_price(then: FigureMention, now: FigureMention, conflicts: bool) -> None:
    assert (left(about(figures=(now,)), about(figures=(then,))) < 1) is conflicts


def test_numbers_in_the_headline_that_differ_count_and_one_that_is_shared_settles_it() -> None:
    story = about(headline="212 aboard grounded ferry")
    assert left(about(headline="156 aboard burning ferry"), story) < 0.6
    assert left(about(headline="All 212 taken off ferry, 3 hurt"), story) == 1


def test_a_year_is_no_number_that_tells_twins_apart() -> None:
    assert left(about(headline="First cut since 2023"), about(headline="Hottest day since 1987")) == 1


def test_days_that_are_named_conflict_and_a_weekday_agrees_with_its_day() -> None:
    wednesday = {"version_created": enriched().version_created.replace(day=4)}
    assert left(about("The quake of Feb 17 cost lives."), about("The quake of March 3 cost lives.")) < 1
    assert left(about("The quake of March 3 cost lives."), about("A quake hit on Tuesday.", **wednesday)) == 1
    assert left(about("Talks on Monday.", **wednesday), about("Talks on Tuesday.", **wednesday)) == 1


def test_another_kind_of_event_counts_a_little() -> None:
    assert 0.8 < left(about(events=(event("strike"),)), about(events=(event("recall"),))) < 1


def test_what_conflicts_counts_half_while_a_story_is_on_and_fully_a_day_later() -> None:
    fresh, old = doubt(timedelta(0), articles=99, policy=POLICY), doubt(timedelta(days=2), articles=99, policy=POLICY)
    assert (round(fresh, 2), round(old, 2)) == (0.49, 0.99)
    one, other = about(headline="212 aboard"), about(headline="156 aboard")
    assert left(one, other, doubted=fresh) > 0.5 > left(one, other, doubted=old)


def test_what_one_article_is_about_is_not_yet_what_a_story_is_about() -> None:
    day = timedelta(days=1)
    assert doubt(day, articles=1, policy=POLICY) == 0.5 < doubt(day, articles=5, policy=POLICY) < 1


def test_a_story_is_about_what_most_of_its_articles_are_about() -> None:
    told = profile({"person:ferris": 6.0, "person:brandt": 0.2}, articles=6)
    assert left(profile({"person:brandt": 1.0}), told) < 0.7
    assert left(profile({"person:ferris": 1.0}), told) == 1


@pytest.mark.parametrize(("text", "days"), [("Feb 30", []), ("on 29 February", []), ("31 Dec.", [date(2025, 12, 31)]), ("May be 12", [])])
def test_only_days_that_exist_are_days(text: str, days: list[date]) -> None:
    assert explicit_days(text, near=date(2026, 1, 5)) == days


def test_the_first_day_of_all_has_no_tuesday_before_it() -> None:
    assert last_weekday("tuesday", on=date(1, 1, 1)) == date(1, 1, 1)
