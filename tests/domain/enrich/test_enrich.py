"""The stage's answer as a whole, and the reading that all of it stands on."""

import pytest
import spacy
from spacy.language import Language

from schemas.codec import decode, encode
from schemas.enriched import Enriched
from streams.domain.enrich.enrich import Analysed, Unsupported, enrich
from streams.domain.enrich.reading import parse, read, sentence_of
from tests.builders import article


def test_an_article_keeps_its_own_fields_and_says_which_model_read_it(nlp: Language) -> None:
    first = article()
    match enrich(first, nlp=nlp):
        case Analysed(enriched=said):
            assert (said.uri, said.seq, said.body, said.headline) == (first.uri, first.seq, first.body, first.headline)
            assert said.model == f"en_{nlp.meta['name']} {nlp.meta['version']}"
            assert said.entities
            assert said.quotes
        case other:
            pytest.fail(f"not analysed: {other}")


def test_the_same_article_says_the_same_and_survives_the_codec(nlp: Language) -> None:
    first, again = enrich(article(), nlp=nlp), enrich(article(), nlp=nlp)
    assert first == again
    assert decode(Enriched, encode(first.enriched)) == first.enriched


def test_another_language_is_passed_on_as_it_came(nlp: Language) -> None:
    foreign = article(language="de", body="Die Brücke bleibt gesperrt, sagte der Bürgermeister.")
    match enrich(foreign, nlp=nlp):
        case Unsupported(enriched=passed):
            assert (passed.body, passed.model, passed.entities, passed.quotes) == (foreign.body, "", (), ())
        case other:
            pytest.fail(f"not passed on: {other}")


def test_an_article_without_a_body_is_read_all_the_same(nlp: Language) -> None:
    assert enrich(article(headline="Bridge closed", body=""), nlp=nlp).enriched.quotes == ()
    assert enrich(article(headline="", body=""), nlp=nlp).enriched.entities == ()


def test_what_is_beyond_the_limit_is_counted_not_read(nlp: Language) -> None:
    match enrich(article(headline="", body="Ines Calder spoke. " * 10), nlp=nlp, max_chars=38):
        case Analysed(enriched=said):
            assert said.unread_chars == 190 - 38
            assert len(said.body) == 190
            assert all(mention.span[1] <= 38 for entity in said.entities for mention in entity.mentions)
        case other:
            pytest.fail(f"not analysed: {other}")


@pytest.mark.parametrize("text", ["“One.”\n\nTwo.", " lead\n\n\n  indented \n", "\n", "PORT ELLERY — It rained.", "one \n two"])
def test_a_reading_holds_the_text_to_the_letter(nlp: Language, text: str) -> None:
    assert [doc.text for doc in parse([text, "A second."], nlp=nlp)] == [text, "A second."]
    assert [doc.text for doc in parse([text], nlp=spacy.blank("en"))] == [text]


def test_no_sentence_runs_over_a_paragraph_or_into_the_dateline(nlp: Language) -> None:
    (doc,) = parse(["PORT ELLERY — The pier\n\nfell on Sunday"], nlp=nlp)
    assert [sentence.text.strip() for sentence in doc.sents] == ["PORT ELLERY —", "The pier", "fell on Sunday"]


def test_a_sentence_is_what_spacy_says_it_is(nlp: Language) -> None:
    body = read(article(), nlp=nlp).body
    assert body is not None
    assert all(sentence_of(token) == token.sent for token in body.doc)
