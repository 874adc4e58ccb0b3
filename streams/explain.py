"""Why an update was raised: its sentences, the mentions behind it, the event's history and the rule.

Reads what `writethru replay` printed, or the same lines recorded from the topics wire.enriched (or wire.filed), wire.story and
wire.update, as recorded.py takes them from a broker.
"""

import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from schemas.errors import InvalidEvent
from streams.domain.update.transitions import RULES

WIDTH = 110
"""Characters of a line on a desk's terminal."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An update with what the records say around it."""

    updates: tuple[Json, ...]
    """All records with the id: raised, upgraded, retracted."""
    article: Json | None
    """The enriched article that brought it; none where the lines don't hold it."""
    story: Json | None
    """The newest record of its story, or of the one that took it over."""


class NotThere(Exception):
    """No record has the id."""


def find(lines: Iterable[bytes], update_id: str) -> Found:
    """Look for an update and what belongs to it.

    Args:
        lines: {"topic", "key", "value"} a line; an id may be cut to its first characters as long as they are unique.
        update_id: Whole, or its beginning.

    Raises:
        NotThere: If no update has that id, or several begin with it.
        InvalidEvent: If a line is no record.
    """
    updates: list[Json] = []
    articles: dict[tuple[str, int], Json] = {}
    stories: dict[str, Json] = {}
    for topic, value in _records(lines):
        if topic == "wire.update" and str(value.get("update_id", "")).startswith(update_id):
            updates.append(value)
        elif topic in ("wire.enriched", "wire.filed") and "revision" in value:
            articles[value["uri"], value["revision"]] = value
        elif topic == "wire.story":
            stories[value["story_id"]] = value
    ids = sorted({u["update_id"] for u in updates})
    if len(ids) != 1:
        raise NotThere(f"no update {update_id}" if not ids else f"{update_id} begins several ids: {', '.join(ids)}")
    first = updates[0]
    return Found(updates=tuple(updates), article=articles.get((first["uri"], first["revision"])), story=_story(stories, first["story_id"]))


def _records(lines: Iterable[bytes]) -> Iterator[tuple[str, Json]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            yield record["topic"], record["value"]
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidEvent(f"line {number}: no record of a replay ({error})") from error


def _story(stories: dict[str, Json], story_id: str) -> Json | None:
    for _ in range(50):
        story = stories.get(story_id)
        if story is None or not story.get("merged_into"):
            return story
        story_id = story["merged_into"]
    return None


def explain(found: Found) -> str:
    """An update and its reasons as text for a terminal."""
    update = found.updates[0]
    parts = [
        f"{update['kind']} ({update['severity']}, {update['factuality']}): {update['summary']}",
        f"  update {update['update_id']}, story {update['story_id']}",
        *(f"  also {u['op']}: {u['summary']}" for u in found.updates[1:]),
        "",
        "Sentences",
        *_sentences(update),
        "",
        "Mentions",
        *_mentions(update, found.article),
        "",
        "Rule",
        f"  {_rule(update)}",
        "",
        "History",
        *_history(update, found.story),
    ]
    return "\n".join(parts) + "\n"


def _sentences(update: Json) -> Iterator[str]:
    for evidence in update["evidence"]:
        start, end = evidence["span"]
        yield f"  {evidence['side']}: {evidence['uri']} revision {evidence['revision']}, {evidence['field']} {start}-{end}"
        yield from _wrapped(evidence["text"])


def _mentions(update: Json, article: Json | None) -> Iterator[str]:
    if article is None:
        yield "  the article is not in the file"
        return
    kept = article["figures" if update["kind"] == "figure_change" else "events"]
    for n in update["because"]["mentions"]:
        if n >= len(kept):
            continue
        mention = kept[n]
        if "measure" in mention:
            yield f"  {n}: {mention['measure']} {mention['qualifier']} {mention['value']:g} {mention['unit']}, {mention['assertion']}"
            continue
        told = f" by {mention['attribution']}" if mention["attribution"] else ""
        yield f"  {n}: {mention['label']} — {mention['status']} by “{mention['trigger']}”, {mention['assertion']}{told}"
        extra = {"place": mention["place"], "time": mention["time_text"], "outcome": mention.get("outcome")}
        extra |= {"leaves": ", ".join(mention.get("leaves", ())), "joins": ", ".join(mention.get("joins", ()))}
        if told_more := "; ".join(f"{name} {value}" for name, value in extra.items() if value):
            yield f"     {told_more}"
    if not update["because"]["mentions"]:
        yield "  none: the item's own wire marks"


def _rule(update: Json) -> str:
    rule = next((r for r in RULES if r.kind == update["kind"]), None)
    fired = update["because"]["rule"]
    if rule is None:
        return str(fired)
    return f"{fired}: {rule.kind} may follow {', '.join(sorted(rule.from_states)) or 'nothing'} ({rule.severity})"


def _history(update: Json, story: Json | None) -> Iterator[str]:
    if story is None:
        yield "  the story is not in the file"
        return
    kept = next((e for e in (*story["events"], *story["figures"]) if e["id"] == update["event"]["id"]), None)
    if kept is None:
        yield f"  the story keeps no history of {update['event']['label']}"
        return
    for step in kept["transitions"]:
        state = step["state"]
        value = f" {state['value']:g}" if state.get("value") is not None else ""
        outcome = f" ({state['outcome']})" if state.get("outcome") else ""
        here = "  <- this update" if step["update_id"] == update["update_id"] else ""
        yield f"  {step['version_created']} {state['state']}{value}{outcome}, {step['factuality']}, {step['source']['uri']}{here}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent="    ", subsequent_indent="    ")
