"""Takes a stage's messages through the same steps: decode, place, decide, journal, send, apply, count, ack.

Messages are decided one after the other; what follows from those that came together is written together, so that a stage that
has fallen behind pays for one round trip to the broker, not for one a message.

The runner knows Kafka only through three ports: `Changelog` (a table), `send` (a producer) and the `ack` that comes with each
message. It acks a message when its outcome is counted and its journal entry and outputs are acknowledged, and in offset order
only: a committed offset covers every lower one. What can't be read, and what makes a stage fail, becomes a dead letter; what
the network refuses ends the process with nothing acked, and the next worker gets it again.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from schemas import codec
from schemas.deadletter import DeadLetter
from schemas.errors import InvalidEvent
from schemas.topics import DEADLETTER, TOPIC_OF
from streams import metrics
from streams.agents import journal
from streams.agents.attempts import Attempts
from streams.agents.envelope import Incoming, headers_of, place_of, record_type
from streams.agents.journal import Entry, Output, Place, Verdict
from streams.agents.pool import KilledProcesses, PoolBroken
from streams.agents.stage import Memory, Message, Outcome, Raw, Stage
from streams.logs import logger

JOURNAL_KEY = b"journal"
REDELIVERED = Outcome("redelivered")
DEAD = frozenset({"deadletter", "crashed"})
RUNNER_OUTCOMES = (REDELIVERED.name, *sorted(DEAD))
"""What a message may come to in any stage, beside the stage's own outcomes."""
MAX_KILLS = 2
"""A message that was in hand when its worker process died this often is not tried again."""


Ack = Callable[[], Awaitable[Any]]
DRAFT_BYTES = 2 * 1024 * 1024
"""A draft beyond this is written before the next message: an entry must stay well below the changelog's largest message."""


class Changelog(Protocol):
    """The table of a stage, a partition of it for each partition of the source topic."""

    def rows(self, partition: int) -> Iterable[tuple[bytes, bytes]]:
        """Every row of a partition."""

    def write(self, partition: int, key: bytes, value: bytes | None) -> Awaitable[Any]:
        """Set a row locally and send it to the changelog; awaiting it waits for the broker's acknowledgement."""


class Deciders(Protocol):
    """Where a heavy stage without memory decides about several messages at a time (a process pool)."""

    together: int
    """Messages that are worth taking together."""

    def handle(self, message: Message) -> Awaitable[Outcome]:
        """Decide about one; what fails, fails for this one alone."""


class StateFormatError(Exception):
    """The table was written by another version of the program; says what to do."""


@dataclass(slots=True, kw_only=True)
class Taken:
    """A message in the runner's hands."""

    incoming: Incoming
    record: Any
    """Decoded, or the InvalidEvent that reading it gave."""
    place: Place
    ack: Ack
    since: float
    """When it was taken, seconds of the monotonic clock."""
    done: bool = False


@dataclass(slots=True, kw_only=True)
class Draft:
    """What was decided about a partition's messages and is not yet written."""

    entry: Entry
    decided: list[tuple[Taken, Outcome]] = field(default_factory=list)
    size: int = 0
    """Bytes of outputs and rows: an entry must fit into one message."""
    clocked: bool = False
    """Whether it depends on a clock: then it must be durable before anybody sees it, since it would not be decided the same again."""


