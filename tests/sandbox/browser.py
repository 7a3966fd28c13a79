"""The browser chat in a real Chromium, with a scripted bot at the other end: what the tests of the page share."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import unused_port
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.sandbox.bot_api import BotApi
from bot.sandbox.chat import chat_app
from bot.sandbox.clock import MovableClock
from bot.sandbox.errors import Json
from bot.sandbox.human import Human
from bot.sandbox.people import PEOPLE, open_council
from bot.sandbox.world import World
from core.localised import LANGUAGES
from tests.sandbox.scripted_bot import GREETING, ScriptedBot

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
in_chromium = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium here: the browser chat was left untested in a real browser"
    ),
]

START = datetime(2026, 11, 21, 9, tzinfo=UTC)
AIGUL, SERGEY, EMMA, LOLA = 1002, 1003, 1004, 1006


async def screens() -> list[Json]:
    """Two screens: one of words and a button, one with a picture that it carries itself."""
    dot = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="
    button = {"inline_keyboard": [[{"text": "→", "callback_data": "x"}]]}
    said = {code: {"text": text, "date": 0, "reply_markup": button} for code, text in GREETING.items()}
    shown = {
        code: {"photo": [{"url": dot, "width": 400, "height": 200}], "caption": code, "date": 0} for code in LANGUAGES
    }
    return [{"name": "start", "screens": said}, {"name": "map", "screens": shown}]


@dataclass
class Chat:
    """An open page, and what lies behind it."""

    page: Page
    world: World
    human: Human
    bot: ScriptedBot
    app: web.Application
    address: str
    complaints: list[str]

    async def begin(self, person: int) -> None:
        self.human.say(person, person, "/start")  # a talk that has begun before the page is opened
        await self.page.goto(f"{self.address}/#{person}/{person}")
        await expect(self.keys.first).to_be_visible()

    async def say(self, text: str) -> None:
        await self.field.fill(text)
        if text.startswith("/"):
            await self.field.press("Escape")  # closes the list of commands
        await self.field.press("Enter")

    def person(self, chat_id: int) -> Locator:
        return self.page.locator(f'[data-chat="{chat_id}"]')

    @property
    def field(self) -> Locator:
        return self.page.locator("#field")

    @property
    def bubbles(self) -> Locator:
        return self.page.locator("#thread .row")

    @property
    def last(self) -> Locator:
        return self.bubbles.last

    @property
    def keys(self) -> Locator:
        return self.page.locator("#thread .key")

    def key(self, label: str) -> Locator:
        return self.keys.filter(has_text=label)

    @property
    def toasts(self) -> Locator:
        return self.page.locator(".toast")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def opened(browser: Browser, **context: Any) -> AsyncIterator[Chat]:
    world = World(MovableClock(lambda: START), PEOPLE)
    open_council(world)
    human, bot, port = Human(world), ScriptedBot(BotApi(world)), unused_port()
    app = chat_app(world, human, screens, port)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    talking = asyncio.create_task(bot.run())
    usual = {"viewport": {"width": 1280, "height": 860}, "locale": "kk", "reduced_motion": "reduce"}
    window = await browser.new_context(**usual | context)
    page = await window.new_page()
    page.set_default_timeout(4000)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield Chat(page, world, human, bot, app, f"http://127.0.0.1:{port}", complaints)
        assert not talking.done(), talking.exception()
        assert complaints == []
    finally:
        await window.close()
        talking.cancel()
        await asyncio.gather(talking, return_exceptions=True)
        await runner.cleanup()


@pytest_asyncio.fixture(loop_scope="module")
async def chat(browser: Browser) -> AsyncIterator[Chat]:
    async with opened(browser) as chat:
        yield chat


async def attach(chat: Chat, what: str, file: Path) -> None:
    await chat.page.get_by_role("button", name="Тіркеу").click()
    async with chat.page.expect_file_chooser() as chooser:
        await chat.page.get_by_role("menuitem", name=what).click()
    await (await chooser.value).set_files(file)


async def menu(chat: Chat, item: str) -> None:
    await chat.page.locator("#talk-menu").click()
    await chat.page.get_by_role("menuitem", name=item).click()
