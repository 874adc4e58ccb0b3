"""Ids are hashes of what they name, so that the same thing said twice has the same id."""

import xxhash


def stable_id(*parts: object) -> str:
    """Hash a sequence of values, the same in any process or year.

    Args:
        parts: Anything whose `str` is stable. The boundaries count: ("ab", "c") and ("a", "bc") differ.

    Returns:
        32 hexadecimal digits (XXH3, 128 bits).

    >>> stable_id("a", 1) == stable_id("a", "1") != stable_id("a1")
    True
    """
    return xxhash.xxh3_128_hexdigest("\x1f".join(map(str, parts)).encode("utf-8", "backslashreplace"))
