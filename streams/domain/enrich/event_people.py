"""Who takes part, leads or holds a post, where that changes: "pulled out of the race", "stepped down as chair", "will sing in her place".

What one sentence says of it is one change: who goes, who comes, and of what. The event is a happening where the sentence names
one, else the post or the group.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from spacy.tokens import Doc, Token

from schemas.enriched import NEWS
from streams.domain.enrich.event_clause import Stance, stance
from streams.domain.enrich.event_found import Found
from streams.domain.enrich.event_lexicon import FAMILY_OF, ROLES, RUNNING_FOR, TAKEN_PART_IN
from streams.domain.enrich.event_phrase import SUBJECTS, Happening, happening, lemma_of, noun_family
from streams.domain.enrich.reading import sentence_bounds, verbs_of
from streams.domain.enrich.wordlist import words

LEAVING = words("pull withdraw drop bow step back")
"""Verbs that leave an event with "out of" or "from"."""
RESIGNING = words("resign step stand quit")
"""Verbs that give up a post; `step` and `stand` with "down" or "aside"."""
FILLING = words("""
lead head represent attend sing chair play start captain host conduct present perform fill stand deputise deputize speak open
close read run teach headline top referee meet greet receive travel fly visit address give play moderate judge
""")
"""What a stand-in does, with "in place of" or "instead of" a person."""
APPOINTING = words("appoint name install elect nominate")
ABSENT = words("attend compete participate take travel fly go come play sing perform")
ENDING_A_BID = words("end drop suspend abandon quit")
LEADING = words("run lead head chair")
HANDING_IN = words("hand tender submit offer send give")
"""What is done with one's resignation."""
EXCUSING = words("excuse recuse exclude withdraw rule")
"""Verbs by which somebody takes himself out: "has excused herself from the case"."""
DISMISSING = words("sack fire dismiss oust remove axe suspend")
"""What is done to somebody in a post."""
SELF = words("himself herself themselves itself")
SEATS = words("place seat chair part role")
"""What a stand-in takes."""
TELLING = (
    LEAVING
    | RESIGNING
    | FILLING
    | APPOINTING
    | ABSENT
    | ENDING_A_BID
    | HANDING_IN
    | EXCUSING
    | DISMISSING
    | LEADING
    | {"replace", "miss", "succeed", "join", "be", "leave", "go", "depart"}
)
"""Every verb that can tell of a change of people; the others are passed over quickly."""
HAPPENING_FAMILIES = frozenset(("meeting", "contest", "show", "court", "ballot", "stoppage", "travel", "deal", "launch"))


UNREAD = Stance(assertion="background", factuality="asserted")
"""Before a clause is judged it tells nothing."""


@dataclass(slots=True)
class _Change:
    """What one verb says of who goes and comes."""

    verb: Token
    leaves: tuple[Token, ...] = ()
    joins: tuple[Token, ...] = ()
    of: Token | None = None
    judged: Stance = UNREAD
    stays_away: bool = False
    """Said by a negation ("will not attend"), which is news here."""


def people_changes(doc: Doc, base: datetime, headline: bool) -> list[Found]:
    """One mention for each sentence that tells of a change of people."""
    found: list[Found] = []
    changes: list[_Change] = []
    sentence = 0
    for token in verbs_of(doc):
        if token.lemma_.lower() in TELLING and token.tag_.startswith("VB"):
            if (start := sentence_bounds(token)[0]) != sentence and changes:
                found += _merged(changes)
                changes = []
            sentence = start
            for change in _of_verb(token):
                judged = stance(token, base=base, headline=headline)
                if change.stays_away and judged.assertion == "negated":
                    judged = replace(judged, assertion="announced", factuality="announced")
                change.judged = judged
                changes.append(change)
    return found + _merged(changes)


def _merged(changes: list[_Change]) -> list[Found]:
    """The sentence's news of people as one mention; without an event, a post or a group it says nothing to follow."""
    news = [c for c in changes if c.judged.assertion in NEWS]
    if not news:
        return []
    of = next((c.of for c in news if c.of is not None), None) or next((c.leaves[0] for c in news if c.leaves and c.joins), None)
    if of is None:
        return []
    leaves = _names([t for c in news for t in c.leaves if t.pos_ != "NOUN" or any(d.dep_ in ("det", "poss") for d in t.children)])
    joins = tuple(n for n in _names([t for c in news for t in c.joins]) if n not in leaves)
    if not leaves and not joins:
        return []
    first = news[0]
    known = happening(of, known_only=True)
    event = known if known is not None and known.token.i == of.i else Happening(of, lemma_of(of), noun_family(of) or "other")
    return [Found(event, first.verb, "participant_change", first.verb.text, first.judged, leaves=leaves, joins=joins)]


