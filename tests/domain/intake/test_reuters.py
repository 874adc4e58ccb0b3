"""Intake on a real wire of 1987, where it is beside the repository: nothing with a text is lost, and its markers are known."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from schemas.errors import InvalidEvent
from schemas.item import Item
from tests.domain.intake.wires import look

WIRE = Path(__file__).parents[4] / "shared" / "data" / "reuters21578_wire.jsonl"
ITEMS, WITHOUT_ANYTHING = 21_577, 1
"""One item of the collection has neither headline, body, dateline nor slug; 736 more have a slug alone."""


def rows() -> Iterator[dict[str, Any]]:
    with WIRE.open("rb") as lines:
        yield from map(orjson.loads, lines)


def ninjs_of(row: dict[str, Any]) -> bytes:
    """A row as a flat ninjs item."""
    said = {
        "uri": row["id"], "type": "text", "versioncreated": row["ts"], "language": "en", "source": "Reuters", "headline": row["headline"],
        "slugline": row["slug"], "body_text": f"{row['dateline']} {row['body']}".strip(),
    }  # fmt: skip
    return orjson.dumps(said)


@pytest.fixture(scope="module")
def wire() -> list[tuple[dict[str, Any], Item | str]]:
    if not WIRE.exists():
        pytest.skip("the real wire is not beside the repository")
    read: list[tuple[dict[str, Any], Item | str]] = []
    for row in rows():
        try:
            (item,) = look(ninjs_of(row)).items
            read.append((row, item))
        except InvalidEvent as error:
            read.append((row, str(error)))
    return read


def kind_of(item: Item) -> str:
    return item.editorial.kind if item.editorial is not None else ""


def test_everything_with_a_word_in_it_is_an_item(wire: list[tuple[dict[str, Any], Item | str]]) -> None:
    assert len(wire) == ITEMS
    assert Counter(item for _, item in wire if isinstance(item, str)) == {"reut-12793: neither a headline nor a body": WITHOUT_ANYTHING}


def test_an_item_with_a_slug_alone_is_called_by_its_keywords(wire: list[tuple[dict[str, Any], Item | str]]) -> None:
    bare = [item for row, item in wire if isinstance(item, Item) and not row["headline"] and not row["body"]]
    assert len(bare) == 736
    assert all(item.headline and not item.headline.startswith(("BC-", "AM-", "PM-")) for item in bare)


def test_the_corrections_of_headlines_and_slugs_are_known(wire: list[tuple[dict[str, Any], Item | str]]) -> None:
    headline, slug = re.compile(r"\W*CORRECT(?:ED|ION)\b\W*-|\W*[(<]CORRECT"), re.compile(r"(?:BC|AM|PM)-\W*CORRECT(?:ED|ION)\b")
    marked = [item for row, item in wire if isinstance(item, Item) and (headline.match(row["headline"]) or slug.match(row["slug"] or ""))]
    assert len(marked) == 78
    assert Counter(map(kind_of, marked)) == {"correction": 78}
    assert not any(re.match(r"\W*CORRECT(?:ED|ION)\b", item.headline) for item in marked)
    assert sum(isinstance(item, Item) and kind_of(item) == "correction" for _, item in wire) == 79  # one more ends its slug so


def test_the_leads_of_slugs_and_headlines_are_known(wire: list[tuple[dict[str, Any], Item | str]]) -> None:
    lead = re.compile(r"(?i)(\d)(?:st|nd|rd|th)[ -]?(?:ld|lead)\b")
    marked = [(found, item) for row, item in wire if isinstance(item, Item) and (found := lead.search(f"{row['headline']} {row['slug']}"))]
    assert len(marked) == 51
    assert [item.lead_number for _, item in marked] == [int(found[1]) for found, _ in marked]
    assert sum(isinstance(item, Item) and item.lead_number is not None for _, item in wire) == 51


def test_a_ticker_in_a_headline_is_no_markup(wire: list[tuple[dict[str, Any], Item | str]]) -> None:
    tickers = [(row, item) for row, item in wire if isinstance(item, Item) and re.search("<[A-Z]{2,4}>", row["headline"])]
    assert len(tickers) > 5_000
    assert sum("<" in item.headline for _, item in tickers) == len(tickers)
