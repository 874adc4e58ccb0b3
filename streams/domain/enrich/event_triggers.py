"""Trigger verbs and set phrases, and where the event that they speak of stands in the sentence."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from spacy.tokens import Token

from schemas.enriched import NEWS, EventStatus
from streams.domain.enrich import event_lexicon as lexicon
from streams.domain.enrich import temporal
from streams.domain.enrich.event_clause import IF_WORDS, stance, when_of
from streams.domain.enrich.event_found import Found, arranged, given_up, new_date, told_anew
from streams.domain.enrich.event_phrase import SUBJECTS, Happening, happening, lemma_of, modified, noun_family, verb_happening
from streams.domain.enrich.names import is_somebody
from streams.domain.enrich.reading import has_word, sentence_bounds, sentence_text, text_between
from streams.domain.enrich.wordlist import words

PARTICLES = words("off up back over forward through down under out short live")
BACK_IN_PLACE = re.compile(r"\bback (?:on|in|into) (?:the|its|their|track|service|place|operation)\b", re.IGNORECASE)
"""What is put back there comes again; what is put back by a week comes later."""
PUT_FOR_NIGHT = re.compile(
    r"\b(?:for|until) (?:the (?:night|day|moment|time being)|tonight|today|further notice|dawn|daylight|first light)\b", re.IGNORECASE
)
"""What turns "called off" and "closed" into a pause."""
FACILITY_VERBS = words("inaugurate close reopen open shut ground suspend halt")
"""What happens to places and machines; "restored the station" and the like is no news of a happening."""
LIFTABLE = (
    "ban",
    "embargo",
    "suspension",
    "restriction",
    "moratorium",
    "sanction",
    "order",
    "warning",
    "alert",
    "curfew",
    "lockdown",
    "blockade",
    "siege",
    "emergency",
)
BINDING = ("curfew", "lockdown", "blackout", "siege", "blockade")
"""What ends when it is lifted; a ban that is lifted brings back what was banned."""
TERMS = ("deadline", "cutoff", "ultimatum")
"""What is not put off but prolonged."""
LIFTING = (("lift", "off"), ("blast", "off"))
"""What rockets do: a launch that has begun."""
STRIKING = (("walk", "out"), ("walk", "off"), ("go", ""))
"""What many do who stop work."""
TRIGGERING = frozenset(lemma for lemma, _ in (*lexicon.TRIGGERS, *LIFTING, *STRIKING))


def _of_people(status: EventStatus, noun: Token) -> bool:
    """Whether it is somebody of whom that is said in another sense: "was suspended from school", "Brenna moved to the top"."""
    return (status in ("cancelled", "postponed", "suspended") and is_somebody(noun.text)) or (status == "moved" and noun.pos_ == "PROPN")


def triggered(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """What a trigger verb says of its event: "cancelled a visit", "the talks collapsed", "a trip called off"."""
    if verb.pos_ not in ("VERB", "AUX") and not verb.tag_.startswith("VB"):
        return
    lemma = verb.lemma_.lower()
    if lemma not in TRIGGERING:
        return
    particle = _particle(verb)
    if (lemma, particle) in LIFTING and verb.tag_ in ("VBD", "VBN"):
        judged = stance(verb, base=base, headline=headline)
        yield Found(Happening(verb, "launch", "launch"), verb, "started", _words(verb, particle), judged)
        return
    if (struck := _struck(verb, lemma, particle)) is not None:
        yield Found(struck, verb, "started", _words(verb, particle), stance(verb, base=base, headline=headline))
        return
    for option in _options(verb, lemma, particle):
        if option.needs == "claim" and not any(lemma_of(noun) in lexicon.WITHDRAWABLE for noun in arguments(verb, option.takes)):
            continue
        if not _is_met(option.needs, verb, base):
            continue
        any_noun = option.any_noun and option.status != "scheduled" and not _set_phrase(verb, lemma)
        known_only = not option.any_noun
        found = [
            said
            for noun in arguments(verb, option.takes)
            if (event := happening(noun, any_noun=any_noun and not _of_people(option.status, noun), known_only=known_only))
            and (said := _said(verb, noun, event, option, base, headline))
        ]
        yield from found
        if found:
            return


def _is_met(needs: str, verb: Token, base: datetime) -> bool:
    """Whether what a trigger needs beside its event is there."""
    match needs:
        case "date":
            return bool(new_date(verb, base))
        case "term":
            return bool(new_date(verb, base)) or BY_A_TERM.search(text_between(verb.doc, verb.i, sentence_bounds(verb)[1])) is not None
        case "place":
            place = new_place(verb)
            return bool(place) and place.split()[-1].lower() not in NOWHERE
    return True


NOWHERE = words("tears action laughter anger speak")
"""What one is moved to in another sense."""


BY_A_TERM = re.compile(
    r"\b(?:by|for) (?:an?|another|a further|(?:(?:another|a further) )?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)) "
    r"(?:hour|day|week|fortnight|month|year)s?\b",
    re.IGNORECASE,
)
"""By how much something is made longer."""


def _set_phrase(verb: Token, lemma: str) -> bool:
    """Whether the object makes another phrase of a verb: "pulled the plug"."""
    return lemma in UNPLUGGING and any(t.dep_ == "dobj" and t.lower_ == UNPLUGGING[lemma] for t in verb.children)


def _struck(verb: Token, lemma: str, particle: str) -> Happening | None:
    """ "walked out", "went on strike": many who stop work have begun a strike."""
    if (lemma, particle) not in STRIKING or verb.tag_ not in ("VBD", "VBN"):
        return None
    if not any(t.dep_ == "nsubj" and t.tag_ == "NNS" for t in verb.children):
        return None
    if lemma == "walk" and any(t.dep_ == "prep" and t.lower_ in ("of", "from") for t in verb.subtree):
        return None  # out of a meeting
    if particle == "off":
        job = any(o.lower_ in ("job", "jobs") for t in verb.children if t.lower_ == "off" for o in t.children)
        return Happening(verb, "strike", "stoppage") if job else None
    event = verb_happening(verb)
    return event if event is not None and event.family == "stoppage" else None


UNPLUGGING = {"pull": "plug", "call": "time"}
"""Verb to object, with the event behind "on"."""


def unplugged(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """Set phrases with the event behind a preposition: "pulled the plug on the gala", "called time on the festival"."""
    phrase = UNPLUGGING.get(verb.lemma_)
    if phrase is None or not any(t.dep_ == "dobj" and t.lower_ == phrase for t in verb.children):
        return
    for prep in verb.subtree:
        if prep.dep_ == "prep" and prep.lower_ == "on" and prep.head.i in (verb.i, verb.i + 1, verb.i + 2):
            for obj in prep.children:
                if obj.dep_ == "pobj" and (event := happening(obj)):
                    yield Found(event, verb, "cancelled", f"{verb.text} {phrase} on", stance(verb, base=base, headline=headline))


HELD_OR_MADE = words("""
    take go hold run play stage travel visit fly meet operate air broadcast publish show screen open reopen begin start launch sail
    depart leave appear release introduce build vote perform present land proceed continue happen
