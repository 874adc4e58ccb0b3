"""Records to bytes and back. orjson writes; msgspec reads, checks types, and says which field is wrong."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import msgspec
import orjson

from schemas.errors import InvalidEvent

T = TypeVar("T")

FROM_FIELD, FROM_WIRE = b'"from_":', b'"from":'
"""`from` is a word of Python, so the field is `from_`. A quote inside a JSON string is escaped, so neither can occur within a text."""


def encode(record: Any) -> bytes:
    """Write a record of `schemas` as JSON; times in UTC, no field left out.

    Raises:
        InvalidEvent: If a text holds what UTF-8 cannot (a lone surrogate).
    """
    try:
        data = orjson.dumps(record, option=orjson.OPT_UTC_Z)
    except TypeError as error:
        raise InvalidEvent(f"{type(record).__name__}: {error}") from error
    return data.replace(FROM_FIELD, FROM_WIRE) if _has_from(cast("Hashable", type(record))) else data


def decode(kind: type[T], data: bytes) -> T:
    """Read one record.

    Args:
        kind: A dataclass of `schemas`.
        data: JSON. Fields that `kind` doesn't know are passed over: a newer writer may be ahead of us.

    Raises:
        InvalidEvent: Naming the record, the field's path and what is wrong there.
    """
    if _has_from(cast("Hashable", kind)):
        data = data.replace(FROM_WIRE, FROM_FIELD)
    try:
        return cast("T", _decoder(cast("Hashable", kind)).decode(data))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidEvent(f"{kind.__name__}: {error}") from error


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cast("type[Any]", kind))


@cache
def _has_from(kind: Any) -> bool:
    """Whether a field `from_` occurs in the record or in a record within it."""
    if get_origin(kind) is not None:
        return any(_has_from(part) for part in get_args(kind) if part is not Ellipsis)
    if not hasattr(kind, "__dataclass_fields__"):
        return False
    return "from_" in kind.__dataclass_fields__ or any(_has_from(hint) for hint in get_type_hints(kind).values())
