"""What the update stage remembers of one story."""

from dataclasses import dataclass

from schemas.common import Instant
from schemas.enriched import ClaimKind
from schemas.filed import Evidence, Story
from schemas.update import Update


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An update that was told, under the lineage that brought it, so that a withdrawal can reach it."""

    lineage: str
    update: Update


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """One opening sentence of an earlier article."""

    evidence: Evidence
    version_created: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence in which somebody stated, denied, confirmed, turned round or took back something."""

    kind: ClaimKind
    speaker: str
    hedged: bool
    evidence: Evidence
    version_created: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryState:
    """A story as it stands, and what is needed to go on from there."""

    story: Story
    raised: tuple[Raised, ...] = ()
    leads: tuple[Lead, ...] = ()
    said: tuple[Said, ...] = ()


def new_story(story_id: str, language: str) -> StoryState:
    """A story before its first article."""
    return StoryState(story=Story(story_id=story_id, language=language, headline="", articles=()))
