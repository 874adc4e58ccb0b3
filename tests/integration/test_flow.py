"""The whole flow on a real Kafka gives, id for id, what replay gives: undisturbed, redelivered, killed, overtaken."""

import signal
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from schemas.topics import StageName
from streams import kafka as local_kafka
from streams.config import ChannelSettings
from streams.topology import FLOW
from tests.integration.deployment import Deployment, Read
from tests.integration.outcome import TOLD, Told, replayed, told

pytestmark = pytest.mark.kafka

SAMPLE = [line.strip() for line in (Path(__file__).parents[2] / "samples" / "wire.jsonl").read_bytes().splitlines() if line.strip()]
STAGES: list[StageName] = [step.name for step in FLOW]
STATEFUL: list[StageName] = [step.name for step in FLOW if step.stateful]


@dataclass(frozen=True, slots=True)
class Webhook:
    """A receiver of alerts."""

    url: str
    received: Counter[str]
    """Idempotency keys."""


@pytest.fixture
async def webhook() -> AsyncIterator[Webhook]:
    received: Counter[str] = Counter()

    async def receive(request: web.Request) -> web.Response:
        received[request.headers["Idempotency-Key"]] += 1
        return web.Response(status=204)

    app = web.Application(client_max_size=2**24)
    app.router.add_post("/alerts", receive)
    async with TestServer(app) as server:
        yield Webhook(str(server.make_url("/alerts")), received)


async def on_kafka(deployment: Deployment) -> Told:
    return told([(topic, read.record) for topic in TOLD for read in await deployment.read(topic)])


async def by_replay(deployment: Deployment) -> Told:
    items = [read.value for read in await deployment.read("wire.item") if read.value]
    return replayed(items, deployment.settings)


async def run_sample(deployment: Deployment) -> None:
    await deployment.ready()
    await deployment.ingest(SAMPLE, pause=0.1)
    await deployment.through(STAGES, items=len(SAMPLE))


def assert_same(found: Told, expected: Told) -> None:
    for topic in TOLD:
        assert found[topic].keys() == expected[topic].keys(), topic
        for name, said in expected[topic].items():
            assert found[topic][name] == said, f"{topic}: {name}"


def ids(reads: list[Read]) -> Counter[bytes]:
    return Counter(read.headers["ce_id"] for read in reads)


@pytest.mark.timeout(600)
async def test_the_sample_wire_gives_what_replay_gives_also_when_all_is_redelivered(deployment: Deployment, webhook: Webhook) -> None:
    deployment.channels["desk"] = ChannelSettings(min_severity="low", webhook=webhook.url)
    deployment.start_all()
    await run_sample(deployment)
    expected = await by_replay(deployment)
    assert len(expected["wire.update"]) >= 8
    assert len(expected["wire.alert"]) >= 8
    assert_same(await on_kafka(deployment), expected)
    assert {topic for topic in TOLD if max(ids(await deployment.read(topic)).values()) > 1} == set(), "nothing was told twice"
    await deployment.until(lambda: delivered(webhook, expected), "every alert at the webhook")

    deployment.stop()
    for stage in STAGES:
        await deployment.rewind(stage)
    deployment.start_all()
    await deployment.ready()
    await deployment.through(STAGES, items=len(SAMPLE))
    assert_same(await on_kafka(deployment), expected)
    for topic in (topic for step in FLOW if step.stateful for topic in step.writes):
        assert set(ids(await deployment.read(topic.name)).values()) <= {1, 2}, "only the last entry's outputs are sent again"
    assert webhook.received == Counter(expected["wire.alert"].keys()), "each alert was delivered once"


