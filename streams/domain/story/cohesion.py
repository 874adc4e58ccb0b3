"""How alike a story's articles are among each other, told from the sum of their vectors.

The square of a sum's length is what each article has with itself and with each other one; so the length and the number of articles
give the average cosine of two of them, and no article has to be kept.
"""

import math

from streams.domain.story.lexicon import UNIT

NAME_WEIGHT = 0.4
"""Share of the names in a similarity; the rest is the terms'. Published comparisons of single-pass filing take 0.3; 0.4 splits fewer
follow-ups in tests/quality/stories.jsonl."""
USUAL = 0.2
"""Average cosine of two articles of one story, believed until the story has shown its own."""
USUAL_WEIGHT = 2.0
"""Articles that this belief counts for."""
LEAST = 0.02
"""Articles of one story are no less alike than this: about as alike as unrelated ones are."""


def yardstick(term_square: float, name_square: float, *, articles: int) -> float:
    """What a sum of cosines with a story's articles is divided by, to be a similarity of about 0..1.

    That is their number times the root of their cohesion: the result is the cosine with the story's vector, less what that vector gains
    by chance while it is made of few articles. So what is as far from a story whose articles repeat one another as a twin is does
    not pass for a follow-up, and a story that goes on and on knows its own.

    Args:
        term_square: Square of the length of the story's terms, in parts of UNIT; `name_square` of its names.
        name_square: See there.
        articles: How many were summed.

    Source:
        Spearman 1904, the correction of a correlation for attenuation.
    """
    count = max(1, articles)
    square = (1 - NAME_WEIGHT) * term_square + NAME_WEIGHT * name_square if name_square else term_square
    among = square / UNIT**2 / count
    cohesion = (among - 1 + USUAL_WEIGHT * USUAL) / (count - 1 + USUAL_WEIGHT)
    return count * math.sqrt(min(1.0, max(LEAST, cohesion)) / USUAL)
