"""Turns told by a loose cue, which count only where an earlier text of the story left the matter open.

"They put their names to it" decides something where a pact was being negotiated, and nothing elsewhere. A hint is held against the
openings of earlier articles: one must speak of the same (names, and words beside them) and of the hint's topic, and none may have told
the turn already. One such turn is told of an article, the one that has most in common with what was told before.
"""

import re
from dataclasses import dataclass
from functools import cache

from schemas.enriched import EventMention
from schemas.filed import Evidence
from streams.domain.enrich.event_hint_lexicon import FRAMES
from streams.domain.enrich.event_lexicon import WITHDRAWABLE
from streams.domain.enrich.event_scales import SCALE, graded_values
from streams.domain.update.board import NEWS, Board, open_event, standing_of
from streams.domain.update.context import as_before
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


@dataclass(frozen=True, slots=True)
class Hinted:
    """A hint with the earlier sentence that it turns."""

    score: float
    n: int
    mention: EventMention
    before: Evidence


def hinted(board: Board, leads: tuple[Lead, ...]) -> Hinted | None:
    """The one turn of an article that its loose cues bear out."""
    turn = board.turn
    if turn.first or not leads:
        return None
    fits = [
        fit
        for n, mention in enumerate(turn.article.events)
        if (mention.hint in FRAMES or mention.hint.startswith(SCALE))
        and mention.assertion in NEWS
        and turn.is_new(mention.sentence)
        and turn.paragraph(mention.sentence) <= HINTED_PARAGRAPHS
        and (fit := _fit(board, n, mention, leads)) is not None
    ]
    return max(fits, key=lambda fit: (fit.score, -fit.n), default=None)


def move_hinted(board: Board, fit: Hinted) -> None:
    """Tell that turn, of the story's event where it is one that can take it."""
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


def _fit(board: Board, n: int, mention: EventMention, leads: tuple[Lead, ...]) -> Hinted | None:
    sentence = mention.sentence
    if ELSEWHERE.search(sentence.text):
        return None
    passage = _passage(board, mention)
    said, names = words_of(passage), _names(passage)
    own = _names(sentence.text)
    whole: dict[str, frozenset[str]] = {}
    for lead in leads:
        whole[lead.evidence.uri] = whole.get(lead.evidence.uri, frozenset()) | words_of(lead.evidence.text)
    if own and not any(own & there for there in whole.values()):
        return None
    label = names_within(mention.label)
    if mention.status != "participant_change" and label and not any(len(label & there) * 2 > len(label) for there in whole.values()):
        return None
    own_words = words_of(sentence.text)
    graded = mention.hint.startswith(SCALE)
    best: Hinted | None = None
    for lead in sorted(leads, key=lambda lead: lead.version_created):
        there = words_of(lead.evidence.text)
        common, near = said & there, own_words & there
        least = LEAST_SHARED - 1 if graded or words_of(mention.head) & there else LEAST_SHARED
        least += not graded and " " not in mention.trigger
        if len(common) < least or not near or not names & whole[lead.evidence.uri] or not common - names:
            continue
        if graded and mention.outcome in _values(mention, lead):
            best = None
            continue
        if not graded and mention.status in lead.told and len(near) >= LEAST_SHARED:
            return None
        if not _open(mention, lead) or not _asked_for(mention, there):
            continue
        score = len(common) + len(names & there) + 3.0 * graded + len(near)
        if best is None or score >= best.score or graded:
            best = Hinted(score, n, mention, as_before(lead.evidence))
    return best


def _open(mention: EventMention, lead: Lead) -> bool:
    """Whether an earlier sentence leaves room for the turn: it speaks of the topic, or has another value of the scale."""
    if mention.hint.startswith(SCALE):
        return bool(_values(mention, lead))
    return _topic(mention.hint).search(lead.evidence.text) is not None


def _asked_for(mention: EventMention, there: frozenset[str]) -> bool:
    """Whether an application, offer or complaint that is decided on is one that the earlier sentence names."""
    if mention.head not in WITHDRAWABLE or mention.status != "decided":
        return True
    return any(word & there for word in (*(group for group in PROPOSED if words_of(mention.head) & group), words_of(mention.head)))


PROPOSED = (words_of("bill proposal plan motion measure law reform"), words_of("lawsuit suit case claim complaint compensation"))
"""What is brought forward under one name and decided under another."""


def _values(mention: EventMention, lead: Lead) -> list[str]:
    """The values that an earlier sentence gives on the hint's scale."""
    scale = mention.hint.removeprefix(SCALE)
    return [value for name, value, _ in graded_values(lead.evidence.text) if name == scale]


@cache
def _topic(frame: str) -> re.Pattern[str]:
    """What an earlier sentence says of a frame's topic: a word, or the beginning of one where its stem is long enough."""
    stems = sorted(FRAMES[frame].topic)
    forms = [rf"{stem}\b" if len(stem) < SHORT else stem for stem in stems]
    return re.compile(rf"\b(?:{'|'.join(forms)})", re.IGNORECASE)


SHORT = 4
"""Letters below which a topic's stem is a word of its own."""


def _passage(board: Board, mention: EventMention) -> str:
    """The hint's paragraph up to the end of its sentence: names may stand in the sentence before."""
    sentence = mention.sentence
    text: str = getattr(board.turn.article, sentence.field)
    start = text.rfind("\n\n", 0, sentence.span[0]) + 1
    return text[start : sentence.span[1]]


def _names(text: str) -> frozenset[str]:
    return words_of(" ".join(m for m in CAPITALISED.findall(text) if m.lower() not in EMPTY_WORDS))
