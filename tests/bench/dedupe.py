"""Dedupe: decisions a second, their growth and the memory they need, beside two MinHash packages at their usual settings.

All three take the same items one by one, as a stream brings them: shingles, index, decision and remembering included. The packages only
say whether something alike was there before; the stage tells copies from versions and says what a version changed.
"""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, Literal, Protocol

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashDeduplicator

from schemas.item import Item
from streams.agents.dedupe import Dedupe
from streams.agents.stage import Message
from tests.bench.corpus import Corpus, corpora, corpus
from tests.bench.measure import Growth, Rounds, Watch, in_own_process, side_by_side
from tests.bench.report import Row, Table

THRESHOLD, PERMUTATIONS, SHINGLE_WORDS = 0.8, 128, 3
"""What both packages' documentation uses, and the shingles that are usual with it."""
STREAM, QUICK_STREAM = 2000, 200
MARKS, QUICK_MARKS = (1000, 5000, 20_000), (100,)
"""Items fed before the cost of the next ones is measured."""
WINDOW, WINDOWS = 250, 3
ROUNDS = 3


class Detector(Protocol):
    """Takes items one by one, remembers each, and knows repeats."""

    def take(self, item: Item) -> None: ...


class Stage:
    """Our stage with its memory, as the runner drives it."""

    def __init__(self) -> None:
        self._stage = Dedupe()
        self._memory = self._stage.memory()

    def take(self, item: Item) -> None:
        outcome = self._stage.handle(Message(record=item, now=item.received_at), self._memory)
        for key, row in outcome.change.items():
            self._memory.apply(key, row)


class Datasketch:
    """MinHashLSH as its documentation has it, with the batch update that it advises for speed."""

    scheme: ClassVar[Literal["affine32", "legacy"]] = "affine32"
    """Its permutations: the default of 2.0."""

    def __init__(self) -> None:
        self._lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)

    def take(self, item: Item) -> None:
        hashed = MinHash(num_perm=PERMUTATIONS, scheme=self.scheme)
        hashed.update_batch([shingle.encode() for shingle in shingles(item.body)])
        self._lsh.query(hashed)
        self._lsh.insert(item.item_id, hashed, check_duplication=False)


class DatasketchBefore2(Datasketch):
    """The same with the permutations of all releases before 2.0, whose signatures 2.0 reads in no other way."""

    scheme = "legacy"


class Rensa:
    """RMinHashDeduplicator as its documentation has it, for a stream."""

    def __init__(self) -> None:
        self._known = RMinHashDeduplicator(threshold=THRESHOLD, num_perm=PERMUTATIONS, use_lsh=True)

    def take(self, item: Item) -> None:
        hashed = RMinHash(num_perm=PERMUTATIONS, seed=42)
        hashed.update(shingles(item.body))
        self._known.add(item.item_id, hashed)


OURS = "dedupe stage"
DETECTORS: dict[str, Callable[[], Detector]] = {
    OURS: Stage,
    "datasketch MinHashLSH": Datasketch,
    "datasketch before 2.0": DatasketchBefore2,
    "rensa R-MinHash": Rensa,
}


def shingles(text: str) -> list[str]:
    """Runs of three words, in lower case; a shorter text is one run.

    >>> shingles("Twelve dead in quake")
    ['twelve dead in', 'dead in quake']
    """
    words = text.lower().split()
    return [" ".join(words[at : at + SHINGLE_WORDS]) for at in range(max(1, len(words) - SHINGLE_WORDS + 1))]


def run(*, quick: bool) -> list[Table]:
    found = corpora(quick=quick)
    most, marks = (QUICK_STREAM, QUICK_MARKS) if quick else (STREAM, MARKS)
    rates = [row for each in found for row in _rates(each, most=most)]
    grown = _growth(found[-1], marks=marks)
    settings = f"word {SHINGLE_WORDS}-shingles, threshold {THRESHOLD}, {PERMUTATIONS} permutations for the packages"
    return [
        Table(title="dedupe: decisions", rows=rates, note=f"median of {ROUNDS} rounds in turns from an empty memory; {settings}"),
        Table(
            title="dedupe: cost of a decision as what is remembered grows, and memory",
            rows=grown,
            note=f"median of {WINDOWS} windows of {WINDOW} items after so many; memory is the peak growth of a process of its own, "
            "scaled to 100,000 items; the stage remembers texts, to say later what changed, and the packages signatures",
        ),
    ]


def _rates(found: Corpus, *, most: int) -> list[Row]:
    items = list(found.read(most))

    def feed(make: Callable[[], Detector]) -> None:
        detector = make()
        for item in items:
            detector.take(item)

    costs = side_by_side({name: lambda make=make: feed(make) for name, make in DETECTORS.items()}, rounds=ROUNDS)  # type: ignore[misc]
    return [
        Row(
            what=name,
            data=f"{found.name}, {len(items):,} items",
            numbers={
                "decisions per CPU-second": len(items) / cost.cpu_seconds,
                "decisions per second": len(items) / cost.wall_seconds,
                "stage's rate ÷ this": cost.cpu_seconds / costs[OURS].cpu_seconds,
            },
        )
        for name, cost in costs.items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """What one detector took in a process of its own."""

    milliseconds: tuple[float, ...]
    """CPU time of a decision, beside the marks."""
    fed: int
    peak_bytes: int | None


def _growth(found: Corpus, *, marks: tuple[int, ...]) -> list[Row]:
    rows = []
    for name in DETECTORS:
        grown = in_own_process(grow, name, found.name, marks)
        costs = {f"ms after {mark:,}": cost for mark, cost in zip(marks, grown.milliseconds, strict=True)}
        memory = None if grown.peak_bytes is None else grown.peak_bytes / grown.fed * 100_000 / 1024**2
        growth = {f"{marks[-1]:,} ÷ {marks[0]:,}": grown.milliseconds[-1] / grown.milliseconds[0]} if len(marks) > 1 else {}
        rows.append(Row(what=name, data=f"{found.name}, {grown.fed:,} items", numbers={**costs, **growth, "MiB per 100,000": memory}))
    return rows


def grow(name: str, corpus_name: str, marks: tuple[int, ...]) -> Grown:
    """Feed one detector past the last mark."""
    growth = Growth()
    detector = DETECTORS[name]()
    items = corpus(corpus_name).read()
    fed, milliseconds = 0, list[float]()
    for mark in marks:
        for item in islice(items, mark - fed):
            detector.take(item)
        windows = [_window(detector, items) for _ in range(WINDOWS)]
        milliseconds.append(Rounds(costs=[watch.cost() for watch in windows]).median().cpu_seconds / WINDOW * 1000)
        fed = mark + WINDOWS * WINDOW
    gc.collect()
    return Grown(milliseconds=tuple(milliseconds), fed=fed, peak_bytes=growth.peak_bytes())


def _window(detector: Detector, items: Iterator[Item]) -> Watch:
    watch, window = Watch(), list(islice(items, WINDOW))
    with watch.running():
        for item in window:
            detector.take(item)
    return watch
