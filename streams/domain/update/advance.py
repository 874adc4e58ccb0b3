"""One article's turn in its story: what it changes, and what is told of that."""

from dataclasses import replace
from datetime import datetime

from schemas.common import ArticleRef, Field
from schemas.filed import Evidence, Filed, Story, StoryEntity, StoryEvent, StoryFigure
from schemas.update import Update
from streams.domain.update.claim_step import step_claims
from streams.domain.update.context import Turn
from streams.domain.update.correction import corrected
from streams.domain.update.editorial import asked_back, is_kill, version_note, withdraw
from streams.domain.update.event_step import step_events
from streams.domain.update.figure_step import step_figures
from streams.domain.update.policy import UpdatePolicy
from streams.domain.update.state import Lead, Raised, Said, StoryState

LEAD_CHARS = 600
"""The stretch of a body whose sentences count as its opening."""
KEPT_ENTITIES = 100
"""The most often named of a story."""


def advance(story_state: StoryState, article: Filed, *, policy: UpdatePolicy, now: datetime) -> tuple[StoryState, list[Update]]:
    """Step a story by one article.

    Args:
        story_state: The story as it stands; `new_story(…)` before its first article.
        article: Filed under this story.
        policy: See `UpdatePolicy`.
        now: Our clock, for `detected_at` alone.

    Returns:
        The story after it, and what changed, in the order in which the article tells it. An article that the story
        has had already changes nothing.
    """
    here = ArticleRef(uri=article.uri, revision=article.revision)
    story = story_state.story
    if here in story.articles:
        return story_state, []
    turn = Turn(article=article, story_id=story.story_id, policy=policy, now=now, first=not story.articles)
    target = asked_back(story_state, article)
    if is_kill(article) or target is not None:
        state, updates = withdraw(story_state, turn, target=target)
        kept = state.story
        return _filed(state, turn, updates, events=kept.events, figures=kept.figures, said=state.said), updates
    events, moved = step_events(story.events, story_state.leads, story_state.raised, turn)
    figures, counted = step_figures(story.figures, story_state.leads, turn)
    updates = moved + counted
    said, turned = step_claims(story_state, turn, updates)
    updates = updates + turned
    if (correction := corrected(story_state, turn)) is not None:
        updates = [*(u for u in updates if u.kind != "figure_change"), correction]
    elif not updates and (note := version_note(turn)) is not None:
        updates = [note]
    return _filed(story_state, turn, updates, events=events, figures=figures, said=said), updates


def _filed(
    state: StoryState,
    turn: Turn,
    updates: list[Update],
    *,
    events: tuple[StoryEvent, ...],
    figures: tuple[StoryFigure, ...],
    said: tuple[Said, ...],
) -> StoryState:
    """Enter an article and what it told into the story's books."""
    article, policy, story = turn.article, turn.policy, state.story
    newest = story.updated_at is None or article.received_at >= story.updated_at
    told = tuple(Raised(lineage=article.lineage, update=u) for u in updates if u.op == "raised")
    return StoryState(
        story=replace(
            story,
            headline=article.headline if newest and article.headline and not is_kill(article) else story.headline,
            articles=(*story.articles, ArticleRef(uri=article.uri, revision=article.revision))[-policy.kept_articles :],
            entities=_entities(story, article),
            events=events,
            figures=figures,
            updated_at=article.received_at if newest else story.updated_at,
        ),
        raised=(*state.raised, *told)[-policy.kept_raised :],
        leads=(*state.leads, *_leads(turn))[-policy.kept_leads :],
        said=said,
    )


def _leads(turn: Turn) -> tuple[Lead, ...]:
    """The headline and the first paragraphs of an article as a before side for what may come."""
    article = turn.article
    if is_kill(article):
        return ()
    leads = [_lead(turn, article.headline, 0, "headline")] if article.headline else []
    start = 0
    for paragraph in article.body.split("\n\n"):
        if start > LEAD_CHARS:
            break
        if paragraph.strip():
            leads.append(_lead(turn, paragraph, start, "body"))
        start += len(paragraph) + 2
    return tuple(leads)


def _lead(turn: Turn, text: str, start: int, field: Field) -> Lead:
    uri, revision = turn.article.uri, turn.article.revision
    evidence = Evidence(side="before", uri=uri, revision=revision, span=(start, start + len(text)), text=text, field=field)
    return Lead(evidence=evidence, version_created=turn.said_at)


def _entities(story: Story, article: Filed) -> tuple[StoryEntity, ...]:
    known = {e.id: e for e in story.entities}
    for entity in article.entities:
        old = known.get(entity.id)
        first, before = (old, old.articles) if old is not None else (entity, 0)
        known[entity.id] = StoryEntity(id=first.id, type=first.type, name=first.name, articles=before + 1)
    return tuple(sorted(known.values(), key=lambda e: -e.articles))[:KEPT_ENTITIES]


def merge(older: StoryState, younger: StoryState, *, policy: UpdatePolicy) -> tuple[StoryState, StoryState]:
    """Take a story into another.

    Returns:
        The older one with what the younger one knew, and the younger one as a pointer to it.
    """
    into, gone = older.story, younger.story
    if gone.merged_into is not None:
        return older, younger
    events = {e.id: e for e in (*into.events, *gone.events)}
    figures = {f.id: f for f in (*into.figures, *gone.figures)}
    entities = {e.id: e for e in into.entities}
    for e in gone.entities:
        old = entities.get(e.id)
        entities[e.id] = replace(old, articles=old.articles + e.articles) if old else e
    newer = gone if into.updated_at is None or (gone.updated_at is not None and gone.updated_at > into.updated_at) else into
    story = replace(
        into,
        headline=newer.headline or into.headline,
        updated_at=newer.updated_at,
        articles=(*into.articles, *(a for a in gone.articles if a not in into.articles))[-policy.kept_articles :],
        events=tuple(events.values())[-policy.kept_events :],
        figures=tuple(figures.values())[-policy.kept_events :],
        entities=tuple(sorted(entities.values(), key=lambda e: -e.articles))[:KEPT_ENTITIES],
    )
    whole = StoryState(
        story=story,
        raised=(*older.raised, *younger.raised)[-policy.kept_raised :],
        leads=tuple(sorted((*older.leads, *younger.leads), key=lambda lead: lead.version_created))[-policy.kept_leads :],
        said=tuple(sorted((*older.said, *younger.said), key=lambda said: said.version_created))[-policy.kept_said :],
    )
    pointer = StoryState(
        story=Story(
            story_id=gone.story_id, language=gone.language, headline=gone.headline, articles=gone.articles, merged_into=into.story_id
        )
    )
    return whole, pointer
