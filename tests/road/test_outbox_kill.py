"""Workers are killed while they send: nothing is lost, and only the one send on the wire may come twice."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import func, select

from core.store.letters import Letter
from core.store.tables import outbox
from core.store.work import Store
from tests.road.postmen import NOON
from tests.road.stand_ins import FakeTelegram, Json, fine, until

ROOT = Path(__file__).parent.parent.parent
LETTERS = 32
KILLS = 4
LEASE = 1.2
START = 20.0


class Wire(FakeTelegram):
    """Notes what arrives and when, and takes its time to say so."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: list[tuple[float, str]] = []

    async def call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["method"] != "sendMessage":
            return await super().call(request)
        asked: Json = await request.json()
        self.arrived.append((asyncio.get_running_loop().time(), asked["text"]))
        await asyncio.sleep(0.03)
        return fine({"message_id": len(self.arrived)})

    def busiest_second(self) -> int:
        moments = [moment for moment, _ in self.arrived]
        return max(sum(start <= moment < start + 1 for moment in moments) for start in moments)


class Postmen:
    def __init__(self, nursery: asyncio.subprocess.Process) -> None:
        self.nursery = nursery
        self.alive: list[int] = []

    async def hire(self, database: str, telegram: str) -> None:
        assert self.nursery.stdin
        assert self.nursery.stdout
        self.nursery.stdin.write(f"{database} {telegram} {LEASE}\n".encode())
        self.alive.append(int(await self.nursery.stdout.readline()))

    def kill(self, number: int) -> None:
        os.kill(self.alive.pop(number), signal.SIGKILL)


@pytest.fixture
async def postmen() -> AsyncIterator[Postmen]:
    pipe = asyncio.subprocess.PIPE
    nursery = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.road.postmen"), cwd=ROOT, stdin=pipe, stdout=pipe
    )
    hired = Postmen(nursery)
    try:
        yield hired
    finally:
        for process in hired.alive:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        nursery.kill()
        await nursery.communicate()


async def fill(store: Store) -> None:
    async with store.writing() as work:
        await work.letters.put(Letter(7, f"{each}", "test", "test", NOON, "kk", {}) for each in range(LETTERS))


async def unsettled(store: Store) -> int:
    async with store.reading() as work:
        counted = select(func.count()).select_from(outbox).where(outbox.c.state != "delivered")
        return (await work.transaction.connection.execute(counted)).scalar_one()


async def arrived(wire: Wire, letters: int) -> None:
    await until(lambda: len({text for _, text in wire.arrived}) >= letters, START)


async def test_killed_at_any_moment_no_letter_is_lost_and_all_keep_the_pace(
    store: Store, database_url: str, postmen: Postmen
) -> None:
    chance, wire = random.Random(11), Wire()
    await fill(store)
    async with wire.serve() as telegram:
        for _ in range(2):
            await postmen.hire(database_url, telegram)
        for killed in range(KILLS):
            await arrived(wire, (killed + 1) * LETTERS // (KILLS + 1))
            await asyncio.sleep(chance.uniform(0, 0.06))
            postmen.kill(chance.randrange(2))
            await postmen.hire(database_url, telegram)
        async with asyncio.timeout(START):
            while await unsettled(store):  # noqa: ASYNC110  # what is waited for happens in other processes
                await asyncio.sleep(0.05)
    times = Counter(text for _, text in wire.arrived)
    assert set(times) == {str(number) for number in range(LETTERS)}
    assert times.total() - LETTERS <= KILLS
    assert wire.busiest_second() <= 30
