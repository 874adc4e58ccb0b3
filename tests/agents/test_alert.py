"""The alert stage as the runner calls it."""

from streams.agents.alert import Alerts
from streams.domain.alert.policy import Channel
from tests.builders import after, apply_stored, message, update

STAGE = Alerts([Channel(name="desk", min_severity="medium")])


def test_each_update_has_one_of_the_outcomes_that_the_stage_names() -> None:
    memory, seen = STAGE.memory(), []
    for one in (
        update(),
        update(update_id="update-2", received_at=after(minutes=1)),
        update(update_id="update-3", op="retracted", retracts=("update-1",), received_at=after(minutes=2)),
        update(update_id="update-4", severity="low"),
    ):
        outcome = STAGE.handle(message(one), memory)
        seen.append(outcome.name)
        for key, row in outcome.change.items():
            memory.apply(key, row)
    assert seen == ["alerted", "cooled", "retracted", "quiet"]
    assert set(seen) == set(STAGE.outcomes)


def test_deciding_changes_nothing_by_itself() -> None:
    memory = STAGE.memory()
    first, second = (STAGE.handle(message(update()), memory) for _ in range(2))
    assert first == second


def test_a_restored_memory_decides_like_the_one_that_went() -> None:
    memory = STAGE.memory()
    told = STAGE.handle(message(update()), memory)
    restored = STAGE.memory()
    for _ in range(2):
        apply_stored(restored, told.change)
    assert STAGE.handle(message(update(update_id="update-2")), restored).name == "cooled"
    taken_back = STAGE.handle(message(update(update_id="update-3", op="retracted", retracts=("update-1",))), restored)
    assert [alert.channel for alert in taken_back.send] == ["desk"]
