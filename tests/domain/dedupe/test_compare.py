"""Dedupe: what two wordings of a sentence differ in."""

import time

import pytest

from streams.domain.dedupe.compare import compare
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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Harrow beat Tarn 1-3 on Saturday.", "Harrow beat Tarn 3-1 on Saturday."),
        ("Ten of the 12 left on Monday and two on Friday.", "Two of the 12 left on Monday and ten on Friday."),
        ("The court said Ada Roth sued Piet Oss.", "The court said Piet Oss sued Ada Roth."),
        ("In Tarn, Roth told Oss that it was over.", "In Tarn, Oss told Roth that it was over."),
        ("The pier is expected to be closed.", "The pier has already begun to be closed."),
        ("It cost $3 million.", "It cost €3 million."),
        ("The wall is 10 km (6.2 miles) long.", "The wall is 10 km (6.3 miles) long."),
        ("It was 5 degrees in Tarn.", "It was -5 degrees in Tarn."),
        ("He is the chairman of the port.", "He is the deputy chairman of the port."),
        ("Mayor Holm told Piet Oss about it.", "Mayor Holm told Ada Roth about it."),
        ("The vote was put off to May 3.", "The vote was put off to May 13."),
        ("They sold it to the Ellery Herald.", "They sold it to the Ellery Courier."),
    ],
)
def test_figures_names_and_signs_that_change_places_tell_something_else(old: str, new: str) -> None:
    assert is_decisive(old, new, policy=POLICY)
    assert is_decisive(new, old, policy=POLICY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It cost 3 million dollars.", "It cost $3m."),
        ("It cost £2.3 billion, he said.", "It cost 2.3 bln pounds, he says."),
        ("It closes on May 4.", "It closes on May 4th."),
        ("It closes on Sept. 3, 2026.", "It closes on 3 September 2026."),
        ("Ferris said on Monday that it would close.", "Ferris on Monday said it would close."),
        ("“We agree,” Holm told reporters on Friday.", "“We agree,” Holm told Northern Press on Friday."),
        ("“We agree,” Holm told a news conference.", "“We agree,” Holm told the Meridian News Agency."),
        ("The relief programme of the defence ministry ended.", "The relief program of the defense ministry ended."),
        ("PORT ELLERY (Northern Press) — Rain fell.", "TARN, March 3 - Rain fell."),
        ("The wall is 10 kilometres long.", "The wall is 10 km (6.2 miles) long."),
    ],
)
def test_house_style_tells_nothing_else(old: str, new: str) -> None:
    assert not is_decisive(old, new, policy=POLICY)
    assert not is_decisive(new, old, policy=POLICY)


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
    started = time.process_time()
    compare(one, other, is_standing=lambda text: False, is_aside=lambda text: False, policy=POLICY)
    assert time.process_time() - started < 20