def _of_verb(verb: Token) -> Iterator[_Change]:
    """What one verb says of who goes and who comes."""
    lemma = verb.lemma_.lower()
    subject = _subject(verb)
    if lemma in ("replace", "succeed"):
        yield from _replaced(verb, subject)
    elif lemma in APPOINTING:
        yield from _appointed(verb)
    elif lemma in DISMISSING and (gone := _dismissed(verb)) is not None:
        yield gone
    if subject is None:
        return
    changed = _gone(verb, lemma, subject) or _come(verb, lemma, subject)
    if changed is not None:
        yield changed
    if _person(subject) and _absent(verb, lemma) and (missed := _happening_near(verb)) is not None:
        yield _Change(verb, leaves=(subject,), of=missed, stays_away=True)
    if lemma == "take" and (whose := _place_taken(verb)) is not None:
        yield _Change(verb, leaves=whose, joins=(subject,), of=_happening_near(verb))
    if lemma in FILLING and _person(subject) and (old := _instead_of(verb)) is not None:
        yield _Change(verb, leaves=(old,) if old.pos_ != "PRON" else (), joins=(subject,), of=_happening_near(verb))


def _gone(verb: Token, lemma: str, subject: Token) -> _Change | None:
    """Somebody leaves: an event, a group, a post, a contest for one."""
    objects = [t for t in verb.children if t.dep_ == "dobj"]
    if (lemma in LEAVING or lemma == "quit") and (left := _left(verb)) is not None:
        return _Change(verb, leaves=(subject,), of=left)
    if lemma in HANDING_IN and any(t.lower_ == "resignation" for t in objects):
        return _Change(verb, leaves=(subject,), of=_role_of(subject) or subject)
    if lemma in EXCUSING and any(t.lower_ in SELF for t in objects):
        return _Change(verb, leaves=(subject,), of=_behind(verb, ("from", "out")))
    if lemma == "miss" and subject.ent_type_ == "PERSON" and any(a.lower_ in ("will", "to") for a in verb.children if a.dep_ == "aux"):
        return _Change(verb, leaves=(subject,), of=_known(next(iter(objects), None)))
    if lemma in ("be", "rule") and _person(subject) and (missed := _out_of(verb)) is not None:
        return _Change(verb, leaves=(subject,), of=missed)
    if lemma in ("leave", "go", "depart") and (post := _post_left(verb, subject)) is not None:
        return _Change(verb, leaves=(subject,), of=post)
    if lemma in RESIGNING and _resigns(verb, lemma):
        return _Change(verb, leaves=(subject,), of=_post(verb, subject))
    if lemma in ENDING_A_BID and (bid := _own_bid(verb)) is not None:
        return _Change(verb, leaves=(subject,), of=bid)
    return None


def _post_left(verb: Token, subject: Token) -> Token | None:
    """The post or firm of a named officer who leaves: "chief executive Ana Lund is to leave in May", "Lund is leaving the bank"."""
    if subject.ent_type_ != "PERSON" or verb.dep_ in ("relcl", "acl", "advcl"):
        return None
    objects = [t for t in verb.children if t.dep_ == "dobj"]
    firm = next((t for t in objects if t.ent_type_ == "ORG"), None)
    if firm is not None and (verb.tag_ in ("VBG", "VB") or _role_of(subject) is None):
        return firm
    elsewhere = any(t.dep_ == "prep" and t.lower_ in ("for", "to", "on", "with", "into", "in") and not _dated(t) for t in verb.children)
    ahead = any(t.dep_ == "aux" and t.lower_ in ("will", "to", "is") for t in verb.children)
    return _role_of(subject) if not objects and not elsewhere and ahead else None


def _dated(prep: Token) -> bool:
    return any(o.ent_type_ in ("DATE", "TIME") for o in prep.children)


def _known(noun: Token | None) -> Token | None:
    found = happening(noun, known_only=True) if noun is not None else None
    return found.token if found is not None and found.family in HAPPENING_FAMILIES else None


