"""`python -m tests.bench [--quick] [TABLE …]`: the tables of speeds, all of them or those named."""

import argparse
import importlib
import time

from rich.console import Console

from tests.bench.report import Table, heading

TABLES = ("intake", "dedupe", "enrich", "story", "update", "kafka")
"""The modules here that each have a `run`."""
QUICK = TABLES[:-1]
"""Those that a quick run shows: what needs a broker takes longer than the rest."""

WIDTH = 150
"""Characters of a line where the output is a file."""


def main() -> None:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("tables", nargs="*", metavar="TABLE", help=f"of {', '.join(TABLES)}; none: all")
    parser.add_argument("--quick", action="store_true", help="small numbers, only to see that everything runs")
    said = parser.parse_args()
    unknown = sorted(set(said.tables) - set(TABLES))
    if unknown:
        parser.error(f"no table {', '.join(unknown)}; there are {', '.join(TABLES)}")
    console = Console()
    if not console.is_terminal:
        console.width = WIDTH
    console.print(heading())
    for name in said.tables or (QUICK if said.quick else TABLES):
        began = time.monotonic()
        with console.status(f"{name} …"):
            tables: list[Table] = importlib.import_module(f"tests.bench.{name}").run(quick=said.quick)
        for table in tables:
            console.print(table.rendered())
        console.print(f"[dim]{name}: {time.monotonic() - began:.0f} s[/dim]")


if __name__ == "__main__":
    main()
