"""Start, stop and look after the local brokers: processes, pid files and whether they answer.

<data_dir>/cluster.json                    the nodes and their ports
<data_dir>/broker-<id>/server.properties   written at every start
<data_dir>/broker-<id>/{pid,data,logs}
"""

import asyncio
import fcntl
import json
import os
import signal
import subprocess
import time
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaError

from streams.kafka.config import DEFAULT_DATA_DIR, DEFAULT_PORT, ROOT, Node, format_command, java_command, numbered, server_properties
from streams.kafka.errors import KafkaUnavailable
from streams.kafka.jars import LIBS, ensure_jars, find_java
from streams.ports import free_ports, is_free

LOG4J = ROOT / "deploy" / "kafka" / "log4j2.xml"
START_TIMEOUT_SECONDS = 90.0
"""A node answers after 3 to 5 s on two cores; three at once on a busy machine take several times that."""
STOP_TIMEOUT_SECONDS = 20.0
"""A clean stop takes 1 to 3 s; after this SIGKILL follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerStatus:
    """One node as it is now."""

    node: Node
    pid: int | None
    """None where its process does not run."""
    answers: bool
    """Whether a client gets metadata from it that lists it as alive."""

    def __str__(self) -> str:
        state = "answers" if self.answers else "does not answer" if self.pid else "does not run"
        return f"broker {self.node.id} at {self.node.address} {state}" + (f" (pid {self.pid})" if self.pid else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A local cluster that has been set up; its nodes may run or not."""

    data_dir: Path
    nodes: tuple[Node, ...]

    @property
    def bootstrap(self) -> str:
        """Every node as `host:port`, separated by commas."""
        return ",".join(node.address for node in self.nodes)

    def node(self, broker: int) -> Node:
        return next(node for node in self.nodes if node.id == broker)

    def home(self, broker: int) -> Path:
        return self.data_dir / f"broker-{broker}"

    def pid(self, broker: int) -> int | None:
        """The broker's process, None where it does not run; a pid file left by a crash is not believed."""
        try:
            pid = int((self.home(broker) / "pid").read_text())
        except (FileNotFoundError, ValueError):
            return None
        return pid if _runs(pid, mark=str(self.home(broker) / "server.properties")) else None

    def start_broker(self, broker: int, *, timeout_seconds: float = START_TIMEOUT_SECONDS) -> None:
        """Start one node and wait until it answers; no harm where it runs already.

        Raises:
            KafkaUnavailable: If it stops again or does not answer in time; the text has the end of its log.
        """
        if self.pid(broker) is None:
            _launch(self, broker)
        _await_answers(self, [broker], timeout_seconds=timeout_seconds)

    def stop_broker(self, broker: int, *, timeout_seconds: float = STOP_TIMEOUT_SECONDS) -> None:
        """SIGTERM, then SIGKILL after `timeout_seconds`; returns when the process is gone."""
        pid = self.pid(broker)
        if pid is not None:
            os.kill(pid, signal.SIGTERM)
            if not _wait(lambda: self.pid(broker) is None, timeout_seconds):
                self.kill_broker(broker)
        (self.home(broker) / "pid").unlink(missing_ok=True)

    def kill_broker(self, broker: int) -> None:
        """SIGKILL, as a crash would; returns when the process is gone."""
        pid = self.pid(broker)
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
            _wait(lambda: self.pid(broker) is None, STOP_TIMEOUT_SECONDS)

    def status(self) -> tuple[BrokerStatus, ...]:
        """Every node: its process, and whether it answers within 3 s."""
        return tuple(
            BrokerStatus(node=node, pid=(pid := self.pid(node.id)), answers=pid is not None and _answers(node)) for node in self.nodes
        )

    def stop(self) -> None:
        """Stop every node that runs, together: three that lose each other one by one wait for a quorum in vain."""
        with _locked(self.data_dir), ThreadPoolExecutor(len(self.nodes)) as pool:
            list(pool.map(self.stop_broker, [node.id for node in self.nodes]))


