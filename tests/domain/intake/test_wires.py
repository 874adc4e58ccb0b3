"""Intake: each format that wires come in, on one story of ours, and what in a message is no article."""

from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import orjson
import pytest

from schemas.errors import InvalidEvent
from schemas.item import Dateline, Editorial
from streams.domain.intake.formats import FORMATS, format_of
from tests.builders import NOON
from tests.domain.intake.wires import corpus, item_in, look

SCHEMAS = Path(__file__).parents[4] / "shared" / "data" / "ninjs"
LEAD = "The harbour bridge will close to lorries on Thursday, the city council said."
HEADLINE = "Harbour bridge to close to lorries"


@pytest.mark.parametrize(("name", "schema"), [("ninjs_1.json", "1.6"), ("ninjs_2.json", "2.2"), ("ninjs_3.json", "3.1")])
def test_our_ninjs_is_what_the_standard_says(name: str, schema: str) -> None:
    path = SCHEMAS / f"ninjs-schema_{schema}.json"
    if not path.exists():
        pytest.skip("the standard's schemas are not beside the repository")
    jsonschema.validate(orjson.loads(corpus(name)), orjson.loads(path.read_bytes()))


@pytest.mark.parametrize("name", ["ninjs_1.json", "ninjs_2.json", "ninjs_3.json"])
def test_ninjs_of_any_version_is_the_same_item(name: str) -> None:
    item = item_in(corpus(name))
    assert (item.uri, item.version, item.provider, item.language) == ("https://wire.example.com/item/bridge-1", "2", "Test Wire", "en")
    assert (item.headline, item.dek, item.byline, item.urgency) == (HEADLINE, "Lorries must take the tunnel", "Ina Holm", 4)
    assert item.body == f"{LEAD}\n\nRepairs take 40 days & more."
    assert item.dateline == Dateline(place="Port Ellery", date=date(2026, 3, 2))
    assert (item.slug, item.lead_number, item.usage_terms) == ("BC-HARBOUR-BRIDGE, 1st Ld", 1, "No archives")
    assert item.editorial == Editorial(kind="update", number=1, note="Adds mayor")
    assert item.embargoed_until == (datetime(2026, 3, 2, 17, tzinfo=UTC) if name == "ninjs_3.json" else None)


def test_what_agencies_add_to_ninjs_is_read() -> None:
    item = item_in(
        b'{"uri": "tw:2", "headline": "Bridge", "source": "TW", "signal": ["sig:correction"], "evolvedfrom": "tw:1", "slug": "B"}'
    )
    assert (item.provider, item.slug, item.editorial) == ("TW", "B", Editorial(kind="correction"))
    evolved = item_in(b'{"uri": "tw:2", "headline": "Bridge", "evolvedfrom": "tw:1", "signal": [{"qcode": "sig:other"}]}')
    assert evolved.editorial == Editorial(kind="update")


def test_plain_json_is_read_by_its_usual_names() -> None:
    item = item_in(corpus("plain.json"))
    assert (item.uri, item.headline, item.byline, item.provider) == (
        "https://news.example.com/bridge", "Harbour bridge to close", "Ina Holm", "Ellery Courier",
    )  # fmt: skip
    assert item.body == "The harbour bridge will close on Thursday, the council said."


def test_an_array_of_items_is_several_items() -> None:
    found = look(b'[{"uri": "x:1", "headline": "One"}, {"uri": "x:2", "type": "picture"}, {"uri": "x:3", "headline": "Three"}, 7]')
    assert [(item.item_id, item.uri) for item in found.items] == [("id-1-0", "x:1"), ("id-1-2", "x:3")]
    assert (found.other_media, found.unread) == (1, ("value: a JSON int, not an object",))


