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
    clear_similarity: float = 0.16
    """Enough for a story that is on (updated within `conflict_quiet`) if `clear_margin` is kept: halfway between 0.21 and the 0.105
    that 1% of unrelated articles reach."""
    clear_margin: float = 2.2
    """What the margin over the runner-up typically is among the split articles."""
    people_similarity: float = 0.08
    """Enough for a story about the same people (below) if `people_margin` is kept: of two unrelated articles of the labelled wires one
    pair in twenty is as alike, and names no person in common."""
    people_margin: float = 2.5
    """How many times the runner-up's similarity: one person's two matters are about as like a third report."""
    people_bare_similarity: float = 0.25
    """Similarity before decay and conflicts that it takes beside the names: the least of nineteen in twenty reports that belong together in
    tests/quality/wire.jsonl, where desks tell a story in words of their own."""
    rare_person: float = 0.6
    """A name as rare as this share of a never seen one's rarity tells who an article is about: one in a hundred articles has it."""
    people_agreement: tuple[float, ...] = (0.8, 0.62, 0.5)
    """What conflicts must leave of a similarity where one, two, three or more people are shared. Follow-ups in
    tests/quality/wire.jsonl keep 0.6 to 0.9, two matters of one person in tests/quality/stories.jsonl up to 0.77; where three are
    shared, other numbers and other places are what is new."""
    name_weight: float = 0.4
    """Share of the names in a similarity; the rest is the terms'. Published comparisons of single-pass filing take 0.3; 0.4 splits fewer
    follow-ups in tests/quality/stories.jsonl."""
    conflict_weights: tuple[tuple[str, float], ...] = (
        ("person", 0.75),
        ("number", 0.75),
        ("figure", 0.6),
        ("place", 0.2),
        ("organisation", 0.15),
        ("day", 0.1),
        ("event", 0.1),
    )
    """Share of a similarity that a full conflict of a kind of anchor takes away. Their order and proportion are what a logistic regression
    on tests/quality/stories.jsonl gives (an article and the stories most like it, 2026-11): persons, numbers and figures tell twins apart,
    places less, what the model takes for an organisation hardly. Their size is the upper end of the range that files it best (0.65 to 0.75
    for a person). Weekdays that differ gain nothing (every follow-up has its own): they only agree, with a day that the other names."""
    conflict_quiet: timedelta = timedelta(hours=24)
    """How long a story has to be quiet until a conflict counts in full: while it is on, its articles differ in whom they quote and what
    they count; what comes a day later and differs is something else."""
    conflict_at_once: float = 0.1
    """Share of a conflict that counts even against a story that was updated just now."""
    conflict_checked: int = 4
    """Stories most alike whose anchors are looked at."""
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
    story_anchors: int = 60
    """Anchors that a story keeps, the most salient first."""
    slack: float = 1.25
    """A story is cut to what it keeps when it has so many times more, so that not every article sorts it anew."""
    rarest_terms: int = 25
    """Terms through which stories are looked up: those that the fewest live stories have."""
    looked_up: int = 750
    """Stories, each counted as often as it is found, through which at most is looked: a term beyond them is no rare one, and the cost of
    an article stays the same however many stories live."""
    candidates: int = 16
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
    merge_after: timedelta = timedelta(hours=1)
    """How long after a story has grown it is compared with its neighbours: it has settled by then, and a busy one is looked at once an
    hour, not once an article."""
    merges_at_once: int = 2
    """Stories compared with their neighbours before one article, so that none waits for long."""
    merge_similarity: float = 0.35
    """Similarity of two stories, decayed and with conflicts counted, from which they are one: no twins of tests/quality/stories.jsonl
    are as alike."""
