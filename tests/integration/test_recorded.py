"""An update is explained from a deployment's own topics as it is from a replay's output."""

import asyncio
import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from aiokafka import AIOKafkaProducer

from streams.clients import connection
from tests.integration.deployment import Deployment
from tests.test_cli import writethru
from tests.test_explain import called_off

pytestmark = pytest.mark.kafka


async def test_the_topics_explain_an_update_as_a_replay_does(deployment: Deployment, tmp_path: Path) -> None:
    records, update = called_off()
    file = tmp_path / "out.jsonl"
    file.write_bytes(b"\n".join(records))
    await put(deployment, records)
    for name in (update.update_id, update.update_id[:8]):
        done = await explained(deployment, name)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout == writethru("explain", file, name).stdout
    missing = await explained(deployment, "nothing")
    assert (missing.returncode, missing.stderr) == (1, b"writethru: no update nothing\n")


async def test_a_story_that_was_taken_over_is_followed(deployment: Deployment) -> None:
    records, update = called_off()
    story = next(json.loads(line)["value"] for line in records if b"wire.story" in line)
    pointer = {**story, "events": [], "merged_into": "s0"}
    moved = [line for line in records if b"wire.story" not in line]
    moved += [json.dumps({"topic": "wire.story", "value": value}).encode() for value in (story, pointer, {**story, "story_id": "s0"})]
    await put(deployment, moved)
    done = await explained(deployment, update.update_id)
    assert done.stdout.decode().rstrip().endswith("<- this update")


async def test_a_wrong_prefix_is_said(deployment: Deployment) -> None:
    done = await explained(deployment, "x", prefix="other.")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("writethru: there is no topic other.wire.update")


async def explained(deployment: Deployment, update_id: str, *, prefix: str | None = None) -> CompletedProcess[bytes]:
    """The command in a process of its own."""
    return await asyncio.to_thread(
        writethru,
        "explain",
        "topics",
        update_id,
        WRITETHRU_BROKERS=deployment.brokers,
        WRITETHRU_PREFIX=deployment.prefix if prefix is None else prefix,
    )


async def put(deployment: Deployment, records: list[bytes]) -> None:
    producer = AIOKafkaProducer(**connection(deployment.settings))
    await producer.start()
    for line in records:
        record = json.loads(line)
        await producer.send_and_wait(deployment.settings.topic(record["topic"]), json.dumps(record["value"]).encode(), key=b"en")
    await producer.stop()
