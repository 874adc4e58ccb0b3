"""HTML and XHTML bodies to paragraphs and captions.

libxml2's parser, because it reads any tag soup in linear time (Python's own takes minutes for 100 kB of "<a "); it loads nothing,
and HTML has no entities of its own making.
"""

from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from streams.domain.intake.clean import clean, one_line, split_paragraphs

_BLOCKS_LIST = (
    "address article blockquote body center dd details div dl dt fieldset figure form h1 h2 h3 h4 h5 h6 header hr html li main ol p "
    "pre section summary table tbody td tfoot th thead tr ul block hl1 hl2 media"
)
BLOCKS = frozenset(_BLOCKS_LIST.split())
"""Elements that begin and end a paragraph: HTML's, and NITF's that stand in XHTML bodies."""
_SKIPPED_LIST = "script style noscript template iframe object embed svg nav aside footer button select form input head"
SKIPPED = frozenset(_SKIPPED_LIST.split())
"""Elements that hold no story: code, menus, boxes beside it."""
CAPTIONS = frozenset({"figcaption", "caption"})


@dataclass(slots=True)
class _Walk:
    """What a walk over the tree gathers: text of the open paragraph, and what is finished."""

    paragraphs: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def close(self) -> None:
        self.paragraphs.extend(split_paragraphs(_unwrapped("".join(self.pieces))))
        self.pieces.clear()


def paragraphs_of(html: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read a fragment or a page.

    Args:
        html: Anything; what is no markup is text.

    Returns:
        The paragraphs, and the captions (`figcaption`, a table's `caption`), each one line of clean text.
    """
    html = clean(html)
    if not html.strip():
        return (), ()
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    root = etree.fromstring(b"<body>" + html.encode() + b"</body>", parser)
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
