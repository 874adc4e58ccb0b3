"""Dedupe: what two wordings of a sentence differ in."""

import time

import pytest

from streams.domain.dedupe.compare import compare, digest
from streams.domain.dedupe.policy import POLICY
from streams.domain.dedupe.wording import is_decisive, turns_headline

BASE = "The council of Port Ellery agreed on Monday to pay 300 crowns for each colour plan, its leader Maud Ferris said."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("300", "350"),
        ("Monday", "Tuesday"),
        ("agreed", "refused"),
        ("agreed", "did not agree"),
        ("Maud Ferris", "Maud Okoro"),
        ("each colour plan", "every building plan"),
        ("to pay", "never to pay"),
        ("to pay 300 crowns for", "to charge the port for"),
    ],
)
def test_another_fact_is_decisive(old: str, new: str) -> None:
    assert is_decisive(BASE, BASE.replace(old, new), policy=POLICY)


@pytest.mark.parametrize(
    ("old", "new"), [("colour", "color"), ("The council", "Council"), ("its leader", "the leader"), ("to pay", "to  PAY")]
)
def test_another_spelling_or_one_word_is_not(old: str, new: str) -> None:
    assert not is_decisive(BASE, BASE.replace(old, new), policy=POLICY)


def test_a_contraction_is_a_negation() -> None:
    assert is_decisive("They will pay the port.", "They won't pay the port.", policy=POLICY)


@pytest.mark.parametrize(
    ("old", "new", "turned"),
    [
        ("Quake kills 12 in Harrow", "Quake kills 14 in Harrow", True),
        ("Mayor agrees to new bridge plan", "Mayor denies new bridge plan", True),
        ("Ellery council agreed to pay", "Ellery council refused to pay", True),
        ("Quake kills 12 in Harrow", "Quake kills 12 in", False),
        ("Quake kills 12 in Harrow", "Report: Quake kills 12 in Harrow", False),
        ("Quake kills 12 in Harrow", "Harrow shaken: a dozen feared lost", False),
    ],
)
def test_a_headline_turns_by_its_figures_and_verbs_of_decision(old: str, new: str, turned: bool) -> None:
    assert turns_headline(old, new, policy=POLICY) is turned


def test_two_long_texts_of_short_sentences_are_compared_in_time() -> None:
    one = " ".join(f"Item {n} went up." for n in range(5_000))
    other = " ".join(f"Item {n} came down." for n in range(5_000))
    new = digest(one)
    started = time.process_time()
    compare(new, digest(other), is_standing=lambda text: False, is_aside=lambda text: False, policy=POLICY)
    assert time.process_time() - started < 20
