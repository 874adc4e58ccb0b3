"""Which events an article states, and what it says became of each.

Each mention is read from one clause: a trigger verb with the event as its subject or object ("cancelled a visit"), a phrase that puts
one event in another's place ("as an alternative to the meeting"), or a coming event ("will hold talks", "is due on Friday"). Whether a mention changes a story
is for the update stage to say; here it is only told apart from background, denial, demand and condition.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from spacy.tokens import Doc, Token

from schemas.common import Field
from schemas.enriched import Entity, EventMention, EventStatus
from streams.domain.enrich import event_lexicon as lexicon
from streams.domain.enrich import temporal
from streams.domain.enrich.event_clause import DENIAL, PLANNING, Stance, stance, when_of
from streams.domain.enrich.event_phrase import (
    Happening,
    format_of,
    happening,
    label_of,
    lemma_of,
    noun_family,
    participants_of,
    passage_of,
    place_of,
    verb_happening,
)
from streams.domain.enrich.reading import FieldDoc, Reading

PARTICLES = frozenset("off up back over forward through down under out short".split())
SUBJECTS = ("nsubj", "nsubjpass")
PLANNED_ADJECTIVES = frozenset("planned scheduled upcoming forthcoming proposed".split())
PUT_FOR_NIGHT = re.compile(r"\b(?:for|until) (?:the (?:night|day|moment|time being)|tonight|today|further notice|dawn|daylight|first light)\b", re.IGNORECASE)
"""What turns "called off" and "closed" into a pause."""

STANDS_IN = re.compile(r"\b(?:instead of|in place of|in lieu of|rather than|as (?:an? )?(?:alternative|substitute|replacement) (?:to|for))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement about one event before it becomes a record."""

    event: Happening
    clause: Token
    status: EventStatus
    trigger: str
    stance: Stance
    instead_of: Token | None = None


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
            other = next((k for k, g in enumerate(found) if g.event.token.i == f.instead_of.i and k != n), None)
            if other is not None:
                mentions[first + n] = replace(mentions[first + n], replaces=first + other)
    return tuple(mentions)


def _in_field(part: FieldDoc, base: datetime) -> list[_Found]:
    headline = part.field != "body"
    found: list[_Found] = []
    for token in part.doc:
        found += _triggered(token, base, headline)
        found += _predicated(token, base, headline)
        found += _denied(token, base, headline)
        found += _coming(token, base, headline, found)
    found += _stand_ins(part.doc, base, headline, found)
    found += _planned_nouns(part.doc, base, found)
    unique: dict[tuple[int, EventStatus], _Found] = {}
    for f in found:
        unique.setdefault((f.event.token.i, f.status), f)
    return sorted(unique.values(), key=lambda f: (f.clause.sent.start, f.event.token.i))


def _triggered(verb: Token, base: datetime, headline: bool) -> Iterator[_Found]:
    """A trigger verb with its event."""
    if verb.pos_ not in ("VERB", "AUX") and not verb.tag_.startswith("VB"):
        return
    particle = next((t.lower_ for t in verb.children if t.dep_ in ("prt", "advmod", "prep", "acomp", "oprd", "dobj") and t.lower_ in PARTICLES and abs(t.i - verb.i) < 6), "")
    key = (verb.lemma_.lower(), particle)
    if key not in lexicon.TRIGGERS and particle in ("out", "down", "up", "back", "over", "through") and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == particle:
        return
    options = lexicon.TRIGGERS.get(key) or (lexicon.TRIGGERS.get((key[0], "")) if not particle or particle in ("back", "over", "forward") else None)
    for option in options or ():
        passive = any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)
        nouns = _arguments(verb, option.takes)
        place = _new_place(verb)
        date = _new_date(verb, base)
        if (option.needs == "date" and not date) or (option.needs == "place" and not place):
            continue
        hit = False
        for noun in nouns:
            event = happening(noun, any_noun=option.any_noun and option.status != "scheduled", known_only=option.needs == "family" or option.takes != "object")
            if event is None or event.token.lower_ in ("date", "time", "deadline") and option.status == "scheduled":
                continue
            status = _shade(option.status, verb, key[0], base)
            judged = stance(verb, base=base, headline=headline)
            if option.status == "scheduled":
                if key[0] in ("expect", "announce", "set", "arrange") and not (passive or verb.tag_ == "VBN"):
                    continue
                if key[0] == "announce" and judged.assertion == "news":
                    judged = replace(judged, assertion="announced", factuality="announced")
                judged = _arranged(judged, verb)
            elif _generic(verb, noun):
                judged = replace(judged, assertion="background")
            hit = True
            yield _Found(event, verb, status, _words(verb, particle), judged)
        if hit:
            return


