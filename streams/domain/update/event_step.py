"""How one article moves the events of its story.

Mentions are sorted under the story's events; for each event the plan that the article recalls is taken first, then the one turn
that it tells, then what changes beside it: a level, or who takes part.
"""

from dataclasses import replace

from schemas.common import ArticleRef
from schemas.enriched import NEWS, EventMention, EventStatus
from schemas.filed import EventState, StoryEvent, Transition
from schemas.update import Update
from streams.domain.enrich import temporal
from streams.domain.enrich.event_lexicon import related
from streams.domain.update.board import STATED, Board, open_event, same_words, standing_of, state_of
from streams.domain.update.context import Turn, as_before
from streams.domain.update.event_aside import move_aside
from streams.domain.update.event_denial import denies, deny
from streams.domain.update.event_plan import SAME_DAY, restated
from streams.domain.update.event_told import first_known, raise_turn, upgrade
from streams.domain.update.match import family, find
from streams.domain.update.state import Lead, Raised
from streams.domain.update.transitions import AHEAD, ASIDE, OFF, RANK, RUNNING, Rule, rule_for

PAST = frozenset(("cancelled", "withdrawn", "concluded", "decided", "moved", "level_change", "participant_change"))
"""What an article recalls of other times ("a walkout was called off in 2018") opens no event of the story."""
AFTER = {"convicted": ("sentenced",)}
"""Outcomes after which an earlier one is only recalled."""


def step_events(
    events: tuple[StoryEvent, ...], leads: tuple[Lead, ...], raised: tuple[Raised, ...], turn: Turn
) -> tuple[tuple[StoryEvent, ...], list[Update]]:
    """Move the events of a story by one article.

    Args:
        events: The story's events, the one touched last at the end.
        leads: Opening sentences of earlier articles, for a before side.
        raised: Updates told before, for upgrades.
        turn: The article.

    Returns:
        The events as they stand now, and the updates that follow.
    """
    board = Board(turn=turn, events={e.id: e for e in events})
    mentions = [(n, m) for n, m in enumerate(turn.article.events) if turn.is_new(m.sentence)]
    owner = _assign(mentions, board, leads)
    grouped: dict[str, list[tuple[int, EventMention]]] = {}
    for n, mention in mentions:
        if n in owner:
            grouped.setdefault(owner[n], []).append((n, mention))
    for event_id, group in sorted(grouped.items(), key=lambda item: _told_first(item[1])):
        _move(board, event_id, [(n, m) for n, m in group if m.status not in ASIDE], owner, leads, raised)
        move_aside(board, event_id, group, leads)
    return tuple(board.events.values())[-turn.policy.kept_events :], board.updates


def _told_first(group: list[tuple[int, EventMention]]) -> int:
    return min(n for n, _ in group)


def _assign(mentions: list[tuple[int, EventMention]], board: Board, leads: tuple[Lead, ...]) -> dict[int, str]:
    """Give each mention its event: the story's, or a new one. What an event stands in for is settled before the event itself."""
    owner: dict[int, str] = {}
    by_index = dict(mentions)
    olds = {m.replaces for _, m in mentions if m.replaces is not None}
    order = sorted(
        mentions,
        key=lambda item: (
            item[0] not in olds,
            item[1].assertion not in STATED,
            item[1].assertion == "background" and item[1].status in PAST,
            item[1].sentence.field != "body",
            item[0],
        ),
    )
    for n, mention in order:
        barred = {owner[m.replaces] for k, m in mentions if m.replaces in owner and (k == n or same_words(m, mention))} - {None}
        if n in olds:
            barred = set()
        if mention.format and any(m.replaces is not None and (k == n or same_words(m, mention)) for k, m in mentions):
            barred |= {e.id for e in board.events.values() if mention.format not in {t.state.format for t in e.transitions}}
        found = find(board.events.values(), mention, but=frozenset(barred))
        if mention.sentence.field != "body" and (twin := _told_below(mention, mentions, owner, by_index)) is not None:
            found = board.events[twin]
        if found is None:
            past = mention.assertion == "background" and mention.status in PAST and n not in olds
            if mention.assertion not in STATED or mention.status == "denied" or past:
                continue
            found = open_event(board, n, mention)
        else:
            board.touch(found)
        owner[n] = found.id
    return {n: owner[n] for n in by_index if n in owner}


