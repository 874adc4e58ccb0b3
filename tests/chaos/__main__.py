"""`make chaos`: faults while a wire flows through all stages on a real Kafka, and what came through.

Each row is a deployment of its own. The wire is invented copy; what stands on the topics at the end is compared, id for id, with what
replay makes of the same wire.item. Exit status 1 where anything was lost, or told differently.
"""

import asyncio
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

from schemas.topics import StageName
from streams import kafka as local_kafka
from streams.topology import FLOW
from tests.bench.copy import wire
from tests.integration.deployment import Deployment
from tests.integration.outcome import TOLD, Told, replayed, told

ITEMS = 120
PAUSE_SECONDS = 0.25
"""Between two items: the wire flows for half a minute, and faults fall into it."""
STAGES: list[StageName] = [step.name for step in FLOW]

Fault = Callable[[Deployment, local_kafka.Cluster, random.Random], Awaitable[int]]


@dataclass(slots=True)
class Row:
    """What a fault did."""

    fault: str
    times: int = 0
    seconds: float = 0.0
    """From the first item to the last stage's last commit."""
    updates: int = 0
    missing: int = 0
    """Ids that replay gives and the topics don't have."""
    unexpected: int = 0
    different: int = 0
    """Ids with other content."""
    repeats: int = 0
    """Records with an id that was there before, which consumers know by it."""
    dead: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not (self.missing or self.unexpected or self.different)


async def none(deployment: Deployment, cluster: local_kafka.Cluster, dice: random.Random) -> int:
    return 0


async def kill_workers(deployment: Deployment, cluster: local_kafka.Cluster, dice: random.Random) -> int:
    """kill -9 of every stage's worker, one after the other in a random order, each started again a second later."""
    for stage in dice.sample(STAGES, len(STAGES)):
        await asyncio.sleep(dice.uniform(0.5, 2.5))
        deployment.kill(stage)
        await asyncio.sleep(1.0)
        deployment.start(stage)
    return len(STAGES)


async def kill_all_at_once(deployment: Deployment, cluster: local_kafka.Cluster, dice: random.Random) -> int:
    """The machine of all workers goes down, twice."""
    for _ in range(2):
        await asyncio.sleep(dice.uniform(4, 8))
        for stage in STAGES:
            deployment.kill(stage)
        await asyncio.sleep(1.0)
        deployment.start_all()
    return 2


async def kill_broker(deployment: Deployment, cluster: local_kafka.Cluster, dice: random.Random) -> int:
    """The only broker is killed and started again: nothing can be written meanwhile."""
    for _ in range(2):
        await asyncio.sleep(dice.uniform(3, 6))
        await asyncio.to_thread(cluster.kill_broker, 1)
        await asyncio.sleep(2.0)
        await asyncio.to_thread(cluster.start_broker, 1)
    return 2


async def stop_a_worker_for_a_while(deployment: Deployment, cluster: local_kafka.Cluster, dice: random.Random) -> int:
    """A worker of each stateful stage stands still (SIGSTOP) until a spare has taken its partitions over, and then wakes up."""
    stages = [step.name for step in FLOW if step.stateful]
    for stage in stages:
        deployment.start(stage, name=f"{stage} spare")
    await deployment.ready([f"{stage} spare" for stage in stages])
    for stage in stages:
        deployment.processes[stage].send_signal(signal.SIGSTOP)
    await asyncio.sleep(14.0)
    for stage in stages:
        deployment.processes[stage].send_signal(signal.SIGCONT)
    return len(stages)


FAULTS: dict[str, Fault] = {
    "none": none,
    "kill -9 of each worker in turn": kill_workers,
    "kill -9 of all workers at once": kill_all_at_once,
    "kill -9 of the broker": kill_broker,
    "each stateful worker stands still for 14 s beside a spare": stop_a_worker_for_a_while,
}


