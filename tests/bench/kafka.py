"""On a real Kafka: messages a second through one stateful worker that has fallen behind, and how long one item takes when all is idle."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from statistics import median

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from schemas import codec, topics
from schemas.item import Item
from schemas.topics import BY_NAME, StageName, Topic
from streams import kafka as local_kafka
from streams.clients import connection
from streams.logs import set_up
from streams.topology import FLOW
from tests.bench.corpus import INVENTED, corpus
from tests.bench.dedupe import Stage
from tests.bench.measure import timed
from tests.bench.report import ROOT, Row, Table
from tests.integration.deployment import Deployment

WAITING, QUICK_WAITING = 4000, 500
"""Items on wire.item before the worker starts."""
SAMPLE = ROOT / "samples" / "wire.jsonl"
PAUSE_SECONDS = 1.5
"""Between two items, several times what one takes: each finds every worker idle."""
POLL_SECONDS = 0.05
LIMIT_SECONDS = 120.0
TICKS_PER_SECOND = 100
"""USER_HZ, which Linux gives as 100 on every platform that Python's packages are built for."""
HOPS: tuple[Topic, ...] = (topics.ITEM, topics.ARTICLE, topics.ENRICHED, topics.FILED, topics.UPDATE, topics.ALERT)
"""Where an item's records stand one after the other."""


