"""Every panel of the dashboard shows something: its queries are put to a real Prometheus that scrapes a worker's metrics."""

import json
import math
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from streams.ports import free_ports

WITHIN_SECONDS = 40.0
"""Scraped every second, Prometheus has rates after some five; the rest is for a busy machine."""

WORKER = """
import sys, time
from prometheus_client import start_http_server
from streams import metrics as m
for name, label in (("LAG", ("story", "wire.enriched", "0")), ("READY", ("story",)), ("RECOVERY_SECONDS", ("story",)), ("HELD", ("story",)),
                    ("OUTBOX", ("deliver",))):
    getattr(m, name).labels(*label).set(1)
start_http_server(int(sys.argv[1]), addr="127.0.0.1")
while True:
    m.EVENTS.labels("story", "filed").inc()
    m.DEADLETTERS.labels("story").inc()
    m.GAPS.labels("story").inc()
    m.DELIVERIES.labels("deliver", "sent").inc()
    m.SECONDS.labels("story").observe(0.01)
    m.AGE.labels("story").observe(1)
    time.sleep(0.1)
"""


@pytest.fixture
def prometheus(tmp_path: Path, root: Path, tool: Callable[[str], str]) -> Iterator[str]:
    """The address of a Prometheus that scrapes a worker's metrics each second."""
    program, worker_port, port = tool("prometheus"), *free_ports(2)
    config = {
        "global": {"scrape_interval": "1s"},
        "scrape_configs": [{"job_name": "writethru", "static_configs": [{"targets": [f"127.0.0.1:{worker_port}"]}]}],
    }
    (tmp_path / "prometheus.yml").write_text(json.dumps(config))
    serve = [
        program,
        f"--config.file={tmp_path}/prometheus.yml",
        f"--storage.tsdb.path={tmp_path}/data",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    with (tmp_path / "log").open("w") as log:
        started = [
            subprocess.Popen([sys.executable, "-c", WORKER, str(worker_port)], cwd=root, stdout=log, stderr=log),
            subprocess.Popen(serve, stdout=log, stderr=log),
        ]
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(timeout=20)


def values(prometheus: str, query: str) -> list[float]:
    asked = urllib.parse.urlencode({"query": query.replace("$__rate_interval", "10s").replace("$stage", ".*")})
    try:
        with urllib.request.urlopen(f"{prometheus}/api/v1/query?{asked}", timeout=5) as answer:  # noqa: S310 - our own server
            found = json.load(answer)["data"]["result"]
    except urllib.error.HTTPError as error:
        if error.code == 400:
            raise AssertionError(f"{query}: {error.read().decode()}") from error
        return []
    except OSError:
        return []
    return [float(series["value"][1]) for series in found]


def test_no_panel_is_empty(root: Path, prometheus: str) -> None:
    dashboard = json.loads((root / "deploy/grafana/dashboards/writethru.json").read_text())
    waiting = {target["expr"]: panel["title"] for panel in dashboard["panels"] for target in panel.get("targets", ())}
    assert len(waiting) >= 12
    deadline = time.monotonic() + WITHIN_SECONDS
    while waiting and time.monotonic() < deadline:
        waiting = {query: title for query, title in waiting.items() if not any(map(math.isfinite, values(prometheus, query)))}
        time.sleep(0.5)
    assert not waiting
