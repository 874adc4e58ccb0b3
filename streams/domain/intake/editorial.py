"""What the desk meant by sending an item: the markers of headlines, slugs and editors' notes, as one table.

A marker is taken off the headline (the item's `editorial` and `lead_number` keep it), so that "UPDATE 2-" is no figure and
"CORRECTED-" no difference between two texts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.item import Editorial, EditorialKind


def _again(form: str) -> str:
    """A pattern's text a second time: a group may have a name once, so its number goes by another."""
    return form.replace("?P<n>", "?P<n2>")


_ORDINAL = r"(?P<n>\d{1,2})(?:st|nd|rd|th)"
_WRITETHRU = r"(?:writethr(?:u|ough)|write-thr(?:u|ough))"
_GAP = r"\s*(?:[-–—:/*]+\s*|$)"
_OPEN, _CLOSE = r"[\s*]*[(\[<]\s*", r"\s*[)\]>]\s*(?:[-–—:/*]+\s*)?"
HEADLINE_MARKERS: tuple[tuple[EditorialKind | None, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"[\s*]*(?:{form}){_GAP}|{_OPEN}(?:{_again(form)}){_CLOSE}"))  # type: ignore[misc]
    for kind, form in (
        (
            "kill",
            r"(?:(?:BULLETIN|MANDATORY|STORY|URGENT) )?KILL(?:ED)?(?: BULLETIN)?|WITHDRAWN|WITHDRAWAL|RETRACTED|RETRACTION|ELIMINATION",
        ),
        ("hold", r"HOLD(?: FOR RELEASE)?|EMBARGOED"),
        ("correction", r"(?:RPT[- ])?(?:CORRECT(?:ED|ION|S|IVE)|CLARIFICATION|CLARIFIES)(?: \d{1,2})?(?: ?\(OFFICIAL\))?"),
        ("correction", r"Correct(?:ed|ion)|Clarification"),
        ("update", r"(?:UPDATE|Update|WRAPUP)[- ]?(?P<n>\d{1,2})"),
        ("writethru", rf"(?i:{_ORDINAL} ?(?:ld|lead)[- ]{_WRITETHRU})|(?i:{_WRITETHRU})"),
        ("update", rf"(?i:{_ORDINAL} ?(?:ld|lead))"),
        ("update", r"UPDATED?|RECASTS?|ADDS|LEAD"),
        ("refile", r"REFIL(?:E|ED|ING)|RPT|REPEAT|REPETITION|RESENDING"),
        ("advisory", r"(?:[A-Z]{3,12} )?ADVISORY|EDITORS['’]? (?:NOTE|ADVISORY)|ATTENTION EDITORS|Eds"),
        (None, r"BREAKING(?: NEWS)?|URGENT|FLASH|NEWS ?ALERT|ALERT|BULLETIN|SNAP"),
    )
)
"""Prefixes of headlines, as agencies' style guides and archives show them; capitals where a word might open a sentence. A marker ends
in a dash or colon, or stands in brackets. Those of haste (None) say nothing about an earlier version and are only taken off."""

_NOTE_VERBS = (
    r"corrects?|corrected|correction|corrective|clarif(?:ies|ied|ication)|adds?|adding|updates|updating|recasts?|refil(?:es?|ed|ing)|repeats?"
    r"|rewrites|removes|fixes|changes|drops|deletes|inserts|resends|restores|new throughout|new (?:headline|lead|dateline|slug)"
    r"|writethr(?:u|ough)"
)
_NOTE_BEHIND = re.compile(rf"(?i)\s*[(\[](?P<note>(?:{_NOTE_VERBS})\b[^()\[\]]{{0,300}})[)\]]\s*$")
"""What a headline ends in: "(Corrects figure in second paragraph)"."""
_NOTE_BEFORE = re.compile(rf"(?i)^\((?:eds:\s*)?(?P<note>(?:{_NOTE_VERBS})\b(?:[^()]|\([^()]*\)){{0,400}})\)\s*[-–—*]*\s*")
_NOTE_LINE = re.compile(r"(?i)^\W{0,3}(?:eds|editors|(?:note to|attn\.?|attention) editors)\s*(?:[:*]|\s[-–—])\s*(?P<note>\S.*?)\)?$")
NOTE_PARAGRAPHS = 4
"""A desk's notes stand above the story, beside a repeated headline, a byline and a dateline."""
NOTE_MAX_CHARS = 600
"""A longer paragraph is copy that happens to begin so."""

