"""Which figures a sentence states."""

import pytest
from spacy.language import Language

from schemas.enriched import NEWS, FigureMention
from streams.domain.enrich.figures import figure_mentions
from streams.domain.enrich.reading import read
from tests.builders import article


def figures(nlp: Language, body: str) -> tuple[FigureMention, ...]:
    return figure_mentions(read(article(headline="", body=body), nlp=nlp), ())


@pytest.mark.parametrize(
    ("sentence", "measure", "value", "qualifier", "scope"),
    [
        ("At least 12 people were killed in the crash.", "dead", 12, "at_least", ""),
        ("Since the flood the death toll has climbed to 31.", "dead", 31, "exactly", ""),
        ("The blast wounded about 40 people.", "injured", 40, "about", ""),
        ("Officials said 17 people remain missing.", "missing", 17, "exactly", ""),
        ("Two hundred people were evacuated.", "displaced", 200, "exactly", ""),
        ("At least 12 fishermen were detained at sea.", "arrested", 12, "at_least", "fishermen"),
        ("The dead of the hotel now number 21.", "dead", 21, "exactly", ""),
        ("The list of missing has shrunk to 27.", "missing", 27, "exactly", ""),
        ("Merle Bank made an approach of 310 pence a share.", "offer", 310, "exactly", ""),
        ("A storm brought a death count of 4.", "dead", 4, "exactly", ""),
        ("Repairs are now reckoned at 19 million crowns.", "cost", 19e6, "exactly", ""),
        ("Ida Rask's lead has narrowed to 1,900 votes.", "lead", 1900, "exactly", "votes"),
        ("Orbis Metals lifted its bid to 740 million dollars.", "offer", 740e6, "exactly", ""),
    ],
)
def test_a_number_with_what_it_counts(nlp: Language, sentence: str, measure: str, value: float, qualifier: str, scope: str) -> None:
    (found,) = (f for f in figures(nlp, sentence) if f.assertion in NEWS)
    assert (found.measure, found.value, found.qualifier, found.scope) == (measure, value, qualifier, scope)


@pytest.mark.parametrize(
    "sentence",
    [
        "An earthquake in 1987 killed 140 people.",
        "As many as 40 hikers may be missing, the guides said.",
        "The boat was 31 metres long.",
        "A 12-year-old girl won the race at 14:30.",
    ],
)
def test_a_number_that_is_no_news(nlp: Language, sentence: str) -> None:
    assert not [f for f in figures(nlp, sentence) if f.assertion in NEWS]


def test_a_part_is_not_the_whole(nlp: Language) -> None:
    assert [f.value for f in figures(nlp, "The police arrested 80 people, 9 of them at the harbour.")] == [80]


def test_a_toll_of_another_month_is_background(nlp: Language) -> None:
    (found,) = figures(nlp, "That storm killed at least six people in September.")
    assert (found.measure, found.assertion) == ("dead", "background")


def test_a_place_that_a_sentence_opens_with_holds_for_all_of_it(nlp: Language) -> None:
    found = figures(nlp, "In neighbouring Central Merrow district, 10 people were killed, 140 were injured and 90 are missing, Feld said.")
    assert not {f.measure for f in found} & {"dead", "injured", "missing"}


def test_a_number_of_the_next_clause_did_not_share_the_fate_of_the_one_before(nlp: Language) -> None:
    found = figures(nlp, 'A guard died and two men, believed to be "senior staff," underwent surgery at the clinic, the police said.')
    assert "dead" not in {f.measure for f in found}


def test_a_price_keeps_what_it_is_for(nlp: Language) -> None:
    assert [f.unit for f in figures(nlp, "Merle Bank raised its bid to 345 pence a share.")] == ["pence/share"]


def test_a_sum_counts_what_the_sentence_before_it_counted_more_of(nlp: Language) -> None:
    found = figures(nlp, "Nurses found 9 new cases on Monday. That makes 40 since March.")
    assert [(f.measure, f.value) for f in found][-1] == ("case", 40)


def test_the_span_is_the_number_with_its_qualifier(nlp: Language) -> None:
    body = "Rescuers said that at least 12 people were killed."
    (found,) = figures(nlp, body)
    assert body[slice(*found.span)] == "at least 12"
