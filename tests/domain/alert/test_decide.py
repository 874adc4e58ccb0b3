"""Who hears of an update, and who has heard it already."""

from collections.abc import Sequence

import pytest

from schemas.common import Severity
from schemas.filed import EventState
from schemas.update import Alert, Update, UpdateKind
from streams.domain.alert.decide import decide
from streams.domain.alert.memory import AlertMemory
from streams.domain.alert.policy import AlertPolicy, Channel
from tests.builders import after, update

POLICY = AlertPolicy()
DESK = Channel(name="desk", min_severity="medium")
NIGHT = Channel(name="night", min_severity="critical")


def tell(memory: AlertMemory, *updates: Update, channels: Sequence[Channel] = (DESK,)) -> list[Alert]:
    """Decide about updates one after the other, and give the alerts of all."""
    alerts: list[Alert] = []
    for one in updates:
        decision = decide(one, memory, channels=channels, policy=POLICY)
        for key, row in decision.change.items():
            memory.apply(key, row)
        alerts += decision.alerts
    return alerts


@pytest.mark.parametrize(
    ("severity", "told"), [("low", []), ("medium", ["desk"]), ("high", ["desk"]), ("critical", ["desk", "night"])]
)  # fmt: skip
def test_a_channel_hears_of_what_is_severe_enough_for_it(severity: Severity, told: list[str]) -> None:
    alerts = tell(AlertMemory(), update(severity=severity), channels=(DESK, NIGHT))
    assert [alert.channel for alert in alerts] == told


@pytest.mark.parametrize("kind", ["scheduled", "new_statement", "editorial_version"])
def test_what_changes_nothing_yet_is_not_told_however_severe(kind: UpdateKind) -> None:
    assert tell(AlertMemory(), update(kind=kind, severity="critical")) == []


def test_an_upgrade_is_not_told_again() -> None:
    first = update(factuality="reported")
    confirmed = update(update_id="update-2", op="upgraded", kind="confirmed", received_at=after(hours=3))
    assert len(tell(AlertMemory(), first, confirmed)) == 1


def test_a_second_wire_with_the_same_news_within_the_hour_is_not_told() -> None:
    later = update(update_id="update-2", uri="other:7", received_at=after(minutes=59))
    assert len(tell(AlertMemory(), update(), later)) == 1


def test_the_cool_down_ends_after_an_hour() -> None:
    later = update(update_id="update-2", uri="other:7", received_at=after(hours=1))
    assert len(tell(AlertMemory(), update(), later)) == 2


def test_a_toll_that_rises_again_within_the_hour_is_told() -> None:
    rises = [update(update_id=f"u{toll}", kind="figure_change", to=EventState(state="known", value=toll)) for toll in (12.0, 14.0)]
    assert len(tell(AlertMemory(), *rises)) == 2


def test_channels_cool_down_apart() -> None:
    memory = AlertMemory()
    tell(memory, update(severity="high"), channels=(DESK, NIGHT))
    graver = update(update_id="update-2", severity="critical", received_at=after(minutes=5))
    assert [alert.channel for alert in tell(memory, graver, channels=(DESK, NIGHT))] == ["night"]


def test_a_retraction_reaches_those_who_were_told_and_nobody_else() -> None:
    memory = AlertMemory()
    tell(memory, update(severity="high"), channels=(DESK, NIGHT))
    taken_back = update(update_id="update-2", op="retracted", retracts=("update-1",), severity="low", received_at=after(days=2))
    alerts = tell(memory, taken_back, channels=(DESK, NIGHT))
    assert [(alert.channel, alert.rule) for alert in alerts] == [("desk", "retraction")]
    assert alerts[0].text.startswith("Retracted: ")


def test_a_retraction_of_what_was_never_told_stays_quiet() -> None:
    memory = AlertMemory()
    taken_back = update(update_id="update-2", op="retracted", retracts=("update-1",))
    assert tell(memory, update(severity="low"), taken_back) == []


def test_a_retraction_is_passed_on_once() -> None:
    taken_back = update(update_id="update-2", op="retracted", retracts=("update-1",))
    assert len(tell(AlertMemory(), update(), taken_back, taken_back)) == 2


def test_what_was_retracted_and_then_stated_again_is_told_again() -> None:
    taken_back = update(update_id="update-2", op="retracted", retracts=("update-1",), received_at=after(minutes=5))
    again = update(update_id="update-3", uri="other:7", received_at=after(minutes=9))
    assert len(tell(AlertMemory(), update(), taken_back, again)) == 3


def test_the_same_update_read_twice_is_told_once() -> None:
    assert len(tell(AlertMemory(), update(), update(), update(received_at=after(hours=9)))) == 1


def test_an_alert_says_the_same_id_whoever_works_it_out() -> None:
    first, second = (tell(AlertMemory(), update())[0].alert_id for _ in range(2))
    assert first == second
    night = tell(AlertMemory(), update(severity="critical"), channels=(NIGHT,))[0].alert_id
    assert night != first


def test_what_was_told_is_forgotten_after_a_month() -> None:
    memory = AlertMemory()
    tell(memory, update())
    tell(memory, update(update_id="update-2", severity="low", received_at=after(days=31)))
    assert memory.told("update-1") == ()


def test_languages_don_t_age_one_another() -> None:
    memory = AlertMemory()
    tell(memory, update())
    tell(memory, update(update_id="update-2", language="de", severity="low", received_at=after(days=31)))
    assert len(memory.told("update-1")) == 1
