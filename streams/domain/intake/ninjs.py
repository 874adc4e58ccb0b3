"""Flat ninjs 1.x: one JSON object an item.

Source: IPTC, ninjs 1.6, https://iptc.org/std/ninjs/ninjs-schema_1.6.json. Beside its properties, those that feeds add to it are
read: source, provider, slug, dateline, abstract.
"""

import json
from datetime import UTC, datetime
from typing import Any

import orjson

from schemas.errors import InvalidEvent
from streams.domain.intake.clean import split_paragraphs
from streams.domain.intake.compose import Fields
from streams.domain.intake.markup import paragraphs_of

MAX_MARKUP_CHARS = 2_000_000
"""Five times the text that an item may have: room for attributes; more is no article."""
OTHER_MEDIA = frozenset({"picture", "graphic", "video", "audio", "event", "planning", "component"})
"""ninjs types that are no article, whatever words they carry."""
_MARKUP_BODIES = ("body_xhtml", "body_html")
_PLAIN_BODIES = ("body_text", "body_plain")


def read_ninjs(value: bytes) -> Fields | None:
    """Read one item.

    Args:
        value: UTF-8 JSON, with or without a byte order mark.

    Returns:
        The fields, or None where the item is a picture, a video or anything else that is no text.

    Raises:
        InvalidEvent: If it is no JSON object, nests too deep, has no uri, or a property has the wrong type.
    """
    source = _object(value)
    uri = _text(source, "uri")
    if not uri.strip():
        raise InvalidEvent("uri: missing or empty")
    if source.get("type") in OTHER_MEDIA:
        return None
    paragraphs, captions = _paragraphs(source)
    version_created, guess = _time(source, "versioncreated", uri)
    embargoed_until, embargo_guess = _time(source, "embargoed", uri)
    return Fields(
        uri=uri,
        version=_text(source, "version"),
        provider=_text(source, "source", "provider") or _info_source(source) or _text(source, "copyrightholder"),
        language=_text(source, "language"),
        version_created=version_created,
        embargoed_until=embargoed_until,
        headline=_text(source, "headline", "title"),
        dek=_text(source, "description_text", "description", "abstract"),
        paragraphs=paragraphs,
        captions=captions,
        byline=_text(source, "byline"),
        located=_text(source, "located", "dateline"),
        slug=_text(source, "slugline", "slug"),
        urgency=_urgency(source),
        pub_status=_text(source, "pubstatus"),
        note=_text(source, "ednote"),
        usage_terms=_text(source, "usageterms"),
        guesses=(*guess, *embargo_guess),
    )


def _object(value: bytes) -> dict[str, Any]:
    if not value.strip():
        raise InvalidEvent("value: empty")
    try:
        text = value.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidEvent(f"value: not UTF-8 at byte {error.start}") from error
    try:
        source = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        source = _with_surrogates(text, error)
    if not isinstance(source, dict):
        raise InvalidEvent(f"value: a JSON {type(source).__name__}, not an object")
    return source


def _with_surrogates(text: str, error: orjson.JSONDecodeError) -> Any:
    r"""Python's reader takes the lone surrogates ("\ud83d") that orjson refuses and some desks' systems cut emoji into."""
    if "\\ud" not in text.lower():
        raise InvalidEvent(f"value: not JSON, {error}") from error
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as second:
        raise InvalidEvent(f"value: not JSON, {second}") from second


def _text(source: dict[str, Any], *names: str) -> str:
    """The first of the properties that has something; a number as its digits."""
    for name in names:
        value = source.get(name)
        if value is None or value == "":
            continue
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise InvalidEvent(f"{name}: a {type(value).__name__} where text belongs")
        return f"{value:g}" if isinstance(value, float) else str(value)
    return ""


def _paragraphs(source: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if text := _text(source, *_PLAIN_BODIES):
        return split_paragraphs(text), ()
    markup = _text(source, *_MARKUP_BODIES)
    if len(markup) > MAX_MARKUP_CHARS:
        raise InvalidEvent(f"body: {len(markup)} characters of markup, at most {MAX_MARKUP_CHARS} are read")
    return paragraphs_of(markup)


def _time(source: dict[str, Any], name: str, uri: str) -> tuple[datetime | None, tuple[str, ...]]:
    """A time in UTC; one without an offset is read as UTC, which is a guess."""
    written = _text(source, name).strip()
    if not written:
        return None, ()
    try:
        when = datetime.fromisoformat(written)
        return (when.replace(tzinfo=UTC), (f"{name} has no offset: UTC",)) if when.tzinfo is None else (when.astimezone(UTC), ())
    except (ValueError, OverflowError) as error:
        raise InvalidEvent(f"{uri}: {name}: no ISO 8601 time in {written[:60]!r}") from error


def _urgency(source: dict[str, Any]) -> int | None:
    """1 to 9; what else a desk puts there is not the IPTC's urgency."""
    written = str(source.get("urgency", "")).strip()
    return int(written) if len(written) == 1 and written in "123456789" else None


def _info_source(source: dict[str, Any]) -> str:
    given = source.get("infosource")
    named = given[0].get("name") if isinstance(given, list) and given and isinstance(given[0], dict) else None
    return named if isinstance(named, str) else ""