""")
"""What may be said not to come about."""
ITSELF = words("travel visit fly meet vote perform")
"""Those that are the event themselves."""


def unheld(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """A plan that is given up, or only its day, by saying no: "will not take place", "won't go ahead", "will not vote until Monday"."""
    aux = {t.lower_ for t in verb.children if t.dep_ == "aux"}
    if not any(t.dep_ == "neg" for t in verb.children) or not aux & {"will", "wo", "would"}:
        return
    until = _until(verb)
    if any(t.lower_ in HEDGES - (UNTIL if until is not None else frozenset()) for t in verb.subtree):
        return
    event = _not_held(verb, verb.lemma_.lower())
    judged = stance(verb, base=base, headline=headline)
    if event is None or judged.assertion != "negated" or any(t.dep_ == "mark" and t.lower_ in IF_WORDS for t in verb.children):
        return
    judged = replace(judged, assertion="announced", factuality="announced" if judged.factuality == "asserted" else judged.factuality)
    if until is not None:
        text = until.doc[until.left_edge.i + 1 : until.right_edge.i + 1].text
        when = temporal.resolve(text, base=base) if temporal.concrete(text) else None
        if when is None or when >= base.replace(hour=0, minute=0):
            status: EventStatus = "postponed" if when is None else "rescheduled"
            yield Found(
                event, verb, status, f"will not {verb.text} until", replace(judged, time_text=text if when else "", toward="future")
            )
        return
    if (given := given_up(verb)) is not None:
        yield Found(event, verb, given, f"will not {verb.text}", judged)


UNTIL = frozenset(("until", "till", "before"))


def _until(verb: Token) -> Token | None:
    """ "Until Monday", "until further notice": until when what is put off waits; behind it no other clause stands."""
    return next(
        (t for t in verb.children if t.dep_ == "prep" and t.lower_ in UNTIL and any(o.dep_ == "pobj" for o in t.children) and t.i > verb.i),
        None,
    )


def _not_held(verb: Token, lemma: str) -> Happening | None:
    """The event of a clause that says that something will not come about."""
    if lemma == "go" and any(o.ent_type_ == "GPE" for p in verb.children if p.dep_ == "prep" and p.lower_ == "to" for o in p.children):
        return Happening(verb, "trip", "travel")
    if lemma in ITSELF and (own := verb_happening(verb)) is not None:
        return None if sent_to(verb) and own.family == "travel" else own
    if lemma == "take" and not any(t.lower_ in ("place", "effect", "off") for t in verb.children):
        return None
    if lemma == "go" and not any(t.lower_ in ("ahead", "on", "forward", "live", "through") for t in verb.children):
        return None
    passive = any(t.dep_ == "auxpass" for t in verb.children)
    if any(t.dep_ == "dobj" and t.lower_ not in ("place", "effect") for t in verb.children) and not passive:
        return None
    subject = next(iter(subjects_of(verb)), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN") or subject.ent_type_ == "PERSON":
        return None
    thing = lemma not in MOVING and not is_somebody(subject.text) and subject.lower_ not in GROUPS_OF_PEOPLE
    return happening(
        subject, any_noun=thing and any(t.dep_ in ("det", "poss", "compound", "amod") for t in subject.children), known_only=not thing
    )


MOVING = words("leave depart appear land sail fly travel present build vote perform")
"""Verbs for what somebody does, so that only an event may be their subject."""
GROUPS_OF_PEOPLE = words("troops forces crew staff family team side club band government party people children group")


def sent_to(verb: Token) -> bool:
    """Whether somebody goes to an event of others: "will not travel to the summit" gives up no summit."""
    return any(noun_family(o) for p in verb.children if p.dep_ == "prep" and p.lower_ in ("to", "for") for o in p.children)


def subjects_of(verb: Token) -> list[Token]:
    """A verb's subjects, or those of the verb that it is joined to."""
    node = verb
    while not (found := [t for t in node.children if t.dep_ in SUBJECTS]) and node.dep_ in ("conj", "xcomp"):
        node = node.head
    return found


