"""When a denial, a confirmation, a change of mind or a retraction is told, and against which sentence."""

from typing import Any

from schemas.common import Passage
from schemas.enriched import ClaimMention
from schemas.filed import Filed
from schemas.update import Update
from streams.domain.update.claim_summary import summary
from tests.builders import after, filed
from tests.telling import tell

CLAIM = "Miners accused Aldous Coal of hiding a crack in the main shaft."
DENIAL = "Aldous Coal rejected the accusation that it hid a crack in the shaft."


def said(text: str, *, hours: float, kind: str = "stated", speaker: str = "", **fields: Any) -> Filed:
    """An article of one sentence."""
    passage = Passage(span=(0, len(text)), text=text)
    mention = ClaimMention(kind=kind, span=passage.span, sentence=passage, trigger=kind, speaker=speaker, **fields)  # type: ignore[arg-type]
    when = after(hours=hours)
    return filed(
        uri=f"wire:{hours:g}",
        lineage=f"wire:{hours:g}",
        headline="",
        body=text,
        story_id="s1",
        claims=(mention,),
        version_created=when,
        received_at=when,
    )


def run(*articles: Filed) -> list[Update]:
    return tell(*articles)[1]


def test_a_denial_is_told_against_the_claim() -> None:
    (update,) = run(said(CLAIM, hours=0, speaker="Miners"), said(DENIAL, hours=1, kind="denied", speaker="Aldous Coal"))
    assert (update.kind, update.factuality, update.attribution) == ("denied", "denied", "Aldous Coal")
    assert [(e.side, e.text) for e in update.evidence] == [("before", CLAIM), ("after", DENIAL)]
    assert update.summary == f"Aldous Coal denied an earlier statement: “{CLAIM}”"


def test_a_denial_that_another_outlet_repeats_is_told_once() -> None:
    told = run(
        said(CLAIM, hours=0, speaker="Miners"),
        said(DENIAL, hours=1, kind="denied", speaker="Aldous Coal"),
        said("Aldous Coal denied hiding a crack in the shaft.", hours=2, kind="denied", speaker="Aldous Coal"),
    )
    assert len(told) == 1


def test_nothing_is_told_of_a_claim_that_the_story_has_not_had() -> None:
    assert run(said("The mill will open on Friday.", hours=0), said(DENIAL, hours=1, kind="denied", speaker="Aldous Coal")) == []
    assert run(said(DENIAL, hours=0, kind="denied", speaker="Aldous Coal")) == []


def test_what_a_party_said_itself_is_not_what_it_denies() -> None:
    own = said("Aldous Coal said that reports of a crack in the shaft came from rivals.", hours=0, speaker="Aldous Coal")
    assert run(own, said(DENIAL, hours=1, kind="denied", speaker="Aldous Coal")) == []


def test_a_negated_or_conditional_turn_is_none() -> None:
    for assertion in ("negated", "conditional", "demanded", "background"):
        later = said(DENIAL, hours=1, kind="denied", speaker="Aldous Coal", assertion=assertion)
        assert run(said(CLAIM, hours=0, speaker="Miners"), later) == []


def test_only_what_was_left_open_is_confirmed() -> None:
    sure = "The coastguard confirmed that the wreck off Halvik is the trawler Runa."
    guess = "Two divers said that the wreck off Halvik could be the trawler Runa."
    plain = "The wreck off Halvik is that of the trawler Runa, the harbour said."
    later = said(sure, hours=1, kind="confirmed", speaker="The coastguard")
    assert [u.kind for u in run(said(guess, hours=0, speaker="Two divers", hedged=True), later)] == ["confirmed"]
    assert run(said(plain, hours=0, speaker="The harbour"), later) == []


def test_a_position_is_reversed_by_who_took_it() -> None:
    first = said("Mayor Ida Rask insisted that the tram fare in Lund would stay at two crowns.", hours=0, speaker="Mayor Ida Rask")
    turn = "Ida Rask made a U-turn on the tram fare."
    (update,) = run(first, said(turn, hours=1, kind="reversed", speaker="Ida Rask"))
    assert (update.kind, update.severity) == ("reversed", "high")
    assert run(first, said("Hugo Brandt made a U-turn on the tram fare.", hours=1, kind="reversed", speaker="Hugo Brandt")) == []


def test_what_is_taken_back_was_named_before() -> None:
    offer = said("Orbis Metals made an offer for Harbin Steel.", hours=0, speaker="Orbis Metals")
    later = said(
        "Orbis Metals withdrew its bid for Harbin Steel.",
        hours=1,
        kind="withdrawn",
        speaker="Orbis Metals",
        object="its bid for Harbin Steel",
    )
    (update,) = run(offer, later)
    assert update.summary == "Orbis Metals withdrew its bid for Harbin Steel."
    assert run(said("Orbis Metals opened a mine.", hours=0, speaker="Orbis Metals"), later) == []


def test_a_summary_names_nobody_where_the_sentence_does_not() -> None:
    passage = Passage(span=(0, 24), text="They conceded it at last")
    mention = ClaimMention(kind="confirmed", span=(0, 4), sentence=passage, trigger="conceded", speaker="They")
    (update,) = run(
        said("Two divers said that the wreck off Halvik could be the trawler Runa.", hours=0, hedged=True),
        said("The wreck off Halvik is the trawler Runa, its owners conceded.", hours=1, kind="confirmed", speaker="its owners"),
    )
    assert update.summary.startswith("An earlier report has been confirmed: ")
    assert summary(mention, update.evidence[0]).startswith("An earlier report has been confirmed: ")
