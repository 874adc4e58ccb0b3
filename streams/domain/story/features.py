"""What is compared of an article: its terms, the words of the names in it, and its anchors.

Terms are words by form alone, so that any language can be filed.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import mul

from schemas.enriched import Enriched
from streams.domain.story.anchors import anchors
from streams.domain.story.common_words import common_words
from streams.domain.text import words

HEADLINE_COUNT = 2
"""A headline's word counts as if the text had it so many times more: a headline says what an article is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """An article's terms and names with how often each occurs, in the order of the text, and its anchors with their salience."""

    terms: Mapping[str, int]
    names: Mapping[str, int]
    """The words of its entities' names: one wire's "Sarah Vance" is another's "Governor Vance"."""
    anchors: Mapping[str, float]


def features(article: Enriched, *, title_only: bool = False) -> Features:
    """Take from an article what is compared; all empty where it has no words.

    Args:
        article: Any article or version.
        title_only: Leave out the body, as for a live blog, whose body is of everything at once.
    """
    ignored = common_words(article.language).function
    terms = Counter(_terms(article.dek if title_only else f"{article.body}\n{article.dek}", ignored))
    for term in _terms(article.headline, ignored):
        terms[term] += HEADLINE_COUNT
    names: Counter[str] = Counter()
    spoken = [tuple(_terms(entity.name, ignored)) for entity in article.entities]
    for entity, parts in zip(article.entities, spoken, strict=True):
        count = sum(mention.field != "body" for mention in entity.mentions) if title_only else max(1, len(entity.mentions))
        if count:
            for word in parts:
                names[word] += count
    found = anchors(article, spoken)
    if title_only:
        found = {anchor: salience for anchor, salience in found.items() if anchor.split(":", 1)[1] in names}
    return Features(terms=terms, names=names, anchors=found)


def _terms(text: str, ignored: frozenset[str]) -> Iterable[str]:
    return [
        term
        for word in words(text)
        if (term := word[:-2] if word.endswith("'s") else word) not in ignored and len(term) > 1
    ]  # fmt: skip


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


def weigh(counts: Mapping[str, int], *, rarities: Mapping[str, float], keep: int) -> dict[str, float]:
    """Turn counts into a vector of length 1 (TF-IDF with a dampened count), the `keep` heaviest only; empty where nothing has weight."""
    weights = {name: (1 + math.log(count)) * rarities[name] for name, count in counts.items()}
    return normalised(heaviest(weights, keep=keep))


def heaviest(weights: Mapping[str, float], *, keep: int) -> dict[str, float]:
    """The `keep` heaviest entries above 0; heaviest first, ties by name, where any had to go."""
    if len(weights) <= keep and min(weights.values(), default=1.0) > 0:
        return dict(weights)
    return dict(sorted((entry for entry in weights.items() if entry[1] > 0), key=lambda entry: (-entry[1], entry[0]))[:keep])


def length(weights: Mapping[str, float]) -> float:
    """Of a vector; summed exactly, so that no order of its entries matters."""
    return math.sqrt(math.fsum(map(mul, weights.values(), weights.values())))


def normalised(weights: Mapping[str, float]) -> dict[str, float]:
    """Scale to length 1.

    >>> normalised({"a": 3.0, "b": 4.0})
    {'a': 0.6, 'b': 0.8}
    """
    by = length(weights)
    return {name: weight / by for name, weight in weights.items()}


def dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Sum over what both have; exact, so that no order matters."""
    shared = one.keys() & other.keys()
    return math.fsum(map(mul, map(one.__getitem__, shared), map(other.__getitem__, shared)))
