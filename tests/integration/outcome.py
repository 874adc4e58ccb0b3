"""What a run has told the world, in a form that two runs can be compared by: every id, with what stands under it."""

from collections.abc import Iterable
from typing import Any

import orjson

from schemas import codec
from schemas.filed import Filed, Merged, Story
from streams.config import Settings
from streams.replay import Replay, records
from streams.topology import FLOW, build

TOLD = (
    "wire.article",
    "wire.duplicate",
    "wire.enriched",
    "wire.quote",
    "wire.entity",
    "wire.filed",
    "wire.story",
    "wire.update",
    "wire.alert",
)
"""Topics whose records follow from wire.item alone."""

Told = dict[str, dict[str, Any]]
"""Topic to id to record, without what a clock says."""


def told(found: Iterable[tuple[str, Any]]) -> Told:
    """The last record under each id; a repeat with the same id must say the same.

    Raises:
        AssertionError: If one id stands for two different things.
    """
    world: Told = {topic: {} for topic in TOLD}
    for topic, record in found:
        if topic in world:
            name, said = _id(record), _timeless(record)
            if topic != "wire.story":  # compacted: each record replaces the one before it
                assert world[topic].setdefault(name, said) == said, f"{topic}: {name} was told twice, and differently"
            world[topic][name] = said
    return world


def replayed(items: Iterable[bytes], settings: Settings) -> Told:
    """What `writethru replay` makes of recorded wire.item records."""
    flow = Replay([build(step.name, settings) for step in FLOW if step.name not in ("intake", "deliver")])
    return told((produced.topic, produced.value) for topic, record in records(items) for produced in flow.feed(topic, record))


def _id(record: Any) -> str:
    match record:
        case Merged():
            return f"{record.story_id}>{record.merged_into}"
        case Story():
            return record.story_id
        case Filed():
            return f"{record.uri}#{record.revision}"
    for name in ("quote_id", "alert_id", "update_id"):
        if hasattr(record, name):
            return f"{getattr(record, name)}{getattr(record, 'op', '')}"
    if hasattr(record, "mentions"):
        return f"{record.id}@{record.uri}#{record.revision}"
    return f"{record.uri}#{getattr(record, 'revision', record.item_id)}"


def _timeless(record: Any) -> Any:
    return _without(orjson.loads(codec.encode(record)), "detected_at")


def _without(said: Any, name: str) -> Any:
    if isinstance(said, dict):
        return {key: _without(value, name) for key, value in said.items() if key != name}
    return [_without(each, name) for each in said] if isinstance(said, list) else said
