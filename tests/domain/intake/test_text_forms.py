"""Intake: plain text and markup to clean paragraphs."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.domain.intake.clean import clean, one_line, split_paragraphs
from streams.domain.intake.markup import paragraphs_of


def test_control_characters_go_and_a_lone_surrogate_is_replaced() -> None:
    assert clean("a\x00b\x07c \ud83d d\r\ne") == "abc \ufffd d\ne"


def test_text_is_nfc() -> None:
    assert clean("cafe\u0301") == "café"


def test_a_pile_of_accents_is_cut_before_it_costs_minutes() -> None:
    started = time.process_time()
    assert len(clean("e" + "\u0301\u0327" * 100_000)) <= 31
    assert time.process_time() - started < 2


def test_empty_lines_part_paragraphs_and_so_does_an_indent() -> None:
    assert split_paragraphs("One.\n\n\nTwo.\n \nThree.\n   Four.") == ("One.", "Two.", "Three.", "Four.")


def test_hard_wrapped_copy_is_joined() -> None:
    wrapped = (
        "The harbour bridge will close to lorries on Thursday after\n"
        "inspectors found cracks in two of its nine cables, the council\n"
        "said. Repairs are expected to take forty days and cost up to\n"
        "three million.\n\nFerries will run."
    )
    first, second = split_paragraphs(wrapped)
    assert "on Thursday after inspectors found" in first
    assert first.endswith("the council said. Repairs are expected to take forty days and cost up to three million.")
    assert second == "Ferries will run."


def test_short_lines_of_their_own_stay_apart() -> None:
    assert split_paragraphs("Most Popular\nread more:") == ("Most Popular", "read more:")


def test_markup_becomes_paragraphs_and_captions() -> None:
    html = (
        "<div><h2>Cables</h2><p>The bridge&nbsp;<b>will</b> close.</p>"
        "<figure><img src=x><figcaption>A crane. (Wirephoto)</figcaption></figure>"
        "<script>alert('no')</script><aside>Most read</aside><p>Two lines<br>here<br><br>Next.</p></div>"
    )
    assert paragraphs_of(html) == (("Cables", "The bridge will close.", "Two lines", "here", "Next."), ("A crane. (Wirephoto)",))


def test_entities_are_not_expanded() -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a 'boom'><!ENTITY b '&a;&a;&a;'>]><p>&b;</p>"
    assert "boom" * 3 not in " ".join(paragraphs_of(bomb)[0])


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<![", "</", "<div>", "&", "<x:y>"])
def test_tag_soup_is_read_in_time(piece: str) -> None:
    started = time.process_time()
    paragraphs_of(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 2


@given(st.text())
def test_paragraphs_are_single_lines_without_loose_blanks(text: str) -> None:
    assert all(paragraph == one_line(paragraph) != "" for paragraph in split_paragraphs(text))


@given(st.text(alphabet=st.sampled_from("<>/abp&; =\"'\n!-[]")))
def test_any_markup_can_be_read(text: str) -> None:
    paragraphs, _ = paragraphs_of(text)
    assert all(paragraph == one_line(paragraph) != "" for paragraph in paragraphs)
