"""What an earlier sentence must have told for a turn to be one: a plan, before it was given up; a standstill, before things went on."""

import re

from schemas.enriched import EventMention
from schemas.filed import Evidence
from streams.domain.update.match import family, in_another_row

PLANNED = frozenset(("started", "cancelled", "postponed", "rescheduled", "replaced"))
"""What becomes of plans alone."""
PLAN = re.compile(
    r"\b(?:will|plan(?:s|ned)?|intends?|expects? to|expected|due|scheduled|set (?:to|for)|(?:is|are) to|is preparing|"
    r"to be (?:held|built|launched))\b",
    re.IGNORECASE,
)
STOPPED = re.compile(
    r"\b(?:stop|halt|suspend|cancel|call(?:ed)? off|clos(?:e[sd]?|ing|ure)\b(?! to)|shut|ground(?:ed|ing)|froze|bann|bar(?:red|s)\b|block|"
    r"break|broke|paus|standstill|fail|postpon|put off|on hold|lost|out of|no longer|interrupt|down\b|withdr|scrap|revok|cut(?:s|ting)?\b|"
    r"ban\b|evacuat|drop|adjourn|without|expel)",
    re.IGNORECASE,
)


def can_turn(mention: EventMention, earlier: Evidence) -> bool:
    """Whether an earlier sentence, of the same matter, tells what a mention turns.

    Args:
        mention: A turn of an event that the story had not stated as one.
        earlier: What is to be its before side.
    """
    if in_another_row(mention, earlier.text):
        return False
    if mention.status == "reinstated":
        return bool(STOPPED.search(earlier.text))
    loose = mention.status == "started" or mention.trigger.startswith("will not") or family(mention.head) == "other"
    if loose and mention.status in PLANNED:
        return bool(PLAN.search(earlier.text)) or (earlier.field == "headline" and " to " in earlier.text.lower())
    return True
