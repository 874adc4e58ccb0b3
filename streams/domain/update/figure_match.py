"""Whether a number speaks of a figure that the story keeps: by measure, unit, scope and incident, or by the old value that it names."""

import re
from collections.abc import Mapping

from schemas.enriched import FigureMention
from schemas.filed import StoryFigure
from streams.domain.enrich.figure_lexicon import UNNAMED
from streams.domain.update.match import names_within, words_of

SHARED = 2
"""Words that two sentences must have in common where a number alone ties them together."""
LARGE = 1000.0
"""A value from here on is rare enough to know a figure by, where the unit agrees."""


def told_words(text: str) -> frozenset[str]:
    """The words of a sentence that say what it is about: no numbers, no words of a letter or two."""
    return frozenset(word for word in words_of(text) if len(word) > 2 and not word[0].isdigit())


def find(known: Mapping[str, StoryFigure], mention: FigureMention) -> StoryFigure | None:
    """The figure that a mention gives a value of; the story's first where several fit; None where there is none."""
    fitting = [
        f
        for f in known.values()
        if (f.measure, f.unit) == (mention.measure, mention.unit)
        and _same_scope(f.scope, mention.scope)
        and not (f.of and mention.of and f.of != mention.of)
        and not _of_other_kinds(f, mention)
    ]
    if not fitting or (mention.was is not None and mention.was not in [f.transitions[-1].state.value for f in fitting]):
        fitting = [f for f in known.values() if _by_value(f, mention)] or fitting
    if not fitting and mention.measure == UNNAMED and mention.was is None:
        fitting = [f for f in known.values() if _by_words(f, mention)]
    named = [f for f in fitting if mention.of and f.of == mention.of]
    return min(named or fitting, key=lambda f: f.transitions[0].version_created, default=None)


def _of_other_kinds(figure: StoryFigure, mention: FigureMention) -> bool:
    """Whether both sentences say which rate, price or index it is, or whose, each another one: "the lending rate", "the discount rate"."""
    if figure.unit in ("", "people"):
        return False
    newest = figure.transitions[-1]
    sides = ((newest.evidence.text, newest.attribution), (mention.sentence.text, mention.attribution))
    kinds = [_kind(figure.measure, text) for text, _ in sides]
    names = [_whose(figure.measure, text, source) for text, source in sides]
    return any(ours and theirs and not ours & theirs for ours, theirs in (kinds, names))


def _whose(measure: str, text: str, source: str) -> frozenset[str]:
    """The names beside a measure; who is quoted is one of them only if the measure is theirs ("said its rate fell")."""
    if text.isupper():
        return frozenset()
    said, by = names_within(text), words_of(source)
    return said | by if re.search(rf"\bits (?:[\w-]+ ){{0,3}}{re.escape(measure)}", text) else said - by


def _kind(measure: str, text: str) -> frozenset[str]:
    """The words before a measure's noun, and those behind "in" or "on": "lending" of a rate, "Orbis Metals" of a stake."""
    found = re.search(rf"((?:[\w.'’-]+ ){{0,2}}){re.escape(measure)}s?\b(?: (?:in|on) ((?:[A-Z][\w.'’&-]*[ ,]?)+))?", text)
    return told_words(" ".join(filter(None, found.groups()))) - SAID_OF_ANY if found else frozenset()


SAID_OF_ANY = words_of("key new current raised total combined final overall average initial original whose which said says")
"""What any measure may be called."""


def _by_value(figure: StoryFigure, mention: FigureMention) -> bool:
    """Whether the figure stands at the value that the mention says it had, in the same unit and on the same matter."""
    if mention.was is None or figure.transitions[-1].state.value != mention.was:
        return False
    if mention.unit not in ("", figure.unit) or (figure.unit == "people" and mention.measure not in (figure.measure, UNNAMED)):
        return False
    if figure.unit not in ("", "people") and mention.was >= LARGE:
        return True
    return mention.measure == figure.measure or bool(told_words(mention.sentence.text) & _words(figure))


def _by_words(figure: StoryFigure, mention: FigureMention) -> bool:
    """Whether a bare count ("the count hits 73") is that of a figure whose sentence has the same words, and goes beyond it."""
    standing = figure.transitions[-1].state.value or 0.0
    if figure.unit not in ("", "people") or mention.unit or not standing < mention.value <= 10 * standing:
        return False
    return len(told_words(mention.sentence.text) & _words(figure)) >= SHARED


def _words(figure: StoryFigure) -> frozenset[str]:
    return told_words(figure.transitions[0].evidence.text) | told_words(figure.transitions[-1].evidence.text)


def _same_scope(known: str, said: str) -> bool:
    """A place may be left out; a group ("children", "miners") is a part, and so another figure."""
    if known[:1].islower() or said[:1].islower():
        return known == said
    ours, theirs = words_of(known), words_of(said)
    return not ours or not theirs or bool(ours & theirs)