def _dismissed(verb: Token) -> _Change | None:
    """Who is put out of a post: "sacked Finance Minister Ruth Vane", "was removed as head of the fund"."""
    passive = any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)
    who = next((t for t in verb.children if t.dep_ == ("nsubjpass" if passive else "dobj")), None)
    if who is None or not _person(who) or who.pos_ == "PRON":
        return None
    after = who.doc[who.i + 1] if who.i + 1 < len(who.doc) else who
    if lemma_of(who) in ROLES and after.ent_type_ == "PERSON":  # "fired coach Tam Osk", where the parser parts the two
        person = next(e.root for e in who.doc.ents if e.start <= after.i < e.end)
        return _Change(verb, leaves=(person,), of=who)
    role = _post(verb, who)
    return _Change(verb, leaves=(who,), of=role) if role is not None else None


def _come(verb: Token, lemma: str, subject: Token) -> _Change | None:
    """Somebody comes in."""
    if lemma in ("take", "step") and _person(subject) and _takes_over(verb, lemma):
        return _Change(verb, leaves=_old_of(verb), joins=(subject,), of=_role_as(verb) or _happening_near(verb))
    if lemma in LEADING and subject.ent_type_ == "PERSON" and any(t.dep_ == "aux" and t.lower_ == "will" for t in verb.children):
        return _Change(verb, joins=(subject,))  # tells nothing by itself, only beside somebody who goes
    if lemma == "join" and (verb.tag_ in ("VBD", "VBN") or any(t.lower_ == "will" for t in verb.children)) and _named(subject):
        group = next((t for t in verb.children if t.dep_ == "dobj"), None)
        if group is not None and not any(t.dep_ == "auxpass" for t in verb.children) and lemma_of(group) in TAKEN_PART_IN:
            return _Change(verb, joins=(subject,), of=group)
    return None


def _behind(verb: Token, prepositions: tuple[str, ...]) -> Token | None:
    """The noun behind a verb's preposition, also one more step down: "out of the race"."""
    for prep in verb.children:
        if prep.dep_ in ("prep", "prt", "advmod", "acomp") and prep.lower_ in prepositions:
            inner = [prep, *(c for c in prep.children if c.dep_ == "prep")]
            found = next((o for p in inner for o in p.children if o.dep_ == "pobj"), None)
            if found is not None:
                return found
    return None


def _out_of(verb: Token) -> Token | None:
    """ "Is out of Friday's match": the event that somebody misses."""
    if not any(t.lower_ == "out" for t in verb.children):
        return None
    return _known(_behind(verb, ("out",)))


def _takes_over(verb: Token, lemma: str) -> bool:
    """ "Takes over as chair", "takes over from Stroud", "steps in for her": nothing is taken over but a place."""
    particle = "over" if lemma == "take" else "in"
    if any(t.dep_ == "dobj" for t in verb.children) or not any(t.lower_ == particle and t.i - verb.i < 3 for t in verb.children):
        return False
    return lemma == "take" or bool(_old_of(verb))


def _old_of(verb: Token) -> tuple[Token, ...]:
    """Whom a successor follows: behind "from" or "for"."""
    old = _behind(verb, ("from", "for", "in"))
    return (old,) if old is not None and old.ent_type_ == "PERSON" else ()


def _absent(verb: Token, lemma: str) -> bool:
    """ "will not attend", "won't take part in": known beforehand; "did not attend" tells nothing that is to come."""
    below = list(verb.children)
    if not any(t.dep_ == "aux" and t.lower_ in ("will", "wo") for t in below) or not any(t.dep_ == "neg" for t in below):
        return False
    part = lemma in ("attend", "compete", "participate") or (lemma == "take" and any(t.lower_ == "part" for t in below))
    part = part or (lemma in ("travel", "fly", "go", "come", "play", "sing", "perform") and _happening_near(verb) is not None)
    return part and not any(t.lower_ in ("if", "unless", "until", "only") for t in verb.subtree)


def _subject(verb: Token) -> Token | None:
    node, steps = verb, 0
    while steps < 4:
        subjects = [t for t in node.children if t.dep_ in SUBJECTS]
        found = next((t for t in subjects if t.ent_type_ == "PERSON"), subjects[0] if subjects else None)
        if found is not None:
            some = any(c.dep_ == "det" and c.lower_ in ("a", "an", "any", "no", "every") for c in found.children)
            return found if found.tag_ not in ("WDT", "WP") and not some else None
        if node.dep_ not in ("conj", "xcomp"):
            return None
        node, steps = node.head, steps + 1
    return None