def start(
    *,
    brokers: int = 1,
    data_dir: Path = DEFAULT_DATA_DIR,
    port: int | None = None,
    libs: Path = LIBS,
    timeout_seconds: float = START_TIMEOUT_SECONDS,
) -> Cluster:
    """Start a local cluster and wait until every node answers; what runs already is left alone.

    Args:
        brokers: 1 or 3.
        data_dir: Where the cluster keeps everything; the same directory again goes on with the same records.
        port: The first broker's; 0 takes free ones; None the ports it had before, or 9092 and those after it.
        libs: Kafka's jars; resolved with Maven where missing.
        timeout_seconds: For all nodes together.

    Raises:
        KafkaUnavailable: If Java, Maven or a port is missing, the directory holds another cluster, or a node does not come up.
    """
    if brokers not in (1, 3):
        raise KafkaUnavailable(f"a local cluster has 1 or 3 brokers, not {brokers}")
    find_java()
    ensure_jars(libs)
    data_dir = data_dir.resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    with _locked(data_dir):
        cluster = _planned(data_dir, brokers=brokers, port=port)
        missing = [node.id for node in cluster.nodes if cluster.pid(node.id) is None]
        _require_ports([cluster.node(broker) for broker in missing])
        (data_dir / "cluster.json").write_text(json.dumps([asdict(node) for node in cluster.nodes], indent=1) + "\n")
        _format(cluster, missing, libs=libs)
        for broker in missing:
            _launch(cluster, broker, libs=libs)
        try:
            _await_answers(cluster, [node.id for node in cluster.nodes], timeout_seconds=timeout_seconds)
        except KafkaUnavailable:
            for broker in missing:
                cluster.kill_broker(broker)
            raise
    return cluster


def load(data_dir: Path = DEFAULT_DATA_DIR) -> Cluster | None:
    """The cluster set up in `data_dir`; None where there is none."""
    file = data_dir.resolve() / "cluster.json"
    if not file.is_file():
        return None
    return Cluster(data_dir=data_dir.resolve(), nodes=tuple(Node(**node) for node in json.loads(file.read_text())))


def stop(data_dir: Path = DEFAULT_DATA_DIR) -> tuple[int, ...]:
    """Stop what runs of the cluster in `data_dir`; its records stay.

    Returns:
        The ids of the brokers that were running.
    """
    cluster = load(data_dir)
    if cluster is None:
        return ()
    running = tuple(node.id for node in cluster.nodes if cluster.pid(node.id) is not None)
    cluster.stop()
    return running


def status(data_dir: Path = DEFAULT_DATA_DIR) -> tuple[BrokerStatus, ...]:
    """Every broker of the cluster in `data_dir`; empty where there is no cluster."""
    cluster = load(data_dir)
    return cluster.status() if cluster else ()


def _planned(data_dir: Path, *, brokers: int, port: int | None) -> Cluster:
    before = load(data_dir)
    if before is not None and len(before.nodes) != brokers:
        raise KafkaUnavailable(
            f"{data_dir} holds a cluster with {len(before.nodes)} broker(s), not {brokers}: "
            "stop it and remove its broker-* directories and cluster.json, or name another directory"
        )
    if before is not None and (port is None or port == before.nodes[0].port or _any_runs(before)):
        if port not in (None, 0, before.nodes[0].port):
            raise KafkaUnavailable(f"the cluster in {data_dir} runs at {before.bootstrap}: stop it before giving it another port")
        return before
    return Cluster(data_dir=data_dir, nodes=_free(brokers) if port == 0 else numbered(brokers, DEFAULT_PORT if port is None else port))


def _any_runs(cluster: Cluster) -> bool:
    return any(cluster.pid(node.id) is not None for node in cluster.nodes)


def _free(brokers: int) -> tuple[Node, ...]:
    ports = free_ports(2 * brokers)
    return tuple(Node(id=i + 1, port=ports[2 * i], controller_port=ports[2 * i + 1]) for i in range(brokers))


def _require_ports(nodes: Sequence[Node]) -> None:
    taken = [port for node in nodes for port in (node.port, node.controller_port) if not is_free(port)]
    if taken:
        raise KafkaUnavailable(
            f"port(s) {', '.join(map(str, taken))} on 127.0.0.1 belong to another program: stop it, or start Kafka on another port"
        )


