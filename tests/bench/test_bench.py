"""The benchmarks run and measure something; what they measure is no matter for tests."""

from collections.abc import Callable
from itertools import islice

import pytest
from rich.console import Console

from tests.bench import copy, dedupe, intake, story
from tests.bench.report import Table, heading

QUICK: list[Callable[..., list[Table]]] = [intake.run, dedupe.run, story.run]


@pytest.mark.parametrize("run", QUICK, ids=["intake", "dedupe", "story"])
def test_every_row_of_a_quick_table_has_positive_numbers(run: Callable[..., list[Table]]) -> None:
    tables = run(quick=True)
    rows = [row for table in tables for row in table.rows]
    assert rows
    for row in rows:
        measured = [number for number in row.numbers.values() if number is not None]
        assert measured, row
        assert all(number >= 0 for number in measured), row
        assert measured[0] > 0, row
    console = Console(width=200, record=True)
    for table in tables:
        console.print(table.rendered())
    text = console.export_text()
    assert all(table.title in text for table in tables)


def test_the_invented_wire_is_the_same_each_time_and_another_with_another_seed() -> None:
    one, again, other = (list(islice(copy.wire(seed=seed), 50)) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_the_invented_wire_has_corrections_and_copies_unless_they_are_left_out() -> None:
    whole, news = (list(islice(copy.wire(repeats=repeats), 300)) for repeats in (True, False))
    assert {item["version"] for item in whole} > {"1"}
    assert len({item["source"] for item in whole}) == len(copy.AGENCIES)
    assert {(item["version"], item["source"]) for item in news} == {("1", copy.AGENCIES[0])}


def test_every_template_of_the_invented_wire_can_be_filled() -> None:
    for item in islice(copy.wire(), 1500):
        assert "{" not in item["body_text"] + item["headline"]


def test_the_heading_names_the_machine_and_the_revision() -> None:
    said = heading()
    assert "cores" in said
    assert "revision" in said