def _arranged(judged: Stance, verb: Token) -> Stance:
    """A plan that stands is announced; one told in the past perfect ("had been due") is the plan as it was."""
    if judged.assertion == "news":
        return replace(judged, assertion="announced", factuality="announced", ahead=True, planned=True)
    return judged


def _shade(status: EventStatus, verb: Token, lemma: str, base: datetime) -> EventStatus:
    """What a trigger means with what stands beside it: "called off for the night", "postponed until Friday", "held online"."""
    rest = " ".join(t.doc[t.left_edge.i : t.right_edge.i + 1].text for t in verb.children if t.i > verb.i)
    if status == "cancelled" and PUT_FOR_NIGHT.search(rest):
        return "suspended"
    if status == "postponed" and _new_date(verb, base):
        return "rescheduled"
    return status


def _new_date(verb: Token, base: datetime) -> str:
    """A concrete day that a verb moves something to: "to Friday", "until 14 May"."""
    for t in verb.children:
        if t.dep_ == "prep" and t.lower_ in ("to", "until", "till", "for"):
            phrase = t.doc[t.left_edge.i : t.right_edge.i + 1].text
            if len(phrase.split()) < 9 and temporal.concrete(phrase) and temporal.resolve(phrase, base=base) is not None:
                return str(phrase)
    return ""


def _new_place(verb: Token) -> str:
    for t in verb.children:
        if t.dep_ in ("prep", "dative") and t.lower_ in ("to", "from", "into", "outside"):
            for obj in t.children:
                if obj.dep_ == "pobj" and obj.ent_type_ not in ("DATE", "TIME", "CARDINAL", "ORDINAL"):
                    return str(obj.text)
    return ""


def _words(verb: Token, particle: str) -> str:
    other = next((t for t in verb.children if t.lower_ == particle), None) if particle else None
    if other is None or abs(other.i - verb.i) > 1:
        return verb.text + (f" {particle}" if particle else "")
    return f"{verb.text} {other.text}"


def _generic(verb: Token, noun: Token) -> bool:
    """"Couples are postponing marriage": a habit of many, not one event."""
    subject = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    bare = noun.tag_ == "NN" and not list(noun.children)
    return subject is not None and subject.tag_ == "NNS" and bare and verb.tag_ in ("VBG", "VBP") and not subject.ent_type_


def _arguments(verb: Token, takes: lexicon.Takes) -> list[Token]:
    """Where a trigger's event may stand: object, subject of the passive, the noun that a relative clause or participle hangs on."""
    passive = verb.tag_ == "VBN" and (any(t.dep_ == "auxpass" for t in _chain_children(verb)) or any(t.dep_ == "nsubjpass" for t in verb.children))
    nouns: list[Token] = []
    objects = [t for t in verb.children if t.dep_ in ("dobj", "obj") and not t.lower_ in PARTICLES]
    subjects = [t for t in verb.children if t.dep_ in SUBJECTS]
    if not subjects and verb.dep_ in ("conj", "xcomp"):
        subjects = [t for t in verb.head.children if t.dep_ in SUBJECTS]
        if not subjects and verb.head.dep_ in ("acomp", "conj"):
            subjects = [t for t in verb.head.head.children if t.dep_ in SUBJECTS]
    relative = verb.dep_ in ("relcl", "acl") and verb.head.pos_ in ("NOUN", "PROPN")
    if takes in ("object", "either"):
        nouns += [o for o in objects if o.tag_ not in ("WDT", "WP")]
        if passive:
            nouns += [s for s in subjects if s.tag_ not in ("WDT", "WP")]
        if relative and not [o for o in objects if o.tag_ not in ("WDT", "WP")]:
            has_object_gap = passive or verb.tag_ == "VBN" or any(o.tag_ in ("WDT", "WP") for o in objects) or bool(subjects)
            if has_object_gap:
                nouns.append(verb.head)
        if verb.dep_ == "compound" or (verb.dep_ in ("amod", "nmod") and verb.tag_ in ("VBZ", "VBD", "VBP")):
            nouns.append(_climb(verb))
        if verb.dep_ == "ccomp" and verb.tag_ == "VBN" and not objects:
            nouns += [s for s in subjects if s not in nouns]
    if takes == "subject" or (takes == "either" and not nouns):
        nouns += [s for s in subjects if s.tag_ not in ("WDT", "WP")]
        if relative and not nouns and verb.tag_ != "VB":
            nouns.append(verb.head)
    if verb.tag_ in ("VBN", "VBD") and takes == "object" and not nouns and not objects:
        # a headline leaves "is" out ("Trip cancelled"), and the parser then takes the participle for an active verb
        nouns += [s for s in subjects if verb.dep_ == "ROOT" and verb.doc[0].sent.end == len(verb.doc)]
    extra = [c for n in nouns for c in n.children if c.dep_ == "conj" and noun_family(c) not in ("", "other")]
    return nouns + extra


