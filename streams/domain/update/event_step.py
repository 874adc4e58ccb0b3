"""How one article moves the events of its story.

Mentions are sorted under the story's events; for each event the plan that the article recalls is taken first, then the one turn
that it tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from schemas.common import ArticleRef
from schemas.enriched import EventMention
from schemas.filed import EventState, Evidence, StoryEvent, Transition
from schemas.ids import stable_id
from schemas.update import Because, EventRef, Update
from streams.domain.enrich.event_lexicon import related
from streams.domain.update.context import Turn, as_before
from streams.domain.update.match import family, find, words_of
from streams.domain.update.state import Lead, Raised
from streams.domain.update.summary import definite, sentence
from streams.domain.update.transitions import RANK, RULES, Rule, rule_for, rule_into

NEWS = frozenset(("news", "reported", "announced"))
STATED = NEWS | {"background"}
"""Assertions that say a state is so; the others (negated, conditional, demanded, denied) only speak of it."""


@dataclass(slots=True)
class _Board:
    """The story's events while one article is read."""

    turn: Turn
    events: dict[str, StoryEvent]
    updates: list[Update] = field(default_factory=list)
    opened: dict[str, int] = field(default_factory=dict)
    """Events that this article brought into the story, with the mention that did."""

    def touch(self, event: StoryEvent) -> None:
        self.events.pop(event.id, None)
        self.events[event.id] = event


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
    board = _Board(turn=turn, events={e.id: e for e in events})
    mentions = [(n, m) for n, m in enumerate(turn.article.events) if turn.is_new(m.sentence)]
    owner = _assign(mentions, board, leads)
    grouped: dict[str, list[tuple[int, EventMention]]] = {}
    for n, mention in mentions:
        if n in owner:
            grouped.setdefault(owner[n], []).append((n, mention))
    for event_id, group in sorted(grouped.items(), key=lambda item: _told_first(item[1])):
        _move(board, event_id, group, owner, leads, raised)
    return tuple(board.events.values())[-turn.policy.kept_events :], board.updates


def _told_first(group: list[tuple[int, EventMention]]) -> int:
    return min(n for n, _ in group)


def _assign(mentions: list[tuple[int, EventMention]], board: _Board, leads: tuple[Lead, ...]) -> dict[int, str]:
    """Give each mention its event: the story's, or a new one. What an event stands in for is settled before the event itself."""
    owner: dict[int, str] = {}
    by_index = dict(mentions)
    olds = {m.replaces for _, m in mentions if m.replaces is not None}
    order = sorted(
        mentions, key=lambda item: (item[0] not in olds, item[1].assertion not in STATED, item[1].sentence.field != "body", item[0])
    )
    for n, mention in order:
        barred = {owner[m.replaces] for k, m in mentions if m.replaces in owner and (k == n or _same_words(m, mention))} - {None}
        if n in olds:
            barred = set()
        if mention.format and any(m.replaces is not None and (k == n or _same_words(m, mention)) for k, m in mentions):
            barred |= {e.id for e in board.events.values() if mention.format not in {t.state.format for t in e.transitions}}
        found = find(board.events.values(), mention, but=frozenset(barred))
        if mention.sentence.field != "body" and (twin := _told_below(mention, mentions, owner, by_index)) is not None:
            found = board.events[twin]
        if found is None and mention.status == "denied" and mention.assertion in NEWS and _deny_unstated(board, n, mention, leads):
            continue
        if found is None:
            if mention.assertion not in STATED or mention.status == "denied":
                continue
            found = _open(board, n, mention)
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


def _same_words(one: EventMention, other: EventMention) -> bool:
    return one.label == other.label and one.sentence == other.sentence


def _state(mention: EventMention, state: str, before: EventState | None = None) -> EventState:
    """The state that a mention gives, with what was known and is not contradicted."""
    kept = before if before is not None else EventState(state=state)
    people = kept.participants + tuple(p for p in mention.participants if p not in kept.participants)
    return EventState(
        state=state,
        time=mention.time if mention.time is not None else kept.time,
        time_text=mention.time_text or kept.time_text,
        place=mention.place or kept.place,
        format=mention.format or kept.format,
        participants=people[:12],
    )


