"""Every file of deploy/ passes the checker that its users would run."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Tool = Callable[[str], str]


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def venv(name: str) -> Path:
    """A checker that is one of the project's own packages."""
    return Path(sys.executable).parent / name


def test_compose_file(root: Path) -> None:
    run(venv("docker-compose"), "config", "--quiet", cwd=root)


def test_compose_passes_settings_of_the_shell_on_as_they_are(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WRITETHRU_PARTITIONS", '{"wire.article": 12}')
    assert run(venv("docker-compose"), "config", cwd=root).count('{"wire.article": 12}') == 8


def test_dockerfile(root: Path) -> None:
    run(venv("hadolint"), root / "deploy" / "Dockerfile", cwd=root)


def test_kubernetes_files(root: Path) -> None:
    files = sorted(set((root / "deploy" / "k8s").glob("*.yaml")) - {root / "deploy" / "k8s" / "kustomization.yaml"})
    said = run(venv("kubernetes-validate"), "--strict", *files, cwd=root)
    assert said.count(" passed ") == 10


def test_prometheus_configuration_and_rules(root: Path, tool: Tool) -> None:
    run(tool("promtool"), "check", "config", "deploy/prometheus/prometheus.yml", cwd=root)


def test_alerts_fire_when_they_should_and_only_then(root: Path, tool: Tool) -> None:
    run(tool("promtool"), "test", "rules", "rules_test.yml", cwd=root / "deploy" / "prometheus")


def test_alertmanager_configuration(root: Path, tool: Tool) -> None:
    run(tool("amtool"), "check-config", "deploy/alertmanager/alertmanager.yml", cwd=root)


@pytest.mark.parametrize("script", [".ci/run", "deploy/setup.sh", "deploy/tools.sh"])
def test_scripts_are_executable_and_parse(root: Path, script: str) -> None:
    assert os.access(root / script, os.X_OK)
    run("bash", "-n", script, cwd=root)
