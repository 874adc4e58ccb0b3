"""What is told of an event's turn: the update, with a sentence on each side, and the step in the event's history."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.common import ArticleRef
from schemas.enriched import EventMention
from schemas.filed import Evidence, StoryEvent, Transition
from schemas.update import Because, EventRef
from streams.domain.update.board import Board, same_words, standing_of, state_of
from streams.domain.update.context import as_before
from streams.domain.update.event_before import around, much_alike, same_matter, spoken_of
from streams.domain.update.event_premise import can_turn
from streams.domain.update.match import words_of
from streams.domain.update.state import Lead, Raised
from streams.domain.update.summary import sentence
from streams.domain.update.transitions import RANK, RULES, Rule, rule_into


def raise_turn(
    board: Board,
    event: StoryEvent,
    n: int,
    mention: EventMention,
    rule: Rule,
    *,
    before: Evidence,
    other: StoryEvent | None = None,
    unknown_before: bool = False,
) -> None:
    """Tell a turn and move its event."""
    turn = board.turn
    old = None if unknown_before else standing_of(event).state
    to_state = old.state if rule.aside and old is not None else "known" if rule.aside else rule.to_state
    to = state_of(mention, to_state, None if rule.to_state in ("rescheduled", "moved", "replaced") else old)
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


def first_known(
    board: Board, event: StoryEvent, prominent: Sequence[tuple[int, EventMention, str]], leads: tuple[Lead, ...], raised: tuple[Raised, ...]
) -> None:
    """News of an event that the story had not stated as one: its coming; or a turn, where an earlier article spoke of the same."""
    turn = board.turn
    for n, mention, to_state in prominent:
        if turn.paragraph(mention.sentence) > turn.policy.opening_paragraphs:
            continue
        if to_state == "scheduled":
            if turn.paragraph(mention.sentence) > 1 or any(m.replaces is not None and same_words(m, mention) for m in turn.article.events):
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
        subject = turn.article.events[mention.replaces] if to_state == "replaced" and mention.replaces is not None else mention
        before = spoken_of(subject, leads)
        if before is None and turn.paragraph(mention.sentence) <= 1 and not board.updates:
            before = (around(subject, leads) if to_state in OUTRIGHT else None) or same_matter(subject, leads)
        if (before is not None and not can_turn(mention, before)) or (
            to_state == "replaced" and mention.format and mention.replaces is None
        ):
            continue  # it cancels a plan that was stated, nothing else
        if turn_rule is not None and before is not None and not turn.first and not _told(mention, turn_rule, raised):
            raise_turn(board, event, n, mention, turn_rule, before=before, unknown_before=True)
            return


def _told(mention: EventMention, rule: Rule, raised: tuple[Raised, ...]) -> bool:
    """Whether a turn of the kind was told in much the same words, of an event that goes by another name: "rule", "regulation"."""
    own = words_of(mention.sentence.text)
    return any(
        each.update.kind == rule.kind and much_alike(own, words_of(side.text))
        for each in raised
        for side in each.update.evidence
        if side.side == "after"
    )


OUTRIGHT = frozenset(("cancelled", "postponed", "rescheduled", "suspended", "reinstated", "decided", "withdrawn"))
"""Turns that an article may lead with though no earlier one spoke of the event."""


def rule_of_coming() -> Rule:
    """The rule for the first word of a coming event."""
    return RULES[RANK["scheduled"]]


def upgrade(board: Board, event: StoryEvent, n: int, mention: EventMention, raised: tuple[Raised, ...]) -> None:
    """Hearsay that is now said outright: the same update again, no new one."""
    turn, standing = board.turn, standing_of(event)
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
