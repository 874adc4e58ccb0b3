"""Statements about one visit, ready made: what the tests of the update stage are told by."""

from typing import Any

from schemas.common import Passage
from schemas.enriched import EventMention
from schemas.filed import Filed
from tests.builders import after, filed

PLAN = "The governor will visit Lisbon on Friday."
OFF = "The governor has cancelled the visit to Lisbon."


def mention(text: str, *, status: str = "scheduled", assertion: str = "news", **fields: Any) -> EventMention:
    defaults: dict[str, Any] = {"head": "visit", "label": "the visit to Lisbon", "span": (0, 3), "trigger": status, "place": "Lisbon"}
    return EventMention(status=status, assertion=assertion, sentence=Passage(span=(0, len(text)), text=text), **(defaults | fields))  # type: ignore[arg-type]


def take(text: str, *, hours: float = 0, events: tuple[EventMention, ...] | None = None, **fields: Any) -> Filed:
    when = after(hours=hours)
    uri = fields.pop("uri", f"wire:{hours:g}")
    defaults: dict[str, Any] = {
        "headline": "",
        "lineage": uri,
        "story_id": "s1",
        "version_created": when,
        "received_at": when,
        "events": events or (),
    }
    return filed(uri=uri, body=text, **(defaults | fields))


def plan(**fields: Any) -> Filed:
    return take(PLAN, events=(mention(PLAN, assertion="announced"),), **fields)


def off(hours: float = 1, **fields: Any) -> Filed:
    return take(
        OFF,
        hours=hours,
        events=(mention(OFF, status="cancelled", **{k: fields.pop(k) for k in ("assertion", "factuality") if k in fields}),),
        **fields,
    )
