"""Words as numbers: what is counted, who has what, and dot products, whatever came and went."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from streams.domain.story.cohesion import yardstick
from streams.domain.story.lexicon import UNIT, Lexicon, unit

WORDS = [f"word{n}" for n in range(12)]


@given(st.lists(st.tuples(st.integers(0, 4), st.sets(st.sampled_from(WORDS))), max_size=40))
def test_a_lexicon_knows_who_has_a_word_however_stories_change(steps: list[tuple[int, set[str]]]) -> None:
    lexicon, had = Lexicon(), dict[int, set[str]]()
    for slot, words in steps:
        old = lexicon.known(sorted(had[slot])) if slot in had else None
        lexicon.replace(old, sorted(words), slot)
        had[slot] = words
    for word in WORDS:
        having = sorted(slot for slot, words in had.items() if word in words)
        assert (word in lexicon) is bool(having)
        if having:
            (number,) = lexicon.known([word]).tolist()
            assert sorted(lexicon.having(number)) == having
    for slot in had:
        lexicon.take(lexicon.known(sorted(had[slot])), slot)
    assert len(lexicon) == 0


def test_a_lexicon_holds_no_more_than_what_is_counted_or_live() -> None:
    lexicon, chance = Lexicon(), random.Random(1)
    counted = []
    for number in range(3000):
        counted.append(lexicon.count([f"word{number}", f"often{chance.randrange(9)}"]))
        if len(counted) > 20:
            lexicon.uncount(counted.pop(0))
        assert len(lexicon) <= 20 + 9
    assert sum(lexicon.articles_with(f"often{n}") for n in range(9)) == 20


def test_dot_products_are_those_of_the_words() -> None:
    lexicon = Lexicon()
    first = lexicon.replace(None, ["a", "b", "c"], 0)
    second = lexicon.replace(None, ["c", "d"], 1)
    third = lexicon.replace(None, [], 2)
    vectors = [(first, np.array([1, 2, 3])), (third, np.zeros(0, np.int64)), (second, np.array([5, 7]))]
    asked = lexicon.known(["c", "never seen", "a"])
    for _ in range(2):  # the first leaves no trace
        products, shared = lexicon.meet(asked, np.array([10, 1000, 1]), vectors)
        assert products.tolist() == [31, 0, 50]
        assert [sorted(places.tolist()) for places in shared] == [[0, 2], [], [0]]


def test_a_word_that_was_asked_for_and_forgotten_is_not_known_by_its_old_number() -> None:
    lexicon = Lexicon()
    lexicon.replace(None, ["often", "once"], 0)
    asked = lexicon.known(["once"])
    lexicon.take(lexicon.known(["often", "once"]), 0)
    (other,), (again,) = lexicon.replace(None, ["other"], 1), lexicon.replace(None, ["once"], 2)
    assert other != again
    assert lexicon.words(np.array([other, again], np.int32)) == ("other", "once")
    assert len(asked) == 1


def test_a_similarity_does_not_depend_on_how_many_articles_a_story_has() -> None:
    """Articles that share a direction, each with as much of its own: their sum is nearer to it than each of them is."""
    shared, found = 0.5, list[float]()
    for articles in (1, 3, 30, 300):
        own = np.full(articles, round(UNIT * (1 - shared**2) ** 0.5))
        total = np.array([round(UNIT * shared * articles), *own.tolist()])
        like = unit(np.array([1])) * shared  # a further article; what is its own, nobody else has
        found.append(float(total[0] * like[0]) / UNIT**2 / yardstick(float(total.dot(total)), 0.0, articles=articles))
    assert max(found) / min(found) < 1.15
    assert round(found[0], 3) == shared**2
