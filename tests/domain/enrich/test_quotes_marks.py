"""Quotation marks: whatever kind, none lost to a stray one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from streams.domain.enrich.marks import stretches


def marked(text: str) -> list[str]:
    return [text[slice(*stretch.span)] for stretch in stretches(text)]


def test_curly_straight_and_angle_marks_all_quote() -> None:
    assert marked('“One,” she said. "Two." «Three.»') == ["One", "Two.", "Three."]


def test_an_inch_mark_opens_nothing_and_closes_nothing() -> None:
    assert marked('The 36" pipe burst, "badly," he said.') == ["badly"]
    assert marked('“It is 36" wide,” he said.') == ['It is 36" wide']


def test_single_marks_quote_only_where_there_are_no_others_and_apostrophes_never() -> None:
    assert marked("‘We won’t go,’ he said, ‘and that’s it.’") == ["We won’t go", "and that’s it."]
    assert marked("“A ‘quiet’ year,” she said.") == ["A ‘quiet’ year"]
    assert marked("The drivers' union and the pilots' union met.") == []


def test_a_mark_reopened_in_the_next_paragraph_leaves_the_one_before_open_ended() -> None:
    found = stretches("She said: “First.\n\n“Second.”\n\nThe end.")
    assert [(stretch.paragraph, stretch.open_ended) for stretch in found] == [(0, True), (1, False)]


def test_a_mark_without_a_partner_takes_no_paragraph_with_it() -> None:
    assert marked("The “city council met.\n\nNobody spoke.") == []


def test_announced_speech_may_lack_its_closing_mark() -> None:
    assert marked("Calder said: “Never again") == ["Never again"]


@given(st.text(alphabet="ab .,\n\"“”‘’'«»6", max_size=80))
def test_any_text_gives_stretches_in_order_that_do_not_overlap(text: str) -> None:
    found = stretches(text)
    assert all(stretch.outer[0] <= stretch.span[0] < stretch.span[1] <= stretch.outer[1] <= len(text) for stretch in found)
    assert all(left.outer[1] <= right.outer[0] for left, right in pairwise(found))