HEDGES = frozenset(("if", "unless", "until", "till", "before", "only", "alone", "without", "again"))
"""What makes "will not travel" less than a cancellation."""


def nominal(noun: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """A turn told by a noun: "announced the cancellation of the visit", "forced the postponement of the match"."""
    status = lexicon.NOMINAL.get(noun.lemma_.lower())
    verb = noun.head
    if status is None or noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in lexicon.TURNING:
        return
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            for inner in prep.children:
                if inner.dep_ == "pobj" and (event := happening(inner)):
                    yield Found(event, verb, status, f"{verb.text} {noun.text}", stance(verb, base=base, headline=headline))


def _particle(verb: Token) -> str:
    if verb.lemma_ == "cut" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "short":
        return "short"
    places = ("prt", "advmod", "prep", "acomp", "oprd", "dobj")
    near = [t for t in verb.children if t.dep_ in places and t.lower_ in PARTICLES and abs(t.i - verb.i) < 6]
    ruling = [t for t in near if t.dep_ == "prep" and any(c.dep_ == "pobj" for c in t.children)]
    known = [t for t in near if t not in ruling or (verb.lemma_.lower(), t.lower_) in lexicon.TRIGGERS]  # "began off the coast"
    return known[0].lower_ if known else ""


def _options(verb: Token, lemma: str, particle: str) -> tuple[lexicon.Trigger, ...]:
    """The trigger's meanings. A particle beside the verb makes another word of it ("cancel out"), one further off need not."""
    if lemma == "put" and particle == "back" and BACK_IN_PLACE.search(sentence_text(verb)):
        return ()
    if (lemma, particle) in lexicon.TRIGGERS:
        return lexicon.TRIGGERS[lemma, particle]
    beside = verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == particle
    if lemma in ("push", "put") and particle == "back":
        return lexicon.TRIGGERS[lemma, particle]
    if not particle or (particle in ("back", "over", "forward") and not beside):
        return lexicon.TRIGGERS.get((lemma, ""), ())
    return ()


def _said(verb: Token, noun: Token, event: Happening, option: lexicon.Trigger, base: datetime, headline: bool) -> Found | None:
    """One reading of a trigger with its event; None where the words only look like it."""
    lemma = verb.lemma_.lower()
    if _looks_like_it(lemma, event, option) or (lemma == "give" and event.token.i != noun.i):
        return None
    judged = stance(verb, base=base, headline=headline)
    status = _shade(option.status, verb, event, base)
    if status == "started" and verb.tag_ in ("VBZ", "VBP") and not headline and not any(t.lower_ == "now" for t in verb.children):
        judged = replace(judged, ahead=True)  # a timetable: what has begun is told in the past
    if status == "concluded" and verb.tag_ in ("VBZ", "VBP") and (when := when_of(verb, base=base, ahead=True)[1]) and when > base:
        return None  # "expires on Friday"
    if judged.ahead and status in ("started", "concluded") and judged.assertion in NEWS:
        if status == "concluded":
            return None
        anew = told_anew(verb) and temporal.concrete(judged.time_text)
        status = "rescheduled" if anew else "scheduled"
        judged = arranged(judged) if anew else judged
    if judged.planned and status != "scheduled" and verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ == "expect":
        judged = replace(judged, assertion="conditional")  # "is expected to be cancelled"
    if status == "scheduled":
        passive = verb.tag_ == "VBN" or any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)
        if lemma in ("expect", "announce", "set", "arrange") and not passive:
            return None
        judged = arranged(judged)
    elif _generic(verb, noun):
        judged = replace(judged, assertion="background")
    return Found(event, verb, status, _words(verb, _particle(verb)), judged)