def test_a_newsml_item_is_read_whole() -> None:
    item = item_in(corpus("newsitem.xml"))
    assert (item.uri, item.version, item.provider) == ("urn:newsml:wire.example.com:20260302:bridge-1", "3", "Test Wire")
    assert (item.version_created, item.embargoed_until) == (datetime(2026, 3, 2, 11, 58, tzinfo=UTC), datetime(2026, 3, 2, 17, tzinfo=UTC))
    assert (item.headline, item.dek, item.slug, item.byline) == (HEADLINE, "Lorries must take the tunnel", "HARBOUR-BRIDGE", "Ina Holm")
    assert item.body == f"{LEAD}\n\nRepairs take 40 days & more.\n\nFerries will run."
    assert item.editorial == Editorial(kind="correction", note="Corrects days in paragraph 2")
    assert (item.language, item.urgency, item.usage_terms) == ("en", 4, "No archives")


def test_a_newsml_message_is_its_items_and_a_kill_needs_no_text() -> None:
    found = look(corpus("newsmessage.xml"))
    assert [(item.item_id, item.uri.rpartition(":")[2]) for item in found.items] == [("id-1-1", "bridge-1"), ("id-1-3", "ferry-1")]
    assert (found.items[1].pub_status, found.items[1].editorial) == ("canceled", Editorial(kind="kill"))
    assert found.other_media == 2
    assert found.unread == ("urn:newsml:wire.example.com:20260302:empty-1: neither a headline nor a body",)


def test_an_embargo_without_an_end_holds_the_item() -> None:
    value = corpus("newsitem.xml").replace(b"<embargoed>2026-03-02T18:00:00+01:00</embargoed>", b"<embargoed/>")
    item = item_in(value)
    assert (item.pub_status, item.embargoed_until) == ("withheld", None)


def test_a_nitf_body_within_newsml_is_read_without_its_head() -> None:
    nitf = b"<nitf><body><body.head><hl1>No</hl1></body.head><body.content><p>One ran.</p><p>Two.</p></body.content></body></nitf>"
    start, _, rest = corpus("newsitem.xml").partition(b"<html")
    assert item_in(start + nitf + rest.partition(b"</html>")[2]).body == "One ran.\n\nTwo."


def test_rss_entries_are_items_under_lasting_names() -> None:
    found = look(corpus("rss.xml"))
    bridge, ferry = found.items
    assert (bridge.uri, bridge.headline) == ("https://www.courier.example.com/bridge?page=2", "Harbour bridge to close & ferries to run")
    assert bridge.body == "The harbour bridge will close on Thursday, the council said.\n\nFerries will run."
    assert (bridge.provider, bridge.byline, bridge.dek) == ("Ellery Courier", "Ina Holm", "Lorries must take the tunnel")
    assert bridge.version_created == datetime(2026, 3, 2, 11, 30, tzinfo=UTC)
    assert (ferry.uri, ferry.version_created, ferry.language) == ("courier.example.com:4711", NOON, "en-gb")
    assert found.unread == ("uri: an entry without guid, id and link",)


