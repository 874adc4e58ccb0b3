"""The earlier sentence that a turn is put beside, where the story had not stated the event before: one that spoke of the same.

A reader is told of a change only if there was something to change; so what an article itself brings in ("signed an agreement"), and
what an earlier one has told already, has no such sentence.
"""

import re
from dataclasses import dataclass

from schemas.enriched import EventMention
from schemas.filed import Evidence
from streams.domain.enrich.event_lexicon import FAMILIES, GROUPS
from streams.domain.update.context import as_before
from streams.domain.update.match import HEADS, WORD, brings_in, family, is_another_post, names_within, words_of
from streams.domain.update.state import Lead
from streams.domain.update.transitions import ASIDE

JOURNEY = words_of("trip")
"""What a label adds to the name of a group that is sent."""
UNLIKE = re.compile(r"\b(?:another|unrelated|similar|separate|different|other|rival)\b", re.IGNORECASE)
"""Words before its head by which a label says that it is something else."""
SAME_THING = (
    words_of("campaign bid candidacy run running race candidate"),
    words_of("construction work works building production"),
    words_of("search rescue rescuers hunt digging"),
    words_of("deadline until must submit submitted"),
    words_of("level alert warning"),
    words_of("wedding marry marries"),
    words_of("trial case charged accused dock proceedings hearing"),
    words_of("strike walkout stoppage"),
    words_of("flight flights ferry ferries sailings boats service"),
    words_of("launch liftoff rocket orbit"),
    words_of("bill law act measure legislation"),
    words_of("deal agreement accord settlement talks negotiation negotiating dispute"),
)
"""What an earlier sentence may call the thing that a turn is about, beside its head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What a mention is of, in words that an earlier sentence may have in common with it."""

    heads: frozenset[str]
    """What the event may be called."""
    own: frozenset[str]
    """What its phrase says beside the head."""
    names: frozenset[str]
    """Names within the phrase."""
    people: frozenset[str]
    """Who takes part."""
    around: frozenset[str]
    """All of it that tells this event from others of the kind."""
    is_new: bool
    """Whether the phrase brings the event in ("signed an agreement"), as nobody does who speaks of one that was reported."""


def _unlike(mention: EventMention) -> bool:
    return bool(UNLIKE.search(mention.label[: max(0, mention.label.lower().find(mention.head))]))


def spoken_of(mention: EventMention, leads: tuple[Lead, ...]) -> Evidence | None:
    """The earlier opening sentence that names the same head and has most in common with a mention.

    Where the mention's label says more than the head, some of that must stand there too.
    """
    if _unlike(mention):
        return None
    subject = _subject(mention)
    best, most = None, -1
    for lead in leads:
        there = words_of(lead.evidence.text)
        common = len(subject.around & there)
        if common > most and (common or not subject.around) and _is_of(mention, subject, lead.evidence, leads):
            best, most = as_before(lead.evidence), common
    return best


def same_matter(mention: EventMention, leads: tuple[Lead, ...]) -> Evidence | None:
    """The earlier opening sentence that a turn's sentence shares most words with, if they are a good part of them.

    So "has suspended its food deliveries to the camps" meets "is feeding people in the camps". The names in the label must have been in
    that opening.
    """
    if _unlike(mention) or brings_in(mention):
        return None
    own = _without_numbers(words_of(mention.sentence.text)) - words_of(mention.trigger)
    names = names_within(mention.label) - words_of(mention.head)
    by_shared = sorted(((len(own & words_of(lead.evidence.text)), k) for k, lead in enumerate(leads)), reverse=True)
    for shared, k in by_shared:
        if shared < max(LEAST_SHARED, SHARED * len(own)):
            return None
        earlier = leads[k].evidence
        said = _said_beside(earlier, leads)
        other = words_of(earlier.text) & HEADS - ALIKE_HEADS.get(family(mention.head), HEADS)
        if names <= said and not other and not says_so(earlier, mention) and not is_another_post(mention, said):
            return as_before(earlier)
    return None


ALIKE_HEADS = {name: frozenset(noun[:5] for noun in nouns) for name, nouns in FAMILIES.items()}
"""Nouns by family, as stems: a sentence that names an event of another family is about that one."""


def _without_numbers(said: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in said if not word.isdigit())


