"""Whether a mention speaks of an event that the story knows: by head, participants, place, format and time.

Newsrooms call one happening "the trip", "the visit" and "the Washington talks"; and they call two happenings "the talks". What is said of
both is compared, a contradiction parts them, and where nothing is in common a mention is not stretched to fit.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from schemas.common import Instant
from schemas.enriched import EventMention
from schemas.filed import StoryEvent, Transition
from streams.domain.calendar import MONTHS, WEEKDAYS
from streams.domain.enrich import event_lexicon as lexicon
from streams.domain.enrich.wordlist import words

EMPTY_WORDS = words("""
    a an the his her its their our this that these those of to by with on for between in at from over about and or new latest
    planned scheduled upcoming proposed second original first two three day week s next last big annual
    morning afternoon evening night today tomorrow tonight yesterday month year hour
    inc corp co ltd plc llc company group
""") | frozenset(WEEKDAYS + MONTHS)
WORD = re.compile(r"[^\W_]+")
REMEMBERED = 2048
"""Texts whose words are kept: a story's openings are compared with each of its articles, and those of some fifty stories come in turns."""


@lru_cache(maxsize=REMEMBERED)
def words_of(text: str) -> frozenset[str]:
    """The words of a phrase that tell one event from another, cut to stems so that "Israel" and "Israeli" meet.

    >>> sorted(words_of("the Velnian delegation's trip to Oslo"))
    ['deleg', 'oslo', 'trip', 'velni']
    """
    return frozenset(word[:5] for word in WORD.findall(text.lower().replace("’", "'").replace("'s", "")) if word not in EMPTY_WORDS)


def family(head: str) -> str:
    return lexicon.FAMILY_OF.get(head, "travel" if head in lexicon.GROUPS else "other")


HEADS = frozenset(word[:5] for nouns in lexicon.FAMILIES.values() for word in nouns)
"""The nouns that one event is called by in turns, as stems; rarer nouns only where they are its head."""


def _context(event: StoryEvent, transitions: Iterable[Transition]) -> frozenset[str]:
    """What is known of an event by its label and some of its states."""
    states = [t.state for t in transitions]
    return words_of(event.label).union(*(words_of(text) for s in states for text in (s.place, *s.participants)))


def _spelled(label: str) -> frozenset[str]:
    """The words of a label, whole."""
    return frozenset(WORD.findall(label.lower()))


def _again(label: str) -> frozenset[str]:
    words = _spelled(label)
    return (words & lexicon.AGAIN) | (frozenset({"follow-up"}) if "follow" in words and "up" in words else frozenset())


def score(event: StoryEvent, mention: EventMention) -> float:
    """How well a mention fits an event; 0 where it must be another one."""
    ours, theirs = family(event.head), family(mention.head)
    if event.head != mention.head and (not lexicon.related(ours, theirs) or "other" in (ours, theirs)):
        return 0.0
    states = [t.state for t in event.transitions]
    newest = states[-1]
    changing = mention.status in ("moved", "replaced") or _same_plan(event, mention)
    formats = {s.format for s in states if s.format}
    if mention.format and formats and mention.format not in formats and not changing:
        return 0.0
    if ((again := _again(mention.label)) and again - _again(event.label)) or any(other(event, mention) for other in OTHERS):
        return 0.0
    places = {word for s in states for word in words_of(s.place)}
    here = words_of(mention.place)
    if places and here and not places & here and not changing and ours not in ("ballot",):
        return 0.0
    if mention.status == "scheduled" and newest.state in ("concluded", "cancelled", "replaced") and _apart(newest.time, mention.time):
        return 0.0
    heads = words_of(event.head) | words_of(mention.head)
    known = _context(event, event.transitions) - heads - HEADS
    common = len(known.intersection(here.union(words_of(mention.label), *map(words_of, mention.participants))))
    same_format = bool(mention.format and mention.format in formats)
    own = words_of(mention.label) - heads - HEADS
    bare = not own
    if not bare and not common and not same_format and known:
        return 0.0
    if mention.status == "decided" and own and not own & known and brings_in(mention):
        return 0.0
    if event.head != mention.head and not (common or same_format or bare):
        return 0.0
    if ours != theirs and not (common or same_format):
        return 0.0
    value = 2.0 if event.head == mention.head else 1.0 if ours == theirs else 0.5
    value += min(common, 4) * 0.75 + (1.0 if same_format else 0.0) + (1.0 if places & here else 0.0)
    if newest.state in ("concluded", "cancelled", "replaced") and mention.status not in ("cancelled", "reinstated", "replaced"):
        value -= 0.5
    return value


def names_within(label: str) -> frozenset[str]:
    """The words of a label that are names: "the alert for Mount Sarn" is not that for Mount Teld. The first word may only begin one.

    >>> sorted(names_within("Ecuador's minister for Trade")), sorted(names_within("Wednesday's vote in Oslo"))
    (['ecuad', 'trade'], ['oslo'])
    """
    return words_of(" ".join(w for n, w in enumerate(label.split()) if w[:1].isupper() and (n or w.endswith(("'s", "’s")))))


