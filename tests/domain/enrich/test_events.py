"""Which events a sentence states, and what it says became of them."""

from datetime import UTC, datetime

import pytest
from spacy.language import Language

from schemas.enriched import NEWS, EventMention
from streams.domain.enrich.events import event_mentions
from streams.domain.enrich.reading import read
from tests.builders import tuesday


def mentions(nlp: Language, body: str, headline: str = "") -> tuple[EventMention, ...]:
    return event_mentions(read(tuesday(body, headline=headline), nlp=nlp), ())


@pytest.mark.parametrize(
    ("sentence", "status", "head"),
    [
        ("The governor cancelled a visit to Carravale on Tuesday.", "cancelled", "visit"),
        ("The governor's trip to Carravale has been called off, her office said.", "cancelled", "trip"),
        ("The company has scrapped plans for a merger with its rival.", "cancelled", "merger"),
        ("The office announced the cancellation of the concert.", "cancelled", "concert"),
        ("The federation has postponed Wednesday's semi-final.", "postponed", "semi-final"),
        ("The hearing was deferred until Friday for want of an interpreter.", "rescheduled", "hearing"),
        ("The regatta will now be held on March 20.", "rescheduled", "regatta"),
        ("The trial was moved to Port Elling for reasons of safety.", "moved", "trial"),
        ("Seven weeks on, the strike is over.", "concluded", "strike"),
        ("The two delegations ended their talks on Tuesday night.", "concluded", "talks"),
        ("Wage talks at the docks are back on.", "reinstated", "talks"),
        ("Divers called off their search until daylight.", "suspended", "search"),
        ("Both armies have extended the ceasefire until June.", "extended", "ceasefire"),
        ("The inquiry opened on Monday in Carravale.", "started", "inquiry"),
        ("The minister will hold talks in Carravale on Friday.", "scheduled", "talks"),
        ("On Friday Olsen is due to visit Carravale.", "scheduled", "visit"),
    ],
)
def test_a_turn_told_as_news(nlp: Language, sentence: str, status: str, head: str) -> None:
    assert [(m.status, m.head) for m in mentions(nlp, sentence) if m.assertion in NEWS] == [(status, head)]


@pytest.mark.parametrize(
    ("sentence", "assertion"),
    [
        ("The visit to Carravale has not been cancelled.", "negated"),
        ("The office refused to cancel the visit.", "negated"),
        ("No plan exists to cancel the visit.", "negated"),
        ("If the visit is cancelled, the town will lose money.", "conditional"),
        ("The governor could cancel the visit, aides said.", "conditional"),
        ("The governor threatened to call off the visit.", "conditional"),
        ("Union leaders called on the governor to cancel the visit.", "demanded"),
        ("The office denied that the governor had cancelled the visit.", "denied"),
        ("The governor cancelled a visit to Carravale in 2019.", "background"),
        ("The regatta, which was cancelled last year, draws thousands to the town.", "background"),
        ("The governor had cancelled the visit.", "background"),
        ("The governor defended cancelling the visit.", "background"),
    ],
)
def test_a_turn_only_spoken_of_is_no_news(nlp: Language, sentence: str, assertion: str) -> None:
    assert [m.assertion for m in mentions(nlp, sentence) if m.status == "cancelled"] == [assertion]


@pytest.mark.parametrize(
    "sentence",
    [
        "A late penalty cancelled out what the visitors had gained.",
        "The post denied Rovers a third goal.",
        "Shops closed early and the street fell silent.",
        "A plumber replaced the pipes of the old school.",
    ],
)
def test_words_that_only_look_like_a_turn(nlp: Language, sentence: str) -> None:
    assert not [m for m in mentions(nlp, sentence) if m.assertion in NEWS]


def test_a_video_call_stands_in_for_the_visit_that_was_cancelled(nlp: Language) -> None:
    found = mentions(
        nlp, "The mayors will reportedly stage a video conference as a substitute for the in-person meeting that Olsen cancelled."
    )
    new = next(m for m in found if m.replaces is not None)
    assert (new.head, new.status, new.format, new.factuality) == ("conference", "replaced", "video", "reported")
    assert new.replaces is not None
    old = found[new.replaces]
    assert (old.head, old.status, old.assertion, old.format) == ("meeting", "cancelled", "background", "in_person")


def test_a_mention_carries_place_time_source_and_the_sentence_to_the_letter(nlp: Language) -> None:
    body = "First paragraph.\n\nThe governor will visit Lisbon on Friday, her office said. It is a long way."
    (found,) = mentions(nlp, body)
    start, end = found.sentence.span
    assert body[start:end] == found.sentence.text == "The governor will visit Lisbon on Friday, her office said."
    assert (found.place, found.time, found.attribution) == ("Lisbon", datetime(2026, 3, 6, tzinfo=UTC), "her office")
    assert (found.assertion, found.factuality) == ("announced", "announced")


def test_a_headline_leaves_out_its_auxiliaries(nlp: Language) -> None:
    assert [(m.status, m.assertion) for m in mentions(nlp, "", headline="Governor to send delegation to Lisbon")] == [
        ("scheduled", "announced")
    ]
    assert [(m.status, m.assertion) for m in mentions(nlp, "", headline="Cup semi-final postponed after storm")] == [("postponed", "news")]


def test_an_empty_article_states_nothing(nlp: Language) -> None:
    assert mentions(nlp, "") == ()
