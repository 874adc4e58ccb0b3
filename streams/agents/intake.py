"""Intake, connected: a message of wire.raw becomes an item, or is passed over because it is no text."""

from typing import ClassVar

from schemas import topics
from schemas.ids import stable_id
from schemas.topics import StageName, Topic
from streams.agents.stage import Message, NoMemory, Outcome, Raw, Stage
from streams.domain.intake.formats import OtherMedia, ReadItem, read


class Intake(Stage[NoMemory]):
    """Any number of partitions; remembers nothing."""

    name: ClassVar[StageName] = "intake"
    reads: ClassVar[Topic] = topics.RAW
    outcomes: ClassVar[tuple[str, ...]] = ("item", "other_media")

    def memory(self) -> NoMemory:
        return NoMemory()

    def handle(self, message: Message, memory: NoMemory) -> Outcome:
        """Read one `Raw`.

        Raises:
            InvalidEvent: If nobody can read it.
        """
        raw: Raw = message.record
        item_id = stable_id(raw.topic, raw.partition, raw.offset)
        match read(raw.value, content_type=raw.content_type, item_id=item_id, received_at=raw.received_at):
            case ReadItem(item=item, format=form, guesses=guesses):
                return Outcome("item", send=(item,), log={"uri": item.uri, "format": form, "guesses": guesses})
            case OtherMedia(format=form):
                return Outcome("other_media", log={"format": form})
