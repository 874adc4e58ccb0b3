"""The command tells a user's mistake in words, with an exit status, and never as a traceback."""

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from tests.builders import ninjs


def writethru(*arguments: str | Path, stdin: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "streams", *map(str, arguments)], input=stdin, capture_output=True, env=environ, check=False, timeout=120
    )


def test_replay_prints_records_on_stdout_and_counts_on_stderr(tmp_path: Path) -> None:
    wire = tmp_path / "wire.jsonl"
    wire.write_bytes(orjson.dumps(ninjs()) + b"\n" + b"rubbish\n")
    done = writethru("replay", wire, "--until", "dedupe")
    assert done.returncode == 0
    assert [orjson.loads(line)["topic"] for line in done.stdout.splitlines()] == ["wire.item", "wire.article", "wire.deadletter"]
    assert b"intake deadletter: 1" in done.stderr


def test_replay_reads_stdin() -> None:
    done = writethru("replay", "-", "--until", "intake", stdin=orjson.dumps(ninjs()))
    assert [orjson.loads(line)["topic"] for line in done.stdout.splitlines()] == ["wire.item"]


@pytest.mark.parametrize(
    ("arguments", "environ", "status", "said"),
    [
        (("replay", "nowhere.jsonl", "--until", "intake"), {}, 1, "nowhere.jsonl: No such file"),
        (("replay", "-", "--until", "press"), {}, 2, "there is no stage 'press'; the stages are intake, dedupe"),
        (("replay", "-", "--until", "deliver"), {}, 2, "replay ends with alert"),
        (("replay", "-"), {"WRITETHRU_SPACY_MODEL": "no_such_model"}, 1, "WRITETHRU_SPACY_MODEL: "),
        (("worker", "press"), {}, 2, "there is no stage 'press'"),
        (("worker", "intake"), {"WRITETHRU_REPLICATION": "x", "WRITETHRU_PREFIX": "a b"}, 78, "WRITETHRU_REPLICATION: "),
        (("worker", "intake"), {"WRITETHRU_DATA_DIR": "/dev/null"}, 78, "WRITETHRU_DATA_DIR: "),
        (("up",), {"WRITETHRU_HTTP_PORT": "9000"}, 78, "WRITETHRU_HTTP_PORT: "),
        (("topics", "--check"), {"WRITETHRU_BROKERS": "127.0.0.1:1"}, 1, "no answer from Kafka at 127.0.0.1:1"),
        (("explain", "topics", "abc"), {"WRITETHRU_BROKERS": "127.0.0.1:1"}, 1, "WRITETHRU_BROKERS: 127.0.0.1:1 can't be read from"),
        (("explain", "nowhere.jsonl", "abc"), {}, 1, "nowhere.jsonl: No such file"),
        (("ingest", "nowhere.jsonl"), {"WRITETHRU_BROKERS": "127.0.0.1:1"}, 1, "127.0.0.1:1"),
    ],
)
def test_a_mistake_is_said_in_words(arguments: tuple[str, ...], environ: dict[str, str], status: int, said: str) -> None:
    done = writethru(*arguments, stdin=b"", **environ)
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert done.returncode == status


def test_a_wrong_setting_is_told_with_all_the_others() -> None:
    done = writethru("worker", "intake", WRITETHRU_REPLICATION="x", WRITETHRU_PREFIX="a b", WRITETHRU_BROKER="y")
    assert [line.split(":")[0] for line in done.stderr.decode().splitlines()[1:]] == [
        "WRITETHRU_BROKER", "WRITETHRU_PREFIX", "WRITETHRU_REPLICATION",
    ]  # fmt: skip
