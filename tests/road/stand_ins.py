"""Stand-ins for what lies at both ends of the road: an inbox in memory, and a Bot API on a real socket."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from telegram import Bot

from bot.request import AiohttpRequest
from bot.updates import Update

TOKEN = "1234567:AAE-a_token_that_must_never_be_told"
ME = {"id": 1234567, "is_bot": True, "first_name": "Monoqala", "username": "monoqala_bot"}

Json = dict[str, Any]
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def message(number: int, chat: int = 7, text: str = "сәлем") -> Json:
    sender = {"id": abs(chat), "is_bot": False, "first_name": "Айгүл"}
    place = {"id": chat, "type": "private"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1_770_000_000, "chat": place, "from": sender, "text": text},
    }


class MemoryInbox:
    """Counts its writes, and fails on order. Rows in `elsewhere` are in the hands of another worker."""

    def __init__(self, waiting: Iterable[tuple[int, bytes]] = ()) -> None:
        self.rows = dict(waiting)
        self.elsewhere: set[int] = set()
        self.ours: set[int] = set()
        self.extended: list[list[int]] = []
        self.strange: dict[int, tuple[str, str]] = {}
        self.writes: list[str] = []
        self.trouble: Exception | None = None
        self.slow = 0.0

    async def write(self, what: str) -> None:
        self.writes.append(what)
        if self.trouble:
            raise self.trouble
        await asyncio.sleep(self.slow)

    async def keep(self, updates: Sequence[tuple[int, bytes]]) -> None:
        await self.write(f"keep {len(updates)}")
        self.rows |= dict(updates)
        self.ours |= {number for number, _ in updates}

    async def drop(self, update_id: int) -> None:
        await self.write("drop")
        self.rows.pop(update_id, None)

    async def claim(self, everything: bool = False) -> list[tuple[int, bytes]]:
        if self.trouble:
            raise self.trouble
        claimed = sorted(self.rows.keys() - (set() if everything else self.ours | self.elsewhere))
        self.ours |= set(claimed)
        return [(number, self.rows[number]) for number in claimed]

    async def extend(self, update_ids: Sequence[int]) -> None:
        self.extended.append(list(update_ids))

    async def unreadable(self, update_id: int, shape: str, reason: str) -> None:
        await self.write("unreadable")
        self.strange[update_id] = (shape, reason)


class Desk:
    """Handles updates in a time that each text tells in milliseconds, and notes them when done."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.handled: list[int] = []
        self.trouble: dict[int, BaseException] = {}

    async def handle(self, update: Update) -> None:
        self.begun.append(update.update_id)
        if trouble := self.trouble.get(update.update_id):
            raise trouble
        text = update.message.text if update.message else None
        await asyncio.sleep(int(text) / 1000 if text and text.isdigit() else 0)
        self.handled.append(update.update_id)


class FakeTelegram:
    """Hands out updates as Telegram does: again and again, until a greater offset confirms them. `planned`
    holds answers that come before the usual ones, method by method.
    """

    def __init__(self, updates: Iterable[Json] = ()) -> None:
        self.updates = list(updates)
        self.asked: list[tuple[str, Json]] = []
        self.planned: dict[str, deque[Answer]] = {}
        self.news = asyncio.Event()
        self.url = ""
        self.polls = 0

    def put(self, *updates: Json) -> None:
        self.updates.extend(updates)
        self.news.set()

    def plan(self, method: str, *answers: Answer) -> None:
        self.planned.setdefault(method, deque()).extend(answers)

    def offsets(self) -> list[int]:
        return [asked["offset"] for method, asked in self.asked if method == "getUpdates"]

    async def call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        asked = await request.json() if request.can_read_body else {}
        self.asked.append((method, asked))
        if self.planned.get(method):
            return await self.planned[method].popleft()(request)
        match method:
            case "getMe":
                return fine(ME)
            case "deleteWebhook":
                return fine(True)
            case "getUpdates":
                return fine(await self.get_updates(asked))
        return refused(404, "Not Found")

    async def get_updates(self, asked: Json) -> list[Json]:
        self.polls += 1
        self.updates = [one for one in self.updates if one.get("update_id", 0) >= asked["offset"]]
        if not self.updates and asked["timeout"]:
            self.news.clear()
            try:
                async with asyncio.timeout(asked["timeout"]):
                    await self.news.wait()
            except TimeoutError:
                return []
        return self.updates[: asked["limit"]]

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        app = web.Application(client_max_size=2**22)
        app.router.add_post("/bot{token}/{method}", self.call)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.01, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self.url
        finally:
            await runner.cleanup()


def fine(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def refused(status: int, description: str, **parameters: Any) -> web.Response:
    body: Json = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=status)


def says(make: Callable[[], web.StreamResponse]) -> Answer:
    async def answer(_: web.Request) -> web.StreamResponse:
        return make()

    return answer


async def cuts(request: web.Request) -> web.StreamResponse:
    assert request.transport
    request.transport.abort()
    return web.Response()


def telegram_bot(url: str, request: AiohttpRequest | None = None) -> Bot:
    return Bot(
        TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=request or AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )


async def until(true: Callable[[], Any], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(0.002)


def wire(update: Json) -> bytes:
    return json.dumps(update).encode()
