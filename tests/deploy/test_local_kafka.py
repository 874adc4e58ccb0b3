"""The local Kafka's configuration, and what it says where it can't be had; without starting it."""

import uuid
from pathlib import Path

import pytest

from streams.kafka import BrokerStatus, KafkaUnavailable, cluster, jars
from streams.kafka.config import MESSAGE_MAX_BYTES, java_command, numbered, server_properties
from streams.provision import plans


def properties(brokers: int, broker: int = 1) -> dict[str, str]:
    nodes = numbered(brokers, 9092)
    text = server_properties(nodes[broker - 1], nodes=nodes, log_dir=Path("/data"))
    return dict(line.split("=", 1) for line in text.splitlines())


def fake_java(folder: Path, version: str) -> None:
    program = folder / "java"
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    program.chmod(0o755)


def test_a_new_cluster_id_is_none_that_kafka_would_read_as_an_option(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([uuid.UUID(bytes=b"\xfb" + bytes(15)), uuid.UUID(bytes=b"\x04" + bytes(15))])
    monkeypatch.setattr(uuid, "uuid4", lambda: next(drawn))
    assert cluster._new_cluster_id() == "BA" + 20 * "A"
    assert next(drawn, None) is None


def test_one_broker_keeps_one_copy_and_three_go_on_with_two() -> None:
    one, three = properties(1), properties(3)
    for name in ("default.replication.factor", "offsets.topic.replication.factor", "transaction.state.log.replication.factor"):
        assert (one[name], three[name]) == ("1", "3")
    for name in ("min.insync.replicas", "transaction.state.log.min.isr"):
        assert (one[name], three[name]) == ("1", "2")


def test_every_node_listens_on_the_loopback_address_and_knows_all_voters() -> None:
    third = properties(3, broker=3)
    assert third["listeners"] == "CLIENT://127.0.0.1:9094,CONTROLLER://127.0.0.1:10094"
    assert third["controller.quorum.voters"] == "1@127.0.0.1:10092,2@127.0.0.1:10093,3@127.0.0.1:10094"
    assert third["auto.create.topics.enable"] == "false"


def test_brokers_take_the_largest_message_of_any_topic() -> None:
    assert max(int(plan.config["max.message.bytes"]) for plan in plans()) <= MESSAGE_MAX_BYTES
    assert properties(1)["message.max.bytes"] == properties(1)["replica.fetch.max.bytes"] == str(MESSAGE_MAX_BYTES)


def test_the_heap_is_small_and_logs_go_to_the_brokers_own_files() -> None:
    command = java_command(
        java=Path("java"), libs=Path("libs"), log4j=Path("log4j2.xml"), logs=Path("logs"), properties=Path("server.properties")
    )
    assert command[1] == "-Xmx512m"
    assert "-Dkafka.logs.dir=logs" in command
    assert command[-2:] == ["kafka.Kafka", "server.properties"]


def test_without_java_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(KafkaUnavailable, match="no Java here: install Java 17 or newer"):
        jars.find_java()
    assert jars.why_unavailable() == "no Java here: install Java 17 or newer (Debian: apt install openjdk-17-jre-headless)"


def test_an_old_java_is_named_with_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    fake_java(tmp_path, "11.0.2")
    with pytest.raises(KafkaUnavailable, match=r"is Java 11; Apache Kafka 4 needs 17 or newer"):
        jars.find_java()


def test_java_home_wins_over_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    fake_java(tmp_path / "bin", "21.0.1")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert jars.find_java() == tmp_path / "bin" / "java"


def test_without_maven_the_jars_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(KafkaUnavailable, match="no Maven here to fetch Kafka's jars with"):
        jars.ensure_jars(tmp_path / "libs")


def test_jars_of_another_version_are_fetched_again(tmp_path: Path) -> None:
    libs, pom = tmp_path / "libs", tmp_path / "pom.xml"
    libs.mkdir()
    pom.write_text("<project/>")
    assert not jars.jars_ready(libs, pom=pom)
    (libs / jars.STAMP).write_text(jars.hash_of(pom))
    assert jars.jars_ready(libs, pom=pom)
    pom.write_text("<project>newer</project>")
    assert not jars.jars_ready(libs, pom=pom)


def test_status_reads_as_a_sentence() -> None:
    (node,) = numbered(1, 9092)
    assert str(BrokerStatus(node=node, pid=7, answers=True)) == "broker 1 at 127.0.0.1:9092 answers (pid 7)"
    assert str(BrokerStatus(node=node, pid=None, answers=False)) == "broker 1 at 127.0.0.1:9092 does not run"
