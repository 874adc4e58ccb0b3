"""Where the checkers are: .tools/bin (`make check` fetches them) or PATH."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tool() -> Callable[[str], str]:
    """The path of a checker, or a skip that says how to get it."""

    def find(name: str) -> str:
        ours = ROOT / ".tools" / "bin" / name
        found = str(ours) if ours.exists() else shutil.which(name)
        return found or pytest.skip(f"no {name} here: `make tools` fetches it where apt is")

    return find


@pytest.fixture
def root() -> Path:
    return ROOT
