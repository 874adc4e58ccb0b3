"""Which story an article is filed under: rules of a newsroom, on stories of our own."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from schemas.common import Passage
from schemas.enriched import Enriched, Entity
from schemas.ids import stable_id
from streams.domain.story.decide import Followed, Opened, candidates, name_rarity, strictness, weigh
from streams.domain.story.features import features
from streams.domain.story.file import Filing, file_article
from streams.domain.story.lexicon import named
from streams.domain.story.memory import Counted, StoryMemory, counted_key
from streams.domain.story.policy import StoryPolicy
from tests.builders import NOON, after, apply_stored, enriched

POLICY = StoryPolicy()

BRIDGE = (
    "The harbour bridge at Port Ellery will close to lorries on Thursday, the city council said.",
    "City inspectors found cracks in two cables of the harbour bridge at Port Ellery, and repairs will take 40 days.",
    "Hauliers said the detour past Port Ellery adds an hour for lorries that now cross the harbour bridge.",
)
STRIKE = (
    "Bakers in Norrholm walked out on Monday over night shifts, leaving shops without bread.",
    "The bakers' union in Norrholm wants higher pay for night shifts; the shops have offered two per cent.",
)


def names(*people: str) -> tuple[Entity, ...]:
    return tuple(
        Entity(id=stable_id("person", name), type="person", name=name, mentions=(Passage(span=(0, 1), text=name),)) for name in people
    )


def place(name: str) -> Entity:
    return replace(names(name)[0], id=stable_id("place", name), type="place")


def report(uri: str, body: str, *, hours: float = 0, **fields: object) -> Enriched:
    when = after(hours=hours)
    return enriched(**{"uri": uri, "headline": "", "body": body, "received_at": when, "version_created": when, "lineage": uri, **fields})


def file_all(memory: StoryMemory, *articles: Enriched) -> list[Filing]:
    filings = []
    for seq, article in enumerate(articles):
        filing = file_article(replace(article, seq=seq), shelf=memory.shelf(article.language), policy=POLICY)
        apply_stored(memory, filing.change)
        filings.append(filing)
    return filings


def stories(*articles: Enriched) -> list[str]:
    """The story of each article as a letter, in the order in which stories were opened."""
    letters: dict[str, str] = {}
    filed = [filing.decision.story_id for filing in file_all(StoryMemory(), *articles)]
    return [letters.setdefault(story_id, chr(ord("a") + len(letters))) for story_id in filed]


def test_two_happenings_are_two_stories_however_they_mingle() -> None:
    wire = [BRIDGE[0], STRIKE[0], BRIDGE[1], STRIKE[1], BRIDGE[2]]
    assert "".join(stories(*(report(f"wire:{n}", body, hours=n) for n, body in enumerate(wire)))) == "ababa"


def test_a_follow_up_two_days_later_still_joins() -> None:
    assert stories(report("wire:1", BRIDGE[0]), report("wire:2", BRIDGE[0] + " " + BRIDGE[1], hours=48)) == ["a", "a"]


def test_a_follow_up_a_week_later_joins_but_not_what_has_the_place_alone_in_common() -> None:
    regatta = "Rowers from Norrholm and Port Ellery shared the gold medal at the regatta, judges said after a photo finish."
    assert stories(report("wire:1", BRIDGE[0]), report("wire:2", BRIDGE[1], hours=168)) == ["a", "a"]
    assert stories(report("wire:1", BRIDGE[0]), report("wire:2", regatta, hours=168)) == ["a", "b"]


def test_a_story_that_goes_on_for_weeks_stays_one_and_keeps_another_out() -> None:
    chance = random.Random(7)
    days = []
    for day in range(40):
        hauliers, strikers = chance.sample(BRIDGE[1].split() + BRIDGE[2].split(), 12), chance.sample(STRIKE[1].split(), 8)
        days.append(report(f"wire:b{day}", f"{BRIDGE[0]} {' '.join(hauliers)} turn{day} lorry{day}", hours=13 * day))
        days.append(report(f"wire:s{day}", f"{STRIKE[0]} {' '.join(strikers)} shift{day} loaf{day}", hours=13 * day + 1))
    assert "".join(stories(*days)) == "ab" * 40


def test_the_same_words_three_weeks_later_are_another_story() -> None:
    assert stories(report("wire:1", BRIDGE[0]), report("wire:2", BRIDGE[0], hours=504)) == ["a", "b"]


def test_a_version_goes_where_its_lineage_went_even_if_nothing_of_the_text_is_left() -> None:
    first, other = report("wire:1", BRIDGE[0]), report("wire:2", STRIKE[0], hours=1)
    rewritten = report("wire:1", STRIKE[1], hours=2, revision=1, relation="version")
    assert stories(first, other, rewritten) == ["a", "b", "a"]


def test_a_flash_of_a_headline_alone_grows_with_its_later_takes() -> None:
    flash = report("wire:1", "", headline="Norrholm bakers strike")
    full = report("wire:1", STRIKE[0], hours=1, revision=1, relation="version")
    assert stories(flash, full, report("wire:2", STRIKE[1], hours=2)) == ["a", "a", "a"]


def test_a_lineage_that_opened_a_story_returns_to_it_while_others_keep_it_alive() -> None:
    memory = StoryMemory()
    wire = [report(f"wire:{day}", BRIDGE[0], hours=24 * day) for day in range(0, 20, 3)]
    filings = file_all(memory, *wire, report("wire:0", STRIKE[0], hours=24 * 19, revision=1, relation="version"))
    assert isinstance(filings[-1].decision, Followed)
    assert filings[-1].decision.story_id == filings[0].decision.story_id


def test_an_article_without_words_opens_a_story_that_nobody_joins() -> None:
    assert stories(report("wire:1", ""), report("wire:2", ""), report("wire:3", BRIDGE[0])) == ["a", "b", "c"]


def test_the_people_named_tell_twins_apart() -> None:
    text = "The driver was stopped on the motorway and charged with speeding; a court hearing is due next week."
    twins = report("wire:1", text, entities=names("Ada Brandt")), report("wire:2", text, entities=names("Ugo Ferri"), hours=1)
    shelf = StoryMemory()
    same = file_all(shelf, twins[0], replace(twins[1], entities=twins[0].entities))[1].decision
    other = file_all(StoryMemory(), *twins)[1].decision
    assert not isinstance(same, Followed)
    assert not isinstance(other, Followed)
    assert other.similarity < same.similarity


COMMISSION = (
    "Ilse Varnhagen will take the harbour commission to the northern ports in May, and her deputy Tomas Okell travels with her.",
    "A dispute over berths has kept Ilse Varnhagen at her desk: the northern journey is off, Tomas Okell told shipowners in Melby.",
    "Brussels paid Ilse Varnhagen a pension while she drew a salary, auditors found; the mayor of Melby called it an outrage.",
)


def test_another_desk_s_words_of_the_same_people_join_days_later_but_another_matter_of_one_of_them_does_not() -> None:
    both = names("Ilse Varnhagen", "Tomas Okell")
    first = report("wire:1", COMMISSION[0], entities=both)
    told = report("wire:2", COMMISSION[1], entities=(*both, place("Melby")), hours=60)
    other = report("wire:3", COMMISSION[2], entities=names("Ilse Varnhagen", "Ugo Ferri", "Ada Brandt"), hours=100)
    assert stories(first, told) == ["a", "a"]
    assert stories(first, other) == ["a", "b"]


def test_a_story_with_one_word_in_common_is_not_compared_where_another_has_most_of_them() -> None:
    memory = StoryMemory()
    ferry = "A ferry with cracks in its hull was towed into Sundhaven by two tugs on Sunday, and 300 passengers slept in a school."
    bridge, boat = (filing.decision.story_id for filing in file_all(memory, report("wire:1", BRIDGE[1]), report("wire:2", ferry)))
    assert bridge != boat

    def compared(body: str, policy: StoryPolicy) -> set[str]:
        shelf = memory.shelf("en")
        weighed = weigh(features(report("wire:3", body)), language="en", shelf=shelf, policy=policy)
        return {story.story_id for story in candidates(weighed.vector, shelf=shelf, policy=policy)}

    assert compared(BRIDGE[1], POLICY) == {bridge}
    assert compared(BRIDGE[1], replace(POLICY, candidate_share=0.0)) == {bridge, boat}
    assert compared("More cracks were found.", POLICY) == {bridge, boat}


def test_languages_share_nothing() -> None:
    memory = StoryMemory()
    first, other = file_all(memory, report("wire:1", BRIDGE[0]), report("wire:1", BRIDGE[0], language="de", hours=1))
    assert first.decision.story_id != other.decision.story_id
    assert isinstance(other.decision, Opened)
    assert memory.shelf("de").lexicon.articles_with("bridge") == 1
    assert len(memory.shelf("en").stories) == len(memory.shelf("de").stories) == 1


def test_one_article_changes_few_rows() -> None:
    filings = file_all(StoryMemory(), *(report(f"wire:{n}", BRIDGE[n % 3] + f" Day {n}.", hours=n) for n in range(30)))
    assert {len(filing.change) for filing in filings} <= {3, 4}


def test_what_is_idle_is_forgotten() -> None:
    memory = StoryMemory()
    file_all(memory, report("wire:1", BRIDGE[0]), report("wire:2", STRIKE[0], hours=24 * 15))
    assert list(memory.shelf("en").homes) == ["wire:2"]
    assert len(memory.shelf("en").stories) == 1
    lexicon = memory.shelf("en").lexicon
    assert lexicon.stories(lexicon.known(["bridge", "bakers"])).tolist() == [0, 1]


def test_a_story_never_keeps_more_than_it_may() -> None:
    policy = replace(POLICY, story_terms=20, story_names=4, story_anchors=6)
    memory = StoryMemory()
    for seq in range(12):
        told = report(
            f"wire:{seq}", f"{BRIDGE[0]} {BRIDGE[1]} crew{seq} lorry{seq}", hours=seq, entities=names(f"Ada Brandt{seq}", "Maud Ferris")
        )
        filing = file_article(replace(told, seq=seq), shelf=memory.shelf("en"), policy=policy)
        apply_stored(memory, filing.change)
    shelf = memory.shelf("en")
    (standing,) = shelf.stories.values()
    story = shelf.story(standing.story_id)
    assert story is not None
    assert story.articles == 12
    assert max(len(story.terms) / 20, len(story.names) / 4, len(story.anchors) / 6) <= policy.slack
    assert set(story.terms) | set(named(story.names)) == set(shelf.lexicon.words(standing.words))
    assert shelf.lexicon.stories(standing.words).tolist() == [1] * len(standing.words)


def test_a_name_that_is_everywhere_tells_little() -> None:
    memory = StoryMemory()
    for seq in range(40):
        text = f"matter{seq} affair{seq} business{seq} was dealt with"
        said = report(f"wire:{seq}", text, hours=seq / 10, entities=names("Maud Ferris"))
        apply_stored(memory, file_article(replace(said, seq=seq), shelf=memory.shelf("en"), policy=POLICY).change)
    shelf = memory.shelf("en")
    known = name_rarity(shelf, policy=POLICY)
    assert known("ferris") < known("brandt") / 1.5


def alike_anyway(memory: StoryMemory, *, runner_up: int, slots: Sequence[int] = range(100, 500)) -> None:
    """As if so many articles had been counted, each with such a runner-up."""
    for slot in slots:
        memory.apply(counted_key("en", slot), Counted(language="en", slot=slot, terms=(), names=(), runner_up=runner_up))


def test_where_reports_are_alike_anyway_an_article_has_to_be_more_alike_to_join() -> None:
    memory = StoryMemory()
    (first,) = file_all(memory, report("wire:1", BRIDGE[0]))
    follow_up = replace(report("wire:2", BRIDGE[1], hours=168), seq=1)
    the_same = replace(report("wire:3", BRIDGE[0] + " " + BRIDGE[1], hours=1), seq=1)

    def joins(article: Enriched) -> bool:
        return file_article(article, shelf=memory.shelf("en"), policy=POLICY).decision.story_id == first.decision.story_id

    alike_anyway(memory, runner_up=20)
    assert strictness(memory.shelf("en"), policy=POLICY) == 1
    assert joins(follow_up)
    alike_anyway(memory, runner_up=120)
    assert 1 < strictness(memory.shelf("en"), policy=POLICY) < POLICY.strictest
    assert not joins(follow_up)
    assert joins(the_same)


def test_what_is_asked_for_has_a_bound() -> None:
    memory = StoryMemory()
    alike_anyway(memory, runner_up=900)
    assert strictness(memory.shelf("en"), policy=POLICY) == POLICY.strictest


def test_a_wire_without_moulds_is_filed_as_if_there_were_none() -> None:
    memory = StoryMemory()
    for seq in range(300):
        text = f"matter{seq} affair{seq} business{seq} was dealt with"
        filing = file_article(replace(report(f"wire:{seq}", text, hours=seq / 10), seq=seq), shelf=memory.shelf("en"), policy=POLICY)
        apply_stored(memory, filing.change)
    assert strictness(memory.shelf("en"), policy=POLICY) == 1


def test_counts_forget_the_oldest_article() -> None:
    policy = replace(POLICY, counted_articles=2)
    memory = StoryMemory()
    for seq, body in enumerate([BRIDGE[0], STRIKE[0], STRIKE[1]]):
        article = replace(report(f"wire:{seq}", body, hours=seq), seq=seq)
        apply_stored(memory, file_article(article, shelf=memory.shelf("en"), policy=policy).change)
    assert memory.shelf("en").lexicon.articles_with("norrholm") == 2
    assert memory.shelf("en").lexicon.articles_with("harbour") == 0


def test_a_runner_up_counts_until_its_slot_is_used_again() -> None:
    memory = StoryMemory()
    alike_anyway(memory, runner_up=120, slots=range(9))
    alike_anyway(memory, runner_up=30, slots=range(5))
    row = memory.row(counted_key("en", 7))
    assert isinstance(row, Counted)
    assert row.runner_up == 120
    assert memory.shelf("en").background.usual(prior=0) == 0.03
    memory.apply(counted_key("en", 0), None)
    assert memory.shelf("en").background.usual(prior=0) == 0.12


@pytest.mark.parametrize("language", ["en", "en-gb", "pt-br", "und", "x/y"])
def test_any_language_tag_comes_apart_again(language: str) -> None:
    memory = StoryMemory()
    file_all(memory, report("wire:a/b", BRIDGE[0], language=language))
    assert list(memory.shelf(language).homes) == ["wire:a/b"]


def test_a_late_copy_does_not_make_a_story_older() -> None:
    memory = StoryMemory()
    file_all(memory, report("wire:1", BRIDGE[0], hours=5), report("wire:2", BRIDGE[0]))
    assert [story.updated_at for story in memory.shelf("en").stories.values()] == [NOON + timedelta(hours=5)]
