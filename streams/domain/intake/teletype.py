"""ANPA 1312 and IPTC 7901: text between control characters, as agencies have sent it since the teleprinter.

Both frame a header line and copy; they have no uri, so an item is named after its service, day and number, which agencies reuse daily.
A version comes under a number of its own: dedupe knows it by its slug.

Source: ANPA Bulletin 1312 (1979, revised 1989); IPTC 7901, "Recommended Message Format", 5th revision.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from schemas.errors import InvalidEvent
from schemas.ids import stable_id
from streams.domain.intake.clean import one_line, split_paragraphs
from streams.domain.intake.encoding import text_of
from streams.domain.intake.fields import Fields, Found, urgency_of

_FRAME = re.compile(r"(?s)\x01(?P<header>[^\x02\x03]{0,600})\x02(?P<copy>[^\x03]*)(?:\x03(?P<trailer>[^\x01\x04]{0,200}))?")
_IPTC = re.compile(
    r"(?i)^\s*(?P<source>[a-z]{2,8})\s?(?P<number>\d{1,6})\s+(?P<urgency>[1-9])\s+(?P<category>[a-z]{1,4})\s+(?P<words>\d{1,5})\b(?P<rest>.*)$",
    re.MULTILINE,
)
"""Source and number, priority, category, count of words: "TWX0123 4 POL 250 bridge-harbour"."""
_ANPA = re.compile(r"(?i)^\s*(?P<service>[a-z])(?P<number>\d{3,5})(?:\x1f|\s|$)")
"""Service level and story number: "a0123"."""
_ANPA_KEYWORDS = re.compile(
    r"(?i)^(?:(?P<priority>[fburdshw])\s+(?P<category>[a-z])[\x11-\x14\s]*)?(?P<slug>\S[^\r\n]*?)\s+(?P<month>\d{1,2})-(?P<day>\d{1,2})\s+(?P<words>\d{1,5})\s*$"
)
"""Priority and category, then the keywords with the version, the date and the count of words: "u i BC-Harbour-Bridge,1st Ld 03-02 0250"."""
_ANPA_URGENCY = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "s": 6, "h": 6, "w": 6}
"""Flash, bulletin, urgent, regular, deferred, and what is held for Sunday, as IPTC's nine steps."""
_IPTC_TIME = re.compile(
    r"(?i)\b(?P<day>\d{2})(?P<hour>\d{2})(?P<minute>\d{2})\s*(?:GMT|UTC|Z)?\s+(?P<month>[a-z]{3})\s+(?P<year>\d{2}(?:\d{2})?)\b"
)
"""The trailer's day and time: "021530 GMT MAR 26"."""
_ANPA_TIME = re.compile(
    r"(?i)(?P<source>[a-z]{2,8})-[a-z-]{1,8}-(?P<month>\d{2})-(?P<day>\d{2})-(?P<year>\d{2})\s+(?P<hour>\d{2})(?P<minute>\d{2})\s*(?P<zone>[a-z]{3})"
)
"""The trailer's source, day and time: "TW-PE-03-02-26 1530GMT"."""
_HOURS = {"GMT": 0, "UTC": 0, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8}
_MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"
_TYPESETTING = re.compile(r"[\x08\x0e-\x1f\x7f]|(?<=\S)[<=](?=\s*$)|^\s*\^", re.MULTILINE)
"""Tabs, shifts and quads: "^" begins a line that is set apart, "<" and "=" end it."""
_DASH = re.compile(r"(?<=\s)_(?=\s)")
_ADDRESS = re.compile(r"(?i)^eds\b[:.]?\s*")
_SET_APART = re.compile(r"^\s*\^")
_BYLINE = re.compile(r"(?i)^by\s+(?P<name>\S.*)$")
HEAD_LINES = 8
"""Lines above the text: keywords, headline, editors' notes, byline and its desk."""


def is_teletype(text: str) -> bool:
    """Whether a text begins as one of these formats does.

    >>> is_teletype("\\x16\\x16\\x01a0123\\x1f"), is_teletype("ZCZC TWX0123 4 POL 250"), is_teletype("The ferry")
    (True, True, False)
    """
    return re.match(r"[\x16\x00\s]*(?:\x01|ZCZC\b)", text) is not None


def read_teletype(value: bytes, charset: str = "") -> Sequence[Found]:
    """Read one message, or several that came in one.

    Raises:
        InvalidEvent: If no header is followed by copy.
    """
    text, guesses = text_of(value, charset)
    frames = [(found["header"], found["copy"], found["trailer"] or "") for found in _FRAME.finditer(text)]
    if not frames and (plain := re.match(r"(?s)[\x16\x00\s]*\x01?\s*(?:ZCZC\s+)?(?P<header>[^\n]{0,600})\n(?P<copy>.*)$", text)):
        copy, _, trailer = plain["copy"].partition("NNNN")
        frames = [(plain["header"], copy, trailer)]
    if not frames:
        raise InvalidEvent("value: no header with copy behind it")
    return tuple(_item(*frame, guesses) for frame in frames)


