"""Which sentences deny, confirm, turn round or take back what was stated."""

import pytest
from spacy.language import Language

from schemas.enriched import NEWS, ClaimMention
from streams.domain.enrich.claims import claim_mentions
from streams.domain.enrich.entities import entities
from streams.domain.enrich.quotes import quotes
from streams.domain.enrich.reading import read
from tests.builders import article


def claims(nlp: Language, body: str) -> list[ClaimMention]:
    """The turns that are news."""
    reading = read(article(headline="", body=body), nlp=nlp)
    found = claim_mentions(reading, quotes(reading, entities(reading)))
    return [c for c in found if c.kind != "stated" and c.assertion in NEWS]


@pytest.mark.parametrize(
    ("body", "kind", "speaker"),
    [
        ("Aldous Coal denied that it had hidden a crack.", "denied", "Aldous Coal"),
        ("Ida Rask brushed aside talk of a sale of the dairies.", "denied", "Ida Rask"),
        ("There is no truth in the report of a sale, Ida Rask said.", "denied", "Ida Rask"),
        ("A newspaper wrote that the mill would close. “That is invented,” Ida Rask said.", "denied", "Ida Rask"),
        ("The coastguard confirmed that the wreck was the trawler Runa.", "confirmed", "The coastguard"),
        ("Tests at the laboratory have shown that the farmhand had anthrax.", "confirmed", "Tests at the laboratory"),
        ("Arven dropped its opposition to the toll on Thursday.", "reversed", "Arven"),
        ("The mayor closed the library after vowing that it would stay open.", "reversed", "The mayor"),
        ("Orbis Metals withdrew its offer for Harbin Steel.", "withdrawn", "Orbis Metals"),
        ("The journal has retracted the study.", "withdrawn", "The journal"),
        (
            "The statistics office revised its growth figure, saying that the first had contained an error.",
            "corrected",
            "The statistics office",
        ),
    ],
)
def test_a_turn_with_who_makes_it(nlp: Language, body: str, kind: str, speaker: str) -> None:
    assert [(c.kind, c.speaker.lower()) for c in claims(nlp, body)] == [(kind, speaker.lower())]


@pytest.mark.parametrize(
    "body",
    [
        "The consul would neither confirm nor deny the rumour.",
        "The court rejected the miners' claim for back pay.",
        "The keeper denied the visitors a third goal.",
        "He has always denied the accusation.",
        "Medicine was denied to the inmates for weeks.",
        "The navy has yet to confirm any sighting.",
        "Two of the nine confirmed cases were children.",
        "There will be no U-turn on the fare, the mayor said.",
        "Protesters called for a change of course.",
        "The paper has not retracted its story.",
        "Troops withdrew from the village after a report of shelling.",
        "He said that it was not so easy to run a dairy.",
    ],
)
def test_what_only_sounds_like_a_turn(nlp: Language, body: str) -> None:
    assert claims(nlp, body) == []


def test_the_claim_is_shown_as_the_sentence_tells_it(nlp: Language) -> None:
    body = "Brandt Foods dismissed as nonsense a newspaper report that it would sell its dairies."
    (found,) = claims(nlp, body)
    assert found.earlier is not None
    assert found.earlier.text == "a newspaper report that it would sell its dairies"
    assert body[slice(*found.earlier.span)] == found.earlier.text


def test_a_bare_denial_speaks_of_the_claim_before_it(nlp: Language) -> None:
    (found,) = claims(nlp, "A survivor said that the doors had been locked. That is not so, the company said.")
    assert found.earlier is not None
    assert found.earlier.text == "A survivor said that the doors had been locked."


def test_what_is_stated_is_kept_with_who_states_it(nlp: Language) -> None:
    reading = read(article(headline="", body="Two divers said that the wreck could be the Runa."), nlp=nlp)
    (found,) = claim_mentions(reading, quotes(reading, entities(reading)))
    assert (found.kind, found.speaker, found.hedged) == ("stated", "Two divers", True)
