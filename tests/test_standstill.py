"""A worker that stood still too long ends before it writes."""

import signal
import subprocess
import sys
import time

from streams.standstill import Standstill


def test_a_clock_that_jumps_ends_the_process_and_one_that_walks_does_not() -> None:
    now, ended = [100.0], list[float]()
    standstill = Standstill(limit_seconds=6.0, end=ended.append, clock=lambda: now[0])
    now[0] += 5.0
    standstill.check()
    assert ended == []
    now[0] += 3.0
    standstill.check()
    assert ended == [8.0]


PROGRAM = """
import os, time
from streams.standstill import Standstill
Standstill(limit_seconds=1.0, end=lambda seconds: os._exit(75)).start()
print("runs", flush=True)
time.sleep(30)
"""


def test_a_process_that_is_stopped_and_woken_ends_by_itself() -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"runs\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGSTOP)
        time.sleep(1.5)
        process.send_signal(signal.SIGCONT)
        assert process.wait(5) == 75
