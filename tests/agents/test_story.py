"""The story stage as the runner calls it, and what a restart does to it."""

import random
from datetime import timedelta
from typing import Any

import pytest

from schemas.article import Edit
from schemas.common import ArticleRef, Passage
from schemas.enriched import Enriched, Entity, EntityMention, Quote, Unenriched
from schemas.filed import Filed, Merged
from schemas.item import Editorial
from streams.agents.stage import Outcome
from streams.agents.story import Stories
from streams.domain.story.memory import StoryMemory
from streams.domain.story.policy import StoryPolicy
from tests.builders import NOON, after, apply_stored, enriched, message

SMALL = StoryPolicy(
    idle=timedelta(days=2), counted_articles=25, expired_at_once=2, story_terms=12, article_terms=10, merge_similarity=0.1,
    merge_after=timedelta(hours=1), join_similarity=0.3, sure_similarity=0.3,
)  # fmt: skip
"""Limits that a wire of a hundred short articles reaches, and stories that come apart and grow together."""


def wire(seed: int, length: int) -> list[Enriched]:
    """Articles of a few topics with words in common, some of them versions, over a fortnight."""
    chance = random.Random(seed)
    common = [f"common{letter}" for letter in "abcdefghijkl"]
    articles: list[Enriched] = []
    for seq in range(length):
        topic = chance.choice("stuvwxyz")
        words = chance.sample(common, 4) + chance.choices([f"{topic}word{letter}" for letter in "abcdefghijklmno"], k=9)
        received_at = NOON + timedelta(hours=3 * seq)
        fields: dict[str, Any] = {"uri": f"wire:{seq}", "body": " ".join(words), "headline": " ".join(words[4:6])}
        if seq > 5 and chance.random() < 0.2:
            fields |= {"uri": articles[-chance.randrange(1, 6)].lineage, "revision": 1, "relation": "version"}
        if chance.random() < 0.1:
            fields["embargoed_until"] = received_at + timedelta(hours=chance.choice([1, 10, 30]))
        articles.append(
            enriched(
                **fields,
                language=chance.choice(["en", "de"]),
                lineage=fields["uri"],
                seq=seq,
                received_at=received_at,
                version_created=received_at,
            )
        )
    return articles


def take(stage: Stories, memory: StoryMemory, rows: dict[str, Any], article: Enriched) -> Outcome:
    outcome = stage.handle(message(article), memory)
    apply_stored(memory, outcome.change)
    for key, row in outcome.change.items():
        rows.pop(key, None)
        if row is not None:
            rows[key] = row
    return outcome


def test_an_article_leaves_as_it_came_with_its_story() -> None:
    stage = Stories()
    article = enriched(uri="wire:9", seq=3)
    outcome = stage.handle(message(article), stage.memory())
    (filed,) = outcome.send
    assert outcome.name == "opened"
    assert isinstance(filed, Filed)
    assert {name: getattr(filed, name) for name in Enriched.__dataclass_fields__} == {
        name: getattr(article, name) for name in Enriched.__dataclass_fields__
    }
    assert filed.story_id


