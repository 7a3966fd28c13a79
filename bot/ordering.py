"""One chat in order, chats side by side, and nobody starved: lanes that have something to do take turns."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Hashable
from contextvars import Context, copy_context
from functools import partial
from typing import Any, NamedTuple

Job = Callable[[], Coroutine[Any, Any, None]]

FAREWELL = 1.0
"""Seconds for a job that was cancelled to leave."""


class Queued(NamedTuple):
    job: Job
    done: asyncio.Future[None]
    context: Context


class Lanes:
    """A lane is one queue and at most one job at work. A lane that had its turn stands behind all the others
    that are ready, so a chat that floods us delays only itself.
    """

    def __init__(self, parallel: int = 64) -> None:
        self.parallel = parallel
        self.pending = 0
        self._queues: dict[Hashable, deque[Queued]] = {}
        self._ready: deque[Hashable] = deque()
        self._at_work: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    def submit(self, lane: int | None, job: Job) -> asyncio.Future[None]:
        """The job sees the context variables of whoever submits it, though it runs later."""
        key: Hashable = object() if lane is None else lane
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if key not in self._queues:
            self._queues[key] = deque()
            self._ready.append(key)
        self._queues[key].append(Queued(job, done, copy_context()))
        self.pending += 1
        self._idle.clear()
        self._start()
        return done

    def _start(self) -> None:
        while self._ready and len(self._at_work) < self.parallel:
            key = self._ready.popleft()
            queued = self._queues[key].popleft()
            task = asyncio.get_running_loop().create_task(queued.job(), context=queued.context)
            self._at_work.add(task)
            task.add_done_callback(partial(self._ended, key, queued.done))

    def _ended(self, key: Hashable, done: asyncio.Future[None], task: asyncio.Task[None]) -> None:
        self._at_work.discard(task)
        if self._queues[key]:
            self._ready.append(key)
        else:
            del self._queues[key]
        settle(done, task)
        self._leave(1)
        self._start()

    def _leave(self, jobs: int) -> None:
        self.pending -= jobs
        if self.pending == 0:
            self._idle.set()

    async def finish(self, patience: float) -> None:
        """Half of the time for whatever waits, the other half only for what has begun. What is left then is
        given up: its future is cancelled.
        """
        await self._rest(patience / 2)
        self._withdraw()
        await self._rest(patience / 2)
        if self._at_work:
            for task in self._at_work:
                task.cancel()
            await asyncio.wait(self._at_work, timeout=FAREWELL)

    async def _rest(self, patience: float) -> None:
        idle = asyncio.ensure_future(self._idle.wait())
        await asyncio.wait({idle}, timeout=patience)
        idle.cancel()

    def _withdraw(self) -> None:
        for queue in self._queues.values():
            for queued in queue:
                queued.done.cancel()
            self._leave(len(queue))
            queue.clear()
        for key in self._ready:
            del self._queues[key]
        self._ready.clear()


def settle(done: asyncio.Future[None], task: asyncio.Task[None]) -> None:
    if done.cancelled():  # whoever waited has left; the trouble, if any, is told by the loop
        return
    if task.cancelled():
        done.cancel()
    elif (trouble := task.exception()) is not None:
        done.set_exception(trouble)
    else:
        done.set_result(None)
