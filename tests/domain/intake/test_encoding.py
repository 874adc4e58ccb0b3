"""Intake: bytes to text."""

import codecs

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import InvalidEvent
from streams.domain.intake.encoding import text_of
from tests.builders import ninjs
from tests.domain.intake.wires import item_in

TEXT = "{Café “réouvert” —}"


@pytest.mark.parametrize(
    ("value", "charset"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode("utf-8-sig"), "iso-8859-1"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), ""),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), ""),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), ""),
        (TEXT.encode("utf-16-le"), ""),
        (TEXT.encode("utf-16-be"), ""),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode("cp1252"), "ISO-8859-1"),
        (TEXT.encode("cp1252"), "us-ascii"),
        (TEXT.encode("cp1252"), ""),
        (TEXT.encode(), "no-such-charset"),
        (TEXT.encode(), "punycode"),
        (TEXT.encode(), "base64"),
    ],
)
def test_text_is_read_in_the_encoding_that_it_is_in(value: bytes, charset: str) -> None:
    assert text_of(value, charset)[0] == TEXT


def test_one_pasted_byte_is_read_and_told() -> None:
    assert text_of("Café ".encode() + b"r\xe9ouvert") == ("Café réouvert", ("not all UTF-8: read as windows-1252 where it is not",))


def test_json_that_is_not_utf_8_is_refused_unless_its_charset_is_named() -> None:
    value = orjson.dumps(ninjs(headline="Café X")).replace(b"X", b"r\xe9ouvert")
    with pytest.raises(InvalidEvent, match="JSON that is not UTF-8"):
        item_in(value)


@given(st.binary(), st.sampled_from(["", "utf-8", "utf-16", "latin-1", "cp1251", "idna", "utf-7", "shift_jis", "hex", "\x00", "a" * 100]))
def test_any_bytes_are_some_text(value: bytes, charset: str) -> None:
    assert isinstance(text_of(value, charset)[0], str)
