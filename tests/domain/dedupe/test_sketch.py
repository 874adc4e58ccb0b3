"""Dedupe: sketches find copies, even cut ones."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.domain.dedupe.sketch import LEAD, pack, packed_count, unpack
from streams.domain.dedupe.sketch import sketch as sketched


def article_of(words: int, seed: int) -> list[str]:
    chosen = random.Random(seed)
    return [f"w{chosen.randrange(3_000)}" for _ in range(words)]


def sketch(words: list[str]) -> tuple[int, ...]:
    return sketched("".join(f" {word}" for word in words) + " ")


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_a_cut_copy_keeps_its_part_of_the_sketch(share: float) -> None:
    whole = article_of(700, seed=1)
    cut = set(unpack(pack(sketch(whole[: int(700 * share)]))))
    assert cut
    assert len(cut & set(unpack(pack(sketch(whole))))) / len(cut) > 0.9


def test_a_copy_behind_a_lede_of_another_desk_still_shares_enough() -> None:
    whole = article_of(400, seed=2)
    moved = sketch([*article_of(30, seed=3), *whole])
    shared = set(moved) & set(sketch(whole))
    assert len(shared) > 0.3 * len(moved)


def test_unrelated_texts_share_nothing() -> None:
    assert not set(sketch(article_of(700, seed=4))) & set(sketch(article_of(700, seed=5)))


def test_an_article_has_a_few_dozen_hashes_and_a_short_item_enough() -> None:
    assert 40 < len(sketch(article_of(700, seed=6))) < 110
    assert len(sketch(article_of(LEAD[0][0], seed=7))) > 6


@given(st.lists(st.integers(0, 2**64 - 1)))
def test_packing_loses_nothing(hashes: list[int]) -> None:
    assert unpack(pack(hashes)) == hashes
    assert packed_count(pack(hashes)) == len(hashes)


@given(st.lists(st.text("abcäß字1", min_size=1, max_size=8)))
def test_equal_words_give_equal_sketches_sorted_and_without_repetition(words: list[str]) -> None:
    found = sketch(words)
    assert list(found) == sorted(set(found))
    assert found == sketch(list(words))
