"""An editor who doubts an update is shown its sentences, its mentions, what was known before and the rule."""

import json
from pathlib import Path

import pytest

from schemas import codec
from schemas.enriched import EventMention
from schemas.errors import InvalidEvent
from schemas.topics import TOPIC_OF
from schemas.update import Update
from streams.domain.update.advance import advance
from streams.domain.update.policy import UpdatePolicy
from streams.domain.update.state import new_story
from streams.explain import NotThere, explain, find
from tests.builders import NOON
from tests.test_cli import writethru
from tests.visits import OFF, PLAN, mention, plan, take


def lines(*records: object) -> list[bytes]:
    return [
        json.dumps({"topic": TOPIC_OF[type(record)].name, "key": "en", "value": json.loads(codec.encode(record))}).encode()
        for record in records
    ]


def called_off() -> tuple[list[bytes], Update]:
    said: EventMention = mention(OFF, status="cancelled", trigger="called off", attribution="her office")
    after = take(OFF, hours=1, events=(said,))
    state, _ = advance(new_story("s1", "en"), plan(), policy=UpdatePolicy(), now=NOON)
    state, told = advance(state, after, policy=UpdatePolicy(), now=NOON)
    return lines(plan(), after, *told, state.story), told[0]


def test_it_shows_both_sentences_the_mention_the_rule_and_the_history() -> None:
    records, update = called_off()
    text = explain(find(records, update.update_id))
    assert text.startswith("cancelled (high, asserted): The visit to Lisbon has been cancelled, her office said.")
    assert f"before: wire:0 revision 0, body 0-{len(PLAN)}" in text
    assert f"after: wire:1 revision 0, body 0-{len(OFF)}" in text
    assert "0: the visit to Lisbon — cancelled by “called off”, news by her office" in text
    assert "scheduled->cancelled: cancelled may follow" in text
    assert [line.strip().split()[1] for line in text[text.index("History") :].splitlines()[1:]] == ["scheduled,", "cancelled,"]
    assert text.rstrip().endswith("<- this update")


def test_the_beginning_of_an_id_is_enough() -> None:
    records, update = called_off()
    assert find(records, update.update_id[:8]).updates[0]["update_id"] == update.update_id


def test_without_the_article_and_the_story_it_says_so() -> None:
    records, update = called_off()
    text = explain(find([line for line in records if b"wire.update" in line], update.update_id))
    assert "the article is not in the file" in text
    assert "the story is not in the file" in text


def test_an_unknown_id_and_a_line_that_is_no_record_are_said() -> None:
    with pytest.raises(NotThere, match="no update nothing"):
        find(called_off()[0], "nothing")
    with pytest.raises(InvalidEvent, match="line 1: no record of a replay"):
        find([b"rubbish"], "x")


def test_the_command_prints_it_and_tells_a_mistake_in_words(tmp_path: Path) -> None:
    records, update = called_off()
    file = tmp_path / "out.jsonl"
    file.write_bytes(b"\n".join(records))
    done = writethru("explain", file, update.update_id)
    assert (done.returncode, done.stdout.decode().splitlines()[0]) == (0, f"cancelled (high, asserted): {update.summary}")
    missing = writethru("explain", file, "nothing")
    assert (missing.returncode, missing.stderr) == (1, b"writethru: no update nothing\n")
