"""The alert stage: says which channels an update is told to."""

from collections.abc import Sequence
from typing import ClassVar

from schemas import topics
from schemas.topics import StageName, Topic
from schemas.update import Update
from streams.agents.stage import Message, Outcome, Stage
from streams.domain.alert.decide import decide
from streams.domain.alert.memory import AlertMemory
from streams.domain.alert.policy import AlertPolicy, Channel


class Alerts(Stage[AlertMemory]):
    """Reads wire.update, writes wire.alert."""

    name: ClassVar[StageName] = "alert"
    reads: ClassVar[Topic] = topics.UPDATE
    outcomes: ClassVar[tuple[str, ...]] = ("alerted", "retracted", "cooled", "quiet")
    """alerted, retracted: at least one channel is told so; cooled: told the same lately; quiet: nobody asked."""
    news: ClassVar[frozenset[str]] = frozenset({"alerted", "retracted"})

    def __init__(self, channels: Sequence[Channel], policy: AlertPolicy | None = None) -> None:
        self._channels = tuple(channels)
        self._policy = policy or AlertPolicy()

    def memory(self) -> AlertMemory:
        return AlertMemory()

    def handle(self, message: Message, memory: AlertMemory) -> Outcome:
        """Decide which channels hear of an update."""
        update: Update = message.record
        decision = decide(update, memory, channels=self._channels, policy=self._policy)
        log = {"update_id": update.update_id, "story_id": update.story_id, "kind": update.kind, "op": update.op}
        if decision.alerts:
            name = "retracted" if update.op == "retracted" else "alerted"
            log["channels"] = ",".join(alert.channel for alert in decision.alerts)
        else:
            name = "cooled" if decision.cooled else "quiet"
        return Outcome(name, decision.alerts, decision.change, log)
