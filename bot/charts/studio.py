"""Where pictures are painted: in one process of its own, begun at the first picture, so that the loop never waits.
What was painted lately is kept; whoever asks for a picture that is being painted waits for the same one.
"""

import asyncio
import logging
import multiprocessing
import os
import threading
from collections import OrderedDict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from bot.charts import easel
from bot.charts.painter import prepare
from bot.screen import Picture

log = logging.getLogger("monoqala.charts")

KEPT = 64
"""Pictures of about 150 KB each."""
PATIENCE = 20.0
"""Seconds for a picture: many may be asked for at once. A painter who takes longer hangs."""
TRIES = 2
BIRTH = threading.Lock()


class NotPainted(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Painter:
    """The process and the way to it."""

    pool: ProcessPoolExecutor
    process: BaseProcess

    @classmethod
    def born(cls) -> Self:
        """Spawned, because a copy of a process with threads may hang; this takes a moment and is done in a thread."""
        pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=prepare)
        with BIRTH:
            others = set(multiprocessing.active_children())
            pool.submit(os.getpid)
            (process,) = set(multiprocessing.active_children()) - others
        return cls(pool, process)

    async def end(self, patience: float) -> None:
        ending = asyncio.create_task(asyncio.to_thread(self.pool.shutdown, cancel_futures=True))
        await asyncio.wait([ending], timeout=patience)
        if not ending.done():
            self.process.kill()
        await ending


class Studio:
    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self.birth: asyncio.Task[Painter] | None = None
        self.painted: OrderedDict[str, bytes] = OrderedDict()
        self.under_way: dict[str, asyncio.Task[bytes]] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def paint(self, picture: Picture) -> bytes:
        key = picture.key
        if key in self.painted:
            self.painted.move_to_end(key)
            return self.painted[key]
        if key not in self.under_way:
            self.under_way[key] = asyncio.create_task(self.work(picture))
            self.under_way[key].add_done_callback(lambda task: self.finish(key, task))
        return await asyncio.shield(self.under_way[key])

    def finish(self, key: str, task: asyncio.Task[bytes]) -> None:
        del self.under_way[key]
        if task.cancelled() or task.exception():
            return
        self.painted[key] = task.result()
        if len(self.painted) > KEPT:
            self.painted.popitem(last=False)

    async def work(self, picture: Picture) -> bytes:
        """A painter who died or hangs is replaced once."""
        loop = asyncio.get_running_loop()
        for attempt in range(1, TRIES + 1):
            painter = await self.at_work()
            try:
                async with asyncio.timeout(self.patience):
                    return await loop.run_in_executor(painter.pool, easel.png, picture.drawing)
            except (BrokenProcessPool, TimeoutError) as trouble:
                log.warning("painter lost", extra={"error": type(trouble).__name__, "attempt": attempt})
                await self.dismiss(painter)
        raise NotPainted(picture.key)

    async def at_work(self) -> Painter:
        """Whoever waits for it may go away; it is begun all the same, and ended at the end."""
        if self.birth is None or (self.birth.done() and self.birth.exception()):
            self.birth = asyncio.create_task(asyncio.to_thread(Painter.born))
        return await asyncio.shield(self.birth)

    async def dismiss(self, painter: Painter) -> None:
        """Once, whoever notices first."""
        if self.birth and self.birth.done() and self.birth.result() is painter:
            self.birth = None
            painter.process.kill()
            await painter.end(self.patience)

    async def close(self) -> None:
        for task in tuple(self.under_way.values()):
            task.cancel()
        await asyncio.gather(*self.under_way.values(), return_exceptions=True)
        birth, self.birth = self.birth, None
        if birth:
            [painter] = await asyncio.gather(birth, return_exceptions=True)
            if isinstance(painter, Painter):
                await painter.end(self.patience)
