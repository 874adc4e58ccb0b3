"""What is generated from the contract is fresh, and says what the codec does."""

import json
from pathlib import Path

import pytest

from schemas import generate
from schemas.topics import TOPICS
from schemas.update import Update


def test_the_generated_files_are_fresh() -> None:
    assert [str(path) for path in generate.stale()] == []


def test_a_stale_file_is_named_and_fails_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "HERE", tmp_path / "schemas")
    generate.HERE.mkdir()
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    (generate.HERE / "json" / "gone.json").write_text("{}")
    (generate.HERE / "asyncapi.yaml").write_text("{}")
    capsys.readouterr()
    assert generate.main(["--check"]) == 1
    assert {line.split(" ")[0] for line in capsys.readouterr().err.splitlines()} == {"schemas/asyncapi.yaml", "schemas/json/gone.json"}
    assert generate.main([]) == 0
    assert generate.stale() == []


def test_from_has_its_name_on_the_wire() -> None:
    properties = generate.json_schema(Update)["$defs"]["Update"]["properties"]
    assert "from" in properties
    assert "from_" not in properties


def test_asyncapi_has_each_topic_with_the_stages_around_it() -> None:
    document = json.loads((generate.HERE / "asyncapi.yaml").read_text(encoding="utf-8"))
    assert set(document["channels"]) == {topic.name for topic in TOPICS}
    assert "dedupe-writes-wire.article" in document["operations"]
    assert "enrich-reads-wire.article" in document["operations"]
    for channel in document["channels"].values():
        for message in channel["messages"].values():
            assert message["$ref"].rpartition("/")[2] in document["components"]["messages"]
    for message in document["components"]["messages"].values():
        for part in ("payload", "headers"):
            assert part not in message or (generate.HERE / message[part]["$ref"]).exists()
