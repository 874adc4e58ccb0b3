"""Parts of speech and base forms, remembered: they follow from a word, its tag and its role, so one look at each is enough.

spaCy asks its attribute ruler and its lemmatizer about every token anew, which takes as long as a third of the parse. This pipe asks
them once for each (word, tag, role), of a document with that one word, and leaves only the few patterns over several words to the
ruler's matcher.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.attrs import LEMMA, POS
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

NAME = "remembered_forms"
MAX_REMEMBERED = 200_000
"""Some fifty megabytes; a day of news holds about as many forms. Beyond it the memory is emptied, which costs a second of work."""
LOOKS_AT = frozenset({"TAG", "LOWER", "ORTH", "DEP", "IS_SPACE"})
"""What a pattern may look at so that the word, its tag and its role decide it."""

_Key = tuple[int, int, int]


class RememberedForms:
    """A pipe that does the work of `attribute_ruler` and `lemmatizer`; morphology is left out."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Callable[[Doc], Doc]) -> None:
        """
        Args:
            ruler: Only such as `can_remember` allows.
            lemmatizer: Whatever sets lemmas by a word and its part of speech.
        """
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._over_words = AttributeRuler(ruler.vocab)
        self._over_words.add_patterns([pattern for pattern in ruler.patterns if _length(pattern) > 1])
        self._known: dict[_Key, tuple[int, str]] = {}

    def __call__(self, doc: Doc) -> Doc:
        if len(self._known) > MAX_REMEMBERED:
            self._known.clear()
        keys: list[_Key] = [(token.orth, token.tag, token.dep) for token in doc]
        known, add = self._known, doc.vocab.strings.add
        for place, key in enumerate(keys):
            if key not in known:
                known[key] = self._ask(doc, place)
        forms = [known[key] for key in keys]
        rows: Any = np.array([(pos, add(lemma)) for pos, lemma in forms], dtype=np.uint64).reshape(len(forms), 2)
        doc.from_array([POS, LEMMA], rows)
        over_words: Any = self._over_words
        over_words.set_annotations(doc, over_words.match(doc))
        return doc

    def _ask(self, doc: Doc, place: int) -> tuple[int, str]:
        token = doc[place]
        alone = Doc(doc.vocab, words=[token.text], spaces=[False], tags=[token.tag_])
        alone[0].dep = token.dep
        self._lemmatizer(self._ruler(alone))
        return alone[0].pos, alone[0].lemma_


def can_remember(ruler: AttributeRuler) -> bool:
    """Whether a ruler's patterns over one word look at nothing but the word, its tag and its role."""
    rules: Any = ruler.patterns
    return all(set(token) <= LOOKS_AT for rule in rules if _length(rule) == 1 for pattern in rule["patterns"] for token in pattern)


def _length(rule: Any) -> int:
    patterns: Sequence[Sequence[Any]] = rule["patterns"]
    return max(len(pattern) for pattern in patterns)


@Language.factory(NAME)
def make_remembered_forms(nlp: Language, name: str) -> RememberedForms:
    """The pipe for a pipeline that has a ruler and a lemmatizer; its name is spaCy's affair."""
    of_kind: dict[str, Any] = {nlp.get_pipe_meta(pipe).factory: component for pipe, component in nlp.components}
    return RememberedForms(of_kind["attribute_ruler"], of_kind["lemmatizer"])


def remember_forms(nlp: Language) -> bool:
    """Put the remembered forms in the place of a pipeline's ruler and lemmatizer.

    Returns:
        False where they aren't of the known kind; the pipeline is then left as it is.
    """
    kinds = [nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names]
    if kinds.count("attribute_ruler") != 1 or kinds.count("lemmatizer") != 1:
        return False
    ruler, lemmatizer = (nlp.pipe_names[kinds.index(kind)] for kind in ("attribute_ruler", "lemmatizer"))
    component = nlp.get_pipe(ruler)
    if (
        kinds.index("attribute_ruler") > kinds.index("lemmatizer")
        or not isinstance(component, AttributeRuler)
        or not can_remember(component)
    ):
        return False
    nlp.add_pipe(NAME, after=lemmatizer)
    nlp.disable_pipe(ruler)
    nlp.disable_pipe(lemmatizer)
    return True
