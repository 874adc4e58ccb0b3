"""What changes beside an event's own state: the level that it has, and who takes part in it."""

from schemas.enriched import NEWS, EventMention
from schemas.filed import EventState, Evidence, StoryEvent
from streams.domain.update.board import Board, standing_of
from streams.domain.update.context import as_before
from streams.domain.update.event_before import says_so, spoken_of
from streams.domain.update.event_told import raise_turn
from streams.domain.update.match import words_of
from streams.domain.update.state import Lead
from streams.domain.update.transitions import ASIDE, rule_for


def move_aside(board: Board, event_id: str, group: list[tuple[int, EventMention]], leads: tuple[Lead, ...]) -> None:
    """Tell each change of level and of people once; an event that this article brought in needs an earlier word of it."""
    turn = board.turn
    done: set[str] = set()
    ordered = sorted(group, key=lambda item: (item[1].sentence.field != "body", turn.paragraph(item[1].sentence), item[0]))
    for n, mention in ordered:
        if mention.status not in ASIDE or mention.status in done or mention.assertion not in NEWS:
            continue
        event = board.events[event_id]
        known = event_id not in board.opened and mention.status == "level_change"
        deepest = turn.policy.lead_paragraphs if known else turn.policy.opening_paragraphs
        if turn.article.revision == 0 and turn.paragraph(mention.sentence) > deepest:
            continue
        standing = standing_of(event)
        if turn.said_at < standing.version_created or not (event_id in board.opened or _is_new(mention, standing.state)):
            continue
        rule = rule_for(standing.state.state, mention.status)
        before = _before(board, event, mention, leads)
        if rule is None or before is None:
            continue
        done.add(mention.status)
        raise_turn(board, event, n, mention, rule, before=before)


def _before(board: Board, event: StoryEvent, mention: EventMention, leads: tuple[Lead, ...]) -> Evidence | None:
    if _named_before(mention, leads):
        return None
    if event.id not in board.opened:
        return as_before(standing_of(event).evidence)
    return None if board.turn.first else spoken_of(mention, leads)


def _named_before(mention: EventMention, leads: tuple[Lead, ...]) -> bool:
    """Whether an earlier opening had the newcomer beside the post or event, or told who goes: then it is no news."""
    coming, going = words_of(" ".join(mention.joins)), words_of(" ".join(mention.leaves))
    head = words_of(mention.head)
    if going:
        return any(going & words_of(lead.evidence.text) and says_so(lead.evidence, mention) for lead in leads)
    return any(coming & (there := words_of(lead.evidence.text)) and head & there for lead in leads)


def _is_new(mention: EventMention, state: EventState) -> bool:
    """Whether the level is another one, or somebody goes or comes of whom that was not known."""
    if mention.status == "level_change":
        return mention.outcome.lower() != state.outcome.lower()
    gone = {w for name in state.left for w in words_of(name)}
    here = {w for name in state.participants for w in words_of(name)}
    going = any(not words_of(name) & gone for name in mention.leaves)
    coming = not mention.leaves and any(not words_of(name) & here for name in mention.joins)
    return going or coming
