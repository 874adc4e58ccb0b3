"""Dedupe: an edit that changes a figure, a day or a negation is never a duplicate, wherever in a text it stands; a change of dress is."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.item import Item
from streams.domain.dedupe.decide import Copy, Fresh, Version, decide
from streams.domain.dedupe.memory import DedupeMemory
from streams.domain.dedupe.policy import POLICY
from streams.domain.dedupe.seen import seen_key
from tests.builders import item

TEXTS = (
    (
        "Ferry service to Sorrel suspended until Thursday",
        (
            "Not all crossings to Sorrel will run on Tuesday, the ferry company said, because three of its seven boats are in dock.\n\n"
            "No one was hurt when the Maribel touched a rock off the island on Sunday with 214 people on board.\n\n"
            "“We never sail without two officers on the bridge,” captain Ilse Brandt said. “That did not happen this time.”\n\n"
            "The company does not expect the boat back before March 19, and it cannot hire another one.\n\n"
            "Nobody had told the islanders, who number about 1,900, that the last boat of the day would leave at noon.\n\n"
            "Neither the harbour master nor the mayor was at the pier, and none of the twelve buses ran."
        ),
    ),
    (
        "Council without a budget after eleven hours",
        (
            "The council of Tarn ended without a budget on Friday after eleven hours, four votes short of a majority.\n\n"
            "Mayor Otto Lind said nothing would be cut before May, when 60 percent of the grants are due.\n\n"
            "He had hoped to spend 2.4 million crowns on a school that was never finished, and nine million on roads.\n\n"
            "The opposition will not vote for a rise in the water rate, its leader Hanne Vogt said on Monday.\n\n"
            "The auditors did not find a single error in ninety accounts, and no fee was paid twice."
        ),
    ),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("two", "three", "four", "seven", "nine", "eleven", "twelve", "ninety")
NEGATION = re.compile(r"\b(?:not |Not |no |No |never |without )")
AUXILIARY = re.compile(r"\b(?:will|was|had|would|did|are|does)\b(?! not)")


def items(headline: str, body: str, *, same_desk: bool, edited: str) -> tuple[Item, Item]:
    first = item(uri="wire:1", headline=headline, body=body)
    later = first.received_at + timedelta(hours=1)
    provider = first.provider if same_desk else "Outlet"
    return first, replace(first, uri="outlet:7", provider=provider, body=edited, received_at=later, version_created=later)


def decided(first: Item, second: Item) -> Fresh | Version | Copy:
    memory = DedupeMemory()
    found = decide(first, shelf=memory.shelf("en"), policy=POLICY)
    assert isinstance(found, Fresh)
    memory.apply(seen_key(found.seen), found.seen)
    return decide(second, shelf=memory.shelf("en"), policy=POLICY)


def spots(pattern: str | re.Pattern[str]) -> list[tuple[int, int, int]]:
    """(text, start, end) of all places in all texts."""
    return [(n, found.start(), found.end()) for n, (_, body) in enumerate(TEXTS) for found in re.finditer(pattern, body)]


def after_edit(spot: tuple[int, int, int], put: str, *, same_desk: bool) -> Fresh | Version | Copy:
    n, start, end = spot
    headline, body = TEXTS[n]
    return decided(*items(headline, body, same_desk=same_desk, edited=body[:start] + put + body[end:]))


@given(st.sampled_from(spots(r"\d")), st.integers(1, 9), st.booleans())
def test_another_digit_is_a_version(spot: tuple[int, int, int], step: int, same_desk: bool) -> None:
    digit = TEXTS[spot[0]][1][spot[1]]
    assert isinstance(after_edit(spot, str((int(digit) + step) % 10), same_desk=same_desk), Version)


@given(st.sampled_from(spots(rf"\b(?:{'|'.join(NUMBERS)})\b")), st.sampled_from(NUMBERS), st.booleans())
def test_another_number_word_is_a_version(spot: tuple[int, int, int], word: str, same_desk: bool) -> None:
    there = TEXTS[spot[0]][1][spot[1] : spot[2]]
    assert isinstance(after_edit(spot, word, same_desk=same_desk), Copy if word == there else Version)


@given(st.sampled_from(spots("|".join(DAYS))), st.sampled_from(DAYS), st.booleans())
def test_another_weekday_is_a_version(spot: tuple[int, int, int], day: str, same_desk: bool) -> None:
    there = TEXTS[spot[0]][1][spot[1] : spot[2]]
    assert isinstance(after_edit(spot, day, same_desk=same_desk), Copy if day == there else Version)


@pytest.mark.parametrize("same_desk", [True, False])
@pytest.mark.parametrize("spot", spots(NEGATION))
def test_a_dropped_negation_is_a_version(spot: tuple[int, int, int], same_desk: bool) -> None:
    assert isinstance(after_edit(spot, "", same_desk=same_desk), Version)


@pytest.mark.parametrize("same_desk", [True, False])
@pytest.mark.parametrize("put", [" not", " never", " no longer"])
@pytest.mark.parametrize("spot", [(n, end, end) for n, _, end in spots(AUXILIARY)])
def test_an_added_negation_is_a_version(spot: tuple[int, int, int], put: str, same_desk: bool) -> None:
    assert isinstance(after_edit(spot, put, same_desk=same_desk), Version)


@pytest.mark.parametrize("number", ["3", "4", "7", "9", "11", "12", "90", "2"])
def test_a_number_in_figures_is_the_number_in_words(number: str) -> None:
    words = dict(zip(("2", "3", "4", "7", "9", "11", "12", "90"), NUMBERS, strict=True))
    for spot in spots(rf"\b{words[number]}\b"):
        assert isinstance(after_edit(spot, number, same_desk=True), Copy)


DRESSES = (
    str.upper,
    lambda text: text.translate(str.maketrans({"“": '"', "”": '"'})),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace("o", "o\u00ad"),
    lambda text: text.replace("\n\n", " "),
    lambda text: text.replace("fi", "ﬁ"),
)


@given(st.sampled_from(TEXTS), st.lists(st.sampled_from(DRESSES), min_size=1, max_size=4), st.booleans())
def test_a_text_in_another_dress_is_the_same_text(text: tuple[str, str], dresses: list[object], same_desk: bool) -> None:
    edited = text[1]
    for dress in dresses:
        edited = dress(edited)  # type: ignore[operator]
    assert isinstance(decided(*items(*text, same_desk=same_desk, edited=edited)), Copy)


def test_a_sentence_that_was_part_of_a_denial_is_no_repetition() -> None:
    denied = "Officials on Sorrel denied that the company had asked them for money.\n\n" + TEXTS[0][1]
    told = "The company had asked them for money.\n\n" + TEXTS[0][1]
    assert isinstance(decided(*items("Ferry", denied, same_desk=False, edited=told)), Version)


def test_a_sentence_that_ends_where_a_but_followed_is_no_cut() -> None:
    body = TEXTS[0][1] + "\n\nThe company promised free tickets to everybody on the island but took the promise back on Sunday night."
    edited = TEXTS[0][1] + "\n\nThe company promised free tickets to everybody on the island."
    assert isinstance(decided(*items("Ferry", body, same_desk=False, edited=edited)), Version)
    assert isinstance(decided(*items("Ferry", body, same_desk=False, edited=edited.removesuffix(".") + " …")), Copy)
