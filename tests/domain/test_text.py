"""Text: where sentences end, what counts as the same word."""

import time
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.domain.text import fold, joined_words, paragraphs, sentences, words


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The vote is off. It will be held in May.", ["The vote is off.", "It will be held in May."]),
        ("Gen. Ada Roth met Lt. Col. Bo Lind. They agreed.", ["Gen. Ada Roth met Lt. Col. Bo Lind.", "They agreed."]),
        ("J. R. Hale spoke on Jan. 5 at noon. He left.", ["J. R. Hale spoke on Jan. 5 at noon.", "He left."]),
        ("Talks moved to the U.S. The envoys flew on Monday.", ["Talks moved to the U.S.", "The envoys flew on Monday."]),
        ("The U.S. Senate met. No. 4 in line spoke.", ["The U.S. Senate met.", "No. 4 in line spoke."]),
        ("Orrin Corp. Chairman Lee quit. Orrin Corp. said no.", ["Orrin Corp. Chairman Lee quit.", "Orrin Corp. said no."]),
        ("“We go on.” She sat down.", ["“We go on.”", "She sat down."]),
        ("“Will it close?” he asked. Nobody knew!", ["“Will it close?” he asked.", "Nobody knew!"]),
        ("It rose 3.5 pct... and then fell. Why?", ["It rose 3.5 pct... and then fell.", "Why?"]),
        ("A line without a stop\n\nAnother one", ["A line without a stop", "Another one"]),
        ("会談は中止。来週開く。", ["会談は中止。", "来週開く。"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_a_sentence_ends_where_a_reader_says(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“No deal,” he said", '"No deal," he said'),
        ("NO DEAL — yet…", "No deal -- yet..."),
        ("a\u00a0b \t c", "a b c"),
        ("co\u00adop", "coop"),
        ("Ｎｏ １２", "no 12"),
    ],
)
def test_typography_is_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_number_is_one_word_and_so_are_initials() -> None:
    assert words("The U.S. and U.N. sent 1,200.5 tons at 10:30.") == ("the", "us", "and", "un", "sent", "1,200.5", "tons", "at", "10:30")


def test_scripts_without_blanks_are_split_too() -> None:
    assert words("会談12回") == ("会", "談", "12", "回")


@given(st.text())
def test_sentences_hold_all_the_text_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


@given(st.text())
def test_paragraphs_hold_all_the_text(text: str) -> None:
    assert "".join("".join(text[a:b] for a, b in paragraphs(text)).split()) == "".join(text.split())


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("piece", [".", '."', "a.", "\n ", "- ", "A. ", "\u0327\u0301"])
def test_no_text_takes_longer_than_its_length_deserves(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    sentences(text)
    words(text)
    assert time.process_time() - started < 3


@given(st.lists(st.text("aB1.,'’ \n\x00é字-"), max_size=5))
def test_the_words_of_several_spans_are_those_of_each(parts: list[str]) -> None:
    text = "".join(parts)
    ends = list(accumulate(map(len, parts)))
    spans = list(pairwise([0, *ends]))
    assert [tuple(line.split()) for line in joined_words(text, spans)] == [words(text[start:end]) for start, end in spans]
