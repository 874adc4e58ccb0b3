"""When an event of a story has changed, and when it has not."""

from dataclasses import replace

from schemas.article import Edit
from schemas.common import ArticleRef, Passage
from schemas.filed import Filed
from schemas.item import Editorial
from schemas.update import Update
from streams.domain.update.advance import advance, merge
from streams.domain.update.policy import UpdatePolicy
from streams.domain.update.state import StoryState, new_story
from tests.builders import NOON, after
from tests.telling import NO_STORY, loud, tell
from tests.visits import OFF, PLAN, mention, off, plan, take

POLICY = UpdatePolicy()


def run(*articles: Filed, start: StoryState = NO_STORY) -> tuple[StoryState, list[Update]]:
    state, told = tell(*articles, start=start)
    return state, loud(told)


def test_a_cancelled_visit_is_told_once_with_the_plan_before_it() -> None:
    _, told = run(plan(), off(), off(2), off(3))
    (update,) = told
    assert (update.kind, update.op, update.uri, update.severity) == ("cancelled", "raised", "wire:1", "high")
    assert update.from_ is not None
    assert (update.from_.state, update.to.state) == ("scheduled", "cancelled")
    assert [(e.side, e.uri, e.text) for e in update.evidence] == [("before", "wire:0", PLAN), ("after", "wire:1", OFF)]
    assert update.summary == "The visit to Lisbon has been cancelled."


def test_feeding_an_article_twice_changes_nothing() -> None:
    state, _ = run(plan(), off())
    again, told = advance(state, off(), policy=POLICY, now=NOON)
    assert again is state
    assert told == []


def test_a_late_copy_with_an_old_fact_changes_nothing() -> None:
    state, _ = run(plan(hours=1), take(OFF, hours=5, events=(mention(OFF, status="cancelled"),)))
    late = plan(uri="late", version_created=after(hours=2), received_at=after(hours=9), hours=9)
    moved, told = run(late, start=state)
    assert told == []
    assert moved.story.events == state.story.events


def test_spoken_of_only_is_not_done() -> None:
    for assertion in ("negated", "conditional", "demanded", "background"):
        assert run(plan(), off(assertion=assertion))[1] == []


def test_hearsay_that_is_confirmed_upgrades_and_does_not_alert_again() -> None:
    _, told = run(plan(), off(assertion="reported", factuality="reported"), off(2), off(3))
    assert [(u.op, u.factuality) for u in told] == [("raised", "reported"), ("upgraded", "asserted")]
    assert told[0].update_id == told[1].update_id


def test_another_place_is_another_visit() -> None:
    text = "The governor has cancelled the visit to Oslo."
    other = take(text, hours=1, events=(mention(text, status="cancelled", label="the visit to Oslo", place="Oslo"),))
    assert run(plan(), other)[1] == []


def test_a_trip_is_the_visit_but_a_vote_is_not() -> None:
    trip = take(OFF, hours=1, events=(mention(OFF, status="cancelled", head="trip", label="the trip to Lisbon"),))
    vote = take(OFF, hours=1, events=(mention(OFF, status="cancelled", head="vote", label="the vote in Lisbon"),))
    assert [u.kind for u in run(plan(), trip)[1]] == ["cancelled"]
    assert run(plan(), vote)[1] == []


def test_a_denial_is_told_once_and_conflicts_with_what_it_denies() -> None:
    text = "The office denied that the visit to Lisbon had been cancelled."
    denial = (mention(text, status="cancelled", assertion="denied", factuality="denied", attribution="the office"),)
    _, told = run(plan(), off(), take(text, hours=2, events=denial), take(text, hours=3, events=denial))
    assert [u.kind for u in told] == ["cancelled", "denied"]
    assert told[1].conflict_with == told[0].update_id
    assert told[1].summary == "The office denies that the visit to Lisbon has been cancelled."


def test_a_denial_of_what_nobody_said_is_no_news() -> None:
    text = "The office denied that the visit to Lisbon had been cancelled."
    assert run(plan(), take(text, hours=1, events=(mention(text, status="cancelled", assertion="denied"),)))[1] == []


