"""The program itself, beside a Bot API on this machine: started as a person starts it, or born of a process that has
imported it already, which spares most of the start.
"""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from bot.at_work import ROOT
from bot.sandbox.bot_api import BotApi
from bot.sandbox.doors import http_door
from tests.nursery import Born, Nursery
from tests.talk import Sky

PATIENCE = 20.0
NURSERY = Nursery("bot", "bot.cli")


@dataclass
class Program:
    process: asyncio.subprocess.Process | Born
    said: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)

    async def says(self, part: str) -> str:
        """The next line on the standard output with this in it."""
        assert self.process.stdout
        return await line_with(part, self.process.stdout, self.said)

    async def logs(self, part: str) -> str:
        assert self.process.stderr
        return await line_with(part, self.process.stderr, self.logged)

    async def rest(self) -> str:
        """All that was logged, once it has ended."""
        assert self.process.stderr
        return "".join(self.logged) + (await self.process.stderr.read()).decode()

    async def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


async def line_with(part: str, stream: asyncio.StreamReader, read: list[str]) -> str:
    async with asyncio.timeout(PATIENCE):
        async for raw in stream:
            read.append(raw.decode())
            if part in read[-1]:
                return read[-1]
    raise AssertionError(f"it ended without {part!r}: {read}")


@asynccontextmanager
async def started(folder: Path, *words: str, **settings: str) -> AsyncIterator[Program]:
    """As a person starts it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", *words),
        cwd=folder,
        env=surroundings(settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with at_its_end_killed(process) as running:
        yield running


@asynccontextmanager
async def program(folder: Path, *words: str, **settings: str) -> AsyncIterator[Program]:
    """The same, quicker."""
    async with at_its_end_killed(await NURSERY.born(folder, words, surroundings(settings))) as running:
        yield running


def surroundings(settings: dict[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name.startswith(("PATH", "HOME", "COV", "LANG"))}
    return {**inherited, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **settings}


@asynccontextmanager
async def at_its_end_killed(process: asyncio.subprocess.Process | Born) -> AsyncIterator[Program]:
    running = Program(process)
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def told(folder: Path, *words: str, **settings: str) -> tuple[int, str, str]:
    """For a program that ends by itself: its exit code and what it said and logged."""
    async with program(folder, *words, **settings) as running, asyncio.timeout(PATIENCE):
        out, log = await running.process.communicate()
        assert running.process.returncode is not None
        return running.process.returncode, out.decode(), log.decode()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@asynccontextmanager
async def telegram(sky: Sky, port: int = 0) -> AsyncIterator[dict[str, str]]:
    """The Bot API on a port of this machine; gives the settings that lead a program there."""
    runner = web.AppRunner(http_door(sky.api, pause=0.1), shutdown_timeout=0.1)
    await runner.setup()
    port = port or free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield {"BOT_TOKEN": sky.api.token, "BOT_API_URL": f"http://127.0.0.1:{port}"}
    finally:
        await runner.cleanup()


async def until(true: Callable[[], bool], what: str) -> None:
    """What another process does can only be watched from here."""
    for _ in range(int(PATIENCE / 0.02)):
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"it never came to this: {what}")


def calls(api: BotApi, method: str) -> int:
    return sum(call.method == method for call in api.calls)