def _format(cluster: Cluster, brokers: Sequence[int], *, libs: Path) -> None:
    """Write the nodes' configuration, and format the directories that are new; all share one cluster id."""
    for broker in brokers:
        home = cluster.home(broker)
        for part in ("data", "logs"):
            (home / part).mkdir(parents=True, exist_ok=True)
        text = server_properties(cluster.node(broker), nodes=cluster.nodes, log_dir=home / "data")
        (home / "server.properties").write_text(text)
    new = [broker for broker in brokers if not (cluster.home(broker) / "data" / "meta.properties").exists()]
    cluster_id = _cluster_id(cluster)
    java = find_java()
    formatting = [
        subprocess.Popen(  # noqa: S603 - our own command line, no shell
            format_command(java=java, libs=libs, cluster_id=cluster_id, properties=cluster.home(broker) / "server.properties"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for broker in new
    ]
    for process in formatting:
        said, _ = process.communicate()
        if process.returncode != 0:
            raise KafkaUnavailable(f"Kafka could not format its directory in {cluster.data_dir}:\n{said.strip()}")


def _cluster_id(cluster: Cluster) -> str:
    for node in cluster.nodes:
        meta = cluster.home(node.id) / "data" / "meta.properties"
        if meta.exists():
            return next(line.partition("=")[2] for line in meta.read_text().splitlines() if line.startswith("cluster.id="))
    return _new_cluster_id()


def _new_cluster_id() -> str:
    """A random id as Kafka's own: 22 characters of URL-safe base64, the first no "-", which its tools would read as an option."""
    while (drawn := urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")).startswith("-"):
        pass
    return drawn


def _launch(cluster: Cluster, broker: int, *, libs: Path = LIBS) -> None:
    home = cluster.home(broker)
    command = java_command(java=find_java(), libs=libs, log4j=LOG4J, logs=home / "logs", properties=home / "server.properties")
    with (home / "logs" / "console.log").open("ab") as console:
        # A session of its own: the terminal's Ctrl-C stops the command that started it, not the broker.
        process = subprocess.Popen(  # noqa: S603 - our own command line, no shell
            command, stdin=subprocess.DEVNULL, stdout=console, stderr=subprocess.STDOUT, start_new_session=True, cwd=home
        )
    (home / "pid").write_text(f"{process.pid}\n")


def _await_answers(cluster: Cluster, brokers: Sequence[int], *, timeout_seconds: float) -> None:
    deadline = time.monotonic() + timeout_seconds
    for broker in brokers:
        while not _answers(cluster.node(broker)):
            if cluster.pid(broker) is None:
                raise KafkaUnavailable(f"broker {broker} stopped while starting:\n{_log_end(cluster, broker)}")
            if time.monotonic() > deadline:
                raise KafkaUnavailable(f"broker {broker} did not answer within {timeout_seconds:g} s:\n{_log_end(cluster, broker)}")
            time.sleep(0.1)


def _log_end(cluster: Cluster, broker: int, lines: int = 8) -> str:
    logs = cluster.home(broker) / "logs"
    files = [file for file in (logs / "server.log", logs / "console.log") if file.exists()]
    text = "\n".join("\n".join(file.read_text(errors="replace").splitlines()[-lines:]) for file in files)
    return f"{text}\n(more in {logs})"


def _answers(node: Node, *, timeout_seconds: float = 3.0) -> bool:
    """Whether the node itself gives metadata in which it is alive and a controller is known."""
    if is_free(node.port):
        return False

    async def ask() -> bool:
        client = AIOKafkaClient(bootstrap_servers=node.address, request_timeout_ms=int(timeout_seconds * 1000))
        try:
            async with asyncio.timeout(timeout_seconds):
                await client.bootstrap()
        except (KafkaError, OSError, TimeoutError):
            return False
        finally:
            await client.close()
        return client.cluster.controller is not None and node.id in {broker.nodeId for broker in client.cluster.brokers()}

    return _in_own_loop(ask())


def _in_own_loop(question: Coroutine[Any, Any, bool]) -> bool:
    """Run it to its end, also where the caller's thread has an event loop already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, question).result()


def _wait(done: Callable[[], bool], timeout_seconds: float) -> bool:
    deadline = time.monotonic() + timeout_seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _runs(pid: int, *, mark: str) -> bool:
    """Whether the process lives and its command line has `mark`: pids are given again."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # collects our own child, so that it is gone and not a zombie
    proc = Path("/proc") / str(pid)
    if Path("/proc/self").exists():
        try:
            state = (proc / "stat").read_text().rpartition(")")[2].split()[0]
            words = (proc / "cmdline").read_bytes()
            threads = len(list((proc / "task").iterdir()))
        except (FileNotFoundError, ProcessLookupError):
            return False
        if state in "ZX":
            return threads > 1  # killed, and its threads still hold the ports
        # A process has no command line for an instant while it executes a program.
        return not words or mark.encode() in words.split(b"\0")
    shown = subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return mark in shown.stdout


@contextmanager
def _locked(data_dir: Path) -> Iterator[None]:
    """One start or stop at a time in a directory; the second waits."""
    with (data_dir / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
