"""One stage as a Faust worker: the app, its table, its agent, and the process around them."""

import asyncio
import fcntl
import logging
import os
import signal
import time
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import faust
from mode import Service

from schemas.topics import RAW_MAX_BYTES
from streams import metrics
from streams.agents.attempts import Attempts
from streams.agents.deliver import deliver_outbox
from streams.agents.envelope import Incoming
from streams.agents.journal import Output
from streams.agents.pool import Pool
from streams.agents.runner import RUNNER_OUTCOMES, Ack, Runner, StateFormatError
from streams.agents.stage import Stage
from streams.clients import tls
from streams.config import Settings, SettingsError
from streams.logs import logger
from streams.standstill import Standstill
from streams.status import StatusPage
from streams.topology import STEPS, TABLE, changelog_of, default_port
from streams.topology import build as build_stage

LOST_BROKER = os.EX_TEMPFAIL
"""Exit status where the network or the disk refused what must be durable: start the worker again, nothing was acked."""
PRODUCER_REQUEST_BYTES = RAW_MAX_BYTES + 64 * 1024
"""A dead letter of the largest size, with its headers."""
ROCKSDB_OPTIONS = {"driver": "rocksdict", "write_buffer_size": 16 * 1024 * 1024, "block_cache_size": 32 * 1024 * 1024}
"""Rows are read whole at start and written after: caches of Faust's default size (2 GiB) would never be hit."""
MAX_INSTANCES = 64


SESSION_SECONDS = 8.0
"""Without a heartbeat for so long a worker is out of its group: short, so that another takes over quickly."""
STANDSTILL_SECONDS = 6.0
"""A worker that stood still for longer ends: it may be out, and does not know."""
BATCH = 64
"""Messages written together at the most: at 5 ms a round trip, thousands a second."""
Inbox = asyncio.Queue[tuple[Incoming, Ack]]


class FaustChangelog:
    """A stage's Faust table, read and written by partition: the runner's `Changelog` port.

    Faust's own table interface finds the partition from the event being processed; the runner also writes when there is
    none (a restored journal, an attempt of deliver), so it names the partition.
    """

    def __init__(self, table: Any) -> None:
        self._table = table

    def rows(self, partition: int) -> Iterable[tuple[bytes, bytes]]:
        store = self._table.data
        rows: Iterable[tuple[bytes, bytes]] = store._visible_items(store._db_for_partition(partition))
        return rows

    def write(self, partition: int, key: bytes, value: bytes | None) -> Awaitable[Any]:
        """The local store first, then the changelog: Faust notes the changelog offset as stored when the broker answers."""
        db = self._table.data._db_for_partition(partition)
        if value is None:
            db.delete(key)
        else:
            db.put(key, value)
        sent: Awaitable[Any] = self._table.send_changelog(partition, key, value)
        return sent


@dataclass(frozen=True, slots=True)
class Worker:
    """A stage's Faust app with the runner inside."""

    app: Any
    runner: Runner
    inbox: Inbox
    """Messages that Faust has handed over, waiting for the runner."""
    pool: Pool | None
    """Where a heavy stage's messages are decided; none: in a thread."""


