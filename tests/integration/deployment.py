"""A whole deployment on a real Kafka for one test: topics, worker processes that can be killed, and what stands on the topics."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Any

import aiohttp
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from schemas import codec
from schemas.topics import BY_NAME, StageName
from streams import provision
from streams.agents.envelope import record_type
from streams.clients import connection
from streams.config import ChannelSettings, Settings
from streams.ingest import RawItem, ingesting
from streams.ports import free_ports
from streams.topology import FLOW

WORKER = Path(__file__).with_name("worker.py")
PATIENCE_SECONDS = 120.0
"""A killed member leaves its group after 8 s; on a busy machine of two cores a restart takes several times that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One record on a topic."""

    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: dict[str, bytes]
    record: Any
    """Decoded; None on topics of bytes."""


@dataclass(slots=True)
class Deployment:
    """Everything under one prefix."""

    brokers: str
    prefix: str
    folder: Path
    partitions: dict[str, int] = field(default_factory=dict)
    channels: dict[str, ChannelSettings] = field(default_factory=lambda: {"desk": ChannelSettings(min_severity="low")})
    processes: dict[str, Popen[bytes]] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        return Settings(
            brokers=self.brokers, prefix=self.prefix, partitions=self.partitions, channels=self.channels, data_dir=self.folder / "data"
        )

    async def create_topics(self) -> None:
        await provision.create(provision.deployment(self.settings), **connection(self.settings))

    def start(self, stage: StageName, *, name: str | None = None, **faults: str) -> None:
        """Start a worker process; `faults` are what worker.py reads (KILL_AT, DELAY)."""
        name = name or stage
        self.ports.setdefault(name, free_ports(1)[0])
        environ = {key: value for key, value in os.environ.items() if not key.startswith("WRITETHRU_")} | {
            "WRITETHRU_BROKERS": self.brokers,
            "WRITETHRU_PREFIX": self.prefix,
            "WRITETHRU_DATA_DIR": str(self.folder / "data"),
            "WRITETHRU_HTTP_PORT": str(self.ports[name]),
            "WRITETHRU_PARTITIONS": json.dumps(self.partitions),
            "WRITETHRU_CHANNELS": json.dumps({name: said.model_dump() for name, said in self.channels.items()}),
            "WRITETHRU_LOG_LEVEL": "INFO",
            **faults,
        }
        with (self.folder / f"{name}.log").open("ab") as log:
            command = [sys.executable, str(WORKER) if faults else "-m", *([] if faults else ["streams", "worker"]), stage]
            self.processes[name] = Popen(command, env=environ, stdin=DEVNULL, stdout=log, stderr=log)

    def start_all(self, stages: Iterable[StageName] | None = None) -> None:
        for stage in stages or [step.name for step in FLOW]:
            self.start(stage)

    def kill(self, name: str) -> None:
        """kill -9."""
        self.processes[name].send_signal(signal.SIGKILL)
        self.processes.pop(name).wait()

    def stop(self, names: Iterable[str] | None = None) -> None:
        """SIGTERM, and wait; SIGKILL after 20 s."""
        names = list(names or self.processes)
        for name in names:
            self.processes[name].terminate()
        for name in names:
            process = self.processes.pop(name)
            try:
                process.wait(20)
            except Exception:
                process.kill()
                process.wait()

    async def ready(self, names: Iterable[str] | None = None) -> None:
        """Wait until these workers take messages."""
        async with aiohttp.ClientSession() as session:
            for name in list(names or self.processes):
                await self.until(lambda name=name: self.is_ready(session, name), f"{name} to be ready")  # type: ignore[misc]

    async def is_ready(self, session: aiohttp.ClientSession, name: str) -> bool:
        with suppress(aiohttp.ClientError, TimeoutError):
            async with session.get(f"http://127.0.0.1:{self.ports[name]}/ready", timeout=aiohttp.ClientTimeout(2)) as answer:
                return answer.status == 200
        return False

    async def until(self, done: Callable[[], Any], what: str, *, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until `done` gives something true."""
        deadline = time.monotonic() + seconds
        while not await done():
            dead = {name: process.returncode for name, process in self.processes.items() if process.poll() not in (None, -signal.SIGKILL)}
            if dead or time.monotonic() > deadline:
                logs = "\n".join(f"--- {log.name}\n{log.read_text()[-1500:]}" for log in sorted(self.folder.glob("*.log")))
                raise AssertionError(f"waited in vain for {what}; ended: {dead}\n{logs}")
            await asyncio.sleep(0.2)

    async def ingest(self, values: Sequence[bytes], *, pause: float = 0.0) -> None:
        """Put items on wire.raw; a pause keeps the order of items on different partitions."""
        async with ingesting(self.settings) as target:
            for value in values:
                await target.put(RawItem(key=None, value=value, content_type=None))
                await asyncio.sleep(pause)

    async def copy(self, topic: str, source: "Deployment") -> None:
        """Put on a topic, record by record with its headers, what stands on another deployment's."""
        producer = AIOKafkaProducer(**connection(self.settings))
        await producer.start()
        for read in await source.read(topic):
            await producer.send_and_wait(self.settings.topic(topic), read.value, key=read.key, headers=list(read.headers.items()))
        await producer.stop()

    async def read(self, topic: str) -> list[Read]:
        """Everything that stands on a topic, partition by partition."""
        name, kinds = self.settings.topic(topic), BY_NAME[topic]
        consumer = AIOKafkaConsumer(**connection(self.settings), auto_offset_reset="earliest", enable_auto_commit=False)
        await consumer.start()
        try:
            partitions = [TopicPartition(name, number) for number in range(self._partitions(topic))]
            consumer.assign(partitions)
            ends = await consumer.end_offsets(partitions)
            found: list[Read] = []
            for partition, end in ends.items():
                consumer.assign([partition])
                await consumer.seek_to_beginning(partition)
                while await consumer.position(partition) < end:
                    for message in (await consumer.getmany(partition, timeout_ms=1000)).get(partition, []):
                        headers = dict(message.headers)
                        kind = record_type(kinds, headers.get("ce_type", b"").decode()) if kinds.records else None
                        record = codec.decode(kind, message.value) if kind and message.value is not None else None
                        found.append(
                            Read(
                                partition=message.partition, offset=message.offset, key=message.key,
                                value=message.value, headers=headers, record=record,
                            )
                        )  # fmt: skip
            return found
        finally:
            await consumer.stop()

    async def rewind(self, stage: StageName) -> None:
        """Set a stopped stage's committed offsets back to the beginning: Kafka will give it everything again."""
        reads = next(step.reads for step in FLOW if step.name == stage)
        partitions = [TopicPartition(self.settings.topic(reads.name), number) for number in range(self._partitions(reads.name))]
        consumer = AIOKafkaConsumer(**connection(self.settings), group_id=self.settings.group(stage), enable_auto_commit=False)
        await consumer.start()
        consumer.assign(partitions)
        await consumer.commit(dict.fromkeys(partitions, 0))
        await consumer.stop()

    async def through(self, stages: Iterable[StageName], *, items: int) -> None:
        """Wait until these stages have committed all that stands on the topics they read, `items` on wire.raw among them."""
        for stage in stages:
            reads = next(step.reads for step in FLOW if step.name == stage)
            await self.until(
                lambda stage=stage, reads=reads: self._caught_up(stage, reads.name, items if reads.name == "wire.raw" else 1),  # type: ignore[misc]
                f"{stage} to catch up",
            )

    async def _caught_up(self, stage: StageName, topic: str, least: int) -> bool:
        partitions = [TopicPartition(self.settings.topic(topic), number) for number in range(self._partitions(topic))]
        consumer = AIOKafkaConsumer(**connection(self.settings), group_id=self.settings.group(stage), enable_auto_commit=False)
        await consumer.start()
        try:
            consumer.assign(partitions)
            ends = await consumer.end_offsets(partitions)
            committed = [await consumer.committed(partition) or 0 for partition in partitions]
            total = sum(int(end) for end in ends.values())
            return total >= least and sum(int(offset) for offset in committed) >= total
        finally:
            await consumer.stop()

    def _partitions(self, topic: str) -> int:
        return self.partitions.get(topic, BY_NAME[topic].partitions)
