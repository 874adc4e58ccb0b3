"""What the desk meant by sending an item: the markers of headlines, slugs and editors' notes, as one table.

A marker is taken off the headline (the item's `editorial` and `lead_number` keep it), so that "UPDATE 2-" is no figure and
"CORRECTED-" no difference between two texts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from schemas.item import Editorial, EditorialKind

_ORDINAL = r"(?P<n>\d{1,2})(?:st|nd|rd|th)"
_GAP = r"\s*(?:[-–—:/]+\s*|$)"
HEADLINE_MARKERS: tuple[tuple[EditorialKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\s*\(?(?:{form})\)?{_GAP}"))  # type: ignore[misc]
    for kind, form in (
        (
            "kill",
            r"(?:(?:BULLETIN|MANDATORY|STORY|URGENT) )?KILL(?:ED)?(?: BULLETIN)?|WITHDRAWN|WITHDRAWAL|RETRACTED|RETRACTION|ELIMINATION",
        ),
        ("hold", r"HOLD(?: FOR RELEASE)?|EMBARGOED"),
        ("correction", r"(?:RPT[- ])?(?:CORRECT(?:ED|ION|S|IVE)|CLARIFICATION|CLARIFIES)(?: \d{1,2})?"),
        ("correction", r"Correct(?:ed|ion)|Clarification"),
        ("update", r"(?:UPDATE|Update)[- ]?(?P<n>\d{1,2})"),
        ("writethru", rf"(?i:{_ORDINAL} (?:ld|lead)[- ]writethru)|(?i:writethru)"),
        ("update", rf"(?i:{_ORDINAL} ?(?:ld|lead))"),
        ("update", r"UPDATED?|RECASTS?|ADDS"),
        ("refile", r"REFIL(?:E|ED|ING)|RPT|REPEAT|REPETITION|RESENDING"),
        ("advisory", r"ADVISORY|EDITORS['’]? (?:NOTE|ADVISORY)|ATTENTION EDITORS|Eds"),
    )
)
"""Prefixes of headlines, as agencies' style guides and archives show them; capitals where a word might open a sentence."""

SLUG_MARKERS: tuple[tuple[EditorialKind, re.Pattern[str]], ...] = (
    ("correction", re.compile(r"\(?(?<![A-Z])CORRECT(?:ED|ION)(?:-\w+)?(?![A-Z])\)?")),
    ("writethru", re.compile(rf"(?i){_ORDINAL}[ -]?(?:ld|lead)[- ]?writethru|\bwritethru\b")),
    ("update", re.compile(rf"(?i)\b{_ORDINAL}[ -]?(?:ld|lead)\b|\bupdate[- ](?P<n2>\d{{1,2}})\b")),
    ("refile", re.compile(r"(?i)\b(?:refile|resending|repetition)\b")),
)
"""Anywhere in a slug. No kill: slugs cut from headlines end in the verb ("STORMS-KILL"), and a false kill retracts what is true."""

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
    ("correction", re.compile(r"(?i)\b(?:correct(?:s|ed|ing|ion)|clarif(?:ies|ied|ication))\b")),
    ("writethru", re.compile(r"(?i)\bwritethru\b")),
    ("update", re.compile(r"(?i)\b(?:updates?|updating|updated|recasts?|adds?|new throughout)\b")),
    ("refile", re.compile(r"(?i)\b(?:refil(?:es?|ed|ing)|resends?|fixes (?:link|formatting|slug|coding))\b")),
    ("advisory", re.compile(r"(?i)\b(?:advisory|attention)\b")),
)
"""Words of an editor's note, the gravest first. "Killed" alone is no kill: it may be what the note adds."""

_STATUS: dict[str, EditorialKind] = {"canceled": "kill", "withheld": "hold"}
_GRAVITY: tuple[EditorialKind, ...] = ("kill", "hold", "correction", "writethru", "update", "refile", "advisory")
_SLUG_NOISE = re.compile(r"^(?:(?:BC|AM|PM|BF)-)+|[^\w]+", re.IGNORECASE)
MAX_MARKERS = 4
"""A headline carries two or three: "REFILE-CORRECTED-UPDATE 2-"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The markers that were read, and the headline without them."""

    headline: str
    editorial: Editorial | None
    lead_number: int | None


def read_marks(*, headline: str, slug: str, note: str, pub_status: str) -> Marks:
    """Read every place where a desk says why it sends an item again; the gravest marker names the kind.

    >>> read_marks(headline="UPDATE 2-Ferry sinks", slug="", note="", pub_status="usable").editorial
    Editorial(kind='update', number=2, note=None)
    """
    bare, found = _peel(headline)
    found += [(kind, _number(match)) for kind, form in SLUG_MARKERS if (match := form.search(slug))]
    found += [(kind, None) for kind, form in NOTE_MARKERS if form.search(note)][:1]
    if status := _STATUS.get(pub_status):
        found.append((status, None))
    if not found:
        return Marks(headline=bare, editorial=Editorial(kind="advisory", note=note) if note else None, lead_number=None)
    number = max((n for _, n in found if n is not None), default=None)
    kind = min((kind for kind, _ in found), key=_GRAVITY.index)
    return Marks(headline=bare, editorial=Editorial(kind=kind, number=number, note=note or None), lead_number=number)


def bare_slug(slug: str) -> str:
    """A slug without cycle letters, markers and lead numbers: what all takes of a story share.

    >>> bare_slug("BC-HARBOUR-BRIDGE, 2nd Ld-Writethru") == bare_slug("AM-HARBOUR-BRIDGE 1STLD")
    True
    """
    for _, form in SLUG_MARKERS:
        slug = form.sub(" ", slug)
    return _SLUG_NOISE.sub(" ", slug).strip().lower()


def _peel(headline: str) -> tuple[str, list[tuple[EditorialKind, int | None]]]:
    """Take markers off the front; a headline that is nothing but a marker stays whole."""
    found: list[tuple[EditorialKind, int | None]] = []
    rest = headline
    for _ in range(MAX_MARKERS):
        hit = next(((kind, match) for kind, form in HEADLINE_MARKERS if (match := form.match(rest)) and match.end()), None)
        if hit is None:
            break
        found.append((hit[0], _number(hit[1])))
        rest = rest[hit[1].end() :]
    return (rest.strip() or headline), found


def _number(match: re.Match[str]) -> int | None:
    return next((int(value) for value in _numbers(match) if value), None)


def _numbers(match: re.Match[str]) -> Iterable[str | None]:
    return match.groupdict().values()
