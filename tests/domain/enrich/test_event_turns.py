"""Turns told by what a plan no longer is, by a light verb, by a doing, by what goes on again or stands in another's place."""

import pytest
from spacy.language import Language

from schemas.enriched import NEWS, EventMention
from streams.domain.enrich.entities import entities
from streams.domain.enrich.events import event_mentions
from streams.domain.enrich.reading import read
from tests.builders import tuesday


def mentions(nlp: Language, body: str, headline: str = "") -> list[EventMention]:
    """What is told as news."""
    reading = read(tuesday(body, headline=headline), nlp=nlp)
    return [m for m in event_mentions(reading, entities(reading)) if m.assertion in NEWS]


@pytest.mark.parametrize(
    ("sentence", "label", "day"),
    [
        ("The regatta will be held on Friday rather than Thursday, its organisers said.", "the regatta", 6),
        ("The council will meet on 9 March and not on 5 March, the mayor said.", "meeting", 9),
        ("The inquest will open two days ahead of schedule, on Thursday.", None, None),
        ("The memorial service will take place a day later than first announced, on Friday.", "the memorial service", 6),
        ("Members were asked to come to the annual meeting on 9 March instead of 5 March.", "the annual meeting", 9),
    ],
)
def test_a_day_beside_the_one_that_it_was_is_a_new_date(nlp: Language, sentence: str, label: str | None, day: int | None) -> None:
    found = [(m.label, m.time.day if m.time else None) for m in mentions(nlp, sentence) if m.status == "rescheduled"]
    assert found == [(label, day)] if label is not None else all(place is not None for _, place in found)


def test_until_a_later_day_than_it_was_is_longer(nlp: Language) -> None:
    found = mentions(nlp, "The exhibition will run until 22 March instead of 15 March, the museum said.")
    assert ("exhibition", "extended", 22) in [(m.head, m.status, m.time.day if m.time else None) for m in found]


@pytest.mark.parametrize(
    ("sentence", "status", "head"),
    [
        ("The concert will be held in the cathedral and not on the square, the city said.", "moved", "concert"),
        ("A landslide brought the bicycle race to a halt on Monday.", "suspended", "race"),
        ("The talks came to an end on Monday.", "concluded", "talks"),
        ("The ministry put a stop to grain exports on Monday.", "suspended", "export"),
        ("Hallam Foods walked away from its merger with Brandt.", "cancelled", "merger"),
        ("The trial will have to wait, the judge said.", "postponed", "trial"),
        ("The city took the cable cars out of service on Monday.", "suspended", "car"),
        ("Crews finished clearing the road of snow on Monday.", "concluded", "clear"),
        ("The consulate stopped issuing visas to students.", "suspended", "issue"),
        ("Prime Minister Ilva Darro arrived in Oslo on Monday for talks.", "started", "trip"),
        ("The rocket rose from its pad at dawn on Monday.", "started", "launch"),
        ("Former mayor Anders Quill went on trial on Monday.", "started", "trial"),
        ("The ferries are running again, the port said.", "reinstated", "ferry"),
        ("Lorries crossed the bridge on Monday for the first time since the storm.", "reinstated", "bridge"),
        ("Divers took up the search again on Monday.", "reinstated", "search"),
        ("The council will not vote on the budget until Friday.", "rescheduled", "vote"),
        ("The documentary will not be shown, the broadcaster said.", "cancelled", "documentary"),
        ("No boats will sail before the weekend, the port said.", None, ""),
        ("The gala has fallen victim to the storm.", "cancelled", "gala"),
        ("Coach drivers gave up their strike on Monday.", "cancelled", "strike"),
        ("The coastguard gave up the search on Monday.", "concluded", "search"),
        ("The army launched its offensive at dawn.", "started", "offensive"),
        ("The merger won the backing of shareholders on Monday.", "decided", "merger"),
        ("Regulators gave the green light to the takeover.", "decided", "takeover"),
        ("The agency took Mount Sarn down to level two on Monday.", "level_change", "sarn"),
        ("The agency put Mount Sarn on level three on Monday.", "level_change", "sarn"),
        ("Chief executive Ana Lund is to leave at the end of the month, the bank said.", "participant_change", "executive"),
        ("Postal workers will sail through; an online hearing will take the place of the summit.", "replaced", "hearing"),
        ("Brenna Radio has turned Sunday's concert into an online show.", "replaced", "show"),
    ],
)
def test_what_became_of_it_is_told_in_other_words_than_a_trigger(nlp: Language, sentence: str, status: str | None, head: str) -> None:
    found = [(m.status, m.head) for m in mentions(nlp, sentence)]
    if status is None:
        assert not [s for s, _ in found if s in ("concluded", "reinstated", "started")]
    else:
        assert (status, head) in found


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Crews stopped talking when the bell rang.", "suspended"),
        ("The price of copper rose again on Monday.", "reinstated"),
        ("The minister said again that the talks would go ahead.", "reinstated"),
        ("Unions called for an immediate halt to the drilling.", "suspended"),
        ("The ceasefire expires on Friday.", "concluded"),
        ("The fair opened on Monday evening, three days late.", "rescheduled"),
        ("Should the river rise, the parade would be replaced by a concert, organisers said.", "replaced"),
        ("Ministers will discuss quotas by video instead of in Oslo.", "moved"),
        ("The worker, suspended from her job, went home.", "suspended"),
        ("The side gave up the fight.", "cancelled"),
        ("The firm pulled the plug.", "cancelled"),
        ("The mayor is to leave for Oslo on Friday.", "participant_change"),
        ("Shares extended their losses on Monday.", "extended"),
    ],
)
def test_words_that_only_look_like_it_tell_nothing(nlp: Language, sentence: str, status: str) -> None:
    assert status not in [m.status for m in mentions(nlp, sentence)]


def test_an_attempt_that_is_made_again_is_a_plan_with_its_day(nlp: Language) -> None:
    (plan,) = [m for m in mentions(nlp, "Orbital will try again on Thursday to launch its rocket.") if m.head == "launch"]
    assert (plan.status, plan.time.day if plan.time else None) == ("scheduled", 5)


def test_who_will_be_somewhere_on_a_day_pays_a_visit(nlp: Language) -> None:
    (plan,) = [m for m in mentions(nlp, "Prime Minister Ilva Darro will now be in Oslo on 9 March, her office said.") if m.head == "visit"]
    assert (plan.status, plan.place, plan.time.day if plan.time else None) == ("rescheduled", "Oslo", 9)


def test_a_label_from_a_headline_in_capitals_is_written_as_a_phrase(nlp: Language) -> None:
    found = mentions(nlp, "There will be rain in Brenna.", headline="COUNCIL CALLS OFF PARADE IN BRENNA")
    assert [(m.label.lower(), m.label.isupper()) for m in found] == [("parade", False)]
