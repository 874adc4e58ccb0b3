"""The slow pass: stories that have grown together, and what follows them."""

from dataclasses import replace
from datetime import timedelta

from schemas.enriched import Enriched
from streams.domain.story import merge
from streams.domain.story.decide import Followed
from streams.domain.story.file import file_article
from streams.domain.story.memory import StoryMemory
from streams.domain.story.policy import StoryPolicy
from tests.builders import after, apply_stored, enriched

POLICY = StoryPolicy()
FIRE = "A fire destroyed the cannery at Skarn; flames spread from the boiler."
BOILER = "Inspectors blame an old boiler for what burned at Skarn: the cannery had put off its repair."


def report(uri: str, body: str, *, hours: float, seq: int, **fields: object) -> Enriched:
    when = after(hours=hours)
    return enriched(uri=uri, headline="", body=body, received_at=when, version_created=when, lineage=uri, seq=seq, **fields)


def file_one(memory: StoryMemory, article: Enriched, policy: StoryPolicy = POLICY) -> str:
    filing = file_article(article, shelf=memory.shelf("en"), policy=policy)
    apply_stored(memory, filing.change)
    return filing.decision.story_id


def look(memory: StoryMemory, story_id: str, *, hours: float) -> merge.Looked:
    looked = merge.look(story_id, language="en", at=after(hours=hours), shelf=memory.shelf("en"), policy=POLICY)
    apply_stored(memory, looked.change)
    return looked


def apart() -> tuple[StoryMemory, str, str]:
    """Two stories that were opened by a strict policy and have become alike since."""
    memory, strict = StoryMemory(), replace(POLICY, join_similarity=0.9, sure_similarity=0.9)
    older = file_one(memory, report("wire:1", FIRE, hours=0, seq=0), strict)
    younger = file_one(memory, report("wire:2", BOILER, hours=1, seq=1), strict)
    assert older != younger
    file_one(memory, report("wire:1", FIRE + " " + BOILER, hours=2, seq=2, revision=1, relation="version"), strict)
    file_one(memory, report("wire:2", BOILER + " " + FIRE, hours=3, seq=3, revision=1, relation="version"), strict)
    return memory, older, younger


def test_a_story_that_has_grown_is_looked_at_an_hour_later() -> None:
    memory, older, younger = apart()
    assert merge.due(at=after(hours=2), shelf=memory.shelf("en"), policy=POLICY) == ()
    assert merge.due(at=after(hours=6), shelf=memory.shelf("en"), policy=POLICY) == (older, younger)


def test_stories_that_have_grown_together_are_one_and_the_older_keeps_its_id() -> None:
    memory, older, younger = apart()
    looked = look(memory, younger, hours=5)
    assert (looked.older, looked.younger) == (older, younger)
    shelf = memory.shelf("en")
    assert list(shelf.stories) == [older]
    assert shelf.stories[older].articles == 2
    assert shelf.stories[older].updated_at == after(hours=3)
    assert set(shelf.lexicon.stories(shelf.stories[older].words).tolist()) == {1}


def test_a_lineage_of_the_younger_goes_on_in_the_older() -> None:
    memory, older, younger = apart()
    look(memory, older, hours=5)
    filing = file_article(
        report("wire:2", "Nothing like it.", hours=6, seq=4, revision=2, relation="version"), shelf=memory.shelf("en"), policy=POLICY
    )
    assert filing.decision == Followed(story_id=older)
    assert memory.shelf("en").today(younger) == older


def test_a_merged_story_is_remembered_as_long_as_the_older_one_lives_and_no_longer() -> None:
    memory, older, younger = apart()
    look(memory, older, hours=5)
    for day in range(1, 20, 3):
        assert file_one(memory, report(f"wire:d{day}", FIRE + " " + BOILER, hours=24 * day, seq=10 + day)) == older
    assert memory.shelf("en").today(younger) == older
    file_one(memory, report("wire:x", "Something else altogether in Tavira.", hours=24 * 60, seq=99))
    assert memory.shelf("en").merged == {}


def test_what_is_alike_but_not_enough_stays_apart_and_is_not_looked_at_again_until_it_grows() -> None:
    memory = StoryMemory()
    strict = replace(POLICY, join_similarity=0.9, sure_similarity=0.9)
    one = file_one(memory, report("wire:1", "Rowers won gold at Tavira regatta.", hours=0, seq=0), strict)
    file_one(memory, report("wire:2", "Bakers at Norrholm won higher pay.", hours=1, seq=1), strict)
    looked = look(memory, one, hours=4)
    assert (looked.older, looked.younger) == (None, None)
    assert one not in memory.shelf("en").looks
    assert len(memory.shelf("en").stories) == 2


def test_a_story_that_is_gone_is_looked_at_in_vain() -> None:
    looked = merge.look("gone", language="en", at=after(hours=4), shelf=StoryMemory().shelf("en"), policy=POLICY)
    assert (looked.younger, list(looked.change.values())) == (None, [None])


def test_a_follow_up_a_day_after_keeps_the_story_its_own() -> None:
    memory, older, _ = apart()
    look(memory, older, hours=5)
    assert memory.shelf("en").looks[older].due_at == after(hours=5) + timedelta(hours=1)
