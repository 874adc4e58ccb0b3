"""How the benchmarks measure: works side by side in turns, each in CPU and wall time; memory in a process of its own."""

import gc
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a work took."""

    cpu_seconds: float
    """Of this process, all its threads."""
    wall_seconds: float


@dataclass(slots=True)
class Watch:
    """A stop watch that adds up what is run under it."""

    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        cpu, wall = time.process_time(), time.perf_counter()
        try:
            yield
        finally:
            self.cpu_seconds += time.process_time() - cpu
            self.wall_seconds += time.perf_counter() - wall

    def cost(self) -> Cost:
        return Cost(cpu_seconds=self.cpu_seconds, wall_seconds=self.wall_seconds)


@dataclass(slots=True)
class Rounds:
    """The costs of one work, a round each."""

    costs: list[Cost] = field(default_factory=list)

    def median(self) -> Cost:
        return Cost(cpu_seconds=median(c.cpu_seconds for c in self.costs), wall_seconds=median(c.wall_seconds for c in self.costs))


def timed(work: Callable[[], object]) -> Cost:
    """Run a work once. What was there before is out of the garbage collector's sight; what the work makes, it collects as ever."""
    watch = Watch()
    gc.collect()
    gc.freeze()
    try:
        with watch.running():
            work()
    finally:
        gc.unfreeze()
    return watch.cost()


def side_by_side(works: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, Cost]:
    """Run several works in turns, so that a noisy machine is as noisy for each of them.

    Args:
        works: By name; each does the whole of its task again whenever it is called.
        rounds: How many times each is run.

    Returns:
        The median cost of each.
    """
    done = {name: Rounds() for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            done[name].costs.append(timed(work))
    return {name: each.median() for name, each in done.items()}


def in_turns(works: Mapping[str, Callable[[T], object]], batches: Iterable[T]) -> dict[str, Cost]:
    """Run several works on the same batches in turns, none of which a work has seen before: nobody gains by remembering it.

    Args:
        works: By name.
        batches: What they are run on; the first one only warms them up.

    Returns:
        The cost of each over all other batches.
    """
    watches = {name: Watch() for name in works}
    for number, batch in enumerate(batches):
        for name, work in works.items():
            cost = timed(partial(work, batch))
            if number:
                watches[name].cpu_seconds += cost.cpu_seconds
                watches[name].wall_seconds += cost.wall_seconds
    return {name: watch.cost() for name, watch in watches.items()}


def in_own_process(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a function of a module in a new interpreter, whose memory holds nothing else."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *args, **kwargs).result()


class Growth:
    """By how much this process has grown at its peak since this was made; to be used in a process of its own."""

    def __init__(self) -> None:
        gc.collect()
        self._before = _resident("VmRSS")

    def peak_bytes(self) -> int | None:
        """None where the system doesn't say (it is in Linux' /proc)."""
        peak = _resident("VmHWM")
        return None if peak is None or self._before is None else max(0, peak - self._before)


def _resident(name: str) -> int | None:
    if not STATUS.exists():
        return None
    line: Any = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024
