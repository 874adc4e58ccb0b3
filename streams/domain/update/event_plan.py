"""A plan that is stated anew: on another day, or in another town, than the story has it.

No verb says that anything was changed ("the talks will be held in Brenna on Friday"); the two plans do, where they speak of one event
and cannot both be right. Follow-ups and second legs are another event, so without a word of the change the day and the rest must fit.
"""

import re
from datetime import timedelta

from schemas.enriched import EventMention, EventStatus
from schemas.filed import EventState, StoryEvent
from streams.domain.enrich import temporal
from streams.domain.update.context import Turn
from streams.domain.update.match import words_of

CHANGED = re.compile(
    r"\b(?:now|instead|new (?:date|day|venue)|originally|had been (?:due|set|planned|scheduled)|(?:was|were) (?:due )?to have|should have|"
    r"earlier than|later than|rather than|not (?:on|in|at))\b",
    re.IGNORECASE,
)
"""Words by which a sentence tells that the plan was another one."""
ANOTHER = re.compile(r"\b(?:again|another|next round|second|further|follow-up|return)\b", re.IGNORECASE)
"""Words of a second event of the same kind."""
SAME_DAY = timedelta(hours=12)


def restated(state: EventState, event: StoryEvent, mention: EventMention, turn: Turn) -> EventStatus | None:
    """Which state a plan moves into by being stated with other terms; None where it says nothing new."""
    if mention.status != "scheduled" or mention.head != event.head or ANOTHER.search(mention.sentence.text):
        return None
    told = bool(CHANGED.search(mention.sentence.text)) or _edited(mention, turn)
    if told and _other_day(state, mention, turn):
        return "rescheduled"
    on_the_day = state.time is None or mention.time is None or abs(state.time - mention.time) < SAME_DAY
    definite = not re.match(r"(?:an?|another|more|new|further)\b", mention.label.lower())
    if definite and (told or (state.time is not None and mention.time is not None)) and on_the_day and _other_town(event, mention, turn):
        return "moved"
    return None


def _edited(mention: EventMention, turn: Turn) -> bool:
    """Whether a new version puts the plan where its older take had another."""
    return any(e.op == "edited" and e.new is not None and e.new.field == mention.sentence.field and e.new.span[0] < mention.sentence.span[1]
               and mention.sentence.span[0] < e.new.span[1] for e in turn.article.edits)  # fmt: skip


def _other_day(state: EventState, mention: EventMention, turn: Turn) -> bool:
    if state.time is None or mention.time is None or mention.time < turn.said_at.replace(hour=0, minute=0):
        return False
    return temporal.concrete(state.time_text) and temporal.concrete(mention.time_text) and abs(state.time - mention.time) > SAME_DAY


def _other_town(event: StoryEvent, mention: EventMention, turn: Turn) -> bool:
    """Whether it is a town or country that the event's plans never had; a hall in the same town is no other place."""
    here = words_of(mention.place)
    earlier = [t.state.place for t in event.transitions if t.state.place]
    places = {w for e in turn.article.entities if e.type == "place" for w in words_of(e.name)}
    return bool(here and earlier) and here <= places and not any(here & words_of(place) for place in earlier)