def _item(header: str, copy: str, trailer: str, guesses: tuple[str, ...]) -> Found:
    header = header.removeprefix("ZCZC").strip(" \r\n\x16")
    if iptc := _IPTC.search(header):
        return _iptc(iptc, header[iptc.end() :], copy, trailer, guesses)
    if anpa := _ANPA.match(header):
        return _anpa(anpa, header[anpa.end() :], copy, trailer, guesses)
    return InvalidEvent(f"value: no ANPA 1312 or IPTC 7901 header in {one_line(header)[:60]!r}")


def _iptc(found: re.Match[str], rest: str, copy: str, trailer: str, guesses: tuple[str, ...]) -> Fields:
    when = _time(_IPTC_TIME.search(trailer), 0)
    slug = one_line(found["rest"]) or one_line(rest)
    source = found["source"].upper()
    headline, *lines = copy.strip("\r\n").split("\n") or [""]
    body = "\n".join(lines)
    if not body.strip():
        headline, body = "", headline
    return Fields(
        uri=_name("iptc7901", source, found["number"], when, copy),
        provider=source,
        version_created=when,
        headline=one_line(headline),
        paragraphs=split_paragraphs(body),
        slug=slug,
        urgency=urgency_of(found["urgency"]),
        guesses=guesses,
    )


def _anpa(found: re.Match[str], rest: str, copy: str, trailer: str, guesses: tuple[str, ...]) -> Fields:
    sent = _ANPA_TIME.search(trailer)
    when = _time(sent, _HOURS.get(sent["zone"].upper(), 0) if sent else 0)
    keywords = next((line for part in rest.split("\n") if (line := _ANPA_KEYWORDS.match(_plain(part)))), None)
    provider = sent["source"].upper() if sent else ""
    apart, body = _parted(copy)
    slug = one_line(keywords["slug"]) if keywords else ""
    if apart and re.match(r"(?i)(?:bc|am|pm|bf|ap)-", apart[0]):
        slug, apart = slug or re.sub(r",\s*\d+$", "", apart[0]), apart[1:]
    notes = [line for line in apart if _ADDRESS.match(line)]
    byline = next((by["name"] for line in apart if (by := _BYLINE.match(line))), "")
    titles = [line for line in apart if line not in notes and not _BYLINE.match(line)]
    return Fields(
        uri=_name("anpa1312", provider or found["service"], f"{found['service'].lower()}{found['number']}", when, copy),
        provider=provider,
        version_created=when,
        headline=titles[0] if titles else "",
        paragraphs=split_paragraphs(body),
        byline=byline,
        slug=slug,
        urgency=_ANPA_URGENCY.get(((keywords["priority"] if keywords else None) or "").lower()),
        note=" ".join(_ADDRESS.sub("", note) for note in notes),
        guesses=guesses,
    )


def _plain(line: str) -> str:
    return _TYPESETTING.sub("", line).strip()


def _parted(copy: str) -> tuple[list[str], str]:
    """The lines that are set apart above the text, and the text."""
    lines = copy.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    apart: list[str] = []
    at = 0
    for line in lines[:HEAD_LINES]:
        if line.strip() and not _SET_APART.match(line):
            break
        at += 1
        if text := one_line(_plain(line)):
            apart.append(text)
    return apart, "\n".join(_typed(_TYPESETTING.sub("", line)) for line in lines[at:])


def _typed(line: str) -> str:
    """Quotation marks and dashes, for which the code has no characters of its own."""
    return _DASH.sub("—", line).replace("``", "“").replace("''", "”")


def _time(found: re.Match[str] | None, hours: int) -> datetime | None:
    if found is None:
        return None
    said = found["month"]
    month = _MONTHS.find(said.upper()) // 3 + 1 if said.isalpha() else int(said)
    year = int(found["year"])
    year += 0 if year > 99 else 1900 if year >= 70 else 2000
    try:
        return datetime(year, month, int(found["day"]), int(found["hour"]), int(found["minute"]), tzinfo=UTC) - timedelta(hours=hours)
    except (ValueError, OverflowError):
        return None


def _name(form: str, source: str, number: str, when: datetime | None, copy: str) -> str:
    """Of a message without a day, its own copy tells it from another day's under the same number."""
    return f"{form}:{source.lower()}:{f'{when:%Y%m%d}' if when else stable_id(copy)[:12]}:{number}"
