"""Steps of a scale: an alert that is raised, a storm that is upgraded, a rating that is lowered.

The event is the thing that has the level; `outcome` is the level that it has now.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from spacy.tokens import Token

from streams.domain.enrich.event_clause import stance
from streams.domain.enrich.event_found import Found
from streams.domain.enrich.event_lexicon import GRADED, GRADING
from streams.domain.enrich.event_phrase import Happening, lemma_of
from streams.domain.enrich.reading import has_word, sentence_bounds, text_between
from streams.domain.enrich.wordlist import words

CHARGES = words("murder manslaughter homicide suicide arson terrorism accident sabotage")
"""What the police treat a death as."""
COLOURS = words("red orange yellow amber green blue black")
"""Levels that a parser may take for a verb after "to"."""
DEGREES = words("severe high low moderate critical extreme substantial maximum elevated")
"""Levels in words, which a parser may take for a verb as well."""
STEPS = words("level category stage grade phase")
MAX_LEVEL_WORDS = 6


STORMS = words("storm depression hurricane cyclone typhoon category")
"""What a storm is ranked as."""
DECLARING = words("declare issue raise hoist impose announce activate post")
"""What is done with an alert of a colour."""
STORMING = words("weaken strengthen intensify")
BY_ITSELF = STORMING | words("go rise climb drop fall")
"""Verbs whose subject goes to another level without an object."""
SHIFTING = words("move shift put bring take place rate")
"""Verbs that move other things as well, so that the level must be a colour or a step."""
LEVELLING = DECLARING | GRADING | SHIFTING | {"treat"}
"""Verbs that may tell a level."""


def graded(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """A level that changes: "raised the alert to red", "was upgraded to a hurricane", "are now treating the drowning as murder"."""
    if verb.pos_ not in ("VERB", "AUX") and not verb.tag_.startswith("VB"):
        return
    lemma = verb.lemma_.lower()
    if (stated := _declared(verb, lemma)) is not None:
        alert, level = stated
        judged = stance(verb, base=base, headline=headline)
        if not judged.ahead:
            yield Found(
                Happening(alert, lemma_of(alert), "level"), verb, "level_change", verb.text, judged, label=_unlevelled(alert), outcome=level
            )
        return
    thing = _thing(verb) if lemma == "treat" or lemma in GRADING | SHIFTING else None
    if thing is None:
        return
    level = _treated_as(verb) if lemma == "treat" else _level(verb, thing)
    if not level:
        level = _put_at(verb) if lemma in SHIFTING else _by_steps(verb, lemma)
    if not level:
        return
    name, parts = lemma_of(thing), level.lower().split()
    if lemma in SHIFTING | BY_ITSELF and not (set(parts) & ((COLOURS | STEPS | STORMS) if lemma in STORMING else (COLOURS | STEPS))):
        return
    storm = lemma in STORMING and parts[-1] in STORMS and thing.ent_type_ not in ("GPE", "LOC")
    stepped = lemma in SHIFTING and bool(set(parts) & STEPS) and len(parts) > 1 and thing.pos_ == "PROPN" and thing.ent_type_ != "PERSON"
    known = storm or stepped or name in GRADED or lemma in ("upgrade", "downgrade", "reclassify", "treat")
    if not known or thing.ent_type_ in ("MONEY", "PERCENT") or (thing.pos_ not in ("NOUN", "PROPN") and name not in GRADED):
        return
    judged = stance(verb, base=base, headline=headline)
    if not judged.ahead:
        yield Found(Happening(thing, name, "level"), verb, "level_change", verb.text, judged, label=_name(thing), outcome=level)


def _thing(verb: Token) -> Token | None:
    passive = any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)
    places = ("nsubjpass",) if passive else ("dobj", "obj")
    if not passive and verb.dep_ == "conj" and any(t.dep_ == "nsubjpass" for t in verb.head.children) and verb.tag_ == "VBN":
        return next(t for t in verb.head.children if t.dep_ == "nsubjpass")
    found = next((t for t in verb.children if t.dep_ in places), None)
    if found is None and not passive and verb.lemma_.lower() in BY_ITSELF:
        return next((t for t in verb.children if t.dep_ == "nsubj" and t.pos_ in ("NOUN", "PROPN")), None)
    return found


def _declared(verb: Token, lemma: str) -> tuple[Token, str] | None:
    """An alert that is given with its colour: "a red alert was declared for the coast"."""
    if lemma not in DECLARING:
        return None
    noun = next((t for t in verb.children if t.dep_ in ("dobj", "nsubjpass") and lemma_of(t) in ("alert", "warning", "watch")), None)
    colour = next((t for t in noun.children if t.dep_ in ("amod", "compound") and t.lower_ in COLOURS), None) if noun is not None else None
    return (noun, colour.lower_) if noun is not None and colour is not None else None


def _unlevelled(alert: Token) -> str:
    """The alert's name without its colour: "the alert for the main island"."""
    parts = [t.text for t in alert.subtree if t.i >= alert.i and t.i < alert.i + 7 and t.dep_ not in ("punct", "relcl", "acl")]
    prep = next((c for c in alert.children if c.dep_ == "prep" and c.lower_ in ("for", "in", "on")), None)
    return "the " + (" ".join(parts) if prep is not None else str(alert.lower_))