def test_an_article_that_was_not_enriched_is_passed_by() -> None:
    stage = Stories()
    gap = Unenriched(uri="wire:1", language="en", seq=4, reason="crashed", received_at=NOON)
    outcome = stage.handle(message(gap), stage.memory())
    assert (outcome.name, outcome.send, dict(outcome.change)) == ("passed", (), {})


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_deciding_changes_nothing_by_itself(seed: int) -> None:
    stage, memory, rows = Stories(SMALL), StoryMemory(), dict[str, Any]()
    for article in wire(seed, 60):
        first = stage.handle(message(article), memory)
        assert {key: memory.row(key) for key in rows} == rows
        assert stage.handle(message(article), memory) == first
        take(stage, memory, rows, article)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_memory_restored_at_any_moment_decides_as_one_that_never_stopped(seed: int) -> None:
    stage, memory, rows = Stories(SMALL), StoryMemory(), dict[str, Any]()
    chance = random.Random(seed)
    names = set()
    for article in wire(seed, 120):
        if chance.random() < 0.3:
            shuffled = list(rows.items())
            chance.shuffle(shuffled)
            restored = StoryMemory()
            apply_stored(restored, dict(shuffled))
            apply_stored(restored, dict(shuffled[: len(shuffled) // 2]))  # a row that comes twice changes nothing
            assert stage.due(restored, now=article.received_at) == stage.due(memory, now=article.received_at)
            assert stage.handle(message(article), restored) == stage.handle(message(article), memory)
        outcome = take(stage, memory, rows, article)
        names |= {outcome.name, *(type(record).__name__ for record in outcome.send)}
    assert names == {"opened", "joined", "followed", "embargoed", "Filed", "Merged"}


def test_a_language_is_filed_as_if_it_were_alone() -> None:
    stage, both, alone = Stories(SMALL), StoryMemory(), StoryMemory()
    mixed = {article.seq: take(stage, both, {}, article).send for article in wire(4, 100)}
    for article in wire(4, 100):
        if article.language == "en":
            assert take(stage, alone, {}, article).send == mixed[article.seq]


def test_memory_is_bounded() -> None:
    stage, memory, rows = Stories(SMALL), StoryMemory(), dict[str, Any]()
    sizes = []
    for article in wire(5, 400):
        take(stage, memory, rows, article)
        sizes.append(len(rows))
    assert max(sizes[200:]) <= max(sizes[:200]) + 8


EVENING = after(hours=6)
"""When the embargo of `secret` ends."""
PLAN = "The harbour bridge at Port Ellery is to be torn down, the council will say tonight."


def secret(**fields: Any) -> Enriched:
    return enriched(**{"uri": "wire:7", "lineage": "wire:7", "seq": 7, "embargoed_until": EVENING, "body": PLAN, **fields})


def other(seq: int, *, hours: float, **fields: Any) -> Enriched:
    when = after(hours=hours)
    body = fields.pop("body", f"Something else happened in village{seq} with sheep{seq}.")
    return enriched(uri=f"wire:{seq}", lineage=f"wire:{seq}", seq=seq, body=body, received_at=when, version_created=when, **fields)


def later(hours: float, **fields: Any) -> Enriched:
    """The next version of `secret`; it says nothing of an embargo unless `fields` do."""
    of = ArticleRef(uri="wire:7", revision=0)
    when = after(hours=hours)
    return secret(**{"seq": 8, "revision": 1, "relation": "version", "of": of, "received_at": when, "embargoed_until": None, **fields})


@pytest.fixture
def desk() -> tuple[Stories, StoryMemory, dict[str, Any]]:
    return Stories(), StoryMemory(), {}


Desk = tuple[Stories, StoryMemory, dict[str, Any]]


def release(desk: Desk, *, hours: float) -> list[Any]:
    """What the clock alone lets go."""
    stage, memory, rows = desk
    sent: list[Any] = []
    while outcome := stage.due(memory, now=after(hours=hours)):
        assert outcome.name == "released"
        apply_stored(memory, outcome.change)
        rows |= outcome.change
        sent += outcome.send
    return sent


def test_what_is_under_embargo_is_held_and_leaves_by_itself(desk: Desk) -> None:
    outcome = take(*desk, secret())
    assert (outcome.name, outcome.send, list(outcome.change)) == ("embargoed", (), ["embargo/en/7"])
    assert release(desk, hours=5.9) == []
    (filed,) = release(desk, hours=6)
    assert (filed.uri, filed.body, filed.received_at) == ("wire:7", PLAN, NOON)
    assert release(desk, hours=7) == []


def test_an_embargo_that_has_ended_when_the_article_comes_holds_nothing(desk: Desk) -> None:
    assert take(*desk, secret(embargoed_until=NOON)).name == "opened"


def test_a_message_after_its_time_finds_the_article_released(desk: Desk) -> None:
    take(*desk, secret())
    outcome = take(*desk, other(8, hours=7, body=PLAN))
    assert [record.uri for record in outcome.send] == ["wire:7", "wire:8"]
    assert outcome.name == "joined"
    assert len({record.story_id for record in outcome.send}) == 1
    assert release(desk, hours=9) == []


def test_an_article_that_was_not_enriched_moves_the_time_as_well(desk: Desk) -> None:
    take(*desk, secret())
    gap = Unenriched(uri="wire:8", language="en", seq=8, reason="crashed", received_at=after(hours=7))
    outcome = desk[0].handle(message(gap), desk[1])
    assert (outcome.name, [record.uri for record in outcome.send]) == ("passed", ["wire:7"])


def test_embargoes_end_in_their_order_and_each_sees_the_one_before(desk: Desk) -> None:
    take(*desk, secret())
    take(*desk, other(8, hours=1, embargoed_until=after(hours=5), body=PLAN))
    take(*desk, other(9, hours=2, embargoed_until=after(hours=6)))
    outcome = take(*desk, other(10, hours=8))
    assert [record.uri for record in outcome.send] == ["wire:8", "wire:7", "wire:9", "wire:10"]
    assert outcome.send[0].story_id == outcome.send[1].story_id


def test_the_clock_and_the_next_message_release_alike() -> None:
    by_clock, by_message = (Stories(), StoryMemory(), dict[str, Any]()), (Stories(), StoryMemory(), dict[str, Any]())
    for desk in (by_clock, by_message):
        take(*desk, other(1, hours=0, body=PLAN))
        take(*desk, secret())
    first = release(by_clock, hours=6.01) + list(take(*by_clock, other(8, hours=7)).send)
    second = list(take(*by_message, other(8, hours=7)).send)
    assert first == second
    assert {k: v for k, v in by_clock[2].items() if v is not None} == {k: v for k, v in by_message[2].items() if v is not None}


def test_a_restart_forgets_no_embargo(desk: Desk) -> None:
    take(*desk, secret())
    restored = StoryMemory()
    apply_stored(restored, desk[2])
    assert [record.uri for record in release((desk[0], restored, {}), hours=6)] == ["wire:7"]


def test_a_newer_version_takes_the_place_of_the_held_one(desk: Desk) -> None:
    take(*desk, secret())
    take(*desk, other(6, hours=0.5, embargoed_until=EVENING))
    edits = (Edit(op="edited", old=Passage(span=(0, 1), text="T"), new=Passage(span=(0, 1), text="A")),)
    correction = later(1, body=PLAN + " It is 90 years old.", edits=edits, editorial=Editorial(kind="correction"), embargoed_until=EVENING)
    assert take(*desk, correction).name == "embargoed"
    first, second = release(desk, hours=6)
    assert (first.uri, second.uri) == ("wire:6", "wire:7")  # by seq of the first version held, 6 before 7
    assert (second.revision, second.body) == (1, correction.body)
    # nobody saw what it corrects
    assert (second.relation, second.of, second.edits, second.editorial) == ("new", None, (), None)


def test_a_version_that_says_nothing_of_the_embargo_does_not_lift_it(desk: Desk) -> None:
    take(*desk, secret())
    assert take(*desk, later(1)).name == "embargoed"
    assert [record.revision for record in release(desk, hours=6)] == [1]


@pytest.mark.parametrize(("until", "name"), [(0.5, "opened"), (9.0, "embargoed")])
def test_a_version_that_names_another_time_has_its_way(desk: Desk, until: float, name: str) -> None:
    take(*desk, secret())
    assert take(*desk, later(1, embargoed_until=after(hours=until))).name == name
    assert release(desk, hours=8) == []
    assert len(release(desk, hours=9)) == (name == "embargoed")


@pytest.mark.parametrize(
    "kill",
    [{"editorial": Editorial(kind="kill")}, {"pub_status": "canceled"}, {"editorial": Editorial(kind="kill"), "embargoed_until": EVENING}],
)
def test_a_kill_of_what_is_held_drops_it_and_nobody_is_told(desk: Desk, kill: dict[str, Any]) -> None:
    take(*desk, secret())
    outcome = take(*desk, later(1, **kill))
    assert (outcome.name, outcome.send) == ("dropped", ())
    assert release(desk, hours=9) == []


def test_a_kill_reaches_those_who_heard_of_an_earlier_version(desk: Desk) -> None:
    take(*desk, secret(embargoed_until=None))
    assert take(*desk, later(1, embargoed_until=EVENING)).name == "embargoed"
    outcome = take(*desk, later(2, seq=9, revision=2, editorial=Editorial(kind="kill")))
    assert (outcome.name, [record.revision for record in outcome.send]) == ("followed", [2])
    assert release(desk, hours=9) == []


def test_copy_marked_hold_for_release_is_no_longer_on_hold_when_it_is_released(desk: Desk) -> None:
    assert take(*desk, secret(editorial=Editorial(kind="hold"))).name == "embargoed"
    (filed,) = release(desk, hours=6)
    assert filed.editorial is None


def test_another_language_does_not_end_an_embargo(desk: Desk) -> None:
    take(*desk, secret())
    assert [record.language for record in take(*desk, other(8, hours=7, language="de")).send] == ["de"]
    assert len(release(desk, hours=7)) == 1


def test_stories_that_grow_together_are_merged_before_the_article_that_finds_it_out() -> None:
    stage, memory, rows = Stories(SMALL), StoryMemory(), dict[str, Any]()
    merges = 0
    gone: set[str] = set()
    for article in wire(1, 120):
        outcome = take(stage, memory, rows, article)
        kinds = [type(record) for record in outcome.send]
        for record in outcome.send:
            if isinstance(record, Merged):
                merges += 1
                gone.add(record.story_id)
                assert record.merged_into not in gone
                assert record.received_at == article.received_at
            else:
                assert record.story_id not in gone
        if outcome.name in ("opened", "joined", "followed"):
            assert kinds[-1] is Filed
    assert merges > 3


def test_an_ended_embargo_tells_the_quotes_and_names_that_enrich_kept_back(desk: Desk) -> None:
    said = Quote(quote_id="q1", uri="wire:7", revision=0, language="en", kind="direct", spans=((0, 4),), text="Plan", cue="said")
    someone = Entity(id="e1", type="person", name="Maud Ferris", mentions=(Passage(span=(0, 4), text="Plan"),))
    take(*desk, secret(quotes=(said,), entities=(someone,)))
    released = desk[0].due(desk[1], now=EVENING)
    assert released is not None
    assert [type(record) for record in released.send] == [Filed, Quote, EntityMention]
