"""The deliver stage: puts alerts into an outbox, and sends what is due there to the channels' webhooks.

`Deliver.handle` only queues. `deliver_outbox` runs beside the runner on the wall clock: it tries what is due and gives each attempt's
result to `Runner.record`, which journals it like any outcome. An alert that was refused or tried too often goes to wire.deadletter.
A kill between the webhook's answer and the journal sends an alert again, under the same idempotency key.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import ClassVar

import aiohttp

from schemas import codec, topics
from schemas.deadletter import DeadLetter
from schemas.topics import StageName, Topic
from schemas.update import Alert
from streams import metrics
from streams.agents.runner import Dead, Runner
from streams.agents.stage import Message, Outcome, Stage
from streams.domain.alert.policy import Channel
from streams.domain.deliver.outbox import Attempt, Outbox, Pending, Settled, after_attempt, due, forgotten, known, queue
from streams.domain.deliver.policy import DeliverPolicy
from streams.domain.deliver.webhook import answered, headers
from streams.logs import logger

TIMEOUT = aiohttp.ClientTimeout(total=10)
"""Seconds for one attempt, connecting included."""
POLL_SECONDS = 0.2
"""Between two looks into the outbox: what an alert waits at most, beside its own back-off."""
IN_FLIGHT = 16
"""Attempts at once, so that a webhook that hangs doesn't hold up the others."""


class Deliver(Stage[Outbox]):
    """Reads wire.alert; writes to webhooks."""

    name: ClassVar[StageName] = "deliver"
    reads: ClassVar[Topic] = topics.ALERT
    outcomes: ClassVar[tuple[str, ...]] = ("queued", "repeated", "no_webhook")
    """repeated: already waiting, or dealt with in the last days; no_webhook: the channel has no URL, wire.alert is all it gets."""

    def __init__(self, channels: Sequence[Channel], policy: DeliverPolicy | None = None) -> None:
        self._webhooks = {channel.name: channel.webhook for channel in channels if channel.webhook}
        self._policy = policy or DeliverPolicy()

    def memory(self) -> Outbox:
        return Outbox()

    def handle(self, message: Message, memory: Outbox) -> Outcome:
        """Put an alert into the outbox, once."""
        alert: Alert = message.record
        log = {"alert_id": alert.alert_id, "channel": alert.channel}
        change = forgotten(memory, now=message.now, policy=self._policy)
        if known(memory, alert):
            return Outcome("repeated", change=change, log=log)
        if alert.channel not in self._webhooks:
            return Outcome("no_webhook", change=change, log=log)
        return Outcome("queued", change=change | queue(memory, alert, now=message.now), log=log)

    async def attempt(self, pending: Pending, session: aiohttp.ClientSession, *, now: datetime) -> Attempt:
        """Post an alert once.

        Args:
            pending: What is due.
            session: Connections; a redirect isn't followed.
            now: Our clock, for a Retry-After that is a date.
        """
        alert = pending.alert
        url = self._webhooks.get(alert.channel)
        if url is None:
            return Attempt(result="refused", reason=f"channel {alert.channel} has no webhook any more")
        try:
            request = session.post(url, data=codec.encode(alert), headers=headers(alert), timeout=TIMEOUT, allow_redirects=False)
            async with request as response:
                return answered(response.status, response.headers.get("Retry-After"), now=now)
        except aiohttp.InvalidURL:
            return Attempt(result="refused", reason="the webhook's URL can't be read")
        except TimeoutError:
            return Attempt(result="retry", reason="timeout")
        except (aiohttp.ClientError, OSError) as error:
            return Attempt(result="retry", reason=type(error).__name__)

    def settle(self, pending: Pending, attempt: Attempt, *, now: datetime) -> Settled:
        """What follows from an attempt; `now` is our clock after it."""
        return after_attempt(pending, attempt, now=now, policy=self._policy)


async def deliver_outbox(
    runner: Runner, *, should_stop: Callable[[], bool], clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> None:
    """Send what is due in every partition of a runner of `Deliver`, until `should_stop`; then finish the attempts in flight.

    Raises:
        TypeError: If the runner runs another stage.
        Exception: What the runner's ports raise (the network, the disk).
    """
    stage = runner.stage
    if not isinstance(stage, Deliver):
        raise TypeError(f"{stage.name} has no outbox")
    flying: dict[str, asyncio.Task[None]] = {}
    async with aiohttp.ClientSession() as session:
        try:
            while not should_stop():
                outboxes = runner.memories()
                metrics.OUTBOX.labels(stage.name).set(sum(len(outbox.pending) for outbox in outboxes.values()))
                for partition, outbox in outboxes.items():
                    for pending in due(outbox, now=clock()):
                        if pending.alert.alert_id not in flying and len(flying) < IN_FLIGHT:
                            attempt = _try(runner, stage, partition, pending, session, clock)
                            flying[pending.alert.alert_id] = asyncio.create_task(attempt)
                await _landed(flying)
            await asyncio.gather(*flying.values())
        finally:
            for task in flying.values():
                task.cancel()


async def _landed(flying: dict[str, "asyncio.Task[None]"]) -> None:
    """Wait a moment for attempts to end, and take them off the list; raises what one of them raised."""
    if not flying:
        await asyncio.sleep(POLL_SECONDS)
        return
    await asyncio.wait(flying.values(), timeout=POLL_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    for alert_id in [alert_id for alert_id, task in flying.items() if task.done()]:
        flying.pop(alert_id).result()


async def _try(
    runner: Runner, stage: Deliver, partition: int, pending: Pending, session: aiohttp.ClientSession, clock: Callable[[], datetime]
) -> None:
    attempt = await stage.attempt(pending, session, now=clock())
    settled = stage.settle(pending, attempt, now=clock())
    alert = pending.alert
    dead = (_dead(alert, partition, settled.reason),) if settled.dead else ()
    log = {"alert_id": alert.alert_id, "channel": alert.channel, "attempts": pending.attempts + 1, "reason": settled.reason}
    await runner.record(partition, Outcome(settled.result, send=dead, change=settled.change, log=log))
    metrics.DELIVERIES.labels(stage.name, settled.result).inc()
    tell = logger().info if settled.result == "sent" else logger().warning
    tell("deliver", outcome=settled.result, **log)


def _dead(alert: Alert, partition: int, reason: str) -> Dead:
    """The dead letter of an alert; it has no offset of its own, as it left the topic when it was queued."""
    letter = DeadLetter(stage="deliver", topic=topics.ALERT.name, partition=partition, offset=-1, key=alert.channel, reason=reason)
    return Dead(letter=letter, value=codec.encode(alert))
