"""The timeline as an editor reads it."""

import io
from dataclasses import replace
from typing import Any

from rich.console import Console

from schemas.filed import Merged
from streams.timeline import gather
from tests.builders import NOON, after, article, filed, update


def printed(*records: Any) -> str:
    console = Console(width=100, file=io.StringIO(), color_system=None)
    console.print(gather(records).render())
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def published(uri: str, story_id: str, **fields: Any) -> tuple[Any, Any]:
    common = {"uri": uri, "lineage": uri, **fields}
    return article(**common), filed(**common, story_id=story_id)


def test_a_story_shows_its_newest_headline_and_its_updates_with_both_sides() -> None:
    told = replace(update(), uri="wire:1", revision=0, story_id="story-1")
    text = printed(*published("wire:1", "story-1", headline="Bridge closes"), told)
    assert "Bridge closes" in text
    assert "1 article and 0 copies, 1 update" in text
    assert told.summary in " ".join(text.split())
    for evidence in told.evidence:
        assert evidence.text in " ".join(text.split())


def test_a_record_that_comes_twice_counts_once() -> None:
    told = replace(update(), uri="wire:1", revision=0, story_id="story-1")
    once = (*published("wire:1", "story-1"), told)
    assert printed(*once) == printed(*once, *once)


def test_stories_come_in_the_order_of_their_first_articles() -> None:
    early = published("wire:1", "story-b", headline="First", received_at=NOON)
    late = published("wire:2", "story-a", headline="Second", received_at=after(hours=1))
    text = printed(*late, *early)
    assert text.index("First") < text.index("Second")


def test_a_merged_story_stands_under_the_one_it_went_into() -> None:
    one, two = published("wire:1", "story-a"), published("wire:2", "story-b")
    merged = Merged(story_id="story-b", merged_into="story-a", language="en", received_at=NOON)
    assert "2 articles" in printed(*one, *two, merged)
