"""Which channels an update is told to.

A raised update is told where it is severe enough, once an hour for the same change of the same event. An upgrade adds certainty
to what was told and is not told again. A retraction follows every alert it takes back, however severe, whatever the settings say now.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.ids import stable_id
from schemas.update import Alert, Update
from streams.domain.alert.memory import AlertMemory, Told, told_key
from streams.domain.alert.policy import QUIET_KINDS, AlertPolicy, Channel
from streams.domain.alert.text import alert_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one update brings about."""

    alerts: tuple[Alert, ...] = ()
    cooled: tuple[str, ...] = ()
    """Channels that were told the same within the cool-down."""
    change: dict[str, Any | None]
    """Rows to set or delete (None)."""


def decide(update: Update, memory: AlertMemory, *, channels: Sequence[Channel], policy: AlertPolicy) -> Decision:
    """Choose the channels that hear of an update."""
    gone: dict[str, Any | None] = dict.fromkeys(
        memory.idle(update.language).before(update.received_at - policy.remembered, limit=policy.expired_at_once)
    )
    if update.op == "raised" and update.kind not in QUIET_KINDS:
        return _raise(update, memory, gone, channels=channels, policy=policy)
    if update.op == "retracted":
        return _retract(update, memory, gone)
    return Decision(change=gone)


def subject(update: Update) -> str:
    """Hash of what happened: the event, the kind of change, and the state it came to, its wording and participants apart."""
    to = update.to
    return stable_id(update.event.id, update.kind, to.state, to.value, to.time, to.place, to.format)


def _raise(
    update: Update, memory: AlertMemory, change: dict[str, Any | None], *, channels: Sequence[Channel], policy: AlertPolicy
) -> Decision:
    about = subject(update)
    before = {told.channel for told in memory.told(update.update_id)}
    alerts, cooled = [], []
    for channel in channels:
        if not channel.wants(update.severity):
            continue
        if channel.name in before or _cooling(memory.about(channel.name, about), update, policy=policy):
            cooled.append(channel.name)
            continue
        alerts.append(_alert(update, channel.name, rule=_rule(channel)))
        change[told_key(update.update_id, channel.name)] = Told(
            update_id=update.update_id, channel=channel.name, language=update.language, subject=about, received_at=update.received_at
        )
    return Decision(alerts=tuple(alerts), cooled=tuple(cooled), change=change)


def _retract(update: Update, memory: AlertMemory, change: dict[str, Any | None]) -> Decision:
    taken_back = [told for update_id in update.retracts for told in memory.told(update_id) if not told.retracted]
    channels = sorted({told.channel for told in taken_back})
    change.update({told_key(told.update_id, told.channel): replace(told, retracted=True) for told in taken_back})
    return Decision(alerts=tuple(_alert(update, channel, rule="retraction") for channel in channels), change=change)


def _cooling(earlier: tuple[Told, ...], update: Update, *, policy: AlertPolicy) -> bool:
    return any(not told.retracted and abs(update.received_at - told.received_at) < policy.cool_down for told in earlier)


def _rule(channel: Channel) -> str:
    return f"severity at least {channel.min_severity}"


def _alert(update: Update, channel: str, *, rule: str) -> Alert:
    return Alert(
        alert_id=stable_id(update.update_id, update.op, channel),
        update_id=update.update_id,
        channel=channel,
        rule=rule,
        severity=update.severity,
        text=alert_text(update),
        update=update,
        language=update.language,
    )
