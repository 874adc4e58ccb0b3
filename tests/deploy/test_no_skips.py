"""In CI a skipped test fails the run, and is named."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def run_with_a_skip(root: Path, tmp_path: Path, request: pytest.FixtureRequest) -> subprocess.CompletedProcess[str]:
    shutil.copy(root / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text("import pytest\ndef test_a(): pass\n@pytest.mark.skip(reason='no Java')\ndef test_b(): pass\n")
    environment = {**os.environ, "NO_SKIPS": request.param}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("run_with_a_skip", ["1"], indirect=True)
def test_in_ci_a_skip_fails_the_run_and_is_named(run_with_a_skip: subprocess.CompletedProcess[str]) -> None:
    assert run_with_a_skip.returncode == pytest.ExitCode.TESTS_FAILED
    assert "test_it.py::test_b" in run_with_a_skip.stdout.partition("NO_SKIPS=1 does not allow")[2]


@pytest.mark.parametrize("run_with_a_skip", [""], indirect=True)
def test_elsewhere_it_does_not(run_with_a_skip: subprocess.CompletedProcess[str]) -> None:
    assert run_with_a_skip.returncode == pytest.ExitCode.OK
