"""Turns told by a loose cue, which count only where an earlier text of the story left the matter open.

"They put their names to it" decides something where a pact was being negotiated, and nothing elsewhere. A hint is held against the
openings of earlier articles: one must speak of the same (names, and words beside them) and leave the turn open, and none may have told
it already. One such turn is told of an article, the one that has most in common with what was told before.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from schemas.enriched import EventMention
from schemas.filed import Evidence
from streams.domain.enrich.days import days_of
from streams.domain.enrich.event_cues import FRAMES
from streams.domain.update.board import NEWS, Board, open_event, standing_of
from streams.domain.update.context import Turn, as_before
from streams.domain.update.event_told import raise_turn
from streams.domain.update.match import EMPTY_WORDS, find, names_within, words_of
from streams.domain.update.state import Lead
from streams.domain.update.transitions import rule_for, rule_into

ELSEWHERE = re.compile(
    r"\b(?:unrelated|separate(?:ly)?|elsewhere|similar|different|no connection|"
    r"another (?!(?:\d|one|two|three|four|five|six|few|couple)\b)\w+(?<!s)\b)",
    re.IGNORECASE,
)
"""Words by which a sentence says that it speaks of something else."""
CAPITALISED = re.compile(r"\b[A-Z][\w-]+")
HINTED_PARAGRAPHS = 1
"""A desk leads with the turn; further down loose words tell what is around it."""
LEAST_SHARED = 3
"""Words that a hint's passage must share with the earlier one, a name among them: below, pairs of unrelated sentences of one story pass."""
NEAR_CHARS = 120
"""How far behind a hint's sentence its new day may stand."""


SAID_ANYWHERE = words_of("say said told people officials percent million billion mln dlrs")
"""Words that two texts of a wire share whatever they are about."""


@dataclass(frozen=True, slots=True)
class Hinted:
    """A hint with the earlier sentence that it turns."""

    score: float
    n: int
    mention: EventMention
    before: Evidence


def _borne_out(board: Board, leads: tuple[Lead, ...]) -> Hinted | None:
    """The hint that fits best what was told before."""
    turn = board.turn
    if turn.first or not leads:
        return None
    fits = [
        fit
        for n, mention in enumerate(turn.article.events)
        if mention.hint
        and mention.assertion in NEWS
        and turn.is_new(mention.sentence)
        and turn.paragraph(mention.sentence) <= HINTED_PARAGRAPHS
        and (fit := _fit(turn, n, mention, leads)) is not None
    ]
    return max(fits, key=lambda fit: (fit.score, fit.mention.status == "rescheduled", -fit.n), default=None)


def move_hinted(board: Board, leads: tuple[Lead, ...]) -> None:
    """Tell the one turn that an article's loose cues bear out, of the story's event where it is one that can take it."""
    if (fit := _borne_out(board, leads)) is None:
        return
    mention = fit.mention
    found = find(board.events.values(), mention)
    if found is not None and found.id not in board.opened:
        standing = standing_of(found)
        rule = rule_for(standing.state.state, mention.status)
        if standing.state.state == mention.status or board.turn.said_at < standing.version_created:
            return
        if rule is not None:
            raise_turn(board, found, fit.n, mention, rule, before=fit.before, summary=mention.sentence.text)
            return
    rule = rule_into(mention.status) or rule_for("scheduled", mention.status)
    if rule is not None:
        event = open_event(board, fit.n, mention)
        raise_turn(board, event, fit.n, mention, rule, before=fit.before, unknown_before=True, summary=mention.sentence.text)


def _fit(turn: Turn, n: int, mention: EventMention, leads: tuple[Lead, ...]) -> Hinted | None:
    if ELSEWHERE.search(mention.sentence.text):
        return None
    passage = _passage(turn, mention)
    said, sentence, names, cue = _words(passage), _words(mention.sentence.text), _names(passage), words_of(mention.trigger)
    whole: dict[str, frozenset[str]] = {}
    for lead in leads:
        whole[lead.evidence.uri] = whole.get(lead.evidence.uri, frozenset()) | words_of(lead.evidence.text)
    label = names_within(mention.label) if mention.status != "participant_change" else frozenset()
    if label and not any(len(label & there) * 2 > len(label) for there in whole.values()):
        return None
    best: Hinted | None = None
    for lead in sorted((lead for lead in leads if _opens(lead)), key=lambda lead: lead.version_created):
        there = _words(lead.evidence.text)
        common, near = said & there, sentence & there
        least = LEAST_SHARED - 1 if words_of(mention.head) & there else LEAST_SHARED
        if len(common) < least or not near or not names & whole[lead.evidence.uri] or not common - names:
            continue
        again = (mention.status in lead.told and len(near) >= LEAST_SHARED) or (cue <= words_of(lead.evidence.text) and not cue <= names)
        if again and mention.status != "rescheduled":
            return None
        score = len(common) + len(names & there) + len(near)
        if (turned := _turned(mention, lead, turn)) is None:
            best = None  # what was written last tells how the matter stands
        elif best is None or score >= best.score:
            best = Hinted(score, n, turned, as_before(lead.evidence))
    return best


def _opens(lead: Lead) -> bool:
    return lead.evidence.field != "body" or lead.evidence.span[0] == 0


def _turned(mention: EventMention, lead: Lead, turn: Turn) -> EventMention | None:
    """The mention, with its new day where it has one; None where the earlier sentence leaves no room for the turn."""
    frame, before = FRAMES[mention.hint], lead.evidence.text
    if (frame.topic and not _stems(frame.topic).search(before)) or (frame.told and _stems(frame.told).search(before)):
        return None
    return _redated(mention, lead, turn) if mention.status == "rescheduled" else mention


def _redated(mention: EventMention, lead: Lead, turn: Turn) -> EventMention | None:
    """The mention on its new day: one to come that the earlier sentence, which names a day, does not have."""
    old = days_of(lead.evidence.text, lead.version_created)
    end = mention.sentence.span[1] if mention.sentence.field == "body" else 0
    told = days_of(mention.sentence.text, turn.said_at) or days_of(turn.article.body[end : end + NEAR_CHARS], turn.said_at)
    new = next((d for d in told if d >= turn.said_at.date() and not any((d - o).days in (0, 7) for o in old)), None)
    if new is None or not old:
        return None
    when = datetime(new.year, new.month, new.day, tzinfo=UTC)
    return replace(mention, time=when, time_text=f"to {new.day} {when:%B}")


@cache
def _stems(topic: frozenset[str]) -> re.Pattern[str]:
    """What has one of a topic's words, or begins with it where it is long enough to be a stem."""
    forms = [rf"{re.escape(stem)}\b" if len(stem) < SHORT else re.escape(stem) for stem in sorted(topic)]
    return re.compile(rf"\b(?:{'|'.join(forms)})", re.IGNORECASE)


SHORT = 4
"""Letters below which a topic's stem is a word of its own."""


def _passage(turn: Turn, mention: EventMention) -> str:
    """The hint's paragraph up to the end of its sentence: names may stand in the sentence before."""
    sentence = mention.sentence
    text: str = getattr(turn.article, sentence.field)
    start = text.rfind("\n\n", 0, sentence.span[0]) + 1
    return text[start : sentence.span[1]]


def _words(text: str) -> frozenset[str]:
    return words_of(text) - SAID_ANYWHERE


def _names(text: str) -> frozenset[str]:
    return words_of(" ".join(m for m in CAPITALISED.findall(text) if m.lower() not in EMPTY_WORDS)) - SAID_ANYWHERE
