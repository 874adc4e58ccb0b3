"""`writethru demo`: the sample wire on a local Kafka through every stage, ending with the updates on screen."""

import asyncio
import json
import logging
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiokafka import AIOKafkaConsumer
from prometheus_client.parser import text_string_to_metric_families
from rich.console import Console

from schemas import codec
from schemas.topics import ALERT, BY_NAME, RAW, TOPICS, StageName
from streams.agents.envelope import record_type
from streams.clients import connection
from streams.config import Settings
from streams.config import load as load_settings
from streams.ingest import ingesting, read
from streams.kafka import KafkaUnavailable
from streams.kafka import start as start_kafka
from streams.logs import set_up
from streams.ports import free_ports
from streams.provision import create, deployment
from streams.timeline import Timeline
from streams.topology import FLOW, build
from streams.up import Child, Supervisor

SAMPLE = Path(__file__).parent.parent / "samples" / "wire.jsonl"
FOLDER = Path(".writethru/demo")
PAUSE_SECONDS = 0.3
"""Between two items: a wire's items come one after the other, and those of different partitions have no other order."""
LIMIT_SECONDS = 180.0
"""A demo on two cores takes about 30 s; past this something is wrong, and the logs say what."""


class DemoFailed(Exception):
    """What went wrong, and where to look."""


@dataclass(slots=True)
class Seen:
    """What the demo has read from the topics and from its own webhook."""

    timeline: Timeline = field(default_factory=Timeline)
    records: Counter[str] = field(default_factory=Counter)
    delivered: set[str] = field(default_factory=set)
    """Idempotency keys that the webhook was given."""


def run(settings: Settings) -> int:
    """Run the demo.

    Returns:
        The exit status: 0 when every item of the sample has gone through all stages.
    """
    console = Console()
    set_up("ERROR")
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # it complains of each topic until its partitions have leaders
    began = time.monotonic()
    try:
        console.print("starting a local Kafka …")
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        cluster = start_kafka(data_dir=FOLDER / "kafka", port=0)
    except KafkaUnavailable as error:
        console.print(f"no local Kafka: {error}\nrunning the same stages in this process instead (writethru replay)", style="yellow")
        return _in_process(settings, console)
    try:
        seen = asyncio.run(_on_kafka(cluster.bootstrap, console))
    except DemoFailed as error:
        console.print(f"{error}\nthe workers' logs are in {FOLDER}", style="red")
        return 1
    finally:
        cluster.stop()
        shutil.rmtree(FOLDER / "kafka", ignore_errors=True)
    _show(seen, console, seconds=time.monotonic() - began)
    return 0


async def _on_kafka(brokers: str, console: Console) -> Seen:
    seen = Seen()
    page = await _webhook(seen)
    ports = dict(zip((step.name for step in FLOW), free_ports(len(FLOW)), strict=True))
    environ = {
        "WRITETHRU_BROKERS": brokers,
        "WRITETHRU_DATA_DIR": str(FOLDER),
        "WRITETHRU_CHANNELS": json.dumps({"desk": {"min_severity": "medium", "webhook": page.url}}),
    }
    clean = {name: value for name, value in os.environ.items() if not name.startswith("WRITETHRU_")}
    os.environ.clear()
    os.environ.update(clean | environ)
    settings = load_settings()
    await create(deployment(settings), **connection(settings))
    console.print("starting seven workers …")
    children = [Child(step.name, environ={"WRITETHRU_HTTP_PORT": str(ports[step.name])}, log=FOLDER / f"{step.name}.log") for step in FLOW]
    supervisor = Supervisor(children)
    workers = asyncio.create_task(supervisor.run())
    watching = asyncio.create_task(_watch(settings, seen))
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
            await _until(lambda: _all_ready(session, ports), "workers were not ready", workers)
            items = list(read([SAMPLE]))
            console.print(f"publishing {len(items)} items on {RAW.name} …")
            async with ingesting(settings) as target:
                for item in items:
                    await target.put(item)
                    await asyncio.sleep(PAUSE_SECONDS)
            with console.status("") as status:
                await _until(lambda: _through(session, ports, seen, len(items), status.update), "the sample did not come through", workers)
    finally:
        supervisor.stop()
        watching.cancel()
        await asyncio.gather(workers, watching, return_exceptions=True)
        await page.stop()
    return seen


