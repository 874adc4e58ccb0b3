"""Faults under a flowing wire lose nothing and change nothing."""

from pathlib import Path

import pytest

from streams import kafka as local_kafka
from tests.chaos.__main__ import FAULTS, run

pytestmark = [pytest.mark.kafka, pytest.mark.slow, pytest.mark.timeout(600)]


KILLS = [fault for fault in FAULTS if fault.startswith("kill")]
"""`make chaos` has more: what a worker that stands still had on its way to the socket still goes out (see streams/standstill.py), a race
of milliseconds that a test can't hold against it."""


@pytest.mark.parametrize("fault", KILLS)
async def test_what_comes_out_is_what_replay_gives(fault: str, tmp_path: Path) -> None:
    why = local_kafka.why_unavailable()
    if why is not None:
        pytest.skip(why)
    cluster = local_kafka.start(data_dir=tmp_path / "kafka", port=0)
    try:
        folder = tmp_path / "fault"
        folder.mkdir()
        row = await run(fault, cluster, folder)
    finally:
        local_kafka.stop(tmp_path / "kafka")
    assert row.sound, row.notes
    assert row.updates > 0
    assert row.dead == 0
