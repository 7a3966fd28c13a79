"""Large files are worked on in a process of their own: the event loop goes on, and whatever a file does to the memory
ends with the process.
"""

import asyncio
import multiprocessing
import signal
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Any, TypeVar

from core.files.spreadsheets.reading import Progress

T = TypeVar("T")
Tell = Callable[[int, float], Awaitable[None]]
SMALL = 256 * 1024
"""Bytes of a file that is read in a moment: a thread will do."""
PATIENCE = 180.0
"""Seconds. The largest file takes a tenth of them on a machine of today."""
SPAWN = multiprocessing.get_context("spawn")


class Lost(Exception):
    """The process broke, died, or took too long. Its own words, if it had any, are the message."""


@dataclass(frozen=True, slots=True)
class Done:
    result: Any


@dataclass(frozen=True, slots=True)
class Broken:
    trace: str


async def aside(work: Callable[[Progress], T], size: int, tell: Tell | None = None) -> T:
    """`work` and what it returns travel to another process and back. What it tells on its way reaches `tell`, which is
    not waited for.
    """
    loop = asyncio.get_running_loop()

    def said(rows: int, share: float) -> None:
        if tell is not None:
            asyncio.run_coroutine_threadsafe(told(tell, rows, share), loop)

    if size <= SMALL:
        return await asyncio.to_thread(work, said)
    ours, theirs = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=child, args=(theirs, work), daemon=True)
    starting = asyncio.create_task(asyncio.to_thread(process.start))
    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.shield(starting)
            theirs.close()
            result: T = await asyncio.to_thread(outcome, ours, said)
            return result
    except (TimeoutError, EOFError) as trouble:
        raise Lost(type(trouble).__name__) from None
    finally:
        await asyncio.wait([starting])
        process.kill()
        await asyncio.to_thread(process.join)


async def told(tell: Tell, rows: int, share: float) -> None:
    await tell(rows, share)


def outcome(connection: Connection, said: Progress) -> Any:
    while True:
        message = connection.recv()
        if isinstance(message, Done):
            return message.result
        if isinstance(message, Broken):
            raise Lost(message.trace)
        said(*message)


def child(connection: Connection, work: Callable[[Progress], Any]) -> None:
    """Whoever ends the bot from the keyboard ends it, and it ends us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        result = work(lambda rows, share: connection.send((rows, share)))
    except Exception:  # noqa: BLE001 - it is told to whoever waits for the result
        connection.send(Broken(traceback.format_exc()))
    else:
        connection.send(Done(result))


def unchanging(of: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(of)


ForkingPickler.register(MappingProxyType, lambda proxy: (unchanging, (dict(proxy),)))
