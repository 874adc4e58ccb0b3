"""From what a format's reader found to a wire.item: bounds, times, language, text without what is around it.

The readers (one module a format) know where a format keeps its fields; this module alone knows what an item is.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from schemas.errors import InvalidEvent
from schemas.item import Dateline, Item
from streams.domain.intake.clean import one_line
from streams.domain.intake.dateline import take_dateline
from streams.domain.intake.editorial import read_marks
from streams.domain.intake.story import part_story
from streams.domain.text import words

MAX_TEXT_CHARS = 400_000
"""All text of one item: a tenth of what wire.item takes (4 MB), so that the spans and entities of later stages have room."""
MAX_URI_CHARS = 1_000
"""A uri becomes a Kafka key and part of table keys; NewsML-G2 guids have some 100."""
PUB_STATUSES = {"usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
_ENGLISH = frozenset(["the", "of", "and", "to", "that", "was", "said", "with", "for", "is"])
ENGLISH_MIN_WORDS, ENGLISH_SHARE = 20, 0.1
"""Of 2,108 English news texts half had 18% or more of these ten words and 95 in 100 over 12% (2026-11); other languages lack most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a reader found; text as sent, "" or None where the format had nothing."""

    uri: str
    version: str = ""
    provider: str = ""
    language: str = ""
    version_created: datetime | None = None
    embargoed_until: datetime | None = None
    headline: str = ""
    kicker: str = ""
    dek: str = ""
    paragraphs: tuple[str, ...] = ()
    """One line each, in order, with whatever the wire mixed into the text."""
    captions: tuple[str, ...] = ()
    """Those that the format itself keeps apart."""
    byline: str = ""
    located: str = ""
    slug: str = ""
    urgency: int | None = None
    pub_status: str = ""
    note: str = ""
    usage_terms: str = ""
    guesses: tuple[str, ...] = field(default=())
    """What the reader had to assume: "version_created has no offset: read as UTC"."""


def compose(fields: Fields, *, item_id: str, received_at: datetime) -> tuple[Item, tuple[str, ...]]:
    """Make the item.

    Args:
        fields: As a reader found them.
        item_id: Of the message.
        received_at: When wire.raw got it; with an offset.

    Returns:
        The item, and what was guessed, for the log.

    Raises:
        InvalidEvent: If the uri is missing or too long, the text too long, or there is neither headline nor body.
    """
    uri = one_line(fields.uri)
    if not uri:
        raise InvalidEvent("uri: missing or empty")
    if len(uri) > MAX_URI_CHARS:
        raise InvalidEvent(f"uri: {len(uri)} characters, at most {MAX_URI_CHARS} are read ({uri[:60]}…)")
    flat = {name: one_line(getattr(fields, name)) for name in _ONE_LINE}
    size = sum(map(len, flat.values())) + sum(map(len, fields.paragraphs)) + sum(map(len, fields.captions))
    if size > MAX_TEXT_CHARS:
        raise InvalidEvent(f"{uri}: {size} characters of text, at most {MAX_TEXT_CHARS} are read")
    version_created, guesses = _version_created(fields, received_at.astimezone(UTC))
    pub_status = PUB_STATUSES.get(flat["pub_status"].lower(), "usable")
    marks = read_marks(headline=flat["headline"], slug=flat["slug"], note=flat["note"], pub_status=pub_status)
    dateline, paragraphs = _dateline(fields, version_created)
    parts = part_story(
        paragraphs, headline=flat["headline"], today=version_created.date(), kicker=flat["kicker"], dek=flat["dek"], byline=flat["byline"]
    )
    body = parts.body
    if body:
        second, first = take_dateline(body[0], version_created=version_created)
        dateline = dateline or second
        body = tuple(paragraph for paragraph in (first, *body[1:]) if paragraph)
    if dateline is None or (dateline.place is None and flat["located"]):
        located = flat["located"] or None
        dateline = replace(dateline, place=located) if dateline else Dateline(place=located) if located else None
    if not marks.headline and not body:
        raise InvalidEvent(f"{uri}: neither a headline nor a body")
    language, guessed_language = _language(flat["language"], body or (marks.headline,))
    return Item(
        item_id=item_id,
        uri=uri,
        version=flat["version"],
        provider=flat["provider"],
        language=language,
        version_created=version_created,
        received_at=received_at.astimezone(UTC),
        embargoed_until=fields.embargoed_until,
        headline=marks.headline,
        kicker=parts.kicker,
        dek=parts.dek,
        body="\n\n".join(body),
        byline=parts.byline,
        dateline=dateline,
        slug=flat["slug"],
        lead_number=marks.lead_number,
        urgency=fields.urgency,
        pub_status=pub_status,
        editorial=marks.editorial,
        captions=(*map(one_line, fields.captions), *parts.captions),
        usage_terms=flat["usage_terms"],
    ), (*fields.guesses, *guesses, *guessed_language)


_ONE_LINE = (
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


def _dateline(fields: Fields, version_created: datetime) -> tuple[Dateline | None, tuple[str, ...]]:
    """A dateline that stands alone, another desk's above the writer's own, goes before anything is taken for a kicker or dek."""
    for n, paragraph in enumerate(fields.paragraphs[:3]):
        dateline, rest = take_dateline(paragraph, version_created=version_created)
        if dateline is not None and not rest:
            return dateline, fields.paragraphs[:n] + fields.paragraphs[n + 1 :]
    return None, fields.paragraphs


def _version_created(fields: Fields, received_at: datetime) -> tuple[datetime, tuple[str, ...]]:
    """The desk's time; a desk that gives none, or one to come, made it when we got it."""
    if fields.version_created is None:
        return received_at, ("version_created is missing: received_at",)
    if fields.version_created > received_at:
        return received_at, ("version_created is in the future: received_at",)
    return fields.version_created.astimezone(UTC), ()


def _language(given: str, paragraphs: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The wire's tag in lower case; without one, English where its commonest words say so, else "und"."""
    tag = given.lower().replace("_", "-")
    if _LANGUAGE.fullmatch(tag):
        return tag, ()
    sample = words(" ".join(paragraphs)[:2_000])
    english = len(sample) >= ENGLISH_MIN_WORDS and sum(word in _ENGLISH for word in sample) >= ENGLISH_SHARE * len(sample)
    return ("en", ("language is missing: en by its commonest words",)) if english else ("und", ("language is missing: und",))
