"""A party says that it is not so: told once, against the word that it denies."""

from dataclasses import replace

from schemas.common import ArticleRef
from schemas.enriched import NEWS, EventMention
from schemas.filed import StoryEvent, Transition
from schemas.update import Because, EventRef
from streams.domain.update.board import Board, state_of
from streams.domain.update.context import as_before
from streams.domain.update.summary import definite


def denies(mention: EventMention, event: StoryEvent) -> bool:
    """Whether a mention denies what the story holds of an event: the very state, or the event as a whole."""
    current = event.transitions[-1].state.state
    if current == "denied":
        return False
    if mention.assertion == "denied":
        return mention.status == current
    return mention.status == "denied" and mention.assertion in NEWS


def deny(board: Board, event: StoryEvent, n: int, mention: EventMention) -> None:
    """Tell that a party denies it. The event stays what it was; the two words conflict."""
    turn, standing = board.turn, event.transitions[-1]
    here = ArticleRef(uri=turn.article.uri, revision=turn.article.revision)
    if turn.said_at < standing.version_created or standing.source == here:
        return
    if turn.article.revision == 0 and turn.paragraph(mention.sentence) > turn.policy.lead_paragraphs:
        return
    to = state_of(mention, "denied", standing.state)
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