def _chain_children(verb: Token) -> Iterator[Token]:
    yield from verb.children
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        yield from verb.head.children


def _climb(token: Token) -> Token:
    while token.dep_ in ("compound", "poss", "amod", "nmod") and token.head is not token:
        token = token.head
    return token


def _predicated(verb: Token, base: datetime, headline: bool) -> Iterator[_Found]:
    """Copulas and set phrases: "is over", "is off", "is back on", "will go ahead after all", "took effect", "is under way"."""
    lemma = verb.lemma_.lower()
    if lemma not in ("be", "go", "take", "come", "get", "enter", "remain", "continue", "put") or verb.pos_ not in ("VERB", "AUX"):
        return
    after = verb.doc[verb.i + 1 : min(verb.i + 6, verb.sent.end)].text.lower()
    status: EventStatus | None = None
    if lemma == "be":
        if re.match(r"(?:now |finally |officially |all )?over\b(?! (?:the|a|\d))", after):
            status = "concluded"
        elif re.match(r"(?:now )?back on\b", after):
            status = "reinstated"
        elif re.match(r"(?:now )?off\b(?! the)", after):
            status = "cancelled"
        elif re.match(r"(?:now |already )?under ?way\b", after):
            status = "started"
        elif (found := when_of(verb, base=base, ahead=True)) and found[1] and found[1] >= base and temporal.concrete(found[0]) and verb.tag_ in ("VBZ", "VBP"):
            status = "scheduled"
    elif lemma == "go" and re.match(r"ahead\b", after):
        status = "reinstated" if "after all" in after else "scheduled"
    elif lemma in ("take", "come", "enter") and re.match(r"(?:in)?(?:to )?(?:effect|force)\b", after):
        status = "started"
    elif lemma == "get" and re.match(r"under ?way\b", after):
        status = "started"
    elif lemma == "put" and "on hold" in after:
        status = "postponed"
    if status is None:
        return
    takes: lexicon.Takes = "object" if lemma == "put" else "subject"
    for noun in _arguments(verb, takes):
        event = happening(noun, known_only=True)
        if event is None:
            continue
        judged = stance(verb, base=base, headline=headline)
        if status == "scheduled":
            judged = _arranged(judged, verb)
        yield _Found(event, verb, status, f"{verb.text} {' '.join(after.split()[:2])}", judged)


