"""The settings of the update stage."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePolicy:
    """How much a story remembers, and how prominent a statement must be to move it."""

    kept_transitions: int = 50
    """The newest of each event and figure."""
    kept_events: int = 60
    """The newest touched of each story; with 50 transitions each a story stays below half of what a topic takes."""
    kept_articles: int = 1000
    """References to a story's articles: what makes a repeat change nothing."""
    kept_leads: int = 60
    """Opening sentences, newest last: where the before side is looked for when an event was never stated as one."""
    kept_said: int = 120
    """Statements of the people in the story, newest last: what a denial, a confirmation or a change of mind speaks of."""
    kept_raised: int = 100
    """Updates that a withdrawal can still retract."""
    lead_paragraphs: int = 6
    """Paragraphs of a first take that can carry news; further down a wire tells what was."""
    opening_paragraphs: int = 2
    """Paragraphs that can carry a turn of an event that the story had not stated before."""
    headline_test: timedelta = timedelta(hours=1)
    """How soon a headline of a later revision that turns its own article's word round is taken for a test of headlines, not for news."""
    rough_figure: float = 0.15
    """Share by which an "about" may differ from the known value and still say the same."""
