"""Headlines in capitals as a sentence would be written: the models were trained on those, and take a word in capitals for a name.

Desks that file by teletype, and many since, set headlines in capitals throughout. How a word is written the body mostly shows; what it
doesn't have is taken for a name, as in a headline with capital initials.
"""

import re

from streams.domain.enrich.event_lexicon import TRIGGERS
from streams.domain.enrich.wordlist import words

SMALL: frozenset[str] = words("""
    a an the and or but nor of to in on at by for from with without into over under after before until till against between among
    amid as is are was were be been has have had will would may might can could not no its his her their it he she they who which that
    this than vs per up down off out more less new no not all some first last net loss says say sees see gets get sets set asks ask seeks
    seek plans plan wins win loses lose holds hold takes take makes make calls call cuts cut raises raise rises rise falls fall hits hit
    ends end begins begin starts start opens open closes close kills kill dies die dead killed told urges urge warns warn faces face
""")
"""Words that are no names, should the body not have them: function words, and what headlines most have for verbs."""
TURNING: frozenset[str] = frozenset(verb for verb, _ in TRIGGERS)
"""Verbs that tell what became of an event, by which many headlines go."""
LEAST_LETTERS = 8
"""Of a text that is taken for one in capitals throughout; "NATO" and "U.S. GDP" may be all there is to say."""
WORD = re.compile(r"\d*[^\W\d_]+(?:['’][^\W\d_]+)*")
DOTTED = re.compile(r"(?:[A-Z]\.){2,}|(?<=<)[A-Z.]+(?=>)")
"""What is written in capitals anywhere: "U.S.", a ticker symbol."""
OPENING = re.compile(r"(?:\A|[.!?:\n][\s\"'“‘]*)\Z")
"""What stands before a word that has its capital for the sentence's sake."""


def is_shouted(text: str) -> bool:
    """Whether a text is in capitals throughout."""
    return text.isupper() and sum(map(str.isalpha, text)) >= LEAST_LETTERS


def written_as(text: str, *, body: str) -> str:
    """A text in capitals as a sentence would be written, character for character.

    Args:
        text: In capitals.
        body: What it stands above; shows which words are names.

    >>> written_as("LAKE TOLL RISES, SAYS CALDER OF U.S. BOARD", body="The toll at the lake rises, Calder says.")
    'Lake toll rises, says Calder of U.S. Board'
    """
    forms = {} if is_shouted(body) else _forms(body)
    kept = {place for found in DOTTED.finditer(text) for place in range(*found.span())}
    pieces: list[str] = []
    at = 0
    for found in WORD.finditer(text):
        word = found.group()
        if found.start() not in kept:
            form = forms.get(word.lower()) or _by_itself(word.lower(), forms)
            form = form[:1].upper() + form[1:] if _opens(text, found.start()) else form
            word = form if len(form) == len(word) else word  # some letters are two in lower case
        pieces += [text[at : found.start()], word]
        at = found.end()
    return "".join([*pieces, text[at:]])


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins at a place in a text."""
    return OPENING.search(text, max(0, at - 4), at) is not None


def _by_itself(word: str, forms: dict[str, str]) -> str:
    """How a word that the body doesn't have is written: like another form of it ("sees" like "seen"), else as a name."""
    stem = INFLECTED.sub("", word)
    akin = (forms.get(stem + ending, "") for ending in ("", "e", "s", "es", "ed", "d", "n", "ing"))
    turns = stem in TURNING or stem + "e" in TURNING
    return word if word in SMALL or turns or (len(stem) > 2 and any(form.islower() for form in akin)) else word.capitalize()


INFLECTED = re.compile(r"(?:ing|ed|es|s|e)$")
"""Endings of English verbs and nouns."""


def _forms(body: str) -> dict[str, str]:
    """How a text writes its words where no sentence begins, by their lower case; in lower case if ever."""
    forms: dict[str, str] = {}
    for found in WORD.finditer(body):
        word = found.group()
        lower = word.lower()
        if word == lower or (lower not in forms and not _opens(body, found.start())):
            forms[lower] = word
    return forms
