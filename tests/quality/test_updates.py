"""Which changes are told and which traps are not fallen into, on texts of our own, with floors.

updates.jsonl: {before, text, kinds, why}: `text` comes a day after `before` in the same story; `kinds` are the updates that it must
raise, none for a trap, and `why` names the trap. sample_gold.jsonl: the sample wire with the updates that it must raise. Measured 2026-11:
every trap silent, all but 2 of 313 changes told, and the sample wire without a miss or a false alert.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from schemas.update import Update
from streams.config import Settings
from streams.replay import Replay, records
from streams.topology import FLOW, build
from tests.quality.texts import told_of
from tests.telling import QUIET


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()]


ROWS = rows("updates.jsonl")
TRAPS = [row for row in ROWS if not row["kinds"]]
CHANGES = [row for row in ROWS if row["kinds"]]
TOLD_FLOOR = 0.96
"""311 of 313 were told in 2026-11, of sentences most of which the rules were written for: of three batches that no rule had seen,
62, 62 and 50 per cent were. A few may go with a new model."""


def raised(row: dict[str, Any], nlp: Language) -> list[Update]:
    """What the second text tells of a story that had the first."""
    return told_of(row["before"], row["text"], nlp=nlp)


@pytest.mark.parametrize("row", TRAPS, ids=lambda row: f"{row['why']}: {row['text'][:50]}")
def test_a_trap_raises_nothing(row: dict[str, Any], nlp: Language) -> None:
    assert [(u.kind, u.summary) for u in raised(row, nlp)] == []


def test_of_the_changes_this_share_is_told_and_nothing_else_with_it(nlp: Language) -> None:
    found = [(row, raised(row, nlp)) for row in CHANGES]
    right = [row for row, updates in found if [u.kind for u in updates] == row["kinds"]]
    assert len(CHANGES) >= 100
    assert len(right) / len(CHANGES) >= TOLD_FLOOR, [row["text"] for row, _ in found if row not in right]


def test_every_change_has_a_sentence_on_each_side_where_it_says_it_stands(nlp: Language) -> None:
    for row in CHANGES:
        texts = {"wire:0": row["before"], "wire:1": row["text"]}
        for update in raised(row, nlp):
            assert [e.side for e in update.evidence] == ["before", "after"]
            assert [texts[e.uri][slice(*e.span)] for e in update.evidence] == [e.text for e in update.evidence]


def test_the_sample_wire_tells_its_changes_and_no_others() -> None:
    sample = Path(__file__).parents[2] / "samples" / "wire.jsonl"
    flow = Replay([build(step.name, Settings()) for step in FLOW if step.name not in ("alert", "deliver")])
    produced = [p.value for topic, record in records(sample.read_bytes().splitlines()) for p in flow.feed(topic, record)]
    told: dict[tuple[str, str], list[str]] = {}
    for update in produced:
        if isinstance(update, Update) and update.op == "raised" and update.kind not in QUIET:
            told.setdefault((update.uri, update.version), []).append(update.kind)
            assert {e.side for e in update.evidence} == {"before", "after"}
    for row in rows("sample_gold.jsonl"):
        wanted = {kind for update in row["gold"]["updates"] for kind in update["kinds"]}
        found = told.pop((row["uri"], row["version"]), [])
        assert wanted <= set(found)
        assert set(found) <= wanted | set(row["gold"]["tolerated"])
    assert told == {}


def test_the_sample_wire_is_what_its_labels_speak_of() -> None:
    sample = Path(__file__).parents[2] / "samples" / "wire.jsonl"
    items = [json.loads(line) for line in sample.read_text(encoding="utf-8").splitlines()]
    assert items == [{key: value for key, value in row.items() if key != "gold"} for row in rows("sample_gold.jsonl")]
