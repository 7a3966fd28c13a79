"""Screens as Telegram would show them: each is really delivered to a person in a world of its own."""

from base64 import b64encode
from collections.abc import Mapping

from telegram import Bot

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


async def portraits(gallery: Gallery, clock: Clock) -> list[Json]:
    """For the gallery page, of each reviewed screen: name and, by language, the message."""
    studio = Studio(clock)
    await studio.open()
    made = []
    for name, make in gallery.reviewed().items():
        shown: Mapping[str, Json] = {
            language: await studio.portrait(make(gallery.translators[language])) for language in LANGUAGES
        }
        made.append({"name": name, "screens": shown})
    return made


class Studio:
    def __init__(self, clock: Clock) -> None:
        world = World(MovableClock(clock), [SITTER])
        self.human = Human(world)
        self.api = BotApi(world)
        self.bot = Bot(self.api.token, request=SandboxRequest(self.api), get_updates_request=SandboxRequest(self.api))
        self.delivery = Delivery(self.bot)

    async def open(self) -> None:
        self.human.say(SITTER.id, SITTER.id, "/start")
        await self.bot.initialize()

    async def portrait(self, screen: Screen) -> Json:
        """A screen is one message; one that is cut into pages is too long for a telephone."""
        before = len(self.human.history(SITTER.id))
        await self.delivery.send(SITTER.id, screen)
        [message] = self.human.history(SITTER.id)[before:]
        return message | attached(message, screen)


def attached(message: Json, screen: Screen) -> Json:
    """The page that shows the portrait cannot ask this world for its files, so they travel along."""
    if screen.document:
        return {
            "document": message["document"] | {"url": data_address("application/octet-stream", screen.document.content)}
        }
    if screen.picture:
        return {
            "photo": [size | {"url": data_address("image/png", screen.picture.content)} for size in message["photo"]]
        }
    return {}


def data_address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"
