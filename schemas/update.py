"""wire.update and wire.alert: what changed, and who asked to hear it."""

from dataclasses import dataclass
from typing import Literal

from schemas.common import Factuality, Instant, Severity
from schemas.filed import EventState, Evidence

UpdateKind = Literal[
    "scheduled",
    "cancelled",
    "postponed",
    "rescheduled",
    "replaced",
    "moved",
    "reinstated",
    "suspended",
    "started",
    "concluded",
    "extended",
    "level_change",
    "confirmed",
    "denied",
    "reversed",
    "corrected",
    "withdrawn",
    "figure_change",
    "participant_change",
    "decided",
    "new_statement",
    "editorial_version",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRef:
    """The event, or figure, that an update is about."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """Why: the rule that fired, and the indices of the mentions that made it fire."""

    rule: str
    mentions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One typed change of a story, with the evidence on both sides; key = language; topic wire.update."""

    update_id: str
    """Hash of uri, revision, event or figure, kind and to-state: who repeats it says the same id."""
    op: Literal["raised", "upgraded", "retracted"]
    retracts: tuple[str, ...] = ()
    story_id: str
    uri: str
    """Of the article that brought it, as `version` and `revision`."""
    version: str
    revision: int
    language: str
    kind: UpdateKind
    event: EventRef
    from_: EventState | None = None
    """None where the story had no state before."""
    to: EventState
    summary: str
    """One sentence that an editor can print as it is."""
    severity: Severity
    factuality: Factuality
    attribution: str = ""
    evidence: tuple[Evidence, ...] = ()
    conflict_with: str | None = None
    """update_id of the one that says otherwise."""
    because: Because
    event_time: Instant | None = None
    """When it happens or happened, where the text tells."""
    received_at: Instant
    detected_at: Instant
    """When Writethru saw it: our clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """An update that a channel asked to hear; key = channel; topic wire.alert."""

    alert_id: str
    """Hash of update_id, op and channel: the idempotency key of the webhook."""
    update_id: str
    channel: str
    rule: str
    severity: Severity
    text: str
    update: Update
    language: str