@dataclass(slots=True, kw_only=True)
class Partition:
    """What the runner holds of one source partition."""

    number: int
    memory: Any
    draft: Draft
    restored: Entry
    """What the table held when the partition was assigned."""
    unsent: tuple[Output, ...]
    """Its outputs, which may not have been sent; sent again once, when one of its messages comes again."""
    held: dict[str, dict[int, Taken]] = field(default_factory=dict)
    """Messages that came early, by source and number."""
    waiting_since: dict[str, float] = field(default_factory=dict)
    """When a source began to wait for a missing number, seconds of the monotonic clock."""
    open: deque[Taken] = field(default_factory=deque)
    """Messages not yet acked, in offset order."""
    alone_until: int = 0
    """Messages below this offset are taken one by one: among those taken together from where it died is what killed the process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dead:
    """A dead letter on its way: the bytes as they came, what we know in the headers."""

    letter: DeadLetter
    value: bytes

    def output(self) -> Output:
        names = ("stage", "topic", "partition", "offset", "key", "reason")
        headers = tuple((name, str(getattr(self.letter, name)).encode("utf-8", "backslashreplace")) for name in names)
        return Output(topic=DEADLETTER.name, key=self.letter.key.encode(), value=self.value, headers=headers)


class Runner:
    """Runs one stage over the partitions that Kafka has assigned to this process."""

    def __init__(
        self,
        stage: Stage[Any],
        *,
        changelog: Changelog | None,
        send: Callable[[Output], Awaitable[Awaitable[Any]]],
        attempts: Attempts,
        deciders: Deciders | None = None,
        sequence_wait: float = 60.0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
        before_writing: Callable[[], None] = lambda: None,
    ) -> None:
        """
        Args:
            stage: What decides.
            changelog: None for a stage without memory.
            send: Takes one record into the producer's queue, in order; what it gives is done when the broker has acknowledged it.
            attempts: Counts the deaths of this process by message.
            deciders: For a heavy stage without memory; none: each message in turn, in a thread.
            sequence_wait: Seconds that a strict source waits for a missing number.
            clock: Our clock, for `detected_at`.
            monotonic: For waits and durations, seconds.
            before_writing: Called before each commit; ends the process if it may not write any more.
        """
        self.stage = stage
        self._changelog = changelog
        self._send = send
        self._attempts = attempts
        self._deciders = deciders
        self._sequence_wait = sequence_wait
        self._clock = clock
        self._monotonic = monotonic
        self._before_writing = before_writing
        self._partitions: dict[int, Partition] = {}
        self._lock = asyncio.Lock()
        self._generation = 0
        self._draining = False
        self._failed: BaseException | None = None

    # --- partitions -------------------------------------------------------------------------------------------------

    async def assign(self, partitions: Iterable[int], *, generation: int = 0) -> None:
        """Begin anew with these partitions: what was in memory is dropped, and read again from the table.

        Args:
            partitions: Of the source topic.
            generation: Of this assignment. Messages fetched under another one are passed over: Kafka gives them again.

        Raises:
            StateFormatError: If a table's rows are of another version.
        """
        async with self._lock:
            self._generation = generation
            self._partitions = {partition: self._restore(partition) for partition in partitions}
            for part in self._partitions.values():
                if not part.restored.last:  # a timer's: no message will come again for it
                    unsent, part.unsent = part.unsent, ()
                    await self._send_all(unsent)

    def _restore(self, partition: int) -> Partition:
        memory, entry = self.stage.memory(), Entry(format=self.stage.format)
        rows = dict(self._changelog.rows(partition)) if self._changelog else {}
        if JOURNAL_KEY in rows:
            entry = journal.decode_entry(rows.pop(JOURNAL_KEY))
        if entry.format != self.stage.format:
            raise StateFormatError(
                f"{self.stage.name}: its table is of format {entry.format}, this program writes {self.stage.format}. "
                f"Run the program that wrote it, or start under a new WRITETHRU_PREFIX and ingest again."
            )
        for name, value in ((key.decode(), value) for key, value in rows.items()):
            if name not in entry.changes:
                memory.apply(name, _row(memory, name, value))
        for name, change in entry.changes.items():  # the entry may be ahead of its rows
            memory.apply(name, _row(memory, name, change))
            self._write_row(partition, name, change)
        part = Partition(number=partition, memory=memory, draft=Draft(entry=journal.begun(entry)), restored=entry, unsent=entry.outputs)
        died_at = self._attempts.left(self.stage.reads.name, partition)
        if died_at is not None and self._deciders is not None:
            part.alone_until = died_at + self._deciders.together
        return part

    # --- messages ---------------------------------------------------------------------------------------------------

    async def take(self, batch: Sequence[tuple[Incoming, Ack]]) -> None:
        """Take messages to their outcomes; returns when these are durable, or a message is held for its turn.

        Args:
            batch: What has come, in the order of each partition's offsets.

        Raises:
            Exception: Only what the ports raise (the network, the disk): the caller must end the process, nothing is acked.
        """
        async with self._lock:
            together: list[tuple[Partition, Taken]] = []
            for incoming, ack in batch:
                part = self._partitions.get(incoming.partition)
                if self._draining or part is None or incoming.generation != self._generation:
                    continue
                record = self._decode(incoming)
                place = place_of(incoming, record, strict=self.stage.strict)
                taken = Taken(incoming=incoming, record=record, place=place, ack=ack, since=self._monotonic())
                part.open.append(taken)
                if self._deciders is None:
                    await self._place(part, taken)
                elif incoming.offset < part.alone_until:
                    await self._decide(part, taken)
                    await self._commit(part)
                else:
                    together.append((part, taken))
            await self._decide_together(together)
            await self._commit_all()

    async def _decide_together(self, messages: Sequence[tuple[Partition, Taken]]) -> None:
        """Decide about messages at the same time; each is sent, counted and acked once it and those before it are decided."""
        for part, taken in reversed(messages):  # the first of each partition stays noted as the one in hand
            self._attempts.begin(taken.incoming.topic, part.number, taken.incoming.offset)
        deciding = [asyncio.ensure_future(self._decided(part, taken.incoming, taken.record)) for part, taken in messages]
        try:
            for (part, taken), decided in zip(messages, deciding, strict=True):
                self._attempts.begin(taken.incoming.topic, part.number, taken.incoming.offset)
                self._add_decided(part, taken, await decided)
                await self._commit(part)
        finally:
            for decided in deciding:
                decided.cancel()

    async def _place(self, part: Partition, taken: Taken) -> None:
        match journal.verdict(part.draft.entry, taken.place) if self._changelog else Verdict.NEXT:
            case Verdict.NEXT:
                await self._decide(part, taken)
                await self._release(part, taken.place.source)
            case Verdict.EARLY:
                self._hold(part, taken)
            case Verdict.LAST | Verdict.DONE:
                if part.unsent and journal.verdict(part.restored, taken.place) is Verdict.LAST:
                    unsent, part.unsent = part.unsent, ()
                    await self._send_all(unsent)
                part.draft.decided.append((taken, REDELIVERED))

    async def tick(self) -> None:
        """What time alone brings about: what the stage finds due, and a strict source that has waited long enough."""
        async with self._lock:
            for part in self._partitions.values():
                for source, since in list(part.waiting_since.items()):
                    if self._monotonic() - since >= self._sequence_wait:
                        await self._skip(part, source)
            await self._commit_all()
            for part in self._partitions.values():
                while not self._draining and (outcome := self.stage.due(part.memory, now=self._clock())):
                    await self._commit_clocked(part, outcome)

    async def record(self, partition: int, outcome: Outcome) -> None:
        """Journal, send and apply what was decided without a message (deliver's attempts)."""
        async with self._lock:
            part = self._partitions.get(partition)
            if part is not None and not self._draining:
                await self._commit_clocked(part, outcome)

    @property
    def together(self) -> int | None:
        """How many messages are worth taking together; None where any number is."""
        if self._deciders is not None:
            return self._deciders.together
        return 1 if self.stage.heavy else None

    def memories(self) -> Mapping[int, Any]:
        """The memory of each partition, to look at; only the runner changes it."""
        return {partition: part.memory for partition, part in self._partitions.items()}

    def unfinished(self, partition: int) -> int:
        """Messages of a partition that were taken and are not acked: in hand, or held."""
        part = self._partitions.get(partition)
        return len(part.open) if part else 0

    async def drain(self) -> None:
        """Finish what is in hand and take nothing more."""
        self._draining = True
        async with self._lock:
            pass

    # --- the steps --------------------------------------------------------------------------------------------------

    def _decode(self, incoming: Incoming) -> Any:
        """The record, or the error that reading it gave: a value, since a place in the order is owed to it either way."""
        if not self.stage.reads.records:
            return Raw(
                topic=incoming.topic,
                partition=incoming.partition,
                offset=incoming.offset,
                value=incoming.value or b"",
                content_type=incoming.header("content-type"),
                received_at=incoming.timestamp,
            )
        try:
            if incoming.value is None:
                raise InvalidEvent("empty value")
            return codec.decode(record_type(self.stage.reads, incoming.header("ce_type")), incoming.value)
        except InvalidEvent as error:
            return error

    async def _decide(self, part: Partition, taken: Taken) -> None:
        """Decide about one message, and add what follows to the partition's draft; the memory goes on from there at once."""
        self._add_decided(part, taken, await self._outcome(part, taken.incoming, taken.record))
        if part.draft.size > DRAFT_BYTES:
            await self._commit(part)

    def _add_decided(self, part: Partition, taken: Taken, outcome: Outcome) -> None:
        if taken.place.strict and journal.missing(part.draft.entry, taken.place):
            part.draft.clocked = True
        number = None if self._changelog else taken.incoming.offset
        try:
            self._add(part, outcome, place=taken.place, at=taken.incoming.origin_time, number=number)
        except InvalidEvent as error:  # a record that can't be written: nothing of the outcome was added
            outcome = self._dead(taken.incoming, taken.record, "deadletter", str(error))
            self._add(part, outcome, place=taken.place, at=taken.incoming.origin_time, number=number)
        part.draft.decided.append((taken, outcome))

    def _add(self, part: Partition, outcome: Outcome, *, place: Place | None, at: datetime, number: int | None = None) -> None:
        entry = part.draft.entry
        outputs = self._outputs(part.number, outcome, entry.number if number is None else number, at)
        changes = {key: None if row is None else codec.encode(row) for key, row in outcome.change.items()}
        part.draft.entry = journal.advance(entry, place, outputs=outputs, changes=changes)
        part.draft.size += sum(len(output.value) for output in outputs) + sum(len(row or b"") for row in changes.values())
        for key, row in outcome.change.items():
            part.memory.apply(key, row)

    async def _outcome(self, part: Partition, incoming: Incoming, record: Any) -> Outcome:
        kills = self._attempts.begin(incoming.topic, incoming.partition, incoming.offset)
        if kills >= MAX_KILLS:
            return self._dead(incoming, record, "deadletter", f"killed the worker process {kills} times")
        return await self._decided(part, incoming, record)

    async def _decided(self, part: Partition, incoming: Incoming, record: Any) -> Outcome:
        if isinstance(record, InvalidEvent):
            return self._dead(incoming, record, "deadletter", str(record))
        message = Message(record=record, now=self._clock())
        try:
            if self._deciders is not None:
                return await self._deciders.handle(message)
            if self.stage.heavy:
                return await asyncio.to_thread(self.stage.handle, message, part.memory)
            return self.stage.handle(message, part.memory)
        except (InvalidEvent, KilledProcesses) as error:
            return self._dead(incoming, record, "deadletter", str(error))
        except PoolBroken:
            raise
        except Exception as error:
            logger().exception("crashed", topic=incoming.topic, partition=incoming.partition, offset=incoming.offset)
            return self._dead(incoming, record, "crashed", f"crashed: {type(error).__name__}: {error}")

    def _dead(self, incoming: Incoming, record: Any, outcome: str, reason: str) -> Outcome:
        """A dead letter, and what the stage owes to later ones in the record's place."""
        letter = DeadLetter(
            stage=self.stage.name,
            topic=incoming.topic,
            partition=incoming.partition,
            offset=incoming.offset,
            key=(incoming.key or b"").decode("utf-8", "backslashreplace"),
            reason=reason[:1000],
        )
        owed = () if isinstance(record, InvalidEvent) else self.stage.instead(record, reason[:1000])
        return Outcome(outcome, send=(Dead(letter=letter, value=incoming.value or b""), *owed), log={"reason": letter.reason})

    async def _commit_all(self) -> None:
        for part in self._partitions.values():
            await self._commit(part)
        held = sum(len(messages) for part in self._partitions.values() for messages in part.held.values())
        metrics.HELD.labels(self.stage.name).set(held)

    async def _commit_clocked(self, part: Partition, outcome: Outcome) -> None:
        self._add(part, outcome, place=None, at=self._clock())
        part.draft.clocked = True
        await self._commit(part)

    async def _commit(self, part: Partition) -> None:
        """Write a draft: the journal entry and the outputs, then the rows, then the acks.

        When this returns all is durable; of the rows, what the broker has not yet acknowledged stands in the journal until the
        next entry, which comes after it.
        """
        draft, part.draft = part.draft, Draft(entry=journal.begun(part.draft.entry))
        if self._failed:
            raise self._failed
        self._before_writing()
        entry = draft.entry
        if self._changelog and (entry.last or entry.changes or entry.outputs):
            written = asyncio.ensure_future(_wait(self._changelog.write(part.number, JOURNAL_KEY, journal.encode_entry(entry))))
            if draft.clocked:
                await written
            await asyncio.gather(written, self._send_all(entry.outputs))
            for key, change in entry.changes.items():
                self._write_row(part.number, key, change)
        else:
            await self._send_all(entry.outputs)
        self._attempts.done(self.stage.reads.name, part.number)
        for taken, outcome in draft.decided:
            self._count(taken, outcome)
        while part.open and part.open[0].done:
            await part.open.popleft().ack()

    def _write_row(self, partition: int, key: str, value: bytes | None) -> None:
        """Write a row without waiting: until the next entry is acknowledged, which comes after it, the journal holds it too."""
        if self._changelog is not None:
            asyncio.ensure_future(_wait(self._changelog.write(partition, key.encode(), value))).add_done_callback(self._note_failure)

    def _note_failure(self, done: "asyncio.Future[Any]") -> None:
        if not done.cancelled() and done.exception():
            self._failed = done.exception()

    def _outputs(self, partition: int, outcome: Outcome, number: int, at: datetime) -> tuple[Output, ...]:
        return tuple(
            record.output() if isinstance(record, Dead) else self._output(record, partition, number, index, at)
            for index, record in enumerate(outcome.send)
        )

    def _output(self, record: Any, partition: int, number: int, index: int, at: datetime) -> Output:
        topic, value = TOPIC_OF[type(record)], codec.encode(record)
        if len(value) > topic.max_bytes:
            raise InvalidEvent(f"{type(record).__name__}: {len(value):,} bytes, and {topic.name} takes {topic.max_bytes:,}")
        headers = headers_of(record, stage=self.stage.name, partition=partition, number=number, index=index, at=at)
        return Output(topic=topic.name, key=topic.key(record).encode(), value=value, headers=headers)

    async def _send_all(self, outputs: Iterable[Output]) -> None:
        """Hand the records over one after the other, then wait for all: within a source consumers rely on rising numbers."""
        acknowledged = [await self._send(output) for output in outputs]
        await asyncio.gather(*acknowledged)

    def _count(self, taken: Taken, outcome: Outcome) -> None:
        name, incoming = self.stage.name, taken.incoming
        metrics.EVENTS.labels(name, outcome.name).inc()
        metrics.SECONDS.labels(name).observe(self._monotonic() - taken.since)
        metrics.AGE.labels(name).observe(max(0.0, (self._clock() - incoming.origin_time).total_seconds()))
        dead = outcome.name in DEAD
        if dead:
            metrics.DEADLETTERS.labels(name).inc()
        tell = logger().warning if dead else logger().info if outcome.name in self.stage.news else logger().debug
        tell(name, outcome=outcome.name, topic=incoming.topic, partition=incoming.partition, offset=incoming.offset, **outcome.log)
        taken.done = True

    def _hold(self, part: Partition, taken: Taken) -> None:
        """Keep a message until its turn; of one that comes twice, the first is kept."""
        held = part.held.setdefault(taken.place.source, {})
        if taken.place.number in held:
            part.draft.decided.append((taken, REDELIVERED))
            return
        held[taken.place.number] = taken
        part.waiting_since.setdefault(taken.place.source, self._monotonic())

    async def _release(self, part: Partition, source: str) -> None:
        """Take what was held for the message just decided."""
        held = part.held.get(source)
        while held:
            number = part.draft.entry.positions[source].number + 1
            if number not in held:
                part.waiting_since[source] = self._monotonic()
                return
            await self._decide(part, held.pop(number))
        part.held.pop(source, None)
        part.waiting_since.pop(source, None)

    async def _skip(self, part: Partition, source: str) -> None:
        """Go on with the lowest number held."""
        taken = part.held[source].pop(min(part.held[source]))
        gaps = journal.missing(part.draft.entry, taken.place)
        metrics.GAPS.labels(self.stage.name).inc(len(gaps))
        logger().warning("gap", source=source, missing=[*gaps][:20], count=len(gaps))
        await self._decide(part, taken)
        await self._release(part, source)


async def _wait(sent: Awaitable[Any]) -> Any:
    return await sent


def _row(memory: Memory, key: str, value: bytes | None) -> Any | None:
    return None if value is None else codec.decode(memory.kinds[key.partition("/")[0]], value)
