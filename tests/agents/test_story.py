"""The story stage as the runner calls it, and what a restart does to it."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from schemas.enriched import Enriched, Unenriched
from schemas.filed import Filed
from streams.agents.stage import Outcome
from streams.agents.story import Stories
from streams.domain.story.memory import StoryMemory
from streams.domain.story.policy import StoryPolicy
from tests.builders import NOON, apply_stored, enriched, message

SMALL = StoryPolicy(idle=timedelta(days=2), counted_articles=25, expired_at_once=2, story_terms=12, article_terms=10)
"""Limits that a wire of a hundred short articles reaches."""


def wire(seed: int, length: int) -> list[Enriched]:
    """Articles of a few topics with words in common, some of them versions, over a fortnight."""
    chance = random.Random(seed)
    common = [f"common{n}" for n in range(12)]
    articles: list[Enriched] = []
    for seq in range(length):
        topic = chance.randrange(8)
        words = chance.sample(common, 4) + chance.choices([f"topic{topic}word{n}" for n in range(15)], k=9)
        received_at = NOON + timedelta(hours=3 * seq)
        fields: dict[str, Any] = {"uri": f"wire:{seq}", "body": " ".join(words), "headline": " ".join(words[4:6])}
        if seq > 5 and chance.random() < 0.2:
            fields |= {"uri": articles[-chance.randrange(1, 6)].lineage, "revision": 1, "relation": "version"}
        articles.append(
            enriched(
                **fields,
                language=chance.choice(["en", "de"]),
                lineage=fields["uri"],
                seq=seq,
                received_at=received_at,
                version_created=received_at,
            )
        )
    return articles


def take(stage: Stories, memory: StoryMemory, rows: dict[str, Any], article: Enriched) -> Outcome:
    outcome = stage.handle(message(article), memory)
    apply_stored(memory, outcome.change)
    for key, row in outcome.change.items():
        rows.pop(key, None)
        if row is not None:
            rows[key] = row
    return outcome


def test_an_article_leaves_as_it_came_with_its_story() -> None:
    stage = Stories()
    article = enriched(uri="wire:9", seq=3)
    outcome = stage.handle(message(article), stage.memory())
    (filed,) = outcome.send
    assert outcome.name == "opened"
    assert isinstance(filed, Filed)
    assert {name: getattr(filed, name) for name in Enriched.__dataclass_fields__} == {
        name: getattr(article, name) for name in Enriched.__dataclass_fields__
    }
    assert filed.story_id


def test_an_article_that_was_not_enriched_is_passed_by() -> None:
    stage = Stories()
    gap = Unenriched(uri="wire:1", language="en", seq=4, reason="crashed", received_at=NOON)
    outcome = stage.handle(message(gap), stage.memory())
    assert (outcome.name, outcome.send, dict(outcome.change)) == ("passed", (), {})


def test_deciding_changes_nothing_by_itself() -> None:
    stage, memory, rows = Stories(SMALL), StoryMemory(), dict[str, Any]()
    for article in wire(1, 20):
        take(stage, memory, rows, article)
    article = replace(wire(1, 21)[-1], seq=20)
    first = stage.handle(message(article), memory)
    assert stage.handle(message(article), memory) == first


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_memory_restored_at_any_moment_decides_as_one_that_never_stopped(seed: int) -> None:
    stage, memory, rows = Stories(SMALL), StoryMemory(), dict[str, Any]()
    chance = random.Random(seed)
    names = set()
    for article in wire(seed, 120):
        if chance.random() < 0.3:
            shuffled = list(rows.items())
            chance.shuffle(shuffled)
            restored = StoryMemory()
            apply_stored(restored, dict(shuffled))
            apply_stored(restored, dict(shuffled[: len(shuffled) // 2]))  # a row that comes twice changes nothing
            assert stage.handle(message(article), restored) == stage.handle(message(article), memory)
        names.add(take(stage, memory, rows, article).name)
    assert names == {"opened", "joined", "followed"}


def test_a_language_is_filed_as_if_it_were_alone() -> None:
    stage, both, alone = Stories(SMALL), StoryMemory(), StoryMemory()
    mixed = {article.seq: take(stage, both, {}, article).send for article in wire(4, 100)}
    for article in wire(4, 100):
        if article.language == "en":
            assert take(stage, alone, {}, article).send == mixed[article.seq]


def test_memory_is_bounded() -> None:
    stage, memory, rows = Stories(SMALL), StoryMemory(), dict[str, Any]()
    sizes = []
    for article in wire(5, 400):
        take(stage, memory, rows, article)
        sizes.append(len(rows))
    assert max(sizes[200:]) <= max(sizes[:200]) + 5
