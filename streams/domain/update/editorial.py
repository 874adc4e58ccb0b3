"""What a desk says of its own copy: kills, corrections and new versions."""

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


def withdraw(state: StoryState, turn: Turn) -> tuple[StoryState, list[Update]]:
    """Take back what a lineage told: its updates are retracted, and its steps leave the events and figures."""
    article, story = turn.article, state.story
    back = tuple(r.update.update_id for r in state.raised if r.lineage == article.lineage)
    uris = {r.update.uri for r in state.raised if r.lineage == article.lineage} | {article.lineage, article.uri}
    hold = article.pub_status == "withheld" or (article.editorial is not None and article.editorial.kind == "hold")
    shown = _shown(article)
    note = article.editorial.note if article.editorial is not None and article.editorial.note else ""
    title = _first_headline(state, article) or article.headline or article.uri
    says = f"{article.provider or 'The provider'} {'holds' if hold else 'has withdrawn'} “{title}”"
    update = turn.update(
        about=EventRef(id=stable_id(turn.story_id, article.lineage), label=article.headline or article.slug or article.uri),
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
    kept = tuple(r for r in state.raised if r.lineage != article.lineage)
    leads = tuple(lead for lead in state.leads if lead.evidence.uri not in uris)
    said = tuple(s for s in state.said if s.evidence.uri not in uris)
    return replace(state, story=replace(story, events=events, figures=figures), raised=kept, leads=leads, said=said), updates


def _without(thing: T, uris: set[str]) -> T | None:
    left = tuple(t for t in thing.transitions if t.source.uri not in uris)
    return replace(thing, transitions=left) if left else None


def _before(state: StoryState, uris: set[str]) -> tuple[Evidence, ...]:
    lead = next((lead for lead in state.leads if lead.evidence.uri in uris), None)
    return (lead.evidence,) if lead is not None else ()


def _first_headline(state: StoryState, article: Filed) -> str:
    return next(
        (
            lead.evidence.text
            for lead in state.leads
            if lead.evidence.uri in (article.lineage, article.uri) and lead.evidence.field == "headline"
        ),
        "",
    )


def _shown(article: Filed) -> Passage | None:
    """What the item itself shows of the withdrawal: its headline, or the first paragraph of its body."""
    if article.headline:
        return Passage(span=(0, len(article.headline)), text=article.headline, field="headline")
    first = article.body.split("\n\n", 1)[0]
    return Passage(span=(0, len(first)), text=first) if first else None


def corrected(turn: Turn) -> Update | None:
    """A desk corrects itself: one update, with the sentence as it was and as it is."""
    article = turn.article
    if article.editorial is None or article.editorial.kind != "correction" or article.of is None:
        return None
    pair = next((e for e in article.edits if e.op == "edited" and e.old is not None and e.new is not None and e.new.field == "body"), None)
    pair = pair or next((e for e in article.edits if e.old is not None and e.new is not None), None)
    if pair is None or pair.old is None or pair.new is None:
        return None
    note = article.editorial.note or ""
    old = Evidence(
        side="before", uri=article.of.uri, revision=article.of.revision, span=pair.old.span, text=pair.old.text, field=pair.old.field
    )
    summary = (
        f"{article.provider} corrects its report: {note.removeprefix('Corrects ').removeprefix('corrects ').rstrip('.')}."
        if note
        else f"{article.provider} corrects its report; it now says: {pair.new.text}"
    )
    return turn.update(
        about=EventRef(id=stable_id(turn.story_id, article.lineage), label=article.headline),
        kind="corrected",
        from_=EventState(state="published"),
        to=EventState(state="corrected"),
        summary=summary,
        severity="medium",
        factuality="asserted",
        attribution=article.provider,
        evidence=(old, turn.after(pair.new)),
        because=Because(rule="editorial correction"),
    )


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
