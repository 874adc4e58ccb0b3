"""The runner's promises, with dicts and lists in Kafka's place: nothing lost, nothing told twice, bad input set aside."""

import asyncio
from collections.abc import Awaitable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest
from prometheus_client import REGISTRY

from schemas import codec, topics
from schemas.article import Article, Duplicate
from schemas.errors import InvalidEvent
from schemas.topics import StageName, Topic
from streams.agents.attempts import Attempts
from streams.agents.envelope import Incoming
from streams.agents.journal import Output
from streams.agents.pool import KilledProcesses, PoolBroken
from streams.agents.runner import Deciders, Runner, StateFormatError
from streams.agents.stage import Message, Outcome, Stage
from tests.builders import article, item

NOW = datetime(2026, 5, 6, 7, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many items were seen."""

    items: int


class Counts:
    kinds: ClassVar[Mapping[str, type[Any]]] = {"count": Count}

    def __init__(self) -> None:
        self.items = 0

    def apply(self, key: str, row: Any | None) -> None:
        self.items = row.items if row else 0


class Numbering(Stage[Counts]):
    """Sends, for each item, a record with the number of items so far: any loss or repeat shows."""

    name: ClassVar[StageName] = "dedupe"
    reads: ClassVar[Topic] = topics.ITEM
    outcomes: ClassVar[tuple[str, ...]] = ("numbered",)

    def memory(self) -> Counts:
        return Counts()

    def handle(self, message: Message, memory: Counts) -> Outcome:
        if message.record.headline == "unreadable":
            raise InvalidEvent(f"{message.record.uri}: unreadable")
        if message.record.headline == "bug":
            raise ZeroDivisionError("a fault of ours")
        number = memory.items + 1
        copied = Duplicate(
            item_id=message.record.item_id, uri=message.record.uri, of=str(number), kind="exact", provider="x", language="en",
            containment=(1.0, 1.0), received_at=NOW,
        )  # fmt: skip
        return Outcome("numbered", send=(copied,), change={"count/all": Count(items=number)})


class Killed(Exception):
    """The network is gone, and the process with it."""


class Death(BaseException):
    """The process dies in the midst of a message; no handler sees it."""


@dataclass
class World:
    """What outlives a process: the table (the Changelog port), the topics, the attempts file. A kill comes before the `kill_at`th write."""

    path: Path
    stored: dict[int, dict[bytes, bytes]] = field(default_factory=dict)
    sent: list[Output] = field(default_factory=list)
    acked: list[int] = field(default_factory=list)
    writes: int = 0
    kill_at: int = 0
    now: float = 0.0

    def rows(self, partition: int) -> Iterable[tuple[bytes, bytes]]:
        return list(self.stored.get(partition, {}).items())

    def write(self, partition: int, key: bytes, value: bytes | None) -> Awaitable[Any]:
        self._count()
        rows = self.stored.setdefault(partition, {})
        if value is None:
            rows.pop(key, None)
        else:
            rows[key] = value
        return _acknowledged()

    async def send(self, output: Output) -> Awaitable[None]:
        for _ in range(1 if self.sent else 5):  # a producer may have to wait before it takes a record
            await asyncio.sleep(0)
        self._count()
        self.sent.append(output)
        return _acknowledged()

    def _count(self) -> None:
        self.writes += 1
        if 0 < self.kill_at <= self.writes:
            raise Killed

    async def runner(self, stage: Stage[Any], *, table: bool = True, deciders: Deciders | None = None) -> Runner:
        runner = Runner(
            stage,
            changelog=self if table else None,
            send=self.send,
            attempts=Attempts(self.path / "attempts"),
            deciders=deciders,
            clock=lambda: NOW,
            monotonic=lambda: self.now,
        )
        await runner.assign([0, 1])
        return runner

    async def feed(self, runner: Runner, *messages: Incoming, batch: int = 1) -> None:
        for start in range(0, len(messages), batch):
            await runner.take([(message, partial(self._ack, message.offset)) for message in messages[start : start + batch]])
            await asyncio.sleep(0)

    async def _ack(self, offset: int) -> None:
        self.acked.append(offset)

    def numbers(self) -> list[str]:
        """What consumers see: a repeat with the same id is no news to them."""
        unique = {dict(output.headers)["ce_id"]: output for output in self.sent if output.topic == "wire.duplicate"}
        return [codec.decode(Duplicate, output.value).of for output in unique.values()]

    def dead(self) -> list[tuple[bytes, str]]:
        letters = [output for output in self.sent if output.topic == "wire.deadletter"]
        return [(letter.value, dict(letter.headers)["reason"].decode()) for letter in letters]


def _acknowledged() -> "asyncio.Future[None]":
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    done.set_result(None)
    return done


def message(number: int, *, offset: int | None = None, value: bytes | None = None, headline: str = "plain", partition: int = 0) -> Incoming:
    """The `number`th record of intake's first partition, at that offset unless it is a repeat at another one."""
    record = item(uri=f"wire:{number}", headline=headline)
    return Incoming(
        topic="wire.item",
        partition=partition,
        offset=number if offset is None else offset,
        timestamp=NOW,
        key=b"en",
        value=codec.encode(record) if value is None else value,
        headers={"ce_source": b"/writethru/intake/0", "ce_sequence": b"%020d" % number, "ce_time": NOW.isoformat().encode()},
    )


def sequenced(seq: int, *, offset: int) -> Incoming:
    """A record that names its place in the language, as story's do."""
    record = article(uri=f"wire:{seq}", lineage=f"wire:{seq}", seq=seq, revision=0, relation="new")
    return Incoming(topic="wire.item", partition=0, offset=offset, timestamp=NOW, key=b"en", value=codec.encode(record))


class StrictNumbering(Numbering):
    """Numbering over records that carry a seq."""

    reads: ClassVar[Topic] = replace(topics.ITEM, records=(Article,))
    strict: ClassVar[bool] = True


class NewFormat(Numbering):
    format: ClassVar[int] = 2


def counted(stage: str = "dedupe") -> dict[str, float]:
    """The outcome counters of a stage."""
    samples = next(m for m in REGISTRY.collect() if m.name == "writethru_stage_events").samples
    return {s.labels["outcome"]: s.value for s in samples if s.name.endswith("_total") and s.labels["stage"] == stage}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(path=tmp_path)


async def test_messages_are_decided_in_order_and_acked(world: World) -> None:
    await world.feed(await world.runner(Numbering()), *(message(n) for n in range(3)))
    assert world.numbers() == ["1", "2", "3"]
    assert world.acked == [0, 1, 2]


async def test_what_is_written_together_is_sent_in_order(world: World) -> None:
    await world.feed(await world.runner(Numbering()), *(message(n) for n in range(3)), batch=3)
    assert world.numbers() == ["1", "2", "3"]


async def test_every_message_read_ends_in_exactly_one_counted_outcome(world: World) -> None:
    before = counted()
    runner = await world.runner(Numbering())
    fed = [message(0), message(1, value=b"not json"), message(2, headline="unreadable"), message(3, headline="bug"), message(0)]
    await world.feed(runner, *fed)
    gained = {name: value - before.get(name, 0) for name, value in counted().items() if value != before.get(name, 0)}
    assert gained == {"numbered": 1, "deadletter": 2, "crashed": 1, "redelivered": 1}


async def test_all_messages_redelivered_change_nothing_and_send_nothing_new(world: World) -> None:
    fed = [message(n) for n in range(5)]
    await world.feed(await world.runner(Numbering()), *fed)
    rows, sent = dict(world.stored[0]), len(world.sent)
    await world.feed(await world.runner(Numbering()), *fed)
    assert world.numbers() == ["1", "2", "3", "4", "5"]
    assert world.stored[0] == rows
    assert len(world.sent) == sent + 1, "the last one's outputs may not have been sent before the kill, so they are sent again"
    assert world.acked == [0, 1, 2, 3, 4] * 2


async def test_an_upstream_repeat_at_a_new_offset_is_known_by_its_source(world: World) -> None:
    runner = await world.runner(Numbering())
    await world.feed(runner, message(0), message(1), message(0, offset=2), message(1, offset=3), message(2, offset=4))
    assert world.numbers() == ["1", "2", "3"]


@pytest.mark.parametrize("redelivered_in", [1, 2, 4])
@pytest.mark.parametrize("batch", [1, 3])
@pytest.mark.parametrize("kill_at", range(1, 13))
async def test_a_kill_before_any_write_loses_nothing_and_tells_nothing_twice(
    world: World, kill_at: int, batch: int, redelivered_in: int
) -> None:
    fed = [message(n) for n in range(4)]
    world.kill_at = kill_at
    with suppress(Killed):
        await world.feed(await world.runner(Numbering()), *fed, batch=batch)
    assert world.writes >= min(kill_at, 8)
    world.kill_at = 0
    await world.feed(await world.runner(Numbering()), *fed, batch=redelivered_in)
    assert world.numbers() == ["1", "2", "3", "4"]
    assert dict(world.stored[0])[b"count/all"] == codec.encode(Count(items=4))
    assert len({dict(output.headers)["ce_id"] for output in world.sent}) == 4


async def test_bad_input_is_set_aside_whole_and_the_stream_goes_on(world: World) -> None:
    runner = await world.runner(Numbering())
    await world.feed(
        runner, message(0, value=b"\xff\x00 not json"), message(1, headline="unreadable"), message(2, headline="bug"), message(3)
    )
    values, reasons = zip(*world.dead(), strict=True)
    assert values[0] == b"\xff\x00 not json"
    assert reasons[0].startswith("Item: ")
    assert reasons[1] == "wire:1: unreadable"
    assert reasons[2] == "crashed: ZeroDivisionError: a fault of ours"
    assert world.numbers() == ["1"]
    assert world.acked == [0, 1, 2, 3]


async def test_a_message_that_killed_its_process_twice_is_dead_lettered(world: World) -> None:
    class Deadly(Numbering):
        def handle(self, message: Message, memory: Counts) -> Outcome:
            if message.record.uri == "wire:1":
                raise Death
            return super().handle(message, memory)

    for _ in range(2):
        with pytest.raises(Death):
            await world.feed(await world.runner(Deadly()), message(0), message(1))
    await world.feed(await world.runner(Deadly()), message(0), message(1), message(2))
    assert [reason for _, reason in world.dead()] == ["killed the worker process 2 times"]
    assert world.numbers() == ["1", "2"]


async def test_what_comes_early_is_held_and_acked_in_offset_order(world: World) -> None:
    runner = await world.runner(StrictNumbering())
    await world.feed(runner, sequenced(1, offset=0), sequenced(2, offset=1))
    assert world.acked == []
    await world.feed(runner, sequenced(0, offset=2), sequenced(3, offset=3))
    assert [codec.decode(Duplicate, output.value).uri for output in world.sent] == ["wire:0", "wire:1", "wire:2", "wire:3"]
    assert world.acked == [0, 1, 2, 3]


async def test_a_gap_is_left_after_the_wait_and_its_article_taken_when_it_comes_after_all(world: World) -> None:
    runner = await world.runner(StrictNumbering())
    await world.feed(runner, sequenced(0, offset=0), sequenced(2, offset=1))
    world.now = 59.0
    await runner.tick()
    assert world.acked == [0]
    world.now = 61.0
    await runner.tick()
    await world.feed(runner, sequenced(1, offset=2))
    assert [codec.decode(Duplicate, output.value).uri for output in world.sent] == ["wire:0", "wire:2", "wire:1"]
    assert world.acked == [0, 1, 2]


async def test_what_was_held_is_redelivered_after_a_kill(world: World) -> None:
    await world.feed(await world.runner(StrictNumbering()), sequenced(1, offset=0), sequenced(0, offset=1), sequenced(3, offset=2))
    await world.feed(await world.runner(StrictNumbering()), sequenced(3, offset=2), sequenced(2, offset=3))
    assert [codec.decode(Duplicate, output.value).uri for output in world.sent] == [f"wire:{n}" for n in range(4)]
    assert world.acked == [0, 1, 2, 3]


async def test_a_message_fetched_before_a_rebalance_is_passed_over(world: World) -> None:
    runner = await world.runner(Numbering())
    await runner.assign([0], generation=2)
    await world.feed(runner, message(0))
    assert (world.sent, world.acked) == ([], [])


async def test_partitions_do_not_share_their_memory(world: World) -> None:
    runner = await world.runner(Numbering())
    other = replace(message(0, partition=1), headers={})
    await world.feed(runner, message(0), other, message(1))
    assert sorted(world.numbers()) == ["1", "1", "2"]


async def test_a_table_of_another_format_is_refused_with_what_to_do(world: World) -> None:
    await world.feed(await world.runner(Numbering()), message(0))
    with pytest.raises(StateFormatError, match=r"format 1, this program writes 2.*WRITETHRU_PREFIX"):
        await world.runner(NewFormat())


async def test_draining_finishes_what_is_in_hand_and_takes_nothing_more(world: World) -> None:
    runner = await world.runner(Numbering())
    in_hand = asyncio.create_task(world.feed(runner, message(0)))
    await asyncio.sleep(0)
    await runner.drain()
    await in_hand
    await world.feed(runner, message(1))
    assert world.acked == [0]


async def test_a_stage_without_a_table_gives_a_repeat_the_same_id(world: World) -> None:
    runner = await world.runner(Numbering(), table=False)
    await world.feed(runner, message(0), message(0))
    ids = [dict(output.headers)["ce_id"] for output in world.sent]
    assert len(ids) == 2
    assert len(set(ids)) == 1


async def test_what_time_decides_is_journalled_too(world: World) -> None:
    runner = await world.runner(Numbering())
    await world.feed(runner, message(0))
    await runner.record(0, Outcome("numbered", change={"count/all": Count(items=40)}))
    await world.feed(await world.runner(Numbering()), message(1))
    assert world.numbers() == ["1", "41"]


class Dues(Numbering):
    """Owes one record, from the start."""

    def due(self, memory: Counts, *, now: datetime) -> Outcome | None:
        return None if memory.items else self.handle(Message(record=item(uri="wire:due"), now=now), memory)


async def test_what_is_due_is_told_once(world: World) -> None:
    runner = await world.runner(Dues())
    await runner.tick()
    await runner.tick()
    assert world.numbers() == ["1", "1"], "once in each of two partitions"


@pytest.mark.parametrize("kill_at", range(1, 8))
async def test_a_kill_loses_nothing_that_was_due(world: World, kill_at: int) -> None:
    world.kill_at = kill_at
    with suppress(Killed):
        await (await world.runner(Dues())).tick()
    world.kill_at = 0
    runner = await world.runner(Dues())
    await runner.tick()
    await world.feed(runner, message(0))
    assert sorted(world.numbers()) == ["1", "1", "2"]


class Reading(Numbering):
    """A heavy stage: passes each item on under its uri."""

    heavy: ClassVar[bool] = True

    def handle(self, message: Message, memory: Counts) -> Outcome:
        outcome = super().handle(message, memory)
        return Outcome(outcome.name, send=tuple(replace(copied, of=message.record.uri) for copied in outcome.send))


class Gates:
    """Deciders that answer for an item when its gate is opened; `started` says how many were in hand at the same time."""

    together = 4

    def __init__(self) -> None:
        self.gates: dict[str, asyncio.Event] = {}
        self.started: list[str] = []
        self.fails: dict[str, BaseException] = {}

    def open(self, *uris: str) -> None:
        for uri in uris:
            self._gate(uri).set()

    def _gate(self, uri: str) -> asyncio.Event:
        return self.gates.setdefault(uri, asyncio.Event())

    async def handle(self, message: Message) -> Outcome:
        uri = message.record.uri
        self.started.append(uri)
        await self._gate(uri).wait()
        if uri in self.fails:
            raise self.fails[uri]
        return Reading().handle(message, Counts())


async def _settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_heavy_messages_are_in_hand_together_and_go_out_in_order(world: World) -> None:
    gates = Gates()
    runner = await world.runner(Reading(), table=False, deciders=gates)
    feeding = asyncio.create_task(world.feed(runner, *(message(n) for n in range(3)), batch=3))
    await _settle()
    assert gates.started == ["wire:0", "wire:1", "wire:2"]
    gates.open("wire:2", "wire:1")
    await _settle()
    assert (world.sent, world.acked) == ([], []), "what was done first waits for those before it"
    gates.open("wire:0")
    await feeding
    assert world.numbers() == ["wire:0", "wire:1", "wire:2"]
    assert world.acked == [0, 1, 2]


async def test_a_heavy_message_does_not_wait_for_those_behind_it(world: World) -> None:
    gates = Gates()
    runner = await world.runner(Reading(), table=False, deciders=gates)
    feeding = asyncio.create_task(world.feed(runner, *(message(n) for n in range(3)), batch=3))
    gates.open("wire:0", "wire:1")
    await _settle()
    assert world.acked == [0, 1]
    gates.open("wire:2")
    await feeding
    assert world.acked == [0, 1, 2]


async def test_of_messages_in_hand_together_only_the_one_that_fails_is_set_aside(world: World) -> None:
    before = counted()
    gates = Gates()
    gates.fails = {"wire:1": KilledProcesses("killed the worker process 2 times"), "wire:2": ZeroDivisionError("a fault of ours")}
    gates.open(*(f"wire:{n}" for n in range(5)))
    runner = await world.runner(Reading(), table=False, deciders=gates)
    await world.feed(runner, *(message(n) for n in range(4)), message(4, value=b"not json"), batch=5)
    assert world.numbers() == ["wire:0", "wire:3"]
    reasons = [reason for _, reason in world.dead()]
    assert reasons[:2] == ["killed the worker process 2 times", "crashed: ZeroDivisionError: a fault of ours"]
    assert reasons[2].startswith("Item: ")
    assert world.acked == [0, 1, 2, 3, 4]
    gained = {name: value - before.get(name, 0) for name, value in counted().items() if value != before.get(name, 0)}
    assert gained == {"numbered": 2, "deadletter": 2, "crashed": 1}


async def test_a_pool_that_cannot_start_ends_the_worker_with_nothing_acked(world: World) -> None:
    gates = Gates()
    gates.fails = {"wire:0": PoolBroken("no memory")}
    gates.open("wire:0", "wire:1")
    runner = await world.runner(Reading(), table=False, deciders=gates)
    with pytest.raises(PoolBroken):
        await world.feed(runner, message(0), message(1), batch=2)
    assert (world.sent, world.acked) == ([], [])


async def test_the_one_that_kills_the_worker_itself_is_found_among_those_in_hand_together(world: World) -> None:
    class Deadly(Gates):
        async def handle(self, message: Message) -> Outcome:
            self.started.append(message.record.uri)
            await asyncio.sleep(0)
            if "wire:2" in self.started:
                raise Death
            self.started.remove(message.record.uri)
            return Reading().handle(message, Counts())

    fed = [message(n) for n in range(5)]
    deaths = 0
    for _ in range(6):
        world.acked.clear()
        try:
            await world.feed(await world.runner(Reading(), table=False, deciders=Deadly()), *fed, batch=5)
        except Death:
            deaths += 1
        else:
            break
    assert world.acked == [0, 1, 2, 3, 4]
    assert deaths == 3, "once among others, then twice alone"
    assert world.numbers() == ["wire:0", "wire:1", "wire:3", "wire:4"]
    assert [reason for _, reason in world.dead()] == ["killed the worker process 2 times"]


class Verbose(Numbering):
    """Says too much of one item."""

    def handle(self, message: Message, memory: Counts) -> Outcome:
        outcome = super().handle(message, memory)
        if message.record.uri != "wire:1":
            return outcome
        return replace(outcome, send=(replace(outcome.send[0], of="x" * topics.DUPLICATE.max_bytes),))


async def test_a_record_too_large_for_its_topic_dead_letters_its_message_and_changes_nothing(world: World) -> None:
    await world.feed(await world.runner(Verbose()), message(0), message(1), message(2))
    assert [reason for _, reason in world.dead()] == ["Duplicate: 4,194,470 bytes, and wire.duplicate takes 4,194,304"]
    assert world.numbers() == ["1", "2"]
