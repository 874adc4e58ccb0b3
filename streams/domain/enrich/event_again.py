"""What had stopped and goes on: "are running again", "for the first time since", "returned to the negotiating table".

The words say only that something is as it was; that it had stopped is for the story to know, so the update stage asks for it.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from spacy.tokens import Token

from streams.domain.enrich.event_clause import stance
from streams.domain.enrich.event_found import Found
from streams.domain.enrich.event_phrase import SUBJECTS, Happening, happening
from streams.domain.enrich.reading import sentence_lower
from streams.domain.enrich.wordlist import words

RUNNING = words("""
    run operate fly sail play sell open work set start begin take hold broadcast publish produce roll move enter drive land allow
    accept issue train serve dig search cross circulate flow pump ship export import return come go be put
""")
"""Verbs for what goes on when it is not stopped; "rose again", "said again" are about something else."""
SINCE = re.compile(r"\bfor the first time (?:since|in (?:\w+ ){1,3}(?:hours|days|weeks|months|years))\b")
AGAIN = re.compile(r"\b(?:again|once more|after all|back|return(?:s|ed)?|for the first time (?:since|in))\b")
BACK_TO = words(
    "work table classroom school service air road track rail stage court market desk pitch mine field sea post talks negotiation"
)
"""What one comes back to when it goes on."""


def again(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """What a clause says of something that goes on as it did."""
    lemma = verb.lemma_.lower()
    if lemma not in RUNNING or AGAIN.search(sentence_lower(verb)) is None:
        return
    word = _word(verb, lemma)
    if not word:
        return
    event = next((e for noun in _things(verb) if (e := _happening(noun)) is not None), None)
    if event is None:
        return
    judged = stance(verb, base=base, headline=headline)
    yield Found(event, verb, "reinstated", f"{verb.text} {word}", judged)


def _happening(noun: Token) -> Happening | None:
    """What a noun names; who is back at the table talks again."""
    return Happening(noun, "talks", "meeting") if noun.lower_ == "table" else happening(noun, any_noun=True)


def _word(verb: Token, lemma: str) -> str:
    """By which word a clause tells that it is so once more; "" where it doesn't."""
    sentence = sentence_lower(verb)
    adverbs = {t.lower_ for t in verb.children if t.dep_ in ("advmod", "prep")}
    if "again" in adverbs:
        return "again"
    for phrase in ("once more", "after all"):
        if phrase in sentence and adverbs & set(phrase.split()):
            return phrase
    if SINCE.search(sentence) and not (lemma == "open" and LEVEL.search(sentence)):
        return "for the first time since" if any(t.lower_ == "first" for t in verb.subtree) else ""
    back = lemma == "return" or (lemma in ("come", "go", "be") and any(t.lower_ == "back" for t in verb.children))
    return "back" if back and any({o.lemma_.lower(), o.lower_} & BACK_TO for o in _places(verb)) else ""


LEVEL = re.compile(r"\b(?:above|below) \d")
"""What makes "opened for the first time since" a matter of prices."""


def _places(verb: Token) -> list[Token]:
    """What is come back to."""
    return [o for t in verb.subtree if t.dep_ == "prep" and t.lower_ in ("to", "in", "into", "on", "at") for o in t.children]


def _things(verb: Token) -> list[Token]:
    """What may be going on: the subject, the object, what is come back to."""
    passive = any(t.dep_ == "auxpass" for t in verb.children)
    nouns = [t for t in verb.children if t.dep_ in SUBJECTS and (passive or t.ent_type_ not in ("PERSON", "ORG", "GPE", "NORP"))]
    nouns = [t for t in nouns if t.pos_ in ("NOUN", "PROPN")]
    places = [o for o in _places(verb) if {o.lemma_.lower(), o.lower_} & BACK_TO] if verb.lemma_ == "return" else []
    return places + [t for t in verb.children if t.dep_ == "dobj" and t.pos_ in ("NOUN", "PROPN")] + nouns
