"""wire.enriched, wire.quote and wire.entity: what an article says, read by the language model and our rules."""

from dataclasses import dataclass
from typing import Literal

from schemas.article import Article
from schemas.common import Factuality, Field, Instant, Passage, Span

EntityType = Literal["person", "organisation", "place", "event", "other"]
EventStatus = Literal[
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
    "decided",
    "level_change",
    "participant_change",
    "denied",
    "withdrawn",
]
Format = Literal["in_person", "video", "phone", "written"]
ClaimKind = Literal["stated", "denied", "confirmed", "reversed", "withdrawn", "corrected"]
Assertion = Literal["news", "reported", "announced", "negated", "conditional", "demanded", "denied", "background"]
NEWS: frozenset[Assertion] = frozenset(("news", "reported", "announced"))
"""Ways in which a sentence tells something as new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something that an article names, all mentions under one name."""

    id: str
    """Hash of type and normalised name: the same in each article."""
    type: EntityType
    name: str
    """The fullest form in the article without its title: "Maud Ferris"."""
    mentions: tuple[Passage, ...]
    """None shares a character with another, but that a person's may lie within one of something else ("the Ferris Foundation")."""
    roles: tuple[str, ...] = ()
    """Titles as they stood: "Prime Minister"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said it."""

    text: str
    """The mention beside the quote; it may be "he"."""
    span: Span
    """Of `text`, in the quote's field."""
    name: str
    """The resolved name: "Maud Ferris"; an unnamed source as it stands: "Senior officials"."""
    entity_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One utterance with its speaker; key = language; topic wire.quote."""

    quote_id: str
    """Hash of uri, revision, spans, text, and where cue and mention stand: two people may be said to say the same words."""
    uri: str
    revision: int
    language: str
    kind: Literal["direct", "mixed", "indirect"]
    spans: tuple[Span, ...]
    """A split quote has several; quotation marks are outside."""
    text: str
    """The spans' text, joined by one blank."""
    cue: str
    """The words that say it was said: "told reporters", "according to"; "" for a quote that goes on without one."""
    speaker: Speaker | None = None
    outlet: str = ""
    """The outlet that is cited for it ("Axios said"), which is not the speaker."""
    field: Field = "body"
    """Quotes are read from the body alone: a headline shortens what the body quotes, and often leaves out who said it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """One entity of one article; key = entity id; topic wire.entity."""

    id: str
    type: EntityType
    name: str
    uri: str
    revision: int
    mentions: tuple[Passage, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One event as one clause of an article states it."""

    head: str
    """The noun or verb that names it, in base form: "visit"."""
    label: str
    """The phrase around the head, for people: "a visit to Tolvik by a Marenian delegation"."""
    span: Span
    """Of the head's phrase, in `sentence.field`."""
    sentence: Passage
    """The sentence that states it: the evidence."""
    status: EventStatus
    assertion: Assertion
    """Whether `status` is news of this article, or one of the forms that change nothing."""
    trigger: str
    """The words that gave the status: "cancelled", "as an alternative to"."""
    factuality: Factuality = "asserted"
    attribution: str = ""
    """Who is named for it: "officials", "Axios"."""
    participants: tuple[str, ...] = ()
    place: str = ""
    time: Instant | None = None
    """Resolved against version_created; none where the text gives none."""
    time_text: str = ""
    format: Format | None = None
    outcome: str = ""
    """What it came to: a decision ("approved", "convicted"), or a level ("red")."""
    leaves: tuple[str, ...] = ()
    """Who no longer takes part, or gives up the role."""
    joins: tuple[str, ...] = ()
    """Who comes in."""
    replaces: int | None = None
    """Index in the same record's `events` of the event that this one stands in for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMention:
    """One quantity that a clause states."""

    measure: str
    """What is counted, in base form: "dead", "injured", "price"."""
    value: float
    unit: str
    """"people", "USD", "percent", … ; "" for a bare count."""
    qualifier: Literal["exactly", "at_least", "at_most", "about"]
    span: Span
    """Of the number with its qualifier, in `sentence.field`."""
    sentence: Passage
    scope: str = ""
    """The place or group that it is about: "Gaza", "children"."""
    assertion: Assertion = "news"
    factuality: Factuality = "asserted"
    attribution: str = ""
    of: str = ""
    """The kind of incident that did it, where the clause names one: "earthquake", "crash"."""
    changed: bool = False
    """Whether its clause says that the figure is a new one: "rose to", "now", "up from"."""
    was: float | None = None
    """The value that its sentence says it had before: 12 in "31, up from 12"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMention:
    """One sentence in which somebody states something, or turns on what was stated."""

    kind: ClaimKind
    span: Span
    """Of the words that tell it, in `sentence.field`; the sentence's for what is stated."""
    sentence: Passage
    trigger: str
    """Those words: "rejected as nonsense a report"; "" for what is stated."""
    speaker: str = ""
    """Who states, denies, confirms or takes back, resolved where a quote tells."""
    about: str = ""
    """The words that say which claim it is."""
    object: str = ""
    """What is taken back: "the appeal"."""
    earlier: Passage | None = None
    """Where the same article tells the claim."""
    assertion: Assertion = "news"
    hedged: bool = False
    """Whether what is stated is left open: feared, reported by others, to be tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enriched(Article):
    """An article with what it says; key = language; topic wire.enriched."""

    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[EventMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    claims: tuple[ClaimMention, ...] = ()
    model: str = ""
    """Name and version of the language model: "en_core_web_sm 3.8.0"; "" where the article was not enriched."""
    unread_chars: int = 0
    """Characters at the end of fields too long to be read whole, where nothing was looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unenriched:
    """The place in the order of an article that enrich dead-lettered, so that nobody waits for it; key = language; topic wire.enriched."""

    uri: str
    language: str
    seq: int
    reason: str
    received_at: Instant
