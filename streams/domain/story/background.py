"""How alike an article is to a story that it has nothing to do with, learned from the stream.

Where a desk writes its reports in one mould (quarterly results, fixtures, market reports), every one is a little like many stories; where
it doesn't, hardly any. The second story of an article's ranking, which it can't belong to as well, shows which of the two a wire is.
"""

import numpy as np

SCALE = 1000
"""Of a similarity of 1, as it is counted: integers, so that a memory that is restored in any order knows the same."""
_GREATEST = 500
"""A runner-up beyond half of a similarity of 1 counts as that."""


class Background:
    """The runners-up of the articles counted.

    >>> background = Background()
    >>> for similarity in (40, 90, 100):
    ...     background.add(similarity)
    >>> background.usual(prior=0), background.usual(prior=2), background.usual(prior=9)
    (0.09, 0.04, 0.0)
    """

    def __init__(self) -> None:
        self._counts = np.zeros(_GREATEST + 1, np.int64)
        self._articles = 0

    def add(self, runner_up: int) -> None:
        """Count an article's runner-up, in parts of SCALE."""
        self._counts[min(runner_up, _GREATEST)] += 1
        self._articles += 1

    def remove(self, runner_up: int) -> None:
        """Take back what was added."""
        self._counts[min(runner_up, _GREATEST)] -= 1
        self._articles -= 1

    def usual(self, *, prior: int) -> float:
        """The median runner-up (0..0.5), as if `prior` articles with none had been counted too."""
        below = (self._articles + prior) // 2 - prior
        return 0.0 if below < 0 or not self._articles else int(self._counts.cumsum().searchsorted(below, side="right")) / SCALE
