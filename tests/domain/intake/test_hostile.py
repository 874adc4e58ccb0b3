"""Intake: what is sent to harm. Each message ends in items or in a reason, in little time, and nothing of it gets through."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.codec import decode, encode
from schemas.errors import InvalidEvent
from schemas.item import Item
from streams.domain.intake.formats import FORMATS, Message
from tests.builders import NOON, ninjs
from tests.domain.intake.wires import CORPUS, corpus, item_in, look

MIB = 1024 * 1024
CONTENT_TYPES = [None, *(kind for form in FORMATS for kind in form.content_types[:1])]


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """CPU seconds, with room for a slow machine."""
    started = time.process_time()
    yield
    assert time.process_time() - started < seconds


@pytest.mark.parametrize("name", ["hostile_bomb.xml", "hostile_external.xml"])
@pytest.mark.parametrize("content_type", [None, "application/rss+xml", "application/vnd.iptc.g2.newsitem+xml"])
def test_a_document_that_declares_entities_is_refused(name: str, content_type: str | None) -> None:
    with within(2), pytest.raises(InvalidEvent, match="declares XML entities"):
        look(corpus(name), content_type)


def test_entities_in_utf_16_are_refused_as_well() -> None:
    wide = corpus("hostile_bomb.xml").decode().replace('<?xml version="1.0"?>', "").encode("utf-16")
    with pytest.raises(InvalidEvent, match="declares XML entities"):
        look(wide)


def test_parameter_entities_and_external_subsets_load_nothing() -> None:
    value = b"""<!DOCTYPE rss [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><rss><channel><item><guid>x:1</guid></item></channel></rss>"""
    with pytest.raises(InvalidEvent):
        look(value)
    outside = b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd"><rss><channel><item><guid>x:1</guid><title>T</title></item></channel></rss>'
    assert item_in(outside).headline == "T"


def test_an_include_is_no_instruction() -> None:
    value = corpus("newsitem.xml").replace(
        b"<p>Ferries will run.</p>", b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
    )
    assert "root:" not in item_in(value).body


@pytest.mark.parametrize("content_type", CONTENT_TYPES)
def test_fifty_megabytes_are_refused_at_once(content_type: str | None) -> None:
    with within(2), pytest.raises(InvalidEvent, match="at most 8388608 are read"):
        look(b'{"uri": "x:1", "body_text": "' + b"x " * (25 * MIB) + b'"}', content_type)


@pytest.mark.parametrize(
    "value",
    [
        orjson.dumps(ninjs(body_text="word " * MIB)),
        b"<rss><channel><item><guid>x:1</guid><title>" + b"word " * MIB + b"</title></item></channel></rss>",
        b"Headline\n\n" + b"The word is long. " * (MIB // 4),
        b"\x01TWX0123 4 POL 48 x\r\n\x02" + b"word " * MIB + b"\x03",
        b"<!doctype html><html><head></head><body>" + b"<p>word word word</p>" * (MIB // 4),
    ],
    ids=["ninjs", "rss", "text", "teletype", "html"],
)
def test_five_megabytes_of_text_are_refused_in_time(value: bytes) -> None:
    with within(10), pytest.raises(InvalidEvent, match="at most"):
        look(value)


@pytest.mark.parametrize(
    "value",
    [
        b"[" * 500_000,
        b'{"a":' * 500_000,
        b'{"uri": "x:1", "headline": "\\ud83d", "a": ' + b"[" * 500_000 + b"]" * 500_000 + b"}",
        b"<rss>" + b"<a>" * 200_000,
        b"<newsItem>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</newsItem>",
        b"<html>" + b"<div>" * 200_000,
    ],
    ids=["array", "object", "surrogate", "feed", "newsml", "html"],
)
def test_nesting_without_end_is_refused(value: bytes) -> None:
    with within(10), pytest.raises(InvalidEvent):
        look(value)


def test_markup_nested_without_end_is_read_in_time() -> None:
    with within(10):
        assert item_in(orjson.dumps(ninjs(body_text=None, body_html="<div>" * 100_000 + "One."))).headline


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<![CDATA[", "</", "<div>", "&", "<x:y>", "&amp;", "<p title='", "(Adds (", "Eds: ", "By A "]
)
@pytest.mark.parametrize(
    "around",
    ['{"uri": "x:1", "headline": "h", "body_html": "%s"}', "<rss><channel><item><guid>x:1</guid><title>%s", "<!doctype html><p>%s"],
)
def test_tag_soup_takes_no_more_than_its_length(piece: str, around: str) -> None:
    with within(10):
        try:
            look((around % (piece * (300_000 // len(piece)))).encode())
        except InvalidEvent:
            return


@pytest.mark.parametrize("piece", ["<p>", "<br>", "<h1>x</h1>", "<div><p>x</p></div>", "<li><a href=x>y</a></li>", "<p>a long word.</p>"])
def test_a_page_of_nothing_but_elements_is_read_in_time(piece: str) -> None:
    page = "<!doctype html><html><head><title>T</title></head><body><article>" + piece * (450_000 // len(piece))
    with within(10):
        assert ends(page.encode(), None)[0] is not None


def test_characters_that_harm_a_page_or_a_log_are_gone() -> None:
    item = item_in(corpus("hostile_characters.json"))
    assert item.headline == "abc \ufffd"
    assert "<script" not in item.body
    assert item.version_created == NOON
    nuls = item_in(orjson.dumps(ninjs(headline="\x00a\x1b[31m\u2066b\u2069", uri="wire:\x001")))
    assert (nuls.headline, nuls.uri) == ("a[31mb", "wire:1")


def test_scripts_and_handlers_leave_no_trace() -> None:
    html = "<p onclick='x()'>One.</p><script>alert(1)</script><style>p{}</style><svg onload=x()><text>y</text></svg><iframe>z</iframe>"
    assert item_in(orjson.dumps(ninjs(body_text=None, body_html=html))).body == "One."
    item = item_in(b"<!doctype html><html><head><title>T</title></head><body>" + html.encode() + b"</body></html>")
    assert item.body == "One."


@pytest.mark.parametrize("version", ["9" * 5_000, "-1", "1e999", "٣", "", "v\u0000\n1", 10**30, 1e308])
def test_an_absurd_version_is_short_text(version: object) -> None:
    item = item_in(
        b'{"uri": "x:1", "headline": "h", "version": '
        + (str(version).encode() if isinstance(version, int) else orjson.dumps(version))
        + b"}"
    )
    assert len(item.version) <= 64
    assert "\n" not in item.version


@pytest.mark.parametrize("wrong", [[], {}, [[]], [{}], True, {"a": {"b": 1}}, [None], [1, "x", None, {"name": []}], 7, 1.5])
@pytest.mark.parametrize(
    "field",
    [
        "uri", "type", "version", "versioncreated", "embargoed", "pubstatus", "urgency", "language", "headline", "headlines", "bodies",
        "descriptions", "body_text", "body_xhtml", "byline", "located", "slugline", "ednote", "source", "infosource", "altids", "signal",
        "evolvedfrom", "usageterms",
    ],
)  # fmt: skip
def test_a_wrong_type_is_a_reason_or_is_passed_over(field: str, wrong: object) -> None:
    found, reason = ends(orjson.dumps({**ninjs(), field: wrong}), None)
    assert len(found.items) == 1 if found else field in reason


@pytest.mark.parametrize(
    "value",
    [
        b'{"headline": "Ferry late", "body_text": "The ferry is late."}',
        b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><contentMeta><headline>Ferry late</headline></contentMeta></newsItem>",
        b"<rss><channel><item><title>Ferry late</title></item></channel></rss>",
        b'{"uri": "\\u0000 \\u202e", "headline": "Ferry late"}',
    ],
)
def test_an_item_without_a_name_is_refused(value: bytes) -> None:
    with pytest.raises(InvalidEvent, match="uri: "):
        look(value)


@settings(deadline=None)
@given(st.binary(max_size=2_000), st.sampled_from(CONTENT_TYPES))
def test_any_bytes_are_items_or_a_reason(value: bytes, content_type: str | None) -> None:
    check(value, content_type)


@settings(deadline=None)
@given(st.data())
def test_any_damage_to_a_good_message_leaves_items_or_a_reason(data: st.DataObject) -> None:
    value = bytearray(corpus(data.draw(st.sampled_from(sorted(path.name for path in CORPUS.iterdir())))))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(value)))
        value[at : at + data.draw(st.integers(0, 40))] = data.draw(
            st.binary(max_size=12) | st.sampled_from([b"<", b"]]>", b"\xff", b"&x;", b"\x00"])
        )
    check(bytes(value), data.draw(st.sampled_from(CONTENT_TYPES)))


def ends(value: bytes, content_type: str | None) -> tuple[Message | None, str]:
    """What a message ends in: what was read, or why nothing could be."""
    try:
        return look(value, content_type), ""
    except InvalidEvent as error:
        return None, str(error)


def check(value: bytes, content_type: str | None) -> None:
    """One outcome, and records that survive being written and read."""
    found, reason = ends(value, content_type)
    if found is None:
        assert reason
        return
    assert found.items or found.other_media
    for item in found.items:
        assert item.uri
        assert item.headline or item.body or (item.editorial is not None and item.editorial.kind == "kill")
        assert decode(Item, encode(item)) == item
