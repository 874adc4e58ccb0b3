"""Every number that filing depends on, with where it came from."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPolicy:
    """How alike an article and a story must be, and how long things are remembered."""

    join_similarity: float = 0.21
    """Decayed similarity (0..1) below which an article joins no story: 90% of articles of Reuters-21578, each split into its odd and
    its even sentences, are as alike as this; of two unrelated ones 1% are half as alike."""
    margin: float = 1.25
    """How many times the runner-up's similarity the best story's has to be. Among those split articles an article's other half is
    typically 2.2 times as alike as the next best; where two are nearly as alike, the topic is what is alike."""
    sure_similarity: float = 0.25
    """From here on the runner-up doesn't matter, so that a story that came apart doesn't come further apart: five of six of those
    halves are as alike as this."""
    name_weight: float = 0.3
    """Share of the names in a similarity; the rest is the terms'. From published comparisons of single-pass filing."""
    half_life: timedelta = timedelta(hours=72)
    """After this long without news a story's similarity counts half: news is mostly about what is news now."""
    least_decay: float = 0.45
    """No story counts less than this share while it is remembered: a follow-up a week later joins if the two are more alike
    than most halves of an article are (0.21 / 0.45 is 0.47, their upper fifth)."""
    idle: timedelta = timedelta(days=14)
    """After this long without news a story is forgotten, and what comes then is a new one; dedupe, which names the lineages, remembers
    7 days."""
    article_terms: int = 100
    """Terms of an article that are compared, the heaviest first."""
    story_terms: int = 200
    """Terms that a story keeps, the heaviest first: its articles share most of theirs."""
    story_names: int = 100
    """Words of names that a story keeps, the heaviest first."""
    rarest_terms: int = 25
    """Terms through which stories are looked up: those that the fewest live stories have."""
    candidates: int = 40
    """Stories that are compared in full, those first that share most of the rarest terms' weight."""
    counted_articles: int = 20_000
    """The newest articles of a language in which terms and names are counted: about 18 days of a big agency's wire."""
    prior_articles: int = 1000
    """Articles without any of the new article's terms that we pretend to have counted before the first one, so that a handful of
    real ones doesn't yet make a word common."""
    everyday_share: float = 0.2
    """Share of those pretended articles that have an everyday word: roughly what such words reach in a general wire."""
    expired_at_once: int = 16
    """Forgotten rows of one kind deleted with one article, so that no message's change grows large; more than one comes in."""
