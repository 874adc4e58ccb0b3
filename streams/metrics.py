"""Every metric: its meaning, unit and labels. Labels come from small fixed sets; article ids go to the log."""

from collections.abc import Iterable

from prometheus_client import Counter, Gauge, Histogram

EVENTS = Counter(
    "writethru_stage_events_total", "Messages by what became of them; each message read ends in exactly one outcome.", ["stage", "outcome"]
)
SECONDS = Histogram(
    "writethru_stage_seconds",
    "Seconds from taking a message in hand to its outcome, journal and sending included.",
    ["stage"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
AGE = Histogram(
    "writethru_article_age_seconds",
    "Seconds from wire.raw's timestamp to the end of this stage.",
    ["stage"],
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 86400),
)
LAG = Gauge("writethru_stage_lag", "Messages of the topic that the stage has still to take in hand.", ["stage", "topic", "partition"])
READY = Gauge("writethru_stage_ready", "1 once tables are recovered and messages are taken, else 0.", ["stage"])
RECOVERY_SECONDS = Gauge("writethru_recovery_seconds", "Seconds that the last recovery of tables and indexes took.", ["stage"])
GAPS = Counter(
    "writethru_sequence_gaps_total", "Articles that were not waited for any longer; each is a place in the order left empty.", ["stage"]
)
HELD = Gauge("writethru_sequence_held", "Articles that came early and wait for the ones before them.", ["stage"])
DEADLETTERS = Counter("writethru_deadletters_total", "Messages sent to wire.deadletter.", ["stage"])
OUTBOX = Gauge("writethru_outbox", "Alerts that wait to be sent, or to be sent again.", ["stage"])
DELIVERIES = Counter(
    "writethru_deliveries_total", "Attempts to send an alert to a channel, by result: sent, retry, refused, abandoned.", ["stage", "result"]
)


def begin(stage: str, outcomes: Iterable[str]) -> None:
    """Show a stage's counters from the start, at 0: a rate over a counter that first appears at 1 misses its first event."""
    for outcome in outcomes:
        EVENTS.labels(stage, outcome)
    for counter in (GAPS, DEADLETTERS):
        counter.labels(stage)
    if stage == "deliver":
        for result in ("sent", "retry", "refused", "abandoned"):
            DELIVERIES.labels(stage, result)
