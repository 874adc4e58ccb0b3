"""Names and their bearers: one entity each, under one type."""

import re

import pytest
import spacy
from spacy.language import Language

from schemas.common import Field
from schemas.enriched import Entity
from streams.domain.enrich.entities import entities
from streams.domain.enrich.reading import FieldDoc, Reading, read
from tests.builders import article


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


def labelled(body: str, headline: str = "", **labels: str) -> set[tuple[str, str, int]]:
    """(type, name, mentions) of what is made of a text in which the model took each of some words for what a label says."""
    parts = []
    fields: tuple[tuple[Field, str], ...] = (("headline", headline), ("body", body))
    for field, text in fields:
        doc = spacy.blank("en")(text)
        places = [(found.span(), label) for form, label in labels.items() for found in re.finditer(rf"\b{form.replace('_', ' ')}\b", text)]
        spans = [doc.char_span(*span, label=label) for span, label in places]
        doc.set_ents(spacy.util.filter_spans([span for span in spans if span is not None]))
        parts.append(FieldDoc(field=field, doc=doc, text=text))
    record = article(headline=headline, body=body)
    found = entities(Reading(article=record, docs=tuple(parts)))
    assert all(getattr(record, mention.field)[slice(*mention.span)] == mention.text for one in found for mention in one.mentions)
    assert len({entity.id for entity in found}) == len(found)
    return {(entity.type, entity.name, len(entity.mentions)) for entity in found}


def test_two_short_names_of_a_country_are_one_entity() -> None:
    assert labelled("Britain agreed. Many in the UK did not, and the UK has time.", Britain="GPE", UK="GPE") == {("place", "Britain", 3)}


def test_a_surname_that_the_model_takes_for_a_place_is_its_bearers_where_nothing_else_says_place() -> None:
    labels = {"Tomas_Velden": "PERSON", "Velden": "GPE"}
    body = "Tomas Velden paid. Velden has a boat. On Sunday Velden sold it, and nobody asked Velden why."
    assert labelled(body, **labels) == {("person", "Tomas Velden", 4)}
    body = "Tomas Velden paid. Velden has a harbour. It is the largest in Velden, and nobody asked Velden why."
    assert labelled(body, **labels) == {("person", "Tomas Velden", 1), ("place", "Velden", 3)}


@pytest.mark.parametrize(("full", "slip"), [("Brandt", "Brant"), ("Ostrander", "Ostarndre"), ("Keller", "Kellner"), ("Calder", "Cadler")])
def test_a_misspelled_surname_is_its_bearers(full: str, slip: str) -> None:
    said = labelled(f"Ines {full} left. Later {slip} came back.", **{f"Ines_{full}": "PERSON", slip: "PERSON"})
    assert said == {("person", f"Ines {full}", 2)}


@pytest.mark.parametrize(("full", "other"), [("Calder", "Calders"), ("Reyes", "Keyes"), ("Moss", "Mass"), ("Calder", "Cadelr")])
def test_a_like_surname_is_another_persons(full: str, other: str) -> None:
    said = labelled(f"Ines {full} left. Later {other} came back.", **{f"Ines_{full}": "PERSON", other: "PERSON"})
    assert len(said) == 2


def test_a_slip_that_two_may_be_meant_by_is_neither() -> None:
    body = "Ines Brandt and Tomas Brandt left. Later Brant came back."
    assert len(labelled(body, Ines_Brandt="PERSON", Tomas_Brandt="PERSON", Brant="PERSON")) == 3


def test_a_name_before_somebodys_surname_is_a_person() -> None:
    body = "Ozrenka Marsh spoke. " + "Then Marsh spoke again. " * 5
    assert labelled(body, Ozrenka_Marsh="ORG", Marsh="PERSON") == {("person", "Ozrenka Marsh", 6)}


@pytest.mark.parametrize(
    "body", ["Tolvik Otters won. " + "Then the Otters won. " * 5, "Tolvik Otters won in Tolvik. " + "Then Otters won. " * 5]
)
def test_a_team_is_no_person_by_its_last_word(body: str) -> None:
    said = labelled(body, Tolvik_Otters="ORG", Tolvik="GPE", Otters="PERSON")
    assert ("organisation", "Tolvik Otters", 1) in said


def test_what_a_headlines_capitals_add_to_a_name_is_cut_off() -> None:
    labels = {"Ines_Calder": "PERSON", "Ines_Calder_Resigns": "PERSON"}
    assert labelled("Ines Calder went on Friday.", "Ines Calder Resigns in Oslo", **labels) == {("person", "Ines Calder", 2)}
    assert labelled("Calder went on Friday.", "Ines Calder Resigns in Oslo", **labels) == {("person", "Ines Calder Resigns", 1)}
    both = labelled("Ines Calder went with Ines Calder Obi.", "Ines Calder Obi Goes", Ines_Calder_Obi="PERSON", **labels)
    assert both == {("person", "Ines Calder", 1), ("person", "Ines Calder Obi", 2)}


@pytest.mark.parametrize(("short", "full"), [("I. Calder", "Ines Calder"), ("Ines M. Calder", "Ines Maria Calder")])
def test_initials_stand_for_given_names(short: str, full: str) -> None:
    labels = {short.replace(" ", "_"): "PERSON", full.replace(" ", "_"): "PERSON"}
    assert labelled(f"The letter is by {full}. It was signed {short} in ink.", **labels) == {("person", full, 2)}


def test_initials_that_two_bear_are_neither_ones() -> None:
    labels = {"Ines_Calder": "PERSON", "Ivar_Calder": "PERSON", "I._Calder": "PERSON", "O._Calder": "PERSON"}
    assert len(labelled("Ines Calder and Ivar Calder wrote. It was signed I. Calder in ink.", **labels)) == 3
    assert len(labelled("Ines Calder wrote. It was signed O. Calder in ink.", **labels)) == 2
