"""Round-ups and live blogs: known by their form, and no glue between stories."""

from dataclasses import replace

import pytest

from schemas.enriched import Enriched
from streams.domain.story.decide import Followed, Joined, Opened
from streams.domain.story.file import Filing, file_article
from streams.domain.story.form import form_of
from streams.domain.story.memory import StoryMemory
from streams.domain.story.policy import StoryPolicy
from tests.builders import after, apply_stored, enriched

POLICY = StoryPolicy()
REPORTS = (
    ("Bakers strike in Norrholm", "Bakers in Norrholm walked out over night shifts, leaving shops without bread or rolls."),
    (
        "Cracks close Port Ellery bridge",
        "Inspectors found cracks in two cables of the harbour bridge at Port Ellery, closing it to lorries.",
    ),
    (
        "Veterinarians fear sheep plague",
        "Sheep plague has spread from Skarn valley farms; veterinarians slaughtered eleven infected flocks.",
    ),
    (
        "Orchestra loses its conductor",
        "Conductor Ilse Quandt leaves the Tavira orchestra after quarrelling with its trumpeters about rehearsals.",
    ),
)


def report(uri: str, headline: str, body: str, *, hours: float = 0, **fields: object) -> Enriched:
    when = after(hours=hours)
    return enriched(
        uri=uri, headline=headline, body=body, received_at=when, version_created=when, lineage=fields.pop("lineage", uri), **fields
    )


def file_one(memory: StoryMemory, article: Enriched, seq: int) -> Filing:
    filing = file_article(replace(article, seq=seq), shelf=memory.shelf("en"), policy=POLICY)
    apply_stored(memory, filing.change)
    return filing


def wire() -> tuple[StoryMemory, list[Filing]]:
    memory = StoryMemory()
    return memory, [file_one(memory, report(f"wire:{n}", *text, hours=n), n) for n, text in enumerate(REPORTS)]


@pytest.mark.parametrize(
    "headline",
    [
        "Morning briefing: strike, bridge, plague", "World news in brief", "The week in pictures", "Five things that happened today",
        "Sports roundup", "What you need to know this morning", "Weekend newsletter: songs and sheep", "Evening news summary",
        "Top stories at 1800", "10 stories you may have missed",
    ],
)  # fmt: skip
def test_a_round_up_is_known_by_its_headline(headline: str) -> None:
    assert form_of(enriched(headline=headline)) == "round_up"


@pytest.mark.parametrize(
    "headline",
    [
        "Five people die in Norrholm fire", "Briefing for ministers leaked", "Police round up suspects", "Director brief on plans",
        "Families who live near the bridge leave", "Live music returns to Tavira", "Weekly wage rises", "Newsagent robbed",
        "Bread prices set record for third week", "Minister to brief lenders today",
    ],
)  # fmt: skip
def test_a_report_is_a_report(headline: str) -> None:
    assert form_of(enriched(headline=headline)) == "report"


@pytest.mark.parametrize(
    ("headline", "uri"),
    [
        ("Norrholm strike – live updates", "wire:1"),
        ("LIVE: Bakers vote in Norrholm", "wire:1"),
        ("Bakers vote to go back – as it happened", "wire:1"),
        ("Bakers vote", "https://paper.example/live/2026/mar/02/norrholm?page=with:block-1"),
    ],
)
def test_a_live_blog_is_known_by_headline_or_uri(headline: str, uri: str) -> None:
    assert form_of(enriched(headline=headline, uri=uri)) == "live"


def test_a_round_up_by_any_name_joins_nothing_and_nothing_joins_it() -> None:
    memory, filings = wire()
    before = dict(memory.shelf("en").stories)
    body = "\n\n".join(text for _, text in REPORTS)
    digest = file_one(memory, report("wire:9", "Shop talk", body, hours=5), 9)
    assert digest.form == "round_up"
    assert isinstance(digest.decision, Opened)
    assert {story_id: memory.shelf("en").stories[story_id] for story_id in before} == before
    again = file_one(memory, report("wire:10", "Shop talk again", body + "\n\nThat is all.", hours=6), 10)
    assert isinstance(again.decision, Opened)
    later = file_one(memory, report("wire:11", *REPORTS[0], hours=7), 11)
    assert later.decision.story_id == filings[0].decision.story_id


def test_a_version_of_a_round_up_stays_with_it_and_leaves_no_trace() -> None:
    memory, _ = wire()
    body = "\n\n".join(text for _, text in REPORTS)
    digest = file_one(memory, report("wire:9", "Shop talk", body, hours=5), 9)
    version = file_one(memory, report("wire:9", "Shop talk", REPORTS[0][1], hours=6, revision=1, relation="version"), 10)
    assert version.decision == Followed(story_id=digest.decision.story_id)
    assert memory.shelf("en").stories[digest.decision.story_id].terms == 0


def test_a_report_on_two_stories_is_no_round_up() -> None:
    memory, _ = wire()
    both = f"{REPORTS[0][1]}\n\n{REPORTS[1][1]}\n\nAnd so the day went by."
    assert file_one(memory, report("wire:9", "Bread and bridge", both, hours=5), 9).form == "report"


def test_a_live_blog_follows_its_story_under_any_uri_and_brings_nothing_else_into_it() -> None:
    memory, filings = wire()
    strike = filings[0].decision.story_id
    for n, (uri, headline) in enumerate(
        [
            ("https://paper.example/live/norrholm-bakers-strike", "Norrholm bakers strike – live"),
            (
                "https://paper.example/live/norrholm-bakers-strike-shops-empty?page=with:block-7",
                "Norrholm: shops empty as bakers strike – live",
            ),
        ]
    ):
        filing = file_one(memory, report(uri, headline, REPORTS[2][1] + "\n\n" + REPORTS[3][1], hours=5 + n), 9 + n)
        assert isinstance(filing.decision, Joined)
        assert filing.decision.story_id == strike
    story = memory.shelf("en").story(strike)
    assert story is not None
    assert not {"sheep", "conductor"} & set(story.terms)
    sheep = file_one(memory, report("wire:20", "Plague spreads", REPORTS[2][1], hours=8), 20)
    assert sheep.decision.story_id == filings[2].decision.story_id
