"""What outlives a killed process: which message it had in hand."""

from pathlib import Path

from streams.agents.attempts import Attempts


def killed_on(path: Path, *offsets: int) -> Attempts:
    """A successor of processes that died, one after the other, with these messages in hand."""
    for offset in offsets:
        Attempts(path).begin("wire.article", 0, offset)
    return Attempts(path)


def test_a_message_in_hand_at_a_kill_is_counted(tmp_path: Path) -> None:
    assert killed_on(tmp_path / "attempts", 7).begin("wire.article", 0, 7) == 1
    assert killed_on(tmp_path / "twice", 7, 7).begin("wire.article", 0, 7) == 2


def test_a_kill_on_another_message_counts_for_that_one_alone(tmp_path: Path) -> None:
    successor = killed_on(tmp_path / "attempts", 7, 9)
    assert successor.begin("wire.article", 0, 7) == 0
    successor.done("wire.article", 0)
    assert successor.begin("wire.article", 0, 9) == 1


def test_earlier_messages_redelivered_first_do_not_wipe_the_count(tmp_path: Path) -> None:
    successor = killed_on(tmp_path / "attempts", 7)
    for offset in (5, 6):
        assert successor.begin("wire.article", 0, offset) == 0
        successor.done("wire.article", 0)
    assert successor.begin("wire.article", 0, 7) == 1


def test_a_kill_between_messages_counts_for_none(tmp_path: Path) -> None:
    idle = Attempts(tmp_path / "attempts")
    idle.begin("wire.article", 0, 7)
    idle.done("wire.article", 0)
    assert Attempts(tmp_path / "attempts").begin("wire.article", 0, 7) == 0


def test_a_file_that_cannot_be_read_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / "attempts").write_bytes(b"\x00garbage")
    assert Attempts(tmp_path / "attempts").begin("wire.article", 0, 7) == 0


def test_what_was_in_hand_at_a_kill_is_told_until_it_is_done(tmp_path: Path) -> None:
    successor = killed_on(tmp_path / "attempts", 7)
    assert successor.left("wire.article", 0) == 7
    assert successor.left("wire.article", 1) is None
    successor.begin("wire.article", 0, 7)
    successor.done("wire.article", 0)
    assert successor.left("wire.article", 0) is None
