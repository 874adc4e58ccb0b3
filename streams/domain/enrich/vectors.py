"""Token vectors as the model's own layers give them, computed in fewer steps.

spaCy's small models look a token's vector up in hashed tables and let it see its neighbours through a few convolutions. Thinc does
this in dozens of layers, each with its bookkeeping for training; here the same sums are done array by array, for one
batch of documents at a time. The first matrix is multiplied into the tables once, when the model is loaded. The sums are added in
another order than thinc's, so that they differ in the last bits: tests compare what the model says, not the bits.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

Floats = NDArray[np.float32]

EPSILON = np.float32(1e-8)
"""What thinc adds to a variance before it divides by its root."""
MAX_REMEMBERED = 100_000
"""Kinds of token; some forty megabytes a model. Beyond it the memory is emptied, which costs a second of work."""
STEPS = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list", "with_array"]
"""A `spacy.Tok2Vec.v2` layer by layer: the first array holds the tables, the second mixes them, the third sees neighbours."""
KNOWN = frozenset({"hashembed", "ints-getitem", "maxout", "layernorm", "dropout", "expand_window"})
HASHES = 4
"""Rows of a table that thinc's hash embedding adds up for one value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maxout:
    """The greatest of several linear maps, normalised."""

    weights: Floats
    """(inputs, pieces * width), the pieces one after the other."""
    bias: Floats
    gain: Floats
    shift: Floats

    @property
    def width(self) -> int:
        return len(self.gain)

    def of_products(self, sums: Floats) -> Floats:
        """The layer's answer from its inputs' products with the weights; writes over them.

        Args:
            sums: (rows, pieces * width).
        """
        width = self.width
        sums += self.bias
        most = sums[:, :width]
        for at in range(width, sums.shape[1], width):
            most = np.maximum(most, sums[:, at : at + width])
        most -= most.mean(axis=1, keepdims=True)
        most *= (1 / np.sqrt(np.einsum("ij,ij->i", most, most) / np.float32(width) + EPSILON))[:, None]
        most *= self.gain
        most += self.shift
        return most


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    """One table of all attributes' tables, already multiplied with the first layer's weights."""

    columns: list[int | str]
    seeds: tuple[int, ...]
    sizes: tuple[int, ...]
    rows: Floats


class TokenVectors:
    """What a `spacy.Tok2Vec.v2` of hashed tables and maxout convolutions does, forward only."""

    def __init__(self, tables: _Tables, mix: _Maxout, windows: Sequence[_Maxout]) -> None:
        self._tables = tables
        self._mix = mix
        self._windows = windows
        self._ops = NumpyOps(use_blis=False)
        self._known: dict[bytes, int] = {}
        """Places in `_rows` by a token's attributes."""
        self._rows: Floats = np.empty((0, mix.width), dtype=np.float32)

    @property
    def width(self) -> int:
        return self._mix.width

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """The vectors of each document's tokens, (tokens, width); documents don't see each other."""
        pad = len(self._windows)  # rows of nothing between documents: a token sees as far as there are layers
        starts, end = [], pad
        for doc in docs:
            starts.append(end)
            end += len(doc) + (pad if len(doc) else 0)
        rows = np.zeros((end, self.width), dtype=np.float32)
        looked_up = self._look_up(docs)
        at = 0
        for doc, start in zip(docs, starts, strict=True):
            rows[start : start + len(doc)] = looked_up[at : at + len(doc)]
            at += len(doc)
        rows = self._see_neighbours(rows)
        return [rows[start : start + len(doc)] for doc, start in zip(docs, starts, strict=True)]

    def _look_up(self, docs: Sequence[Doc]) -> Floats:
        """What the tables give for each token, (tokens, width); each kind of token is looked up once and remembered."""
        columns = self._tables.columns
        values: Any = np.concatenate([doc.to_array(columns).reshape(len(doc), len(columns)) for doc in docs])
        keys: list[bytes] = values.view(f"V{values.itemsize * len(columns)}").ravel().tolist()
        known = self._known
        if len(known) > MAX_REMEMBERED:
            known.clear()
        new = {key: n for n, key in enumerate(keys) if key not in known}
        if new:
            fresh = values[list(new.values())]
            self._remember(list(new), self._mix.of_products(self._sums(fresh)))
        return self._rows[[known[key] for key in keys]]

    def _remember(self, keys: Sequence[bytes], rows: Floats) -> None:
        first = len(self._known)
        if first + len(keys) > len(self._rows):
            self._rows = np.concatenate([self._rows[:first], np.empty((first + 2 * len(keys), self.width), dtype=np.float32)])
        self._rows[first : first + len(keys)] = rows
        self._known.update(zip(keys, range(first, first + len(keys)), strict=True))

    def _sums(self, values: NDArray[np.uint64]) -> Floats:
        """The sums of the rows that tokens' attributes hash to, (tokens, pieces * width)."""
        tables = self._tables
        keys = np.empty((len(values), HASHES * len(tables.sizes)), dtype=np.int32)
        offset = 0
        for n, (seed, size) in enumerate(zip(tables.seeds, tables.sizes, strict=True)):
            hashed = self._ops.hash(np.ascontiguousarray(values[:, n]), seed)
            keys[:, n * HASHES : (n + 1) * HASHES] = hashed % size + offset
            offset += size
        sums: Floats = self._ops.gather_add(tables.rows, keys)
        return sums

    def _see_neighbours(self, rows: Floats) -> Floats:
        width = self.width
        around = np.zeros((len(rows), 3 * width), dtype=np.float32)
        for window in self._windows:
            around[1:, :width] = rows[:-1]
            around[:, width : 2 * width] = rows
            around[:-1, 2 * width :] = rows[1:]
            rows = rows + window.of_products(around @ window.weights)
        return rows