SLUG_MARKERS: tuple[tuple[EditorialKind, re.Pattern[str]], ...] = (
    ("kill", re.compile(r"(?i),\s*(?:(?:bulletin|mandatory|story) )?kill\b")),
    ("hold", re.compile(r"(?i),\s*hold\b(?: for release)?")),
    ("correction", re.compile(r"[(<]?(?<![A-Z])CORRECT(?:ED|ION|IVE)(?:-\w+)?(?![A-Z])[)>]?|(?i:,\s*correct(?:ed|ion|ive)\b)")),
    ("writethru", re.compile(rf"(?i){_ORDINAL}[ -]?(?:ld|lead)[- ]*\(?{_WRITETHRU}\)?|\b{_WRITETHRU}\b")),
    ("update", re.compile(rf"(?i)\b{_ORDINAL}[ -]?(?:ld|lead)\b|\bupdate[- ](?P<n2>\d{{1,2}})\b")),
    ("refile", re.compile(r"(?i)\b(?:resending|repetition)\b|(?:^(?:[abp][cmf]-)?|[,\s(])\(?refile\b")),
    ("advisory", re.compile(r"(?i),\s*advisory\b")),
)
"""Anywhere in a slug; a kill, a hold and an advisory only behind the comma that parts the keywords from the desk's own words: slugs
cut from headlines end in the verb ("STORMS-KILL"), and a false kill retracts what is true."""

NOTE_MARKERS: tuple[tuple[EditorialKind, re.Pattern[str]], ...] = (
    (
        "kill",
        re.compile(
            r"(?i)^\W*(?:(?:mandatory|story|bulletin) )?(?:kill|withdraw)\b|\bkill (?:the|this|all)\b|\bmust not be (?:used|published)\b"
            r"|\b(?:story|item|article|report|version)\b[^.]{0,40}\b(?:killed|withdrawn|retracted)\b"
            r"|\bdo not (?:use|publish)\b(?! (?:before|until|prior))"
        ),
    ),
    ("hold", re.compile(r"(?i)\bhold for release\b|\bembargoed\b|\bdo not (?:use|publish) (?:before|until|prior)\b")),
    ("correction", re.compile(r"(?i)\b(?:correct(?:s|ed|ing|ion|ive)|clarif(?:ies|ied|ication))\b")),
    ("writethru", re.compile(rf"(?i)\b{_WRITETHRU}\b")),
    ("update", re.compile(r"(?i)\b(?:updates?|updating|updated|recasts?|adds?|new throughout|rewrites|inserts)\b")),
    (
        "refile",
        re.compile(
            r"(?i)\b(?:refil(?:es?|ed|ing)|repeats?|resends?)\b"
            r"|\b(?:fixes|restores) (?:link|format\w*|slug|coding|typo\w*|byline|dateline|dropped)\b"
        ),
    ),
    ("update", re.compile(r"(?i)^\W*(?:removes|fixes|changes|drops|deletes|restores|new (?:headline|lead|dateline|slug))\b")),
    ("advisory", re.compile(r"(?i)\b(?:advisory|attention)\b")),
)
"""Words of an editor's note, the gravest first. "Killed" alone is no kill: it may be what the note adds."""

SIGNALS: dict[str, EditorialKind] = {
    "kill": "kill",
    "retraction": "kill",
    "withdrawal": "kill",
    "hold": "hold",
    "correction": "correction",
    "corrected": "correction",
    "clarification": "correction",
    "writethru": "writethru",
    "update": "update",
    "updated": "update",
    "rewrite": "update",
    "refile": "refile",
    "repeat": "refile",
    "resend": "refile",
    "advisory": "advisory",
}
"""What a signal says, by the last part of its code.

Source: IPTC NewsCodes, signal (sig:update, sig:correction); the others as agencies add them.
"""

_STATUS: dict[str, EditorialKind] = {"canceled": "kill", "withheld": "hold"}
_GRAVITY: tuple[EditorialKind, ...] = ("kill", "hold", "correction", "writethru", "update", "refile", "advisory")
_IN_SLUG_MARKERS = (",", "correct", "write", "ld", "lead", "update", "resend", "repetit", "refile")
"""Of which every one of `SLUG_MARKERS` needs one; most slugs have none."""
_BEHIND_KEYWORDS = re.compile(rf"(?i)(?<=\w)[\W_]+(?:{_ORDINAL}[ -]?(?:ld|lead)\b|\([^)]*\)?\W*$).*")
"""A lead's number, or a note in brackets: what comes behind it is the desk's own."""
_MAY_HAVE_MORE = re.compile(r"[\d(]")
_SLUG_NOISE = re.compile(r"^(?:(?:BC|AM|PM|BF)-)+|[^\w]+", re.IGNORECASE)
MAX_MARKERS = 4
"""A headline carries two or three: "REFILE-CORRECTED-UPDATE 2-"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The markers that were read, and the headline without them."""

    headline: str
    editorial: Editorial | None
    lead_number: int | None