def _open(board: _Board, n: int, mention: EventMention) -> StoryEvent:
    """A new event in the state of its first mention. Nothing is raised by that."""
    turn = board.turn
    state = "scheduled" if mention.status == "replaced" and mention.replaces is not None else mention.status
    label = mention.label
    first = Transition(
        state=_state(mention, state),
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


def _move(
    board: _Board,
    event_id: str,
    group: list[tuple[int, EventMention]],
    owner: dict[int, str],
    leads: tuple[Lead, ...],
    raised: tuple[Raised, ...],
) -> None:
    turn = board.turn
    event = _named(board.events[event_id], group)
    replaced_here = [
        (n, m) for n, m in enumerate(turn.article.events) if m.replaces is not None and owner.get(m.replaces) == event_id and n in owner
    ]
    if event_id in board.opened:
        event = _baseline(board, _filled(board, event, group), group)
    denials = [(n, m) for n, m in group if _denies(m, event)]
    if denials:
        _deny(board, event, *min(denials, key=lambda d: d[1].sentence.field != "body"))
        return
    turns = [
        (n, m, m.status)
        for n, m in group
        if m.assertion in NEWS and m.status != "denied" and not (m.status == "replaced" and m.replaces is not None)
    ]
    turns += [(n, m, "replaced") for n, m in replaced_here if m.assertion in NEWS]
    prominent = [t for t in turns if turn.article.revision > 0 or turn.paragraph(t[1].sentence) <= turn.policy.lead_paragraphs]
    prominent.sort(key=lambda t: (RANK.get(t[2], 99), t[1].sentence.field != "body", turn.paragraph(t[1].sentence)))
    standing = event.transitions[-1]
    if turn.said_at < standing.version_created:
        return
    for n, mention, to_state in prominent:
        current = _standing(event).state
        if to_state == current.state and event_id in board.opened:
            continue
        if to_state == current.state and not _new_terms(current, mention):
            _upgrade(board, event, n, mention, raised)
            return
        rule = rule_for(current.state, to_state)
        if rule is None or (rule.kind == "rescheduled" and to_state == "scheduled" and mention.time is None):
            continue
        opened_here = (
            event.transitions[0].source == ArticleRef(uri=turn.article.uri, revision=turn.article.revision) and len(event.transitions) == 1
        )
        if opened_here and not _own_plan(event, mention, to_state):
            continue
        other = board.events.get(owner.get(n, "")) if to_state == "replaced" and mention.replaces is not None else None
        _raise(board, event, n, mention, rule, before=as_before(_standing(event).evidence), other=other)
        return
    if event.transitions[-1].update_id is None and event_id in board.opened:
        _first_known(board, event, prominent, leads)


def _standing(event: StoryEvent) -> Transition:
    """The newest transition that is a state of the event, not a denial of one."""
    return next((t for t in reversed(event.transitions) if t.state.state != "denied"), event.transitions[-1])


def _new_terms(current: EventState, mention: EventMention) -> bool:
    """A second new date or place is a change again."""
    if mention.status != "rescheduled" or mention.time is None or current.time is None:
        return False
    return abs((mention.time - current.time).total_seconds()) > 12 * 3600


def _baseline(board: _Board, event: StoryEvent, group: list[tuple[int, EventMention]]) -> StoryEvent:
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
        state=_state(mention, mention.status, event.transitions[0].state),
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
            if m.assertion in STATED and not m.label.startswith(m.head) and len(m.label.split()) > len(event.label.split())
        ),
        None,
    )
    return replace(event, label=fuller) if fuller else event


