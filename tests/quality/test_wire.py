"""The labelled wire of our own: which updates its stories must raise, and which traps must stay silent.

wire.jsonl: flat ninjs items with `gold`: {story, register, aside, author, relation, of, updates: [{kinds, about}], tolerated, traps}. A
third of the first author's stories is set `aside`: rules are not written on them. Written before the rules of these kinds were. The other
two knew the kinds but no rule; the second tells turns in as many ways as a features desk does, the third as an agency does. Half of their
stories are set aside. Measured 2026-11 with the whole flow: see the floors. `scheduled`, `new_statement` and `editorial_version` alert
nobody and count neither way.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import pytest

from schemas.article import Article
from schemas.update import Update
from streams.config import Settings
from streams.replay import Replay, records
from streams.topology import FLOW, build

ROWS: list[dict[str, Any]] = [json.loads(line) for line in Path(__file__).with_name("wire.jsonl").read_text(encoding="utf-8").splitlines()]
QUIET = ("scheduled", "new_statement", "editorial_version")
Told = dict[tuple[str, str], list[Update]]

Part = tuple[Literal[1, 2, 3], Literal["worked on", "set aside"]]
"""Author, and whether rules were written on it."""
FLOORS: dict[Part, tuple[float, float]] = {
    (1, "worked on"): (0.96, 0.95),
    (1, "set aside"): (0.90, 0.80),
    (2, "worked on"): (0.90, 0.65),
    (2, "set aside"): (0.62, 0.25),
    (3, "worked on"): (0.90, 0.70),
    (3, "set aside"): (0.60, 0.25),
}
"""Lowest precision and F1 of a part. Measured 2026-11: 1.00 and .979, set aside .952 and .870. The second: .714 and .102 before any rule
was written for them, aside .539 and .141; now 1.00 and .700, aside .680 and .306. That author tells most turns without a word for them
("it took Ana Lund four bars to make them forget the rain"). The third author's: .78 and .26 in all before; now .944 and .791, aside .875
and .500."""


def items(part: Part) -> list[dict[str, Any]]:
    author, which = part
    return [row for row in ROWS if row["gold"]["aside"] is (which == "set aside") and row["gold"]["author"] == author]


def replayed(rows: Iterable[dict[str, Any]]) -> tuple[Told, dict[tuple[str, int], Article]]:
    """What the whole flow tells of some items, by uri and version, and the articles."""
    flow = Replay([build(step.name, Settings()) for step in FLOW if step.name not in ("alert", "deliver")])
    lines = [json.dumps({key: value for key, value in row.items() if key != "gold"}).encode() for row in rows]
    told: Told = {}
    articles: dict[tuple[str, int], Article] = {}
    for topic, record in records(lines):
        for produced in flow.feed(topic, record):
            if isinstance(produced.value, Update) and produced.value.op == "raised" and produced.value.kind not in QUIET:
                told.setdefault((produced.value.uri, produced.value.version), []).append(produced.value)
            elif produced.topic == "wire.article":
                articles[produced.value.uri, produced.value.revision] = produced.value
    return told, articles


def said(update: Update) -> str:
    return " ".join([update.summary, update.event.label, *(e.text for e in update.evidence)]).lower()


def score(rows: list[dict[str, Any]], told: Told) -> tuple[int, int, int, list[str]]:
    """Hits, false alerts, gold, and what went wrong in words."""
    hits = false = gold = 0
    wrong: list[str] = []
    for row in rows:
        left = list(told.get((row["uri"], row["version"]), []))
        for want in row["gold"]["updates"]:
            gold += 1
            match = next((u for u in left if u.kind in want["kinds"] and any(w.lower() in said(u) for w in want["about"])), None)
            if match is None:
                wrong.append(f"missed in {row['uri']}: {want['kinds'][0]}")
            else:
                left.remove(match)
                hits += 1
        extra = [u for u in left if u.kind not in row["gold"]["tolerated"]]
        false += len(extra)
        wrong += [f"false in {row['uri']}: {u.kind} {u.summary}" for u in extra]
    return hits, false, gold, wrong


@pytest.fixture(scope="module", params=FLOORS, ids=lambda part: f"author {part[0]}, {part[1]}")
def part(request: pytest.FixtureRequest) -> tuple[Part, Told, dict[tuple[str, int], Article]]:
    told, articles = replayed(items(request.param))
    return request.param, told, articles


def test_its_stories_raise_their_updates_and_few_others(part: tuple[Part, Told, dict[tuple[str, int], Article]]) -> None:
    name, told, _ = part
    hits, false, gold, wrong = score(items(name), told)
    precision, recall = hits / (hits + false), hits / gold
    low_precision, low_f1 = FLOORS[name]
    assert precision >= low_precision, wrong
    assert 2 * precision * recall / (precision + recall) >= low_f1, wrong


def test_every_update_shows_sentences_that_stand_where_it_says(part: tuple[Part, Told, dict[tuple[str, int], Article]]) -> None:
    _, told, articles = part
    for updates in told.values():
        for update in updates:
            assert "after" in {e.side for e in update.evidence}
            for e in update.evidence:
                assert getattr(articles[e.uri, e.revision], e.field)[slice(*e.span)] == e.text
            if update.kind != "withdrawn":
                assert "before" in {e.side for e in update.evidence}


def test_no_update_is_told_twice(part: tuple[Part, Told, dict[tuple[str, int], Article]]) -> None:
    ids = Counter(update.update_id for updates in part[1].values() for update in updates)
    assert [name for name, count in ids.items() if count > 1] == []


def test_the_wire_is_large_enough_to_mean_something() -> None:
    own = items((1, "worked on")) + items((1, "set aside"))
    stories = {row["gold"]["story"]: row["gold"]["aside"] for row in own}
    assert len(stories) >= 24
    assert sum(stories.values()) * 3 == len(stories)
    assert len(own) >= 90
    assert sum(len(row["gold"]["updates"]) for row in own) >= 60
    assert sum(len(row["gold"]["traps"]) for row in own) >= 45
    assert {row["gold"]["register"] for row in ROWS} >= {"politics", "courts", "business", "disasters", "sport", "culture", "weather"}
    assert len({row["gold"]["story"] for row in ROWS if row["gold"]["author"] == 2}) >= 30
    assert len({row["gold"]["story"] for row in ROWS if row["gold"]["author"] == 3}) >= 16
