"""What is compared of an article: its terms, the words of the names in it, and its anchors.

Terms are words by form alone, so that any language can be filed.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import neg
from typing import TypeVar

from schemas.enriched import Enriched
from streams.domain.story.anchors import anchors
from streams.domain.story.common_words import common_words
from streams.domain.text import Vocabulary, pieces, words, words_within

NAMES_KEPT = 20_000
"""Names whose words are kept at hand: a wire names the same ones again and again."""
HEADLINE_COUNT = 2
"""A headline's word counts as if the text had it so many times more: a headline says what an article is about."""

Weight = TypeVar("Weight", int, float)


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
    terms = _terms(article.dek if title_only else f"{article.body}\n{article.dek}", ignored)
    for term, count in _terms(article.headline, ignored).items():
        terms[term] = terms.get(term, 0) + HEADLINE_COUNT * count
    names: dict[str, int] = {}
    spoken = [_name_words(entity.name, ignored) for entity in article.entities]
    for entity, parts in zip(article.entities, spoken, strict=True):
        count = sum(mention.field != "body" for mention in entity.mentions) if title_only else max(1, len(entity.mentions))
        if count:
            for word in parts:
                names[word] = names.get(word, 0) + count
    found = anchors(article, spoken)
    if title_only:
        found = {anchor: salience for anchor, salience in found.items() if anchor.split(":", 1)[1] in names}
    return Features(terms=terms, names=names, anchors=found)


def _terms(text: str, ignored: frozenset[str]) -> dict[str, int]:
    counts = Counter(compared_words(text, ignored))
    if "'" in text or "’" in text:
        for word in [word for word in counts if word.endswith("'s")]:
            count = counts.pop(word)
            if _tells(bare := word[:-2], ignored):
                counts[bare] += count
    return counts


def compared_words(text: str, ignored: frozenset[str]) -> list[str]:
    """The words of a text that are compared, in order; possessives as they stand."""
    return " ".join(filter(None, map(_vocabulary(ignored).__getitem__, pieces(text)))).split()


@cache
def _vocabulary(ignored: frozenset[str]) -> Vocabulary:
    return Vocabulary(lambda piece: " ".join([word for word in words_within(piece).split() if _tells(word, ignored)]))


def _tells(word: str, ignored: frozenset[str]) -> bool:
    return len(word) > 1 and word not in ignored


@lru_cache(maxsize=NAMES_KEPT)
def _name_words(name: str, ignored: frozenset[str]) -> tuple[str, ...]:
    return tuple(bare for word in words(name) if _tells(bare := word.removesuffix("'s"), ignored))


def heaviest(weights: Mapping[str, Weight], *, keep: int) -> dict[str, Weight]:
    """The `keep` heaviest entries above 0 in their order; of equals at the end those that come first."""
    if len(weights) <= keep and min(weights.values(), default=1) > 0:
        return dict(weights)
    order = sorted(weights.values(), reverse=True)
    least = order[min(keep, len(order)) - 1]
    room = min(keep, len(order)) - bisect_left(order, -least, key=neg)
    found: dict[str, Weight] = {}
    for name, weight in weights.items():
        if weight > least or (weight == least and room > 0):
            room -= weight == least
            found[name] = weight
    return {name: weight for name, weight in found.items() if weight > 0} if least <= 0 else found