async def _until(done: Callable[[], Any], otherwise: str, workers: "asyncio.Task[int]") -> None:
    deadline = time.monotonic() + LIMIT_SECONDS
    while not await done():
        if workers.done():
            raise DemoFailed("a worker refused to start")
        if time.monotonic() > deadline:
            raise DemoFailed(f"{otherwise} within {LIMIT_SECONDS:.0f} s")
        await asyncio.sleep(0.25)


async def _all_ready(session: aiohttp.ClientSession, ports: dict[StageName, int]) -> bool:
    for port in ports.values():
        try:
            async with session.get(f"http://127.0.0.1:{port}/ready") as answer:
                if answer.status != 200:
                    return False
        except (aiohttp.ClientError, TimeoutError):
            return False
    return True


async def _through(
    session: aiohttp.ClientSession, ports: dict[StageName, int], seen: Seen, items: int, tell: Callable[[str], None]
) -> bool:
    """Whether each stage has dealt with all that stands on its topic, and each alert was delivered."""
    tell(
        f"{seen.records['wire.item']} items read, {seen.records['wire.article']} articles, {seen.records['wire.duplicate']} copies, "
        f"{seen.records['wire.enriched']} enriched, {seen.records['wire.quote']} quotes, {seen.records['wire.update']} updates, "
        f"{len(seen.delivered)} alerts delivered"
    )
    for step in FLOW:
        expected = items if step.reads is RAW else seen.records[step.reads.name]
        if not expected or await _events(session, ports[step.name], step.name) < expected:
            return False
    return len(seen.delivered) >= seen.records[ALERT.name]


async def _events(session: aiohttp.ClientSession, port: int, stage: StageName) -> int:
    try:
        async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
            families = text_string_to_metric_families(await answer.text())
    except (aiohttp.ClientError, TimeoutError):
        return 0
    samples = [sample for family in families for sample in family.samples if sample.name == "writethru_stage_events_total"]
    return int(sum(sample.value for sample in samples if sample.labels["stage"] == stage))


async def _watch(settings: Settings, seen: Seen) -> None:
    names = {settings.topic(topic.name): topic for topic in TOPICS}
    consumer = AIOKafkaConsumer(*names, **connection(settings), auto_offset_reset="earliest", metadata_max_age_ms=2000)
    await consumer.start()
    try:
        async for message in consumer:
            topic = names[message.topic]
            seen.records[topic.name] += 1
            if topic.records and message.value is not None:
                said = dict(message.headers).get("ce_type", b"").decode()
                seen.timeline.add(codec.decode(record_type(topic, said), message.value))
    finally:
        await consumer.stop()


@dataclass(frozen=True, slots=True)
class Webhook:
    """A receiver of alerts in this process, as a newsroom's would be."""

    url: str
    runner: web.AppRunner

    async def stop(self) -> None:
        await self.runner.cleanup()


async def _webhook(seen: Seen) -> Webhook:
    async def receive(request: web.Request) -> web.Response:
        seen.delivered.add(request.headers["Idempotency-Key"])
        return web.Response(status=204)

    app = web.Application(client_max_size=2**24)
    app.router.add_post("/alerts", receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = free_ports(1)[0]
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return Webhook(f"http://127.0.0.1:{port}/alerts", runner)


def _in_process(settings: Settings, console: Console) -> int:
    from streams.replay import Replay, records

    seen = Seen()
    stages = [build(step.name, settings) for step in FLOW if step.name != "deliver"]
    flow = Replay(stages)
    began = time.monotonic()
    with SAMPLE.open("rb") as lines:
        for topic, record in records(lines):
            for produced in flow.feed(topic, record):
                seen.records[produced.topic] += 1
                if BY_NAME[produced.topic].records:
                    seen.timeline.add(produced.value)
    _show(seen, console, seconds=time.monotonic() - began)
    return 0


def _show(seen: Seen, console: Console, *, seconds: float) -> None:
    console.print(seen.timeline.render())
    console.print()
    counts = ", ".join(f"{seen.records[topic.name]} {topic.name.removeprefix('wire.')}" for topic in TOPICS if seen.records[topic.name])
    delivered = f"; {len(seen.delivered)} alerts delivered to a webhook" if seen.delivered else ""
    console.print(f"{counts}{delivered}. {seconds:.0f} s.", style="dim")
