"""Who wants to hear what, and how often."""

from dataclasses import dataclass
from datetime import timedelta

from schemas.common import SEVERITIES, Severity
from schemas.update import UpdateKind

QUIET_KINDS: frozenset[UpdateKind] = frozenset({"scheduled", "new_statement", "editorial_version"})
"""Kinds that change nothing in a story yet: a coming event's first mention, one more voice, a new take. They are on wire.update for
whoever wants them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Somewhere alerts go."""

    name: str
    min_severity: Severity = "medium"
    """The least severe update that is told here."""
    webhook: str | None = None
    """URL that takes alerts by POST; none: wire.alert alone has them."""

    def wants(self, severity: Severity) -> bool:
        """Whether an update of this severity is told here.

        >>> Channel(name="desk", min_severity="high").wants("critical"), Channel(name="desk").wants("low")
        (True, False)
        """
        return SEVERITIES.index(severity) >= SEVERITIES.index(self.min_severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPolicy:
    """What is remembered of what the channels were told."""

    cool_down: timedelta = timedelta(hours=1)
    """An event that becomes what it already became is not told again within this time: several wires carry the same news in the hour
    after it broke."""
    remembered: timedelta = timedelta(days=30)
    """How long a retraction reaches those who were told: as long as wire.update and wire.alert are kept."""
    expired_at_once: int = 16
    """Forgotten rows deleted with one update, so that no message's change grows large."""
