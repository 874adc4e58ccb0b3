"""Which number of a sentence is what another one was."""

import pytest

from streams.domain.enrich.figure_before import OLD_BEFORE, Number, hints_at_values_before, values_before


def pairs(sentence: str, *said: tuple[str, float, str]) -> dict[float, float]:
    """New value to old value; each number given as it stands, with its value and unit."""
    numbers = [Number(value, unit, at := sentence.index(text), at + len(text)) for text, value, unit in said]
    by_start = {n.start: n.value for n in numbers}
    return {by_start[start]: was for start, was in values_before(sentence, numbers).items()}


@pytest.mark.parametrize(
    ("sentence", "new", "old"),
    [
        ("The bill rose to 31 crowns from 12.", "31", "12"),
        ("They put it at 31, up from an earlier estimate of about 12.", "31", "12"),
        ("The count was lower: 12, and not 31.", "12", "31"),
        ("More have to go back: 31, where on Monday it had spoken of 12.", "31", "12"),
        ("The mill had first reported 12 leaks; it now says 31.", "31", "12"),
    ],
)
def test_a_number_is_paired_with_what_it_was(sentence: str, new: str, old: str) -> None:
    said = sorted([(new, float(new), ""), (old, float(old), "")], key=lambda n: sentence.index(n[0]))
    assert pairs(sentence, *said) == {float(new): float(old)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The bill rose to 31 crowns from 12 last year.",
        "It was 31, against 12 in 2019.",
        "The yard built 31, compared with 12 in the same period.",
        "Some 31 men and 12 women took part.",
    ],
)
def test_a_comparison_with_other_times_is_no_value_before(sentence: str) -> None:
    assert pairs(sentence, ("31", 31, ""), ("12", 12, "")) == {}


def test_values_of_two_units_or_of_two_orders_are_not_paired() -> None:
    assert pairs("It rose to 31 percent from 12 crowns.", ("31", 31, "percent"), ("12", 12, "crowns")) == {}
    assert pairs("It rose to 9000 from 12.", ("9000", 9000, ""), ("12", 12, "")) == {}


@pytest.mark.parametrize("sentence", ["It has 31 orders from 12 airlines.", "First off, the 12 crowns of the old model are 31 here."])
def test_other_things_that_are_counted_are_no_value_before(sentence: str) -> None:
    assert pairs(sentence, ("31", 31, ""), ("12", 12, "")) == {}


@pytest.mark.parametrize(
    "before",
    [
        "up from", "against", "instead of", "rather than", "and not", "compared with", "fewer than the", "not the", "it was 31, not",
        "they had said", "it had been", "she had put the bill at", "previously", "earlier", "originally", "initially", "first counted",
    ],
)  # fmt: skip
def test_the_first_look_passes_all_that_stands_before_an_old_value(before: str) -> None:
    assert OLD_BEFORE.search(f"{before} ")
    assert hints_at_values_before(before)
