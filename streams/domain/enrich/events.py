"""Which events an article states, and what it says became of each.

Each mention is read from one clause: a trigger verb with the event as its subject or object ("cancelled a visit"), a phrase that
puts one event in another's place ("in place of the dinner"), or a coming event ("will hold talks", "is due on Friday").
Whether a mention changes a story is for the update stage to say; here it is only told apart from background, denial, demand and condition.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from operator import attrgetter

from spacy.attrs import DEP, LEMMA
from spacy.symbols import NOUN
from spacy.tokens import Doc, Token

from schemas.common import Field
from schemas.enriched import NEWS, Entity, EventMention, EventStatus
from streams.domain.enrich import event_lexicon as lexicon
from streams.domain.enrich import temporal
from streams.domain.enrich.event_again import RUNNING, again
from streams.domain.enrich.event_clause import PLANNING, Stance, stance, when_of
from streams.domain.enrich.event_contrast import contrasts
from streams.domain.enrich.event_decisions import JUDGING, decided
from streams.domain.enrich.event_denials import DENYING, denied
from streams.domain.enrich.event_doings import DOING, doings
from streams.domain.enrich.event_found import Found, arranged, given_up, new_date, told_anew
from streams.domain.enrich.event_idioms import IDIOMATIC, arranged_elsewhere, idioms
from streams.domain.enrich.event_levels import LEVELLING, graded
from streams.domain.enrich.event_light_verbs import LIGHT, light
from streams.domain.enrich.event_people import people_changes
from streams.domain.enrich.event_phrase import (
    EVENTFUL,
    Happening,
    format_of,
    happening,
    known_subject,
    label_of,
    noun_family,
    participants_of,
    passage_of,
    place_of,
    verb_happening,
)
from streams.domain.enrich.event_stand_ins import DISPLACING, put_in_place, stand_ins
from streams.domain.enrich.event_terms import TERMING, termed
from streams.domain.enrich.event_triggers import (
    HELD_OR_MADE,
    PHRASE_VERBS,
    TRIGGERING,
    UNPLUGGING,
    new_place,
    nominal,
    predicated,
    triggered,
    unheld,
    unplugged,
)
from streams.domain.enrich.reading import FieldDoc, Reading, sentence_bounds, sentence_lower, tokens_among, verbs_of
from streams.domain.enrich.wordlist import words

Rule = Callable[[Token, datetime, bool], Iterator[Found]]
VERB_RULES: tuple[tuple[Rule, Collection[str]], ...] = (
    (triggered, TRIGGERING),
    (unplugged, UNPLUGGING),
    (unheld, HELD_OR_MADE),
    (idioms, IDIOMATIC),
    (light, LIGHT),
    (doings, DOING),
    (again, RUNNING),
    (put_in_place, DISPLACING),
    (arranged_elsewhere, ("go",)),
    (predicated, PHRASE_VERBS),
    (denied, DENYING),
    (decided, JUDGING),
    (graded, LEVELLING),
    (termed, TERMING),
)
"""What is asked of a verb, in this order, and of which verbs; most are none of them."""
LEFT_TO_PEOPLE = frozenset(("concluded", "replaced", "cancelled", "withdrawn", "suspended", "scheduled"))
"""What a clause tells only of somebody's part in an event, where it tells of that: "ended her campaign"."""
PAST_OR_PRESENT = words("today yesterday")
"""Days whose event may be over: "today's game"."""
PLAYED = ("play", "perform", "run")
HELD_OR_GONE = lexicon.HOLDING | {"hold", "go"}
GOING_ON = words("take begin start open go leave run continue hold")
COMING = EVENTFUL | HELD_OR_GONE | GOING_ON | frozenset(PLAYED) | {"be"}
"""Verbs whose clause may be about an event that is to come."""
TURN_NOUNS = frozenset(lexicon.NOMINAL)
POSSESSIVE = frozenset({"poss"})
PLANNED_ADJECTIVES = words("planned scheduled upcoming forthcoming proposed")


def event_mentions(reading: Reading, entities: tuple[Entity, ...]) -> tuple[EventMention, ...]:
    """List the events that an article states, in the order of its fields and sentences.

    Args:
        reading: The article with a parse of each field.
        entities: Its entities; participants are given by their names.

    Returns:
        One mention for each event and clause; `replaces` points into this same tuple.
    """
    base = min(reading.article.version_created, reading.article.received_at)
    mentions: list[EventMention] = []
    for part in reading.docs:
        found = _in_field(part, base)
        first = len(mentions)
        mentions += [_record(f, part.field, entities, base) for f in found]
        for n, f in enumerate(found):
            if f.instead_of is None:
                continue
            olds = [k for k, g in enumerate(found) if g.event.token.i == f.instead_of.i and k != n]
            other = min(olds, key=lambda k: found[k].status == "scheduled", default=None)
            if other is not None:
                mentions[first + n] = replace(mentions[first + n], replaces=first + other)
    return tuple(mentions)


