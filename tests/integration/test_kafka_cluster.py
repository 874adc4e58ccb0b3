"""The local cluster: what survives a stop, a crash and a second start."""

import os
import socket
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError

from streams import kafka as local_kafka
from streams import provision
from streams.kafka.config import numbered
from tests.integration.conftest import require_kafka

pytestmark = pytest.mark.kafka


async def send(cluster: local_kafka.Cluster, topic: str, value: bytes) -> None:
    async with AIOKafkaProducer(bootstrap_servers=cluster.bootstrap, acks="all", request_timeout_ms=30000) as producer:
        await producer.send_and_wait(topic, value, partition=0)


async def values(cluster: local_kafka.Cluster, topic: str, count: int) -> list[bytes]:
    async with AIOKafkaConsumer(bootstrap_servers=cluster.bootstrap) as consumer:
        consumer.assign([TopicPartition(topic, 0)])
        await consumer.seek_to_beginning()
        return [(await consumer.getone()).value for _ in range(count)]


def answering(cluster: local_kafka.Cluster) -> list[int]:
    return [broker.node.id for broker in cluster.status() if broker.answers]


def test_starting_what_runs_leaves_it_alone(kafka: local_kafka.Cluster) -> None:
    pid = kafka.pid(1)
    again = local_kafka.start(data_dir=kafka.data_dir)
    assert again == kafka
    assert again.pid(1) == pid is not None
    assert answering(kafka) == [1]


def test_a_running_cluster_keeps_its_port_and_its_number_of_brokers(kafka: local_kafka.Cluster) -> None:
    with pytest.raises(local_kafka.KafkaUnavailable, match="stop it before giving it another port"):
        local_kafka.start(data_dir=kafka.data_dir, port=9)
    with pytest.raises(local_kafka.KafkaUnavailable, match=r"holds a cluster with 1 broker\(s\), not 3"):
        local_kafka.start(data_dir=kafka.data_dir, brokers=3)


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    require_kafka()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(local_kafka.KafkaUnavailable, match=rf"port\(s\) .*{port}.* belong to another program"):
            local_kafka.start(data_dir=tmp_path, port=port)


def test_a_stale_pid_file_is_not_believed(tmp_path: Path) -> None:
    cluster = local_kafka.Cluster(data_dir=tmp_path, nodes=numbered(1, 9092))
    cluster.home(1).mkdir()
    (cluster.home(1) / "pid").write_text(f"{os.getpid()}\n")
    assert cluster.pid(1) is None


async def test_a_topic_does_not_appear_by_itself(kafka: local_kafka.Cluster, prefix: str) -> None:
    async with AIOKafkaProducer(bootstrap_servers=kafka.bootstrap, request_timeout_ms=2000) as producer:
        with pytest.raises(KafkaError):
            await producer.send_and_wait(f"{prefix}unplanned", b"")


async def test_records_survive_a_crash_and_a_clean_stop(tmp_path: Path) -> None:
    require_kafka()
    cluster = local_kafka.start(data_dir=tmp_path, port=0)
    try:
        await provision.create([provision.TopicPlan(name="kept", partitions=1)], bootstrap_servers=cluster.bootstrap)
        await send(cluster, "kept", b"before the crash")
        cluster.kill_broker(1)
        assert answering(cluster) == []
        cluster.start_broker(1)
        await send(cluster, "kept", b"before the stop")
        assert local_kafka.stop(tmp_path) == (1,)
        assert local_kafka.start(data_dir=tmp_path) == cluster
        assert await values(cluster, "kept", 2) == [b"before the crash", b"before the stop"]
    finally:
        local_kafka.stop(tmp_path)
    assert cluster.pid(1) is None


@pytest.mark.slow
async def test_three_brokers_go_on_with_two(tmp_path: Path) -> None:
    require_kafka()
    cluster = local_kafka.start(brokers=3, data_dir=tmp_path, port=0)
    try:
        await provision.create([provision.TopicPlan(name="kept", partitions=1)], bootstrap_servers=cluster.bootstrap, replication=3)
        await send(cluster, "kept", b"with three")
        cluster.kill_broker(1)
        await send(cluster, "kept", b"with two")
        cluster.start_broker(1)
        cluster.stop_broker(2)
        await send(cluster, "kept", b"with the other two")
        assert answering(cluster) == [1, 3]
        assert await values(cluster, "kept", 3) == [b"with three", b"with two", b"with the other two"]
    finally:
        local_kafka.stop(tmp_path)
    assert [broker.pid for broker in cluster.status()] == [None, None, None]
