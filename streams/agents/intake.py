"""Intake, connected: a message of wire.raw becomes the items in it, or is passed over because it is no text."""

from functools import cache
from typing import Any, ClassVar

from py3langid import langid  # type: ignore[import-untyped]

from schemas import topics
from schemas.ids import stable_id
from schemas.topics import StageName, Topic
from streams.agents.stage import Message, NoMemory, Outcome, Raw, Stage
from streams.domain.intake.compose import Detect
from streams.domain.intake.formats import read

LANGUAGE_CONFIDENCE = 0.6
"""Probability below which a language is "und". Of 3,317 English news texts 97.9% are told at 0.6, none wrongly; of 2,975 terse headlines
alone 42%, one in 800 wrongly, at 0.5 52% and one in 250 (2026-11). A wrong language is worse than none: nobody would look for it there."""


def detect_language(text: str) -> str:
    """The language of a text by py3langid's model of 97 languages, or "und"; the model is loaded when it is first asked."""
    return str(_identifier().classify(text)[0])


class Intake(Stage[NoMemory]):
    """Any number of partitions; remembers nothing."""

    name: ClassVar[StageName] = "intake"
    reads: ClassVar[Topic] = topics.RAW
    outcomes: ClassVar[tuple[str, ...]] = ("item", "other_media", "partly_read")
    news: ClassVar[frozenset[str]] = frozenset({"partly_read"})

    def __init__(self, detect: Detect = detect_language) -> None:
        """
        Args:
            detect: Tells the language of a text whose wire names none.
        """
        self._detect = detect

    def memory(self) -> NoMemory:
        return NoMemory()

    def handle(self, message: Message, memory: NoMemory) -> Outcome:
        """Read one `Raw`.

        Raises:
            InvalidEvent: If nobody can read anything in it.
        """
        raw: Raw = message.record
        place = raw.topic, raw.partition, raw.offset
        found = read(
            raw.value,
            content_type=raw.content_type,
            name=lambda index: stable_id(*place) if index is None else stable_id(*place, index),
            received_at=raw.received_at,
            detect=self._detect,
        )
        log: dict[str, Any] = {"format": found.format}
        if not found.items:
            return Outcome("other_media", log=log)
        log |= {"uri": found.items[0].uri, "guesses": found.guesses}
        if len(found.items) > 1:
            log["items"] = len(found.items)
        if found.unread:
            return Outcome("partly_read", send=found.items, log=log | {"unread": found.unread[:10], "unread_items": len(found.unread)})
        return Outcome("item", send=found.items, log=log)


@cache
def _identifier() -> Any:
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True, min_confidence=LANGUAGE_CONFIDENCE)