def _told_below(
    mention: EventMention, mentions: list[tuple[int, EventMention]], owner: dict[int, str], by_index: dict[int, EventMention]
) -> str | None:
    """The event of the body's first statement of the same turn: a headline is short of words, and says what stands below it."""
    for n, _ in mentions:
        below = by_index[n]
        same_turn = below.sentence.field == "body" and (below.status, below.assertion) == (mention.status, mention.assertion)
        other_format = below.format and mention.format and below.format != mention.format
        if n in owner and same_turn and not other_format and related(family(below.head), family(mention.head)):
            return owner[n]
    return None


def _move(
    board: Board,
    event_id: str,
    group: list[tuple[int, EventMention]],
    owner: dict[int, str],
    leads: tuple[Lead, ...],
    raised: tuple[Raised, ...],
) -> None:
    if not group:
        return
    turn = board.turn
    event = _named(board.events[event_id], group)
    replaced_here = [
        (n, m) for n, m in enumerate(turn.article.events) if m.replaces is not None and owner.get(m.replaces) == event_id and n in owner
    ]
    if event_id in board.opened:
        event = _baseline(board, _filled(board, event, group), group)
    denials = [(n, m) for n, m in group if denies(m, event)]
    if denials:
        deny(board, event, *min(denials, key=lambda d: d[1].sentence.field != "body"))
        return
    turns: list[tuple[int, EventMention, EventStatus]] = [
        (n, m, m.status)
        for n, m in group
        if m.assertion in NEWS and m.status != "denied" and not (m.status == "replaced" and m.replaces is not None)
    ]
    turns += [(n, m, "replaced") for n, m in replaced_here if m.assertion in NEWS]
    turns = _on_another_day(turns, standing_of(event).state)
    prominent = [t for t in turns if turn.article.revision > 0 or turn.paragraph(t[1].sentence) <= turn.policy.lead_paragraphs]
    prominent.sort(key=lambda t: (RANK.get(t[2], 99), t[1].sentence.field != "body", turn.paragraph(t[1].sentence)))
    standing = event.transitions[-1]
    if turn.said_at < standing.version_created:
        return
    for n, mention, said in prominent:
        current = standing_of(event).state
        again = restated(current, event, mention, turn) if event_id not in board.opened and current.state in AHEAD else None
        to_state = again or said
        if to_state == current.state and event_id in board.opened:
            continue
        if to_state == current.state and not _new_terms(current, mention):
            upgrade(board, event, n, mention, raised)
            return
        rule = _turn_of(event, mention, to_state, turn)
        if rule is None:
            continue
        opened_here = (
            event.transitions[0].source == ArticleRef(uri=turn.article.uri, revision=turn.article.revision) and len(event.transitions) == 1
        )
        if opened_here and not _own_plan(event, mention, to_state):
            continue
        other = board.events.get(owner.get(n, "")) if to_state == "replaced" and mention.replaces is not None else None
        raise_turn(board, event, n, mention, rule, before=as_before(standing_of(event).evidence), other=other)
        return
    if event.transitions[-1].update_id is None and event_id in board.opened:
        first_known(board, event, prominent, leads, raised)


def _on_another_day(turns: list[tuple[int, EventMention, EventStatus]], current: EventState) -> list[tuple[int, EventMention, EventStatus]]:
    """Take what is called off and set for a later day in one article for rescheduled."""
    if current.time is None or not any(said in OFF for _, _, said in turns):
        return turns
    later = [(n, m) for n, m, said in turns if said == "scheduled" and m.time is not None and m.time - current.time > SAME_DAY]
    if not later or not temporal.concrete(later[0][1].time_text):
        return turns
    n, mention = later[0]
    return [*((k, m, s) for k, m, s in turns if s not in OFF and k != n), (n, mention, "rescheduled")]


