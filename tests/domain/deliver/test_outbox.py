"""When an alert is tried, tried again, and given up."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schemas.update import Alert, EventRef
from streams.domain.deliver.outbox import Attempt, Outbox, Settled, after_attempt, backoff, due, forgotten, known, queue
from streams.domain.deliver.policy import DeliverPolicy
from tests.builders import NOON, after, alert, update

POLICY = DeliverPolicy()
DOWN = Attempt(result="retry", reason="HTTP 503")


def outbox(*alerts: Alert) -> Outbox:
    box = Outbox()
    for one in alerts:
        put(box, queue(box, one, now=NOON))
    return box


def put(box: Outbox, change: dict[str, object]) -> None:
    for key, row in change.items():
        box.apply(key, row)


def tried(box: Outbox, attempt: Attempt, *, now: datetime = NOON) -> Settled:
    """Try what is due first, and settle it."""
    settled = after_attempt(due(box, now=now)[0], attempt, now=now, policy=POLICY)
    put(box, settled.change)
    return settled


def waiting(box: Outbox, *, now: datetime = NOON) -> list[str]:
    return [pending.alert.alert_id for pending in due(box, now=now)]


def about(event: str, alert_id: str) -> Alert:
    return alert(alert_id=alert_id, update=update(event=EventRef(id=event, label=event)))


def test_an_alert_is_due_at_once_and_gone_when_sent() -> None:
    box = outbox(alert())
    assert waiting(box) == ["alert-1"]
    assert tried(box, Attempt(result="sent")).result == "sent"
    assert waiting(box, now=after(days=1)) == []
    assert known(box, alert())


def test_a_webhook_that_is_down_is_tried_again_later_and_later() -> None:
    box, now, waits = outbox(alert()), NOON, []
    for _ in range(4):
        tried(box, DOWN, now=now)
        assert waiting(box, now=now) == []
        waits.append(box.pending["alert-1"].next_at - now)
        now = box.pending["alert-1"].next_at
    assert waits == sorted(waits)
    assert waits[3] >= 4 * waits[0]


def test_a_webhook_that_stays_down_is_given_up() -> None:
    box, now, settled = outbox(alert()), NOON, None
    for _ in range(POLICY.attempts):
        settled = tried(box, DOWN, now=now)
        now += timedelta(hours=2)
    assert settled is not None
    assert (settled.result, settled.dead) == ("abandoned", True)
    assert "HTTP 503" in settled.reason
    assert not box.pending
    assert known(box, alert())


def test_what_a_webhook_refuses_is_not_tried_again() -> None:
    box = outbox(alert())
    settled = tried(box, Attempt(result="refused", reason="HTTP 404"))
    assert (settled.result, settled.dead) == ("refused", True)
    assert not box.pending


def test_a_webhook_may_ask_for_a_longer_wait_but_not_for_ever() -> None:
    for asked, granted in [(timedelta(minutes=5), timedelta(minutes=5)), (timedelta(days=9), 4 * POLICY.longest_wait)]:
        box = outbox(alert())
        tried(box, Attempt(result="retry", reason="HTTP 429", retry_after=asked))
        assert box.pending["alert-1"].next_at == NOON + granted


def test_a_retraction_waits_for_the_alert_that_it_takes_back() -> None:
    box = outbox(about("crossing", "raised"), about("crossing", "retraction"), about("market", "other"))
    assert waiting(box) == ["raised", "other"]
    tried(box, DOWN)
    assert waiting(box) == ["other"]
    tried(box, Attempt(result="sent"))
    later = after(minutes=1)
    assert waiting(box, now=later) == ["raised"]
    tried(box, Attempt(result="sent"), now=later)
    assert waiting(box, now=later) == ["retraction"]


def test_what_was_dealt_with_is_forgotten_after_a_week() -> None:
    box = outbox(alert())
    tried(box, Attempt(result="sent"))
    assert forgotten(box, now=after(days=6), policy=POLICY) == {}
    put(box, forgotten(box, now=after(days=8), policy=POLICY))
    assert not known(box, alert())


@given(st.text(max_size=40), st.integers(min_value=1, max_value=10_000))
def test_a_wait_is_bounded_and_the_same_whenever_it_is_asked(alert_id: str, attempts: int) -> None:
    wait = backoff(alert_id, attempts, policy=POLICY)
    assert POLICY.first_wait * 0.75 <= wait <= POLICY.longest_wait * 1.25
    assert wait == backoff(alert_id, attempts, policy=POLICY)


def test_alerts_that_failed_together_come_back_apart() -> None:
    assert len({backoff(f"alert-{n}", 3, policy=POLICY) for n in range(20)}) == 20
