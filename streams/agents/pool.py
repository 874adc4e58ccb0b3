"""Decides a heavy stage's messages in processes of their own, one message a process at a time.

What goes wrong concerns its message alone: an exception comes back as it was raised, and a process that dies is replaced and its
message tried once more. The children end with this process, however it ends: a thread of theirs waits for that.
"""

import asyncio
import gc
import os
import signal
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import connection, get_context, parent_process
from typing import Any

from streams.agents.stage import Message, Outcome, Stage

AHEAD = 4
"""Messages a process that are taken together at the most: with fewer, processes stand idle at the end of each batch; with more,
a rebalance has longer to wait."""
READY = "ready"
STOP_SECONDS = 5.0


class KilledProcesses(Exception):
    """A message whose process died each time it was tried."""


class PoolBroken(Exception):
    """A process that can't be started: nothing that a message could be blamed for."""


class _Died(Exception):
    """A process ended with a message in hand."""


class Pool:
    """A stage, made anew in each of several processes."""

    def __init__(self, make: Callable[[], Stage[Any]], *, processes: int, tries: int = 2) -> None:
        """Start the processes; they are waited for when the first messages come.

        Args:
            make: Called in each process; picklable. The stage must be one that remembers nothing.
            processes: How many.
            tries: How often a message is tried whose process dies.
        """
        self.together = AHEAD * processes
        self._tries = tries
        self._threads = ThreadPoolExecutor(max_workers=processes, thread_name_prefix="pool")
        self._children = [_Child(make) for _ in range(processes)]
        self._free: asyncio.Queue[_Child] = asyncio.Queue()
        for child in self._children:
            self._free.put_nowait(child)

    async def handle(self, message: Message) -> Outcome:
        """Decide about one message as soon as a process is free; the first to ask is the first to be served.

        Raises:
            KilledProcesses: If the process died each time.
            PoolBroken: If no process can be started.
            Exception: What the stage raised.
        """
        child = await self._free.get()
        try:
            for _ in range(self._tries):
                try:
                    answer = await asyncio.get_running_loop().run_in_executor(self._threads, child.ask, message)
                except _Died:
                    continue
                if isinstance(answer, Outcome):
                    return answer
                raise answer
            raise KilledProcesses(f"killed the worker process {self._tries} times")
        except asyncio.CancelledError:
            child.close()  # its answer, still to come, would be taken for the next message's
            raise
        finally:
            self._free.put_nowait(child)

    def close(self) -> None:
        """End the processes; what they have in hand is lost."""
        for child in self._children:
            child.close()
        self._threads.shutdown(wait=False, cancel_futures=True)


class _Child:
    """One process and the line to it; used by one thread at a time."""

    def __init__(self, make: Callable[[], Stage[Any]]) -> None:
        self._make = make
        self._closed = False
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")  # a fork would copy locks that other threads hold
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._make), name="writethru-pool", daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def ask(self, message: Message) -> Outcome | Exception:
        """Have a message decided.

        Raises:
            _Died: If the process ended over it; the next one is on its way.
            PoolBroken: If the process can't be started.
        """
        self._wait_until_ready()
        try:
            self._line.send(message)
        except OSError:  # it died idle
            self._replace()
            self._wait_until_ready()
            self._line.send(message)
        try:
            answer: Outcome | Exception = self._line.recv()
        except (EOFError, OSError) as error:
            self._replace()
            raise _Died from error
        return answer

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        try:
            said = self._line.recv()
        except (EOFError, OSError) as error:
            self._process.join(STOP_SECONDS)
            raise PoolBroken(f"a process of the pool ended before it was ready, exit status {self._process.exitcode}") from error
        if said != READY:
            raise PoolBroken(f"a process of the pool could not begin: {said}")
        self._ready = True

    def _replace(self) -> None:
        if self._closed:
            raise PoolBroken("the pool is closed")
        self._line.close()
        self._process.kill()
        self._process.join(STOP_SECONDS)
        self._start()

    def close(self) -> None:
        """End the process; whoever waits for it gets PoolBroken."""
        self._closed = True
        self._process.kill()


def _serve(line: "connection.Connection[Any, Any]", make: Callable[[], Stage[Any]]) -> None:
    """A child's life: signals are its parent's affair, and its end ends the child."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        stage = make()
    except Exception as error:
        line.send(f"{type(error).__name__}: {error}")
        return
    memory = stage.memory()
    gc.collect()
    gc.freeze()  # the language model: a hundred thousand objects that no collection need look at again
    line.send(READY)
    while True:
        try:
            message = line.recv()
        except EOFError:
            return
        line.send(_answer(stage, memory, message))


def _answer(stage: Stage[Any], memory: Any, message: Message) -> Outcome | Exception:
    try:
        return stage.handle(message, memory)
    except Exception as error:
        error.add_note(traceback.format_exc())
        return error


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
    os._exit(os.EX_OK)
