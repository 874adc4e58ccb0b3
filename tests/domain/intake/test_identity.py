"""Intake: one article has one name, however the wire writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.domain.intake.identity import Identity, host_of, identify, scoped


@pytest.mark.parametrize(
    "forms",
    [
        (
            "https://news.example.com/a/7",
            "http://news.example.com/a/7",
            "HTTP://News.Example.com:80/a/7/",
            "https://news.example.com:443/a/7?utm_source=rss&utm_medium=feed",
            "https://news.example.com/a/7?fbclid=Iw1&at_medium=RSS#2",
            "https://user@news.example.com/a/7?gclid=x&mc_cid=1",
        ),
        ("https://news.example.com/?p=7", "http://news.example.com?p=7&utm_campaign=x", "https://news.example.com/?cmp=rss&p=7"),
        (
            "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
            "URN:UUID:1225C695-CFB8-4EBB-AAAA-80DA344EFA6A",
            "{1225C695-CFB8-4EBB-AAAA-80DA344EFA6A}",
            "1225c695-cfb8-4ebb-aaaa-80da344efa6a",
        ),
        (
            "urn:newsml:wire.example.com:20260302:bridge-1",
            "urn:newsml:wire.example.com:20260302:bridge-1:1N",
            "URN:newsml:wire.example.com:20260302:bridge-1:12U",
        ),
    ],
)
def test_all_forms_of_a_name_are_one(forms: tuple[str, ...]) -> None:
    assert {identify(form).uri for form in forms} == {forms[0].replace(".com/?", ".com?")}


@pytest.mark.parametrize(
    "uri",
    ["wire:1", "tag:example.com,2026:newsml_B7", "ap:9:2", "B-17", "http://", "http://[bad", "https://news.example.com/a?id=7&page=2"],
)
def test_a_name_that_says_nothing_of_its_form_is_kept(uri: str) -> None:
    assert identify(uri) == Identity(uri=uri)


def test_different_articles_stay_different() -> None:
    names = ["https://a.example.com/x?id=1", "https://a.example.com/x?id=2", "https://a.example.com/X?id=1", "https://b.example.com/x?id=1"]
    assert len({identify(name).uri for name in names}) == 4


def test_the_revision_within_a_newsml_name_is_the_version() -> None:
    assert identify("urn:newsml:wire.example.com:20260302:bridge-1:3U").version == "3"


def test_a_feeds_own_number_needs_the_feed() -> None:
    assert scoped("7", "a.example.com") != scoped("7", "b.example.com")
    assert scoped("https://a.example.com/7", "b.example.com") == "https://a.example.com/7"
    assert (host_of("https://www.a.example.com/7"), host_of("http://[bad")) == ("a.example.com", "")


@given(st.text() | st.text(alphabet="htps:/.?&=#@[]u%7aurn-:newsml").map("https://a.example.com/".__add__))
def test_any_name_has_one_form_of_its_own(uri: str) -> None:
    once = identify(uri).uri
    assert identify(once).uri == once
