"""What form an article has: a report on one happening, a live blog that follows one, or a round-up of many.

A round-up joins no story and no story grows by it: it has a little of each and would draw them together. It is known by its headline,
or by its paragraphs, which belong to different stories.
"""

import re
from typing import Literal

import numpy as np

from schemas.enriched import Enriched
from streams.domain.story.common_words import common_words
from streams.domain.story.decide import Alike, Weighed
from streams.domain.story.features import compared_words
from streams.domain.story.lexicon import UNKNOWN
from streams.domain.story.memory import Shelf

Form = Literal["report", "live", "round_up"]

_ROUND_UP = re.compile(
    r"""(?x)
    \b(?: (?:morning|midday|noon|afternoon|evening|night|nightly|daily|weekly|weekend|lunchtime|news|business|sports?|world|market|tech)
          [ ]+ (?:briefing|briefs?|bulletin|digest|round-?[ ]?up|wrap(?:-?[ ]?up)?|newsletter|recap|summary|headlines|agenda|diary)
      | news(?:letter|casts?)
      | round-?ups? \b
      | (?:news|sports?|business|world|markets?) \b .{0,30} \bin [ ] brief
      | in [ ] brief $
      | (?:the [ ])? (?:day|week|weekend|month|year|news|stories) [ ] in [ ] (?:pictures|photos|review|numbers|brief)
      | (?:\d+|two|three|four|five|six|seven|eight|nine|ten) [ ] (?:things|stories|takeaways) [ ] (?:that|to|you|we|from|happened|for)
      | what [ ] (?:you [ ] need [ ] to [ ] know|to [ ] (?:watch|know)) [ ] (?:today|tonight|this|now|for|in)
      | (?:top|main|latest|today's|tonight's|the) [ ] (?:news|stories|headlines) [ ]? (?:at|of|on|from|for|summary|this|today|$)
      | (?:front|newspaper) [ ] (?:pages|headlines|review)
      | (?:news|events|week|day|diary|look) [ ] ahead $
      | (?:your|the) [ ] (?:morning|evening|weekend|daily|weekly) [ ]? (?:\b|$) .{0,12} \b(?:catch-up|read|reads|email|note)
    )"""
)
"""Titles, in lower case, under which any newsroom lists the news of a day or a week. By hand."""
_LIVE = re.compile(
    r"""(?x)
    ^ (?:live|watch[ ]live|live[ ]blog|liveblog) \b \s* [:|–—-]
    | \b (?:live[ ] (?:updates?|blog|coverage|reporting|text|ticker|news)|liveblog|as[ ]it[ ]happened|minute[ ]by[ ]minute) \b
    | [–—|:-] \s* live \s* $
    | \b live [ ]? : | \( live \) | \[ live \]
    """
)
"""Titles, in lower case, of pages that go on being written. By hand."""
_LIVE_URI = re.compile(r"(?i)/live(?:blog)?s?/|[-_/]live(?:blog)?(?:[-_/?.]|$)|[?&]page=with:block")
_LINES = re.compile(r"\n+")
MIN_STORIES = 3
"""Paragraphs of so many different stories make a round-up: two stories meet in many reports, and that is news."""
MIN_SHARED = 0.06
"""Of an article's weight (squared, in a paragraph and the story) that makes the paragraph the story's: about two of its rare words."""
RIVAL = 3.0
"""The third story may be this many times less like it than the first, or nobody looks at the paragraphs."""
CLEARLY = 2.0
"""How many times the next story's share."""
MIN_PARAGRAPHS = 3


def form_of(article: Enriched) -> Form:
    """What an article's headline and uri say of its form."""
    title = (f"{article.kicker}: {article.headline}" if article.kicker else article.headline).lower()
    if _LIVE.search(title) or _LIVE_URI.search(article.uri):
        return "live"
    return "round_up" if _ROUND_UP.search(title) else "report"


def is_round_up(article: Enriched, weighed: Weighed, ranked: list[Alike], *, shelf: Shelf) -> bool:
    """Whether the paragraphs of an article belong to several live stories, and none of these has most of them.

    Args:
        article: A report by its headline.
        weighed: Its vector.
        ranked: The stories most like it, with their similarity.
        shelf: The live stories.
    """
    if len(ranked) < MIN_STORIES or ranked[MIN_STORIES - 1].similarity * RIVAL < ranked[0].similarity:
        return False
    blocks = [block for block in _LINES.split(article.body) if block.strip()]
    if len(blocks) < MIN_PARAGRAPHS:
        return False
    compared = weighed.vector
    terms = compared.words[: compared.terms]
    weights = compared.weights[: compared.terms].astype(np.float64) ** 2
    weights /= weights.sum()
    has = shelf.lexicon.among(terms, [shelf.stories[story.story_id].words for story in ranked])
    alone = (has & (np.add.reduce(has, axis=0, dtype=np.int8) == 1)) @ weights
    enough = has @ weights >= MIN_SHARED
    if np.count_nonzero(enough) < MIN_STORIES or np.count_nonzero(CLEARLY * alone >= (CLEARLY - 1) * MIN_SHARED) < MIN_STORIES:
        return False
    near = {story.story_id: shared * weights for story, shared, is_near in zip(ranked, has, enough, strict=True) if is_near}
    owned: dict[str, int] = {}
    places = {term: at for at, (term, number) in enumerate(zip(weighed.terms, terms.tolist(), strict=True)) if number != UNKNOWN}
    ignored = common_words(article.language).function
    for block in blocks:
        here = sorted({places[word] for word in compared_words(block, ignored) if word in places})
        shares = sorted(((float(shared[here].sum()), story_id) for story_id, shared in near.items()), reverse=True)[:2]
        if shares[0][0] >= MIN_SHARED and shares[0][0] >= CLEARLY * shares[1][0]:
            owned[shares[0][1]] = owned.get(shares[0][1], 0) + 1
    return len(owned) >= MIN_STORIES and 2 * max(owned.values()) <= sum(owned.values())
