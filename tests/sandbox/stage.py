"""A small town to try the sandbox in."""

import asyncio
import copy
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.bot_api import BotApi
from bot.sandbox.clock import MovableClock
from bot.sandbox.errors import Json
from bot.sandbox.files import Upload
from bot.sandbox.human import Human
from bot.sandbox.world import BotUser, Person, World
from tests.sandbox.judges import judge_answer, judge_update

START = datetime(2026, 11, 21, 10, tzinfo=UTC)
AIGUL, SERGEY, EMMA = 101, 102, 103
PEOPLE = (
    Person(AIGUL, "Айгүл", "aigul", "kk"),
    Person(SERGEY, "Сергей", None, "ru-RU", last_name="Ким"),
    Person(EMMA, "Emma", "emma"),
)


@dataclass
class Stage:
    world: World
    human: Human
    api: BotApi

    @classmethod
    def build(cls, bot: BotUser | None = None) -> "Stage":
        world = World(MovableClock(lambda: START), PEOPLE, bot)
        return cls(world, Human(world), BotApi(world))

    async def call(self, method: str, files: dict[str, Upload] | None = None, /, **params: Any) -> Any:
        """A call that must succeed, and whose answer two other libraries must understand."""
        status, body = await self.api.call(method, params, files)
        assert status == 200, body
        judge_answer(method, body["result"])
        return body["result"]

    async def refused(self, method: str, files: dict[str, Upload] | None = None, /, **params: Any) -> str:
        status, body = await self.api.call(method, params, files)
        assert not body["ok"]
        assert body["error_code"] == status
        return f"{status} {body['description']}"

    async def say(self, text: str = "Сәлем", to: int = AIGUL) -> Json:
        """What the bot says, as the answer shows it."""
        if not self.world.chats[to].started:
            self.human.say(to, to, "/start")
            self.updates()
        message: Json = await self.call("sendMessage", chat_id=to, text=text)
        return message

    def updates(self) -> list[Json]:
        """What waits for the bot, judged and taken."""
        waiting = copy.deepcopy(self.world.updates.head())
        self.world.updates.clear()
        for update in waiting:
            judge_update(update)
        return waiting

    def update(self) -> Json:
        (update,) = self.updates()
        return update


def png(width: int = 640, height: int = 480, more: int = 0) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\0" * (1 + more)


def inline_keyboard(*rows: tuple[str, ...]) -> Json:
    return {"inline_keyboard": [[{"text": data, "callback_data": data} for data in row] for row in rows]}


async def until(condition: Callable[[], object]) -> None:
    """For what another task brings about, which has no event to wait for; a test that waits in vain fails."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - whoever brings it about knows nothing of tests
            await asyncio.sleep(0.005)