def run(*, quick: bool) -> list[Table]:
    why = local_kafka.why_unavailable()
    if why is not None:
        return [Table(title="kafka: not measured", rows=[], note=why)]
    set_up("ERROR")  # a client that asks a new topic's leader too early says so, and asks again
    folder = Path(tempfile.mkdtemp(prefix="writethru-bench-"))
    try:
        with _cluster(folder / "kafka") as brokers:
            behind = asyncio.run(_behind(brokers, folder / "behind", waiting=QUICK_WAITING if quick else WAITING))
            idle = asyncio.run(_idle(brokers, folder / "idle"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return [behind, idle]


@contextmanager
def _cluster(data_dir: Path) -> Iterator[str]:
    try:
        yield local_kafka.start(data_dir=data_dir, port=0).bootstrap
    finally:
        local_kafka.stop(data_dir)


async def _behind(brokers: str, folder: Path, *, waiting: int) -> Table:
    """Dedupe, from the first item it answers to the last, beside the same decisions without Kafka."""
    items = list(corpus(INVENTED).read(waiting))
    folder.mkdir()
    deployment = Deployment(brokers=brokers, prefix="behind.", folder=folder)
    await deployment.create_topics()
    await _fill(deployment, items)
    deployment.start("dedupe")
    try:
        seconds, answered, cpu_seconds = await _drained(deployment, waiting)
    finally:
        deployment.stop()

    def alone() -> None:
        stage = Stage()
        for item in items:
            stage.take(item)

    plain = timed(alone)
    data = f"{INVENTED}, {waiting:,} items waiting"
    rows = [
        Row(
            what="dedupe worker",
            data=data,
            numbers={
                "messages per second": answered / seconds,
                "CPU ms a message": cpu_seconds / answered * 1000 if cpu_seconds else None,
                "÷ without Kafka": answered / seconds / (waiting / plain.wall_seconds),
            },
        ),
        Row(
            what="the same decisions without Kafka",
            data=data,
            numbers={
                "messages per second": waiting / plain.wall_seconds,
                "CPU ms a message": plain.cpu_seconds / waiting * 1000,
                "÷ without Kafka": 1.0,
            },
        ),
    ]
    note = "one worker, one broker; from the first record that comes out to the last, with journal, table and acknowledgements"
    return Table(title="kafka: a stateful worker that has fallen behind", rows=rows, note=note)


async def _fill(deployment: Deployment, items: list[Item]) -> None:
    producer = AIOKafkaProducer(**connection(deployment.settings), linger_ms=20)
    await producer.start()
    name = deployment.settings.topic(topics.ITEM.name)
    sent = [await producer.send(name, codec.encode(item), key=topics.ITEM.key(item).encode()) for item in items]
    await producer.flush()
    await asyncio.gather(*sent)
    await producer.stop()


async def _drained(deployment: Deployment, waiting: int) -> tuple[float, int, float | None]:
    """Seconds from the first record out to the last, records out in that time, and the worker's CPU seconds."""
    outputs = [*_partitions(deployment, topics.ARTICLE), *_partitions(deployment, topics.DUPLICATE)]
    refused = _partitions(deployment, topics.DEADLETTER)
    pid = deployment.processes["dedupe"].pid
    consumer = AIOKafkaConsumer(**connection(deployment.settings), enable_auto_commit=False)
    await consumer.start()
    try:
        began, before, spent = 0.0, 0, 0.0
        deadline = time.monotonic() + LIMIT_SECONDS
        while time.monotonic() < deadline:
            count = sum((await consumer.end_offsets(outputs)).values())
            now = time.perf_counter()
            if any((await consumer.end_offsets(refused)).values()):
                raise RuntimeError(f"dedupe refused an item:\n{(deployment.folder / 'dedupe.log').read_text()[-1500:]}")
            if count and not before:
                began, before, spent = now, count, _cpu_seconds(pid)
            if count >= waiting:
                return now - began, count - before, (_cpu_seconds(pid) - spent) or None
            await asyncio.sleep(POLL_SECONDS)
    finally:
        await consumer.stop()
    raise TimeoutError(f"dedupe did not answer {waiting:,} items within {LIMIT_SECONDS:.0f} s")


def _cpu_seconds(pid: int) -> float:
    """Of a process, all its threads; 0 where the system doesn't say (it is in Linux' /proc)."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / TICKS_PER_SECOND


async def _idle(brokers: str, folder: Path) -> Table:
    """The sample wire, one item at a time, through all stages."""
    folder.mkdir()
    deployment = Deployment(brokers=brokers, prefix="idle.", folder=folder)
    await deployment.create_topics()
    stages: list[StageName] = [step.name for step in FLOW]
    lines = [line for line in SAMPLE.read_bytes().splitlines() if line.strip()]
    try:
        deployment.start_all(stages)
        await deployment.ready()
        await deployment.ingest(lines, pause=PAUSE_SECONDS)
        await deployment.through(stages, items=len(lines))
        found = {hop.name: await _delays(deployment, hop) for hop in HOPS}
    finally:
        deployment.stop()
    rows = [
        Row(what=name, data=f"sample wire, {len(delays)} records", numbers={"median ms": median(delays), "worst ms": max(delays)})
        for name, delays in found.items()
        if delays
    ]
    note = f"from wire.raw's timestamp to the record's own, an item every {PAUSE_SECONDS:g} s, seven workers and one broker on this machine"
    return Table(title="kafka: how long an item takes when all is idle", rows=rows, note=note)


async def _delays(deployment: Deployment, topic: Topic) -> list[float]:
    """Of each record on a topic: milliseconds since wire.raw got what it derives from."""
    consumer = AIOKafkaConsumer(**connection(deployment.settings), auto_offset_reset="earliest", enable_auto_commit=False)
    await consumer.start()
    try:
        partitions = _partitions(deployment, topic)
        consumer.assign(partitions)
        ends = await consumer.end_offsets(partitions)
        delays: list[float] = []
        while len(delays) < sum(ends.values()):
            for messages in (await consumer.getmany(timeout_ms=1000)).values():
                delays += [message.timestamp - _origin(dict(message.headers)) for message in messages]
        return delays
    finally:
        await consumer.stop()


def _origin(headers: dict[str, bytes]) -> float:
    return datetime.fromisoformat(headers["ce_time"].decode()).timestamp() * 1000


def _partitions(deployment: Deployment, topic: Topic) -> list[TopicPartition]:
    return [TopicPartition(deployment.settings.topic(topic.name), number) for number in range(BY_NAME[topic.name].partitions)]
