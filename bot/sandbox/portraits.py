"""Screens as Telegram would show them: each is really delivered to a person in a world of its own."""

import asyncio
from base64 import b64encode
from collections.abc import Mapping

from telegram import Bot

from bot.album import Paint
from bot.delivery import Delivery
from bot.gallery import Gallery
from bot.sandbox.bot_api import BotApi
from bot.sandbox.clock import MovableClock
from bot.sandbox.doors import SandboxRequest
from bot.sandbox.errors import Json
from bot.sandbox.human import Human
from bot.sandbox.world import Person, World
from bot.screen import Screen
from core.clock import Clock
from core.localised import LANGUAGES

SITTER = Person(7, "Gallery")


async def portraits(gallery: Gallery, clock: Clock, paint: Paint) -> list[Json]:
    """For the gallery page, of each reviewed screen: name and, by language, the message."""
    sitting = Sitting(clock, paint)
    await sitting.open()
    made = []
    for name, make in gallery.reviewed().items():
        await asyncio.sleep(0)  # others talk with the bot meanwhile
        shown: Mapping[str, Json] = {
            language: await sitting.portrait(make(gallery.translators[language])) for language in LANGUAGES
        }
        made.append({"name": name, "screens": shown})
    return made


class Sitting:
    def __init__(self, clock: Clock, paint: Paint) -> None:
        self.world = World(MovableClock(clock), [SITTER])
        self.human = Human(self.world)
        self.api = BotApi(self.world)
        self.bot = Bot(self.api.token, request=SandboxRequest(self.api), get_updates_request=SandboxRequest(self.api))
        self.delivery = Delivery(self.bot, paint)

    async def open(self) -> None:
        self.human.say(SITTER.id, SITTER.id, "/start")
        await self.bot.initialize()

    async def portrait(self, screen: Screen) -> Json:
        """A screen is one message; one that is cut into pages is too long for a telephone."""
        chat = self.world.chats[SITTER.id]
        before = len(chat.messages)
        await self.delivery.send(SITTER.id, screen)
        [sent] = list(chat.messages.values())[before:]  # only this one is looked at: the sitter has seen a thousand
        message = self.world.seen(chat, sent)
        return message | self.attached(message)

    def attached(self, message: Json) -> Json:
        """The page that shows the portrait cannot ask this world for its files, so they travel along."""
        if "document" in message:
            return {"document": message["document"] | self.address(message["document"], "application/octet-stream")}
        if "photo" in message:
            return {"photo": [size | self.address(size, "image/png") for size in message["photo"]]}
        return {}

    def address(self, file: Json, kind: str) -> Json:
        return {"url": data_address(kind, self.human.world.files.find(file["file_id"]).content)}


def data_address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"