def _named(token: Token) -> bool:
    return token.pos_ == "PROPN" or bool(token.ent_type_)


def _person(token: Token) -> bool:
    return token.ent_type_ == "PERSON" or token.pos_ == "PROPN" or lemma_of(token) in ROLES or token.pos_ == "PRON"


def _left(verb: Token) -> Token | None:
    """The event, post or group behind "out of" or "from"; none where the verb has an object ("withdrew troops from")."""
    lemma = verb.lemma_.lower()
    if any(t.dep_ in ("dobj", "nsubjpass") for t in verb.children) and lemma != "quit":
        return None
    places = [t for t in verb.children if t.dep_ == "dobj"] if lemma == "quit" else []
    outward = lemma in ("withdraw", "quit") or any(t.lower_ in ("out", "back") for t in verb.children)
    for prep in verb.children:
        if prep.dep_ not in ("prep", "prt", "advmod"):
            continue
        inner = [prep, *(c for c in prep.children if c.dep_ == "prep")]
        if outward and any(t.lower_ in ("out", "from", "of") for t in inner):
            places += [o for p in inner for o in p.children if o.dep_ == "pobj"]
    for place in places:
        known = happening(place, known_only=True)
        if known is not None and known.family in HAPPENING_FAMILIES:
            return known.token
        named = place.pos_ == "PROPN" and place.ent_type_ in ("", "EVENT", "ORG") and any(c.lower_ == "the" for c in place.children)
        if (
            lemma_of(place) in TAKEN_PART_IN
            or (named and _leaver_is_named(verb))
            or (place.pos_ == "NOUN" and not place.ent_type_ and _leaver_is_named(verb))
        ):
            return place
    return None


def _leaver_is_named(verb: Token) -> bool:
    """A person may pull out of anything that has a name; companies and armies pull out of places."""
    subject = _subject(verb)
    return subject is not None and subject.pos_ == "PROPN" and subject.ent_type_ not in ("ORG", "GPE", "NORP", "LOC")


def _resigns(verb: Token, lemma: str) -> bool:
    if lemma in ("step", "stand"):
        return any(t.lower_ in ("down", "aside") for t in verb.children) and not any(t.dep_ == "dobj" for t in verb.children)
    return lemma == "resign" or any(t.dep_ == "prep" and t.lower_ == "as" for t in verb.children)


def _post(verb: Token, subject: Token) -> Token | None:
    """The role that is given up: behind "as" or "from", else the subject's own title."""
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in ("as", "from"):
            for obj in prep.children:
                if obj.dep_ == "pobj" and (
                    lemma_of(obj) in ROLES or lemma_of(obj) in TAKEN_PART_IN or noun_family(obj) in HAPPENING_FAMILIES
                ):
                    return obj
    return _role_of(subject)


def _role_of(person: Token) -> Token | None:
    if lemma_of(person) in ROLES and person.ent_type_ != "PERSON":
        return person
    titles = [c for c in person.children if c.dep_ in ("compound", "appos", "nmod") and lemma_of(c) in ROLES]
    return titles[0] if titles else None


def _own_bid(verb: Token) -> Token | None:
    """ "ended her campaign", "dropped his bid": a candidate leaves."""
    for t in verb.children:
        if (
            t.dep_ == "dobj"
            and lemma_of(t) in RUNNING_FOR
            and any(c.dep_ == "poss" and c.lower_ in ("his", "her", "their") for c in t.children)
        ):
            return t
    return None


def _replaced(verb: Token, subject: Token | None) -> Iterator[_Change]:
    """One person in another's place: "was replaced by the finance chief", "will succeed Stroud"."""
    passive = any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children) or (verb.dep_ == "conj" and verb.tag_ == "VBN")
    if passive:
        agents = [
            o
            for t in (*verb.children, *(c for p in verb.children if p.lower_ == "as" for o in p.children for c in o.children))
            if t.dep_ in ("agent", "prep") and t.lower_ == "by"
            for o in t.children
            if o.dep_ == "pobj"
        ]
        new = _named_by(verb) or (agents[0] if agents else None)
        if new is not None and subject is not None and _person(new) and _person(subject):
            yield _Change(verb, leaves=(subject,), joins=(new,), of=_role_as(verb) or _role_of(subject) or _happening_near(verb))
        return
    old = next((t for t in verb.children if t.dep_ == "dobj"), None)
    if old is not None and subject is not None and old.ent_type_ == "PERSON" and _person(subject):
        yield _Change(verb, leaves=(old,), joins=(subject,), of=_role_as(verb) or _happening_near(verb))