def _filled(board: _Board, event: StoryEvent, group: list[tuple[int, EventMention]]) -> StoryEvent:
    """Give a new event what all of the article's mentions say of it, not the first alone."""
    first = event.transitions[0]
    state = first.state
    for _, mention in group:
        if (mention.assertion in STATED and mention.status == state.state) or mention.status == "replaced":
            state = replace(
                _state(mention, state.state, state), time=state.time or mention.time, time_text=state.time_text or mention.time_text
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


def _raise(
    board: _Board,
    event: StoryEvent,
    n: int,
    mention: EventMention,
    rule: Rule,
    *,
    before: Evidence,
    other: StoryEvent | None = None,
    unknown_before: bool = False,
) -> None:
    turn = board.turn
    old = None if unknown_before else _standing(event).state
    to = _state(mention, rule.to_state, None if rule.to_state in ("rescheduled", "moved", "replaced") else old)
    label = event.label
    update = turn.update(
        about=EventRef(id=event.id, label=label),
        kind=rule.kind,
        from_=old,
        to=to,
        summary=sentence(
            rule,
            label,
            mention,
            from_state=old.state if old else None,
            other=mention.label if other else "",
            factuality=mention.factuality,
            told_by=mention.attribution,
        ),
        severity=rule.severity,
        factuality=mention.factuality,
        attribution=mention.attribution,
        evidence=(before, turn.after(mention.sentence)),
        because=Because(
            rule=f"{old.state if old else 'unstated'}->{rule.to_state}",
            mentions=(n,) if mention.replaces is None else (n, mention.replaces),
        ),
        event_time=mention.time,
    )
    step = Transition(
        state=to,
        update_id=update.update_id,
        version_created=turn.said_at,
        factuality=mention.factuality,
        attribution=mention.attribution,
        evidence=turn.after(mention.sentence),
        source=ArticleRef(uri=turn.article.uri, revision=turn.article.revision),
    )
    kept = (event.transitions[:-1] if unknown_before else event.transitions) + (step,)
    board.touch(replace(event, transitions=kept[-turn.policy.kept_transitions :], replaced_by=other.id if other else event.replaced_by))
    board.updates.append(update)


def _first_known(board: _Board, event: StoryEvent, prominent: Sequence[tuple[int, EventMention, str]], leads: tuple[Lead, ...]) -> None:
    """News of an event that the story had not stated as one: its coming; or a turn, where an earlier article spoke of the same."""
    turn = board.turn
    for n, mention, to_state in prominent:
        if turn.paragraph(mention.sentence) > turn.policy.opening_paragraphs:
            continue
        if to_state == "scheduled":
            if turn.paragraph(mention.sentence) > 1 or any(m.replaces is not None and _same_words(m, mention) for m in turn.article.events):
                return
            rule = rule_of_coming()
            update = turn.update(
                about=EventRef(id=event.id, label=event.label),
                kind=rule.kind,
                from_=None,
                to=event.transitions[-1].state,
                summary=sentence(rule, event.label, mention, from_state=None, factuality=mention.factuality, told_by=mention.attribution),
                severity=rule.severity,
                factuality=mention.factuality,
                attribution=mention.attribution,
                evidence=(turn.after(mention.sentence),),
                because=Because(rule="first->scheduled", mentions=(n,)),
                event_time=mention.time,
            )
            board.touch(replace(event, transitions=(replace(event.transitions[-1], update_id=update.update_id),)))
            board.updates.append(update)
            return
        turn_rule = rule_into(to_state)
        before = _spoken_of(mention, leads)
        if turn_rule is not None and before is not None and not turn.first:
            _raise(board, event, n, mention, turn_rule, before=before, unknown_before=True)
            return


def rule_of_coming() -> Rule:
    """The rule for the first word of a coming event."""
    return RULES[RANK["scheduled"]]


def _spoken_of(mention: EventMention, leads: tuple[Lead, ...]) -> Evidence | None:
    """The earlier opening sentence that names the same head and has most in common with a mention.

    Where the mention's label says more than the head, some of that must stand there too.
    """
    head = words_of(mention.head)
    own = words_of(mention.label) - head
    around = own | {w for p in mention.participants for w in words_of(p)} | words_of(mention.place)
    best, most = None, -1
    for lead in leads:
        there = words_of(lead.evidence.text)
        common = len(around & there)
        if head & there and common > most and (common or not around):
            best, most = as_before(lead.evidence), common
    return best


def _upgrade(board: _Board, event: StoryEvent, n: int, mention: EventMention, raised: tuple[Raised, ...]) -> None:
    """Hearsay that is now said outright: the same update again, no new one."""
    turn, standing = board.turn, _standing(event)
    if standing.factuality != "reported" or mention.factuality not in ("asserted", "announced") or standing.update_id is None:
        return
    told = next((r.update for r in raised if r.update.update_id == standing.update_id), None)
    if told is None or (told.uri == turn.article.uri and told.revision == turn.article.revision):
        return
    update = replace(
        turn.update(
            about=told.event,
            kind=told.kind,
            from_=told.from_,
            to=told.to,
            summary=f"Confirmed: {told.summary}".replace(" reportedly", ""),
            severity=told.severity,
            factuality=mention.factuality,
            attribution=mention.attribution,
            evidence=(as_before(standing.evidence), turn.after(mention.sentence)),
            because=Because(rule="reported->" + mention.factuality, mentions=(n,)),
            event_time=told.event_time,
        ),
        op="upgraded",
        update_id=told.update_id,
    )
    step = replace(
        standing,
        version_created=turn.said_at,
        factuality=mention.factuality,
        attribution=mention.attribution,
        evidence=turn.after(mention.sentence),
        source=ArticleRef(uri=turn.article.uri, revision=turn.article.revision),
    )
    board.touch(replace(event, transitions=(*event.transitions, step)[-turn.policy.kept_transitions :]))
    board.updates.append(update)


def _deny_unstated(board: _Board, n: int, mention: EventMention, leads: tuple[Lead, ...]) -> bool:
    """A denial of what an earlier article's opening spoke of, though not as an event: tell it with that sentence before it."""
    turn = board.turn
    before = _spoken_of(mention, leads)
    if before is None or turn.first or turn.paragraph(mention.sentence) > turn.policy.opening_paragraphs:
        return False
    about = stable_id(turn.story_id, "claim", before.uri, before.revision, before.span)
    if about in board.events:
        return True
    claim = StoryEvent(
        id=about,
        head=mention.head,
        label=mention.label,
        transitions=(
            Transition(
                state=EventState(state="reported"),
                update_id=None,
                version_created=turn.said_at,
                factuality="reported",
                attribution="",
                evidence=before,
                source=ArticleRef(uri=before.uri, revision=before.revision),
            ),
        ),
    )
    board.touch(claim)
    _deny(board, claim, n, mention)
    return True


def _denies(mention: EventMention, event: StoryEvent) -> bool:
    """Whether a mention denies what the story holds of an event: the very state, or the event as a whole."""
    current = event.transitions[-1].state.state
    if current == "denied":
        return False
    if mention.assertion == "denied":
        return mention.status == current
    return mention.status == "denied" and mention.assertion in NEWS


def _deny(board: _Board, event: StoryEvent, n: int, mention: EventMention) -> None:
    """Tell that a party denies it. The event stays what it was; the two words conflict."""
    turn, standing = board.turn, event.transitions[-1]
    here = ArticleRef(uri=turn.article.uri, revision=turn.article.revision)
    if turn.said_at < standing.version_created or standing.source == here:
        return
    if turn.article.revision == 0 and turn.paragraph(mention.sentence) > turn.policy.lead_paragraphs:
        return
    to = _state(mention, "denied", standing.state)
    who = mention.attribution or "A party"
    update = turn.update(
        about=EventRef(id=event.id, label=event.label),
        kind="denied",
        from_=standing.state,
        to=to,
        summary=_denial(who, event, "reported" if mention.status == "denied" else standing.state.state),
        severity="medium",
        factuality="denied",
        attribution=mention.attribution,
        evidence=(as_before(standing.evidence), turn.after(mention.sentence)),
        because=Because(rule=f"{standing.state.state}->denied", mentions=(n,)),
        conflict_with=standing.update_id,
    )
    step = Transition(
        state=to,
        update_id=update.update_id,
        version_created=turn.said_at,
        factuality="denied",
        attribution=mention.attribution,
        evidence=turn.after(mention.sentence),
        source=here,
    )
    board.touch(replace(event, transitions=(*event.transitions, step)[-turn.policy.kept_transitions :]))
    board.updates.append(update)


def _denial(who: str, event: StoryEvent, state: str) -> str:
    """The sentence of a denial; an event that was only spoken of is denied as such."""
    party = who[0].upper() + who[1:]
    if state == "reported":
        return f"{party} denies reports of {definite(event.label)}."
    verb = {"concluded": "has ended", "started": "has begun"}.get(state, f"has been {state}")
    return f"{party} denies that {definite(event.label)} {verb}."
