"""One chat in order, chats side by side, and nobody starved: lanes that have something to do take turns."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Coroutine, Hashable
from contextvars import Context, copy_context
from functools import partial
from typing import Any, NamedTuple

from bot.request import NotYet

Job = Callable[[], Coroutine[Any, Any, None]]

FAREWELL = 1.0
"""Seconds for a job that was cancelled to leave."""
COUNTED = 100
LONGEST_LANE = 2000


class Queued(NamedTuple):
    job: Job
    done: asyncio.Future[None]
    context: Context


class Lanes:
    """A lane is one queue and at most one job at work. A lane that had its turn stands behind all the others
    that are ready, so a chat that floods us delays only itself.

    A job that raises NotYet stays at the head of its lane and runs again after the rest it asked for. Until
    then the lane takes no turns, and the other lanes do not notice.
    """

    def __init__(self, parallel: int = 64) -> None:
        self.parallel = parallel
        self.pending = 0
        self._queues: dict[Hashable, deque[Queued]] = {}
        self._ready: deque[Hashable] = deque()
        self._resting: dict[Hashable, asyncio.TimerHandle] = {}
        self._at_work: set[asyncio.Task[None]] = set()
        self._pausing = 0
        self._closed = False
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

    async def pause(self, seconds: float) -> None:
        """For a job that has to wait in the middle of its work: another may use its place meanwhile."""
        self._pausing += 1
        self._start()
        try:
            await asyncio.sleep(seconds)
        finally:
            self._pausing -= 1

    def _start(self) -> None:
        while self._ready and len(self._at_work) - self._pausing < self.parallel:
            key = self._ready.popleft()
            queued = self._queues[key].popleft()
            task = asyncio.get_running_loop().create_task(queued.job(), context=queued.context)
            self._at_work.add(task)
            task.add_done_callback(partial(self._ended, key, queued))

    def _ended(self, key: Hashable, queued: Queued, task: asyncio.Task[None]) -> None:
        self._at_work.discard(task)
        trouble = None if task.cancelled() else task.exception()
        if isinstance(trouble, NotYet):
            self._rest(key, queued, trouble.seconds)
        else:
            settle(queued.done, task)
            self._leave(1)
            if self._queues[key]:
                self._ready.append(key)
            else:
                del self._queues[key]
        self._start()

    def _rest(self, key: Hashable, queued: Queued, seconds: float) -> None:
        self._queues[key].appendleft(queued)
        if self._closed:  # nobody will be there to wake it
            self._withdraw(key)
        else:
            self._resting[key] = asyncio.get_running_loop().call_later(seconds, self._wake, key)

    def _wake(self, key: Hashable) -> None:
        del self._resting[key]
        self._ready.append(key)
        self._start()

    def _leave(self, jobs: int) -> None:
        self.pending -= jobs
        if self.pending == 0:
            self._idle.set()

    async def close(self, patience: float) -> None:
        """What waits for its turn has this long to begin. Whatever begins no more has its future cancelled."""
        self._closed = True
        for key, timer in self._resting.items():
            timer.cancel()
            self._withdraw(key)
        self._resting.clear()
        await self._quiet(patience)
        for key in self._ready:
            self._withdraw(key)
        self._ready.clear()
        for queue in self._queues.values():
            self._empty(queue)

    async def finish(self, patience: float) -> None:
        """After close(): what began has this long to end. Then it is given up, and its future cancelled too."""
        await self._quiet(patience)
        if self._at_work:
            for task in self._at_work:
                task.cancel()
            await asyncio.wait(self._at_work, timeout=FAREWELL)

    async def _quiet(self, patience: float) -> None:
        idle = asyncio.ensure_future(self._idle.wait())
        await asyncio.wait({idle}, timeout=patience)
        idle.cancel()

    def _withdraw(self, key: Hashable) -> None:
        self._empty(self._queues.pop(key))

    def _empty(self, queue: deque[Queued]) -> None:
        for queued in queue:
            queued.done.cancel()
        self._leave(len(queue))
        queue.clear()


def settle(done: asyncio.Future[None], task: asyncio.Task[None]) -> None:
    trouble = None if task.cancelled() else task.exception()
    if done.cancelled():  # whoever waited has left
        if trouble is not None:
            told = {"message": "a job broke that nobody waited for", "exception": trouble, "task": task}
            asyncio.get_running_loop().call_exception_handler(told)
    elif task.cancelled():
        done.cancel()
    elif trouble is not None:
        done.set_exception(trouble)
    else:
        done.set_result(None)


class Crowd:
    """How many wait, lane by lane. In the sum a lane counts only so far, lest one chat that floods us shut the
    door on all the others.
    """

    def __init__(self, longest_lane: int = LONGEST_LANE, counted: int = COUNTED) -> None:
        self.size = 0
        self._longest = longest_lane
        self._counted = counted
        self._lanes: Counter[int | None] = Counter()
        self._overflowing: set[int | None] = set()

    def enter(self, lane: int | None) -> None:
        self._lanes[lane] += 1
        self.size += self._lanes[lane] <= self._counted

    def leave(self, lane: int | None) -> None:
        self.size -= self._lanes[lane] <= self._counted
        self._lanes[lane] -= 1
        if not self._lanes[lane]:
            del self._lanes[lane]
            self._overflowing.discard(lane)

    def full(self, lane: int | None) -> bool:
        return self._lanes[lane] >= self._longest

    def overflows_anew(self, lane: int | None) -> bool:
        """True once, until the lane has been empty again."""
        anew = lane not in self._overflowing
        self._overflowing.add(lane)
        return anew
