"""All stages as child processes of one: what dies is started again, and a signal stops them all."""

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from schemas.topics import StageName
from streams.logs import logger

RESTART_SECONDS = 1.0
"""Before the first restart; doubled with each death that follows within a minute, up to RESTART_LIMIT_SECONDS."""
RESTART_LIMIT_SECONDS = 30.0
STABLE_SECONDS = 60.0
STOP_SECONDS = 20.0
"""A worker that has not stopped by then is killed; what it had in hand is redelivered."""


PR_SET_PDEATHSIG = 1
"""From Linux's sys/prctl.h."""


@dataclass(slots=True)
class Child:
    """One worker process."""

    stage: StageName
    environ: dict[str, str] = field(default_factory=dict)
    """Settings of this one, over those of all."""
    log: Path | None = None
    """Where its stderr goes; None: to ours."""
    process: asyncio.subprocess.Process | None = None
    restarts: int = 0


@dataclass(slots=True)
class Supervisor:
    """Keeps one worker process for each child."""

    children: Sequence[Child]
    environ: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    on_exit: Callable[[StageName, int], None] = lambda stage, status: None
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    refused: StageName | None = None
    """The stage whose settings or table were refused: starting it again would not help."""

    async def run(self) -> int:
        """Keep all workers running until `stop`.

        Returns:
            0, or the exit status of a worker that refused its settings.
        """
        statuses = await asyncio.gather(*(self._keep(child) for child in self.children))
        return max(statuses)

    def stop(self) -> None:
        self._stopping.set()

    async def _keep(self, child: Child) -> int:
        loop, wait = asyncio.get_running_loop(), RESTART_SECONDS
        while not self._stopping.is_set():
            started = loop.time()
            status = await self._run_once(child)
            if self._stopping.is_set():
                break
            self.on_exit(child.stage, status)
            if status in (os.EX_CONFIG, os.EX_USAGE):
                self.refused = child.stage
                self.stop()
                return status
            wait = RESTART_SECONDS if loop.time() - started > STABLE_SECONDS else min(wait * 2, RESTART_LIMIT_SECONDS)
            child.restarts += 1
            logger().warning("restart", stage=child.stage, status=status, seconds=wait)
            await self._wait_for_stop(wait)
        return 0

    async def _run_once(self, child: Child) -> int:
        with child.log.open("ab") if child.log else nullcontext() as log:
            child.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "streams", "worker", child.stage),
                env=self.environ | child.environ,
                stdin=asyncio.subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )
        ended = asyncio.ensure_future(child.process.wait())
        stopping = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait({ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not ended.done():
            child.process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(asyncio.shield(ended), STOP_SECONDS)
            except TimeoutError:
                child.process.kill()
        return await ended

    async def _wait_for_stop(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


def _end_with_parent() -> None:
    """Have Linux send SIGTERM to the worker when its parent dies, even by SIGKILL: nobody would start or stop it any more."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
