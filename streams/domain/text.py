"""Plain text to sentences, words and folded forms, without a language model: what dedupe, story and enrich share.

Sentence ends are found by form (a terminator, what may close after it, what may open the next one) with a short list of
abbreviations; words by character class. Good enough to compare texts; the grammar of a sentence is left to enrich.
"""

import re
import string
import unicodedata
from collections.abc import Callable, Iterable

from schemas.common import Span

_STRAIGHT = dict.fromkeys(map(ord, "‘’‚‛′‵`´ʼ＇"), "'") | dict.fromkeys(map(ord, "“”„‟″‶«»＂"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_PLAIN = _STRAIGHT | _DASHES | _INVISIBLE
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]")
_TYPOGRAPHY = {chr(code): put or "" for code, put in _PLAIN.items()} | {"…": "...", "\u00a0": " "}
"""Most texts outside ASCII are so by these alone, and need no normalising once they are replaced."""
_MARKS = "".join(char for char in map(chr, range(0x300, 0x1E950)) if unicodedata.combining(char))
_MARK = re.compile(f"[{''.join(char for char in _MARKS if char < chr(0x10000))}]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_MARK_RUN = re.compile(f"([{_MARKS}]{{30}})[{_MARKS}]+")
_HYPHENS = re.compile(r"-{2,}")

_TITLES_LIST = (
    "mr mrs ms mx dr prof rev fr hon gov sen rep gen lt col maj capt cmdr cpl sgt adm brig pres supt amb atty st mt ft messrs jan feb "
    "mar apr jun jul aug sep sept oct nov dec no nos vs fig art vol approx dept est cf viz e.g i.e"
)
TITLES = frozenset(_TITLES_LIST.split())
"""Abbreviations that stand before what they belong to: a full stop after one ends no sentence. By hand, from agency style books."""

_CLOSERS_LIST = "inc corp co cos ltd plc bros jr sr etc al ave blvd rd md phd"
CLOSERS = frozenset(_CLOSERS_LIST.split())
"""Abbreviations that may end a sentence; the next word tells whether they do. By hand, from agency style books."""

_STARTER = re.compile(
    r"(?:The|An?|In|On|At|He|She|It|They|We|I|You|This|That|These|Those|But|And|Or|So|Yet|If|When|While|As|After|Before|Since|Although"
    r"|Though|Both|Some|Many|Most|More|No|Not|His|Her|Its|Their|Our|There|For|From|By|With|Under|Over|Also|However|Meanwhile|Last"
    r"|Earlier|Later|What|Who|Why|How|Asked|According)(?![\w.])"
)
_END = re.compile(r"[.!?…。！？](?:(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]*+(?=\s)|(?<=[。！？])[。！？]*+[」』”’\"')]*+)")
"""One class of characters comes first, which the engine can search for; the look-back keeps a long run of stops from being tried anew."""
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_OPENING = re.compile(r"\s*[\"'“‘«(\[¿¡—–-]*")
_BEFORE = re.compile(r"[^\s\"'“”‘’«»()\[\]—–/-]+$")
_LONGEST = max(map(len, TITLES | CLOSERS))
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*|(?:[a-z]\.){2,}|[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\d]+(?:'[^\W_\d]+)*|\w|\x00"
)
_ASCII_WORD = re.compile(r"[a-z]{2,}(?:'[a-z]+)*|\d+(?:[.,:]\d+)*|(?:[a-z]\.){2,}|[a-z](?:'[a-z]+)*|_|\x00")
"""The same words of lower-case ASCII, the commonest form first."""
_MARK_CHAR = "\x00"
_COMMON_TYPOGRAPHY = tuple((char.encode(), _TYPOGRAPHY[char].encode()) for char in "’‘“”–—…\u00a0")
_SIGNS = tuple((sign.encode(), f"${letter}".encode()) for sign, letter in zip("£€¥", "pey", strict=True))
"""Which currency it is belongs to a figure; the dollar's sign is in ASCII."""
_STOPPED = re.compile(r"[.!?。！？]\W*$")
_MARKED = f" {_MARK_CHAR} "
"""Between spans whose words are found together; the patterns take it for a word."""
_LOOK_BACK_CHARS = 24
"""Longer than any abbreviation: a longer token before a full stop ends a sentence anyway."""


def stream_safe(text: str) -> str:
    """Cut runs of combining marks, which normalising takes quadratic time for, to what any script needs.

    Source: Unicode Standard Annex #15, "Stream-Safe Text Format": 30 non-starters; it inserts a joiner where we cut.
    """
    if text.isascii() or (_MARK.search(text) is None and _ASTRAL.search(text) is None):
        return text
    return _MARK_RUN.sub(r"\1", text)


def fold(text: str) -> str:
    """Make texts that differ in typography alone equal: case, quotes, dashes, white space, compatibility forms (NFKC).

    The result is for comparing; its offsets are not the text's. Folding twice gives the same as once.

    >>> fold("  “No  deal” —\\u00a0YET…") == fold('"no deal" -- yet...')
    True
    """
    if not text.isascii():
        text = _OUTSIDE_ASCII.sub(_without_typography, text)
    if not text.isascii():
        text = stream_safe(text)
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text.translate(_PLAIN)).casefold()).translate(_PLAIN)
    return " ".join(_HYPHENS.sub("-", text.lower().replace("`", "'")).split())


