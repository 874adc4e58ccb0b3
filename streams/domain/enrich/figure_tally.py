"""What a number counts where the parse doesn't tell: "the dead now number 33", "that makes 73", "an approach of 420 pence a share".

These turns are fixed phrases, which parsers take apart in many ways; so they are read from the words as they stand.
"""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from streams.domain.enrich import figure_lexicon as lexicon
from streams.domain.enrich.reading import sentence_bounds, text_between
from streams.domain.enrich.wordlist import words

NUMBERING = re.compile(
    r"\b(?P<noun>dead|missing|injured|wounded|detained|arrested|homeless|infected)(?: (?:of|in|on|from|at|after) [^,.;]{1,40}?)?"
    r"(?: now| already)? number(?:s|ed)? $",
    re.I,
)
LISTING = re.compile(
    r"\b(?:list|number|count|tally) of (?:the )?(?P<noun>dead|missing|injured|wounded)\b[^,.;]{0,40}?"
    r" (?:to|at|reach(?:ed|es)?|hits?|now) $",
    re.I,
)
MAKING = re.compile(
    r"\b(?:that|this|it|which|they) (?:makes?|made|brings?|brought|takes?|took|puts?) (?:it |(?:the )?(?:total|number|count|tally|toll)"
    r"(?: so far)?(?: (?:up )?(?:to|at))? |the sum to )?$",
    re.I,
)
FURTHER = re.compile(r"\b[\w,]+ (?:new|more|further|additional|fresh|other)\b (?:\w+ ){0,1}?(?P<noun>[a-z]+s)\b", re.I)
COLON = re.compile(
    r"\b(?:lower|higher|smaller|larger|revised|new|final|fewer|more) (?:[\w-]+ ){0,3}?"
    r"(?P<noun>dead|deaths|missing|injured|cases|votes)\b[^:.]*: $",
    re.I,
)
TALLY = re.compile(
    r"\b(?P<what>[\w-]+) (?P<noun>toll|count|tally|total|figure|case ?load) (?:now )?"
    r"(?:hits?|reach(?:es|ed)?|tops?|topped|pass(?:es|ed)?|nears?|at"
    r"|(?:climb|jump|swell)(?:s|ed)? to|(?:rises?|rose|grows?|grew) to|(?:stands?|stood) at) $",
    re.I,
)
LAST_WORDS = words("""
    number numbers numbered to at reach reached reaches hit hits now make makes made bring brings brought take takes took put puts it total
    count tally toll far sum top tops topped pass passed passes near nears :
""")
"""What the phrases end with, for a first look."""
PER_UNIT = re.compile(r"^(?:an?|per|each|apiece)\b(?: (share|barrel|tonne|ton|ounce|litre|kilo|head|unit|month|week|day|year|hour))?", re.I)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a number counts by the phrase around it."""

    measure: str
    changed: bool
    """Whether the phrase says that the figure is a new one."""


def tally_of(token: Token, end: int, unit: str) -> Tally | None:
    """Read the phrase around a number.

    Args:
        token: The number's first word.
        end: Index behind its last word.
        unit: Its unit; "" for a bare number.
    """
    sentence = sentence_bounds(token)[0]
    doc = token.doc
    start = token.i - 1 if token.i > sentence and doc[token.i - 1].text in lexicon.CURRENCIES else token.i
    if unit:
        return _held(token, end)
    if start == sentence or doc[start - 1].lower_ not in LAST_WORDS:
        return None
    before = text_between(doc, sentence, start) + " "
    for pattern in (NUMBERING, LISTING, COLON):
        if found := pattern.search(before):
            return Tally(_named(found["noun"]), changed=True)
    if MAKING.search(before):
        return Tally(_counted_before(sentence, token) or lexicon.UNNAMED, changed=True)
    if found := TALLY.search(before):
        return Tally(
            "dead" if found["what"].lower() in ("death", "dead") or found["noun"].lower() == "toll" else lexicon.UNNAMED, changed=True
        )
    return None


def _named(noun: str) -> str:
    low = noun.lower()
    return lexicon.MEASURES.get(low) or lexicon.MEASURES.get(low.removesuffix("s")) or low.removesuffix("s")


def _counted_before(start: int, token: Token) -> str | None:
    """What the words just before "that makes N" counted more of: "25 new cases were found. That makes 73"."""
    doc = token.doc
    earlier = doc[max(0, start - 60) : token.i].text
    found = list(FURTHER.finditer(earlier))
    return _named(found[-1]["noun"]) if found else None


def _held(token: Token, end: int) -> Tally | None:
    """The noun that an amount is the size of: "a 420 pence a share approach", "an offer of 12 francs", "a raise of 4 percent"."""
    doc = token.doc
    i = end
    if i < len(doc) and (doc[i].lemma_.lower() in lexicon.CURRENCIES or doc[i].lower_ in ("%", "percent", "pct")):
        i += 1
    if i + 1 < len(doc) and doc[i].lower_ in ("a", "an", "per"):
        i += 2
    if i < len(doc) and doc[i].pos_ == "NOUN" and doc[i].lower_ != "percent":
        return Tally(doc[i].lemma_.lower(), changed=False)
    first = token.i - 1 if token.i and doc[token.i - 1].text in lexicon.CURRENCIES else token.i
    while first > 1 and doc[first - 1].lower_ in SOFT:
        first -= 1
    if first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].pos_ == "NOUN":
        return Tally(doc[first - 2].lemma_.lower(), changed=False)
    return None


SOFT = frozenset(("about", "some", "around", "nearly", "almost", "at", "least", "more", "than", "up", "to", "over"))


def per_unit(token_end: int, token: Token) -> str:
    """The thing that a price is for: "share" in "465 pence a share"; "" for a plain amount."""
    doc = token.doc
    i = token_end
    if i < len(doc) and doc[i].lemma_.lower() in lexicon.CURRENCIES:
        i += 1
    found = PER_UNIT.match(doc[i : i + 2].text)
    if not found:
        return ""
    return (found[1] or "").lower() or ("unit" if found[0].lower() in ("each", "apiece") else "")