def _in_field(part: FieldDoc, base: datetime) -> list[Found]:
    headline = part.field != "body"
    found: list[Found] = []
    verbs = verbs_of(part.doc)
    nouns = _turn_nouns(part.doc)
    for token in sorted([*verbs, *nouns], key=attrgetter("i")) if nouns else verbs:
        if nouns and token.pos == NOUN and token in nouns:
            found += nominal(token, base, headline)
            continue
        lemma = token.lemma_.lower()
        for rule in _rules_of(lemma):
            found += rule(token, base, headline)
        if lemma in COMING:
            found += _coming(token, base, headline, found)
    people = people_changes(part.doc, base, headline)
    taken = {f.clause.i for f in people}
    found = [f for f in found if f.clause.i not in taken or f.status not in LEFT_TO_PEOPLE] + people
    found += stand_ins(part.doc, part.text, base, headline, found)
    found += contrasts(part.doc, part.text, base, headline, found)
    found += _planned_nouns(part.doc, found)
    unique: dict[tuple[int, EventStatus], Found] = {}
    for f in found:
        unique.setdefault((f.event.token.i, f.status), f)
    return sorted(unique.values(), key=lambda f: (sentence_bounds(f.clause)[0], f.event.token.i))


def _turn_nouns(doc: Doc) -> list[Token]:
    """The nouns that tell a turn by themselves."""
    nouns = [token for token in tokens_among(doc, TURN_NOUNS, attribute=LEMMA) if token.pos == NOUN]
    verbs = {token.i for token in verbs_of(doc)} if nouns else ()
    return [token for token in nouns if token.i not in verbs]


@lru_cache(maxsize=8192)
def _rules_of(lemma: str) -> tuple[Rule, ...]:
    return tuple(rule for rule, verbs in VERB_RULES if lemma in verbs)


def _coming(verb: Token, base: datetime, headline: bool, found: list[Found]) -> Iterator[Found]:
    """An event that is to come: "will hold a summit", "is due to visit", "to meet in Oslo", "the leaders meet on Friday"."""
    lemma = verb.lemma_.lower()
    if verb.pos_ not in ("VERB", "AUX") or any(f.clause.i == verb.i for f in found):
        return
    event = _event_ahead(verb, lemma)
    if event is None:
        return
    judged = stance(verb, base=base, headline=headline)
    planned = judged.ahead or judged.planned or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in PLANNING)
    present = verb.tag_ in ("VBZ", "VBP")
    text, when = when_of(verb, base=base, ahead=True) if planned or present else ("", None)
    present_with_date = present and when is not None and when >= base.replace(hour=0, minute=0) and temporal.concrete(text)
    if not (planned or present_with_date):
        if verb.tag_ in ("VBG", "VBP", "VBZ") and judged.assertion == "news" and verb.lemma_ in ("continue", "strike", "search"):
            yield Found(event, verb, "started", verb.text, replace(judged, assertion="background"))
        return
    if any(t.lower_ == "longer" for t in verb.children):
        if given_up(verb) is None:
            return
        plain = replace(judged, assertion="announced" if judged.assertion in ("news", "negated") else judged.assertion)
        yield Found(event, verb, "cancelled", "will no longer " + verb.text, plain)
        return
    yield from _told_ahead(verb, event, judged, text, when, base)


def _event_ahead(verb: Token, lemma: str) -> Happening | None:
    """The event of a clause: its object, itself, or the subject of what is held or begins."""
    if lemma == "be":
        return _to_be_there(verb)
    held = [t for t in verb.children if t.dep_ == "nsubjpass"] if verb.lemma_ in PLAYED else []
    if held and (played := happening(held[0], known_only=True)) is not None:
        return played
    event: Happening | None = verb_happening(verb)
    if event is not None and event.token.i == verb.i and verb.dep_ in ("relcl", "acl"):
        return None
    if event is None and lemma in HELD_OR_GONE and any(t.dep_ == "nsubjpass" for t in verb.children):
        event = next((e for t in verb.children if t.dep_ == "nsubjpass" and (e := happening(t, known_only=True))), None)
    if event is None and lemma in GOING_ON:
        event = known_subject(verb)
    return event


def _to_be_there(verb: Token) -> Happening | None:
    """ "The minister will be in Oslo on Monday": a visit."""
    children = list(verb.children)
    if not any(t.lower_ == "will" for t in children) or not any(t.dep_ == "nsubj" and t.ent_type_ == "PERSON" for t in children):
        return None
    there = any(t.dep_ == "prep" and t.lower_ in ("in", "at") and any(o.ent_type_ == "GPE" for o in t.children) for t in children)
    dated = any(o.ent_type_ == "DATE" for t in verb.subtree if t.dep_ == "prep" for o in t.children)
    return Happening(verb, "visit", "travel") if there and dated else None


