"""What a stage is: it reads one topic, decides, and says what to send and what to remember.

The runner (Kafka) and replay.py (dicts) call the same stages. A stage is given decoded records and a memory;
it never sends, stores, logs or looks at a clock by itself.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from schemas.topics import StageName, Topic


class Memory(Protocol):
    """A stage's state for one source partition: rows, and what is derived from them (indexes, frequencies).

    Rows are what the changelog keeps: a key such as "seen/ap:9" and a record. `kinds` names the type of record
    behind each key's first part. Whatever can be derived from rows is rebuilt by the same `apply` at start.
    """

    kinds: ClassVar[Mapping[str, type[Any]]]

    def apply(self, key: str, row: Any | None) -> None:
        """Set a row (None deletes it) and bring what is derived from it up to date; the same row twice changes nothing."""


class NoMemory:
    """The memory of a stage that remembers nothing."""

    kinds: ClassVar[Mapping[str, type[Any]]] = {}

    def apply(self, key: str, row: Any | None) -> None:
        raise KeyError(key)


M = TypeVar("M", bound=Memory)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One record as it came, with what the stage may need to know of its transport."""

    record: Any
    """Decoded by the topic's codec; for wire.raw a `Raw`."""
    now: datetime
    """Our clock, for `detected_at` alone; in replay the record's received_at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A message of wire.raw before intake."""

    topic: str
    partition: int
    offset: int
    value: bytes
    content_type: str | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message. The name is counted: one of the stage's `outcomes`."""

    name: str
    send: tuple[Any, ...] = ()
    """Records of `schemas`, in order; a record's type decides its topic, the topic its key."""
    change: Mapping[str, Any | None] = field(default_factory=dict)
    """Rows to set, or to delete (None)."""
    log: Mapping[str, Any] = field(default_factory=dict)
    """What the log line says beside the outcome: uri, of, story_id …"""


class Stage(ABC, Generic[M]):
    """One stage of the flow; see `topology.py` for all of them."""

    name: ClassVar[StageName]
    reads: ClassVar[Topic]
    outcomes: ClassVar[tuple[str, ...]]
    """Every name that `handle` may give, beside the runner's own (redelivered, deadletter, crashed)."""
    format: ClassVar[int] = 1
    """Version of the rows. A changed meaning counts up, and old tables are refused with what to do."""
    strict: ClassVar[bool] = False
    """Whether records must be taken in the order of dedupe's `seq`, the early ones held."""
    heavy: ClassVar[bool] = False
    """Whether `handle` takes so long that it runs in a thread, and its outputs are sent message by message."""
    news: ClassVar[frozenset[str]] = frozenset()
    """Outcomes that are logged at INFO: something was born."""

    @abstractmethod
    def memory(self) -> M:
        """An empty memory, to be filled row by row."""

    @abstractmethod
    def handle(self, message: Message, memory: M) -> Outcome:
        """Decide about one message; changes nothing itself.

        Raises:
            InvalidEvent: If the message can't be read; it becomes a dead letter.
        """

    def due(self, memory: M, *, now: datetime) -> Outcome | None:
        """What time alone has brought about, such as the end of an embargo; asked again until there is nothing more.

        Args:
            memory: Of one partition; its change must make the same thing not due again.
            now: Our clock; in replay the running maximum of received_at.
        """
        return None

    def instead(self, record: Any, reason: str) -> tuple[Any, ...]:
        """What later stages are owed in the place of a record that was dead-lettered."""
        return ()