def _looks_like_it(lemma: str, event: Happening, option: lexicon.Trigger) -> bool:
    """Places and machines close and reopen but are not "restored" as happenings are; of what is lifted only bans are meant."""
    if event.token.lower_ in ("date", "time", "deadline") and option.status == "scheduled":
        return True
    if event.family in ("facility", "fleet") and lemma not in FACILITY_VERBS:
        return True
    if event.family == "disaster" and option.status in ("started", "scheduled"):
        return True
    if event.family == "force" and lemma == "break":
        return True  # a side breaks off its attack; nothing planned is called off
    if event.family in OUT_OF_REACH.get(lemma, ()):
        return True
    if event.family == "contest" and lemma == "drop" and any(t.dep_ == "nummod" for t in event.token.children):
        return True  # "dropped three games"
    if event.family == "contest" and lemma in ("start", "begin", "end", "finish", "complete") and event.token.dep_ == "dobj":
        return True  # a side ends the match with nine men; that the match is over is said of the match
    if lemma == "extend" and event.family == "deal":
        return True
    if lemma == "close" and option.status == "concluded" and any(t.dep_ == "dobj" for t in event.token.head.children):
        return True  # a strike that closes a bank goes on
    if lemma == "lift":
        return not event.lemma.startswith(LIFTABLE)
    return lemma == "close" and event.family != "facility" and option.status == "suspended"


OUT_OF_REACH: dict[str, tuple[str, ...]] = {
    "give": ("contest",),
    "pull": ("flight", "facility", "fleet", "stoppage", "force"),
    "hold": ("stoppage", "force"),
    "renew": ("meeting", "force", "contest", "search", "stoppage"),
}
"""Families of which a verb says something else: "gave up the fight", "pulled the train", "held back the march", "renewed its call"."""


