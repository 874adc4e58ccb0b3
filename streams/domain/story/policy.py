"""Every number that filing depends on, with where it came from."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPolicy:
    """How alike an article and a story must be, and how long things are remembered."""

    join_similarity: float = 0.20
    """Decayed similarity (0..1) at which an article joins its best story whatever the others say."""
    likely_similarity: float = 0.14
    """Below `join_similarity`, an article still joins from here on if its best story stands out."""
    stand_out: float = 3.0
    """How many times the runner-up's similarity the best one has to reach, to stand out."""
    entity_weight: float = 0.3
    """Share of the entities in a similarity; the rest is the terms'. From published comparisons of single-pass filing."""
    half_life: timedelta = timedelta(hours=72)
    """After this long without news a story's similarity counts half: news is mostly about what is news now."""
    idle: timedelta = timedelta(days=8)
    """After this long a story is forgotten: decay alone has brought a perfect match below `likely_similarity` by then
    (72 h x log2(1 / 0.14) is 8.5 days, less for any real match), and dedupe, which names the lineages, remembers 7 days."""
    article_terms: int = 100
    """Terms of an article that are compared, the heaviest first."""
    story_terms: int = 200
    """Terms that a story keeps, the heaviest first: its articles share most of theirs."""
    story_entities: int = 100
    """Entities that a story keeps, the heaviest first."""
    rarest_terms: int = 25
    """Terms through which stories are looked up: those that the fewest live stories have."""
    candidates: int = 40
    """Stories that are compared in full, those first that share most of the rarest terms' weight."""
    counted_articles: int = 20_000
    """The newest articles of a language in which terms and entities are counted: about 18 days of a big agency's wire."""
    prior_articles: int = 1000
    """Articles without any of the new article's terms that we pretend to have counted before the first one, so that a handful of
    real ones doesn't yet make a word common."""
    everyday_share: float = 0.2
    """Share of those pretended articles that have an everyday word: roughly what such words reach in a general wire."""
    expired_at_once: int = 16
    """Forgotten rows of one kind deleted with one article, so that no message's change grows large; more than one comes in."""
