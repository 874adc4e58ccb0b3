"""Turns that are told by a construction rather than by a trigger verb, and plans told anew."""

import pytest
from spacy.language import Language

from schemas.enriched import NEWS, EventMention
from streams.domain.enrich.events import event_mentions
from streams.domain.enrich.reading import read
from tests.builders import tuesday


def mentions(nlp: Language, body: str) -> list[EventMention]:
    reading = read(tuesday(body), nlp=nlp)
    return [m for m in event_mentions(reading, ()) if m.assertion in NEWS]


@pytest.mark.parametrize(
    ("sentence", "status", "label"),
    [
        ("There will be no parade in Selby this year.", "cancelled", "the parade"),
        ("There will be no vote on Friday, and another day has not been named.", "postponed", "the vote"),
        ("The closing gala has been struck from the programme.", "cancelled", "the closing gala"),
        ("Organisers called time on the kite festival.", "cancelled", "the kite festival"),
        ("The union has added six days to its walkout.", "extended", "its walkout"),
        ("Prosecutors were given another month to bring charges.", "extended", "the deadline"),
        ("The tin festival got off to a noisy start on Monday.", "started", "the tin festival"),
        ("The overtime ban took hold at noon.", "started", "the overtime ban"),
        ("Orrin United beat Selby Town 3-1 on Saturday.", "concluded", "match"),
        ("Sunday's final goes to Port Ellery.", "moved", "Sunday's final"),
        ("Brand & Sons has withdrawn its offer for the brewery.", "withdrawn", "its offer for the brewery"),
        ("The trial is now to open on 9 March, the court said.", "rescheduled", "the trial"),
        ("The conference will be held in Oslo instead of Helsinki.", "moved", "the conference"),
        ("The talks will start on 9 March, two days sooner than planned.", "rescheduled", "the talks"),
    ],
)
def test_a_construction_tells_what_became_of_an_event(nlp: Language, sentence: str, status: str, label: str) -> None:
    assert (status, label) in [(m.status, m.label) for m in mentions(nlp, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "There will be no talks unless the guns fall silent.",
        "There will be no further talks this week.",
        "The regatta was off to a flying start when the rain came.",
        "The side struck from the left.",
        "Nobody has cancelled the parade.",
        "The parade was nearly called off.",
        "Her predecessor cancelled the parade.",
        "He cancelled the parade when he was mayor.",
        "The last time the council cancelled the parade, it rained.",
        "The council met in 2019, but that parade was cancelled.",
        "The parade is expected to be cancelled.",
        "Having cancelled the parade, the council went home.",
    ],
)
def test_what_only_sounds_like_it_is_no_news_of_a_cancellation(nlp: Language, sentence: str) -> None:
    assert [m.label for m in mentions(nlp, sentence) if m.status in ("cancelled", "postponed")] == []
