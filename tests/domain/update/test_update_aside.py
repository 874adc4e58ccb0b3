"""What changes beside an event's own state, and what desks only try out."""

from dataclasses import replace

from schemas.article import Edit
from schemas.common import ArticleRef, Passage
from schemas.filed import Filed
from schemas.update import Update
from streams.domain.update.state import StoryState
from tests.telling import loud, tell
from tests.visits import OFF, mention, off, plan, take

OUT = "Minister Lind has pulled out of the visit to Lisbon."


def run(*articles: Filed) -> tuple[StoryState, list[Update]]:
    state, told = tell(*articles)
    return state, loud(told)


def out(hours: float, who: str = "Lind") -> Filed:
    return take(OUT, hours=hours, events=(mention(OUT, status="participant_change", leaves=(who,)),))


def decision(outcome: str, hours: float) -> Filed:
    text = f"The visit has been {outcome}."
    return take(text, hours=hours, events=(mention(text, status="decided", outcome=outcome),))


def test_who_pulls_out_is_told_once_and_the_event_stays_planned() -> None:
    state, told = run(plan(), out(1), out(2), out(3, who="Marsh"))
    assert [(u.kind, u.summary) for u in told] == [
        ("participant_change", "Lind has withdrawn from the visit to Lisbon."),
        ("participant_change", "Marsh has withdrawn from the visit to Lisbon."),
    ]
    (event,) = state.story.events
    assert event.transitions[-1].state.state == "scheduled"
    assert event.transitions[-1].state.left == ("Lind", "Marsh")


def test_an_event_that_lost_a_guest_can_still_be_cancelled() -> None:
    assert [u.kind for u in run(plan(), out(1), off(2))[1]] == ["participant_change", "cancelled"]


def test_a_decision_is_told_once_and_another_one_again() -> None:
    _, told = run(plan(), decision("approved", 1), decision("approved", 2), decision("rejected", 3), decision("approved", 4))
    assert [u.to.outcome for u in told] == ["approved", "rejected"]


def revision(n: int, headline: str, status: str, minutes: float) -> Filed:
    said = replace(mention(headline, status=status), sentence=Passage(span=(0, len(headline)), text=headline, field="headline"))
    edit = Edit(op="edited", old=said.sentence, new=said.sentence)
    of = ArticleRef(uri="wire:1", revision=n - 1)
    return take(
        OFF, uri="wire:1", hours=1 + minutes / 60, revision=n, headline=headline, relation="version", of=of, edits=(edit,), events=(said,)
    )


def test_a_headline_that_is_tried_out_within_the_hour_is_no_second_update() -> None:
    assert [u.kind for u in run(plan(), off(1), revision(1, "Visit is back on", "reinstated", 20))[1]] == ["cancelled"]


def test_a_trip_cancelled_at_nine_and_back_on_at_ten_is_two() -> None:
    assert [u.kind for u in run(plan(), off(1), revision(1, "Visit is back on", "reinstated", 60))[1]] == ["cancelled", "reinstated"]


def test_a_withdrawal_and_the_retraction_that_it_makes_have_ids_of_their_own() -> None:
    kill = take("", hours=2, uri="wire:1", lineage="wire:1", revision=1, relation="version", headline="KILL", pub_status="canceled")
    _, told = run(plan(), off(), kill)
    assert len({u.update_id for u in told}) == 3
