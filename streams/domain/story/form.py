"""What form an article has: a report on one happening, a live blog that follows one, or a round-up of many.

A round-up joins no story and no story grows by it: it has a little of each and would draw them together. It is known by its headline,
or by its paragraphs, which belong to different stories.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Literal

import numpy as np

from schemas.enriched import Enriched
from streams.domain.story.common_words import common_words
from streams.domain.story.decide import Alike, Weighed
from streams.domain.story.features import compared_words
from streams.domain.story.lexicon import Places, Weights

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


def is_round_up(article: Enriched, weighed: Weighed, ranked: list[Alike]) -> bool:
    """Whether the paragraphs of an article belong to several live stories, and none of these has most of them.

    Args:
        article: A report by its headline.
        weighed: Its vector.
        ranked: The stories most like it, with their similarity.
    """
    if len(ranked) < MIN_STORIES or ranked[MIN_STORIES - 1].similarity * RIVAL < ranked[0].similarity:
        return False
    if article.body.count("\n") < MIN_PARAGRAPHS - 1:
        return False
    squares = weighed.vector.weights**2
    squares[weighed.vector.terms :] = 0
    least = MIN_SHARED * int(squares.sum())
    places = np.concatenate([story.shared for story in ranked])
    whose = np.repeat(np.arange(len(ranked)), [len(story.shared) for story in ranked])
    near = np.bincount(whose, squares[places], len(ranked)) >= least
    if np.count_nonzero(near) < MIN_STORIES:
        return False
    alone = np.bincount(places)[places] == 1
    clear = CLEARLY * np.bincount(whose, squares[places] * alone, len(ranked)) >= (CLEARLY - 1) * least
    if np.count_nonzero(clear) < MIN_STORIES:
        return False
    return _parted(article, [_of_terms(weighed, squares, story.shared) for story in compress(ranked, near)], least=least)


def _of_terms(weighed: Weighed, squares: Weights, shared: Places) -> dict[str, int]:
    """The squared weights of the terms at some places."""
    terms = tuple(weighed.terms)
    return {terms[place]: square for place, square in zip(shared.tolist(), squares[shared].tolist(), strict=True) if place < len(terms)}


def _parted(article: Enriched, near: Sequence[Mapping[str, int]], *, least: float) -> bool:
    """Whether the paragraphs belong to several stories, of each of which the weights of what it shares with the article are given."""
    blocks = [block for block in _LINES.split(article.body) if block.strip()]
    if len(blocks) < MIN_PARAGRAPHS:
        return False
    owned = Counter[int]()
    ignored = common_words(article.language).function
    for block in blocks:
        words = frozenset(compared_words(block, ignored))
        shares = sorted(((sum(map(has.__getitem__, has.keys() & words)), story) for story, has in enumerate(near)), reverse=True)[:2]
        if shares[0][0] >= least and shares[0][0] >= CLEARLY * shares[1][0]:
            owned[shares[0][1]] += 1
    return len(owned) >= MIN_STORIES and 2 * max(owned.values()) <= owned.total()
