"""The phrase that names an event: its head, family, label, place, format and who takes part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from schemas.common import Field, Passage, Span
from schemas.enriched import Entity, Format
from streams.domain.enrich import event_lexicon as lexicon
from streams.domain.enrich.reading import BEGINS, named_around, sentence_bounds, sentence_text, text_between, written
from streams.domain.enrich.wordlist import words

SUBJECTS = ("nsubj", "nsubjpass")
PLACES = frozenset(("GPE", "LOC", "FAC"))
PLACE_PREPOSITIONS = words("in to at for outside inside near into")
ACTORS = frozenset(("PERSON", "ORG", "NORP", "GPE"))
LABEL_PREPOSITIONS = words("of to by with on for between in at from over about against into")
LABEL_WORDS = 16
"""A label is for people: longer noun phrases are cut before the next preposition."""

WITHOUT_OBJECT = frozenset(("leave", "depart", "arrive", "tour", "play", "perform", "strike", "fly"))
"""Verbs that are a happening only where they have no object: "will play", not "will play the record"."""
NEEDS_PARTICLE = {"walk": "out", "lift": "off", "blast": "off"}
"""Verbs that are a happening only with their particle."""

FACE_TO_FACE = re.compile(r"\b(?:face[- ]to[- ]face|in[- ]person)\b", re.IGNORECASE)
REMOTELY = re.compile(
    r"\b(?:by|via|over|through) (?:a )?(?:secure )?(?:video|zoom|link)\b|\bvideo[- ](?:conference|call|link|meeting|summit|talks)\b",
    re.IGNORECASE,
)
BY_PHONE = re.compile(r"\b(?:by|over the) (?:tele)?phone\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Happening:
    """A word that names an event."""

    token: Token
    lemma: str
    family: str
    """"" for a thing that only its trigger makes an arrangement."""


def noun_family(token: Token) -> str:
    """The family of a noun; "other" for one made from a verb; "" where it names no happening."""
    lemma = lemma_of(token)
    if lemma in lexicon.FAMILY_OF:
        return lexicon.FAMILY_OF[lemma]
    if token.pos_ == "PROPN" and lemma in lexicon.NAMED_CONTESTS:
        return "contest"
    if token.pos_ == "NOUN" and len(lemma) > 6 and lemma.endswith(lexicon.GENERIC_SUFFIXES) and lemma not in lexicon.NOT_EVENTS:
        return "other"
    return ""


def lemma_of(token: Token) -> str:
    """A noun's base form, with the parts of a hyphenated or capitalised noun put together."""
    lemma: str = token.lemma_.lower()
    if token.lower_ == "talks":
        return "talks"
    if token.lower_ in lexicon.FAMILY_OF:
        return str(token.lower_)
    if lemma not in lexicon.FAMILY_OF and lemma.endswith("s") and lemma[:-1] in lexicon.FAMILY_OF:
        return lemma[:-1]
    return lemma


def happening(noun: Token, *, any_noun: bool = False, known_only: bool = False) -> Happening | None:
    """What a noun phrase names, looking through containers ("plans for a visit") and groups that are sent.

    Args:
        noun: Head of the phrase.
        any_noun: Take any common noun for an arrangement.
        known_only: Take only nouns of the lexicon.
    """
    noun = _whole(noun)
    lemma = lemma_of(noun)
    family = noun_family(noun)
    if lemma in lexicon.CONTAINERS or lemma in lexicon.STAND_IN:
        inner = _inside(noun)
        if inner is not None and inner.family in ("facility", "fleet") and family:
            return Happening(noun, lemma, family)  # "its plan for a plant": the plan is given up, no plant is
        if inner is not None or lemma in lexicon.STAND_IN:
            return inner
    if lemma == "round":
        return None if family == "" else Happening(noun, lemma, family)
    if family and not (known_only and family == "other"):
        return Happening(noun, lemma, family)
    if lemma in lexicon.GROUPS and any_noun:
        return Happening(noun, lemma, "travel")
    if any_noun and noun.pos_ in ("NOUN", "PROPN") and noun.ent_type_ not in NO_ARRANGEMENT:
        return Happening(noun, lemma, "")
    return None