def _denied(verb: Token, base: datetime, headline: bool) -> Iterator[_Found]:
    """A party says that it is not so: "denied approving a trip", "rejected reports of a merger", "said talk of a deal was untrue"."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB":
        return
    if lemma == "say":
        claim = next((c for c in verb.children if c.dep_ == "ccomp" and any(w.lower_ in ("untrue", "false", "baseless", "unfounded") for w in c.children)), None)
        nouns = [t for t in claim.children if t.dep_ in SUBJECTS] if claim is not None else []
    elif lemma in DENIAL:
        nouns = [t for t in verb.children if t.dep_ == "dobj" and t.lower_ not in ("charges", "charge")]
    else:
        return
    judged = stance(verb, base=base, headline=headline)
    if judged.ahead or re.search(r"\b(?:neither|nor)\b", verb.sent.text.lower()):
        return
    by = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    who = label_of(Happening(by, by.lower_, ""))[0] if by is not None and by.pos_ in ("NOUN", "PROPN") else ""
    judged = replace(judged, factuality="denied", attribution=who)
    for noun in nouns:
        if lemma != "say" and noun.lemma_.lower() not in lexicon.CLAIMS | {"talk"}:
            continue
        event = _claimed(noun)
        if event is not None:
            yield _Found(event, verb, "denied", f"{verb.text} {noun.text}", judged)
    for clause in verb.children:
        if clause.dep_ in ("ccomp", "xcomp", "pcomp") and clause.pos_ in ("VERB", "AUX") and lemma in DENIAL:
            key_object = next((o for o in clause.children if o.dep_ in ("dobj", "nsubjpass")), None)
            event = (happening(key_object) if key_object is not None else None) or verb_happening(clause)
            if event is not None and not _has_trigger(clause):
                yield _Found(event, verb, "denied", f"{verb.text} {clause.text}", judged)


def _has_trigger(verb: Token) -> bool:
    return any(key[0] == verb.lemma_.lower() for key in lexicon.TRIGGERS)


def _claimed(noun: Token) -> Happening | None:
    """The event that a claim is about: "reports of a merger", "the report that he had resigned"."""
    for child in noun.children:
        if child.dep_ == "prep":
            for obj in child.children:
                if obj.dep_ == "pobj":
                    return happening(obj, any_noun=True)
        if child.dep_ in ("acl", "ccomp", "relcl") and (found := verb_happening(child)):
            return found
        if child.dep_ == "compound" and noun_family(child):
            return happening(child)
    return Happening(noun, lemma_of(noun), "")


def _coming(verb: Token, base: datetime, headline: bool, found: list[_Found]) -> Iterator[_Found]:
    """An event that is to come: "will hold a summit", "is due to visit", "to meet in Oslo", "the leaders meet on Friday"."""
    if verb.pos_ not in ("VERB", "AUX") or any(f.clause.i == verb.i for f in found):
        return
    event: Happening | None = verb_happening(verb)
    if event is None and verb.lemma_.lower() in lexicon.HOLDING | {"hold", "go"} and any(t.dep_ == "nsubjpass" for t in verb.children):
        event = next((e for t in verb.children if t.dep_ == "nsubjpass" and (e := happening(t, known_only=True))), None)
    if event is None and verb.lemma_.lower() in ("take", "begin", "start", "open", "go", "leave", "run", "continue", "hold"):
        event = next((e for t in verb.children if t.dep_ in SUBJECTS and (e := happening(t, known_only=True))), None)
    if event is None:
        return
    judged = stance(verb, base=base, headline=headline)
    text, when = when_of(verb, base=base, ahead=True)
    present_with_date = verb.tag_ in ("VBZ", "VBP") and when is not None and when >= base.replace(hour=0, minute=0) and temporal.concrete(text)
    participle_of_plan = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in PLANNING
    if not (judged.ahead or judged.planned or present_with_date or participle_of_plan):
        if verb.tag_ in ("VBG", "VBP", "VBZ") and judged.assertion == "news" and verb.lemma_ in ("continue", "strike", "search"):
            yield _Found(event, verb, "started", verb.text, replace(judged, assertion="background"))
        return
    yield _Found(event, verb, "scheduled", _future_words(verb), _arranged(judged, verb))


def _future_words(verb: Token) -> str:
    aux = [t.text for t in verb.children if t.dep_ in ("aux", "auxpass")]
    governor = [verb.head.text] if verb.dep_ == "xcomp" else []
    return " ".join([*governor, *aux, verb.text])


def _stand_ins(doc: Doc, base: datetime, headline: bool, found: list[_Found]) -> list[_Found]:
    """One event in another's place: the new one, and the old one that it stands in for."""
    more: list[_Found] = []
    for match in STANDS_IN.finditer(doc.text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None:
            continue
        old = _object_after(span[-1])
        if old is None:
            continue
        sentence = old.token.sent
        before = [f for f in found if f.clause.sent.start == sentence.start and f.event.token.i < span.start and f.event.token.i != old.token.i]
        new = _nearest_new(sentence, span.start, before, base, headline)
        if new is None or new.event.token.i == old.token.i:
            continue
        if not any(f.event.token.i == old.token.i for f in [*found, *more]):
            judged = replace(new.stance, assertion="background", ahead=False, time=None, time_text="")
            more.append(_Found(old, old.token, "scheduled", match.group(), judged))
        if new.event.family not in ("", old.event_family if False else old.family) and not lexicon.related(new.event.family, old.family) and new.event.family != "other":
            pass
        more.append(_Found(new.event, new.clause, "replaced", match.group(), new.stance, instead_of=old.token))
    return more


def _object_after(token: Token) -> Happening | None:
    """The event behind "instead of": a noun, or a verb in -ing or bare form."""
    doc = token.doc
    for t in doc[token.i + 1 : min(token.i + 16, token.sent.end)]:
        if t.is_punct and t.text in (",", ";", "."):
            return None
        if t.pos_ == "VERB" and (found := verb_happening(t)):
            return found
        if t.pos_ in ("NOUN", "PROPN") and t.dep_ not in ("compound", "poss", "nmod", "npadvmod") and (found := happening(t)) and t.text.lower() != "face":
            return found
        if t.text == "meeting" and t.pos_ == "VERB":
            return Happening(t, "meeting", "meeting")
    return None


def _nearest_new(sentence: "Token | object", before_index: int, before: list[_Found], base: datetime, headline: bool) -> _Found | None:
    """The event that takes the place: a coming one of the same sentence, else the noun that the phrase hangs on."""
    usable = [f for f in before if f.stance.assertion in ("news", "reported", "announced")]
    if usable:
        return usable[-1]
    nouns = [t for t in sentence if t.i < before_index and t.pos_ in ("NOUN", "PROPN") and t.dep_ not in ("compound", "poss", "nmod")]  # type: ignore[attr-defined]
    for noun in reversed(nouns):
        event = happening(noun, known_only=True)
        if event is None:
            continue
        verb = noun.head if noun.head.pos_ in ("VERB", "AUX") else next((c for c in noun.children if c.dep_ == "acl"), noun)
        judged = stance(verb, base=base, headline=headline) if verb.pos_ in ("VERB", "AUX") else None
        if judged is None or judged.assertion not in ("news", "reported", "announced"):
            if not (headline and judged is None):
                return None
            judged = Stance(assertion="news", factuality="asserted")
        return _Found(event, verb, "scheduled", "", judged)
    return None


def _planned_nouns(doc: Doc, base: datetime, found: list[_Found]) -> list[_Found]:
    """Events named with a coming day or as planned: "Saturday's marathon", "the planned visit". They tell a plan, not news."""
    more: list[_Found] = []
    taken = {f.event.token.i for f in found}
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.i in taken or not noun_family(token) or token.dep_ == "compound":
            continue
        event = happening(token, known_only=True)
        if event is None or event.token.i != token.i:
            continue
        planned = next((c for c in token.children if c.dep_ == "amod" and c.lower_ in PLANNED_ADJECTIVES), None)
        dated = next((c for c in token.children if c.dep_ == "poss" and c.ent_type_ == "DATE"), None)
        marker = planned or dated
        if marker is None:
            continue
        text = dated.text if dated is not None else ""
        when = temporal.resolve(text, base=base) if text else None
        more.append(_Found(event, token, "scheduled", marker.text, Stance(assertion="background", factuality="announced", ahead=True, time_text=text, time=when)))
    return more


def _record(f: _Found, field: Field, entities: tuple[Entity, ...], base: datetime) -> EventMention:
    doc = f.event.token.doc
    label, span = label_of(f.event)
    passage = passage_of(doc, f.event.token, field)
    clause = f.clause if f.clause.pos_ in ("VERB", "AUX") else None
    place = place_of(f.event, clause)
    text, when = f.stance.time_text, f.stance.time
    if f.status in ("rescheduled", "extended") and clause is not None and (new := _new_date(clause, base)):
        text, when = new, temporal.resolve(new, base=base)
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
    )