def test_an_atom_entry_is_an_item() -> None:
    item = item_in(corpus("atom.xml"))
    assert (item.uri, item.headline) == ("urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", "Bridge — closed")
    assert (item.body, item.version_created) == ("The bridge closed on Thursday.", datetime(2026, 3, 2, 11, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    "entry",
    [
        b"<item><guid>x:1</guid><title>Ferry &mdash; late</title></item>",
        b'<entry xmlns="http://www.w3.org/2005/Atom"><id>x:1</id><title>Ferry \xe2\x80\x94 late</title></entry>',
        b"<rss><channel><item><guid>x:1</guid><title>Ferry &mdash; late</title><br></item></channel>",
    ],
)
def test_an_entry_alone_and_a_feed_that_is_not_well_formed_are_read(entry: bytes) -> None:
    item = item_in(entry)
    assert (item.uri, item.headline) == ("x:1", "Ferry — late")


def test_anpa_1312_is_read_by_its_header_and_set_apart_lines() -> None:
    item = item_in(corpus("anpa.txt"))
    assert (item.uri, item.provider, item.urgency) == ("anpa1312:tw:20260302:a0123", "TW", 3)
    assert item.version_created == datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
    assert (item.headline, item.slug, item.byline) == (HEADLINE, "BC-Harbour-Bridge,1st Ld-Writethru", "INA HOLM")
    assert item.editorial == Editorial(kind="writethru", number=1, note="UPDATES with mayor.")
    assert item.dateline == Dateline(place="Port Ellery")
    assert item.body.startswith("The harbour bridge will close to lorries on Thursday, the city council said after its meeting")
    assert item.body.count("\n\n") == 1


def test_iptc_7901_is_read_by_its_header() -> None:
    item = item_in(corpus("iptc7901.txt"))
    assert (item.uri, item.provider, item.urgency, item.slug) == ("iptc7901:twx:20260302:0123", "TWX", 4, "bridge-harbour")
    assert (item.headline, item.version_created) == (HEADLINE, datetime(2026, 3, 2, 10, 30, tzinfo=UTC))
    assert "Cafés on the quay fear for their trade, their guild said" in item.body


def test_several_teletype_messages_may_come_in_one() -> None:
    found = look(corpus("anpa.txt") + corpus("iptc7901.txt"))
    assert [item.provider for item in found.items] == ["TW", "TWX"]


def test_a_page_is_its_article_with_what_its_head_declares() -> None:
    item = item_in(corpus("page.html"))
    assert (item.uri, item.provider, item.byline) == ("https://courier.example.com/bridge", "Ellery Courier", "Ina Holm")
    assert (item.headline, item.version_created) == ("Harbour bridge to close", datetime(2026, 3, 2, 11, 30, tzinfo=UTC))
    assert item.body.startswith("The harbour bridge at Port Ellery will close")
    assert item.body.endswith("repairs are expected to take 40 days.")
    assert not {"Home", "Most read", "var a", "rights"} & set(item.body.split("\n\n"))


def test_a_piece_of_html_is_read_as_it_stands() -> None:
    item = item_in(b"<h1>Bridge closed</h1><p>The bridge closed.</p><script>alert(1)</script>", "text/html")
    assert (item.headline, item.body) == ("Bridge closed", "The bridge closed.")


def test_plain_text_has_its_headline_on_top() -> None:
    item = item_in(corpus("plain.txt"))
    assert (item.headline, item.lead_number) == (HEADLINE, 1)
    assert item.body == f"{LEAD}\n\nRepairs take 40 days."
    assert item_in(corpus("plain.txt"), "text/plain").uri == item.uri


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("ninjs_1.json", "ninjs"), ("plain.json", "ninjs"), ("newsitem.xml", "newsml-g2"), ("newsmessage.xml", "newsml-g2"),
        ("rss.xml", "feed"), ("atom.xml", "feed"), ("page.html", "html"), ("anpa.txt", "teletype"), ("iptc7901.txt", "teletype"),
        ("plain.txt", "text"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("content_type", [None, "application/octet-stream", "text/plain; charset=utf-8"])
def test_a_format_is_known_by_how_a_message_begins(name: str, form: str, content_type: str | None) -> None:
    assert format_of(corpus(name), content_type).name == form
    assert format_of(b"\xef\xbb\xbf \n" + corpus(name), content_type).name == form


def test_each_content_type_names_one_format() -> None:
    named = [(kind, form.name) for form in FORMATS for kind in form.content_types]
    assert len({kind for kind, _ in named}) == len(named)
    assert all(format_of(b"?", f"{kind.upper()}; charset=utf-8").name == name for kind, name in named)


@pytest.mark.parametrize("value", [b"<opml/>", b"\x00\x02", b"%PDF-1.7\nobject one two three four five six seven", b"hello"])
def test_what_is_in_no_format_is_nobodys(value: bytes) -> None:
    with pytest.raises(InvalidEvent, match="no known format"):
        look(value)
