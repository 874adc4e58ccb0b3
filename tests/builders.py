"""Records for tests: each builder fills in what the test is not about. The clock stands still at NOON."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import orjson

from schemas import codec
from schemas.article import Article
from schemas.enriched import Enriched
from schemas.filed import EventState, Evidence, Filed
from schemas.item import Item
from schemas.update import Alert, Because, EventRef, Update
from streams.agents.stage import Memory, Message, Raw

R = TypeVar("R")

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""A Monday; every record without a time of its own was made and received then."""

BODY = (
    "The harbour bridge at Port Ellery will close to lorries on Thursday, the city council said.\n\n"
    "Inspectors found cracks in two of its nine cables last week, and repairs are expected to take 40 days.\n\n"
    "“Nobody is in danger,” council leader Maud Ferris told reporters. “But we take no chances with this bridge.”"
)
"""A short story of our own with a date, figures, and a split quote."""


def after(*, hours: float = 0, minutes: float = 0, days: float = 0) -> datetime:
    """A time counted from NOON."""
    return NOON + timedelta(days=days, hours=hours, minutes=minutes)


def item(**fields: Any) -> Item:
    """An item; `received_at` given alone is its `version_created` too."""
    received_at = fields.get("received_at", NOON)
    defaults: dict[str, Any] = {
        "item_id": f"item-{fields.get('uri', 'wire:1')}-{fields.get('version', '1')}-{received_at:%d%H%M%S}",
        "uri": "wire:1",
        "version": "1",
        "provider": "Test Wire",
        "language": "en",
        "version_created": received_at,
        "received_at": received_at,
        "headline": "Harbour bridge to close to lorries",
        "body": BODY,
    }
    return Item(**{**defaults, **fields})


def article(**fields: Any) -> Article:
    """The first version of an article, unless `revision` says otherwise."""
    return Article(**{**_article_fields(fields), **fields})


def tuesday(body: str, *, headline: str = "") -> Article:
    """An article written at noon on Tuesday, 3 March 2026."""
    written = after(days=1)
    return article(headline=headline, body=body, version_created=written, received_at=written)


def enriched(**fields: Any) -> Enriched:
    """An article in which nothing was found, unless `entities`, `quotes`, `events` or `figures` say otherwise."""
    return Enriched(**{**_article_fields(fields), "model": "test 1.0", **fields})


def filed(**fields: Any) -> Filed:
    """An enriched article of the story "story-1"."""
    return Filed(**{**_article_fields(fields), "model": "test 1.0", "story_id": "story-1", **fields})


def update(**fields: Any) -> Update:
    """A raised update: a ferry crossing is cancelled, a high severity, a sentence on each side."""
    received_at = fields.get("received_at", NOON)
    defaults: dict[str, Any] = {
        "update_id": "update-1",
        "op": "raised",
        "story_id": "story-1",
        "uri": "wire:1",
        "version": "1",
        "revision": 0,
        "language": "en",
        "kind": "cancelled",
        "event": EventRef(id="event-1", label="the evening crossing"),
        "from_": EventState(state="scheduled"),
        "to": EventState(state="cancelled"),
        "summary": "The evening crossing to Port Ellery is cancelled.",
        "severity": "high",
        "factuality": "asserted",
        "evidence": (
            Evidence(side="before", uri="wire:0", revision=0, span=(0, 34), text="The evening crossing leaves at six."),
            Evidence(side="after", uri="wire:1", revision=0, span=(0, 39), text="The evening crossing has been cancelled."),
        ),
        "because": Because(rule="cancelled"),
        "received_at": received_at,
        "detected_at": received_at,
    }
    return Update(**{**defaults, **fields})


def alert(**fields: Any) -> Alert:
    """An alert to the desk of `update()`."""
    told = fields.get("update") or update()
    defaults: dict[str, Any] = {
        "alert_id": "alert-1",
        "update_id": told.update_id,
        "channel": "desk",
        "rule": "severity at least medium",
        "severity": told.severity,
        "text": told.summary,
        "update": told,
        "language": told.language,
    }
    return Alert(**{**defaults, **fields})


def ninjs(**fields: Any) -> dict[str, Any]:
    """A flat ninjs 1.x item as a wire sends it; a field given as None is left out."""
    defaults: dict[str, Any] = {
        "uri": "wire:1",
        "type": "text",
        "version": "1",
        "versioncreated": "2026-03-02T11:58:00Z",
        "language": "en",
        "source": "Test Wire",
        "headline": "Harbour bridge to close to lorries",
        "body_text": BODY,
    }
    return {name: value for name, value in {**defaults, **fields}.items() if value is not None}


def raw(value: bytes | dict[str, Any] | None = None, **fields: Any) -> Raw:
    """A message of wire.raw; a dict is sent as JSON, nothing at all as `ninjs()`."""
    data = value if isinstance(value, bytes) else orjson.dumps(ninjs() if value is None else value)
    defaults: dict[str, Any] = {"topic": "wire.raw", "partition": 0, "offset": 0, "content_type": None, "received_at": NOON}
    return Raw(value=data, **{**defaults, **fields})


def message(record: Any, *, now: datetime | None = None) -> Message:
    """A record as a stage gets it; our clock says `now`, or the record's received_at."""
    return Message(record=record, now=now or getattr(record, "received_at", None) or NOON)


def apply_stored(memory: Memory, change: Mapping[str, Any | None]) -> None:
    """Change a memory as a restart does: each row has been written and read."""
    for key, row in change.items():
        memory.apply(key, None if row is None else codec.decode(memory.kinds[key.split("/")[0]], codec.encode(row)))


def version_of(earlier: Item, *, minutes: float = 60, **fields: Any) -> Item:
    """The same uri sent again `minutes` later as the next version, with other `fields`."""
    received_at = earlier.received_at + timedelta(minutes=minutes)
    return item(
        **{**_fields(earlier), "version": str(int(earlier.version) + 1), "received_at": received_at, "version_created": received_at}
        | {"item_id": f"{earlier.item_id}+{minutes:g}"}
        | fields
    )


def _fields(record: Item) -> dict[str, Any]:
    return {name: getattr(record, name) for name in asdict(record)}


def _article_fields(fields: dict[str, Any]) -> dict[str, Any]:
    revision = fields.get("revision", 0)
    base = _fields(item(**{name: value for name, value in fields.items() if name in Item.__dataclass_fields__}))
    return {**base, "lineage": base["uri"], "seq": 0, "revision": revision, "relation": "version" if revision else "new"}
