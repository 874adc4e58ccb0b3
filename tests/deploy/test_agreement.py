"""What is said in several files is the same in all of them, and the same as in the program."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import prometheus_client
import pytest
import yaml  # type: ignore[import-untyped]

from schemas.topics import StageName
from streams import metrics
from streams.config import ENV_PREFIX, Settings

STAGES = set(get_args(StageName))
STATELESS = {"intake", "enrich"}
METRIC = re.compile(r"\bwritethru_[a-z_]+")


def documents(file: Path) -> list[Any]:
    return [document for document in yaml.safe_load_all(file.read_text()) if document]


def known_metrics() -> set[str]:
    families = [next(iter(m.describe())) for m in vars(metrics).values() if isinstance(m, prometheus_client.metrics.MetricWrapperBase)]
    names = {family.name + ("_total" if family.type == "counter" else "") for family in families}
    return names | {f"{family.name}_bucket" for family in families if family.type == "histogram"}


def queries(root: Path) -> Iterator[str]:
    for group in yaml.safe_load((root / "deploy/prometheus/rules.yml").read_text())["groups"]:
        yield from (rule["expr"] for rule in group["rules"])
    for panel in json.loads((root / "deploy/grafana/dashboards/writethru.json").read_text())["panels"]:
        yield from (target["expr"] for target in panel.get("targets", ()))


def test_rules_and_panels_ask_for_metrics_that_the_workers_have(root: Path) -> None:
    asked = {name for query in queries(root) for name in METRIC.findall(query)}
    assert len(asked) >= 10
    assert asked <= known_metrics()


def test_every_alert_has_its_section_in_the_runbook_and_a_unit_test(root: Path) -> None:
    rules = yaml.safe_load((root / "deploy/prometheus/rules.yml").read_text())["groups"][0]["rules"]
    sections = re.findall(r"^## (Writethru\w+)$", (root / "deploy/runbook.md").read_text(), re.MULTILINE)
    tested = (root / "deploy/prometheus/rules_test.yml").read_text()
    assert [rule["alert"] for rule in rules] == sections
    for rule in rules:
        assert rule["annotations"]["runbook"] == f"deploy/runbook.md#{rule['alert'].lower()}"
        assert rule["alert"] in tested


def test_compose_runs_every_stage_and_gives_those_that_remember_a_volume(root: Path) -> None:
    services = yaml.safe_load((root / "docker-compose.yml").read_text())["services"]
    workers = {name: service for name, service in services.items() if service.get("command", [""])[0] == "worker"}
    assert set(workers) == STAGES
    for name, service in workers.items():
        assert service["command"] == ["worker", name]
        assert bool(service.get("volumes")) == (name not in STATELESS)


def test_compose_opens_ports_on_this_machine_only(root: Path) -> None:
    services = yaml.safe_load((root / "docker-compose.yml").read_text())["services"].values()
    ports = [port for service in services for port in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_prometheus_scrapes_every_stage_where_the_image_serves_it(root: Path) -> None:
    jobs = yaml.safe_load((root / "deploy/prometheus/prometheus.yml").read_text())["scrape_configs"]
    scraped = {config["labels"]["stage"]: config["targets"] for config in jobs[0]["static_configs"]}
    assert scraped == {stage: [f"{stage}:9100"] for stage in STAGES}
    assert "WRITETHRU_HTTP_PORT=9100" in (root / "deploy/Dockerfile").read_text()


def test_kubernetes_keeps_the_memory_of_the_stages_that_remember(root: Path) -> None:
    deployed = {w["metadata"]["name"]: w for name in ("stateless", "stateful") for w in documents(root / f"deploy/k8s/{name}.yaml")}
    assert set(deployed) == STAGES
    for stage, workload in deployed.items():
        assert workload["kind"] == ("Deployment" if stage in STATELESS else "StatefulSet")
        pod = workload["spec"]["template"]["spec"]
        assert pod["containers"][0]["args"] == ["worker", stage]
        assert pod["containers"][0]["readinessProbe"]["httpGet"]["path"] == "/ready"
        assert pod["enableServiceLinks"] is False


def test_kustomization_names_every_file(root: Path) -> None:
    folder = root / "deploy/k8s"
    named = yaml.safe_load((folder / "kustomization.yaml").read_text())["resources"]
    assert sorted(named) == sorted(file.name for file in folder.glob("*.yaml") if file.name != "kustomization.yaml")


def test_settings_in_the_files_are_settings_of_the_program(root: Path) -> None:
    files = [root / "docker-compose.yml", root / "deploy/Dockerfile", root / "deploy/runbook.md", *(root / "deploy/k8s").glob("*.yaml")]
    named = {name for file in files for name in re.findall(rf"\b{ENV_PREFIX}[A-Z_]+\b", file.read_text())}
    assert {f"{ENV_PREFIX}BROKERS", f"{ENV_PREFIX}CHANNELS", f"{ENV_PREFIX}DATA_DIR"} <= named
    assert {name.removeprefix(ENV_PREFIX).lower() for name in named} <= set(Settings.model_fields)


def test_settings_given_to_kubernetes_are_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    literals = yaml.safe_load((root / "deploy/k8s/kustomization.yaml").read_text())["configMapGenerator"][0]["literals"]
    for literal in literals:
        monkeypatch.setenv(*literal.split("=", 1))
    assert Settings().replication == 3


def test_images_are_pinned_and_the_programs_own_has_its_version(root: Path) -> None:
    version = tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]
    compose, k8s = (root / "docker-compose.yml").read_text(), (root / "deploy/k8s")
    images = re.findall(r"image: (\S+)", compose + "".join(file.read_text() for file in k8s.glob("st*.yaml")))
    images += re.findall(r"^FROM (\S+)", (root / "deploy/Dockerfile").read_text(), re.MULTILINE)
    for image in images:
        name, _, tag = image.partition(":")
        assert re.match(r"v?\d+\.\d+\.\d+", tag), image
        assert name != "writethru" or tag == version
    assert yaml.safe_load((k8s / "kustomization.yaml").read_text())["images"][0]["newTag"] == version


def test_the_local_kafka_is_the_one_that_compose_runs(root: Path) -> None:
    jars = re.search(r"<artifactId>kafka_2.13</artifactId>\s*<version>([\d.]+)</version>", (root / "deploy/kafka/pom.xml").read_text())
    assert jars is not None
    assert f"image: apache/kafka:{jars[1]}\n" in (root / "docker-compose.yml").read_text()


@pytest.mark.parametrize(("lock", "extras"), [("requirements.lock", ["dev"]), ("requirements-runtime.lock", [])])
def test_the_lock_has_every_dependency_with_hashes_and_no_address(root: Path, lock: str, extras: list[str]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + [dep for extra in extras for dep in project["optional-dependencies"][extra]]
    text = (root / lock).read_text()
    locked = set(re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE))
    assert {re.split(r"[^\w.-]", dep)[0].lower().replace("_", "-") for dep in wanted} <= locked
    assert "://" not in text
    assert text.count("--hash=sha256:") > len(locked)
