"""A desk that sets its own copy right, or asks for it back, in whatever shape it does so."""

from typing import Any

import pytest

from schemas.article import Edit
from schemas.common import ArticleRef, Passage
from schemas.filed import Filed
from schemas.item import Editorial
from schemas.update import Update
from streams.domain.update.correction import NOTE, is_note
from tests.builders import after, filed
from tests.telling import tell

WRONG, RIGHT = "A bus hit a bakery in Selby.", "A bus hit a pharmacy in Selby."
FIRST = f"{WRONG}\n\nNobody was hurt."


def sent(body: str, *, hours: float, uri: str = "wire:1", headline: str = "Bus hits shop in Selby", **fields: Any) -> Filed:
    when = after(hours=hours)
    return filed(uri=uri, lineage=uri, headline=headline, body=body, story_id="s1", version_created=when, received_at=when, **fields)


def run(*articles: Filed) -> list[Update]:
    return [u for u in tell(*articles)[1] if u.kind != "editorial_version"]


def version(note: str, **fields: Any) -> Filed:
    body = f"{RIGHT}\n\nNobody was hurt.\n\n{note}"
    at = body.index(note)
    edits = (
        Edit(op="edited", old=Passage(span=(0, len(WRONG)), text=WRONG), new=Passage(span=(0, len(RIGHT)), text=RIGHT)),
        Edit(op="added", old=None, new=Passage(span=(at, at + len(note)), text=note)),
    )
    return sent(body, hours=1, revision=1, version="2", relation="version", of=ArticleRef(uri="wire:1", revision=0), edits=edits, **fields)


def test_a_note_inside_a_version_tells_the_sentence_as_it_was_and_is() -> None:
    note = "An earlier version of this report said that the bus had hit a bakery."
    (update,) = run(sent(FIRST, hours=0), version(note))
    assert (update.kind, update.summary) == ("corrected", f"Test Wire corrects its report: {note}")
    assert [e.text for e in update.evidence] == [WRONG, RIGHT]


def test_a_version_without_a_note_corrects_nothing() -> None:
    assert run(sent(FIRST, hours=0), version("An earlier version of the timetable had two buses.")) == []


def test_a_correction_of_its_own_stands_beside_the_sentence_that_it_is_about() -> None:
    note = "In a story about a bus in Selby, Test Wire wrongly said that it had hit a bakery."
    item = sent(note, hours=1, uri="wire:2", headline="Selby bus", editorial=Editorial(kind="correction"))
    (update,) = run(sent(FIRST, hours=0), item)
    assert (update.kind, [e.text for e in update.evidence]) == ("corrected", [WRONG, note])


def test_a_note_to_editors_takes_back_the_item_whose_headline_it_gives() -> None:
    ask = "Please disregard the item headlined “Bus hits shop in Selby”."
    note = sent(ask, hours=1, uri="wire:2", headline="To editors", editorial=Editorial(kind="advisory"))
    (update,) = run(sent(FIRST, hours=0), note)
    assert (update.kind, update.severity) == ("withdrawn", "critical")
    assert [e.uri for e in update.evidence] == ["wire:1", "wire:2"]


def test_a_note_to_editors_about_something_else_takes_back_nothing() -> None:
    for ask in ("Pictures of “Bus hits shop in Selby” follow.", "Please disregard the item headlined “Rain in Lund”."):
        assert (
            run(sent(FIRST, hours=0), sent(ask, hours=1, uri="wire:2", headline="To editors", editorial=Editorial(kind="advisory"))) == []
        )


@pytest.mark.parametrize(
    "note",
    [
        "An earlier version of this story named the wrong street.",
        "The first take of our report had the wrong day.",
        "This article has been corrected.",
        "This page was amended on Monday.",
        "This item was updated to fix a name.",
        "Our report erroneously put the fire in Selby.",
        "An earlier headline gave the age in error.",
        "A previous caption misspelled the name.",
        "This dispatch misstated the sum.",
        "We wrongly named the mayor.",
        "We mistakenly said that two were hurt.",
        "We incorrectly gave the sum.",
    ],
)
def test_the_first_look_passes_all_notes_of_a_desk(note: str) -> None:
    assert NOTE.search(note)
    assert is_note(note.upper())
