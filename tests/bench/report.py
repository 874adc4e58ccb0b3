"""How the benchmarks are shown: tables of numbers, and above them the machine and the revision they were measured on."""

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich import box
from rich.table import Table as RichTable

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing measured."""

    what: str
    data: str
    """The name of the texts it was measured on."""
    numbers: Mapping[str, float | None]
    """By column, whose name carries the unit; None where it could not be measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under one title; the columns are those of the rows, in the order of their first appearance."""

    title: str
    rows: Sequence[Row]
    note: str = ""
    """What was measured how, and why a number is missing."""

    def rendered(self) -> RichTable:
        columns = list(dict.fromkeys(column for row in self.rows for column in row.numbers))
        table = RichTable(title=self.title, caption=self.note or None, title_justify="left", caption_justify="left", box=box.SIMPLE_HEAD)
        table.add_column("")
        table.add_column("data")
        for column in columns:
            table.add_column(column, justify="right")
        for row in self.rows:
            table.add_row(row.what, row.data, *(shown(row.numbers.get(column)) for column in columns))
        return table


def shown(number: float | None) -> str:
    """Three significant digits, thousands apart.

    >>> [shown(n) for n in (12345.6, 123.4, 1.234, 0.01234, None)]
    ['12,346', '123', '1.23', '0.0123', '']
    """
    if number is None:
        return ""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def machine() -> str:
    """The machine as far as it tells, and how busy it is with other things."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    memory = _line("/proc/meminfo", "MemTotal")
    gib = f", {int(memory.split()[0]) / 1024**2:.0f} GiB" if memory else ""
    name = _line("/proc/cpuinfo", "model name") or platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores{gib}{load}; {platform.system()} {platform.release()}, Python {platform.python_version()}"


def revision() -> str:
    """The commit that is checked out, and whether files differ from it."""
    commit = _git("rev-parse", "--short", "HEAD")
    if not commit:
        return "no git revision"
    return f"revision {commit}{' with changes' if _git('status', '--porcelain', '--untracked-files=no') else ''}"


def heading() -> str:
    return f"{machine()}\n{revision()}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"


def _line(file: str, name: str) -> str:
    path = Path(file)
    lines = path.read_text().splitlines() if path.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