def build(stage: Stage[Any], settings: Settings, *, data_dir: Path, standstill: Standstill) -> Worker:
    """Make the Faust app of a stage; nothing is connected yet.

    Args:
        stage: What decides.
        settings: Of the deployment.
        data_dir: This worker's own directory, locked.
        standstill: Asked before each write.
    """
    app = faust.App(
        settings.group(stage.name),
        broker=[f"kafka://{broker}" for broker in settings.brokers.split(",")],
        broker_credentials=_credentials(settings),
        store="rocksdb://",
        datadir=data_dir,
        autodiscover=False,
        web_enabled=False,
        topic_allow_declare=False,
        topic_disable_leader=True,
        table_standby_replicas=0,
        stream_wait_empty=False,
        consumer_auto_offset_reset="earliest",
        consumer_max_fetch_size=PRODUCER_REQUEST_BYTES,
        broker_session_timeout=SESSION_SECONDS,
        broker_heartbeat_interval=1.0,
        broker_request_timeout=30.0,
        producer_max_request_size=PRODUCER_REQUEST_BYTES,
        producer_max_batch_size=512 * 1024,
    )
    table = None
    if STEPS[stage.name].stateful:
        table = app.Table(
            TABLE,
            key_type=bytes,
            value_type=bytes,
            options=dict(ROCKSDB_OPTIONS),
            changelog_topic=app.topic(changelog_of(stage.name, settings), key_serializer="raw", value_serializer="raw", internal=True),
        )
    pool = None
    if stage.heavy and settings.enrich_processes > 1:
        pool = Pool(partial(build_stage, stage.name, settings), processes=settings.enrich_processes)
    runner = Runner(
        stage,
        changelog=FaustChangelog(table) if table is not None else None,
        send=lambda output: _send(app, settings, output),
        attempts=Attempts(data_dir / "attempts"),
        deciders=pool,
        sequence_wait=settings.sequence_wait.total_seconds(),
        before_writing=standstill.check,
    )
    source = app.topic(settings.topic(stage.reads.name), key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw")

    inbox: Inbox = asyncio.Queue(maxsize=BATCH)

    async def agent(stream: Any) -> None:
        async for event in stream.noack().events():
            await inbox.put((_incoming(event.message, stage), partial(stream.ack, event)))

    app.agent(source, name=stage.name)(agent)
    _follow_assignments(app, runner, settings)
    return Worker(app=app, runner=runner, inbox=inbox, pool=pool)


async def _work(worker: Worker) -> None:
    """Take what has come, together: one message when there is time, up to BATCH when the stage has fallen behind."""
    most = worker.runner.together or BATCH
    while True:
        batch = [await worker.inbox.get()]
        while len(batch) < most and not worker.inbox.empty():
            batch.append(worker.inbox.get_nowait())
        try:
            await worker.runner.take(batch)
        except Exception as error:
            _die(worker.runner.stage.name, error)


async def _send(app: Any, settings: Settings, output: Output) -> Awaitable[Any]:
    producer = await app.maybe_start_producer()
    sent: Awaitable[Any] = await producer.send(settings.topic(output.topic), output.key, output.value, None, None, dict(output.headers))
    return sent


def _incoming(message: Any, stage: Stage[Any]) -> Incoming:
    return Incoming(
        topic=stage.reads.name,
        partition=message.partition,
        offset=message.offset,
        timestamp=datetime.fromtimestamp(message.timestamp or 0, UTC),
        key=message.key,
        value=message.value,
        headers={str(name): bytes(value) for name, value in _pairs(message.headers) if value is not None},
        generation=message.generation_id,
    )


def _pairs(headers: Any) -> Iterable[tuple[str, bytes]]:
    pairs: Iterable[tuple[str, bytes]] = headers.items() if hasattr(headers, "items") else headers or ()
    return pairs


def _follow_assignments(app: Any, runner: Runner, settings: Settings) -> None:
    """Read the tables when Kafka has assigned partitions, before Faust lets messages through."""
    stage = runner.stage
    ready = metrics.READY.labels(stage.name)
    ready.set(0)
    began = time.monotonic()

    @app.on_partitions_revoked.connect(weak=False)
    async def revoked(*_: Any, **__: Any) -> None:
        nonlocal began
        began = time.monotonic()
        ready.set(0)

    @app.on_rebalance_complete.connect(weak=False)
    async def assigned(*_: Any, **__: Any) -> None:
        _ack_only_current(app)
        source = settings.topic(stage.reads.name)
        partitions = sorted(tp.partition for tp in app.consumer.assignment() if tp.topic == source)
        try:
            await runner.assign(partitions, generation=app.consumer_generation_id)
        except Exception as error:
            _die(stage.name, error)
        metrics.RECOVERY_SECONDS.labels(stage.name).set(time.monotonic() - began)
        ready.set(1)
        logger().info("ready", partitions=partitions, seconds=round(time.monotonic() - began, 3))


def _ack_only_current(app: Any) -> None:
    """Let Faust ack nothing of an earlier assignment.

    Its streams ack what they pass over after a rebalance, and its commit overlooks one message in flight: together they
    would commit past a message that nobody has processed.
    """
    consumer = app.consumer
    if getattr(consumer, "_acks_only_current", False):
        return
    ack = consumer.ack
    consumer.ack = lambda message: ack(message) if message.generation_id == app.consumer_generation_id else False
    consumer._acks_only_current = True


def _die(stage: str, error: BaseException | None) -> NoReturn:
    """End the process at once, as a kill would: what was in hand is not acked, and the next worker gets it again."""
    if isinstance(error, StateFormatError):
        logger().error("refused", stage=stage, reason=str(error))
    else:
        logger().error("lost", stage=stage, error=f"{type(error).__name__}: {error}", exc_info=error)
    logging.shutdown()
    os._exit(os.EX_CONFIG if isinstance(error, StateFormatError) else LOST_BROKER)


def _stood_still(stage: str, seconds: float) -> NoReturn:
    _die(stage, TimeoutError(f"this worker stood still for {seconds:.0f} s: another may have its partitions"))


class Upkeep(Service):
    """What a worker does beside its messages: waits that end, lag, and deliver's outbox."""

    def __init__(self, worker: Worker, settings: Settings, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._worker = worker
        self._settings = settings

    @Service.timer(1.0)
    async def tick(self) -> None:
        try:
            await self._worker.runner.tick()
        except Exception as error:
            _die(self._worker.runner.stage.name, error)

    @Service.timer(2.0)
    async def show_lag(self) -> None:
        app, stage = self._worker.app, self._worker.runner.stage
        source = self._settings.topic(stage.reads.name)
        for tp in app.consumer.assignment():
            if tp.topic == source:
                end, read = app.consumer.highwater(tp), app.consumer._read_offset.get(tp)
                lag = max(0, (end or 0) - (read + 1 if read is not None else 0)) + self._worker.runner.unfinished(tp.partition)
                metrics.LAG.labels(stage.name, stage.reads.name, tp.partition).set(lag)

    @Service.task
    async def deliver(self) -> None:
        if self._worker.runner.stage.name == "deliver":
            try:
                await deliver_outbox(self._worker.runner, should_stop=lambda: self.should_stop)
            except Exception as error:
                _die(self._worker.runner.stage.name, error)


def run(stage: Stage[Any], settings: Settings) -> int:
    """Run a stage until SIGTERM or SIGINT.

    Returns:
        The process's exit status: 0 after a signal.

    Raises:
        SettingsError: If the data directory can't be written, or the port is taken.
    """
    data_dir = _own_directory(settings, stage.name)
    return asyncio.run(_run(stage, settings, data_dir))


async def _run(stage: Stage[Any], settings: Settings, data_dir: Path) -> int:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    metrics.begin(stage.name, (*stage.outcomes, *RUNNER_OUTCOMES))
    standstill = Standstill(limit_seconds=STANDSTILL_SECONDS, end=partial(_stood_still, stage.name))
    standstill.start()
    worker = build(stage, settings, data_dir=data_dir, standstill=standstill)
    page = StatusPage(stage=stage.name, host=settings.http_host, port=settings.http_port or default_port(stage.name))
    await page.start()
    upkeep = Upkeep(worker, settings)
    await worker.app.start()
    await upkeep.start()
    working = asyncio.create_task(_work(worker))
    stopped = asyncio.create_task(stop.wait())
    ended, _ = await asyncio.wait(
        {stopped, working, asyncio.create_task(worker.app.wait_until_stopped())}, return_when=asyncio.FIRST_COMPLETED
    )
    if stopped not in ended:
        _die(stage.name, worker.app.crash_reason or next((task.exception() for task in ended if task.exception()), None))
    await worker.runner.drain()
    working.cancel()
    await upkeep.stop()
    await worker.app.stop()
    if worker.pool is not None:
        worker.pool.close()
    await page.stop()
    logger().info("stopped")
    return 0


def _own_directory(settings: Settings, stage: str) -> Path:
    """A directory that no other worker of this machine uses; the lowest number that is free, so that a restart finds its own."""
    base = settings.data_dir.absolute() / (settings.prefix or "default")
    try:
        for instance in range(MAX_INSTANCES):
            path = base / f"{stage}-{instance}"
            path.mkdir(parents=True, exist_ok=True)
            lock = os.open(path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return path
            os.close(lock)
    except OSError as error:
        raise SettingsError(f"WRITETHRU_DATA_DIR: {base} can't be written: {error.strerror}") from error
    raise SettingsError(f"WRITETHRU_DATA_DIR: {MAX_INSTANCES} workers of {stage} use {base} already")


def _credentials(settings: Settings) -> Any:
    context = tls(settings)
    if settings.security_protocol.startswith("SASL"):
        return faust.SASLCredentials(
            username=settings.sasl_username, password=settings.sasl_password, mechanism=settings.sasl_mechanism, ssl_context=context
        )
    return faust.SSLCredentials(context=context) if context else None
