"""What hangs on a verb says of it: its auxiliaries, its negation, whether it stands under a condition or in former days.

Read in one look and kept with the document: a verb is asked for its own clause and for each clause below it.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from streams.domain.enrich.reading import has_word, sentence_bounds, sentence_lower, sentence_text, text_between
from streams.domain.enrich.wordlist import words

NEGATIONS: frozenset[str] = words("not n't never nor neither")
NO: frozenset[str] = words("no neither")
NOBODY: frozenset[str] = words("nobody none nothing no-one neither")
ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr"))


@dataclass(slots=True)
class Own:
    """The findings."""

    auxiliaries: frozenset[str]
    """In lower case, with straight apostrophes."""
    adverbs: frozenset[str]
    subject: bool
    negated: bool
    conditional: bool
    former: bool
    """Whether they place it in somebody's former days."""


def own_of(word: Token) -> Own:
    """What hangs on a word of a parsed document."""
    known: dict[int, Own] = word.doc.user_data.setdefault(OWN, {})
    if word.i not in known:
        known[word.i] = _read_own(word)
    return known[word.i]


OWN = "streams.event_verb.own"
"""Where a document keeps what hangs on its verbs: each verb above a clause is asked for it."""
AUXILIARIES = frozenset(("aux", "auxpass"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))


def _read_own(word: Token) -> Own:
    own = Own(NONE, NONE, subject=False, negated=False, conditional=False, former=False)
    asks = False
    arguments: list[Token] = []
    for t in word.children:
        how, low = t.dep_, t.lower_
        if how in AUXILIARIES:
            own.auxiliaries |= {low.replace("’", "'")}
            if low in INVERTED and not own.conditional and t.i == sentence_bounds(word)[0]:
                asks = sentence_text(word).rstrip().endswith("?")
                own.conditional = not asks  # "should the vote be …"
        elif how in SUBJECTS:
            own.subject = True
            own.former = own.former or low in ("predecessor", "predecessors")
        elif how == "advmod":
            own.adverbs |= {low}
        elif how == "mark":
            own.conditional = own.conditional or (low in ("if", "unless", "whether", "provided") and not asks)
        elif how == "advcl":
            own.conditional = own.conditional or (not asks and _sets_condition(t))
            own.former = own.former or _when_it_was(t)
        if how == "neg" or low in NEGATIONS:
            own.negated = own.negated or low != "no" or word.lower_ != "longer"  # "no longer" is a turn, and so no negation
        elif how in ARGUMENTS:
            own.negated = own.negated or low in NOBODY
            arguments.append(t)
    own.negated = own.negated or _none_of(arguments) or _short_of(word)
    return own


INVERTED: frozenset[str] = words("should had were")
NONE: frozenset[str] = frozenset()


def _sets_condition(clause: Token) -> bool:
    """ "If the bridges stay iced over", "should they stay so"."""
    if clause.lower_ in INVERTED and clause.i == sentence_bounds(clause)[0]:
        return True
    return any(
        (m.dep_ == "mark" and m.lower_ in ("if", "unless")) or (m.lower_ in INVERTED and m.dep_ == "aux" and m.i == sentence_bounds(m)[0])
        for m in clause.children
    )


def _when_it_was(t: Token) -> bool:
    """ "Cancelled a visit when he was president"."""
    return t.tag_ == "VBD" and t.lemma_ == "be" and any(m.lower_ == "when" for m in t.children)


def _none_of(nouns: list[Token]) -> bool:
    """ "No minister", "neither side"."""
    if not nouns or not has_word(nouns[0].doc, *sentence_bounds(nouns[0]), NO):
        return False
    return any(d.lower_ in NO for noun in nouns for d in noun.children)


def _short_of(verb: Token) -> bool:
    """ "Has yet to", "is far from": the turns that a clause may be negated by."""
    sentence = sentence_lower(verb)
    if "yet to" not in sentence and "far from" not in sentence:
        return False
    near = text_between(verb.doc, max(sentence_bounds(verb)[0], verb.i - 3), verb.i + 3).lower()
    return "yet to" in near or "far from" in near
