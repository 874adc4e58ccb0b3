"""HTML and XHTML bodies to paragraphs and captions, NITF's among them.

libxml2's parser, because it reads any tag soup in linear time (Python's own takes minutes for 100 kB of "<a "); it loads nothing,
and HTML has no entities of its own making.
"""

import html
import re
from dataclasses import dataclass, field

from lxml import etree

from schemas.errors import InvalidEvent
from streams.domain.intake.clean import clean, one_line, split_paragraphs

MAX_MARKUP_CHARS = 2_000_000
"""Five times the text that an item may have: room for attributes; more is no article."""
_TAG = re.compile(
    r"</[A-Za-z][\w:.-]{0,30}\s*>|<!--|<(?:p|br|hr|b|i|u|em|strong|a|span|div|h[1-6]|[uo]l|li|table|t[rdh]|figure|figcaption|img|blockquote"
    r"|script|style|section|article|body|html|su[bp]|small|font|q|cite|iframe|svg|pre|code|media)(?:\s[^<>]{0,2000})?/?>"
)
"""HTML's own tags, or any that closes: wires write tickers and names of files in angle brackets too ("<XYZ.N>")."""
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});")
_BLOCKS_LIST = (
    "address article blockquote body center dd details div dl dt fieldset figure form h1 h2 h3 h4 h5 h6 header hr html li main ol p "
    "pre section summary table tbody td tfoot th thead tr ul block hl1 hl2 media"
)
BLOCKS = frozenset(_BLOCKS_LIST.split())
"""Elements that begin and end a paragraph: HTML's, and NITF's that stand in XHTML bodies."""
_SKIPPED_LIST = "script style noscript template iframe object embed svg nav aside footer button select form input head body.head"
SKIPPED = frozenset(_SKIPPED_LIST.split())
"""Elements that hold no story: code, menus, boxes beside it."""
CAPTIONS = frozenset({"figcaption", "caption", "media-caption"})


@dataclass(slots=True)
class _Walk:
    """What a walk over the tree gathers: text of the open paragraph, and what is finished."""

    paragraphs: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def close(self) -> None:
        if (text := "".join(self.pieces)) and not text.isspace():
            self.paragraphs.extend(split_paragraphs(_unwrapped(text)))
        self.pieces.clear()


def is_markup(text: str) -> bool:
    """Whether a text of unknown form has tags or character references.

    >>> [is_markup(text) for text in ("<p>One", "Ferries &amp; trains", "Net < 5 mln & rising", "ELLERY PORT <EPT> SHARES RISE")]
    [True, True, False, False]
    """
    return _TAG.search(text) is not None or _REFERENCE.search(text) is not None


def words_of(text: str) -> str:
    """A headline or note as plain text, whether it was sent as text or as markup.

    >>> words_of("ELLERY PORT &amp; DOCKS <EPT> SHARES RISE"), words_of("<b>Port</b> shares rise")
    ('ELLERY PORT & DOCKS <EPT> SHARES RISE', 'Port shares rise')
    """
    if "<" in text and _TAG.search(text):
        return " ".join(paragraphs_of(text)[0])
    return html.unescape(text) if "&" in text and _REFERENCE.search(text) else text


def paragraphs_of(markup: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read a fragment or a page.

    Args:
        markup: Anything; what is no markup is text.

    Returns:
        The paragraphs, and the captions (`figcaption`, a table's `caption`), each one line of clean text.

    Raises:
        InvalidEvent: If it is far too long for an article.
    """
    if len(markup) > MAX_MARKUP_CHARS:
        raise InvalidEvent(f"body: {len(markup)} characters of markup, at most {MAX_MARKUP_CHARS} are read")
    markup = clean(markup)
    if not markup.strip():
        return (), ()
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    return paragraphs_in(etree.fromstring(b"<body>" + markup.encode() + b"</body>", parser))


def paragraphs_in(root: "etree._Element | None") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same of markup that has been parsed: HTML, XHTML or NITF."""
    walk = _Walk()
    if root is not None:
        _gather(root, walk)
    walk.close()
    return tuple(walk.paragraphs), tuple(walk.captions)


def _gather(root: "etree._Element", walk: _Walk) -> None:
    """Depth first without recursion: nesting is as deep as a stranger likes."""
    skipping = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        apart = name in SKIPPED or name in CAPTIONS
        if event == "start":
            if not skipping and name in CAPTIONS:
                walk.captions.extend(caption for caption in [one_line("".join(element.itertext()))] if caption)
            skipping += apart
            if skipping:
                continue
            if name in BLOCKS:
                walk.close()
            elif name == "br":
                walk.pieces.append("\x00")
            walk.pieces.append(element.text or "")
        else:
            if not skipping and name in BLOCKS:
                walk.close()
            skipping -= apart
            if not skipping:
                walk.pieces.append(element.tail or "")


def _unwrapped(text: str) -> str:
    """A line break of the source is a blank; `br` breaks the line, two of them the paragraph."""
    return "\n".join(" ".join(line.split()) for line in text.split("\x00"))
