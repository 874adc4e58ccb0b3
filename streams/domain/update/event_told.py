"""What is told of an event's turn: the update, with a sentence on each side, and the step in the event's history."""

import re
from collections.abc import Sequence
from dataclasses import replace

from schemas.common import ArticleRef
from schemas.enriched import EventMention
from schemas.filed import Evidence, StoryEvent, Transition
from schemas.update import Because, EventRef
from streams.domain.enrich.event_lexicon import GROUPS
from streams.domain.update.board import Board, same_words, standing_of, state_of
from streams.domain.update.context import as_before
from streams.domain.update.match import HEADS, words_of
from streams.domain.update.state import Lead, Raised
from streams.domain.update.summary import sentence
from streams.domain.update.transitions import ASIDE, RANK, RULES, Rule, rule_into

JOURNEY = words_of("trip")
"""What a label adds to the name of a group that is sent."""


UNLIKE = re.compile(r"\b(?:another|unrelated|similar|separate|different|other|rival)\b", re.IGNORECASE)
"""Words by which a label says that it is something else."""
SAME_THING = (
    words_of("campaign bid candidacy run running race candidate"),
    words_of("construction work works building production"),
    words_of("search rescue rescuers hunt digging missing"),
    words_of("deadline until"),
    words_of("level alert warning"),
    words_of("wedding marry marries"),
    words_of("trial case charged accused dock proceedings hearing"),
    words_of("strike walkout stoppage"),
    words_of("flight flights ferry ferries sailings boats service"),
    words_of("deal agreement accord settlement talks negotiation negotiating dispute"),
)
"""What an earlier sentence may call the thing that a turn is about, beside its head."""


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
    summary: str = "",
) -> None:
    """Tell a turn and move its event; `summary` stands in for the rule's own words, which want a label that says what it is."""
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
        summary=" ".join(summary.split())
        or sentence(
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


def first_known(board: Board, event: StoryEvent, prominent: Sequence[tuple[int, EventMention, str]], leads: tuple[Lead, ...]) -> None:
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
        before = spoken_of(mention, leads)
        if before is None and turn.paragraph(mention.sentence) <= 1 and to_state in OUTRIGHT and not board.updates:
            before = around(mention, leads)
        if mention.trigger.startswith("will not") or (to_state == "replaced" and mention.format and mention.replaces is None):
            continue  # it cancels a plan that was stated, nothing else
        if turn_rule is not None and before is not None and not turn.first:
            raise_turn(board, event, n, mention, turn_rule, before=before, unknown_before=True)
            return


OUTRIGHT = frozenset(("cancelled", "postponed", "rescheduled", "suspended", "reinstated", "decided", "withdrawn"))
"""Turns that an article may lead with though no earlier one spoke of the event."""


def around(mention: EventMention, leads: tuple[Lead, ...]) -> Evidence | None:
    """The earlier opening sentence that names what the event's own phrase names: who takes part, what it is for, what it is called.

    That both are somewhere ("the vote in Lisbon", "the visit to Lisbon") is too little.
    """
    own = words_of(mention.label) - words_of(mention.head) - HEADS | {w for p in mention.participants for w in words_of(p)}
    if mention.place and not mention.label.startswith(mention.place):
        own -= words_of(mention.place)
    names = names_within(mention.label)
    fitting = [
        (len(own & there), k)
        for k, there in enumerate(words_of(lead.evidence.text) for lead in leads)
        if len(names & there) * 2 > len(names) or not names
    ]
    if UNLIKE.search(mention.label):
        return None
    most, k = max(fitting, default=(0, 0))
    return as_before(leads[k].evidence) if most > 0 else None


def rule_of_coming() -> Rule:
    """The rule for the first word of a coming event."""
    return RULES[RANK["scheduled"]]


def spoken_of(mention: EventMention, leads: tuple[Lead, ...]) -> Evidence | None:
    """The earlier opening sentence that names the same head and has most in common with a mention.

    Where the mention's label says more than the head, some of that must stand there too.
    """
    if UNLIKE.search(mention.label):
        return None
    head = words_of(mention.head)
    heads = next((group for group in SAME_THING if head & group), head)
    own = words_of(mention.label) - head - (JOURNEY if mention.head in GROUPS else frozenset())
    names = names_within(mention.label) if mention.status != "participant_change" else frozenset()
    people = frozenset(w for p in mention.participants for w in words_of(p))
    going = frozenset(w for p in mention.leaves for w in words_of(p))
    coming = frozenset(w for p in mention.joins for w in words_of(p))
    around = own | people if mention.status == "moved" else own | people | words_of(mention.place)
    if mention.status in ASIDE:
        around = own | going or people - coming
    best, most = None, -1
    said: dict[str, frozenset[str]] = {}
    for lead in leads:
        said[lead.evidence.uri] = said.get(lead.evidence.uri, frozenset()) | words_of(lead.evidence.text)
    for lead in leads:
        there = words_of(lead.evidence.text)
        common = len(around & there)
        named = not names or len(names & said[lead.evidence.uri]) * 2 > len(names)
        if heads & there and named and common > most and (common or not around):
            best, most = as_before(lead.evidence), common
    return best


def names_within(label: str) -> frozenset[str]:
    """The words of a label that are names: "the alert for Mount Sarn" is not that for Mount Teld."""
    return words_of(" ".join(word for word in label.split()[1:] if word[:1].isupper()))


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