def test_a_video_call_takes_the_place_of_the_cancelled_visit_and_then_ends() -> None:
    text = "Both will hold a video call instead of the visit to Lisbon."
    call = mention(
        text,
        status="replaced",
        assertion="announced",
        head="call",
        label="a video call",
        span=(15, 27),
        place="",
        format="video",
        replaces=1,
    )
    visit = mention(text, status="cancelled", assertion="background")
    end = "The two ended the video call."
    ended = mention(end, status="concluded", head="call", label="the video call", place="", format="video")
    state, told = run(plan(), off(), take(text, hours=2, events=(call, visit)), take(end, hours=3, events=(ended,)))
    assert [u.kind for u in told] == ["cancelled", "replaced", "concluded"]
    assert told[1].to.format == "video"
    assert told[1].summary == "The visit to Lisbon gives way to a video call after it was cancelled."
    visit_event = next(e for e in state.story.events if e.head == "visit")
    assert visit_event.replaced_by == next(e.id for e in state.story.events if e.head == "call")


def test_one_article_may_tell_the_whole_turn() -> None:
    planned = "She had been due to visit Lisbon."
    body = f"{OFF}\n\n{planned}"
    was = replace(mention(planned, assertion="background"), sentence=Passage(span=(len(OFF) + 2, len(body)), text=planned))
    _, told = run(take(body, events=(mention(OFF, status="cancelled"), was)))
    assert [(u.kind, [e.text for e in u.evidence]) for u in told] == [("cancelled", [planned, OFF])]


def test_the_first_word_of_a_story_is_no_change() -> None:
    assert run(off())[1] == []


def test_a_version_speaks_by_its_new_sentences_alone() -> None:
    body = f"{PLAN}\n\n{OFF}"
    called = replace(mention(OFF, status="cancelled"), sentence=Passage(span=(len(PLAN) + 2, len(body)), text=OFF))
    version = take(body, hours=1, uri="wire:0", revision=1, relation="version", of=ArticleRef(uri="wire:0", revision=0), events=(called,))
    added = Edit(op="added", new=Passage(span=called.sentence.span, text=OFF))
    assert run(plan(), version)[1] == []
    assert [u.kind for u in run(plan(), replace(version, edits=(added,)))[1]] == ["cancelled"]


def test_a_kill_takes_back_what_its_lineage_told() -> None:
    kill = take("", hours=2, uri="wire:1", lineage="wire:1", revision=1, relation="version", headline="KILL", pub_status="canceled")
    state, told = run(plan(), off(), kill)
    assert [(u.kind, u.op) for u in told] == [("cancelled", "raised"), ("withdrawn", "raised"), ("withdrawn", "retracted")]
    assert told[2].retracts == (told[0].update_id,)
    assert [t.state.state for e in state.story.events for t in e.transitions] == ["scheduled"]


def test_a_correction_shows_the_sentence_as_it_was_and_as_it_is() -> None:
    old, new = "The visit lasts two days.", "The visit lasts four days."
    edit = Edit(op="edited", old=Passage(span=(0, len(old)), text=old), new=Passage(span=(0, len(new)), text=new))
    fixed = take(
        new,
        hours=1,
        uri="wire:0",
        revision=1,
        relation="version",
        of=ArticleRef(uri="wire:0", revision=0),
        edits=(edit,),
        editorial=Editorial(kind="correction", note="Corrects length to four days"),
    )
    (update,) = run(take(old), fixed)[1]
    assert update.kind == "corrected"
    assert [(e.side, e.revision, e.text) for e in update.evidence] == [("before", 0, old), ("after", 1, new)]


def test_an_event_remembers_its_last_transitions_only() -> None:
    policy = UpdatePolicy(kept_transitions=3)
    state = NO_STORY
    for n in range(12):
        status = "postponed" if n % 2 else "reinstated"
        state, _ = advance(state, take(OFF, hours=n, events=(mention(OFF, status=status),)), policy=policy, now=NOON)
    (event,) = state.story.events
    assert len(event.transitions) == 3


def test_a_merged_story_goes_on_in_the_older_one() -> None:
    older, _ = run(plan())
    younger, _ = run(take(OFF, uri="other", story_id="s2", hours=1), start=new_story("s2", "en"))
    whole, pointer = merge(older, younger, policy=POLICY)
    assert pointer.story.merged_into == "s1"
    assert {a.uri for a in whole.story.articles} == {"wire:0", "other"}
    assert [u.kind for u in run(off(hours=2), start=whole)[1]] == ["cancelled"]