def _name(thing: Token) -> str:
    """The phrase without the steps: "the alert for the coast", not "… from yellow to red"."""
    end = next((c.i for c in thing.rights if c.lower_ in ("from", "to")), min(thing.right_edge.i + 1, thing.i + 9))
    end = next((t.i for t in thing.doc[thing.i + 1 : end] if t.is_punct or t.dep_ in ("relcl", "acl") or t.lower_ == "from"), end)
    text = " ".join(thing.doc[thing.left_edge.i : end].text.split())
    return text if thing.doc[thing.left_edge.i].pos_ == "PROPN" else text[0].lower() + text[1:]


GRADES = COLOURS | STEPS | DEGREES
LEADING_TO = frozenset(("to", "into"))


def _level(verb: Token, thing: Token) -> str:
    """The step reached: what "to" leads to; digits of money and per cent are figures, not levels."""
    misread = next((t for t in verb.children if t.i > verb.i and t.lower_ in GRADES and t.nbor(-1).lower_ == "to"), None)
    if misread is not None:
        number = next((t.text for t in misread.children if t.i == misread.i + 1 and t.like_num), "")
        if number or misread.lower_ in COLOURS | DEGREES:
            return f"{misread.lower_} {number}".strip()
    if not has_word(verb.doc, verb.i + 1, verb.right_edge.i + 1, LEADING_TO):
        return ""
    for prep in verb.subtree:
        if prep.i > verb.i and prep.dep_ in ("prep", "dative") and prep.lower_ in LEADING_TO and _of_clause(prep, verb):
            for obj in prep.children:
                if obj.dep_ not in ("pobj", "pcomp", "amod") or obj.ent_type_ in ("MONEY", "PERCENT", "DATE", "TIME", "GPE", "PERSON"):
                    continue
                if any(c.ent_type_ in ("MONEY", "PERCENT") or c.is_currency for c in obj.subtree) or obj.lower_ in ("%", "percent"):
                    continue
                end = next(
                    (c.left_edge.i for c in obj.rights if c.dep_ in ("prep", "relcl", "acl", "punct", "npadvmod")), obj.right_edge.i + 1
                )
                text = obj.doc[obj.left_edge.i : max(end, obj.i + 1)].text
                if len(text.split()) <= MAX_LEVEL_WORDS:
                    return " ".join(text.split()).removeprefix("a ").removeprefix("an ").removeprefix("the ")
    return ""


BY_STEPS = re.compile(r"\bby (an?|one|two|three) (level|notch|step|stage|grade|rung)(?:e?s)?\b")
DOWNWARD = words("lower downgrade reduce cut drop")


def _by_steps(verb: Token, lemma: str) -> str:
    """ "Lowered the alert by one level": "one level lower"."""
    found = BY_STEPS.search(text_between(verb.doc, verb.i + 1, sentence_bounds(verb)[1]).lower())
    if found is None:
        return ""
    many = "one" if found[1] in ("a", "an") else found[1]
    plural = "es" if found[2] == "notch" else "s"
    return f"{many} {found[2]}{plural if many != 'one' else ''} {'lower' if lemma in DOWNWARD else 'higher'}"


def _put_at(verb: Token) -> str:
    """The step behind "on" or "at": "put the volcano on level three", "placed the coast on red"."""
    for prep in verb.subtree:
        if prep.dep_ == "prep" and prep.lower_ in ("on", "at") and prep.i > verb.i:
            for obj in prep.children:
                if obj.dep_ in ("pobj", "amod") and (obj.lemma_.lower() in STEPS or obj.lower_ in COLOURS):
                    end = next(
                        (c.left_edge.i for c in obj.rights if c.dep_ in ("prep", "relcl", "acl", "punct", "appos")), obj.right_edge.i + 1
                    )
                    return " ".join(obj.doc[obj.left_edge.i : max(end, obj.i + 1)].text.split())
    return ""


def _of_clause(prep: Token, verb: Token) -> bool:
    """Whether nothing with a verb of its own stands between: "from severe to substantial" hangs on "severe"."""
    if prep.head.pos_ == "NOUN" and prep.head.dep_ == "pobj" and prep.head.head.lower_ not in ("from", "on", "for", "in", "at"):
        return False  # "because of their exposure to …"
    node = prep.head
    while node.i != verb.i:
        if node.pos_ in ("VERB", "AUX") or node.head.i == node.i:
            return False
        node = node.head
    return True


def _treated_as(verb: Token) -> str:
    """What a death is "now" treated as."""
    if not any(t.lower_ == "now" for t in verb.children):
        return ""
    found = [o for p in verb.children if p.dep_ == "prep" and p.lower_ == "as" for o in p.children if o.dep_ == "pobj"]
    return next((o.lower_ for o in found if o.lemma_.lower() in CHARGES), "")
