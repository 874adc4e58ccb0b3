"""The newsroom's rules: from which state an event can turn into which, what that is called, and how much it matters.

To add a kind, add a row. A state that no row leads from stays as it is: repeated, late and contradictory mentions change nothing.
"""

from dataclasses import dataclass

from schemas.common import Severity
from schemas.update import UpdateKind

AHEAD = frozenset(("scheduled", "rescheduled", "moved", "reinstated", "extended", "known"))
"""It stands to happen."""
RUNNING = frozenset(("started", "reinstated", "extended", "suspended", "known"))
"""It goes on, or did until just now."""
OPEN = AHEAD | RUNNING | {"postponed", "moved"}
OFF = frozenset(("cancelled", "postponed", "suspended"))
ANY = OPEN | OFF | {"decided", "concluded", "replaced", "withdrawn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One turn that an event can take."""

    kind: UpdateKind
    from_states: frozenset[str]
    to_state: str
    severity: Severity
    says: str
    """What the summary says of the event: "{event} has been cancelled"; {change} is worded by the summary."""
    aside: bool = False
    """Whether the event stays what it was, and only its level changes, or who takes part."""


RULES: tuple[Rule, ...] = (
    Rule(kind="replaced", from_states=OPEN | {"cancelled"}, to_state="replaced", severity="high", says="{event} gives way to {other}"),
    Rule(
        kind="rescheduled",
        from_states=OPEN | {"cancelled"},
        to_state="rescheduled",
        severity="medium",
        says="{event} has been rescheduled{time}",
    ),
    Rule(kind="cancelled", from_states=OPEN | {"decided"}, to_state="cancelled", severity="high", says="{event} has been cancelled"),
    Rule(
        kind="postponed",
        from_states=AHEAD | {"started", "decided"},
        to_state="postponed",
        severity="medium",
        says="{event} has been postponed",
    ),
    Rule(
        kind="moved", from_states=AHEAD | RUNNING | {"postponed"}, to_state="moved", severity="medium", says="{event} has been moved{place}"
    ),
    Rule(kind="reinstated", from_states=OFF | {"decided"}, to_state="reinstated", severity="high", says="{event} is back on"),
    Rule(kind="withdrawn", from_states=OPEN | {"decided"}, to_state="withdrawn", severity="high", says="{event} has been withdrawn"),
    Rule(kind="decided", from_states=OPEN | {"decided"}, to_state="decided", severity="high", says="{event} {change}"),
    Rule(kind="concluded", from_states=OPEN - {"postponed"}, to_state="concluded", severity="medium", says="{event} {change}"),
    Rule(
        kind="suspended",
        from_states=AHEAD | RUNNING | {"decided"},
        to_state="suspended",
        severity="high",
        says="{event} has been suspended",
    ),
    Rule(kind="extended", from_states=AHEAD | RUNNING | {"decided"}, to_state="extended", severity="medium", says="{event} {change}"),
    Rule(kind="started", from_states=AHEAD | {"postponed", "decided"}, to_state="started", severity="medium", says="{event} has begun"),
    Rule(kind="level_change", from_states=ANY, to_state="level_change", severity="high", says="{event} {change}", aside=True),
    Rule(kind="participant_change", from_states=ANY, to_state="participant_change", severity="medium", says="{change}", aside=True),
    Rule(kind="scheduled", from_states=frozenset(), to_state="scheduled", severity="low", says="{event} is planned{time}"),
)
"""In order of what is told where one article says several of one event: "dropped the May date, and will sail in June" is
rescheduled."""

RANK: dict[str, int] = {rule.to_state: n for n, rule in enumerate(RULES)}
ASIDE = frozenset(rule.to_state for rule in RULES if rule.aside)


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
    """The rule for a turn whose from-state nobody stated."""
    return next((rule for rule in RULES if rule.to_state == to_state), None)
