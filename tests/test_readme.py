"""The README tells the truth: the end of the demo as it stands there is what the stages make of the sample wire.

`python -m tests.test_readme` writes it anew.
"""

import io
import re
from pathlib import Path

from rich.console import Console

from streams.config import Settings
from streams.demo import SAMPLE
from streams.replay import Replay, records
from streams.timeline import gather
from streams.topology import FLOW, build

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"(<!-- demo -->\n).*?(<!-- /demo -->)", re.DOTALL)
LINES = 30


def shown() -> str:
    """The last lines of the demo's timeline, as a code block."""
    flow = Replay([build(step.name, Settings()) for step in FLOW if step.name != "deliver"])
    with SAMPLE.open("rb") as lines:
        produced = [each.value for topic, record in records(lines) for each in flow.feed(topic, record)]
    console = Console(width=100, file=io.StringIO(), color_system=None)
    console.print(gather(produced).render())
    assert isinstance(console.file, io.StringIO)
    printed = [line.rstrip() for line in console.file.getvalue().rstrip().splitlines()]
    start = next(at for at in range(len(printed) - LINES, len(printed)) if not printed[at]) + 1
    return "\n".join(f"    {line}".rstrip() for line in ["…", *printed[start:]])


def test_the_readme_shows_what_the_demo_prints() -> None:
    found = BLOCK.search(README.read_text())
    assert found
    assert found.group(0) == f"<!-- demo -->\n{shown()}\n<!-- /demo -->", "run python -m tests.test_readme"


def test_every_make_target_and_command_that_it_names_is_there() -> None:
    text = README.read_text()
    targets = set(re.findall(r"\bmake ([a-z-]+)", text))
    makefile = (README.parent / "Makefile").read_text()
    assert targets <= set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for path in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (README.parent / path).exists(), path


if __name__ == "__main__":
    README.write_text(BLOCK.sub(lambda found: f"{found.group(1)}{shown()}\n{found.group(2)}", README.read_text()))
