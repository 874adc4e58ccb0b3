"""Turns told in many ways, by an author who knew the kinds and no rule, with floors.

pairs.jsonl: {before, text, kinds, about, why, aside}: `text` comes a day after `before` in the same story; any one of `kinds` is right,
none is for a trap, and `why` says what the row tries. Half of the rows is set `aside`: no rule was written on them.
pairs_2.jsonl: the same for what is decided, begins, ends, is extended, changes its level or who takes part.
pairs_3.jsonl: all of these kinds as an agency would word them, by two authors who knew no rule; the second one's rows are set aside.
pairs_4.jsonl: the same as an ordinary reporter would most likely put it, by one more author; half is set aside.

The author of the first two was asked for turns without a usual word for them ("they put their names to it"), and few are told. A table of
such cues told 45 of 70 and 45 of 66 of the halves that it was written on, but 18 and 10 of those set aside, where it also raised ten wrong
kinds and woke four traps more; on 9,900 articles of real news it was wrong more often than right. It was taken out, and what these sets
guard is the silence.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from tests.quality.texts import told_of

FILES = ("pairs.jsonl", "pairs_2.jsonl", "pairs_3.jsonl", "pairs_4.jsonl")
ROWS: dict[str, list[dict[str, Any]]] = {
    name: [json.loads(line) for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()] for name in FILES
}
FLOORS: dict[tuple[str, bool], tuple[float, float]] = {
    ("pairs.jsonl", False): (0.14, 0.96),
    ("pairs.jsonl", True): (0.11, 0.93),
    ("pairs_2.jsonl", False): (0.04, 0.96),
    ("pairs_2.jsonl", True): (0.02, 0.96),
    ("pairs_3.jsonl", False): (0.36, 0.95),
    ("pairs_3.jsonl", True): (0.42, 0.95),
    ("pairs_4.jsonl", False): (0.80, 0.95),
    ("pairs_4.jsonl", True): (0.55, 0.95),
}
"""Lowest share of changes told, and of traps that stay silent, by file and whether the rows are set aside. Measured 2026-11: .20 and 1.00,
aside .21 and .97; .06 and .97, aside .08 and 1.00; .41 and .98, aside .48 and .97; .87 and .97, aside .60 and 1.00. Before any rule was
written for them the third file had .21 and .96, aside .36 and .97, and the fourth .57 and .97 in all."""


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
    assert min(kinds.values()) >= (4 if name == "pairs_4.jsonl" else 10)
    assert sum(not row["kinds"] for row in ROWS[name]) >= 60