async def run(name: str, cluster: local_kafka.Cluster, folder: Path) -> Row:
    """Let the wire flow, with a fault in the midst."""
    row, dice = Row(fault=name), random.Random(name)
    deployment = Deployment(brokers=cluster.bootstrap, prefix=f"{folder.name}.", folder=folder)
    await deployment.create_topics()
    keeping = asyncio.create_task(keep_alive(deployment))
    try:
        deployment.start_all()
        await deployment.ready()
        started = time.monotonic()
        items = [orjson.dumps(item) for item in islice(wire(seed=7), ITEMS)]
        feeding = asyncio.create_task(deployment.ingest(items, pause=PAUSE_SECONDS))
        row.times = await FAULTS[name](deployment, cluster, dice)
        await feeding
        await deployment.ready()
        await deployment.through(STAGES, items=ITEMS)
        row.seconds = time.monotonic() - started
        keeping.cancel()
        await compare(row, deployment)
    finally:
        keeping.cancel()
        deployment.stop()
    return row


async def keep_alive(deployment: Deployment) -> None:
    """Start again what has ended by itself, as `writethru up` or Kubernetes does."""
    while True:
        for stage, process in list(deployment.processes.items()):
            if process.poll() is not None:
                deployment.processes.pop(stage)
                deployment.start(stage.removesuffix(" spare"), name=stage)  # type: ignore[arg-type]
        await asyncio.sleep(0.5)


async def compare(row: Row, deployment: Deployment) -> None:
    reads = {topic: await deployment.read(topic) for topic in TOLD}
    items = [read.value for read in await deployment.read("wire.item") if read.value]
    expected = replayed(items, deployment.settings)
    found: Told = {topic: {} for topic in TOLD}
    for topic, records in reads.items():
        ids = Counter(read.headers["ce_id"] for read in records)
        row.repeats += sum(ids.values()) - len(ids)
        try:
            found[topic] = told((topic, read.record) for read in records)[topic]
        except AssertionError as error:
            row.different += 1
            row.notes.append(str(error))
    for topic in TOLD:
        missing = expected[topic].keys() - found[topic].keys()
        unexpected = found[topic].keys() - expected[topic].keys()
        different = {name for name, said in expected[topic].items() if name in found[topic] and found[topic][name] != said}
        for what, names in (("missing", missing), ("unexpected", unexpected), ("different", different)):
            setattr(row, what, getattr(row, what) + len(names))
            if names:
                row.notes.append(f"{topic}: {len(names)} {what}, such as {min(names)}")
    row.updates = len(found["wire.update"])
    row.dead = len(await deployment.read("wire.deadletter"))


def show(rows: list[Row]) -> Table:
    table = Table(title=f"{ITEMS} items while faults happen, compared with replay, id for id")
    for column in ("fault", "times", "seconds", "updates", "missing", "unexpected", "different", "repeats (same id)", "dead letters"):
        table.add_column(column, justify="left" if column == "fault" else "right")
    for row in rows:
        numbers = (row.times, f"{row.seconds:.0f}", row.updates, row.missing, row.unexpected, row.different, row.repeats, row.dead)
        table.add_row(row.fault, *(str(number) for number in numbers), style="" if row.sound else "red")
    return table


def main() -> int:
    """Run the faults named on the command line, or all."""
    console = Console(width=140)
    names = sys.argv[1:] or list(FAULTS)
    if unknown := set(names) - set(FAULTS):
        console.print(f"no such fault: {', '.join(sorted(unknown))}; there are: {', '.join(FAULTS)}")
        return 2
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            cluster = local_kafka.start(data_dir=Path(folder) / "kafka", port=0)
        except local_kafka.KafkaUnavailable as error:
            console.print(str(error))
            return 1
        try:
            for number, name in enumerate(names):
                console.print(f"{name} …")
                own = Path(folder) / f"fault{number}"
                own.mkdir()
                rows.append(asyncio.run(run(name, cluster, own)))
                console.print(*rows[-1].notes, sep="\n")
        finally:
            local_kafka.stop(Path(folder) / "kafka")
    console.print(show(rows))
    return 0 if all(row.sound for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
