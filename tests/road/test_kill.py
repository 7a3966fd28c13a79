"""A real process is killed at bad moments and started again: nothing that a person sent is lost."""

import asyncio
import os
import random
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from core.store.inbox import Inbox
from core.store.work import Store
from tests.nursery import Born, Nursery
from tests.road.stand_ins import FakeTelegram, message, until

ROOT = Path(__file__).parent.parent.parent
NURSERY = Nursery("tests.road.polled_bot", "bot.polling", "core.store.inbox", "core.store.work", "tests.road.stand_ins")
START = 20.0
"""Seconds a process may need to come up on a busy machine."""


class Life:
    """Telegram and the folder outlive the processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.telegram = FakeTelegram()

    @asynccontextmanager
    async def process(self, seconds: float = 0.0) -> AsyncIterator[Born]:
        surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = await NURSERY.born(ROOT, (self.telegram.url, str(self.folder), str(seconds)), surroundings)
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            sys.stderr.write((await process.communicate())[1].decode())

    def diary(self, word: str) -> list[tuple[int, int]]:
        """Number and chat of each update that was begun or handled, in order."""
        file = self.folder / "diary"
        lines = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
        return [(int(number), int(chat)) for what, number, chat in lines if what == word]

    def handled(self) -> set[int]:
        return {number for number, _ in self.diary("handled")}

    def has_begun_more_than(self, before: set[tuple[int, int]]) -> bool:
        return not before.issuperset(self.diary("begun"))

    async def in_inbox(self) -> list[int]:
        store = await Store.open(f"sqlite:///{self.folder}/bot.sqlite3", lambda: datetime(2026, 3, 2, tzinfo=UTC))
        waiting = await Inbox(store).claim(everything=True)
        await store.close()
        return [number for number, _ in waiting]


@pytest.fixture(scope="module", autouse=True)
def nursery() -> Iterator[None]:
    yield
    NURSERY.end()


@pytest.fixture
async def life(tmp_path: Path) -> AsyncIterator[Life]:
    life = Life(tmp_path)
    async with life.telegram.serve():
        yield life


async def test_killed_between_fetch_and_handling_nothing_is_lost(life: Life) -> None:
    life.telegram.put(*(message(number, chat=number % 3 + 1) for number in range(1, 10)))
    async with life.process(seconds=60) as first:
        await until(lambda: life.diary("begun"), START)
        first.kill()
    assert life.handled() == set()
    assert life.telegram.offsets() == [0]  # nothing was confirmed
    async with life.process() as second:
        await until(lambda: len(life.handled()) == 9, START)
        second.terminate()
        assert await second.wait() == 0
    assert life.telegram.updates == []
    assert len(life.diary("handled")) == 9


async def test_killed_after_the_confirmation_the_inbox_gives_them_back_in_order(life: Life) -> None:
    life.telegram.put(*(message(number) for number in range(1, 6)))
    async with life.process(seconds=60) as first:
        await until(lambda: life.telegram.offsets()[1:] == [6], START)
        first.kill()
    assert life.telegram.updates == []  # Telegram thinks they have arrived
    assert await life.in_inbox() == [1, 2, 3, 4, 5]
    life.telegram.put(message(6))
    async with life.process() as second:
        await until(lambda: len(life.handled()) == 6, START)
        second.terminate()
        assert await second.wait() == 0
    assert [number for number, _ in life.diary("handled")] == [1, 2, 3, 4, 5, 6]
    assert await life.in_inbox() == []


async def test_killed_again_and_again_each_update_is_handled_in_the_order_of_its_chat(life: Life) -> None:
    chance = random.Random(7)
    number = 0
    for _ in range(3):
        async with life.process(seconds=0.15) as process:
            before = set(life.diary("begun"))
            for _ in range(12):
                number += 1
                life.telegram.put(message(number, chat=chance.choice([1, 1, 1, 2, 3])))
            await until(partial(life.has_begun_more_than, before), START)
            await asyncio.sleep(chance.uniform(0, 0.9))
            process.kill()
    async with life.process() as last:
        await until(lambda: len(life.handled()) == number, START)
        last.terminate()
        assert await last.wait() == 0
    firsts = dict.fromkeys(life.diary("handled"))
    for chat in (1, 2, 3):
        order = [one for one, where in firsts if where == chat]
        assert order == sorted(order)
    assert life.telegram.updates == []
    assert await life.in_inbox() == []