def _turn_of(event: StoryEvent, mention: EventMention, to_state: str, turn: Turn) -> Rule | None:
    """The rule that a mention makes an event follow; None for a verdict recalled after the sentence, a new day that is not named,
    or a headline that is tried out."""
    current = standing_of(event).state
    if to_state == "decided" and any(t.state.outcome in (mention.outcome, *AFTER.get(mention.outcome, ())) for t in event.transitions):
        return None
    if to_state == "started" and current.state == "decided" and family(event.head) == "court":
        return None
    if to_state == "started" and family(mention.head) == "travel" and family(event.head) != "travel":
        return None  # who arrives for a meeting has not met yet
    rule = rule_for(current.state, to_state)
    same_time = mention.time is not None and current.time is not None and abs(mention.time - current.time) < SAME_DAY
    if to_state in ("extended", "rescheduled") and same_time:
        return None
    again = mention.trigger.lower().startswith(("resum", "restart")) and current.state == "scheduled" and mention.assertion != "announced"
    if rule is None and to_state == "reinstated" and (again or (mention.trigger.startswith("lift") and current.state in RUNNING)):
        rule = rule_for("suspended", to_state)  # what was banned may go on, and what was to go on does
    if rule is None or (rule.kind == "rescheduled" and to_state == "scheduled" and mention.time is None):
        return None
    return None if _headline_test(turn, standing_of(event), mention) else rule


def _headline_test(turn: Turn, standing: Transition, mention: EventMention) -> bool:
    """Whether a revision's headline alone turns round, soon after, what the same article told: desks try headlines out."""
    own = turn.article.revision > 0 and standing.source.uri == turn.article.uri and standing.update_id is not None
    return own and mention.sentence.field == "headline" and turn.said_at - standing.version_created < turn.policy.headline_test


def _new_terms(current: EventState, mention: EventMention) -> bool:
    """A second new date is a change again, and so is another outcome."""
    if mention.status == "decided":
        return mention.outcome != current.outcome
    if mention.status not in ("rescheduled", "extended") or mention.time is None or current.time is None:
        return False
    return abs((mention.time - current.time).total_seconds()) > 12 * 3600


def _baseline(board: Board, event: StoryEvent, group: list[tuple[int, EventMention]]) -> StoryEvent:
    """Start an event that the article tells whole from the plan that it recalls: "was to have opened on Friday"."""
    plan = next(((n, m) for n, m in group if m.assertion == "background" and m.status in ("scheduled", "started")), None)
    past = next(((n, m) for n, m in group if m.assertion == "background" and m.status in ("cancelled", "postponed", "suspended")), None)
    newest = [m for _, m in group if m.assertion in NEWS and m.status not in ("scheduled", "denied") and m.replaces is None]
    chosen = past if past is not None and any(m.status in ("reinstated", "replaced", "rescheduled") for m in newest) else plan
    if chosen is None or not newest:
        return event
    turn, mention = board.turn, chosen[1]
    first = replace(
        event.transitions[0],
        state=state_of(mention, mention.status, event.transitions[0].state),
        evidence=turn.after(mention.sentence),
        factuality=mention.factuality,
        attribution=mention.attribution,
    )
    event = replace(event, transitions=(first,))
    board.touch(event)
    return event


def _named(event: StoryEvent, group: list[tuple[int, EventMention]]) -> StoryEvent:
    """An event that was known by a verb alone ("will play") takes the first noun phrase that names it in full."""
    if not event.label.startswith(event.head):
        return event
    fuller = next(
        (
            m.label
            for _, m in group
            if m.assertion in NEWS and not m.label.startswith(m.head) and len(m.label.split()) > len(event.label.split())
        ),
        None,
    )
    return replace(event, label=fuller) if fuller else event


def _filled(board: Board, event: StoryEvent, group: list[tuple[int, EventMention]]) -> StoryEvent:
    """Give a new event what all of the article's mentions say of it, not the first alone."""
    first = event.transitions[0]
    state = first.state
    for _, mention in group:
        if (mention.assertion in STATED and mention.status == state.state) or mention.status == "replaced":
            state = replace(
                state_of(mention, state.state, state), time=state.time or mention.time, time_text=state.time_text or mention.time_text
            )
    event = replace(event, transitions=(replace(first, state=state), *event.transitions[1:]))
    board.touch(event)
    return event


def _own_plan(event: StoryEvent, mention: EventMention, to_state: str) -> bool:
    """Whether an event that this very article opened has a state of its own before the turn."""
    first = event.transitions[0]
    return first.state.state != to_state and (
        first.evidence.span != mention.sentence.span or to_state == "replaced" or first.evidence.field != mention.sentence.field
    )
