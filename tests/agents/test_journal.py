"""The rules of "delivered again"."""

from hypothesis import given
from hypothesis import strategies as st

from streams.agents.journal import Entry, Place, Position, Verdict, advance, begun, decode_entry, encode_entry, missing, verdict

EMPTY = Entry(format=1)


def at(number: int, *, source: str = "a", time_ms: int = 100, strict: bool = False) -> Place:
    return Place(source=source, number=number, time_ms=time_ms, strict=strict)


def seen(*places: Place) -> Entry:
    entry = EMPTY
    for place in places:
        entry = advance(begun(entry), place, outputs=(), changes={})
    return entry


def test_the_first_message_of_a_source_is_next_wherever_it_starts() -> None:
    assert verdict(EMPTY, at(41)) is Verdict.NEXT


def test_the_last_message_is_known_again_and_earlier_ones_are_done() -> None:
    entry = seen(at(5), at(7))
    assert [verdict(entry, at(n)) for n in (4, 5, 6, 7, 8)] == [
        Verdict.DONE, Verdict.DONE, Verdict.DONE, Verdict.LAST, Verdict.NEXT,
    ]  # fmt: skip


def test_sources_are_told_apart() -> None:
    entry = seen(at(5), at(3, source="b"))
    assert verdict(entry, at(5)) is Verdict.DONE
    assert verdict(entry, at(4, source="b")) is Verdict.NEXT


def test_a_timers_entry_keeps_the_positions_and_is_nobodys_last() -> None:
    entry = advance(begun(seen(at(5))), None, outputs=(), changes={"row": b"1"})
    assert verdict(entry, at(5)) is Verdict.DONE
    assert entry.number == 2


def test_a_source_that_begins_anew_at_a_later_time_is_not_taken_for_a_repeat() -> None:
    entry = seen(at(500, time_ms=100))
    assert verdict(entry, at(0, time_ms=100)) is Verdict.DONE
    assert verdict(entry, at(0, time_ms=101)) is Verdict.NEXT


def test_a_strict_source_waits_for_its_first_number_and_for_each_missing_one() -> None:
    assert verdict(EMPTY, at(0, strict=True)) is Verdict.NEXT
    assert verdict(EMPTY, at(1, strict=True)) is Verdict.EARLY
    assert verdict(seen(at(0, strict=True)), at(2, strict=True)) is Verdict.EARLY


def test_a_number_that_was_skipped_is_taken_when_it_comes_after_all_and_only_once() -> None:
    entry = seen(at(0, strict=True), at(3, strict=True))
    assert [*missing(seen(at(0, strict=True)), at(3, strict=True))] == [1, 2]
    assert verdict(entry, at(1, strict=True)) is Verdict.NEXT
    entry = advance(begun(entry), at(1, strict=True), outputs=(), changes={})
    assert verdict(entry, at(1, strict=True)) is Verdict.LAST
    assert verdict(entry, at(2, strict=True)) is Verdict.NEXT
    assert verdict(entry, at(4, strict=True)) is Verdict.NEXT


def test_a_gap_of_a_million_is_remembered_by_its_end_only() -> None:
    position = seen(at(1_000_000, strict=True)).positions["a"]
    assert position.number == 1_000_000
    assert len(position.skipped) == 1000
    assert position.skipped[-1] == 999_999


@given(st.permutations(range(6)))
def test_whatever_the_order_a_strict_source_is_taken_once_and_in_order(order: list[int]) -> None:
    entry, held, taken = EMPTY, set[int](), []
    for number in [*order, *order]:
        if verdict(entry, at(number, strict=True)) is Verdict.EARLY:
            held.add(number)
            continue
        waiting = {number} if verdict(entry, at(number, strict=True)) is Verdict.NEXT else set()
        while waiting:
            current = waiting.pop()
            entry = advance(entry, at(current, strict=True), outputs=(), changes={})
            taken.append(current)
            if current + 1 in held:
                held.remove(current + 1)
                waiting.add(current + 1)
    assert taken == [0, 1, 2, 3, 4, 5]


def test_an_entry_survives_its_bytes() -> None:
    entry = advance(seen(at(1, strict=True)), at(2), outputs=(), changes={"seen/x": b"\x00\xff", "gone": None})
    assert decode_entry(encode_entry(entry)) == entry
    assert entry.positions["a"] == Position(number=2, time_ms=100, skipped=(0,))
