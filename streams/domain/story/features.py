"""What is compared of an article: its terms, and the words of the names in it, each with a count.

Terms are words by form alone, so that any language can be filed.
"""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from schemas.enriched import Enriched
from streams.domain.story.common_words import common_words
from streams.domain.text import words

HEADLINE_COUNT = 2
"""A headline's word counts as if the text had it so many times more: a headline says what an article is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """An article's terms and names with how often each occurs; both sorted, so that sums over them come out alike everywhere."""

    terms: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...]
    """The words of its entities' names: one wire's "Sarah Vance" is another's "Governor Vance"."""


def features(article: Enriched) -> Features:
    """Take from an article what is compared; all empty where it has no words."""
    ignored = common_words(article.language).function
    terms = Counter(_terms(article.body, ignored))
    terms.update(_terms(article.dek, ignored))
    for term in _terms(article.headline, ignored):
        terms[term] += HEADLINE_COUNT
    names: Counter[str] = Counter()
    for entity in article.entities:
        for word in _terms(entity.name, ignored):
            names[word] += max(1, len(entity.mentions))
    return Features(terms=tuple(sorted(terms.items())), names=tuple(sorted(names.items())))


def _terms(text: str, ignored: frozenset[str]) -> list[str]:
    found = []
    for word in words(text):
        term = word[:-2] if word.endswith("'s") else word
        if len(term) > 1 and term not in ignored:
            found.append(term)
    return found


def rarity(count: int, *, of: int, prior: float) -> float:
    """Weight of a term by how few articles have it (a smoothed inverse document frequency).

    Args:
        count: Articles counted that have it.
        of: Articles counted, those pretended included.
        prior: Articles with it among those pretended.

    Returns:
        0 for a term that all articles have, about log(of) for one that only one has.

    >>> rarity(0, of=1000, prior=0) > rarity(20, of=1000, prior=0) > rarity(1000, of=1000, prior=0)
    True
    """
    return max(0.0, math.log((of + 1) / (count + prior + 0.5)))


def weigh(counts: tuple[tuple[str, int], ...], *, rarity_of: Callable[[str], float], keep: int) -> dict[str, float]:
    """Turn counts into a vector of length 1 (TF-IDF with a dampened count), the `keep` heaviest only; empty where nothing has weight."""
    weights = [(name, (1 + math.log(count)) * rarity_of(name)) for name, count in counts]
    return normalised(heaviest(weights, keep=keep))


def heaviest(weights: list[tuple[str, float]], *, keep: int) -> list[tuple[str, float]]:
    """The `keep` heaviest entries above 0, heaviest first, ties by name."""
    return sorted((entry for entry in weights if entry[1] > 0), key=lambda entry: (-entry[1], entry[0]))[:keep]


def normalised(weights: list[tuple[str, float]]) -> dict[str, float]:
    """Scale to length 1, in the order given.

    >>> normalised([("a", 3.0), ("b", 4.0)])
    {'a': 0.6, 'b': 0.8}
    """
    length = math.sqrt(sum(weight * weight for _, weight in weights))
    return {name: weight / length for name, weight in weights}
