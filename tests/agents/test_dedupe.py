"""The dedupe stage: what it sends, how it numbers, what it remembers and forgets."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from schemas import topics
from schemas.article import Article, Duplicate
from schemas.codec import decode, encode
from schemas.item import Item
from streams.agents.dedupe import Dedupe
from streams.agents.stage import Outcome
from streams.domain.dedupe.memory import DedupeMemory
from tests.builders import BODY, after, item, message, version_of

STAGE = Dedupe()


def run(*items: Item) -> tuple[list[Outcome], DedupeMemory]:
    """Each item in turn, its changes applied as the runner does."""
    memory = STAGE.memory()
    outcomes = []
    for each in items:
        outcome = STAGE.handle(message(each), memory)
        outcomes.append(outcome)
        for key, row in outcome.change.items():
            memory.apply(key, row)
    return outcomes, memory


def names(*items: Item) -> list[str]:
    return [outcome.name for outcome in run(*items)[0]]


def articles(outcomes: list[Outcome]) -> list[Article]:
    return [sent for outcome in outcomes for sent in outcome.send if isinstance(sent, Article)]


FIRST = item(uri="wire:1")
NEWER = version_of(FIRST, body=BODY.replace("40", "60"))
COPY = item(uri="outlet:1", provider="Outlet", received_at=after(minutes=10))
ELSE = item(
    uri="wire:2", headline="Comet seen", body="A comet passed the telescope on Mount Harrow on Sunday night.", received_at=after(minutes=20)
)


def test_new_version_and_duplicate_each_have_their_outcome() -> None:
    assert names(FIRST, COPY, ELSE, NEWER, FIRST) == ["new", "duplicate", "new", "version", "late"]
    assert set(names(FIRST, COPY, ELSE, NEWER, FIRST)) <= set(STAGE.outcomes)


def test_articles_of_a_language_are_numbered_without_a_gap_and_duplicates_take_no_number() -> None:
    outcomes, _ = run(FIRST, COPY, ELSE, NEWER, item(uri="fr:1", language="fr", received_at=after(hours=2)))
    assert [(article.language, article.seq) for article in articles(outcomes)] == [("en", 0), ("en", 1), ("en", 2), ("fr", 0)]


def test_a_language_is_one_whatever_region_or_script_a_desk_names_with_it() -> None:
    american = replace(COPY, language="en-us")
    outcomes, _ = run(FIRST, american, replace(ELSE, language="en-gb"))
    assert [outcome.name for outcome in outcomes] == ["new", "duplicate", "new"]
    assert [(article.language, article.seq) for article in articles(outcomes)] == [("en", 0), ("en-gb", 1)]
    assert topics.ITEM.key(american) == topics.ITEM.key(FIRST) == "en"


def test_a_version_keeps_the_lineage_and_counts_up() -> None:
    third = version_of(NEWER, body=BODY.replace("40", "70"))
    found = articles(run(FIRST, NEWER, third)[0])
    assert [(a.lineage, a.revision, a.relation, a.of.revision if a.of else None) for a in found] == [
        ("wire:1", 0, "new", None),
        ("wire:1", 1, "version", 0),
        ("wire:1", 2, "version", 1),
    ]


def test_an_article_has_all_that_the_item_had() -> None:
    (article,) = articles(run(FIRST)[0])
    assert {name: getattr(article, name) for name in Item.__dataclass_fields__} == {
        name: getattr(FIRST, name) for name in Item.__dataclass_fields__
    }


def test_a_duplicate_says_what_it_copies() -> None:
    outcomes, _ = run(FIRST, COPY)
    assert outcomes[1].send == (
        Duplicate(
            item_id=COPY.item_id, uri="outlet:1", of="wire:1", kind="exact", provider="Outlet", language="en",
            containment=(1.0, 1.0), received_at=COPY.received_at,
        ),
    )  # fmt: skip


def test_handling_changes_nothing_and_says_the_same_again() -> None:
    _, memory = run(FIRST, ELSE)
    before = [*memory.shelf("en").rows]
    assert STAGE.handle(message(NEWER), memory) == STAGE.handle(message(NEWER), memory)
    assert [*memory.shelf("en").rows] == before


def test_what_is_older_than_the_window_is_given_back() -> None:
    late = item(uri="wire:3", body="Nothing of that kind was ever written.", received_at=after(days=7, hours=2))
    outcomes, memory = run(FIRST, ELSE, late)
    assert [row.uri for row in memory.shelf("en").rows] == ["wire:3"]
    assert list(outcomes[2].change.values()).count(None) == 2


def test_a_standing_line_is_learned_from_the_stream_and_forgotten_with_the_window() -> None:
    line = "The Ellery Courier is owned by its readers, who elect its council every second year."
    others = [
        item(uri=f"wire:{n}", headline=f"{what} seen", body=f"A {what} went by Mount {n} on Sunday, and nobody knows why.\n\n{line}")
        for n, what in enumerate(("comet", "balloon", "falcon", "drone", "kite"), start=10)
    ]
    copy = item(uri="outlet:5", provider="Outlet", body=f"{BODY}\n\n{line}", received_at=after(hours=1))
    assert names(FIRST, *others, copy)[-1] == "duplicate"
    assert names(FIRST, copy)[-1] == "version"
    days = item(uri="wire:50", body="Nothing of that kind was ever written.", received_at=after(days=8))
    later = item(uri="wire:51", body=BODY, received_at=after(days=8, hours=1))
    again = item(uri="outlet:6", provider="Outlet", body=f"{BODY}\n\n{line}", received_at=after(days=8, hours=2))
    assert names(FIRST, *others, days, later, again)[-1] == "version"


def test_a_provider_without_version_numbers_gets_its_revisions_from_the_content() -> None:
    first = item(uri="wire:7", version="")
    same = item(uri="wire:7", version="", received_at=after(minutes=5), version_created=after(minutes=5))
    changed = item(
        uri="wire:7", version="", body=BODY.replace("40", "60"), received_at=after(minutes=10), version_created=after(minutes=10)
    )
    outcomes, _ = run(first, same, changed)
    assert [outcome.name for outcome in outcomes] == ["new", "duplicate", "version"]
    assert [article.revision for article in articles(outcomes)] == [0, 1]


def test_a_lineage_remembers_so_many_revisions_and_no_more() -> None:
    chain = [FIRST]
    for n in range(12):
        chain.append(version_of(chain[-1], minutes=5, body=BODY.replace("40", str(50 + n))))
    _, memory = run(*chain)
    assert [row.revision for row in memory.shelf("en").revisions("wire:1")] == [12, 11, 10, 9, 8, 7, 6, 5]


@given(st.lists(st.sampled_from([FIRST, COPY, ELSE, NEWER]), max_size=8))
def test_a_restart_from_the_changelog_goes_on_with_the_same_decisions(items: list[Item]) -> None:
    outcomes, memory = run(*items)
    rows = {key: row for outcome in outcomes for key, row in outcome.change.items()}
    restored = STAGE.memory()
    for key, row in rows.items():
        restored.apply(key, decode(type(row), encode(row)) if row is not None else None)
    following = item(uri="wire:9", body=BODY.replace("two", "three"), received_at=after(hours=4))
    assert STAGE.handle(message(following), restored) == STAGE.handle(message(following), memory)


@given(st.lists(st.text(max_size=120), min_size=1, max_size=6))
def test_the_same_wire_twice_brings_no_new_article(bodies: list[str]) -> None:
    once = [item(uri=f"wire:{n}", body=body, headline=f"Number {n}") for n, body in enumerate(bodies)]
    outcomes, _ = run(
        *once, *(item(uri=i.uri, body=i.body, headline=i.headline, received_at=i.received_at + timedelta(hours=1)) for i in once)
    )
    assert not articles(outcomes[len(once) :])
