"""Which earlier sentence of a story a denial, a confirmation, a change of mind or a retraction speaks of.

Sentences are compared by their words. A word that a large part of the story's sentences has (a name, the town) tells little; one that few
have tells which statement is meant.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache

from schemas.enriched import ClaimKind
from schemas.filed import Evidence
from streams.domain.enrich.wordlist import words
from streams.domain.update.figure_match import told_words
from streams.domain.update.match import REMEMBERED, words_of
from streams.domain.update.state import StoryState

EMPTY: frozenset[str] = frozenset(
    stem
    for word in words("""
    said says say told tell saying statement spokesman spokeswoman reporters report reports reported claim claims claimed denied
    denies deny confirmed confirms confirm rejected rejects dismissed allegation accusation rumour rumours rumor rumors talk that
    this they there which who have has had been were was would could should will not never also when what after before because
    into than then them more most some any all out off still just only very much many such same other him himself herself itself
    one ones
    """)
    for stem in words_of(word)
)
"""Stems that say nothing of what a claim is about."""
NUMBER = re.compile(r"\b\d[\d,.]*\d\b")
COMMON_SHARE = 0.25
"""A word in more than this share of a story's sentences is one of the whole story."""
FEW = 3
"""Sentences that may have a word in a short story before it is common."""
COMMON_WEIGHT = 0.4


@lru_cache(maxsize=REMEMBERED)
def about_words(text: str) -> frozenset[str]:
    """The stems of a text, and its numbers, that say what it is about."""
    return (told_words(text) | frozenset(NUMBER.findall(text))) - EMPTY


@dataclass(slots=True)
class Known:
    """One sentence of an earlier article."""

    evidence: Evidence
    kind: ClaimKind
    speaker: str
    hedged: bool
    words: frozenset[str]
    opening: bool
    """Whether it is known only as an opening paragraph, not as a statement."""


class Shelf:
    """The sentences that a story has had, and how telling their words are."""

    def __init__(self, state: StoryState) -> None:
        self._state = state

    @cached_property
    def sentences(self) -> tuple[Known, ...]:
        """Statements first, then openings that hold none of them; oldest first."""
        said = [Known(s.evidence, s.kind, s.speaker, s.hedged, about_words(s.evidence.text), opening=False) for s in self._state.said]
        return (*said, *(self._opening(lead.evidence) for lead in self._state.leads))

    def _opening(self, evidence: Evidence) -> Known:
        """An opening paragraph, with all who state something in it."""
        inside = [s for s in self._state.said if _within(s.evidence, evidence)]
        speakers = " ".join(dict.fromkeys(s.speaker for s in inside if s.speaker))
        return Known(evidence, "stated", speakers, any(s.hedged for s in inside), about_words(evidence.text), opening=True)

    @cached_property
    def _spread(self) -> Counter[str]:
        return Counter(word for known in self.sentences for word in known.words)

    def weight(self, shared: frozenset[str]) -> float:
        """How much some words tell together: 1 each, less for those of the whole story."""
        limit = max(FEW, COMMON_SHARE * len(self.sentences))
        return sum(COMMON_WEIGHT if self._spread[word] > limit else 1.0 for word in shared)


def _within(inner: Evidence, outer: Evidence) -> bool:
    same = inner.uri == outer.uri and inner.field == outer.field and inner.revision == outer.revision
    return same and outer.span[0] <= inner.span[0] and inner.span[1] <= outer.span[1]
