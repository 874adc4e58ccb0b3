"""wire.filed and wire.story: which story an article belongs to, and the story as it stands."""

from dataclasses import dataclass
from typing import Literal

from schemas.common import ArticleRef, Factuality, Field, Instant, Span
from schemas.enriched import Enriched, EntityType, Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed(Enriched):
    """An enriched article under its story; key = language; topic wire.filed."""

    story_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Two stories that have become one, in the same order as the articles; key = language; topic wire.filed."""

    story_id: str
    """The younger one, which ends here."""
    merged_into: str
    language: str
    received_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence on one side of a change, with where it stands."""

    side: Literal["before", "after"]
    uri: str
    revision: int
    span: Span
    text: str
    field: Field = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventState:
    """What is true of an event, or of a figure, after an article."""

    state: str
    """An EventStatus; "known" for a figure, and for an event of which only its level or who takes part was ever told."""
    value: float | None = None
    time: Instant | None = None
    time_text: str = ""
    place: str = ""
    format: Format | None = None
    participants: tuple[str, ...] = ()
    outcome: str = ""
    """What was decided ("approved"), or the level reached ("red")."""
    left: tuple[str, ...] = ()
    """Who took part once, or held the role, and no longer does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One step of an event: what it became, when, on whose word and by which sentence."""

    state: EventState
    update_id: str | None
    """The update that told it; none where nothing was raised (a first mention)."""
    version_created: Instant
    factuality: Factuality
    attribution: str
    evidence: Evidence
    source: ArticleRef


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEvent:
    """An event of a story with its last 50 transitions, the newest last."""

    id: str
    head: str
    label: str
    transitions: tuple[Transition, ...]
    replaced_by: str | None = None
    """Id of the event that took its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFigure:
    """A quantity of a story with its last 50 values, the newest last."""

    id: str
    measure: str
    unit: str
    scope: str
    of: str = ""
    """The kind of incident that it is the toll of: "earthquake"."""
    transitions: tuple[Transition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntity:
    """An entity of a story with the number of its articles."""

    id: str
    type: EntityType
    name: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as it stands; key = story_id; topic wire.story (compacted, written by update alone)."""

    story_id: str
    language: str
    headline: str
    """Of the newest article."""
    articles: tuple[ArticleRef, ...]
    entities: tuple[StoryEntity, ...] = ()
    events: tuple[StoryEvent, ...] = ()
    figures: tuple[StoryFigure, ...] = ()
    updated_at: Instant | None = None
    """received_at of the newest article."""
    merged_into: str | None = None
