"""How much speaks against two things that read alike being one happening: the anchors that both have, and don't share.

A kind of anchor counts only where both sides are clearly about some of that kind: a story with a town in its headlines and an
article with another one conflict; two articles that quote different officials don't.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from streams.domain.story.policy import StoryPolicy

NAMED = ("person", "place", "organisation")
"""The kinds whose keys are words of names."""
MAIN = 4
"""A story's names with at least a quarter of the salience of its first are what it is about."""
CLOSE = 0.02
"""Figures that differ by less are one figure rounded in two ways."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The anchors of an article, or of a story on average over its articles, by kind: {kind: {key: salience (0..1)}}."""

    kinds: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    named: Mapping[str, float] = field(default_factory=dict)
    """All names, whatever their kind: a name's kind is the model's guess, and one article's person is another's place."""

    def of(self, kind: str) -> Mapping[str, float]:
        return self.kinds.get(kind, {})


def profile(anchors: Mapping[str, float], *, articles: int = 1) -> Profile:
    """Sort anchors by kind.

    Args:
        anchors: "kind:key" with the salience, summed over articles.
        articles: How many.
    """
    kinds: dict[str, dict[str, float]] = {}
    named: dict[str, float] = {}
    share = 1 / max(1, articles)
    for anchor, total in anchors.items():
        kind, _, key = anchor.partition(":")
        salience = total * share
        if salience > 1:
            salience = 1.0
        if kind in kinds:
            kinds[kind][key] = salience
        else:
            kinds[kind] = {key: salience}
        if kind in NAMED and salience > named.get(key, 0.0):
            named[key] = salience
    return Profile(kinds, named)


def agreement(article: Profile, story: Profile, *, doubt: float, rarity: Callable[[str], float], policy: StoryPolicy) -> float:
    """What is left of a similarity once conflicts are counted against it.

    Args:
        article: What is to be placed.
        story: Where it might go.
        doubt: Share (0..1) of a conflict that counts; see `doubt`.
        rarity: Of a name's word in the stream: a name that is everywhere neither joins nor parts.
        policy: How much each kind of conflict weighs.

    Returns:
        1 where nothing conflicts, less for each kind that does.
    """
    left = 1.0
    for kind, weight in policy.conflict_weights:
        if kind == "figure":
            against = _figures(article.of(kind), story.of(kind))
        elif kind in NAMED:
            against = _names(article, story, kind, rarity)
        else:
            against = _apart(article.of(kind), story.of(kind), _days(story) if kind in ("day", "weekday") else story.of(kind))
        left *= 1 - doubt * weight * against
    return left


def doubt(quiet: timedelta, *, articles: int, policy: StoryPolicy) -> float:
    """How much of a conflict counts against a story.

    Args:
        quiet: Since its newest article.
        articles: That it has: what one or two say is not yet what a story is about.
        policy: How long a story is on.

    >>> doubt(timedelta(hours=30), articles=3, policy=StoryPolicy())
    0.75
    """
    waited = max(0.0, min(1.0, quiet / policy.conflict_quiet))
    return (policy.conflict_at_once + (1 - policy.conflict_at_once) * waited) * articles / (articles + 1)


def _names(article: Profile, story: Profile, kind: str, rarity: Callable[[str], float]) -> float:
    here, there = article.of(kind), story.of(kind)
    if not here or not there:
        return 0.0
    most_here, most_there = max(here.values()), max(there.values())
    covered = _covered(here, story.named, most_there, rarity)
    if covered >= 1:
        return 0.0
    returned = _covered({n: s for n, s in there.items() if MAIN * s >= most_there}, article.named, most_here, rarity)
    return most_here * most_there * (1 - max(covered, returned))


def _covered(names: Mapping[str, float], other: Mapping[str, float], most: float, rarity: Callable[[str], float]) -> float:
    """Share of what one side is about that the other one is about too."""
    total = shared = 0.0
    for name, salience in names.items():
        weight = salience * rarity(name)
        total += weight
        shared += weight * min(1.0, other.get(name, 0.0) / most)
    return shared / total if total else 1.0


def _apart(here: Mapping[str, float], there: Mapping[str, float], sought: Mapping[str, float]) -> float:
    """How clearly both sides have some and share none."""
    if not here or not there or any(key in sought for key in here):
        return 0.0
    return max(here.values()) * max(there.values())


def _days(story: Profile) -> dict[str, float]:
    return {**story.of("day"), **story.of("weekday")}


def _figures(here: Mapping[str, float], there: Mapping[str, float]) -> float:
    """Share of the measures that both give on which they differ; a toll that has grown doesn't."""
    ours, theirs = _by_measure(here), _by_measure(there)
    both = [measure for measure in ours if measure in theirs]
    if not both:
        return 0.0
    apart = sum(1 for measure in both if not _same(ours[measure], theirs[measure], grows=measure.endswith(":people")))
    return apart / (len(both) + 1)


def _same(here: list[float], there: list[float], *, grows: bool) -> bool:
    if grows and max(here) >= max(there):
        return True
    return any(abs(a - b) <= CLOSE * max(abs(a), abs(b)) for a in here for b in there)


def _by_measure(figures: Mapping[str, float]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for figure in figures:
        measure, _, value = figure.rpartition("=")
        found.setdefault(measure, []).append(float(value))
    return found
