"""The update stage: rows, repeats and merges."""

from schemas import codec
from schemas.filed import Merged, Story
from schemas.update import Update
from streams.agents.update import Updates
from streams.domain.update.memory import UpdateMemory
from streams.domain.update.state import StoryState
from tests.builders import NOON, message
from tests.visits import off, plan, take


def feed(stage: Updates, memory: UpdateMemory, record: object) -> tuple[str, list[object]]:
    outcome = stage.handle(message(record, now=NOON), memory)
    assert outcome.name in stage.outcomes
    for key, row in outcome.change.items():
        stored = codec.decode(StoryState, codec.encode(row))
        assert stored == row
        memory.apply(key, stored)
    return outcome.name, list(outcome.send)


def test_each_touched_story_is_sent_after_its_updates() -> None:
    stage = Updates()
    memory = stage.memory()
    feed(stage, memory, plan())
    name, sent = feed(stage, memory, off())
    assert name == "changed"
    assert [type(record) for record in sent] == [Update, Story]
    assert isinstance(sent[0], Update)
    assert sent[0].detected_at == NOON


def test_the_same_article_again_sends_nothing() -> None:
    stage = Updates()
    memory = stage.memory()
    for record in (plan(), off()):
        feed(stage, memory, record)
    assert feed(stage, memory, off()) == ("repeated", [])


def test_an_article_of_a_merged_story_counts_in_the_older_one() -> None:
    stage = Updates()
    memory = stage.memory()
    feed(stage, memory, plan())
    feed(stage, memory, take("Elsewhere.", uri="young", story_id="s2"))
    merged = Merged(story_id="s2", merged_into="s1", language="en", received_at=NOON)
    assert feed(stage, memory, merged)[0] == "merged"
    assert feed(stage, memory, merged) == ("repeated", [])
    name, sent = feed(stage, memory, off(story_id="s2"))
    assert name == "changed"
    assert isinstance(sent[-1], Story)
    assert sent[-1].story_id == "s1"
