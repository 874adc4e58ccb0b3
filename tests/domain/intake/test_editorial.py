"""Intake: what a desk says about an item beside its text."""

import pytest

from schemas.item import Editorial, EditorialKind
from streams.domain.intake.editorial import bare_slug, read_marks


@pytest.mark.parametrize(
    ("headline", "kind", "number", "bare"),
    [
        ("UPDATE 2-Bridge closes", "update", 2, "Bridge closes"),
        ("CORRECTED-Bridge closes", "correction", None, "Bridge closes"),
        ("(CORRECTED) - BRIDGE CLOSES", "correction", None, "BRIDGE CLOSES"),
        ("Correction: Bridge closes", "correction", None, "Bridge closes"),
        ("REFILE-UPDATE 1-Bridge closes", "update", 1, "Bridge closes"),
        ("REFILE-Bridge closes", "refile", None, "Bridge closes"),
        ("KILL-Bridge closes", "kill", None, "Bridge closes"),
        ("STORY KILL: Bridge closes", "kill", None, "Bridge closes"),
        ("WITHDRAWN: Bridge closes", "kill", None, "Bridge closes"),
        ("2nd Ld-Writethru: Bridge closes", "writethru", 2, "Bridge closes"),
        ("ADVISORY-Bridge story at 1400", "advisory", None, "Bridge story at 1400"),
        ("KILL", "kill", None, "KILL"),
    ],
)
def test_a_marker_in_front_of_a_headline_is_read_and_taken_off(headline: str, kind: EditorialKind, number: int | None, bare: str) -> None:
    marks = read_marks(headline=headline, slug="", note="", pub_status="usable")
    assert marks.editorial == Editorial(kind=kind, number=number)
    assert marks.headline == bare


@pytest.mark.parametrize(
    "headline", ["Storms kill two", "KILLER WHALE SEEN", "Update on the bridge", "Corrections officer hurt", "Holding firm"]
)
def test_a_headline_that_only_uses_the_word_has_no_marker(headline: str) -> None:
    marks = read_marks(headline=headline, slug="BC-STORMS-KILL", note="", pub_status="usable")
    assert (marks.editorial, marks.headline) == (None, headline)


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("CORRECTS name in paragraph 3", "correction"),
        ("Adds number of killed, quotes", "update"),
        ("KILL: the facts could not be confirmed", "kill"),
        ("This story has been withdrawn", "kill"),
        ("Do not use before 1800 GMT", "hold"),
        ("Photos to follow", "advisory"),
    ],
)
def test_an_editors_note_tells_the_kind(note: str, kind: EditorialKind) -> None:
    assert read_marks(headline="Bridge closes", slug="", note=note, pub_status="usable").editorial == Editorial(kind=kind, note=note)


def test_a_cancelled_item_is_a_kill_whatever_else_it_says() -> None:
    marks = read_marks(headline="UPDATE 3-Bridge closes", slug="", note="", pub_status="canceled")
    assert marks.editorial == Editorial(kind="kill", number=3)


def test_the_lead_number_stands_in_the_slug() -> None:
    marks = read_marks(headline="Bridge closes", slug="AM-BRIDGE 1STLD", note="", pub_status="usable")
    assert (marks.lead_number, marks.editorial) == (1, Editorial(kind="update", number=1))


def test_all_takes_of_a_story_share_the_bare_slug() -> None:
    slugs = ["BC-HARBOUR-BRIDGE", "AM-HARBOUR-BRIDGE 1STLD", "BC-HARBOUR-BRIDGE, 2nd Ld-Writethru", "PM-HARBOUR-BRIDGE (CORRECTED)"]
    assert {bare_slug(slug) for slug in slugs} == {"harbour bridge"}
