"""Story: assignments a second as the number of live stories grows, and the memory they need, beside a plain TF-IDF single pass.

The articles' names come from their capitals, not from the language model, which would take a hundred times as long as what is measured.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from functools import partial
from itertools import islice

from schemas.article import Article
from schemas.common import Passage
from schemas.enriched import Enriched, Entity
from schemas.ids import stable_id
from streams.agents.stage import Message
from streams.agents.story import Stories
from streams.domain.story.memory import LiveStory, Shelf, StoryMemory, story_key
from tests.bench.corpus import NEWS, as_article, corpora, corpus
from tests.bench.measure import Cost, Growth, Rounds, in_own_process, timed
from tests.bench.report import Row, Table

FILED, QUICK_FILED = (1000, 2500), (100,)
"""Live stories that are reached by filing articles, and at which the next assignments are measured."""
CLONED = (10_000, 50_000)
"""Live stories that are reached by putting those filed on the shelf several times under other ids, which saves minutes."""
RARE_SHARE = 0.005
"""A term that no greater share of articles has is another one in each clone, which is about something else, not the same again; the
others' lists grow as they would."""
PLAIN_UP_TO = 10_000
"""Live stories up to which the plain pass, whose cost grows with them, is measured too."""
WINDOW, PLAIN_WINDOW, WINDOWS = 200, 40, 3
"""Articles of a window, those at its start that the plain pass files too, and how many windows."""
NAME = re.compile(r"(?<=[\w,’'] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
JOIN = 0.2
"""Cosine from which the plain pass joins a story; which one it takes costs the same."""


@dataclass(slots=True)
class PlainTfIdf:
    """Every textbook's single pass: the story with the greatest cosine to the article, through an index of all terms."""

    articles: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    stories: dict[int, dict[str, float]] = field(default_factory=dict)
    index: dict[str, dict[int, float]] = field(default_factory=dict)

    def assign(self, article: Enriched) -> int:
        """Join the story most like an article, or open one."""
        terms = Counter(re.findall(r"\w+", f"{article.headline} {article.body}".lower()))
        self.articles += 1
        self.counts.update(terms.keys())
        weights = {term: count * math.log(1 + self.articles / self.counts[term]) for term, count in terms.items()}
        alike: dict[int, float] = {}
        for term, weight in _unit(weights).items():
            for story, other in self.index.get(term, {}).items():
                alike[story] = alike.get(story, 0.0) + weight * other
        best = max(alike, key=alike.__getitem__, default=None)
        story = len(self.stories) if best is None or alike[best] < JOIN else best
        self.put(story, weights)
        return story

    def put(self, story: int, weights: dict[str, float]) -> None:
        """Add an article's weights to a story."""
        total = self.stories.setdefault(story, {})
        for term, weight in weights.items():
            total[term] = total.get(term, 0.0) + weight
        for term, weight in _unit(total).items():
            self.index.setdefault(term, {})[story] = weight


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What was measured at one number of live stories."""

    live: int
    fed: int
    stage: Cost
    """The median window's; `plain` likewise."""
    plain: Cost | None
    peak_bytes: int | None


def run(*, quick: bool) -> list[Table]:
    rows = []
    for found in corpora(quick=quick, invented=NEWS):
        reached = in_own_process(grow, found.name, QUICK_FILED if quick else FILED, () if quick else CLONED)
        rows += [row for each in reached for row in _rows(found.name, each)]
    note = (
        f"median of {WINDOWS} windows of {WINDOW} articles, of which the plain pass, which then knows the stage's stories, files the first "
        f"{PLAIN_WINDOW}; measured from the enriched record to the outcome with its changes applied; memory is "
        f"the process's peak growth so far. From {CLONED[0]:,} on: stories several times, with other rare terms"
    )
    return [Table(title="story: assignments as live stories grow", rows=rows, note=note)]


def _rows(data: str, reached: Reached) -> list[Row]:
    rows = []
    for name, cost, articles in (("story stage", reached.stage, WINDOW), ("plain TF-IDF", reached.plain, PLAIN_WINDOW)):
        if cost is None:
            continue
        ours = name == "story stage"
        numbers = {
            "live stories": float(reached.live),
            "assignments per CPU-s": articles / cost.cpu_seconds,
            "assignments per s": articles / cost.wall_seconds,
            "CPU ms an article": cost.cpu_seconds / articles * 1000,
            "stage's rate ÷ this": cost.cpu_seconds / articles / (reached.stage.cpu_seconds / WINDOW),
            "MiB": reached.peak_bytes / 1024**2 if ours and reached.peak_bytes is not None else None,
        }
        rows.append(Row(what=name, data=f"{data}, {reached.fed:,} articles", numbers=numbers))
    return rows


def grow(corpus_name: str, filed: tuple[int, ...], cloned: tuple[int, ...]) -> list[Reached]:
    """File a wire until so many stories are live, measuring at each mark; a wire that ends before is measured no further."""
    growth = Growth()
    stage = Stories()
    memory = stage.memory()
    articles = enriched(corpus_name)
    reached = list[Reached]()
    for mark in filed:
        for article in articles:
            file(stage, memory, article)
            if len(memory.shelf("en").stories) >= mark:
                break
        else:
            return reached
        reached.append(_measure(stage, memory, articles, peak_bytes=growth.peak_bytes()))
    shelf = memory.shelf("en")
    originals = [row for story_id in shelf.stories if (row := shelf.story(story_id)) is not None]
    for mark in cloned:
        _clone(memory, originals, mark)
        reached.append(_measure(stage, memory, articles, peak_bytes=growth.peak_bytes()))
    return reached


def _measure(stage: Stories, memory: StoryMemory, articles: Iterator[Enriched], *, peak_bytes: int | None) -> Reached:
    shelf = memory.shelf("en")
    live = len(shelf.stories)
    plain = _plain(shelf) if live <= PLAIN_UP_TO * 1.1 else None
    ours, theirs = Rounds(), Rounds()
    fed = 0
    for _ in range(WINDOWS):
        window = list(islice(articles, WINDOW))
        fed = window[-1].seq + 1
        ours.costs.append(timed(partial(_file_all, stage, memory, window)))
        if plain is not None:
            theirs.costs.append(timed(partial(_assign_all, plain, window[:PLAIN_WINDOW])))
    return Reached(live=live, fed=fed, stage=ours.median(), plain=theirs.median() if plain else None, peak_bytes=peak_bytes)


def _file_all(stage: Stories, memory: StoryMemory, window: list[Enriched]) -> None:
    for article in window:
        file(stage, memory, article)


def _assign_all(plain: PlainTfIdf, window: list[Enriched]) -> None:
    for article in window:
        plain.assign(article)


def file(stage: Stories, memory: StoryMemory, article: Enriched) -> None:
    """What the runner does for one article."""
    outcome = stage.handle(Message(record=article, now=article.received_at), memory)
    for key, row in outcome.change.items():
        memory.apply(key, row)


def _plain(shelf: Shelf) -> PlainTfIdf:
    """A plain pass that knows the stories of a shelf."""
    counts = Counter(term for slot in shelf.counted if (row := shelf.counted_row(slot)) for term in row.terms)
    plain = PlainTfIdf(articles=len(shelf.counted), counts=counts)
    for number, story_id in enumerate(shelf.stories):
        story = shelf.story(story_id)
        plain.put(number, {} if story is None else {term: float(weight) for term, weight in story.terms.items()})
    return plain


def _clone(memory: StoryMemory, originals: list[LiveStory], live: int) -> None:
    """Put stories on the shelf again until so many are live."""
    shelf = memory.shelf("en")
    counts = Counter(term for slot in shelf.counted if (row := shelf.counted_row(slot)) for term in row.terms)
    rare = {term for term, count in counts.items() if count <= RARE_SHARE * len(shelf.counted)}
    for number in range(len(shelf.stories), live):
        clone = _renamed(originals[number % len(originals)], rare, number)
        memory.apply(story_key(clone.language, clone.story_id), clone)


def _renamed(story: LiveStory, rare: set[str], number: int) -> LiveStory:
    terms = {f"{term}{number}" if term in rare else term: weight for term, weight in story.terms.items()}
    names = {f"{name}{number}": weight for name, weight in story.names.items()}
    return replace(story, story_id=f"{story.story_id}-{number}", terms=terms, names=names)


def enriched(corpus_name: str) -> Iterator[Enriched]:
    """A corpus' articles with the names that their capitals show."""
    for seq, item in enumerate(corpus(corpus_name).read()):
        article = as_article(item, seq=seq)
        yield Enriched(**{each.name: getattr(article, each.name) for each in fields(Article)}, entities=_names(article), model="capitals")


def _names(article: Article) -> tuple[Entity, ...]:
    found: dict[str, list[Passage]] = {}
    for hit in NAME.finditer(article.body):
        found.setdefault(hit.group(), []).append(Passage(span=hit.span(), text=hit.group()))
    return tuple(Entity(id=stable_id(name), type="other", name=name, mentions=tuple(mentions)) for name, mentions in found.items())
