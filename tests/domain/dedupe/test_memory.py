"""Dedupe's memory: rows in, indexes derived, the same after any restart."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codec import decode, encode
from streams.domain.dedupe.decide import Fresh, decide
from streams.domain.dedupe.memory import DedupeMemory, Shelf
from streams.domain.dedupe.policy import POLICY
from streams.domain.dedupe.rows import BLOCK, PLAIN
from streams.domain.dedupe.seen import NextSeq, Seen, next_key, seen_key
from streams.domain.dedupe.sketch import sample
from tests.builders import BODY, NOON, after, item


def seen(uri: str = "wire:1", *, hours: float = 0, body: str = BODY, language: str = "en") -> Seen:
    found = decide(item(uri=uri, received_at=after(hours=hours), body=body, language=language), shelf=Shelf(), policy=POLICY)
    assert isinstance(found, Fresh)
    return found.seen


def filled(*rows: Seen) -> DedupeMemory:
    memory = DedupeMemory()
    for row in rows:
        memory.apply(seen_key(row), row)
    return memory


def told(shelf: Shelf) -> object:
    """All that a shelf knows, whatever numbers its rows have."""
    rows = sorted(shelf.rows, key=seen_key)
    named = {row.uri: (shelf.lineage_of(row.uri), shelf.revisions(row.lineage), shelf.with_body(row.body_hash)) for row in rows}
    found = [shelf.look_up(sample(BODY), standing_from=count) for count in (1, 3, 5)]
    runs = [{seen_key(shelf.rows[held.number]): count for held, count in each.runs.items()} for each in found]
    letters = [{seen_key(shelf.rows[held.number]): count for held, count in each.letters.items()} for each in found]
    aged = shelf.expired(NOON + timedelta(days=9), at_most=99)
    sizes = [len(each) for each in (shelf.named, shelf.runs, shelf.clauses, shelf.rows)]
    return rows, named, runs, letters, [each.standing for each in found], aged, sizes


def test_rows_survive_the_changelog() -> None:
    row = seen("urn:with/slashes/in it")
    assert decode(Seen, encode(row)) == row
    assert decode(NextSeq, encode(NextSeq(seq=3))) == NextSeq(seq=3)


def test_the_first_part_of_a_key_names_its_row() -> None:
    assert set(DedupeMemory.kinds) == {seen_key(seen()).split("/")[0], next_key("en").split("/")[0]}


def test_the_same_row_twice_changes_nothing() -> None:
    row = seen()
    once, twice = filled(row), filled(row, row)
    assert told(once.shelf("en")) == told(twice.shelf("en"))


def test_a_deleted_row_leaves_nothing_behind() -> None:
    row = seen()
    memory = filled(row)
    memory.apply(seen_key(row), None)
    memory.apply(seen_key(row), None)
    assert told(memory.shelf("en")) == told(Shelf())


def test_languages_live_apart_in_one_partition() -> None:
    memory = filled(seen(language="en"), seen(language="pt-br"))
    memory.apply(next_key("pt-br"), NextSeq(seq=5))
    assert (memory.next_seq("en"), memory.next_seq("pt-br"), memory.next_seq("fr")) == (0, 5, 0)
    assert len(memory.shelf("en").rows) == len(memory.shelf("pt-br").rows) == 1


def test_a_key_of_another_stage_is_refused() -> None:
    with pytest.raises(KeyError):
        DedupeMemory().apply("story/en/1", None)


def test_the_oldest_expire_first_and_never_more_than_asked() -> None:
    rows = [seen(f"wire:{n}", hours=n, body=f"{BODY} It is {n} o'clock.") for n in range(6)]
    shelf = filled(*rows).shelf("en")
    before = NOON + timedelta(hours=3, seconds=1)
    assert shelf.expired(before, at_most=9) == tuple(seen_key(row) for row in rows[:4])
    assert shelf.expired(before, at_most=2) == tuple(seen_key(row) for row in rows[:2])
    assert shelf.expired(NOON, at_most=9) == ()


def test_a_sketch_finds_the_rows_that_share_it() -> None:
    row = seen()
    shelf = filled(row, seen("wire:2", body="Nothing of the kind was ever written before about Mount Harrow.")).shelf("en")
    found = shelf.look_up(sample(BODY), standing_from=5)
    assert shelf.alike(found, sample(BODY), close_share=0.3, letter_share=0.15) == ["wire:1"]
    assert shelf.look_up(sample("Mount Harrow was never seen before."), standing_from=5).runs == {}


def test_old_rows_are_deflated_and_say_the_same() -> None:
    rows = [seen(f"wire:{n}", hours=n / 60, body=f"{BODY} It is {n} o'clock.") for n in range(PLAIN + 3 * BLOCK)]
    shelf = filled(*rows).shelf("en")
    assert [*shelf.rows] == rows
    assert shelf.revisions("wire:7") == (rows[7],)
    memory = filled(*rows)
    for row in rows[1 : 2 * BLOCK]:
        memory.apply(seen_key(row), None)
    shelf = memory.shelf("en")
    assert [*shelf.rows] == [rows[0], *rows[2 * BLOCK :]]
    assert shelf.expired(NOON + timedelta(days=1), at_most=2) == (seen_key(rows[0]), seen_key(rows[2 * BLOCK]))


@given(st.permutations(range(6)))
def test_the_order_of_rows_at_a_restart_does_not_matter(order: list[int]) -> None:
    rows = [replace(seen(f"wire:{n % 3}", hours=n, body=f"{BODY} It is {n} o'clock."), revision=n // 3) for n in range(6)]
    assert told(filled(*(rows[n] for n in order)).shelf("en")) == told(filled(*rows).shelf("en"))


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_what_was_deleted_might_never_have_been(order: list[int], deleted: set[int]) -> None:
    rows = [replace(seen(f"wire:{n % 3}", hours=n, body=f"{BODY} It is {n} o'clock."), revision=n // 3) for n in range(6)]
    memory = filled(*(rows[n] for n in order))
    for n in deleted:
        memory.apply(seen_key(rows[n]), None)
    assert told(memory.shelf("en")) == told(filled(*(rows[n] for n in range(6) if n not in deleted)).shelf("en"))