def _said_beside(earlier: Evidence, leads: tuple[Lead, ...]) -> frozenset[str]:
    """The words of the opening that an earlier sentence belongs to."""
    return words_of(earlier.text).union(*(words_of(lead.evidence.text) for lead in leads if lead.evidence.uri == earlier.uri))


LEAST_SHARED, SHARED = 3, 0.35
"""Words that a turn's sentence and an earlier one on the same matter share, at least, and their share of the turn's."""


def around(mention: EventMention, leads: tuple[Lead, ...]) -> Evidence | None:
    """The earlier opening sentence that names more than half of what the event's own phrase names: what it is for, what it is called.

    That both are somewhere ("the vote in Lisbon", "the visit to Lisbon") is too little.
    """
    if _unlike(mention) or brings_in(mention):
        return None
    phrase = words_of(mention.label) - words_of(mention.head)
    if not phrase:
        return None
    own = phrase - HEADS | words_of(" ".join(mention.participants))
    if mention.place and not mention.label.startswith(mention.place):
        own -= words_of(mention.place)
    names = names_within(mention.label)
    fitting = [
        (len(own & there), k)
        for k, there in enumerate(words_of(lead.evidence.text) for lead in leads)
        if (len(names & there) * 2 > len(names) or not names) and not says_so(leads[k].evidence, mention)
    ]
    most, k = max(fitting, default=(0, 0))
    return as_before(leads[k].evidence) if most * 2 > len(own) else None


def _subject(mention: EventMention) -> _Subject:
    head = words_of(mention.head)
    own = words_of(mention.label) - head - (JOURNEY if mention.head in GROUPS else frozenset())
    people, going, coming = (words_of(" ".join(each)) for each in (mention.participants, mention.leaves, mention.joins))
    if mention.status in ASIDE:
        telling = own | going or people - coming
    else:
        telling = own | people | (frozenset() if mention.status == "moved" else words_of(mention.place))
    return _Subject(
        heads=next((group for group in SAME_THING if head & group), head),
        own=own,
        names=names_within(mention.label) if mention.status != "participant_change" else frozenset(),
        people=people,
        around=telling,
        is_new=brings_in(mention),
    )


def _is_of(mention: EventMention, subject: _Subject, earlier: Evidence, leads: tuple[Lead, ...]) -> bool:
    """Whether an earlier sentence, one of the `leads`, may speak of a mention's event before its turn."""
    there = words_of(earlier.text)
    if not subject.heads & there:
        return False
    said = _said_beside(earlier, leads)
    if is_another_post(mention, said) or says_so(earlier, mention):
        return False
    if subject.names and len(subject.names & said) * 2 <= len(subject.names):
        return False
    if not subject.is_new:
        return True
    is_alike = much_alike(words_of(mention.sentence.text), there - subject.heads)
    return is_alike or bool(subject.people & said) or len(subject.own & there) * 2 > len(subject.own)


def much_alike(sentence: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a sentence has so many of its words in common with another one that both are on the same matter."""
    return len(sentence & other) >= ALIKE * len(sentence)


ALIKE = 1 / 3
"""Share of a sentence's words that stand in another one on the same matter: "reached an agreement on hours" after "talks on hours"."""
_AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|should|if|not|plan(?:s|ned)?|intends?|needs?|awaits?|expects?|expected|due|scheduled|set to|"
    r"(?:is|are|was|were) to)\b|n['’]t\b",
    re.IGNORECASE,
)


def says_so(earlier: Evidence, mention: EventMention) -> bool:
    """Whether an earlier sentence says already, and not of the future, what a mention tells."""
    if mention.status == "level_change":
        return set(mention.outcome.lower().split()) <= set(WORD.findall(earlier.text.lower())) and not _AHEAD.search(earlier.text)
    if _AHEAD.search(earlier.text) or (earlier.field == "headline" and " to " in earlier.text.lower()):
        return False
    told = words_of(" ".join(mention.trigger.split(maxsplit=1)[:1])) - SAYING_NOTHING | words_of(mention.outcome)
    return bool(told & words_of(earlier.text))


SAYING_NOTHING = words_of("is are was were be been there no will has have had go went get got take took put come came")
"""First words of set phrases, which any sentence may have."""
