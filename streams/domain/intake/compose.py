"""From what a format's reader found to a wire.item: bounds, times, language, text without what is around it.

The readers (one module a format) know where a format keeps its fields; this module alone knows what an item is.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from schemas.errors import InvalidEvent
from schemas.item import Dateline, Item
from streams.domain.intake.clean import one_line
from streams.domain.intake.dateline import take_dateline
from streams.domain.intake.editorial import keywords, read_marks, take_notes
from streams.domain.intake.fields import Fields
from streams.domain.intake.identity import identify
from streams.domain.intake.story import part_story

MAX_TEXT_CHARS = 400_000
"""All text of one item: a tenth of what wire.item takes (4 MB), so that the spans and entities of later stages have room."""
MAX_URI_CHARS = 1_000
"""A uri becomes a Kafka key and part of table keys; NewsML-G2 guids have some 100."""
PUB_STATUSES = {"usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
DETECT_CHARS = 1_000
"""Of the text that a language is told from: two paragraphs are enough, and more costs milliseconds."""
MAX_VERSION_CHARS = 64
"""A time with its zone has 35; what is longer is no version, and a number of thousands of digits is no number."""
MAX_NOTE_CHARS = 2_000
"""An editor's note is a few lines; a longer one is cut."""

Detect = Callable[[str], str]
"""Tells a text's language: a tag in lower case, "und" where it is not sure."""


def compose(fields: Fields, *, item_id: str, received_at: datetime, detect: Detect) -> tuple[Item, tuple[str, ...]]:
    """Make the item.

    Args:
        fields: As a reader found them.
        item_id: Of the message.
        received_at: When wire.raw got it; with an offset.
        detect: Asked where the wire names no language.

    Returns:
        The item, and what was guessed, for the log.

    Raises:
        InvalidEvent: If the uri is missing or too long, the text too long, or there is neither headline nor body; a kill needs
            neither.
    """
    flat = {name: one_line(getattr(fields, name)) for name in _ONE_LINE}
    identity = identify(flat["uri"])
    uri = identity.uri
    _check(fields, flat, uri)
    version_created, guesses = _version_created(fields, received_at.astimezone(UTC))
    pub_status = PUB_STATUSES.get(flat["pub_status"].lower().rpartition(":")[2].rpartition("/")[2], "usable")
    noted, paragraphs = take_notes(fields.paragraphs)
    marks = read_marks(
        headline=flat["headline"],
        slug=flat["slug"],
        note=_joined(flat["note"], *noted)[:MAX_NOTE_CHARS],
        pub_status=pub_status,
        signals=fields.signals,
        evolved=bool(fields.evolved_from),
    )
    dateline, paragraphs = _dateline(paragraphs, version_created)
    parts = part_story(
        paragraphs, headline=marks.headline, today=version_created.date(), kicker=flat["kicker"], dek=flat["dek"], byline=flat["byline"]
    )
    body = parts.body
    if body:
        second, first = take_dateline(body[0], version_created=version_created)
        dateline = dateline or second
        body = tuple(paragraph for paragraph in (first, *body[1:]) if paragraph)
    headline = marks.headline
    if not headline and not body and (headline := keywords(flat["slug"])):
        guesses = (*guesses, "headline is missing: the slug")
    if not headline and not body and (marks.editorial is None or marks.editorial.kind != "kill"):
        raise InvalidEvent(f"{uri}: neither a headline nor a body")
    language, guessed_language = _language(flat["language"], body or (headline,), detect)
    return Item(
        item_id=item_id,
        uri=uri,
        version=flat["version"][:MAX_VERSION_CHARS] or identity.version,
        provider=flat["provider"],
        language=language,
        version_created=version_created,
        received_at=received_at.astimezone(UTC),
        embargoed_until=fields.embargoed_until,
        headline=headline,
        kicker=parts.kicker,
        dek=parts.dek,
        body="\n\n".join(body),
        byline=parts.byline,
        dateline=_with_place(dateline, flat["located"], version_created),
        slug=flat["slug"],
        lead_number=marks.lead_number,
        urgency=fields.urgency,
        pub_status=pub_status,
        editorial=marks.editorial,
        captions=(*filter(None, map(one_line, fields.captions)), *parts.captions),
        usage_terms=flat["usage_terms"],
    ), (*fields.guesses, *guesses, *guessed_language)


def _check(fields: Fields, flat: dict[str, str], uri: str) -> None:
    if not uri:
        raise InvalidEvent("uri: missing or empty")
    if len(uri) > MAX_URI_CHARS:
        raise InvalidEvent(f"uri: {len(uri)} characters, at most {MAX_URI_CHARS} are read ({uri[:60]}…)")
    size = sum(map(len, flat.values())) + sum(map(len, fields.paragraphs)) + sum(map(len, fields.captions))
    if size > MAX_TEXT_CHARS:
        raise InvalidEvent(f"{uri}: {size} characters of text, at most {MAX_TEXT_CHARS} are read")


def _joined(*notes: str) -> str:
    return " ".join(dict.fromkeys(filter(None, notes)))


_ONE_LINE = (
    "uri",
    "version",
    "provider",
    "language",
    "headline",
    "kicker",
    "dek",
    "byline",
    "located",
    "slug",
    "pub_status",
    "note",
    "usage_terms",
)


def _dateline(paragraphs: tuple[str, ...], version_created: datetime) -> tuple[Dateline | None, tuple[str, ...]]:
    """A dateline that stands alone, another desk's above the writer's own, goes before anything is taken for a kicker or dek."""
    for n, paragraph in enumerate(paragraphs[:3]):
        dateline, rest = take_dateline(paragraph, version_created=version_created)
        if dateline is not None and not rest:
            return dateline, paragraphs[:n] + paragraphs[n + 1 :]
    return None, paragraphs


def _with_place(dateline: Dateline | None, located: str, version_created: datetime) -> Dateline | None:
    """The text's own dateline; what the wire says in a field of its own fills in what that lacks."""
    if not located:
        return dateline
    written = take_dateline(f"{located.rstrip(' -–—_')} — .", version_created=version_created)[0]
    given = written if written is not None and written.place else Dateline(place=located)
    if dateline is None:
        return given
    return dateline if dateline.place else replace(given, date=dateline.date or given.date)


def _version_created(fields: Fields, received_at: datetime) -> tuple[datetime, tuple[str, ...]]:
    """The desk's time; a desk that gives none, or one to come, made it when we got it."""
    if fields.version_created is None:
        return received_at, ("version_created is missing: received_at",)
    if fields.version_created > received_at:
        return received_at, ("version_created is in the future: received_at",)
    return fields.version_created.astimezone(UTC), ()


def _language(given: str, paragraphs: tuple[str, ...], detect: Detect) -> tuple[str, tuple[str, ...]]:
    """The wire's tag in lower case; without one, what the text itself tells."""
    tag = given.lower().replace("_", "-")
    if _LANGUAGE.fullmatch(tag) and tag != "und":
        return tag, ()
    told = detect(" ".join(paragraphs)[:DETECT_CHARS])
    return told, (f"language is missing: {told}",)
