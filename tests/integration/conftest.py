"""The real Apache Kafka that these tests run on: started on free ports with a directory of its own, stopped at the end."""

import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from streams import kafka as local_kafka
from tests.integration.deployment import Deployment


def require_kafka() -> None:
    """Skip, with what to install, where a broker can't be started."""
    why = local_kafka.why_unavailable()
    if why is not None:
        pytest.skip(why)


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[local_kafka.Cluster]:
    """One broker for all tests of the session; each test keeps to its own `prefix`."""
    require_kafka()
    data_dir = tmp_path_factory.mktemp("kafka")
    try:
        yield local_kafka.start(data_dir=data_dir, port=0)
    finally:
        local_kafka.stop(data_dir)


@pytest.fixture
def prefix() -> str:
    """A prefix for topics, groups and tables that no other test has."""
    return f"t{uuid.uuid4().hex[:8]}."


@pytest.fixture
async def deployment(kafka: local_kafka.Cluster, prefix: str, tmp_path: Path) -> AsyncIterator[Deployment]:
    """A deployment with its topics; its workers are stopped at the end."""
    made = Deployment(brokers=kafka.bootstrap, prefix=prefix, folder=tmp_path)
    await made.create_topics()
    try:
        yield made
    finally:
        made.stop()
