"""Faults under a flowing wire lose nothing and change nothing."""

from pathlib import Path

import pytest

from streams import kafka as local_kafka
from tests.chaos.__main__ import FAULTS, run

pytestmark = [pytest.mark.kafka, pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.mark.parametrize("fault", FAULTS)
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
