"""A turn told in words of many uses, taken for one only where the story already speaks of the same thing.

The earlier article's opening is what it is held against: the thing must stand there, by its head or by its names, and in a state from
which the turn is possible. What is off already is not called off again; only what is off comes back; a new day is
one that the earlier article did not have.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from schemas.common import Passage
from schemas.enriched import EventMention
from schemas.filed import StoryEvent
from streams.domain.enrich.days import days_of
from streams.domain.enrich.event_found import ELSEWHERE, TURN
from streams.domain.enrich.event_lexicon import FAMILY_OF, VERB_EVENTS
from streams.domain.update.board import NEWS, Board, open_event, standing_of
from streams.domain.update.context import as_before
from streams.domain.update.event_before import UNLIKE
from streams.domain.update.event_told import raise_turn
from streams.domain.update.match import WORD, family, words_of
from streams.domain.update.state import Lead
from streams.domain.update.transitions import OFF, rule_for, rule_into

IS_OFF = re.compile(
    r"\b(?:cancel|call\w* off|scrap|axed|suspend|halt|ground(?:ed|ing)|shut|clos(?:ed|ure)|stop|ban(?:s|ned)?\b|bar(?:red)?\b|broke\w* off|"
    r"on (?:hold|ice|strike)|standstill|abandon|postpon|put off|restrict|dismiss|fired\b|sack|axe|froze|"
    r"paus|shelv|withdr[ae]w|interrupt|adjourn|"
    r"knocked out|out of (?:action|service)|cut off|walked out|relegat|expel|revok|laid off|"
    r"blocked|deferred|delayed|ditched|dropped|ceased|paralys|idle)",
    re.IGNORECASE,
)
"""What says of something that it is off, or stands still."""
TOLD: dict[str, re.Pattern[str]] = {
    "moved": re.compile(r"\b(?:relocat|moved|shifted|switched|transferred|rerouted|diverted|new venue)", re.IGNORECASE),
    "rescheduled": re.compile(r"\b(?:reschedul|rearrang|brought forward|new date)", re.IGNORECASE),
    "replaced": re.compile(r"\b(?:replac|instead|swap)", re.IGNORECASE),
}
"""What says that the turn was told already."""
CHANGED = re.compile(
    r"\b(?:now|instead|rather than|original\w*|initial\w*|(?:earlier|later|sooner|longer) than|later|behind|ahead of schedule|"
    r"giving up|rearrang\w*|"
    r"reschedul\w*|new (?:date|day|time)|had (?:wanted|planned|been)|longer|not (?:on|until|before)|"
    r"moved?|switch\w*|shift\w*|push\w*|slip\w*|"
    r"brought|"
    r"put back|held over|extend\w*|until|delay\w*|postpone\w*|defer\w*|chang\w*)\b",
    re.IGNORECASE,
)
"""Words by which an opening tells that a day is another one than it was."""
REMOTE = re.compile(
    r"\b(?:video\w*|online|virtual\w*|remote\w*|phone|telephone|"
    r"in writing|written|from home|webcast|web|link|email|letter)\b",
    re.IGNORECASE,
)
OPPOSED = (frozenset({"men", "women"}), frozenset({"boys", "girls"}), frozenset({"junior", "senior"}), frozenset({"male", "female"}))
POST = re.compile(r"\b(?:back|return\w*|rehir\w*|readmit\w*|duty|leave|bench\w*|home|aside|sidelin\w*)\b", re.IGNORECASE)
"""What is said of somebody who gives up a post for a time, or gets it back."""
CONTRAST = re.compile(r"\b(?:not|instead of|rather than)\b(?: in| at)?(.+)")
"""What a contrast names as the place that it was to be."""
NEXT_CHARS = 120
"""How far into the next sentence a new day may stand."""
DEFINITE = re.compile(r"(?:the|its|his|her|their|this|that|these|those)\b", re.IGNORECASE)


def weak_turn(board: Board, leads: tuple[Lead, ...], *, until: Passage | None = None) -> bool:
    """Tell the first turn of an article's opening that fits what the story speaks of, up to a sentence; whether one was told."""
    turn = board.turn
    if turn.first:
        return False
    for n, mention in sorted(enumerate(turn.article.events), key=lambda item: item[1].status != "rescheduled"):
        if mention.hint != TURN or mention.assertion not in NEWS or not turn.is_new(mention.sentence):
            continue
        if turn.paragraph(mention.sentence) > turn.policy.opening_paragraphs or _behind(mention.sentence, until):
            continue
        if (lead := _lead_of(mention, leads, turn.article.body)) is not None and _raised(board, n, mention, lead):
            return True
    return False


def _behind(sentence: Passage, until: Passage | None) -> bool:
    return until is not None and sentence.field == "body" and (until.field != "body" or sentence.span[0] > until.span[0])