def token_vectors(model: Model[Any, Any]) -> TokenVectors | None:
    """Take over a thinc model's weights.

    Returns:
        None where the model isn't a `spacy.Tok2Vec.v2` of MultiHashEmbed and MaxoutWindowEncoder with a window of one, on the CPU.
    """
    steps = list(_steps(model))
    if [step.name.partition("(")[0] for step in steps] != STEPS or any(type(layer.ops) is not NumpyOps for layer in model.walk()):
        return None
    extract, _, embed, mix, _, encode = steps
    if {layer.name for whole in (embed, mix, encode) for layer in whole.walk() if not layer.layers} - KNOWN:
        return None
    tables = [layer for layer in embed.walk() if layer.name == "hashembed"]
    mixed, windows = _maxouts(mix), _maxouts(encode)
    in_order = [table.attrs["column"] for table in tables] == list(range(len(extract.attrs["columns"])))
    one_apart = all(layer.attrs["window_size"] == 1 for layer in encode.walk() if layer.name == "expand_window")
    residual = all(layer.name.startswith("residual(") for layer in _steps(encode.layers[0]))
    if not (in_order and one_apart and residual) or len(mixed) != 1 or encode.attrs["pad"] != len(windows):
        return None
    rows, low = [], 0
    for table in tables:
        width = table.get_dim("nO")
        rows.append(weights_of(table, "E") @ mixed[0].weights[low : low + width])
        low += width
    return TokenVectors(
        _Tables(
            columns=extract.attrs["columns"],
            seeds=tuple(table.attrs["seed"] for table in tables),
            sizes=tuple(table.get_dim("nV") for table in tables),
            rows=np.concatenate(rows),
        ),
        mixed[0],
        windows,
    )


def take_over_vectors(nlp: Language) -> int:
    """Put our sums in the place of the layers that they can stand for, in all pipes that run.

    The pipeline can then read, but no longer be trained or saved.

    Returns:
        How many sets of layers were replaced; the others are left as they are.
    """
    replaced = 0
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if not isinstance(model, Model):
            continue
        whole = token_vectors(model)
        if whole is not None:
            pipe.model = _layer(whole)  # type: ignore[attr-defined]
        replaced += 1 if whole is not None else _replace_below(model)
    return replaced


def _replace_below(model: Model[Any, Any]) -> int:
    replaced = 0
    for n, layer in enumerate(model.layers):
        vectors = token_vectors(layer)
        if vectors is not None:
            model.layers[n] = _layer(vectors)
        replaced += 1 if vectors is not None else _replace_below(layer)
    return replaced


def _layer(vectors: TokenVectors) -> Model[list[Doc], list[Floats]]:
    def forward(_: Any, docs: list[Doc], is_train: bool) -> tuple[list[Floats], Callable[[Any], Any]]:
        if is_train:
            raise ValueError("these vectors are for reading: train the model that they were taken from")
        return vectors(docs), lambda gradient: gradient

    return Model("token_vectors", forward, dims={"nO": vectors.width})


def _steps(model: Model[Any, Any]) -> Iterator[Model[Any, Any]]:
    """The layers of a chain, those of chains within it one by one."""
    if not model.layers or model.name.startswith(("with_array(", "residual(")):
        yield model
    else:
        for layer in model.layers:
            yield from _steps(layer)


def _maxouts(model: Model[Any, Any]) -> list[_Maxout]:
    """The maxout layers below a layer, in their order, each with the normalisation behind it."""
    layers = [layer for layer in model.walk(order="dfs_pre") if layer.name in ("maxout", "layernorm")]
    return [_taken(linear, norm) for linear, norm in zip(layers[::2], layers[1::2], strict=True)]


def _taken(linear: Model[Any, Any], norm: Model[Any, Any]) -> _Maxout:
    weights = weights_of(linear, "W")
    width, pieces, inputs = weights.shape
    return _Maxout(
        weights=np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, pieces * width)),
        bias=np.ascontiguousarray(weights_of(linear, "b").T.reshape(pieces * width)),
        gain=weights_of(norm, "G"),
        shift=weights_of(norm, "b"),
    )


def weights_of(layer: Model[Any, Any], name: str) -> Floats:
    """One of a layer's parameters, as an array."""
    weights: Any = layer.get_param(name)
    return np.asarray(weights, dtype=np.float32)
