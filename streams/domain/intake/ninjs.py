"""ninjs 1.x, 2.x and 3.x, and the plain JSON that feeds send for it: one object an item, or an array of them.

One normaliser: the names of 3.x are those of 2.x in camelCase and are read without regard to case; what 1.x keeps in properties
(`body_text`, `headline_main`), 2.x and 3.x keep in arrays (`bodies`, `headlines`). Beside the standard's properties, those that
agencies and editorial systems add are read: source, provider, slug, dateline, signal, evolvedfrom.

Source: IPTC, ninjs 1.6, 2.2 and 3.1, https://iptc.org/std/ninjs/.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from schemas.errors import InvalidEvent
from streams.domain.intake.clean import split_paragraphs
from streams.domain.intake.encoding import text_of
from streams.domain.intake.fields import Fields, Found, urgency_of
from streams.domain.intake.markup import is_markup, paragraphs_of, words_of
from streams.domain.intake.times import embargo, instant

OTHER_MEDIA = frozenset({"picture", "graphic", "video", "audio", "event", "planning", "component"})
"""ninjs types that are no article, whatever words they carry."""
MAX_ITEMS = 10_000
"""In one message of at most 8 MB; the shortest item has some 50 bytes, and a feed's dump some hundreds of items."""
_URI = ("uri", "guid", "id", "url", "link")
_HEADLINE = ("headline", "headline_main", "title")
_DEK = ("description_text", "description", "abstract", "summary", "subtitle", "dek")
_PLAIN_BODIES = ("body_text", "body_plain", "body", "text", "content")
_MARKUP_BODIES = ("body_xhtml", "body_html", "content_html", "body_nitf")
_TIMES = ("versioncreated", "updated", "updated_at", "date_modified", "published", "published_at", "date_published", "date")
_EMBARGOES = ("embargoed", "embargoeduntil")
_MAIN_ROLES = frozenset({"", "main", "headline", "default", "hl1", "body", "summary"})
"""The role of the headline, body or description that stands for the item, where several are given."""
_ELSEWHERE = frozenset({"caption", "teaser", "social", "seo", "short", "mobile", "push", "alert", "print"})
"""Roles of what is written for another place."""
_NAMED_BY = ("name", "code", "qcode", "value", "literal", "uri", "title")
"""Properties that say what an object is, the most readable first."""


def read_ninjs(value: bytes, charset: str = "") -> Sequence[Found]:
    """Read one message.

    Args:
        value: JSON; UTF-8 unless it is marked as UTF-16.
        charset: As the content type names it.

    Returns:
        For each item its fields, None where it is a picture, a video or anything else that is no text, or what is wrong with it.

    Raises:
        InvalidEvent: If it is no JSON object or array of them, or nests too deep.
    """
    source, guesses = _json(value, charset)
    if not isinstance(source, list):
        return (_item(source, guesses),)
    if not 0 < len(source) <= MAX_ITEMS:
        raise InvalidEvent(f"value: a JSON array of {len(source)}, not of 1 to {MAX_ITEMS} items")
    return tuple(_tried(item, guesses) for item in source)


def _tried(source: Any, guesses: tuple[str, ...]) -> Found:
    try:
        return _item(source, guesses)
    except InvalidEvent as error:
        return error


def _item(given: Any, guesses: tuple[str, ...]) -> Fields | None:
    if not isinstance(given, dict):
        raise InvalidEvent(f"value: a JSON {type(given).__name__}, not an object")
    source = {name.lower(): value for name, value in given.items() if value is not None} if _has_capitals(given) else given
    uri = _text(source, *_URI) or "".join(_labels(source, "altids")[:1])
    if not uri.strip():
        raise InvalidEvent("uri: missing or empty")
    kind = source.get("type")
    if isinstance(kind, str) and kind.lower() in OTHER_MEDIA:
        return None
    paragraphs, captions = _body(source)
    made = next((name for name in _TIMES if source.get(name)), _TIMES[0])
    version_created, guessed = instant(_text(source, made), name=made)
    held = next((name for name in _EMBARGOES if source.get(name)), _EMBARGOES[0])
    embargoed_until, embargo_guessed = embargo(_text(source, held), name=held, uri=uri)
    return Fields(
        uri=uri,
        version=_text(source, "version"),
        provider=_label(source, "source", "provider", "infosource", "infosources", "copyrightholder"),
        language=_label(source, "language"),
        version_created=version_created,
        embargoed_until=embargoed_until,
        headline=_role(source, "headlines") or words_of(_text(source, *_HEADLINE)),
        dek=_role(source, "descriptions") or words_of(_label(source, *_DEK)),
        paragraphs=paragraphs,
        captions=captions,
        byline=_label(source, "byline", "by", "author"),
        located=_label(source, "dateline", "located"),
        slug=_label(source, "slugline", "slug"),
        urgency=urgency_of(_label(source, "urgency")),
        pub_status=_label(source, "pubstatus"),
        note=words_of(_label(source, "ednote")),
        signals=_labels(source, "signal", "signals"),
        evolved_from=_label(source, "evolvedfrom"),
        usage_terms=_label(source, "usageterms"),
        guesses=(*guesses, *guessed, *embargo_guessed),
    )