def read_marks(*, headline: str, slug: str, note: str, pub_status: str, signals: Sequence[str] = (), evolved: bool = False) -> Marks:
    """Read every place where a desk says why it sends an item again; the gravest marker names the kind.

    Args:
        headline, slug, note: One line each, as sent.
        pub_status: usable | withheld | canceled.
        signals: Codes that the desk's system adds, qualified or not.
        evolved: Whether the item says that it goes on from another one.

    >>> read_marks(headline="UPDATE 2-Ferry sinks", slug="", note="", pub_status="usable").editorial
    Editorial(kind='update', number=2, note=None)
    """
    bare, found = _peel(headline)
    if behind := _NOTE_BEHIND.search(bare[-NOTE_MAX_CHARS:]):
        bare = bare[: -len(behind.group())].rstrip(" -–—") or bare
        note = " ".join(filter(None, (behind["note"], note)))
    found += [(kind, _number(match)) for kind, form in SLUG_MARKERS if (match := form.search(slug))]
    found += [(kind, None) for kind, form in NOTE_MARKERS if form.search(note)][:1]
    found += [(SIGNALS[code], None) for signal in signals if (code := re.split("[:/]", signal.strip().lower())[-1]) in SIGNALS]
    if status := _STATUS.get(pub_status):
        found.append((status, None))
    if evolved:
        found.append(("update", None))
    if not found:
        return Marks(headline=bare, editorial=Editorial(kind="advisory", note=note) if note else None, lead_number=None)
    number = max((n for _, n in found if n is not None), default=None)
    kind = min((kind for kind, _ in found), key=_GRAVITY.index)
    return Marks(headline=bare, editorial=Editorial(kind=kind, number=number, note=note or None), lead_number=number)


def take_notes(paragraphs: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part the desk's notes to other desks from the text: what stands in brackets above it, and lines addressed to editors.

    Args:
        paragraphs: One line each. Notes stand among the first few, a line to editors also at the end.

    Returns:
        The notes, without brackets and address, and the paragraphs that are left.

    >>> take_notes(["(Adds quote, background)", "ORAN (TW) — Talks ended.", "Eds: Photos to follow."])
    (('Adds quote, background', 'Photos to follow.'), ('ORAN (TW) — Talks ended.',))
    """
    notes: list[str] = []
    left: list[str] = []
    for n, paragraph in enumerate(paragraphs):
        near = n < NOTE_PARAGRAPHS
        if (near or n >= len(paragraphs) - 2) and len(paragraph) <= NOTE_MAX_CHARS and (line := _NOTE_LINE.match(paragraph)):
            notes.append(line["note"])
            continue
        if near and (before := _NOTE_BEFORE.match(paragraph[:NOTE_MAX_CHARS])):
            notes.append(before["note"])
            left.extend(filter(None, [paragraph[before.end() :]]))
            continue
        left.append(paragraph)
    return tuple(notes), tuple(left)


def bare_slug(slug: str) -> str:
    """A slug without cycle letters, markers and lead numbers: what all takes of a story share.

    >>> slugs = ["BC-HARBOUR-BRIDGE, 2nd Ld-Writethru", "AM-HARBOUR-BRIDGE 1STLD**URGENT (WRITETH ROUGH)", "PM-HARBOUR-BRIDGE (SCHEDULED)"]
    >>> {bare_slug(slug) for slug in slugs}
    {'harbour bridge'}
    """
    if _MAY_HAVE_MORE.search(slug):
        slug = _BEHIND_KEYWORDS.sub("", slug) or slug
    return keywords(slug).lower()


def keywords(slug: str) -> str:
    """The same with its capitals: what an item without a headline can be called.

    >>> keywords("BC-CORRECTION---HARBOUR-BR")
    'HARBOUR BR'
    """
    if any(map(slug.lower().__contains__, _IN_SLUG_MARKERS)):
        for _, form in SLUG_MARKERS:
            slug = form.sub(" ", slug)
    return _SLUG_NOISE.sub(" ", slug).strip()


def _peel(headline: str) -> tuple[str, list[tuple[EditorialKind, int | None]]]:
    """Take markers off the front; a headline that is nothing but a marker stays whole."""
    found: list[tuple[EditorialKind, int | None]] = []
    rest = headline
    for _ in range(MAX_MARKERS):
        hit = next(((kind, match) for kind, form in HEADLINE_MARKERS if (match := form.match(rest)) and match.end()), None)
        if hit is None:
            break
        if hit[0] is not None:
            found.append((hit[0], _number(hit[1])))
        rest = rest[hit[1].end() :]
    return (rest.strip() or headline), found


def _number(match: re.Match[str]) -> int | None:
    return next((int(value) for value in match.groupdict().values() if value), None)
