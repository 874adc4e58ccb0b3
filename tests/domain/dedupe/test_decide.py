"""Dedupe: what is a copy, what is a version, what is new."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.common import ArticleRef
from schemas.item import Editorial, Item
from streams.domain.dedupe.decide import Copy, Fresh, Version, decide
from streams.domain.dedupe.memory import DedupeMemory, Shelf
from streams.domain.dedupe.policy import POLICY
from streams.domain.dedupe.seen import seen_key
from tests.builders import BODY, after, item, version_of

LONG = "\n\n".join(
    [
        "The harbour bridge at Port Ellery will close to lorries on Thursday, the city council said.",
        "Inspectors found cracks in two of its nine cables last week, and repairs are expected to take 40 days.",
        "“Nobody is in danger,” council leader Maud Ferris told reporters. “But we take no chances with this bridge.”",
        "The bridge, opened in 1931, carries some 8,000 lorries a day between the docks and the northern motorway.",
        "Hauliers asked the port to run a night ferry for the heaviest loads, a spokesman for their union said.",
        "A ferry could start within a week if the council paid for it, the port's director Piet Oss answered.",
        "The last time that the bridge was closed, in the winter of 2011, deliveries to the market fell by a third.",
        "Engineers will hang the new cables one by one, so that cars and trams can go on crossing all the time.",
    ]
)
OTHER = "\n\n".join(
    [
        "A comet that nobody had seen before passed the telescope on Mount Harrow on Sunday night, astronomers reported.",
        "Ada Roth, who found it, said that it would be visible to the naked eye in the southern sky by the end of April.",
        "Its orbit suggests that it last came near the sun some 4,000 years ago, when nobody wrote down what they saw.",
    ]
)


def shelf_of(*items: Item) -> Shelf:
    """What is remembered after these items, each decided in turn."""
    memory = DedupeMemory()
    for each in items:
        found = decide(each, shelf=memory.shelf(each.language), policy=POLICY)
        if not isinstance(found, Copy):
            memory.apply(seen_key(found.seen), found.seen)
    return memory.shelf(items[0].language)


def second(first: Item, *, minutes: float = 60, **fields: Any) -> Item:
    """The same item from another outlet under its own uri, but for `fields`."""
    received_at = first.received_at + timedelta(minutes=minutes)
    return replace(first, **{"uri": "outlet:7", "provider": "Outlet", "received_at": received_at, "version_created": received_at, **fields})


FIRST = item(uri="wire:1", body=LONG)


def after_first(**fields: Any) -> Fresh | Version | Copy:
    return decide(second(FIRST, **fields), shelf=shelf_of(FIRST), policy=POLICY)


def is_version_of_first(found: Fresh | Version | Copy) -> bool:
    return isinstance(found, Version) and found.of == ArticleRef(uri="wire:1", revision=0) and found.seen.lineage == "wire:1"


def test_the_first_item_is_new() -> None:
    found = decide(FIRST, shelf=Shelf(), policy=POLICY)
    assert isinstance(found, Fresh)
    assert (found.seen.lineage, found.seen.revision) == ("wire:1", 0)


def test_another_subject_is_new() -> None:
    assert isinstance(after_first(headline="Comet seen", body=OTHER), Fresh)


def test_the_same_item_again_is_a_resend() -> None:
    found = decide(replace(FIRST, received_at=after(hours=1)), shelf=shelf_of(FIRST), policy=POLICY)
    assert isinstance(found, Copy)
    assert (found.of.uri, found.kind, found.containment, found.late) == ("wire:1", "resend", (1.0, 1.0), False)


def test_the_same_text_from_another_outlet_is_an_exact_copy() -> None:
    found = after_first()
    assert isinstance(found, Copy)
    assert (found.of.uri, found.kind) == ("wire:1", "exact")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (LONG, "exact"),
        (LONG.upper(), "exact"),
        (f"{LONG}\n\nReporting by Nora Fenn", "syndicated"),
        ("\n\n".join(LONG.split("\n\n")[:4]), "truncated"),
        (LONG.replace("harbour", "harbor").replace("expected to take", "likely to take"), "variant"),
    ],
)
def test_every_kind_of_copy_has_its_name(body: str, kind: str) -> None:
    found = after_first(body=body)
    assert isinstance(found, Copy)
    assert found.kind == kind


def test_a_cut_copy_is_a_duplicate_and_its_containment_says_how_much_is_left() -> None:
    found = after_first(body="\n\n".join(LONG.split("\n\n")[:3]))
    assert isinstance(found, Copy)
    assert (found.kind, found.containment[0]) == ("truncated", 1.0)
    assert 0.3 < found.containment[1] < 0.5


def test_a_copy_cut_within_a_sentence_is_a_duplicate() -> None:
    found = after_first(body=LONG[:400].rsplit(" ", 1)[0])
    assert isinstance(found, Copy)
    assert found.kind == "truncated"


def test_the_fuller_copy_of_a_cut_one_is_a_version() -> None:
    cut = replace(FIRST, body="\n\n".join(LONG.split("\n\n")[:3]))
    assert is_version_of_first(decide(second(FIRST), shelf=shelf_of(cut), policy=POLICY))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("40 days", "60 days"),
        ("two of its nine", "three of its nine"),
        ("on Thursday", "on Friday"),
        ("is in danger", "is not in danger"),
        ("will close", "will not close"),
        ("could start", "could not start"),
        ("director Piet Oss", "director Sam Okoro"),
        ("a night ferry", "a costly tunnel shuttle"),
        ("asked the port", "refused the port"),
    ],
)
def test_one_changed_fact_makes_a_version(old: str, new: str) -> None:
    found = after_first(body=LONG.replace(old, new))
    assert is_version_of_first(found)
    assert isinstance(found, Version)
    assert [edit.op for edit in found.edits] == ["edited"]
    assert found.edits[0].old is not None and found.edits[0].new is not None  # noqa: PT018
    assert old in found.edits[0].old.text
    assert new in found.edits[0].new.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“Nobody is in danger,”", '"Nobody is in danger,"'),
        ("harbour", "harbor"),
        ("the port's director", "the port’s director"),
        ("The bridge, opened in 1931,", "THE BRIDGE, opened in 1931,"),
        ("expected to take", "likely to take"),
        ("a night ferry", "night ferry"),
    ],
)
def test_house_style_makes_no_version(old: str, new: str) -> None:
    assert isinstance(after_first(body=LONG.replace(old, new)), Copy)


def test_an_added_sentence_makes_a_version_and_is_shown() -> None:
    news = "On Wednesday night a tram driver saw a cable snap."
    found = after_first(body=f"{news}\n\n{LONG}")
    assert is_version_of_first(found)
    assert isinstance(found, Version)
    (edit,) = found.edits
    assert (edit.op, edit.old) == ("added", None)
    assert edit.new is not None
    assert (edit.new.text, edit.new.span) == (news, (0, len(news)))


def test_a_sentence_that_its_own_desk_took_out_makes_a_version_but_an_outlets_cut_does_not() -> None:
    shorter = LONG.replace("Hauliers asked the port to run a night ferry for the heaviest loads, a spokesman for their union said.\n\n", "")
    assert is_version_of_first(after_first(body=shorter, provider=FIRST.provider))
    assert isinstance(after_first(body=shorter), Copy)


def test_edits_point_into_both_texts() -> None:
    newer = version_of(
        FIRST, body=LONG.replace("40 days", "60 days").replace("8,000", "9,000") + "\n\nMore soon.", headline="Bridge to close longer"
    )
    found = decide(newer, shelf=shelf_of(FIRST), policy=POLICY)
    assert isinstance(found, Version)
    texts = {
        ("old", "body"): FIRST.body,
        ("new", "body"): newer.body,
        ("old", "headline"): FIRST.headline,
        ("new", "headline"): newer.headline,
    }
    assert [edit.op for edit in found.edits] == ["edited", "edited", "edited", "added"]
    for edit in found.edits:
        for side, passage in (("old", edit.old), ("new", edit.new)):
            if passage:
                assert texts[side, passage.field][slice(*passage.span)] == passage.text


def test_a_rewritten_headline_alone_is_a_copy_but_another_number_in_it_is_not() -> None:
    first = replace(FIRST, headline="Bridge to close for 40 days after cracks found")
    shelf = shelf_of(first)
    assert isinstance(decide(second(first, headline="Cracks shut harbour bridge"), shelf=shelf, policy=POLICY), Copy)
    assert is_version_of_first(decide(second(first, headline="Bridge to close for 60 days after cracks found"), shelf=shelf, policy=POLICY))


def test_another_outlets_caption_is_no_news_but_a_corrected_one_is() -> None:
    first = replace(FIRST, captions=("Lorries at the bridge on March 1, 2026. (Ina Holm/Wirephoto)",))
    shelf = shelf_of(first)
    assert isinstance(decide(second(first, captions=("A ferry.",)), shelf=shelf, policy=POLICY), Copy)
    corrected = ("Lorries at the bridge on March 2, 2026. (Ina Holm/Wirephoto)",)
    assert is_version_of_first(decide(second(first, captions=corrected), shelf=shelf, policy=POLICY))


def test_a_correction_is_a_version_even_of_an_unchanged_text_and_its_copies_are_copies() -> None:
    corrected = second(FIRST, editorial=Editorial(kind="correction"), uri="wire:2")
    shelf = shelf_of(FIRST, corrected)
    assert [row.revision for row in shelf.revisions("wire:1")] == [1, 0]
    again = decide(second(FIRST, editorial=Editorial(kind="correction"), minutes=90), shelf=shelf, policy=POLICY)
    assert isinstance(again, Copy)
    assert again.of.uri == "wire:2"


def test_a_refile_that_says_nothing_new_is_a_copy() -> None:
    assert isinstance(after_first(editorial=Editorial(kind="refile")), Copy)


def test_a_kill_under_the_same_uri_is_a_version_even_without_a_text() -> None:
    kill = version_of(FIRST, headline="KILL", body="", pub_status="canceled", editorial=Editorial(kind="kill"))
    assert is_version_of_first(decide(kill, shelf=shelf_of(FIRST), policy=POLICY))


def test_the_slug_with_a_lead_number_names_the_lineage_whatever_the_text_says() -> None:
    first = replace(FIRST, slug="BC-BRIDGE")
    lead = second(
        first, provider=first.provider, slug="BC-BRIDGE 2NDLD", lead_number=2, editorial=Editorial(kind="update", number=2), body=OTHER
    )
    assert is_version_of_first(decide(lead, shelf=shelf_of(first), policy=POLICY))


def test_tomorrows_item_under_the_same_slug_is_new() -> None:
    first = replace(FIRST, slug="BC-BRIDGE")
    lead = second(first, minutes=36 * 60, provider=first.provider, slug="BC-BRIDGE 1STLD", lead_number=1, body=OTHER)
    assert isinstance(decide(lead, shelf=shelf_of(first), policy=POLICY), Fresh)


def test_a_late_copy_of_an_older_version_is_a_duplicate_of_that_version() -> None:
    newer = version_of(FIRST, body=LONG.replace("40 days", "60 days"))
    shelf = shelf_of(FIRST, newer)
    resent = decide(replace(FIRST, received_at=after(hours=3)), shelf=shelf, policy=POLICY)
    assert isinstance(resent, Copy)
    assert (resent.of.revision, resent.kind, resent.late) == (0, "resend", True)
    copied = decide(second(FIRST, minutes=180), shelf=shelf, policy=POLICY)
    assert isinstance(copied, Copy)
    assert (copied.of.revision, copied.kind) == (0, "exact")


def test_an_older_version_that_was_never_seen_comes_too_late() -> None:
    newer = replace(FIRST, version="3", version_created=after(minutes=-5))
    missed = replace(FIRST, version="2", version_created=after(minutes=-20), received_at=after(hours=1), body=LONG.replace("40", "30"))
    found = decide(missed, shelf=shelf_of(newer), policy=POLICY)
    assert isinstance(found, Copy)
    assert found.late


def test_a_desk_that_goes_back_to_its_first_wording_sends_a_version() -> None:
    newer = version_of(FIRST, body=LONG.replace("40 days", "60 days"))
    back = version_of(newer, body=LONG)
    found = decide(back, shelf=shelf_of(FIRST, newer), policy=POLICY)
    assert isinstance(found, Version)
    assert (found.seen.revision, found.of.revision) == (2, 1)


def test_an_older_text_that_contradicts_a_newer_one_never_replaces_it() -> None:
    older = second(FIRST, body=LONG.replace("40 days", "30 days"), version_created=after(hours=-5))
    assert isinstance(decide(older, shelf=shelf_of(FIRST), policy=POLICY), Fresh)


def test_after_a_week_an_article_is_forgotten() -> None:
    assert isinstance(decide(second(FIRST, minutes=8 * 24 * 60), shelf=shelf_of(FIRST), policy=POLICY), Fresh)


def test_two_fillings_of_one_form_are_two_articles() -> None:
    table = "Shr {0} cts vs {1} cts\n\nNet {0},281,000 vs {1},496,000\n\nPay May 15\n\nRecord April 30"
    first = item(uri="wire:1", headline="ELLERY CABLES 3RD QTR NET", body=table.format(26, 18))
    other = second(first, uri="wire:2", headline="HARROW OPTICS 3RD QTR NET", body=table.format(26, 19))
    same = replace(other, body=first.body)
    assert isinstance(decide(other, shelf=shelf_of(first), policy=POLICY), Fresh)
    assert isinstance(decide(same, shelf=shelf_of(first), policy=POLICY), Fresh)


def test_a_flash_is_followed_by_its_update_and_its_copy() -> None:
    flash = item(uri="wire:1", headline="At least 12 hurt as tram hits barrier in Port Ellery", body="")
    shelf = shelf_of(flash)
    assert isinstance(decide(second(flash), shelf=shelf, policy=POLICY), Copy)
    assert isinstance(
        decide(version_of(flash, headline="At least 15 hurt as tram hits barrier in Port Ellery"), shelf=shelf, policy=POLICY), Version
    )


def test_a_short_alert_with_another_number_is_a_version() -> None:
    alert = item(
        uri="wire:1",
        headline="Tram hits barrier",
        body="At least 12 people were hurt when a tram hit a barrier in Port Ellery on Monday, police said.",
    )
    more = second(alert, body=alert.body.replace("12", "15"))
    assert is_version_of_first(decide(more, shelf=shelf_of(alert), policy=POLICY))


def test_a_standing_line_learned_from_five_articles_is_no_news_in_the_sixth() -> None:
    standing = "The Ellery Courier is owned by the readers of the Ellery Courier, who elect its council every second year."
    works = ["tram runs late", "ferry sank twice", "crane is for sale", "market moves east", "school won a prize", "tower leans more"]
    others = [item(uri=f"wire:{work}", headline=work, body=f"The {work}, and nobody knows why.\n\n{standing}") for work in works]
    assert isinstance(decide(second(FIRST, body=f"{LONG}\n\n{standing}"), shelf=shelf_of(FIRST), policy=POLICY), Version)
    assert isinstance(decide(second(FIRST, body=f"{LONG}\n\n{standing}"), shelf=shelf_of(FIRST, *others), policy=POLICY), Copy)


@given(st.text(max_size=300), st.text(max_size=80))
def test_whatever_is_fed_twice_is_a_resend_the_second_time(body: str, headline: str) -> None:
    one = item(body=body, headline=headline)
    found = decide(replace(one, received_at=after(minutes=5)), shelf=shelf_of(one), policy=POLICY)
    assert isinstance(found, Copy)
    assert found.kind == "resend"


QUOTES = str.maketrans({"“": '"', "”": '"', "’": "'", "—": "-"})


@given(st.sampled_from([str.upper, str.lower, str.title, lambda text: text.translate(QUOTES), lambda text: text.replace(" ", " \u00a0")]))
def test_typography_never_makes_a_version(change: Any) -> None:
    assert isinstance(after_first(body="\n\n".join(change(part) for part in LONG.split("\n\n")), headline=change(FIRST.headline)), Copy)


DIGITS = [n for n, char in enumerate(LONG) if char.isdigit()]


@given(st.sampled_from(DIGITS), st.integers(1, 9), st.booleans())
def test_a_changed_digit_is_never_a_duplicate(where: int, step: int, same_uri: bool) -> None:
    digit = str((int(LONG[where]) + step) % 10)
    body = LONG[:where] + digit + LONG[where + 1 :]
    uri = FIRST.uri if same_uri else "outlet:7"
    assert is_version_of_first(after_first(body=body, uri=uri))


@given(st.sets(st.integers(0, 7), min_size=1).map(sorted))
def test_no_selection_of_paragraphs_is_new(kept: list[int]) -> None:
    paragraphs = LONG.split("\n\n")
    assert not isinstance(after_first(body="\n\n".join(paragraphs[n] for n in kept)), Version)


def test_the_builders_own_story_is_no_copy_of_another() -> None:
    assert isinstance(decide(second(FIRST, body=OTHER), shelf=shelf_of(item(uri="wire:9", body=BODY)), policy=POLICY), Fresh)
