"""Which language a text is said to be in where the wire doesn't tell, on sentences of our own in 27 languages, with a floor.

languages.jsonl: {language, text}, "und" where there is nothing to tell it from.
"""

import json
from pathlib import Path

from streams.agents.intake import detect_language

TOLD_FLOOR = 0.93
"""33 of 34 were told in 2026-11, Indonesian not; one more may go with a new model."""
ROWS = [json.loads(line) for line in Path(__file__).with_name("languages.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_sentence_tells_its_language() -> None:
    right = [detect_language(row["text"]) == row["language"] for row in ROWS]
    assert sum(right) >= TOLD_FLOOR * len(ROWS)


def test_no_sentence_is_said_to_be_in_a_wrong_language() -> None:
    assert [row for row in ROWS if detect_language(row["text"]) not in (row["language"], "und")] == []
