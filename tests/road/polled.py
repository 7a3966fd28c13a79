"""A bot that polls a Bot API on a real socket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Bot

from bot.ordering import Lanes
from bot.polling import Polling
from bot.road import Road
from bot.updates import Update
from tests.road.stand_ins import (
    FakeTelegram,
    MemoryInbox,
    telegram_bot,
)


class Pauses:
    """Waits are noted, and cost no time."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, wait: float) -> None:
        self.taken.append(wait)
        await asyncio.sleep(0)


class World:
    """A bot that polls a Bot API on a real socket; `seen` are the updates it handled."""

    def __init__(self) -> None:
        self.telegram = FakeTelegram()
        self.inbox = MemoryInbox()
        self.seen: list[int] = []
        self.slow: dict[int, float] = {}
        self.pauses = Pauses()
        self.stop = asyncio.Event()
        self.road = Road(self.handle, self.inbox, Lanes())

    async def handle(self, update: Update) -> None:
        await asyncio.sleep(self.slow.get(update.update_id, 0))
        self.seen.append(update.update_id)

    @asynccontextmanager
    async def at_work(self, road: Any = None) -> AsyncIterator[asyncio.Task[None]]:
        async with self.telegram.serve() as url, telegram_bot(url) as bot:
            running = asyncio.create_task(self.polling(bot, road).run(self.stop))
            try:
                yield running
            finally:
                self.stop.set()
                async with asyncio.timeout(5):
                    await running

    def polling(self, bot: Bot, road: Any = None) -> Polling:
        return Polling(bot, road or self.road, pause=self.pauses)


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "monoqala.polling"]