def _raised(board: Board, n: int, mention: EventMention, lead: Lead) -> bool:
    turn = board.turn
    event = _event_of(board, mention, lead)
    state = standing_of(event).state.state if event is not None else None
    if state == "known" and mention.status == "replaced":
        return False  # a post, whose holder goes
    if event is None and words_of(mention.head) <= _names(mention.label) and not POST.search(mention.trigger):
        return False  # people and places are not called off: what they had planned is
    off = state in OFF if state is not None and state != "known" else bool(IS_OFF.search(lead.evidence.text))
    if off != (mention.status == "reinstated") and not (
        off and mention.status == "rescheduled" and state in ("postponed", "cancelled", None)
    ):
        return False
    if (told := TOLD.get(mention.status)) is not None and (told.search(lead.evidence.text) or state == mention.status):
        return False
    if (said := _fitting(mention, lead, turn.article.body, turn.said_at)) is None:
        return False
    rule = rule_for(state, said.status) if state is not None else None
    if event is not None and rule is not None and turn.said_at >= standing_of(event).version_created:
        raise_turn(board, event, n, said, rule, before=as_before(standing_of(event).evidence))
        return True
    if (rule := rule_into(said.status)) is None or turn.said_at < lead.version_created or (state is not None and state == said.status):
        return False
    raise_turn(board, open_event(board, n, said), n, said, rule, before=as_before(lead.evidence), unknown_before=True)
    return True


def _event_of(board: Board, mention: EventMention, lead: Lead) -> StoryEvent | None:
    """The story's event that the earlier passage states, the one nearest in kind."""
    here = [
        e
        for e in board.events.values()
        if e.id not in board.opened and any(t.evidence.uri == lead.evidence.uri and t.evidence.field == lead.evidence.field
        and lead.evidence.span[0] <= t.evidence.span[0] < lead.evidence.span[1] for t in e.transitions)
    ]  # fmt: skip
    own = words_of(mention.label)
    return max(
        here,
        key=lambda e: (e.head == mention.head, family(e.head) == family(mention.head) != "other", len(own & words_of(e.label))),
        default=None,
    )


def _fitting(mention: EventMention, lead: Lead, body: str, said_at: datetime) -> EventMention | None:
    """The mention with its new day or place, where its turn needs one; None where it has none that is new."""
    before = lead.evidence.text
    match mention.status:
        case "rescheduled":
            near = _around(mention, body) + body[mention.sentence.span[1] :][:NEXT_CHARS]
            old = days_of(before, lead.version_created)
            end = mention.sentence.span[1] if mention.sentence.field == "body" else 0
            told = days_of(mention.sentence.text, said_at) or days_of(body[end : end + NEXT_CHARS], said_at)
            new = [d for d in told if d >= said_at.date() and not any((d - o).days in (0, 7) for o in old)]
            if not new or not old or not CHANGED.search(near):
                return None
            when = datetime(new[0].year, new[0].month, new[0].day, tzinfo=UTC)
            return replace(mention, time=when, time_text=f"to {new[0].day} {when:%B}")
        case "moved":
            fresh = words_of(mention.place) - words_of(before)
            if (was := CONTRAST.search(mention.trigger)) is not None and not words_of(was[1]) & words_of(before):
                return None
            return mention if fresh or not mention.place or ELSEWHERE.search(mention.trigger) else None
        case "replaced":
            return mention if not (REMOTE.search(mention.trigger) and REMOTE.search(before)) else None
        case _:
            return mention


def _around(mention: EventMention, body: str) -> str:
    """A sentence with the one before it."""
    start = mention.sentence.span[0] if mention.sentence.field == "body" else 0
    return body[max(0, start - 160) : start] + mention.sentence.text


def _lead_of(mention: EventMention, leads: tuple[Lead, ...], body: str) -> Lead | None:
    """The earlier passage that has most in common with a mention; None where it is not sure to speak of the same."""
    if UNLIKE.search(mention.label):
        return None
    head = words_of(mention.head)
    own = words_of(mention.label) - head - {"no"}
    names = _names(mention.label)
    sentence = words_of(_around(mention, body) if mention.sentence.field == "body" else mention.sentence.text)
    best, most = None, 0
    for lead in leads:
        there = words_of(lead.evidence.text)
        if len(names - there) * 4 > len(names) or _opposed(mention.label, lead.evidence.text):
            continue
        headed = bool(head & there) or (family(mention.head) != "other" and family(mention.head) in _families(lead.evidence.text))
        common, around = len(own & there), len((sentence - head) & there)
        if headed and not (common >= 1 or (around >= 2 + bool(own) and (not own or DEFINITE.match(mention.label)))):
            continue
        if not headed and not (common >= 2 or (common >= 1 and around >= (3 if names or mention.status == "rescheduled" else 5))):
            continue
        if common * 3 + around > most:
            best, most = lead, common * 3 + around
    return best


def _names(text: str) -> frozenset[str]:
    """The words of a label that are names."""
    return words_of(" ".join(word for word in text.split() if word[:1].isupper()))


def _opposed(label: str, before: str) -> bool:
    """Whether a label says "men's" where the earlier passage says "women's"."""
    ours, theirs = set(WORD.findall(label.lower())), set(WORD.findall(before.lower()))
    return any(ours & pair and theirs & pair and not ours & theirs & pair for pair in OPPOSED)


@lru_cache(maxsize=512)
def _families(text: str) -> frozenset[str]:
    """The kinds of happenings that a passage names."""
    found = set()
    for word in WORD.findall(text.lower()):
        for lemma in (word, word.removesuffix("s"), word.removesuffix("es")):
            if lemma in FAMILY_OF:
                found.add(FAMILY_OF[lemma])
            elif lemma in VERB_EVENTS:
                found.add(VERB_EVENTS[lemma][1])
    return frozenset(found)
