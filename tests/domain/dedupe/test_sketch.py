"""Dedupe: sketches find copies, even cut ones; clauses are known again in any dress."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.domain.dedupe.sketch import EMPTY, LEAD, clauses_of, pack, packed_count, sample, unpack


def article_of(words: int, seed: int) -> list[str]:
    chosen = random.Random(seed)
    return [f"w{chosen.randrange(3_000)}" for _ in range(words)]


def sketch(words: list[str]) -> list[int]:
    return sample(" ".join(words)).sketch


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_a_cut_copy_keeps_its_part_of_the_sketch(share: float) -> None:
    whole = article_of(700, seed=1)
    cut = set(sketch(whole[: int(700 * share)]))
    assert cut
    assert len(cut & set(sketch(whole))) / len(cut) > 0.9


def test_a_copy_behind_a_lede_of_another_desk_still_shares_enough() -> None:
    whole = article_of(400, seed=2)
    moved = sketch([*article_of(30, seed=3), *whole])
    shared = set(moved) & set(sketch(whole))
    assert len(shared) > 0.3 * len(moved)


def test_unrelated_texts_share_nothing() -> None:
    assert not set(sketch(article_of(700, seed=4))) & set(sketch(article_of(700, seed=5)))


def test_an_article_has_a_few_dozen_hashes_and_a_short_item_enough() -> None:
    assert 25 < len(sketch(article_of(700, seed=6))) < 70
    assert len(sketch(article_of(LEAD[0][0], seed=7))) > 6


def test_a_hash_is_kept_as_often_as_it_should_be() -> None:
    kept = sample(" ".join(article_of(16_000, seed=8)), lead=()).sketch
    assert 900 < len(kept) < 1_100


@pytest.mark.parametrize(
    "dressed",
    [
        "“NOBODY is in danger,” Maud Ferris said on Monday. But the bridge stays shut.",
        '"Nobody is in\u00a0danger", Maud Ferris  said\non Monday\n\nBut the bridge stays shut...',
        "Nobody is in dan\u00adger — Maud Ferris said on Monday! But the bridge stays shut?",
    ],
)
def test_typography_changes_no_run_and_no_clause(dressed: str) -> None:
    plain = sample("Nobody is in danger, Maud Ferris said on Monday. But the bridge stays shut.")
    assert sample(dressed).sketch == plain.sketch
    assert set(sample(dressed).clauses) == set(plain.clauses)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It rose 15 percent.", "It rose 1.5 percent."),
        ("It rose 15 percent.", "It rose 16 percent."),
        ("Room 5 10 of them.", "Room 510 of them."),
        ("Málaga", "Malága"),
    ],
)
def test_other_words_have_another_fingerprint(one: str, other: str) -> None:
    assert sample(one).fingerprint != sample(other).fingerprint


def test_scripts_without_blanks_have_a_word_a_character() -> None:
    assert sample("会談は中止になりました").words == 11
    assert set(sample("会談は中止になりました。").sketch) & set(sample("きょう会談は中止になりました").sketch)


def test_a_text_without_words_is_empty() -> None:
    assert sample("") == sample(" — \n …") == EMPTY


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_packing_loses_nothing(hashes: list[int]) -> None:
    assert unpack(pack(hashes)) == hashes
    assert packed_count(pack(hashes)) == len(hashes)


@given(st.text())
def test_any_text_has_a_sample_and_the_clauses_that_are_asked_for_alone(text: str) -> None:
    found = sample(text)
    assert len(set(found.sketch)) == len(found.sketch)
    assert clauses_of(text) == found.clauses
    assert len(found.letters) == len(found.clauses)
    assert (found == EMPTY) == (not found.words)
