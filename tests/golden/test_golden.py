"""`in.jsonl` through every stage gives `out.jsonl`, to the letter: a change of either is reviewed as a diff.

`python -m tests.golden.test_golden` writes the expected files anew. They leave out the records that repeat an article's whole text.
"""

from pathlib import Path

import orjson
import pytest

from streams.config import Settings
from streams.replay import Replay, records
from streams.topology import FLOW, build

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/in.jsonl"))
WHOLE = {"wire.item", "wire.enriched", "wire.filed"}
"""Topics whose records hold what wire.article, wire.quote, wire.entity and wire.story say too."""


def replayed(folder: Path) -> bytes:
    """The records that matter, one a line."""
    flow = Replay([build(step.name, Settings()) for step in FLOW if step.name != "deliver"])
    with (folder / "in.jsonl").open("rb") as lines:
        produced = [each for topic, record in records(lines) for each in flow.feed(topic, record)]
    kept = [orjson.loads(each.line()) for each in produced if each.topic not in WHOLE]
    return b"".join(orjson.dumps(each) + b"\n" for each in kept)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_comes_out_is_what_was_reviewed(folder: Path) -> None:
    expected = [orjson.loads(line) for line in (folder / "out.jsonl").read_bytes().splitlines()]
    assert [orjson.loads(line) for line in replayed(folder).splitlines()] == expected


if __name__ == "__main__":
    for each in FOLDERS:
        (each / "out.jsonl").write_bytes(replayed(each))
