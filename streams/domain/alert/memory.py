"""What was told to which channel: enough for the cool-down and for taking it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from schemas.common import Instant, primary_language
from streams.domain.idle import Idle


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One update that one channel was told; row "told/<update_id>/<channel>"."""

    update_id: str
    channel: str
    language: str
    subject: str
    """Hash of the event, the kind and the state it came to: what the cool-down goes by."""
    received_at: Instant
    """Of the update."""
    retracted: bool = False


class AlertMemory:
    """The rows of one source partition, with what the rules ask of them."""

    kinds: ClassVar[Mapping[str, type[Any]]] = {"told": Told}

    def __init__(self) -> None:
        self._rows: dict[str, Told] = {}
        self._of_update: dict[str, set[str]] = {}
        self._of_subject: dict[tuple[str, str], set[str]] = {}
        self._idle: dict[str, Idle] = {}

    def told(self, update_id: str) -> tuple[Told, ...]:
        """Whom an update was told, in the order of the channels' names."""
        return self._get(self._of_update.get(update_id, ()))

    def about(self, channel: str, subject: str) -> tuple[Told, ...]:
        """What a channel was told of a subject, in no order that means anything."""
        return self._get(self._of_subject.get((channel, subject), ()))

    def idle(self, language: str) -> Idle:
        """Row keys by the time of their update; each language has its own time."""
        return self._idle.get(primary_language(language)) or Idle()

    def apply(self, key: str, row: Any | None) -> None:
        """Set a row or delete it (None).

        Raises:
            KeyError: If the key's first part is not "told".
        """
        if key.split("/", 1)[0] not in self.kinds:
            raise KeyError(key)
        old = self._rows.pop(key, None)
        if old is not None:
            _discard(self._of_update, old.update_id, key)
            _discard(self._of_subject, (old.channel, old.subject), key)
            self._idle[primary_language(old.language)].remove(key, old.received_at)
        if row is not None:
            self._rows[key] = row
            self._of_update.setdefault(row.update_id, set()).add(key)
            self._of_subject.setdefault((row.channel, row.subject), set()).add(key)
            self._idle.setdefault(primary_language(row.language), Idle()).add(key, row.received_at)

    def _get(self, keys: Iterable[str]) -> tuple[Told, ...]:
        return tuple(self._rows[key] for key in sorted(keys))


def told_key(update_id: str, channel: str) -> str:
    return f"told/{update_id}/{channel}"


def _discard(index: dict[Any, set[str]], name: Any, key: str) -> None:
    index[name].discard(key)
    if not index[name]:
        del index[name]