def _told_ahead(verb: Token, event: Happening, judged: Stance, text: str, when: datetime | None, base: datetime) -> Iterator[Found]:
    """What a clause about the future says beside that the event is to come: on after all, in another form, on a new day or elsewhere."""
    if judged.assertion in NEWS and "after all" in sentence_lower(verb):
        yield Found(event, verb, "reinstated", f"{verb.text} after all", arranged(judged))
        return
    held = verb.tag_ == "VBN" or (verb.lemma_ == "take" and any(t.lower_ == "place" for t in verb.children))
    if event.token.i != verb.i and held and format_of(Happening(verb, "", ""), verb) in ("video", "phone", "written"):
        yield Found(event, verb, "replaced", f"{verb.text} in another form", arranged(judged))
        return
    if told_anew(verb) and judged.assertion in NEWS:
        if (
            when is not None
            and when >= base
            and temporal.concrete(text)
            and any(t.dep_ in ("prep", "npadvmod") and text in t.doc[t.left_edge.i : t.right_edge.i + 1].text for t in verb.children)
        ):
            yield Found(event, verb, "rescheduled", "now " + verb.text, arranged(judged))
            return
        if _venue(verb):
            yield Found(event, verb, "moved", "now " + verb.text, arranged(judged))
            return
    yield Found(event, verb, "scheduled", _future_words(verb), arranged(judged))


def _venue(verb: Token) -> bool:
    return any(
        t.dep_ == "prep"
        and t.lower_ in ("at", "in", "outside", "inside")
        and not t.ent_type_
        and not any(o.ent_type_ in ("DATE", "TIME") for o in t.children)
        for t in verb.children
    )


def _future_words(verb: Token) -> str:
    aux = [t.text for t in verb.children if t.dep_ in ("aux", "auxpass")]
    governor = [verb.head.text] if verb.dep_ == "xcomp" else []
    return " ".join([*governor, *aux, verb.text])


def _planned_nouns(doc: Doc, found: list[Found]) -> list[Found]:
    """Events named with a coming day or as planned: "Saturday's marathon", "the planned visit". They tell a plan, not news."""
    more: list[Found] = []
    taken = {f.event.token.i for f in found}
    markers = [c for c in tokens_among(doc, PLANNED_ADJECTIVES) if c.dep_ == "amod"]
    markers += [c for c in tokens_among(doc, POSSESSIVE, attribute=DEP) if c.ent_type_ == "DATE"]
    for token in sorted({c.head for c in markers}, key=lambda token: token.i):
        if token.pos_ not in ("NOUN", "PROPN") or token.i in taken or noun_family(token) in ("", "disaster") or token.dep_ == "compound":
            continue
        event = happening(token, known_only=True)
        if event is None or event.token.i != token.i:
            continue
        planned = next((c for c in token.children if c.dep_ == "amod" and c.lower_ in PLANNED_ADJECTIVES), None)
        dated = next((c for c in token.children if c.dep_ == "poss" and c.ent_type_ == "DATE" and c.lower_ not in PAST_OR_PRESENT), None)
        marker = planned or dated
        if marker is None or (dated is not None and _told_of(token)):
            continue
        text = dated.text if dated is not None else ""
        more.append(
            Found(
                event,
                token,
                "scheduled",
                marker.text,
                Stance(assertion="background", factuality="announced", ahead=True, time_text=text, toward="future"),
            )
        )
    return more


def _told_of(noun: Token) -> bool:
    """Whether something is told that came about in an event: "scored twice in Thursday's game"."""
    prep = noun.head
    verb = prep.head
    return noun.dep_ == "pobj" and prep.lower_ in ("in", "at", "during", "after") and verb.tag_ == "VBD"


def _record(f: Found, field: Field, entities: tuple[Entity, ...], base: datetime) -> EventMention:
    doc = f.event.token.doc
    label, span = label_of(f.event)
    label = f.label or label
    passage = passage_of(doc, f.event.token, field)
    clause = f.clause if f.clause.pos_ in ("VERB", "AUX") else None
    place = place_of(f.event, clause)
    text, when = f.stance.time_text, f.stance.time(base)
    if f.status in ("rescheduled", "extended") and clause is not None and (new := new_date(clause, base)):
        text, when = new, temporal.resolve(new, base=base)
    elif f.status == "moved" and clause is not None:
        place = f.place or new_place(clause) or place
    elif f.status == "scheduled" and not text and clause is not None:
        text, when = when_of(clause, base=base, ahead=True)
    return EventMention(
        head=f.event.lemma,
        label=label,
        span=span,
        sentence=passage,
        status=f.status,
        assertion=f.stance.assertion,
        trigger=f.trigger,
        factuality=f.stance.factuality,
        attribution=f.stance.attribution,
        participants=participants_of(f.event, clause, entities, field, passage, place),
        place=place,
        time=when,
        time_text=text,
        format=format_of(f.event, clause),
        outcome=f.outcome,
        leaves=f.leaves,
        joins=f.joins,
    )
