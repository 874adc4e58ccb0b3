"""Remembers, through the death of the process, which message was in hand: one that kills its worker twice is not tried a third time.

A file in the data directory, one short record written in place before each message. It outlives the process, not the
disk: where the directory is lost with the process, a killer is tried again.
"""

import os
from pathlib import Path

import orjson

RECORD_BYTES = 4096
"""One page: written by one `pwrite`."""


class Attempts:
    """The messages in hand by source partition, and how often the process died on which."""

    def __init__(self, path: Path) -> None:
        """
        Args:
            path: The file; made if it isn't there. A file that can't be read counts as empty: it only ever saves a try.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._died, left = _read(os.pread(self._file, RECORD_BYTES, 0))
        for source, offset in left.items():
            self._died[source] = (offset, self._kills(source, offset) + 1)
        self._in_hand: dict[str, int] = {}
        self._write()

    def begin(self, topic: str, partition: int, offset: int) -> int:
        """Take a message in hand.

        Returns:
            How often the process has died with it in hand.
        """
        source = f"{topic}/{partition}"
        self._in_hand[source] = offset
        self._write()
        return self._kills(source, offset)

    def done(self, topic: str, partition: int) -> None:
        """The outcomes of this partition's messages are durable, the one in hand included, if there is one."""
        source = f"{topic}/{partition}"
        offset = self._in_hand.pop(source, None)
        if offset is None:
            return
        if offset >= self._died.get(source, (offset + 1, 0))[0]:
            del self._died[source]
        self._write()

    def left(self, topic: str, partition: int) -> int | None:
        """The offset in hand when the process last died; none where it has been dealt with since."""
        died = self._died.get(f"{topic}/{partition}")
        return died[0] if died else None

    def close(self) -> None:
        os.close(self._file)

    def _kills(self, source: str, offset: int) -> int:
        at, kills = self._died.get(source, (-1, 0))
        return kills if at == offset else 0

    def _write(self) -> None:
        data = orjson.dumps({"in_hand": self._in_hand, "died": self._died})
        os.pwrite(self._file, data.ljust(RECORD_BYTES), 0)


def _read(data: bytes) -> tuple[dict[str, tuple[int, int]], dict[str, int]]:
    try:
        found = orjson.loads(data.strip() or b"{}")
        died = {str(source): (int(offset), int(kills)) for source, (offset, kills) in found.get("died", {}).items()}
        return died, {str(source): int(offset) for source, offset in found.get("in_hand", {}).items()}
    except (ValueError, TypeError, AttributeError):
        return {}, {}
