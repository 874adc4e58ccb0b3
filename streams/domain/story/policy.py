"""Every number that filing depends on, with where it came from."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPolicy:
    """How alike an article and a story must be, and how long things are remembered."""

    join_similarity: float = 0.105
    """Decayed similarity (0..1, conflicts counted) below which an article joins no story. Against a story of one article it is a plain
    cosine, and 0.105 is what 1% of unrelated articles of Reuters-21578 reach; against others it doesn't depend on how many articles
    they have or how alike these are (`cohesion.yardstick`), so that it carries from one wire to the next."""
    above_usual: float = 2.0
    """How many times as alike as its runner-up usually is (the median of the articles counted) an article and a story have to be, if that
    is more: in a wire of moulds two reports that have nothing else in common reach 0.105 easily (`background.py`)."""
    usual_prior: int = 100
    """Articles without a runner-up that we pretend to have counted: a few dozen real ones don't show yet what a wire is like."""
    strictest: float = 2.5
    """How many times what is asked for may grow at the most."""
    margin: float = 1.15
    """How many times the runner-up's similarity the best story's has to be: where two are nearly as alike, the topic is what is alike.
    No more than that, since a twin's first article has no runner-up, and a large margin would make it sure of the wrong story."""
    sure_similarity: float = 0.13
    """From here on the runner-up doesn't matter, so that a story that came apart doesn't come further apart: a quarter above what it
    takes to join."""
    conflict_weights: tuple[tuple[str, float], ...] = (
        ("person", 0.8),
        ("number", 0.8),
        ("figure", 0.65),
        ("place", 0.2),
        ("organisation", 0.15),
        ("day", 0.1),
        ("event", 0.1),
    )
    """Share of a similarity that a full conflict of a kind of anchor takes away. Their order and proportion are what a logistic regression
    on tests/quality/stories.jsonl gives (an article and the stories most like it, 2026-11): persons, numbers and figures tell twins apart,
    places less, what the model takes for an organisation hardly. Their size is in the range that files it best at its own pace, four
    times as fast and half as fast (0.75 to 0.9 for a person); no more than its middle, since what conflicts with a story of many weeks is
    mostly its next turn. Weekdays that differ gain nothing (every follow-up has its own): they only agree, with a day that the other
    names."""
    conflict_quiet: timedelta = timedelta(hours=24)
    """How long a story has to be quiet until a conflict counts in full: while it is on, its articles differ in whom they quote and what
    they count; what comes a day later and differs is something else."""
    conflict_at_once: float = 0.5
    """Share of a conflict that counts even against a story that was updated just now."""
    conflict_checked: int = 3
    """Stories most alike whose anchors are looked at; a fourth changes nothing on the labelled wires."""
    half_life: timedelta = timedelta(hours=72)
    """After this long without news a story's similarity counts half: news is mostly about what is news now."""
    pace: float = 0.25
    """Share of the time that a story has lasted by which its half-life is longer: what has been news for a month will be so next week."""
    least_decay: float = 0.45
    """No story counts less than this share while it is remembered: a follow-up a week later joins if it is more than twice as alike as one
    that comes at once has to be."""
    idle: timedelta = timedelta(days=14)
    """After this long without news a story is forgotten, and what comes then is a new one; dedupe, which names the lineages, remembers
    7 days."""
    article_terms: int = 100
    """Terms of an article that are compared, the heaviest first."""
    story_terms: int = 200
    """Terms that a story keeps, the heaviest first: its articles share most of theirs."""
    story_names: int = 100
    """Words of names that a story keeps, the heaviest first."""
    story_anchors: int = 60
    """Anchors that a story keeps, the most salient first."""
    slack: float = 1.25
    """A story is cut to what it keeps when it has so many times more, so that not every article sorts it anew."""
    rarest_terms: int = 25
    """Terms through which stories are looked up: those that the fewest live stories have."""
    looked_up: int = 60
    """Stories, each counted as often as it is found, through which at most is looked: a term beyond them is no rare one, and the cost of
    an article stays the same however many stories live. With 120 the labelled wires are filed the same, and the invented one of
    `make bench`, by its slugs, worse: what is found far down only rivals what is right."""
    candidates: int = 8
    """Stories that are compared in full, those first that share most of the rarest terms' weight."""
    candidate_share: float = 0.2
    """Share of what the first of them has in common with the article, by weight, below which a story isn't compared: it has one rare term
    where another has five. A third of the comparisons go."""
    counted_articles: int = 20_000
    """The newest articles of a language in which terms and names are counted: about 18 days of a big agency's wire."""
    prior_articles: int = 1000
    """Articles without any of the new article's terms that we pretend to have counted before the first one, so that a handful of
    real ones doesn't yet make a word common."""
    everyday_share: float = 0.2
    """Share of those pretended articles that have an everyday word: roughly what such words reach in a general wire."""
    expired_at_once: int = 16
    """Forgotten rows of one kind deleted with one article, so that no message's change grows large; more than one comes in."""
    merge_after: timedelta = timedelta(hours=1)
    """How long after a story has doubled it is compared with its neighbours: it has settled by then."""
    merges_at_once: int = 2
    """Stories compared with their neighbours before one article, so that none waits for long."""
    merge_similarity: float = 0.18
    """Similarity of two stories, decayed and with conflicts counted, from which they are one: no twins of tests/quality/stories.jsonl
    are as alike."""
    merge_hint: float = 0.4
    """Share of it that the runner-up of an article that joined has to have, or its story has no neighbour worth a look: on the labelled
    wires the same stories merge as if each was looked at."""