NO_ARRANGEMENT = ACTORS | {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL"}
"""Names and figures that are nothing one arranges."""


def known_subject(verb: Token) -> Happening | None:
    """The happening of the lexicon that is a verb's own subject."""
    return next((e for t in verb.children if t.dep_ in SUBJECTS and (e := happening(t, known_only=True))), None)


def clause_above(token: Token) -> Token | None:
    """The verb that a phrase hangs on, at whatever depth."""
    node = token
    while node.head.i != node.i:
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return node
    return None


def _inside(noun: Token) -> Happening | None:
    """What a container holds: "plans for a visit", "plans to visit", "the launch attempt"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "to"):
            for inner in child.children:
                if inner.dep_ == "pobj" and (found := happening(inner)):
                    return found
        if child.dep_ in ("acl", "relcl") and any(a.dep_ == "aux" and a.lower_ == "to" for a in child.children):
            return verb_happening(child)
    named = next((c for c in noun.children if c.dep_ == "compound" and lemma_of(c) in lexicon.FAMILY_OF), None)
    if noun.lemma_.lower() == "attempt" and named is not None:
        return Happening(noun, lemma_of(named), lexicon.FAMILY_OF[lemma_of(named)])
    return None


def _whole(noun: Token) -> Token:
    """The compound that the parser hung on its first word as an adjective: "cup semi-final"."""
    after: Token | None = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if (
        after is not None
        and ("-" in after.text or (after.lower_ == "final" and after.head.i == noun.i))
        and after.lower_ in lexicon.FAMILY_OF
        and after.pos_ in ("ADJ", "ADV", "NOUN", "PROPN", "VERB")
    ):
        return after
    return noun


def modified(participle: Token) -> Token:
    """The noun that a participle belongs to.

    Where a sentence has no other verb the parser has hung its own on its last noun ("The summit of the seven ended"), and it is the
    first one's.
    """
    root = participle.head
    while root.dep_ in ("pobj", "prep"):
        root = root.head
    is_verb = participle.tag_ in ("VBN", "VBD") and root.dep_ == "ROOT" and root.pos_ in ("NOUN", "PROPN")
    return root if is_verb else participle.head


def verb_happening(verb: Token) -> Happening | None:
    """The event of a verb: its object ("hold talks", "send a delegation"), or itself ("meet", "strike")."""
    lemma = verb.lemma_.lower()
    if lemma not in EVENTFUL:
        return None
    objects = [t for t in verb.children if t.dep_ == "dobj"]
    if (found := _held(verb, lemma, objects)) is not None:
        return found
    if (found := _idiom(verb, lemma)) is not None:
        return found
    if lemma in NEEDS_PARTICLE and not any(t.lower_ == NEEDS_PARTICLE[lemma] for t in verb.children):
        return None
    if lemma == "speak" and format_of(Happening(verb, "call", "meeting"), verb) is None:
        return None
    if lemma in WITHOUT_OBJECT and any(t.ent_type_ not in ("DATE", "TIME", "GPE") for t in objects):
        return None
    if lemma in lexicon.VERB_EVENTS:
        name, family = lexicon.VERB_EVENTS[lemma]
        return Happening(verb, name, family)
    return None


IDIOMS = {
    "go": ("on", ("stoppage", "travel", "court")),
    "come": ("to", ("ballot",)),
    "play": ("in", ("contest",)),
    "meet": ("in", ("contest",)),
    "face": ("in", ("contest",)),
}
"""Verbs with the preposition and the families of what they make one happening with."""
EVENTFUL = frozenset((*lexicon.VERB_EVENTS, *lexicon.SENDING, *lexicon.HOLDING, *IDIOMS, "take", "work"))
"""Verbs that have an event or are one."""


def _idiom(verb: Token, lemma: str) -> Happening | None:
    """Happenings of more than one word: "work to rule", "go on strike", "play Ito in the semi-final"."""
    if lemma == "work" and any(t.lower_ == "rule" and t.i - verb.i == 2 for t in verb.subtree):
        return Happening(verb, "work-to-rule", "stoppage")
    if lemma not in IDIOMS:
        return None
    preposition, families = IDIOMS[lemma]
    for prep in verb.subtree if lemma not in ("go", "come") else verb.children:
        if prep.dep_ == "prep" and prep.lower_ == preposition and prep.i > verb.i and prep.i - verb.i < 6:
            for obj in prep.children:
                if obj.dep_ == "pobj" and noun_family(obj) in families:
                    return Happening(obj, lemma_of(obj), noun_family(obj))
    return None


def _held(verb: Token, lemma: str, objects: list[Token]) -> Happening | None:
    """What is held, sent or takes place."""
    if lemma in lexicon.SENDING:
        return next((Happening(o, lemma_of(o), "travel") for o in objects if lemma_of(o) in lexicon.GROUPS), None)
    if lemma in lexicon.HOLDING:
        found = next((e for o in objects if (e := happening(o, known_only=True))), None)
        if found is not None:
            return found
    if lemma == "take" and any(t.lower_ in ("place", "part") for t in objects):
        return next((happening(t) for t in verb.children if t.dep_ == "nsubj"), None)
    return None


def label_of(found: Happening) -> tuple[str, Span]:
    """The phrase for people, and its span; relative clauses and what follows a comma are left out."""
    token = found.token
    doc: Doc = token.doc
    if token.pos_ in ("VERB", "AUX"):
        place = place_of(found, token)
        return found.lemma + (f" {'to' if found.family == 'travel' else 'in'} {place}" if place else ""), (
            token.idx,
            token.idx + len(token),
        )
    start, end = _label_start(token), _label_end(token)
    span = (doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
    label = " ".join(written(doc)[slice(*span)].split())
    if doc[start].is_sent_start and doc[start].pos_ not in ("PROPN", "NUM") and not doc[start].text.isupper():
        label = label[0].lower() + label[1:]
    if found.family == "travel" and found.lemma in lexicon.GROUPS:
        label += "'s trip" + (f" to {place}" if (place := place_of(found, token.head)) else "")
    return label, span


def _label_start(token: Token) -> int:
    """The first token of a phrase, behind a headline's verb, a paragraph's end and what only leads in."""
    doc = token.doc
    start = max([token.left_edge.i, *(c.i + 1 for c in token.lefts if c.tag_ in ("VBZ", "VBD", "VBP"))])
    if "-" in token.text and token.i and doc[token.i - 1].pos_ in ("NOUN", "PROPN") and token.head.i == token.i - 1:
        start = min(start, token.head.left_edge.i)
    start = max([start, *(t.i + 1 for t in doc[start : token.i] if t.is_space and "\n" in t.text)])
    leading = ("cc", "preconj", "relcl", "advmod", "neg")
    while start < token.i and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ in leading):
        start += 1
    return int(start)


def _label_end(token: Token) -> int:
    """Behind the last prepositional phrase that hangs on the head without a break and keeps the label short."""
    doc = token.doc
    start, end = token.left_edge.i, token.i + 1
    for child in token.rights:
        if child.dep_ != "prep" or child.lower_ not in LABEL_PREPOSITIONS or child.i != end or _of_time(child):
            break
        last = child.right_edge.i + 1
        clause = min((_cut(t) for t in doc[end:last] if t.dep_ in ("relcl", "acl", "punct") or t.is_space), default=last)
        in_place_of = any(t.lower_ in ("place", "lieu") for t in child.children)
        if in_place_of or clause - start > LABEL_WORDS or clause - end < 2:
            break
        end = clause
        if clause < last:
            break
    while end > token.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].pos_ in ("ADP", "SCONJ", "DET")):
        end -= 1
    return int(end)


def _of_time(prep: Token) -> bool:
    """ "on Thursday", "in March": when, which is no part of the name."""
    return prep.lower_ != "of" and any(t.dep_ == "pobj" and t.ent_type_ in ("DATE", "TIME") for t in prep.children)


def _cut(token: Token) -> int:
    """Where a label ends before a token that is no part of it; a hyphen ends nothing."""
    if token.dep_ in ("relcl", "acl"):
        return int(token.left_edge.i)
    return int(token.i) if token.text != "-" else len(token.doc)


def place_of(found: Happening, clause: Token | None) -> str:
    """The place named with the event: "to Washington", "Washington trip"; "" where none is."""
    for child in found.token.children:
        if child.dep_ == "compound" and child.ent_type_ in PLACES:
            return _entity_text(child)
    holders = [found.token, *([clause] if clause is not None and clause is not found.token else [])]
    for holder in holders:
        for prep in holder.children:
            if prep.dep_ in ("prep", "dative") and prep.lower_ in PLACE_PREPOSITIONS:
                for obj in map(_town, prep.children):
                    if obj.dep_ == "pobj" and (
                        obj.ent_type_ in PLACES or (obj.pos_ == "PROPN" and obj.ent_type_ not in ("PERSON", "DATE", "TIME"))
                    ):
                        return _within(obj)
        if holder.lemma_ in ("visit", "tour", "leave"):
            for obj in holder.children:
                if obj.dep_ == "dobj" and obj.ent_type_ in PLACES:
                    return _entity_text(obj)
    return ""


SETTLEMENTS = words("town city village capital port resort district suburb province region state island")


def _town(noun: Token) -> Token:
    """ "The neighbouring town of Brenna": Brenna."""
    if noun.lower_ not in SETTLEMENTS:
        return noun
    return next((o for p in noun.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"), noun)


def _within(token: Token) -> str:
    """A place with the town that it is in: "Palais Orlo in Brenna"."""
    name = _entity_text(token)
    town = next((o for p in token.children if p.dep_ == "prep" and p.lower_ == "in" for o in p.children if o.ent_type_ == "GPE"), None)
    return f"{name} in {_entity_text(town)}" if town is not None and token.ent_type_ != "GPE" else name


def _entity_text(token: Token) -> str:
    start, end = named_around(token)
    return text_between(token.doc, start, end).removeprefix("the ").removesuffix("'s").removesuffix("’s") if end else str(token.text)


def format_of(found: Happening, clause: Token | None) -> Format | None:
    """How people meet, where the phrase or its clause tells."""
    phrase = text_between(found.token.doc, found.token.left_edge.i, found.token.i + 1)
    if FACE_TO_FACE.search(phrase):
        return "in_person"
    for word in re.findall(r"[a-z-]+", phrase.lower()):
        if word in lexicon.FORMATS:
            return lexicon.FORMATS[word]
    if clause is None:
        return None
    own = " ".join(
        text_between(t.doc, t.left_edge.i, t.right_edge.i + 1)
        for t in clause.children
        if t.dep_ in ("advmod", "prep", "agent", "acomp", "oprd")
        and t.i > clause.i
        and t.lower_ not in ("as", "instead", "rather", "in lieu", "after")
    )
    if not own:
        return None
    own = re.split(r"\b(?:instead|rather than|in place of|in lieu|as an alternative)\b", own)[0]
    if FACE_TO_FACE.search(own) or re.search(r"\bin person\b", own):
        return "in_person"
    if REMOTELY.search(own) or re.search(r"\b(?:online|virtually|remotely)\b", own, re.IGNORECASE):
        return "video"
    if BY_PHONE.search(own):
        return "phone"
    return None


def _near(token: Token) -> Iterator[Token]:
    """A phrase without the clauses that hang on it."""
    yield token
    for child in token.children:
        if child.dep_ not in ("relcl", "acl", "advcl"):
            yield from _near(child)


def _subjects_above(clause: Token) -> list[Token]:
    """The subject that an infinitive takes over: "ministers from Brenna are to meet"."""
    node = clause
    while node.dep_ in ("xcomp", "conj") and not any(t.dep_ in ("nsubj", "nsubjpass") for t in node.children):
        node = node.head
    return [t for t in node.children if t.dep_ == "nsubj"] if node is not clause else []


def participants_of(
    found: Happening, clause: Token | None, entities: tuple[Entity, ...], field: Field, passage: Passage, place: str
) -> tuple[str, ...]:
    """Names in the event's own phrase and in its clause's subject, resolved to the article's entities."""
    reach = {t.i for t in _near(found.token)}
    if clause is not None:
        for t in (*clause.children, *_subjects_above(clause)):
            if t.dep_ in ("nsubj", "agent") or (t.dep_ == "prep" and t.lower_ in ("with", "between", "by", "alongside", "against")):
                reach.update(near.i for near in _near(t))
    names: list[str] = []
    if clause is not None and found.family == "stoppage":
        names += [t.text for t in clause.children if t.dep_ == "nsubj" and t.tag_ == "NNS"]
    doc = found.token.doc
    for first in doc[slice(*sentence_bounds(found.token))]:
        if first.ent_iob != BEGINS or first.ent_type_ not in ACTORS or not passage.span[0] <= first.idx < passage.span[1]:
            continue
        ent = doc[slice(*named_around(first))]
        if reach.isdisjoint(range(ent.start, ent.end)):
            continue
        name = next(
            (e.name for e in entities for m in e.mentions if m.field == field and m.span[0] < ent.end_char and ent.start_char < m.span[1]),
            ent.text.removeprefix("the ").removesuffix("'s").removesuffix("’s"),
        )
        if name != place and name not in names:
            names.append(" ".join(name.split()))
    return tuple(names[:8])


def passage_of(doc: Doc, token: Token, field: Field) -> Passage:
    """The sentence around a token, kept within its paragraph."""
    text, offset = sentence_text(token), doc[sentence_bounds(token)[0]].idx
    if "\n\n" in text:
        here = token.idx - offset
        _, _, last = text[:here].rpartition("\n\n")
        text = last + text[here:].partition("\n\n")[0]
        offset += here - len(last)
    start = offset + len(text) - len(text.lstrip())
    text = text.strip()
    return Passage(span=(start, start + len(text)), text=text, field=field)
