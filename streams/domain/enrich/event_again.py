"""What had stopped and goes on: "are running again", "for the first time since", "returned to the negotiating table".

The words say only that something is as it was; that it had stopped is for the story to know, so the update stage asks for it.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from spacy.tokens import Token

from streams.domain.enrich.event_clause import stance
from streams.domain.enrich.event_found import Found
from streams.domain.enrich.event_phrase import happening
from streams.domain.enrich.reading import sentence_lower
from streams.domain.enrich.wordlist import words

SUBJECTS = ("nsubj", "nsubjpass")
RUNNING = words("""
    run operate fly sail play sell use open work meet set start begin take hold broadcast publish produce roll move enter drive land allow
    accept issue train serve dig search look cross circulate flow pump ship export import return come go be put
""")
"""Verbs for what goes on when it is not stopped; "rose again", "said again" are about something else."""
SINCE = re.compile(r"\bfor the first time (?:since|in (?:\w+ ){1,3}(?:hours|days|weeks|months|years))\b")
AGAIN = re.compile(r"\b(?:again|once more|after all|back|for the first time (?:since|in))\b")
BACK_TO = words(
    "work table classroom school service air road track rail stage court market desk pitch mine field field sea post talks negotiation"
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
    event = next((e for noun in _things(verb) if (e := happening(noun, any_noun=True)) is not None), None)
    if event is None:
        return
    judged = stance(verb, base=base, headline=headline)
    yield Found(event, verb, "reinstated", f"{verb.text} {word}", judged)


def _word(verb: Token, lemma: str) -> str:
    """By which word a clause tells that it is so once more; "" where it doesn't."""
    for t in verb.children:
        if t.dep_ == "advmod" and t.lower_ == "again":
            return "again"
        if (
            t.dep_ in ("advmod", "prep")
            and t.lower_ in ("more", "all", "after")
            and ("once more" in sentence_lower(verb) or "after all" in sentence_lower(verb))
        ):
            return "after all" if "after all" in sentence_lower(verb) else "once more"
    if SINCE.search(sentence_lower(verb)) and any(t.lower_ == "first" for t in verb.subtree):
        return "for the first time since"
    if lemma in ("return", "come", "go", "be") and (lemma == "return" or any(t.lower_ == "back" for t in verb.children)):
        places = [o for t in verb.subtree if t.dep_ == "prep" and t.lower_ in ("to", "in", "into", "on", "at") for o in t.children]
        if any(o.lemma_.lower() in BACK_TO for o in places):
            return "back"
    return ""


def _things(verb: Token) -> list[Token]:
    """What may be going on: the subject, the object, what is come back to."""
    passive = any(t.dep_ == "auxpass" for t in verb.children)
    nouns = [t for t in verb.children if t.dep_ in SUBJECTS and (passive or t.ent_type_ not in ("PERSON", "ORG", "GPE", "NORP"))]
    nouns = [t for t in nouns if t.pos_ in ("NOUN", "PROPN")]
    return [t for t in verb.children if t.dep_ == "dobj" and t.pos_ in ("NOUN", "PROPN")] + nouns