def _named_by(verb: Token) -> Token | None:
    """The first person named behind "by": "replaced by Tariq Noble, coach Hanna Voss said" runs on."""
    by = next((t for t in verb.subtree if t.lower_ == "by" and t.i > verb.i), None)
    for ent in by.doc[by.i : min(by.i + 8, len(by.doc))].ents if by is not None else ():
        if ent.label_ == "PERSON":
            return ent.root
    return None


def _role_as(verb: Token) -> Token | None:
    return next((o for p in verb.children if p.dep_ == "prep" and p.lower_ == "as" for o in p.children if lemma_of(o) in ROLES), None)


def _appointed(verb: Token) -> Iterator[_Change]:
    """Who is given a post: "was appointed in her place", "named Feld as governor"."""
    passive = any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)
    new = next((t for t in verb.children if t.dep_ in (("nsubjpass",) if passive else ("dobj", "oprd")) and _person(t)), None)
    role = _role_as(verb) or next((t for t in verb.children if t.dep_ in ("oprd", "attr") and lemma_of(t) in ROLES), None)
    in_place = any(p.dep_ == "prep" and p.lower_ == "in" and any(o.lower_ == "place" for o in p.children) for p in verb.children)
    if new is not None and _person(new) and (role is not None or in_place):
        yield _Change(verb, joins=(new,), of=role)


def _place_taken(verb: Token) -> tuple[Token, ...] | None:
    """Whose place is taken; () for "her place"."""
    place = next((t for t in verb.children if t.dep_ == "dobj" and t.lower_ in SEATS), None)
    owner = next((t for t in place.children if t.dep_ == "poss"), None) if place is not None else None
    if owner is None:
        return None
    return () if owner.pos_ == "PRON" or lemma_of(owner) in ROLES else (owner,)


def _instead_of(verb: Token) -> Token | None:
    """The person behind "instead of" or "in place of"."""
    doc = verb.doc
    for i in range(verb.i + 1, min(verb.right_edge.i + 1, len(doc) - 1)):
        pair = f"{doc[i].lower_} {doc[i + 1].lower_}"
        behind = i + 2 if pair == "instead of" else i + 3 if pair == "in place" and doc[min(i + 2, len(doc) - 1)].lower_ == "of" else None
        if pair == "in for":
            behind = i + 2
        if behind is None or behind >= len(doc):
            continue
        node = doc[behind]
        while node.dep_ in ("compound", "det", "poss", "amod", "case", "nmod") and node.head.i > node.i:
            node = node.head
        return node if _person(node) and not (happening(node, known_only=True)) else None
    return None


def _happening_near(verb: Token) -> Token | None:
    """The event that a clause names: the nearest known one, a group that is sent only where there is no other."""
    reach = [t for t in verb.subtree if t.pos_ in ("NOUN", "PROPN")]
    if verb.dep_ == "conj":
        reach += [t for t in verb.head.subtree if t.pos_ in ("NOUN", "PROPN") and t not in reach]
    for token in reach:
        if (
            FAMILY_OF.get(lemma_of(token)) in HAPPENING_FAMILIES
            and lemma_of(token) not in ("delegation", "mission")
            and token.dep_ != "compound"
        ):
            return token
    return next((t for t in reach if lemma_of(t) in TAKEN_PART_IN | {"delegation", "mission"}), None)


def _names(tokens: list[Token]) -> tuple[str, ...]:
    """The people as they stand, named ones in full."""
    names: list[str] = []
    for token in tokens:
        if token.pos_ == "PRON":
            continue
        entity = next((e for e in token.doc.ents if e.start <= token.i < e.end and e.label_ in ("PERSON", "ORG", "GPE", "NORP")), None)
        start = next((i for i in range(token.left_edge.i, token.i + 1) if token.doc[i].dep_ not in ("det",)), token.i)
        text = entity.text if entity is not None else token.doc[start : token.i + 1].text
        text = " ".join(text.removeprefix("the ").removesuffix("'s").removesuffix("’s").split())
        if text and text not in names:
            names.append(text)
    return tuple(names)
