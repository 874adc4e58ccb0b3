"""What a desk says of its own copy: kills and new versions."""

import re
from dataclasses import replace
from typing import TypeVar

from schemas.common import Passage
from schemas.filed import EventState, Evidence, Filed, StoryEvent, StoryFigure
from schemas.ids import stable_id
from schemas.update import Because, EventRef, Update
from streams.domain.update.context import Turn
from streams.domain.update.state import StoryState

KILLED = frozenset(("canceled", "withheld"))
"""pub_status of NewsML-G2 for what must not be used."""

T = TypeVar("T", StoryEvent, StoryFigure)


def is_kill(article: Filed) -> bool:
    """Whether an item takes its own lineage off the wire, for good or for now."""
    return article.pub_status in KILLED or (article.editorial is not None and article.editorial.kind in ("kill", "hold"))


DISREGARD = re.compile(
    r"\b(?:please|must|should|do not|to) (?:be )?(?:kill|disregard|withdraw|withdrawn|ignore|delete|use)d?\b[^.]{0,60}"
    r"\b(?:item|story|stories|article|report|alert|headlined?|version|dispatch|snap)\b"
    r"|\b(?:item|story|article|report|alert)\b[^.]{0,80}\b(?:is|has been|was) (?:killed|withdrawn|retracted)\b",
    re.IGNORECASE,
)
"""What a note to editors says of another item that must not be used."""
NOTE_CHARS = 400
"""The stretch of a body in which a note to editors says what it wants."""
HEADLINE_WORDS = 3
"""A headline of fewer words may stand anywhere."""


def asked_back(state: StoryState, article: Filed) -> str | None:
    """The uri of an earlier item that a note of another uri asks editors not to use: the one whose headline it gives in full."""
    if article.of is not None or article.editorial is None or article.editorial.kind not in ("advisory", "kill", "hold"):
        return None
    text = f"{article.headline}\n{article.body[:NOTE_CHARS]}"
    if article.editorial.kind == "advisory" and not DISREGARD.search(text):
        return None
    plain = _plain(text)
    named = [
        lead.evidence
        for lead in state.leads
        if lead.evidence.field == "headline" and len(lead.evidence.text.split()) >= HEADLINE_WORDS and _plain(lead.evidence.text) in plain
    ]
    return max(named, key=lambda e: len(e.text)).uri if named else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w%]+", text.lower()))


def withdraw(state: StoryState, turn: Turn, *, target: str | None = None) -> tuple[StoryState, list[Update]]:
    """Take back what a lineage told: its updates are retracted, and its steps leave the events and figures.

    Args:
        state: The story.
        turn: The kill.
        target: The uri that it takes off the wire; none for its own lineage.
    """
    article, story = turn.article, state.story
    lineage = article.lineage if target is None else next((r.lineage for r in state.raised if r.update.uri == target), target)
    back = tuple(r.update.update_id for r in state.raised if r.lineage == lineage)
    uris = {r.update.uri for r in state.raised if r.lineage == lineage} | {lineage, target or article.uri}
    hold = article.pub_status == "withheld" or (article.editorial is not None and article.editorial.kind == "hold")
    shown = _shown(article)
    note = article.editorial.note if article.editorial is not None and article.editorial.note else ""
    title = _first_headline(state, uris) or article.headline or article.uri
    says = f"{article.provider or 'The provider'} {'holds' if hold else 'has withdrawn'} “{title}”"
    update = turn.update(
        about=EventRef(id=stable_id(turn.story_id, lineage), label=article.headline or article.slug or article.uri),
        kind="withdrawn",
        from_=EventState(state="published"),
        to=EventState(state="withheld" if hold else "withdrawn"),
        summary=says + (f": {note.rstrip('.')}." if note else "."),
        severity="high" if hold else "critical",
        factuality="asserted",
        attribution=article.provider,
        evidence=(*_before(state, uris), *((turn.after(shown),) if shown else ())),
        because=Because(rule="pub_status" if article.pub_status in KILLED else "editorial"),
        retracts=back,
    )
    updates = [update]
    if back:
        updates.append(replace(update, op="retracted", update_id=stable_id(update.update_id, "retracted")))
    events = tuple(e for event in story.events if (e := _without(event, uris)) is not None)
    figures = tuple(f for figure in story.figures if (f := _without(figure, uris)) is not None)
    kept = tuple(r for r in state.raised if r.lineage != lineage)
    leads = tuple(lead for lead in state.leads if lead.evidence.uri not in uris)
    said = tuple(s for s in state.said if s.evidence.uri not in uris)
    return replace(state, story=replace(story, events=events, figures=figures), raised=kept, leads=leads, said=said), updates


def _without(thing: T, uris: set[str]) -> T | None:
    left = tuple(t for t in thing.transitions if t.source.uri not in uris)
    return replace(thing, transitions=left) if left else None


def _before(state: StoryState, uris: set[str]) -> tuple[Evidence, ...]:
    lead = next((lead for lead in state.leads if lead.evidence.uri in uris), None)
    return (lead.evidence,) if lead is not None else ()


def _first_headline(state: StoryState, uris: set[str]) -> str:
    return next((lead.evidence.text for lead in state.leads if lead.evidence.uri in uris and lead.evidence.field == "headline"), "")


def _shown(article: Filed) -> Passage | None:
    """What the item itself shows of the withdrawal: its headline, or the first paragraph of its body."""
    if article.headline:
        return Passage(span=(0, len(article.headline)), text=article.headline, field="headline")
    first = article.body.split("\n\n", 1)[0]
    return Passage(span=(0, len(first)), text=first) if first else None


def version_note(turn: Turn) -> Update | None:
    """A new version that moved nothing: kept for the record, alerts nobody."""
    article = turn.article
    if article.relation != "version":
        return None
    new = next((e.new for e in article.edits if e.new is not None), None)
    old = next((e.old for e in article.edits if e.old is not None), None)
    evidence: list[Evidence] = []
    if old is not None and article.of is not None:
        before = Evidence(side="before", uri=article.of.uri, revision=article.of.revision, span=old.span, text=old.text, field=old.field)
        evidence.append(before)
    if new is not None:
        evidence.append(turn.after(new))
    return turn.update(
        about=EventRef(id=stable_id(turn.story_id, article.lineage), label=article.headline),
        kind="editorial_version",
        from_=EventState(state="published"),
        to=EventState(state="published"),
        summary=f"{article.provider} has sent version {article.revision + 1} of “{article.headline}”.",
        severity="low",
        factuality="asserted",
        attribution=article.provider,
        evidence=tuple(evidence),
        because=Because(rule="new version, no change of state"),
    )
