"""The model's named entities, read off its scores many tokens at a time.

spaCy's recogniser goes through a document token by token and asks at each for the scores of all its actions. Outside of a name these
hang on the token alone, so that those of a whole document are one product of matrices; only within a name, where they hang on its
first word too, does one token follow the other. The scores and the rules for which action may be taken are spaCy's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import Model, NumpyOps

from streams.domain.enrich.vectors import Floats, weights_of

NAME = "named_spans"
FEATURES = 3
"""What spaCy's states are seen by: the token, the first word of the name that is open, the word before the token in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Actions:
    """The places of the actions among the scores."""

    outside: NDArray[np.intp]
    """Those that may be taken outside of a name: O, U-…, B-…, in the order of the scores."""
    lasts: int
    """The first of `outside` are "O" and "U-…"; from here on "B-…", which a sentence's last word can't be given."""
    labels: tuple[str, ...]
    """Of each of `outside`; "" for O."""
    inner: dict[str, tuple[int, int]]
    """By label: I-… and L-…."""


class NamedSpans:
    """A pipe that does the work of a `spacy.TransitionBasedParser.v2` for names, forward only."""

    def __init__(self, model: Model[Any, Any], moves: Sequence[str]) -> None:
        """
        Args:
            model: Only such as `can_read_off` allows.
            moves: The names of its classes: "O", "B-ORG", ….
        """
        vectors, lower, upper = model.layers
        self._vectors = vectors
        weights = weights_of(lower, "W")
        features, hidden, pieces, width = weights.shape
        self._weights = np.ascontiguousarray(weights.transpose(3, 0, 2, 1).reshape(width, features * pieces * hidden))
        self._padding = weights_of(lower, "pad")[0].transpose(0, 2, 1).reshape(features, pieces * hidden)
        self._bias = np.ascontiguousarray(weights_of(lower, "b").T.reshape(pieces * hidden))
        self._hidden = hidden
        self._upper, self._upper_bias = weights_of(upper, "W"), weights_of(upper, "b")
        self._actions = _actions(moves)
        self._outside = np.ascontiguousarray(self._upper[self._actions.outside].T)
        self._outside_bias = self._upper_bias[self._actions.outside]

    def __call__(self, doc: Doc) -> Doc:
        return self._batch([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Name the spans of many documents; those of one batch share their products of matrices."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            yield from self._batch(batch)

    def _batch(self, docs: list[Doc]) -> list[Doc]:
        if not any(len(doc) for doc in docs):
            return docs
        seen = self._vectors.predict(docs) @ self._weights
        seen = seen.reshape(len(seen), FEATURES, len(self._bias))
        at = 0
        for doc in docs:
            spans = self._spans(doc, seen[at : at + len(doc)])
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in spans])
            at += len(doc)
        return docs

    def _spans(self, doc: Doc, seen: Floats) -> Iterator[tuple[int, int, str]]:
        """The names: first token, token behind the last, label.

        Args:
            seen: What each token adds to a state's sums in each role, (tokens, FEATURES, pieces * hidden).
        """
        if not len(doc):
            return
        actions = self._actions
        scores = self._unfold(seen[:, 0] + self._padding[1] + self._padding[2]) @ self._outside + self._outside_bias
        facts: Any = doc.to_array([SENT_START, IS_SPACE])
        ends = np.append(facts[1:, 0] == 1, True)
        scores[ends, actions.lasts :] = -np.inf
        scores[facts[:, 1] != 0, 1:] = -np.inf
        chosen = scores.argmax(axis=1)
        behind = 0
        for place in np.flatnonzero(chosen).tolist():
            if place < behind:
                continue
            action = int(chosen[place])
            label = actions.labels[action]
            behind = place + 1 if action < actions.lasts else self._behind(seen, ends, place, label)
            yield place, behind, label

    def _behind(self, seen: Floats, ends: NDArray[np.bool_], first: int, label: str) -> int:
        """Where the name ends that begins at a token."""
        goes_on, is_last = self._actions.inner[label]
        for place in range(first + 1, len(seen)):
            if ends[place]:
                return place + 1
            hidden = self._unfold((seen[place, 0] + seen[first, 1] + seen[place - 1, 2])[None, :])[0]
            if hidden @ self._upper[is_last] + self._upper_bias[is_last] > hidden @ self._upper[goes_on] + self._upper_bias[goes_on]:
                return place + 1
        return len(seen)

    def _unfold(self, sums: Floats) -> Floats:
        """The greatest of each unit's pieces, (rows, hidden)."""
        sums = sums + self._bias
        most = sums[:, : self._hidden]
        for at in range(self._hidden, sums.shape[1], self._hidden):
            most = np.maximum(most, sums[:, at : at + self._hidden])
        return most


def _actions(moves: Sequence[str]) -> _Actions:
    place = {move: n for n, move in enumerate(moves)}
    single = [move for move in moves if move.startswith("U-") and len(move) > 2]
    first = [move for move in moves if move.startswith("B-")]
    outside = ["O", *single, *first]
    return _Actions(
        outside=np.array([place[move] for move in outside]),
        lasts=1 + len(single),
        labels=tuple(move[2:] for move in outside),
        inner={move[2:]: (place["I-" + move[2:]], place["L-" + move[2:]]) for move in first},
    )


def can_read_off(pipe: Any) -> bool:
    """Whether a pipe names spans by the scores that this module knows: one hidden layer, no beam, no classes unseen, on the CPU."""
    if type(pipe) is not EntityRecognizer or pipe.cfg["beam_width"] != 1:
        return False
    model: Model[Any, Any] = pipe.model
    if model.name != "parser_model" or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
        return False
    lower, upper = model.layers[1:]
    on_cpu = all(type(layer.ops) is NumpyOps for layer in model.walk())
    return on_cpu and (lower.name, upper.name) == ("precomputable_affine", "linear") and lower.get_dim("nF") == FEATURES


@Language.factory(NAME)
def make_named_spans(nlp: Language, name: str) -> NamedSpans:
    """The pipe for a pipeline that has a recogniser; its name is spaCy's affair."""
    of_kind: dict[str, Any] = {nlp.get_pipe_meta(pipe).factory: component for pipe, component in nlp.components}
    recogniser = of_kind["ner"]
    return NamedSpans(recogniser.model, [recogniser.moves.get_class_name(n) for n in range(recogniser.moves.n_moves)])


def read_off_names(nlp: Language) -> bool:
    """Put this pipe in the place of a pipeline's entity recogniser.

    Returns:
        False where there isn't just one, it isn't of the known kind, or rules name spans beside it, which it would have to heed; the
        pipeline is then left as it is.
    """
    kinds = [nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names]
    if kinds.count("ner") != 1 or {"entity_ruler", "span_ruler"} & set(kinds):
        return False
    name = nlp.pipe_names[kinds.index("ner")]
    if not can_read_off(nlp.get_pipe(name)):
        return False
    nlp.add_pipe(NAME, after=name)
    nlp.disable_pipe(name)
    return True