def _without_typography(found: re.Match[str]) -> str:
    return _TYPOGRAPHY.get(found.group(), found.group())


class Vocabulary(dict[str, str]):
    """What stands between two blanks, and what is read in it: no word holds a blank, so a text's words are those of its pieces, and a
    language's few thousand pieces are the most of any text."""

    def __init__(self, read: Callable[[str], str]) -> None:
        """
        Args:
            read: Gives the words of a piece, a blank between them.
        """
        super().__init__()
        self._read = read

    def __missing__(self, piece: str) -> str:
        line = self._read(piece)
        if line == piece:
            line = piece  # one string in memory, not two
        if len(piece) <= _PIECE_CHARS:
            if len(self) >= _PIECES:
                self.clear()
            self[piece] = line
        return line


def words_within(piece: str) -> str:
    """The folded words of a piece, a blank between them; a piece is what `pieces` gives."""
    if (bare := piece.strip(_MARKS_AROUND)).isalpha() and bare.isascii():
        return bare.lower()
    folded = piece.lower().replace("`", "'") if piece.isascii() else fold(piece)
    found = (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)
    return " ".join([word.replace(".", "") if word[-1] == "." else word for word in found])


_MARKS_AROUND = string.punctuation.replace("_", "") + "".join(_TYPOGRAPHY)
_PIECES, _PIECE_CHARS = 1 << 15, 32
"""Pieces remembered, some 5 MB: an hour of the wire has as many different ones; longer ones are addresses, or whole sentences of a
script that writes no blanks."""
_words_of = Vocabulary(words_within).__getitem__


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order; numbers keep their separators, initialisms lose their stops.

    Scripts that write no blanks (Chinese, Japanese, Thai) give one word a character.

    >>> words("The U.S. paid $1,200 — its “final” offer, face-to-face.")
    ('the', 'us', 'paid', '1,200', 'its', 'final', 'offer', 'face', 'to', 'face')
    """
    return tuple(_padded(text).split())


def spread(text: str) -> bytes:
    """A text whose words, made of letters, digits and "$", stand between other bytes of ASCII, whatever their typography; in UTF-8.

    Letters keep their case in ASCII alone; marks that are not in ASCII may go.

    >>> spread("It’s OFF — “in Málaga”.").decode()
    'It\\'s OFF - "in málaga.'
    """
    if text.isascii():
        return text.encode("ascii")
    data = text.encode("utf-8", "replace")
    for char, put in (*_COMMON_TYPOGRAPHY, *_SIGNS):
        data = data.replace(char, put)
    if data.isascii():
        return data
    lines = data.decode().split("\n")
    return "\n".join([" ".join([piece if piece.isascii() else _in_words(piece) for piece in line.split()]) for line in lines]).encode()


def _in_words(piece: str) -> str:
    return f"{_words_of(piece)}." if _STOPPED.search(piece) else _words_of(piece)


def joined_words(text: str, spans: Iterable[Span]) -> list[str]:
    """The folded words of each of several spans, with one blank before each word and one at the end; "" for a span without words.

    The same as `words` of each, in one go.

    >>> joined_words("Off. It’s OFF!", [(0, 4), (5, 14)])
    [' off ', " it's off "]
    """
    parts = [text[start:end] for start, end in spans]
    if _MARK_CHAR in text:
        return [_padded(part) for part in parts]
    lines = _padded(_MARKED.join(parts)).split(_MARK_CHAR)[: len(parts)]
    return [line if len(line) > 1 else "" for line in lines]


def _padded(text: str) -> str:
    """The folded words with one blank before each and one at the end; "" for none."""
    return f" {line} " if (line := " ".join(filter(None, map(_words_of, pieces(text))))) else ""


def pieces(text: str) -> list[str]:
    """What stands between two blanks."""
    return (text.lower() if text.isascii() else text).split()


def paragraphs(text: str) -> tuple[Span, ...]:
    """Spans of the paragraphs, which empty lines part; without the white space around them."""
    spans = []
    at = 0
    for gap in [*_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        block = text[at:end]
        if stripped := block.strip():
            start = at + len(block) - len(block.lstrip())
            spans.append((start, start + len(stripped)))
        at = gap.end() if gap else end
    return tuple(spans)


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences, in order, without the white space around them.

    A paragraph's end (an empty line) always ends one. Titles, initials and other abbreviations don't, unless the next word
    opens a sentence; quotation marks and brackets that close behind the full stop belong to the sentence.

    Args:
        text: Any length, may be empty; a single line break counts as a blank.

    >>> [text[a:b] for text in ["Gen. J. Doe met U.S. envoys. “We agreed.” He left at 5 p.m. Tuesday."] for a, b in sentences(text)]
    ['Gen. J. Doe met U.S. envoys.', '“We agreed.”', 'He left at 5 p.m. Tuesday.']
    """
    return tuple(span for paragraph in paragraphs(text) for span in _split(text, paragraph))


