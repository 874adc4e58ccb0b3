"""Dedupe's index: what a dict of sets would say, whatever has come and gone, in a tenth of the memory."""

import random
from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from streams.domain.dedupe import index as module
from streams.domain.dedupe.index import SLOTS, WAITING, Index

NAMES = st.lists(st.one_of(st.integers(1, 2**32 - 1), st.sampled_from([5, 5 + 2**20, 5 + 2**31])), unique=True, max_size=12)


def likened(index: Index, known: dict[int, set[int]], names: list[int]) -> None:
    for name in names:
        assert sorted(index.numbers(name)) == sorted(known[name])
    places, numbers, common = index.pairs(names, at_most=32)
    assert not common
    found = Counter(zip((names[place] for place in places), numbers, strict=True))
    assert found == Counter((name, number) for name in names for number in known[name])


@given(st.lists(NAMES, min_size=1, max_size=30), st.sets(st.integers(1, 30)), st.booleans())
def test_an_index_is_a_dict_of_sets(rows: list[list[int]], gone: set[int], settled: bool) -> None:
    index, known = Index(), defaultdict[int, set[int]](set)
    for number, names in enumerate(rows, start=1):
        index.add(names, number)
        for name in names:
            known[name].add(number)
    if settled:
        index.settle()
    for number in gone & set(range(1, len(rows) + 1)):
        index.discard(rows[number - 1], number)
        for name in rows[number - 1]:
            known[name].discard(number)
    likened(index, known, sorted({name for names in rows for name in names}))
    assert len(index) == sum(map(len, known.values()))


def test_it_grows_and_gives_back_all_that_was_put_into_it() -> None:
    dice = random.Random(1)
    rows = {number: [dice.getrandbits(32) for _ in range(40)] for number in range(1, 3 * WAITING // 40 + 20)}
    index = Index()
    for number, names in rows.items():
        index.add(names, number)
    for number, names in rows.items():
        assert all(number in index.numbers(name) for name in names)
    most = index.nbytes
    for number, names in rows.items():
        index.discard(names, number)
        if number % 50 == 0:
            assert all(later in index.numbers(rows[later][0]) for later in range(number + 1, len(rows) + 1))
    assert len(index) == 0
    assert index.nbytes < most
    assert index.pairs(rows[1], at_most=32) == ([], [], set())


def test_a_name_with_too_many_numbers_is_common_wherever_they_lie() -> None:
    for at_most in (SLOTS + 2, 32):
        for settled in (0, SLOTS // 2, SLOTS + 6, at_most, at_most + 1):
            index = Index()
            for number in range(1, at_most + 1):
                index.add([7], number)
                if number == settled:
                    index.settle()
            assert index.pairs([7], at_most=at_most)[2] == set()
            index.add([7], at_most + 1)
            assert index.pairs([7], at_most=at_most)[2] == {0}


def test_an_entry_takes_few_bytes() -> None:
    dice, index = random.Random(2), Index()
    count = 200_000
    for number in range(1, count // 40 + 1):
        index.add([dice.getrandbits(32) for _ in range(40)], number)
    assert index.nbytes < 32 * count
    assert module.LOAD < 1