def _shade(status: EventStatus, verb: Token, event: Happening, base: datetime) -> EventStatus:
    """What a trigger means with what stands beside it: "broken off until daylight", "postponed until Friday", "held online"."""
    if status == "reinstated" and verb.lemma_.lower() in ("lift", "end") and (event.family == "notice" or event.lemma in BINDING):
        return "concluded"
    if status == "cancelled" and event.family == "search" and verb.lemma_ in ("give", "break"):
        return "concluded" if verb.lemma_ == "give" else "suspended"
    if status == "cancelled":
        rest = " ".join(text_between(t.doc, t.left_edge.i, t.right_edge.i + 1) for t in verb.children if t.i > verb.i)
        if PUT_FOR_NIGHT.search(rest):
            return "suspended"
    if status == "postponed" and new_date(verb, base):
        status = "rescheduled"
    return "extended" if event.lemma in TERMS and status in ("postponed", "rescheduled") else status


def new_place(verb: Token) -> str:
    """Where a verb moves something to, else from."""
    found = {
        prep.lower_: _named_place(obj)
        for prep in verb.children
        if prep.dep_ in ("prep", "dative") and prep.lower_ in ("to", "into", "outside", "from")
        for obj in prep.children
        if obj.dep_ == "pobj" and obj.ent_type_ not in ("DATE", "TIME", "CARDINAL", "ORDINAL")
    }
    return next((found[word] for word in ("to", "into", "outside", "from") if word in found), "")


def _named_place(noun: Token) -> str:
    behind = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "in") and c.i > noun.i and c.right_edge.i - noun.i < 7]
    end = max([noun.i, *(c.right_edge.i for c in behind if not any(t.dep_ in ("relcl", "acl", "punct") for t in c.subtree))])
    return " ".join(noun.doc[noun.left_edge.i : end + 1].text.split())


def _words(verb: Token, particle: str) -> str:
    other = next((t for t in verb.children if t.lower_ == particle), None) if particle else None
    if other is None or abs(other.i - verb.i) > 1:
        return verb.text + (f" {particle}" if particle else "")
    return f"{verb.text} {other.text}"


def _generic(verb: Token, noun: Token) -> bool:
    """ "Farmers are delaying harvest": a habit of many, not one event."""
    subject = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    bare = noun.tag_ == "NN" and not list(noun.children)
    return subject is not None and subject.tag_ == "NNS" and bare and verb.tag_ in ("VBG", "VBP") and not subject.ent_type_


def arguments(verb: Token, takes: lexicon.Takes) -> list[Token]:
    """Where a trigger's event may stand: object, subject of the passive, the noun that a relative clause or participle hangs on."""
    passive = verb.tag_ == "VBN" and (
        any(t.dep_ == "auxpass" for t in _chain_children(verb)) or any(t.dep_ == "nsubjpass" for t in verb.children)
    )
    nouns: list[Token] = []
    objects = [t for t in verb.children if t.dep_ in ("dobj", "obj") and t.lower_ not in PARTICLES]
    subjects = [t for t in verb.children if t.dep_ in SUBJECTS]
    if not subjects and verb.dep_ in ("conj", "xcomp"):
        subjects = [t for t in verb.head.children if t.dep_ in SUBJECTS]
        if not subjects and verb.head.dep_ in ("acomp", "conj"):
            subjects = [t for t in verb.head.head.children if t.dep_ in SUBJECTS]
    relative = verb.dep_ in ("relcl", "acl") and modified(verb).pos_ in ("NOUN", "PROPN")
    if takes in ("object", "either"):
        nouns += [o for o in objects if not _relative(o)]
        if passive:
            nouns += [s for s in subjects if not _relative(s)]
        if relative and not [o for o in objects if not _relative(o)]:
            has_object_gap = passive or verb.tag_ == "VBN" or any(_relative(o) for o in objects) or bool(subjects)
            if has_object_gap:
                nouns.append(modified(verb))
        if verb.dep_ == "compound" or (verb.dep_ in ("amod", "nmod") and verb.tag_ in ("VBZ", "VBD", "VBP")):
            nouns.append(_climb(verb))
        if verb.dep_ == "ccomp" and verb.tag_ == "VBN" and not objects:
            nouns += [s for s in subjects if s not in nouns]
    if takes == "subject" or (takes == "either" and not nouns):
        nouns += [s for s in subjects if not _relative(s)]
        if relative and not nouns and verb.tag_ != "VB":
            nouns.append(modified(verb))
    if verb.tag_ in ("VBN", "VBD") and takes == "object" and not nouns and not objects:
        # a headline leaves "is" out ("Trip cancelled"), and the parser then takes the participle for an active verb
        nouns += [s for s in subjects if verb.dep_ == "ROOT" and sentence_bounds(verb.doc[0])[1] == len(verb.doc)]
    extra = [c for n in nouns for c in n.children if c.dep_ == "conj" and noun_family(c) not in ("", "other")]
    return nouns + extra


