"""Parts of speech and base forms, remembered: they follow from a word, its tag and its role, so one look at each is enough.

spaCy asks its attribute ruler and its lemmatizer about every token anew, which takes as long as a third of the parse. This pipe asks
them once for each (word, tag, role), of a document with that one word, and leaves the few patterns over several words to the ruler's
matcher, where the first word of one comes up.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token

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
        self._naming = _naming(ruler)
        self._ruled: dict[tuple[int, int], tuple[Any, bool]] = {}
        """By tag and role: what the ruler makes of a word that none of its patterns names."""
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
        """The forms of a word, and whether a pattern over several may begin there."""
        token = doc[place]
        word = _alone(token, token.text)
        if token.is_space or self._naming is None or self._naming(token.lower_):
            begins = bool(self._first_words(word.doc, allow_missing=True))
            self._ruler(word.doc)
        else:
            like, begins = self._ask_of_others(token)
            word.pos, word.lemma = like.pos, like.lemma
            word.set_morph(like.morph)
        self._lemmatizer(word.doc)
        return (word.pos, word.lemma), begins

    def _ask_of_others(self, token: Token) -> tuple[Any, bool]:
        """What the ruler makes of a word that no pattern names, which hangs on its tag and role alone."""
        key = (token.tag, token.dep)
        if key not in self._ruled:
            word = _alone(token, UNNAMED)
            begins = bool(self._first_words(word.doc, allow_missing=True))
            self._ruler(word.doc)
            self._ruled[key] = (word, begins)
        return self._ruled[key]


def _alone(token: Token, text: str) -> Any:
    """A word in a document of its own with a token's tag and role."""
    word = Doc(token.vocab, words=[text], spaces=[False])[0]
    word.tag, word.dep = token.tag, token.dep
    return word


UNNAMED = "xxxx"
"""A word for all those that no pattern names."""


def _naming(ruler: AttributeRuler) -> Callable[[str], bool] | None:
    """Whether a pattern may tell a word, in lower case, from others with its tag and role; None if there is no knowing.

    Of a pattern over several words only the first counts here: the others are left to the matcher.
    """
    rules: Any = ruler.patterns
    words: set[str] = set()
    regexes: list[str] = []
    for token in (pattern[0] for rule in rules for pattern in rule["patterns"]):
        for attribute in token.keys() & {"LOWER", "ORTH"}:
            match token[attribute]:
                case str(word):
                    words.add(word.lower())
                case {"IN": [*several], **others} if not others:
                    words.update(word.lower() for word in several)
                case {"REGEX": str(regex), **others} if not others and attribute == "LOWER":
                    regexes.append(regex)
                case _:
                    return None
    alike = re.compile("|".join(f"(?:{regex})" for regex in regexes) or "(?!)")
    return lambda word: word in words or alike.search(word) is not None


def can_remember(ruler: AttributeRuler) -> bool:
    """Whether a ruler's patterns look at nothing but a word, its tag and its role."""
    rules: Any = ruler.patterns
    return all(set(token) <= LOOKS_AT for rule in rules for pattern in rule["patterns"] for token in pattern)


def _length(rule: Any) -> int:
    patterns: Sequence[Sequence[Any]] = rule["patterns"]
    return max(len(pattern) for pattern in patterns)


def _index(lemmatizer: Any) -> None:
    """Make sets of the known base forms, which a rule lemmatizer looks for in lists of tens of thousands."""
    lookups = getattr(lemmatizer, "lookups", None)
    known = lookups.get_table("lemma_index", {}) if lookups is not None else {}
    for part_of_speech, forms in list(known.items()):
        if isinstance(forms, list):
            known[part_of_speech] = frozenset(forms)


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
    _index(nlp.get_pipe(lemmatizer))
    nlp.add_pipe(NAME, after=lemmatizer)
    nlp.disable_pipe(ruler)
    nlp.disable_pipe(lemmatizer)
    return True
