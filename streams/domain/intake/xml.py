"""XML from strangers to a tree: nothing is loaded, nothing expands, nesting and size are bounded.

libxml2 without its network, external subsets and entity expansion; a document that declares entities of its own is refused, since
no news format needs them. HTML's named characters, which feeds use without declaring them, are read for what they mean.
"""

import html
import re
from collections.abc import Iterator

from lxml import etree

from schemas.errors import InvalidEvent
from streams.domain.intake.encoding import text_of

_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,300}?\?>")
_ENCODING = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_START = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_PROLOG = re.compile(r"(?s)\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>")


def parse(value: bytes, charset: str = "", *, mend: bool = False) -> tuple["etree._Element", tuple[str, ...]]:
    """Read a document.

    Args:
        value: Any bytes.
        charset: As the content type names it; else the XML declaration's, else UTF-8.
        mend: Whether to make the best of a document that is not well-formed.

    Returns:
        The root, and what was guessed.

    Raises:
        InvalidEvent: If it is no XML, declares entities, or nests too deep.
    """
    declared = _ENCODING.match(value[:400])
    text, guesses = text_of(value, charset or (declared[1].decode() if declared else ""))
    text = _NAMED.sub(_character, _NOT_XML.sub("", _DECLARATION.sub("", text, count=1)))
    try:
        return _root(text, recover=False), guesses
    except etree.XMLSyntaxError as error:
        if not mend:
            raise InvalidEvent(f"value: not XML, {error}") from error
    try:
        return _root(text, recover=True), (*guesses, "not well-formed: mended")
    except etree.XMLSyntaxError as error:
        raise InvalidEvent(f"value: not XML, {error}") from error


def root_name(text: str) -> str:
    """The local name of the first element, in lower case, behind declarations and comments; "" where there is none.

    >>> root_name('<?xml version="1.0"?><!-- a feed --><atom:feed>')
    'feed'
    """
    at = 0
    while (passed := _PROLOG.match(text, at)) and passed.end() > at:
        at = passed.end()
    start = _START.match(text, at)
    return start[1].lower() if start else ""


def name_of(element: "etree._Element") -> str:
    """An element's local name; "" for a comment or processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def below(element: "etree._Element | None", *names: str) -> Iterator["etree._Element"]:
    """The descendants at the end of a path of local names, in their order."""
    if element is None:
        return
    if not names:
        yield element
        return
    for child in element:
        if name_of(child) == names[0]:
            yield from below(child, *names[1:])


def words_in(element: "etree._Element | None") -> str:
    """All text of an element."""
    return "" if element is None else "".join(element.itertext())


def _root(text: str, *, recover: bool) -> "etree._Element":
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=recover,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    root = etree.fromstring(text.encode(), parser)
    if root is None:
        raise InvalidEvent("value: not XML, no element in it")
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and next(iter(subset.iterentities()), None) is not None:
        raise InvalidEvent("value: declares XML entities, which no news format needs")
    return root


def _character(reference: re.Match[str]) -> str:
    """HTML's character for a name; what XML would take for markup keeps its reference, an unknown name stays as it is."""
    said = html.unescape(reference.group())
    return reference.group() if said == reference.group() or said in "<>&" else said
