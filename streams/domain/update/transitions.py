"""The newsroom's rules: from which state an event can turn into which, what that is called, and how much it matters.

To add a kind, add a row. A state that no row leads from stays as it is: repeated, late and contradictory mentions change nothing.
"""

from dataclasses import dataclass

from schemas.common import Severity
from schemas.update import UpdateKind

AHEAD = frozenset(("scheduled", "rescheduled", "moved", "reinstated", "extended"))
"""It stands to happen."""
RUNNING = frozenset(("started", "reinstated", "extended", "suspended"))
"""It goes on, or did until just now."""
OPEN = AHEAD | RUNNING | {"postponed"}
OFF = frozenset(("cancelled", "postponed", "suspended"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One turn that an event can take."""

    kind: UpdateKind
    from_states: frozenset[str]
    to_state: str
    severity: Severity
    says: str
    """What the summary says of the event: "{event} has been cancelled"."""


RULES: tuple[Rule, ...] = (
    Rule(kind="replaced", from_states=OPEN | {"cancelled"}, to_state="replaced", severity="high", says="{event} gives way to {other}"),
    Rule(
        kind="rescheduled",
        from_states=OPEN | {"cancelled"},
        to_state="rescheduled",
        severity="medium",
        says="{event} has been rescheduled{time}",
    ),
    Rule(kind="cancelled", from_states=OPEN, to_state="cancelled", severity="high", says="{event} has been cancelled"),
    Rule(kind="postponed", from_states=AHEAD | {"started"}, to_state="postponed", severity="medium", says="{event} has been postponed"),
    Rule(kind="moved", from_states=AHEAD | {"postponed"}, to_state="moved", severity="medium", says="{event} has been moved{place}"),
    Rule(kind="reinstated", from_states=OFF, to_state="reinstated", severity="high", says="{event} is back on"),
    Rule(kind="concluded", from_states=OPEN - {"postponed"}, to_state="concluded", severity="medium", says="{event} has ended"),
    Rule(kind="suspended", from_states=AHEAD | RUNNING, to_state="suspended", severity="high", says="{event} has been suspended"),
    Rule(kind="extended", from_states=AHEAD | RUNNING, to_state="extended", severity="medium", says="{event} has a new end"),
    Rule(kind="started", from_states=AHEAD | {"postponed"}, to_state="started", severity="medium", says="{event} has begun"),
    Rule(kind="scheduled", from_states=frozenset(), to_state="scheduled", severity="low", says="{event} is planned{time}"),
)
"""In order of what is told where one article says several of one event: "dropped the May date, and will sail in June" is
rescheduled."""

RANK: dict[str, int] = {rule.to_state: n for n, rule in enumerate(RULES)}


def rule_for(from_state: str, to_state: str) -> Rule | None:
    """The rule that an event in one state follows into another; None where that is no turn.

    >>> rule_for("scheduled", "cancelled").kind
    'cancelled'
    >>> rule_for("postponed", "scheduled").kind  # a new day for what was put off
    'rescheduled'
    >>> rule_for("replaced", "cancelled") is None
    True
    """
    if from_state == "postponed" and to_state == "scheduled":
        to_state = "rescheduled"
    return next((rule for rule in RULES if rule.to_state == to_state and from_state in rule.from_states), None)


def rule_into(to_state: str) -> Rule | None:
    """The rule for a turn whose from-state nobody stated; that something began or is extended needs a plan to be news."""
    return next((rule for rule in RULES if rule.to_state == to_state and to_state not in ("started", "extended")), None)
