"""What a webhook's answer means."""

from datetime import timedelta

import pytest

from streams.domain.deliver.webhook import answered, headers
from tests.builders import NOON, alert


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (200, "sent"), (202, "sent"), (204, "sent"),
        (408, "retry"), (409, "retry"), (425, "retry"), (429, "retry"), (500, "retry"), (503, "retry"),
        (301, "refused"), (400, "refused"), (401, "refused"), (404, "refused"), (410, "refused"), (413, "refused"),
    ],
)  # fmt: skip
def test_an_answer_is_sent_tried_again_or_refused(status: int, result: str) -> None:
    assert answered(status, None, now=NOON).result == result


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("30", timedelta(seconds=30)),
        ("Mon, 02 Mar 2026 12:01:00 GMT", timedelta(minutes=1)),
        ("Mon, 02 Mar 2026 11:00:00 GMT", timedelta(0)),
        ("-5", None), ("", None), ("next week", None), (None, None), ("²", None),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date_and_nonsense_is_passed_over(value: str | None, wait: timedelta | None) -> None:
    assert answered(503, value, now=NOON).retry_after == wait


def test_an_alert_carries_its_id_as_idempotency_key() -> None:
    sent = headers(alert(alert_id="a1"))
    assert sent["Idempotency-Key"] == sent["ce-id"] == "a1"
    assert sent["ce-time"] == "2026-03-02T12:00:00+00:00"