def _split(text: str, paragraph: Span) -> list[Span]:
    spans = []
    start, stop = paragraph
    for end in _END.finditer(text, start, stop):
        if end.end() >= stop or end.start() <= start or not _ends(text, end, start, stop):
            continue
        spans.append((start, end.end()))
        start = end.end()
        while start < stop and text[start].isspace():
            start += 1
    if start < stop:
        spans.append((start, stop))
    return spans


def _ends(text: str, end: re.Match[str], start: int, stop: int) -> bool:
    """Whether a terminator with text behind it closes the sentence that began at `start`."""
    mark = end.group()
    if mark[0] in "。！？":
        return True
    opening = _OPENING.match(text, end.end(), stop)
    following = opening.end() if opening else end.end()
    if following >= stop or text[following].islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    token = text[max(start, end.start() - _LOOK_BACK_CHARS) : end.start()].rpartition(" ")[2]
    if not token.isalpha():
        before = _BEFORE.search(token)
        if before is None:
            return True
        token = before.group()
    elif len(token) > _LONGEST:
        return True
    folded = token.lower()
    if folded in TITLES:
        return folded in ("no", "art", "est", "fig") and not text[following].isdigit()
    if folded in CLOSERS or _INITIALS.fullmatch(token):
        return _STARTER.match(text, following, stop) is not None
    return True
