"""The pool's promises, with real processes: order kept, a failure is one message's, and no child outlives its parent."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest

from schemas import topics
from schemas.errors import InvalidEvent
from schemas.topics import StageName, Topic
from streams.agents.pool import KilledProcesses, Pool, PoolBroken
from streams.agents.stage import Message, NoMemory, Outcome, Stage
from tests.builders import NOON, article


class Obedient(Stage[NoMemory]):
    """Does what the headline says."""

    name: ClassVar[StageName] = "enrich"
    reads: ClassVar[Topic] = topics.ARTICLE
    outcomes: ClassVar[tuple[str, ...]] = ("done",)
    heavy: ClassVar[bool] = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def memory(self) -> NoMemory:
        return NoMemory()

    def handle(self, message: Message, memory: NoMemory) -> Outcome:
        match message.record.headline.split():
            case ["die"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["die", "once"] if not (self._folder / "died").exists():
                (self._folder / "died").touch()
                os.kill(os.getpid(), signal.SIGKILL)
            case ["unreadable"]:
                raise InvalidEvent(f"{message.record.uri}: unreadable")
            case ["bug"]:
                raise ZeroDivisionError("a fault of ours")
            case ["sleep", seconds]:
                time.sleep(float(seconds))
        return Outcome("done", log={"uri": message.record.uri, "process": os.getpid()})


def unloadable() -> Obedient:
    raise ValueError("no such model")


def told(headline: str) -> Message:
    return Message(record=article(uri=f"wire:{headline}", headline=headline), now=NOON)


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Pool]:
    opened = Pool(partial(Obedient, tmp_path), processes=2)
    yield opened
    opened.close()


async def _all(pool: Pool, *headlines: str) -> list[Outcome | BaseException]:
    return await asyncio.gather(*(pool.handle(told(headline)) for headline in headlines), return_exceptions=True)


async def test_messages_are_decided_in_other_processes_at_the_same_time(pool: Pool) -> None:
    outcomes = await _all(pool, "sleep 0.2", "sleep 0.2")
    processes = {outcome.log["process"] for outcome in outcomes if isinstance(outcome, Outcome)}
    assert len(processes) == 2
    assert os.getpid() not in processes


async def test_what_one_message_raises_is_its_own_affair(pool: Pool) -> None:
    first, unreadable, bug, last = await _all(pool, "plain", "unreadable", "bug", "plain")
    assert isinstance(first, Outcome)
    assert isinstance(last, Outcome)
    assert str(unreadable) == "wire:unreadable: unreadable"
    assert isinstance(unreadable, InvalidEvent)
    assert isinstance(bug, ZeroDivisionError)
    assert "in handle" in bug.__notes__[0], "the traceback of the process it happened in"


async def test_a_process_that_dies_is_replaced_and_its_message_tried_again(pool: Pool) -> None:
    before, died_once, after = await _all(pool, "plain", "die once", "plain")
    assert [outcome.name for outcome in (before, died_once, after) if isinstance(outcome, Outcome)] == ["done"] * 3


async def test_a_message_that_kills_two_processes_is_given_up_and_the_others_are_not(pool: Pool) -> None:
    outcomes = await _all(pool, "plain", "die", "plain", "plain")
    assert [type(outcome) for outcome in outcomes] == [Outcome, KilledProcesses, Outcome, Outcome]
    assert str(outcomes[1]) == "killed the worker process 2 times"


async def test_a_process_that_is_killed_while_idle_costs_no_message_a_try(pool: Pool) -> None:
    (first,) = await _all(pool, "plain")
    assert isinstance(first, Outcome)
    os.kill(first.log["process"], signal.SIGKILL)
    await asyncio.sleep(0.1)
    outcomes = await _all(pool, "plain", "plain", "plain")
    assert all(isinstance(outcome, Outcome) for outcome in outcomes)


async def test_a_stage_that_cannot_be_made_is_no_messages_fault() -> None:
    pool = Pool(unloadable, processes=1)
    with pytest.raises(PoolBroken, match="ValueError: no such model"):
        await pool.handle(told("plain"))
    pool.close()


PARENT = """
import asyncio, sys
from functools import partial
from pathlib import Path
from streams.agents.pool import Pool
from tests.agents.test_pool import Obedient, told

async def main():
    pool = Pool(partial(Obedient, Path(sys.argv[1])), processes=2)
    outcomes = await asyncio.gather(*(pool.handle(told("sleep 0.3")) for _ in range(2)))
    print(*(outcome.log["process"] for outcome in outcomes), flush=True)
    await pool.handle(told("sleep 60"))

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_children_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen([sys.executable, str(script), str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        children = [int(number) for number in parent.stdout.readline().split()]
        parent.kill()
    assert len(children) == 2
    deadline = time.monotonic() + 10
    while any(_lives(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_lives(child) for child in children)


def _lives(process: int) -> bool:
    """Whether a process runs; one that nobody has waited for yet doesn't."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
