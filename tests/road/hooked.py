"""A webhook on a real socket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.ordering import Lanes
from bot.road import Road
from bot.updates import Update
from bot.webhook import Webhook, listen, serve_on
from tests.road.stand_ins import MemoryInbox

SECRET = "a-secret-of-the-webhook"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
PATH = "/telegram/hook"


class Site:
    def __init__(self, road: Any = None) -> None:
        self.inbox = MemoryInbox()
        self.seen: list[int] = []
        self.begun: list[int] = []
        self.slow: dict[int, float] = {}
        self.reason: str | None = None
        self.trouble: Exception | None = None
        self.hang = 0.0
        self.stop = asyncio.Event()
        self.webhook = Webhook(road or Road(self.handle, self.inbox, Lanes()), PATH, SECRET, self.ready)
        self.port = 0

    async def handle(self, update: Update) -> None:
        self.begun.append(update.update_id)
        await asyncio.sleep(self.slow.get(update.update_id, 0))
        self.seen.append(update.update_id)

    async def ready(self) -> str | None:
        await asyncio.sleep(self.hang)
        if self.trouble:
            raise self.trouble
        return self.reason

    @asynccontextmanager
    async def served(self) -> AsyncIterator[aiohttp.ClientSession]:
        listener = listen("127.0.0.1", 0)
        self.port = listener.getsockname()[1]
        serving = asyncio.create_task(serve_on(self.webhook, listener, self.stop))
        try:
            async with aiohttp.ClientSession(f"http://127.0.0.1:{self.port}") as session:
                yield session
        finally:
            self.stop.set()
            async with asyncio.timeout(5):
                await serving

    async def raw(self, *lines: str, body: bytes = b"") -> bytes:
        """An exchange by hand, for what no decent client sends; the whole answer until the server hangs up."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        async with asyncio.timeout(5):
            answer = await reader.read()
        writer.close()
        return answer


async def post(session: aiohttp.ClientSession, update: Any, **options: Any) -> int:
    async with session.post(PATH, **{"json": update, "headers": HEADERS, **options}) as response:
        await response.read()
        return response.status
