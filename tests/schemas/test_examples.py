"""Every record has examples, and what an example says is true of itself."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from schemas import codec
from schemas.article import DuplicateKind
from schemas.enriched import Enriched
from schemas.filed import Story
from schemas.generate import RECORDS, name_of
from schemas.update import Update

EXAMPLES = Path(codec.__file__).parent / "examples"
FILES = sorted(EXAMPLES.glob("*.json"))
BY_NAME = {name_of(record): record for record in RECORDS}

each = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def record_of(path: Path) -> type[Any]:
    return BY_NAME[path.name.split(".")[0]]


def read(name: str) -> dict[str, Any]:
    example: dict[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return example


def test_every_record_has_an_example_and_every_example_a_record() -> None:
    assert {record_of(path) for path in FILES} == set(RECORDS)


@pytest.mark.parametrize("kind", get_args(DuplicateKind))
def test_every_kind_of_duplicate_has_an_example(kind: str) -> None:
    assert read(f"duplicate.{kind}")["kind"] == kind


@pytest.mark.parametrize("op", get_args(Update.__annotations__["op"]))
def test_every_op_of_an_update_has_an_example(op: str) -> None:
    assert read(f"update.{op}")["op"] == op


@each
def test_an_example_decodes_and_encodes_to_the_same_json(path: Path) -> None:
    record = codec.decode(record_of(path), path.read_bytes())
    assert json.loads(codec.encode(record)) == json.loads(path.read_bytes())


@each
def test_an_example_leaves_no_field_out(path: Path) -> None:
    fields = {"from" if field == "from_" else field for field in record_of(path).__dataclass_fields__}
    assert set(json.loads(path.read_bytes())) == fields


def test_spans_of_the_enriched_example_are_what_they_say() -> None:
    article = codec.decode(Enriched, (EXAMPLES / "enriched.version.json").read_bytes())
    passages = [mention for entity in article.entities for mention in entity.mentions]
    passages += [mention.sentence for mention in article.events] + [mention.sentence for mention in article.figures]
    assert len(passages) >= 6
    for passage in passages:
        start, end = passage.span
        assert getattr(article, passage.field)[start:end] == passage.text
    for quote in article.quotes:
        assert " ".join(article.body[start:end] for start, end in quote.spans) == quote.text


def test_evidence_of_the_story_example_stands_in_its_articles() -> None:
    bodies = {revision: read(f"article.{name}")["body"] for revision, name in enumerate(["new", "version"])}
    story = codec.decode(Story, (EXAMPLES / "story.live.json").read_bytes())
    transitions = [step for event in story.events for step in event.transitions]
    transitions += [step for figure in story.figures for step in figure.transitions]
    evidence = [step.evidence for step in transitions]
    assert len(evidence) == 4
    for said in evidence:
        assert bodies[said.revision][slice(*said.span)] == said.text