def _other_name(event: StoryEvent, mention: EventMention) -> bool:
    """Whether both phrases name somebody or something, and nothing that the story knows of the event."""
    heads = words_of(event.head) | words_of(mention.head)
    theirs = names_within(mention.label) - heads
    return bool(theirs and names_within(event.label) - heads) and not theirs & _context(event, event.transitions)


def _other_post(event: StoryEvent, mention: EventMention) -> bool:
    """Whether a post is spoken of beside names none of which is known of it."""
    newest = event.transitions[-1]
    return mention.head in lexicon.ROLES and is_another_post(mention, words_of(newest.evidence.text) | _context(event, [newest]))


def _other_rank(event: StoryEvent, mention: EventMention) -> bool:
    """Whether one post is the other's deputy."""
    return mention.head in lexicon.ROLES and _spelled(event.label) & DEPUTIES != _spelled(mention.label) & DEPUTIES


DEPUTIES = words("vice deputy assistant associate")


def is_another_post(mention: EventMention, known: frozenset[str]) -> bool:
    """Whether a mention is of a post, beside names that are not among the words known of one: every company has a president.

    Who comes, and the official who says so, may well be new.
    """
    if mention.head not in lexicon.ROLES:
        return False
    new = [*mention.joins, *((mention.attribution,) if lexicon.ROLES & set(mention.attribution.lower().split()) else ())]
    said = names_within(mention.sentence.text) | words_of(" ".join((*mention.participants, *mention.leaves)))
    others = said - words_of(" ".join((mention.head, *new)))
    return bool(others) and not others & known


_INDEFINITE = re.compile(r"an?\b(?!.*\b(?:planned|proposed|scheduled)\b)", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that|these|those|his|her|its|their|our|my|your|both)\b|.*\w['’]s?\s", re.IGNORECASE)


def brings_in(mention: EventMention) -> bool:
    """Whether a label is of something new to the reader: "an agreement", and of what is decided also "plans"."""
    is_verb = mention.label == mention.head and mention.trigger.lower().startswith(mention.head[:4])  # "voted for": the vote
    if is_verb or (mention.sentence.field != "body" and mention.status != "decided"):
        return False
    lower = mention.label[:1].islower() or mention.sentence.field != "body"
    bare = mention.status == "decided" and lower and not _DEFINITE.match(mention.label)
    return bare or bool(_INDEFINITE.match(mention.label))


def _others(event: StoryEvent, mention: EventMention) -> bool:
    """Whether others take part: "a visit by the king", "teachers have ended their strike", where neither was in the event."""
    label = mention.label.lower()
    theirs = label.startswith("their ") and event.head == mention.head == "strike"
    if not (label.startswith(("a ", "an ")) or theirs):
        return False
    ours = {w for t in event.transitions for p in t.state.participants for w in words_of(p)}
    said = {w for p in mention.participants for w in words_of(p)} - words_of(mention.place)
    said |= words_of(label.split(" by ", 1)[1]) if " by " in label else frozenset()
    return bool(ours and said) and not ours & said and not said & GENERIC


def _other_in_a_row(event: StoryEvent, mention: EventMention) -> bool:
    """Whether it is the second semi-final, and the first is spoken of."""
    return in_another_row(mention, event.label)


def in_another_row(mention: EventMention, text: str) -> bool:
    """Whether a text has another place in a row than a mention's label: "the second semi-final" beside "the first"."""
    theirs = _spelled(mention.label) & ORDINALS
    there = _spelled(text) & ORDINALS if theirs else theirs
    return bool(there) and not there & theirs


ORDINALS = words("first second third fourth fifth sixth seventh eighth ninth tenth 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th")
OTHERS = (_others, _other_name, _other_post, _other_rank, _other_in_a_row)
"""By what a mention of the same head is another event all the same."""
GENERIC = words_of("unions union workers staff members employees leaders strikers organisers organizers officials both they people")
"""Groups that may be anybody's."""


def _same_plan(event: StoryEvent, mention: EventMention) -> bool:
    """Whether a plan has head and day of one that stands: then a place that differs is a change of place."""
    newest = event.transitions[-1].state
    when, then = mention.time, newest.time
    same_day = when is not None and then is not None and not _apart(when, then)
    return mention.status == "scheduled" and event.head == mention.head and same_day and newest.state in ("scheduled", "rescheduled")


def _apart(one: Instant | None, other: Instant | None) -> bool:
    return one is not None and other is not None and abs((one - other).total_seconds()) > 36 * 3600


def find(events: Iterable[StoryEvent], mention: EventMention, *, but: frozenset[str] = frozenset()) -> StoryEvent | None:
    """The event that a mention speaks of; the one touched last among equals; None where the story has none."""
    best: StoryEvent | None = None
    most = 0.0
    for event in events:
        if event.id in but:
            continue
        fit = score(event, mention)
        if fit > 0 and fit >= most:
            best, most = event, fit
    return best
