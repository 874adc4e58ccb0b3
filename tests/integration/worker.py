"""A worker with a fault, for the tests: `python worker.py STAGE`, with KILL_AT (the write before which it dies, by SIGKILL)
or DELAY (a number of seconds that enrich is late with an article at the most, by the article's uri)."""

import os
import signal
import sys
import time
from collections.abc import Awaitable
from typing import Any
from zlib import crc32

from streams import app, config, logs
from streams.agents.stage import Message, Outcome, Stage
from streams.topology import build


def kill_at(number: int) -> None:
    """Count this process's writes to Kafka, of journal, rows and records, and die before the `number`th."""
    written = 0

    def count() -> None:
        nonlocal written
        written += 1
        if written == number:
            os.kill(os.getpid(), signal.SIGKILL)

    plain_send, plain_write = app._send, app.FaustChangelog.write

    async def send(*arguments: Any) -> Any:
        count()
        return await plain_send(*arguments)

    def write(self: app.FaustChangelog, partition: int, key: bytes, value: bytes | None) -> Awaitable[Any]:
        count()
        return plain_write(self, partition, key, value)

    app._send, app.FaustChangelog.write = send, write  # type: ignore[method-assign,assignment]


def late(stage: Stage[Any], seconds: float) -> Stage[Any]:
    """Make a stage late, by a different time with each article."""
    plain = stage.handle

    def handle(message: Message, memory: Any) -> Outcome:
        time.sleep(seconds * (crc32(message.record.uri.encode()) % 100) / 100)
        return plain(message, memory)

    stage.handle = handle  # type: ignore[method-assign]
    return stage


if __name__ == "__main__":
    settings = config.load()
    logs.set_up(settings.log_level, stage=sys.argv[1])
    stage = build(sys.argv[1], settings)  # type: ignore[arg-type]
    if "DELAY" in os.environ:
        stage = late(stage, float(os.environ["DELAY"]))
    if "KILL_AT" in os.environ:
        kill_at(int(os.environ["KILL_AT"]))
        app.BATCH = int(os.environ.get("BATCH", "3"))
    sys.exit(app.run(stage, settings))
