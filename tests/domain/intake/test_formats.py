"""Intake: ninjs to an item, and what nobody can read."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codec import decode, encode
from schemas.errors import InvalidEvent
from schemas.item import Dateline, Item
from streams.domain.intake.compose import MAX_TEXT_CHARS
from streams.domain.intake.formats import Message, read
from tests.builders import NOON, ninjs
from tests.domain.intake.wires import item_in, look


def item_of(**fields: Any) -> Item:
    return item_in(orjson.dumps(ninjs(**fields)))


def guesses_of(**fields: Any) -> tuple[str, ...]:
    return look(orjson.dumps(ninjs(**fields))).guesses


def test_every_field_of_a_flat_item_has_its_place() -> None:
    item = item_of(
        slugline="BC-BRIDGE 2NDLD", byline="Ina Holm", located="Port Ellery", urgency=3, usageterms="No archives",
        description_text="Lorries must take the tunnel", embargoed="2026-03-02T18:00:00+01:00", ednote="Adds mayor",
    )  # fmt: skip
    assert (item.uri, item.version, item.provider, item.language) == ("wire:1", "1", "Test Wire", "en")
    assert (item.byline, item.dateline, item.urgency, item.usage_terms) == ("Ina Holm", Dateline(place="Port Ellery"), 3, "No archives")
    assert (item.dek, item.lead_number, item.pub_status) == ("Lorries must take the tunnel", 2, "usable")
    assert item.embargoed_until == datetime(2026, 3, 2, 17, tzinfo=UTC)
    assert item.version_created == datetime(2026, 3, 2, 11, 58, tzinfo=UTC)
    assert item.editorial is not None
    assert (item.editorial.kind, item.editorial.note) == ("update", "Adds mayor")


def test_the_body_is_paragraphs_with_one_empty_line_between() -> None:
    assert item_of(body_text="PORT ELLERY — One.\r\n\r\n\r\nTwo.\n\nRead more: Three").body == "One.\n\nTwo."


def test_markup_is_read_where_there_is_no_plain_text() -> None:
    item = item_of(body_text=None, body_html="<p>One &amp; all.</p><p>Two.</p><figcaption>A crane.</figcaption>")
    assert (item.body, item.captions) == ("One & all.\n\nTwo.", ("A crane.",))


def test_another_desks_dateline_above_the_writers_own_goes_too() -> None:
    item = item_of(body_text="ORAN (TW) —\n\nPORT ELLERY — Talks ended.")
    assert (item.body, item.dateline) == ("Talks ended.", Dateline(place="Oran"))


@pytest.mark.parametrize(("given", "expected"), [(2, "2"), (2.0, "2"), ("003", "003"), (None, "")])
def test_a_version_is_text_as_the_wire_gave_it(given: Any, expected: str) -> None:
    assert item_of(version=given).version == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2026-03-02T12:30:00+02:00", NOON - timedelta(minutes=90)),
        ("2026-03-02T10:00:00", NOON - timedelta(hours=2)),
        ("2026-03-02T13:00:00Z", NOON),
        (None, NOON),
    ],
)
def test_the_desks_time_is_utc_and_never_in_the_future(given: str | None, expected: datetime) -> None:
    assert item_of(versioncreated=given).version_created == expected


def test_what_was_guessed_is_told() -> None:
    assert guesses_of(versioncreated="2026-03-02T10:00:00") == ("versioncreated has no offset: UTC",)
    assert guesses_of(versioncreated=None) == ("version_created is missing: received_at",)
    assert guesses_of() == ()


@pytest.mark.parametrize(("given", "expected"), [("en", "en"), ("pt-BR", "pt-br"), ("de_AT", "de-at"), (None, "en"), ("?", "en")])
def test_a_language_is_a_tag_in_lower_case_and_english_is_known_without_one(given: str | None, expected: str) -> None:
    assert item_of(language=given).language == expected


def test_an_unknown_language_is_und() -> None:
    assert item_of(language=None, body_text="Die Hafenbrücke wird am Donnerstag für Lastwagen gesperrt. " * 5).language == "und"


def test_a_headline_without_a_body_is_an_article() -> None:
    assert item_of(headline="BRIDGE CLOSED", body_text=None).body == ""


def test_a_picture_is_no_article_and_no_error() -> None:
    assert look(orjson.dumps(ninjs(type="picture"))) == Message(format="ninjs", items=(), other_media=1)


def test_an_emoji_cut_in_two_does_not_lose_the_item() -> None:
    assert item_in(b'{"uri": "wire:1", "headline": "Cut \\ud83d off"}').headline == "Cut \ufffd off"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"", "value: empty"),
        (b" \n", "value: empty"),
        (b"not json", "no known format"),
        (b"<newsItem/>", "uri: missing"),
        (b"<opml/>", "no known format"),
        (b'{"uri": ', "not JSON"),
        (b"[1]", "not an object"),
        (b'{"headline": "x"}', "uri: missing"),
        (b'{"uri": {"a": 1}, "headline": "x"}', "uri: a dict"),
        (b'{"uri": "wire:1"}', "neither a headline nor a body"),
        (b'{"uri": "wire:1", "headline": ["x"]}', "headline: a list"),
        (b'{"uri": "wire:1", "headline": "x", "embargoed": "noon"}', "embargoed: no time in 'noon'"),
        (b'{"uri": "' + b"u" * 1001 + b'", "headline": "x"}', "uri: 1001 characters"),
        (b'{"uri": "wire:1", "body_text": "' + b"x" * (MAX_TEXT_CHARS + 1) + b'"}', "characters of text"),
        (b'{"uri": "wire:1", "body_html": "' + b"x" * 2_000_001 + b'"}', "characters of markup"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "not JSON"),
        (b'{"uri": "\\ud83d", "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "not JSON"),
    ],
)
def test_what_nobody_can_read_says_why(value: bytes, reason: str) -> None:
    with pytest.raises(InvalidEvent, match=reason.replace("(", r"\(")):
        look(value)


def test_the_content_type_names_the_format() -> None:
    with pytest.raises(InvalidEvent, match="not JSON"):
        look(b"hello", "application/json; charset=utf-8")


@given(st.binary() | st.text().map(lambda text: orjson.dumps({"uri": "wire:1", "body_text": text.encode("utf-8", "replace").decode()})))
def test_any_bytes_end_in_one_item_or_one_reason(value: bytes) -> None:
    try:
        found = look(value)
    except InvalidEvent:
        return
    assert all(decode(Item, encode(item)) == item for item in found.items)


@given(
    st.dictionaries(
        st.sampled_from(
            ["uri", "headline", "body_text", "body_html", "version", "language", "urgency", "source", "ednote", "slugline", "type"]
        ),
        st.none()
        | st.booleans()
        | st.integers(-(2**53), 2**53)
        | st.floats(allow_nan=False)
        | st.text(max_size=80)
        | st.just([])
        | st.just({}),
    )
)
def test_any_object_ends_in_one_item_or_one_reason(source: dict[str, Any]) -> None:
    try:
        found = look(orjson.dumps({**source, "uri": "wire:1"}, option=orjson.OPT_NON_STR_KEYS))
    except (InvalidEvent, orjson.JSONEncodeError):
        return
    assert [item.uri for item in found.items] == ["wire:1"] * (1 - found.other_media)


def test_received_at_is_kept_in_utc() -> None:
    at = datetime(2026, 3, 2, 14, tzinfo=timezone(timedelta(hours=2)))
    found = read(orjson.dumps(ninjs()), content_type=None, name=str, received_at=at, detect=str)
    assert [(item.received_at, item.received_at.tzinfo) for item in found.items] == [(NOON, UTC)]
