"""Dedupe's index: what a dict of sets would say, whatever has come and gone."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from streams.domain.dedupe.index import Index

NAMES = st.lists(st.integers(1, 40), max_size=12)


@given(st.lists(NAMES, min_size=1, max_size=30), st.sets(st.integers(0, 29)))
def test_an_index_is_a_dict_of_sets(rows: list[list[int]], gone: set[int]) -> None:
    index, known = Index[int](), defaultdict[int, set[int]](set)
    for number, names in enumerate(rows):
        index.add(names, number)
        for name in names:
            known[name].add(number)
    for number in gone & set(range(len(rows))):
        index.discard(rows[number], number)
        for name in rows[number]:
            known[name].discard(number)
    for name in range(1, 41):
        assert sorted(index.bearers(name)) == sorted(known[name])
    assert [sorted(bearers or ()) for bearers in index.of(range(1, 41))] == [sorted(known[name]) for name in range(1, 41)]
    assert len(index) == sum(map(bool, known.values()))


def test_a_bearer_has_a_name_once_however_often_it_is_given() -> None:
    index = Index[str]()
    index.add([7, 7], "one")
    index.add([7, 7], "other")
    assert [*index.bearers(7)] == ["one", "other"]
    index.discard([7, 7], "one")
    index.discard([7, 7], "other")
    assert len(index) == 0
