"""Bytes to text: what a wire's bytes say in letters, whatever the header claims.

Decides nothing about the format, and refuses nothing: the few that are not UTF-8 are read as windows-1252,
which is what desks' systems paste into UTF-8, and the reader is told so.
"""

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32's little-endian mark begins with UTF-16's, so it is looked for first."""
_WIDE = ((b"{\x00", "utf-16-le"), (b"[\x00", "utf-16-le"), (b"<\x00", "utf-16-le"), (b"\x00{", "utf-16-be"), (b"\x00<", "utf-16-be"))
"""UTF-16 without a mark, by the first character that JSON and XML begin with. Source: RFC 4627, section 3."""
_AS_WINDOWS = frozenset({"ascii", "iso8859-1"})
"""Labels that mean windows-1252 in practice. Source: WHATWG, Encoding Standard, names and labels."""
_WINDOWS = "windows-1252"
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape", "undefined"})
"""Python's codecs that are no character set of a wire."""
_ESCAPED = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
"""What "surrogateescape" leaves of a byte that is not UTF-8, to the windows-1252 character."""


def text_of(value: bytes, charset: str = "") -> tuple[str, tuple[str, ...]]:
    """Decode a message.

    Args:
        value: Any bytes.
        charset: As the content type or an XML declaration names it; "" or an unknown one: UTF-8. A byte order mark wins over it.

    Returns:
        The text without its byte order mark, and what had to be guessed.

    >>> text_of(b"Caf\\xe9 r\\xc3\\xa9ouvert")
    ('Café réouvert', ('not all UTF-8: read as windows-1252 where it is not',))
    """
    for mark, name in _BOMS:
        if value.startswith(mark):
            return _decoded(value[len(mark) :], name)
    for start, name in _WIDE:
        if value.startswith(start):
            return _decoded(value, name)
    return _decoded(value, _known(charset))


def _known(charset: str) -> str:
    """The codec's own name for a label, or "utf-8"."""
    try:
        name = codecs.lookup(charset.strip().strip("\"'") or "utf-8").name
        b"a".decode(name)
    except UnicodeError:
        pass  # a character set in which "a" takes more than one byte
    except (LookupError, ValueError):
        return "utf-8"
    if name in _NO_CHARSETS:
        return "utf-8"
    return _WINDOWS if name in _AS_WINDOWS else name


def _decoded(value: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        return value.decode(name), ()
    except UnicodeError:
        if name == "utf-8":
            text = value.decode("utf-8", "surrogateescape").translate(_ESCAPED)
            return text, ("not all UTF-8: read as windows-1252 where it is not",)
        return value.decode(name, "replace"), (f"not all {name}: what is not is replaced",)
