"""A story's events while one article is read, and how a mention becomes a state of one of them."""

from dataclasses import dataclass, field, replace

from schemas.common import ArticleRef
from schemas.enriched import NEWS, EventMention
from schemas.filed import EventState, StoryEvent, Transition
from schemas.ids import stable_id
from schemas.update import Update
from streams.domain.update.context import Turn
from streams.domain.update.match import words_of
from streams.domain.update.transitions import ASIDE

STATED = NEWS | {"background"}
"""Assertions that say a state is so; the others (negated, conditional, demanded, denied) only speak of it."""


@dataclass(slots=True)
class Board:
    """The story's events while one article is read."""

    turn: Turn
    events: dict[str, StoryEvent]
    updates: list[Update] = field(default_factory=list)
    opened: dict[str, int] = field(default_factory=dict)
    """Events that this article brought into the story, with the mention that did."""

    def touch(self, event: StoryEvent) -> None:
        self.events.pop(event.id, None)
        self.events[event.id] = event


def same_words(one: EventMention, other: EventMention) -> bool:
    return one.label == other.label and one.sentence == other.sentence


def state_of(mention: EventMention, state: str, before: EventState | None = None) -> EventState:
    """The state that a mention gives, with what was known and is not contradicted."""
    kept = before if before is not None else EventState(state=state)
    gone = {w for name in mention.leaves for w in words_of(name)}
    stay = tuple(p for p in kept.participants if not words_of(p) & gone)
    new = tuple(p for p in (*mention.joins, *mention.participants) if p not in stay and not words_of(p) & gone)
    people = stay + tuple(dict.fromkeys(new))
    return EventState(
        state=state,
        time=mention.time if mention.time is not None else kept.time,
        time_text=mention.time_text or kept.time_text,
        place=mention.place or kept.place,
        format=mention.format or kept.format,
        participants=people[:12],
        outcome=mention.outcome or kept.outcome,
        left=(*kept.left, *(p for p in mention.leaves if p not in kept.left))[-12:],
    )


def open_event(board: Board, n: int, mention: EventMention) -> StoryEvent:
    """A new event in the state of its first mention. Nothing is raised by that."""
    turn = board.turn
    state: str = "scheduled" if mention.status == "replaced" and (mention.replaces is not None or mention.format) else mention.status
    if state in ("suspended", "reinstated") and mention.assertion == "announced":
        state = "scheduled"  # "will be closed from Wednesday", "are to resume on Monday": nothing has come about yet
    if state in ASIDE:
        state, mention = "known", replace(mention, outcome="", leaves=(), joins=())
    label = mention.label
    first = Transition(
        state=state_of(mention, state),
        update_id=None,
        version_created=turn.said_at,
        factuality=mention.factuality,
        attribution=mention.attribution,
        evidence=turn.after(mention.sentence),
        source=ArticleRef(uri=turn.article.uri, revision=turn.article.revision),
    )
    event_id = stable_id(turn.story_id, turn.article.uri, turn.article.revision, mention.sentence.field, mention.span, mention.head)
    event = StoryEvent(id=event_id, head=mention.head, label=label, transitions=(first,))
    board.touch(event)
    board.opened[event_id] = n
    return event


def standing_of(event: StoryEvent) -> Transition:
    """The newest transition that is a state of the event, not a denial of one."""
    return next((t for t in reversed(event.transitions) if t.state.state != "denied"), event.transitions[-1])
