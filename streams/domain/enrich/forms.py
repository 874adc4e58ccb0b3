"""Parts of speech and base forms, remembered: they follow from a word, its tag and its role, so one look at each is enough.

spaCy asks its attribute ruler and its lemmatizer about every token anew, which takes as long as a third of the parse. This pipe asks
them once for each (word, tag, role), of a document with that one word, and leaves the few patterns over several words to the ruler's
matcher, where the first word of one comes up.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

NAME = "remembered_forms"
MAX_REMEMBERED = 200_000
"""Some fifty megabytes; a day of news holds about as many forms. Beyond it the memory is emptied, which costs a second of work."""
LOOKS_AT = frozenset({"TAG", "LOWER", "ORTH", "DEP", "IS_SPACE"})
"""What a pattern may look at so that the word, its tag and its role decide it."""

KEY = "V24"
"""A word, its tag and its role, eight bytes each, as one value."""


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
        over_words: list[Any] = [pattern for pattern in ruler.patterns if _length(pattern) > 1]
        self._over_words = AttributeRuler(ruler.vocab)
        self._over_words.add_patterns(over_words)
        self._first_words = Matcher(ruler.vocab)
        for n, rule in enumerate(over_words):
            self._first_words.add(str(n), [pattern[:1] for pattern in rule["patterns"]])
        self._known: dict[bytes, tuple[tuple[int, int], bool]] = {}
        """By word, tag and role: part of speech and lemma, and whether a pattern over several words may begin there."""

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        if len(self._known) > MAX_REMEMBERED:
            self._known.clear()
        keys: list[bytes] = doc.to_array([ORTH, TAG, DEP]).view(KEY).ravel().tolist()
        known = self._known
        for place, key in enumerate(keys):
            if key not in known:
                known[key] = self._ask(doc, place)
        found = [known[key] for key in keys]
        rows: Any = np.array([forms for forms, _ in found], dtype=np.uint64)
        doc.from_array([POS, LEMMA], rows)
        if any(begins for _, begins in found):
            over_words: Any = self._over_words
            over_words.set_annotations(doc, over_words.match(doc))
        return doc

    def _ask(self, doc: Doc, place: int) -> tuple[tuple[int, int], bool]:
        token = doc[place]
        alone = Doc(doc.vocab, words=[token.text], spaces=[False], tags=[token.tag_])
        alone[0].dep = token.dep
        begins = bool(self._first_words(alone, allow_missing=True))
        self._lemmatizer(self._ruler(alone))
        return (alone[0].pos, alone[0].lemma), begins


def can_remember(ruler: AttributeRuler) -> bool:
    """Whether a ruler's patterns look at nothing but a word, its tag and its role."""
    rules: Any = ruler.patterns
    return all(set(token) <= LOOKS_AT for rule in rules for pattern in rule["patterns"] for token in pattern)


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
