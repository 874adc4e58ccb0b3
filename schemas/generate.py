"""Writes what others read of the contract: schemas/json/ (JSON Schema of each record) and schemas/asyncapi.yaml (topics and stages).

    python -m schemas.generate           writes both
    python -m schemas.generate --check   says which files are stale, exit status 1

Both derive from topics.py and the records; nobody edits them. asyncapi.yaml is JSON, which YAML contains.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from schemas.deadletter import DeadLetter
from schemas.topics import TOPIC_OF, TOPICS, Topic

HERE = Path(__file__).parent
DRAFT = "https://json-schema.org/draft/2020-12/schema"
RECORDS: tuple[type[Any], ...] = (*TOPIC_OF, DeadLetter)
"""Every record that travels; a dead letter's fields are headers."""


def name_of(record: type[Any]) -> str:
    """A record's name in file names: "entitymention"."""
    return record.__name__.lower()


def json_schema(record: type[Any]) -> dict[str, Any]:
    """JSON Schema 2020-12 of one record as it is on the wire."""
    schema: dict[str, Any] = _on_the_wire(msgspec.json.schema(record))
    return {"$schema": DRAFT, "$id": f"{name_of(record)}.json", **schema}


def asyncapi() -> dict[str, Any]:
    """AsyncAPI 3.0 of the flow: a channel a topic, an operation for each stage that writes or reads it."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Writethru",
            "version": "1",
            "description": "What travels between the stages. A deployment's prefix stands before each address.",
        },
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic) for topic in TOPICS},
        "operations": dict(operation for topic in TOPICS for operation in _operations(topic)),
        "components": {"messages": {name_of(record): _message(record) for record in RECORDS} | {"bytes": _BYTES}},
    }


def files() -> dict[Path, str]:
    """The text of every generated file."""
    made = {HERE / "json" / f"{name_of(record)}.json": _text(json_schema(record)) for record in RECORDS}
    return made | {HERE / "asyncapi.yaml": _text(asyncapi())}


def stale() -> list[Path]:
    """Generated files that are missing, differ, or belong to no record any more."""
    made = files()
    wrong = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    return wrong + sorted(path for path in (HERE / "json").glob("*") if path not in made)


def main(arguments: Sequence[str]) -> int:
    """Write, or with --check compare; returns the exit status."""
    if list(arguments) == ["--check"]:
        wrong = stale()
        for path in wrong:
            sys.stderr.write(f"{path.relative_to(HERE.parent)} is stale: run python -m schemas.generate\n")
        return 1 if wrong else 0
    if arguments:
        sys.stderr.write("usage: python -m schemas.generate [--check]\n")
        return 2
    (HERE / "json").mkdir(exist_ok=True)
    for path in stale():
        path.unlink(missing_ok=True)
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
    return 0


_BYTES = {"name": "bytes", "title": "bytes as they came", "contentType": "application/octet-stream"}


def _channel(topic: Topic) -> dict[str, Any]:
    cleanup = {"cleanup.policy": ["compact"]} if topic.retention is None else {"retention.ms": int(topic.retention.total_seconds() * 1000)}
    dead = topic.writer == "every stage"
    names = [name_of(record) for record in topic.records] or (["deadletter"] if dead else ["bytes"])
    return {
        "address": topic.name,
        "description": f"Written by {topic.writer}; key: {topic.key_name}."
        + (" The value is the original bytes; the fields are headers." if dead else ""),
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
        "bindings": {
            "kafka": {
                "partitions": topic.partitions,
                "topicConfiguration": {**cleanup, "max.message.bytes": topic.max_bytes},
            }
        },
    }  # fmt: skip


def _operations(topic: Topic) -> Iterable[tuple[str, dict[str, Any]]]:
    channel = {"$ref": f"#/channels/{topic.name}"}
    yield f"{topic.writer.replace(' ', '-')}-writes-{topic.name}", {"action": "send", "channel": channel}
    for reader in topic.readers:
        yield f"{reader}-reads-{topic.name}", {"action": "receive", "channel": channel}


def _message(record: type[Any]) -> dict[str, Any]:
    message = {
        "name": f"writethru.{name_of(record)}.v1",
        "title": record.__name__,
        "summary": (record.__doc__ or "").split("\n", maxsplit=1)[0],
    }
    if record is DeadLetter:
        return {**message, "contentType": "application/octet-stream", "headers": {"$ref": f"json/{name_of(record)}.json"}}
    return {**message, "payload": {"$ref": f"json/{name_of(record)}.json"}}


def _on_the_wire(schema: Any) -> Any:
    """The schema with the field `from_` under its name in JSON, "from"."""
    match schema:
        case dict():
            return {("from" if key == "from_" else key): _on_the_wire(value) for key, value in schema.items()}
        case list() | tuple():
            return ["from" if value == "from_" else _on_the_wire(value) for value in schema]
        case _:
            return schema


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
