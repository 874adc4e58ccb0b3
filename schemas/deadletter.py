"""wire.deadletter: what could not be read, whole. The value is the original bytes; what we know about it is in the headers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """The headers of one dead letter, each as UTF-8 text; the value beside them is the message as it came."""

    stage: str
    topic: str
    partition: int
    offset: int
    key: str
    """The message's key, undecodable bytes escaped; "" where it had none."""
    reason: str
    """The field and what is wrong with it, or "crashed: …" for a fault of ours, or "killed the worker process twice"."""
