"""Turns that no trigger verb tells: "there will be no vote", "was struck from the programme", "added ten days to the ban".

Each is a construction with a place for the event, so that any event may stand there.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from spacy.tokens import Token

from schemas.enriched import NEWS, EventStatus
from streams.domain.enrich.event_clause import Stance, stance
from streams.domain.enrich.event_found import Found, arranged, given_up
from streams.domain.enrich.event_phrase import SUBJECTS, Happening, happening, known_subject, label_of
from streams.domain.enrich.reading import sentence_text
from streams.domain.enrich.wordlist import words

LISTS = words("programme program schedule calendar agenda bill line-up lineup card timetable")
"""What an event is struck from when it is cancelled."""
STRIKING = words("strike drop remove delete cut take erase")
UNITS = words("hour day week fortnight month year")
WITHOUT_EVENT = words("if unless until before where when")
"""Words under which "there will be no talks" names a condition."""
SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b")
WINNING = words("beat defeat thrash edge overcome overpower outclass down stun")
"""What one side does to the other in a match that is over."""


def idioms(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """What a clause tells of an event by one of these constructions."""
    lemma = verb.lemma_.lower()
    told = _told(verb, lemma)
    if told is None:
        return
    event, status, trigger, denies = told
    if status is None:
        return
    judged = stance(verb, base=base, headline=headline)
    if denies:
        judged = _settled(verb, judged)
    if judged.ahead and status in ("started", "concluded"):
        return
    label = "the deadline" if event.lemma == "deadline" else label_of(event)[0]
    yield Found(event, verb, status, trigger, judged, label="the " + label[3:] if label.startswith("no ") else label)


def _told(verb: Token, lemma: str) -> tuple[Happening, EventStatus | None, str, bool] | None:
    """The event, what becomes of it, the words for it, and whether a negation tells it."""
    if lemma == "be" and (event := _none_there(verb)) is not None:
        return event, given_up(verb), f"there {' '.join(t.text for t in verb.children if t.dep_ == 'aux')} be no", True
    if (event := _none_held(verb, lemma)) is not None:
        return event, given_up(verb), f"no … {verb.text}", True
    for verbs, find, status, rest in CONSTRUCTIONS:
        if lemma in verbs and (event := find(verb)) is not None:
            return event, status, f"{verb.text} {rest}".strip(), False
    return None


def _settled(verb: Token, judged: Stance) -> Stance:
    """A plan that is given up by saying no is announced; under a condition it is as it stands."""
    hedged = any(t.lower_ in WITHOUT_EVENT for t in verb.subtree if t.dep_ in ("mark", "advmod", "prep"))
    if judged.assertion in ("negated", *NEWS) and not hedged:
        return replace(judged, assertion="announced", factuality="announced" if judged.factuality == "asserted" else judged.factuality)
    return judged


def _none(noun: Token) -> bool:
    return any(t.lower_ == "no" and t.dep_ in ("det", "neg") for t in noun.children) and not any(
        t.lower_ == "longer" for t in noun.children
    )


def _future(verb: Token) -> bool:
    return any(t.dep_ == "aux" and t.lower_ in ("will", "would", "wo") for t in verb.children)


def _none_there(verb: Token) -> Happening | None:
    """ "There will be no vote on Thursday", "(said) there would be no strike"."""
    if not (_future(verb) and any(t.dep_ == "expl" for t in verb.children)):
        return None
    noun = next((t for t in verb.children if t.dep_ in ("attr", "nsubj") and _none(t)), None)
    if noun is None or any(t.dep_ == "amod" and t.lower_ in ("new", "further", "more", "other", "second") for t in noun.children):
        return None
    return happening(noun, known_only=True)


NOT_GOING = words("hold take run play stage sail leave depart operate fly land")
"""What none will do or be: "no parade will be held", "no boats will sail"."""


def _none_held(verb: Token, lemma: str) -> Happening | None:
    """ "No parade will be held", "no talks will take place"."""
    if lemma not in NOT_GOING or not _future(verb):
        return None
    noun = next((t for t in verb.children if t.dep_ in SUBJECTS and _none(t)), None)
    return happening(noun, known_only=True) if noun is not None else None


def _struck_off(verb: Token) -> Happening | None:
    places = [o for p in verb.children if p.dep_ in ("prep", "prt") and p.lower_ in ("from", "off") for o in p.children if o.dep_ == "pobj"]
    if not any(o.lemma_.lower() in LISTS for o in places):
        return None
    noun = next((t for t in verb.children if t.dep_ in ("dobj", "nsubjpass")), None)
    return happening(noun, known_only=True) if noun is not None else None


def _longer(verb: Token) -> Happening | None:
    """ "Added ten days to the ban"."""
    if not any(t.dep_ in ("dobj", "npadvmod") and t.lemma_.lower() in UNITS for t in verb.children):
        return None
    to = [o for t in verb.subtree if t.dep_ in ("prep", "dative") and t.lower_ == "to" for o in t.children if o.dep_ == "pobj"]
    return next((event for o in to if (event := happening(o, known_only=True)) is not None), None)


def _more_time(verb: Token) -> Happening | None:
    """ "Has been granted two more weeks to file its accounts": the deadline is a later one."""
    for noun in verb.children:
        if noun.dep_ in ("dobj", "nsubjpass", "oprd") and noun.lemma_.lower() in UNITS:
            more = any(c.lower_ in ("another", "more", "extra", "further", "additional") for c in noun.subtree if c.i <= noun.i)
            if more and any(t.tag_ == "VB" and any(a.lower_ == "to" for a in t.children) for t in (*noun.children, *verb.children)):
                return Happening(noun, "deadline", "notice")
    return None


SOME = words("half some many most few several hundreds thousands")
"""Words by which others stay out."""


CREWS = words("staff crew workforce personnel")


def _back_at_work(verb: Token) -> Happening | None:
    """ "Drivers returned to work", "went back to work": their strike is over."""
    many = any(
        t.dep_ == "nsubj" and (t.tag_ == "NNS" or t.lower_ in CREWS) and not any(c.lower_ in SOME for c in t.subtree) for t in verb.children
    )
    back = verb.lemma_ == "return" or any(t.lower_ == "back" for t in verb.children)
    at_work = re.match(r"(?:back )?to work\b", verb.doc[verb.i + 1 : verb.i + 4].text.lower()) is not None
    return Happening(verb, "strike", "stoppage") if many and back and at_work and verb.tag_ in ("VBD", "VBN") else None


def _off_to_a_start(verb: Token) -> Happening | None:
    if not re.match(r"off to an? (?:[\w-]+ ){0,2}start\b", verb.doc[verb.i + 1 : verb.i + 8].text.lower()):
        return None
    return known_subject(verb)


def _taking_hold(verb: Token) -> Happening | None:
    if not any(t.dep_ == "dobj" and t.lower_ == "hold" for t in verb.children):
        return None
    event = known_subject(verb)
    return event if event is not None and event.family in ("stoppage", "notice", "truce", "decision") else None


def _taken_up_again(verb: Token) -> Happening | None:
    """ "Took up the search again"."""
    if not any(t.lower_ == "up" for t in verb.children) or not any(t.lower_ == "again" for t in verb.subtree):
        return None
    return next((e for t in verb.children if t.dep_ == "dobj" and (e := happening(t, any_noun=True))), None)


def _doors(verb: Token) -> Happening | None:
    """ "The museum has closed its doors to visitors"."""
    if not any(t.dep_ == "dobj" and t.lower_ == "doors" for t in verb.children):
        return None
    subject = next((t for t in verb.children if t.dep_ == "nsubj" and t.pos_ in ("NOUN", "PROPN")), None)
    return Happening(subject, subject.lemma_.lower(), "facility") if subject is not None else None


def _fallen_victim(verb: Token) -> Happening | None:
    """ "Has fallen victim to the storm"."""
    if not any(t.lower_ == "victim" and t.head.i == verb.i for t in verb.subtree):
        return None
    event = known_subject(verb)
    return event if event is not None and event.family not in ("facility", "fleet", "disaster") else None


def _won(verb: Token) -> Happening | None:
    """ "Brenna beat Harbour City 3-1": the match between them is over."""
    sides = [
        t for t in verb.children if t.pos_ == "PROPN" and t.dep_ in ("nsubj", "dobj", "npadvmod") and t.ent_type_ not in ("DATE", "TIME")
    ]
    if not any(t.i < verb.i for t in sides) or not any(t.i > verb.i for t in sides) or not SCORE.search(sentence_text(verb)):
        return None
    return Happening(verb, "match", "contest")


CONSTRUCTIONS: tuple[tuple[frozenset[str], Callable[[Token], Happening | None], EventStatus, str], ...] = (
    (STRIKING, _struck_off, "cancelled", "from the programme"),
    (words("fall"), _fallen_victim, "cancelled", "victim"),
    (words("add"), _longer, "extended", ""),
    (words("give grant"), _more_time, "extended", ""),
    (words("return go"), _back_at_work, "concluded", "to work"),
    (WINNING, _won, "concluded", ""),
    (words("get"), _off_to_a_start, "started", "off to a start"),
    (words("take"), _taking_hold, "started", "hold"),
    (words("take"), _taken_up_again, "reinstated", "up again"),
    (words("close shut"), _doors, "suspended", "its doors"),
    (words("reopen"), _doors, "reinstated", "its doors"),
)
"""Verbs, what finds the event beside them, what it says, and the words behind the verb; the first that fits."""
IDIOMATIC = frozenset({"be"}).union(NOT_GOING, *(verbs for verbs, *_ in CONSTRUCTIONS))
"""Verbs that one of the constructions turns on."""


def arranged_elsewhere(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """An event that goes somewhere: "Sunday's final goes to Brenna", "the opening night moves indoors"."""
    if verb.lemma_.lower() != "go" or verb.tag_ not in ("VBZ", "VBP", "VB"):
        return
    if not any(p.dep_ == "prep" and p.lower_ == "to" and any(o.pos_ == "PROPN" for o in p.children) for p in verb.children):
        return
    if SCORE.search(sentence_text(verb)):
        return  # the side of that town has won it
    event = known_subject(verb)
    if event is None or event.family not in ("contest", "show", "meeting"):
        return
    judged = stance(verb, base=base, headline=headline)
    if judged.assertion in NEWS:
        yield Found(event, verb, "moved", f"{verb.text} to", arranged(judged))