def _has_capitals(source: dict[str, Any]) -> bool:
    return not all(map(str.islower, source))


def _json(value: bytes, charset: str) -> tuple[Any, tuple[str, ...]]:
    if not value.strip():
        raise InvalidEvent("value: empty")
    text, guesses = text_of(value, charset)
    if guesses and not charset:  # JSON is UTF-8 by its standard: whoever breaks that is told so, with the bytes kept
        raise InvalidEvent("value: JSON that is not UTF-8, and no charset is named")
    try:
        return orjson.loads(text), guesses
    except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
        return _with_surrogates(text, error), guesses


def _with_surrogates(text: str, error: ValueError) -> Any:
    r"""Python's reader takes the lone surrogates ("\ud83d") that orjson refuses and some desks' systems cut emoji into."""
    if "\\ud" not in text.lower():
        raise InvalidEvent(f"value: not JSON, {error}") from error
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as second:
        raise InvalidEvent(f"value: not JSON, {second}") from second


def _text(source: dict[str, Any], *names: str) -> str:
    """The first of the properties that has something; a number as its digits. What names, dates or tells an item must be text."""
    for name in names:
        value = source.get(name)
        if value is None or value == "":
            continue
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise InvalidEvent(f"{name}: a {type(value).__name__} where text belongs")
        return _written(value)
    return ""


def _written(value: str | float) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _label(source: dict[str, Any], *names: str) -> str:
    """The same for what stands beside the text: an object's name counts, a list's first."""
    return next((label for name in names for label in _labels_in(source.get(name)) if label.strip()), "")


def _labels(source: dict[str, Any], *names: str) -> tuple[str, ...]:
    return tuple(label for name in names for label in _labels_in(source.get(name)))


def _labels_in(value: Any) -> Iterator[str]:
    """The texts of a string, an object, or a list of them: 1.x has objects where 2.x has arrays of them."""
    if value is None:
        return
    for part in value if isinstance(value, list) else [value]:
        said = next((part[name] for name in _NAMED_BY if part.get(name)), "") if isinstance(part, dict) else part
        if isinstance(said, str | int | float) and not isinstance(said, bool):
            yield _written(said)


def _role(source: dict[str, Any], name: str) -> str:
    """The headline or description of an array that stands for the item: the main one, else the first that is not for another place."""
    values = sorted(_values(source, name), key=lambda value: value.rank)
    return words_of(values[0].text) if values else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """One value of `headlines`, `descriptions` or `bodies`."""

    text: str
    content_type: str
    rank: int
    """0 for the main one, 2 for one that is written for another place."""


def _values(source: dict[str, Any], name: str) -> list[_Value]:
    given = source.get(name)
    found = []
    for part in given if isinstance(given, list) else [given]:
        said = {f"{name}.{key.lower()}": value for key, value in part.items()} if isinstance(part, dict) else {f"{name}.value": part}
        role = _label(said, f"{name}.role").rpartition(":")[2].lower()
        if text := _text(said, f"{name}.value"):
            rank = 0 if role in _MAIN_ROLES else 2 if role in _ELSEWHERE else 1
            found.append(_Value(text=text, content_type=_label(said, f"{name}.contenttype").lower(), rank=rank))
    return found


def _body(source: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs and captions of the item's text: plain text where there is some, else markup."""
    bodies = _values(source, "bodies")
    if bodies:
        least = min(body.rank for body in bodies)
        best = [body for body in bodies if body.rank == least]
        chosen = next((body for body in best if "plain" in body.content_type), best[0])
        marked = "html" in chosen.content_type or "xml" in chosen.content_type or is_markup(chosen.text)
        return paragraphs_of(chosen.text) if marked and "plain" not in chosen.content_type else (split_paragraphs(chosen.text), ())
    if text := _text(source, *_PLAIN_BODIES[:2]):
        return split_paragraphs(text), ()
    if markup := _text(source, *_MARKUP_BODIES):
        return paragraphs_of(markup)
    text = _text(source, *_PLAIN_BODIES[2:])
    return paragraphs_of(text) if is_markup(text) else (split_paragraphs(text), ())
