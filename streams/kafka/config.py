"""What a local broker is told: ports, directories and server.properties, as plain values and text."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The checkout; the local Kafka runs from one, not from an installed package."""
DEFAULT_DATA_DIR = ROOT / ".kafka"
DEFAULT_PORT = 9092
"""Kafka's own; the brokers of three follow one another."""
CONTROLLER_PORT_OFFSET = 1000
"""A node's controller listens this far above its broker, clear of the other brokers and of the workers' 9101 to 9107."""
MESSAGE_MAX_BYTES = 9 * 1024 * 1024
"""wire.raw's 8 MiB and room for the batch around a message."""
HEAP_MIB = 512
"""Three brokers of it fit beside the workers on a laptop with 8 GB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One process that is broker and controller."""

    id: int
    """From 1."""
    port: int
    """Where clients connect, on 127.0.0.1."""
    controller_port: int

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"


def numbered(brokers: int, port: int) -> tuple[Node, ...]:
    """Nodes on consecutive ports.

    >>> [(n.id, n.address, n.controller_port) for n in numbered(2, 9092)]
    [(1, '127.0.0.1:9092', 10092), (2, '127.0.0.1:9093', 10093)]
    """
    return tuple(Node(id=i + 1, port=port + i, controller_port=port + i + CONTROLLER_PORT_OFFSET) for i in range(brokers))


def server_properties(node: Node, *, nodes: Sequence[Node], log_dir: Path) -> str:
    """The server.properties of one node.

    Args:
        node: The node it is for, one of `nodes`.
        nodes: All of the cluster; one, or three that keep three copies of everything and go on with two.
        log_dir: Where the node keeps its records.

    Returns:
        Lines of `key=value`, each ended by a newline.
    """
    copies = min(3, len(nodes))
    in_sync = max(1, copies - 1)
    voters = ",".join(f"{n.id}@127.0.0.1:{n.controller_port}" for n in nodes)
    lines: dict[str, object] = {
        "process.roles": "broker,controller",
        "node.id": node.id,
        "controller.quorum.voters": voters,
        "listeners": f"CLIENT://{node.address},CONTROLLER://127.0.0.1:{node.controller_port}",
        "advertised.listeners": f"CLIENT://{node.address}",
        "listener.security.protocol.map": "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name": "CLIENT",
        "controller.listener.names": "CONTROLLER",
        "log.dirs": log_dir,
        # A topic that appears by itself has one partition and the wrong retention: `writethru topics` creates them.
        "auto.create.topics.enable": "false",
        "default.replication.factor": copies,
        "min.insync.replicas": in_sync,
        "offsets.topic.replication.factor": copies,
        "transaction.state.log.replication.factor": copies,
        "transaction.state.log.min.isr": in_sync,
        "share.coordinator.state.topic.replication.factor": copies,
        "share.coordinator.state.topic.min.isr": in_sync,
        # The default of 50 makes a small cluster slow to start and to fail over.
        "offsets.topic.num.partitions": 4,
        "transaction.state.log.num.partitions": 4,
        "group.initial.rebalance.delay.ms": 0,
        "group.min.session.timeout.ms": 1000,
        "message.max.bytes": MESSAGE_MAX_BYTES,
        "replica.fetch.max.bytes": MESSAGE_MAX_BYTES,
        # A dead broker's partitions move after 5 s, not 9.
        "broker.heartbeat.interval.ms": 1000,
        "broker.session.timeout.ms": 5000,
        # The default of 128 MiB is a quarter of the heap.
        "log.cleaner.dedupe.buffer.size": 16 * 1024 * 1024,
    }
    return "".join(f"{key}={value}\n" for key, value in lines.items())


def java_command(*, java: Path, libs: Path, log4j: Path, logs: Path, properties: Path) -> list[str]:
    """The command line of one node's process."""
    return [
        str(java),
        f"-Xmx{HEAP_MIB}m",
        "-XX:+UseSerialGC",
        "-Djava.awt.headless=true",
        f"-Dlog4j2.configurationFile={log4j}",
        f"-Dkafka.logs.dir={logs}",
        "-cp",
        f"{libs}/*",
        "kafka.Kafka",
        str(properties),
    ]


def format_command(*, java: Path, libs: Path, cluster_id: str, properties: Path) -> list[str]:
    """The command line that prepares one node's empty directory."""
    tool = [str(java), "-XX:TieredStopAtLevel=1", "-cp", f"{libs}/*", "kafka.tools.StorageTool", "format"]
    return [*tool, "--cluster-id", cluster_id, "--config", str(properties)]
