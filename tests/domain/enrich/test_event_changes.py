"""Which decisions, levels and changes of people a sentence states, and which only look like them."""

import pytest
from spacy.language import Language

from schemas.enriched import NEWS, EventMention
from streams.domain.enrich.events import event_mentions
from streams.domain.enrich.reading import read
from tests.builders import tuesday


def told(nlp: Language, body: str, status: str) -> list[EventMention]:
    reading = read(tuesday(body), nlp=nlp)
    return [m for m in event_mentions(reading, ()) if m.status == status and m.assertion in NEWS]


@pytest.mark.parametrize(
    ("sentence", "head", "outcome"),
    [
        ("The council approved the tram plan by 31 votes to 20.", "plan", "approved"),
        ("Regulators blocked the merger on Friday.", "merger", "rejected"),
        ("The court struck down the ban on night flights.", "ban", "rejected"),
        ("The two sides reached an agreement on fishing.", "agreement", "agreed"),
        ("A jury found Hugo Brandt guilty of theft.", "trial", "convicted"),
        ("Hugo Brandt was sentenced to six years in prison.", "trial", "sentenced"),
    ],
)
def test_a_decision_says_what_was_decided_and_which_way(nlp: Language, sentence: str, head: str, outcome: str) -> None:
    (mention,) = told(nlp, sentence, "decided")
    assert (mention.head, mention.outcome) == (head, outcome)


@pytest.mark.parametrize(
    "sentence",
    [
        "If the council approves the plan, work will start in May.",
        "The council will approve the plan on Friday.",
        "The treaty, which was signed in 1971, is to be renewed.",
        "It was the third time that he had said that the plan was approved.",
        "Hugo Brandt was convicted of theft in 2014.",
        "The board has not approved the plan.",
    ],
)
def test_what_is_to_come_denied_or_long_past_is_no_decision(nlp: Language, sentence: str) -> None:
    assert told(nlp, sentence, "decided") == []


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Geologists raised the alert level to three on Monday.", "three"),
        ("The weather office lowered its warning for the coast from red to orange.", "orange"),
        ("The storm was upgraded to a hurricane.", "hurricane"),
        ("Detectives are now treating the drowning as murder.", "murder"),
    ],
)
def test_a_level_is_read_with_its_new_step(nlp: Language, sentence: str, level: str) -> None:
    (mention,) = told(nlp, sentence, "level_change")
    assert mention.outcome == level


@pytest.mark.parametrize(
    "sentence",
    ["Fishermen raised the price of cod to nine dollars.", "She raised her glass to the volunteers.", "They may raise the alert to red."],
)
def test_prices_toasts_and_possibilities_are_no_levels(nlp: Language, sentence: str) -> None:
    assert told(nlp, sentence, "level_change") == []


@pytest.mark.parametrize(
    ("sentence", "leaves", "joins"),
    [
        ("Helen Moss stepped down as chair of the jury on Monday.", ("Helen Moss",), ()),
        ("Spain has withdrawn from the contest.", ("Spain",), ()),
        ("Sweden has joined the coalition.", (), ("Sweden",)),
        ("Tom Ekman will open the fair instead of Rosa Lind.", ("Rosa Lind",), ("Tom Ekman",)),
        ("Oskar Wolde will not attend the summit.", ("Oskar Wolde",), ()),
    ],
)
def test_a_change_of_people_says_who_for_whom(nlp: Language, sentence: str, leaves: tuple[str, ...], joins: tuple[str, ...]) -> None:
    (mention,) = told(nlp, sentence, "participant_change")
    assert (mention.leaves, mention.joins) == (leaves, joins)


@pytest.mark.parametrize(
    "sentence",
    [
        "Helen Moss refused to step down as chair of the jury.",
        "Families called on Helen Moss to resign as chair.",
        "For the first time in history a president resigned.",
        "The army withdrew its troops from the valley.",
    ],
)
def test_refusals_demands_and_troops_are_no_change_of_people(nlp: Language, sentence: str) -> None:
    assert told(nlp, sentence, "participant_change") == []


def test_an_end_to_come_says_that_it_runs_and_a_later_one_that_it_was_extended(nlp: Language) -> None:
    one = tuesday("The ceasefire is due to expire on Friday.")
    (running,) = (m for m in event_mentions(read(one, nlp=nlp), ()))
    assert (running.status, running.assertion) == ("started", "background")
    (longer,) = told(nlp, "The curfew is now in force until Sunday.", "extended")
    assert longer.head == "curfew"