@pytest.mark.timeout(600)
async def test_kills_in_the_middle_of_each_stateful_stage_change_nothing(
    kafka: local_kafka.Cluster, deployment: Deployment, webhook: Webhook, tmp_path: Path
) -> None:
    """Each stage finds all its input there, as a first, undisturbed run left it, and is killed again and again over it; what the killed
    stages write comes to the next ones as repeats."""
    deployment.channels["desk"] = ChannelSettings(min_severity="low", webhook=webhook.url)
    deployment.start_all()
    await run_sample(deployment)
    expected = await by_replay(deployment)
    deployment.stop()
    folder = tmp_path / "killed"
    folder.mkdir()
    other = Deployment(brokers=kafka.bootstrap, prefix=f"k{deployment.prefix}", folder=folder, channels=deployment.channels)
    await other.create_topics()
    for step in FLOW:
        if step.stateful:
            await other.copy(step.reads.name, deployment)
    webhook.received.clear()
    try:
        killed: Counter[str] = Counter()
        for write in (2, 5, 12):
            for stage in STATEFUL:
                other.start(stage, KILL_AT=str(write))
            await buried(other, killed)
        assert killed == dict.fromkeys(STATEFUL, 3)
        other.start_all(STATEFUL)
        await other.ready()
        await other.through(STATEFUL, items=0)
        found = await on_kafka(other)
        assert await other.read("wire.deadletter") == []
        await other.until(lambda: delivered(webhook, expected), "every alert at the webhook")
    finally:
        other.stop()
    assert_same({**found, **{topic: expected[topic] for topic in ("wire.quote", "wire.entity")}}, expected)


async def delivered(webhook: Webhook, expected: Told) -> bool:
    return set(webhook.received) == set(expected["wire.alert"])


async def buried(deployment: Deployment, killed: Counter[str]) -> None:
    """Wait until each worker has come to its fault."""

    async def all_dead() -> bool:
        for stage in STATEFUL:
            if stage in deployment.processes and deployment.processes[stage].poll() is not None:
                assert deployment.processes.pop(stage).returncode == -signal.SIGKILL
                killed[stage] += 1
        return not deployment.processes

    await deployment.until(all_dead, "the workers to come to their faults")


@pytest.mark.timeout(600)
async def test_articles_that_overtake_each_other_in_enrich_are_filed_in_their_order(deployment: Deployment) -> None:
    deployment.start_all([stage for stage in STAGES if stage != "enrich"])
    workers = ["enrich-a", "enrich-b", "enrich-c"]
    for name in workers:
        deployment.start("enrich", name=name, DELAY="1.5")
    await run_sample(deployment)
    enriched = [read.record.seq for read in sorted(await deployment.read("wire.enriched"), key=lambda read: (read.partition, read.offset))]
    assert enriched != sorted(enriched), "nothing was overtaken: the test shows nothing"
    filed = [read.record.seq for read in sorted(await deployment.read("wire.filed"), key=lambda read: (read.partition, read.offset))]
    assert filed == sorted(filed)
    assert_same(await on_kafka(deployment), await by_replay(deployment))


BAD = {
    "not JSON": b"HELLO, this is no ninjs",
    "5 MB": b'{"uri": "bad:5mb", "headline": "x", "body_text": "' + b"a" * 5_000_000 + b'"}',
    "invalid UTF-8": b'{"uri": "bad:utf8", "headline": "\xff\xfe", "body_text": "x"}',
    "empty": b"",
}


async def test_bad_input_is_dead_lettered_whole_and_harms_nothing_else(deployment: Deployment) -> None:
    deployment.start_all(["intake", "dedupe"])
    await deployment.ready()
    await deployment.ingest([SAMPLE[0], *BAD.values(), SAMPLE[1]], pause=0.05)
    await deployment.through(["intake", "dedupe"], items=2 + len(BAD))
    letters = {read.value: read.headers for read in await deployment.read("wire.deadletter")}
    assert set(letters) == set(BAD.values())
    for headers in letters.values():
        assert headers["stage"] == b"intake"
        assert headers["topic"] == b"wire.raw"
        assert headers["reason"]
    assert len(await deployment.read("wire.article")) == 2