def _relative(token: Token) -> bool:
    return token.tag_ in ("WDT", "WP") or token.lower_ in ("that", "which", "who", "whom")


def _chain_children(verb: Token) -> Iterator[Token]:
    yield from verb.children
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        yield from verb.head.children


def _climb(token: Token) -> Token:
    while token.dep_ in ("compound", "poss", "amod", "nmod") and token.head != token:
        token = token.head
    return token


PHRASES: tuple[tuple[frozenset[str], re.Pattern[str], EventStatus], ...] = (
    (frozenset({"be"}), re.compile(r"(?:now |finally |officially |all )?over\b(?! (?:the|a|\d))"), "concluded"),
    (frozenset({"be"}), re.compile(r"(?:now )?(?:back on|on again)\b"), "reinstated"),
    (
        frozenset({"be"}),
        re.compile(r"(?:now |all )?off(?=$|\s*[.,;:!?–—]|\s+(?:after|because|as|amid|due|since|and|but|until|for|said|says)\b)"),
        "cancelled",
    ),
    (frozenset({"be", "get"}), re.compile(r"(?:now |already )?under ?way\b"), "started"),
    (frozenset({"go"}), re.compile(r"ahead\b.*\bafter all"), "reinstated"),
    (frozenset({"go"}), re.compile(r"ahead\b"), "scheduled"),
    (frozenset({"be"}), re.compile(r"(?:now )?in (?:effect|force)\b(?! until)"), "started"),
    (frozenset({"take", "come", "enter"}), re.compile(r"(?:in)?(?:to )?(?:effect|force)\b"), "started"),
    (frozenset({"put"}), re.compile(r".*\bon (?:hold|ice)"), "postponed"),
)
"""Verbs, what stands behind them, and what it says; the first that fits."""
PHRASE_WORDS = words("over back again off under underway ahead effect force hold ice")
"""One of them stands in what any of the patterns matches."""
PHRASE_VERBS = frozenset().union(*(verbs for verbs, _, _ in PHRASES))


def _known(noun: Token) -> bool:
    return happening(noun, known_only=True) is not None


def predicated(verb: Token, base: datetime, headline: bool) -> Iterator[Found]:
    """Copulas and set phrases: "is over", "is off", "is back on", "goes ahead after all", "took effect", "is under way"."""
    if verb.pos_ not in ("VERB", "AUX"):
        return
    lemma = verb.lemma_.lower()
    if lemma not in PHRASE_VERBS:
        return
    doc, end = verb.doc, min(verb.i + 6, len(verb.doc))
    telling = has_word(doc, verb.i + 1, end, PHRASE_WORDS)
    after = text_between(doc, verb.i + 1, min(end, sentence_bounds(verb)[1])).lower() if telling else ""
    status = next((status for verbs, pattern, status in PHRASES if lemma in verbs and pattern.match(after)), None) if telling else None
    if status is None and lemma == "be" and verb.tag_ in ("VBZ", "VBP") and any(_known(t) for t in verb.children if t.dep_ == "nsubj"):
        text, when = when_of(verb, base=base, ahead=True)
        status = "scheduled" if when is not None and when >= base and temporal.concrete(text) else None
    if status is None:
        return
    for noun in arguments(verb, "object" if lemma == "put" else "subject"):
        binding = lemma in ("take", "come", "enter") or after.startswith(("in effect", "in force", "now in"))
        event = happening(noun, any_noun=binding, known_only=not binding)
        if event is None:
            continue
        judged = stance(verb, base=base, headline=headline)
        timetable = status == "started" and verb.tag_ in ("VBZ", "VBP") and lemma != "be" and not headline
        if (judged.ahead and status in ("started", "concluded")) or timetable:
            if status == "concluded":
                continue
            status = "scheduled"
        trigger = f"{verb.text} {' '.join(after.split()[:2])}"
        yield Found(event, verb, status, trigger, arranged(judged) if status == "scheduled" else judged)
