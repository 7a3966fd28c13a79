"""Talking with the whole bot as people do: say something, press a button by its label, read the answer.

Behind it stand the real services on a real database and the Bot API in memory, which refuses what Telegram
would refuse; a refusal fails the test.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from telegram import Bot

from bot import i18n, routes
from bot.at_work import Monoqala, monoqala
from bot.letters import Kind
from bot.sandbox.bot_api import BotApi
from bot.sandbox.clock import MovableClock
from bot.sandbox.doors import SandboxRequest
from bot.sandbox.errors import Json
from bot.sandbox.human import Human
from bot.sandbox.people import COUNCIL_ID, OFFICIAL_ID, OWNER_ID, PEOPLE, open_council
from bot.sandbox.world import World
from core.files import definitions
from core.files.definitions import load
from core.localised import Language
from core.store.work import Store
from tests.catalogues import DATA
from tests.content import Read
from tests.house import catalogue, translators

START = datetime(2026, 11, 21, 5, tzinfo=UTC)
AIGUL, SERGEY, EMMA, LOLA = 1002, 1003, 1004, 1006
SPEAKERS: dict[Language, int] = {"kk": AIGUL, "ru": SERGEY, "en": EMMA}

__all__ = ["COUNCIL_ID", "OFFICIAL_ID", "OWNER_ID", "Sky", "Square", "Talk", "square"]


@dataclass
class Square:
    """The place where people and the bot meet."""

    world: World
    human: Human
    api: BotApi
    clock: MovableClock
    at_work: Monoqala

    def talk(self, person_id: int, chat_id: int | None = None) -> "Talk":
        return Talk(self, person_id, chat_id or person_id)

    async def settle(self) -> None:
        """Until the bot has nothing left to hear."""
        while waiting := self.world.updates.head():
            status, body = await self.api.call("getUpdates", {"timeout": 0})
            assert status == 200, body
            await self.at_work.road.take(body["result"], grace=10)
            await self.api.call("getUpdates", {"timeout": 0, "limit": 1, "offset": waiting[-1]["update_id"] + 1})

    def forward(self, **time: float) -> None:
        self.clock.forward(timedelta(**time))

    async def post(self) -> None:
        """Until no letter is due."""
        while not await self.at_work.postman.step():
            pass

    def calls(self, method: str) -> list[Json]:
        return [call.params for call in self.api.calls if call.method == method]


@dataclass
class Talk:
    square: Square
    person_id: int
    chat_id: int
    seen: int = field(default=0)

    async def say(self, text: str, reply_to: int | None = None) -> str:
        return await self.after(self.square.human.say(self.person_id, self.chat_id, text, reply_to))

    async def press(self, label: str) -> str:
        """The newest button of that name. What is read afterwards is the message it changed, or a new one; and a letter
        that has come meanwhile.
        """
        message, data = self.button(label)
        before, shown = len(self.history), deepcopy(message)
        self.square.human.press(self.person_id, self.chat_id, message["message_id"], data)
        await self.square.settle()
        fresh = self.history[before:]
        pressed = next(each for each in self.history if each["message_id"] == message["message_id"])
        read = fresh if fresh and pressed == shown else [pressed, *fresh]
        return "\n\n".join(text_of(each) for each in read)

    async def forge(self, data: str) -> str:
        """A press that no button of ours has."""
        before = len(self.history)
        message = next(each for each in reversed(self.history) if "reply_markup" in each)
        self.square.human.forge(self.person_id, self.chat_id, message["message_id"], data)
        await self.square.settle()
        return "\n\n".join(text_of(each) for each in self.history[before:])

    async def after(self, _: object) -> str:
        """What the bot answers to what has just been done."""
        before = len(self.history)
        await self.square.settle()
        return "\n\n".join(text_of(each) for each in self.history[before:])

    @property
    def history(self) -> list[Json]:
        return self.square.human.history(self.chat_id)

    @property
    def last(self) -> Json:
        return self.history[-1]

    @property
    def labels(self) -> list[str]:
        """The buttons under the newest message that has any."""
        markup = next(each["reply_markup"] for each in reversed(self.history) if "reply_markup" in each)
        return [button["text"] for row in markup["inline_keyboard"] for button in row]

    def buttons(self) -> list[tuple[Json, Json]]:
        return [
            (message, button)
            for message in reversed(self.history)
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
        ]

    def button(self, label: str) -> tuple[Json, str]:
        for message, button in self.buttons():
            if label in button["text"] and "callback_data" in button:
                return message, button["callback_data"]
        raise AssertionError(f"no button {label!r} among {[button['text'] for _, button in self.buttons()]}")


def text_of(message: Json) -> str:
    text: str = message.get("text") or message.get("caption") or ""
    return text


@dataclass
class Sky:
    """Telegram and its people, which outlive any process of ours."""

    world: World
    api: BotApi
    clock: MovableClock

    @classmethod
    def new(cls) -> "Sky":
        clock = MovableClock(lambda: START)
        world = World(clock, PEOPLE, start=START)
        open_council(world)
        return cls(world, BotApi(world), clock)


@contextmanager
def read_before() -> Iterator[None]:
    """data/ and locales/ are the same for every talk, and reading them takes longer than most talks; so does
    migrating, and the database of each talk is migrated.
    """
    with (
        patch.object(Store, "migrate"),
        patch.object(definitions, "load", lambda directory: catalogue() if directory == DATA else load(directory)),
        patch.object(i18n, "load", return_value=translators()),
    ):
        yield


@asynccontextmanager
async def square(
    database_url: str, sky: Sky | None = None, kinds: Mapping[str, Kind] = routes.LETTERS
) -> AsyncIterator[Square]:
    sky = sky or Sky.new()
    bot = Bot(sky.api.token, request=SandboxRequest(sky.api), get_updates_request=SandboxRequest(sky.api))
    store = await Store.open(database_url, sky.clock)
    try:
        async with AsyncExitStack() as running:
            running.enter_context(patch("bot.at_work.DATA", Read(DATA)))
            with read_before():
                at_work = await running.enter_async_context(monoqala(store, (OWNER_ID,), bot, sky.clock, kinds=kinds))
            sky.clock.listeners.append(at_work.postman.leap)
            yield Square(sky.world, Human(sky.world), sky.api, sky.clock, at_work)
    finally:
        await store.close()
    assert [str(call) for call in sky.api.refusals] == []
