"""The fuzzer's corpus, and what it found once, read again in every test run."""

from pathlib import Path

import pytest

from tests.fuzz.target import CONTENT_TYPES, read_any

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_each_message_ends_in_items_or_a_reason_under_any_content_type(path: Path) -> None:
    counts = [read_any(bytes([kind]) + path.read_bytes()) for kind in range(len(CONTENT_TYPES))]
    assert (counts[0] > 0) != (path.name in ("hostile_bomb.xml", "hostile_external.xml", "hostile_textinput.xml"))


def test_no_bytes_at_all_are_no_crash() -> None:
    assert read_any(b"") == 0
