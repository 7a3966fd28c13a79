"""What the page may ask for in a person's name. Whatever it sends is read into one of these before it is done."""

from datetime import timedelta
from typing import Annotated

import msgspec

from bot.sandbox.errors import Json
from bot.sandbox.human import Human

A_YEAR = 366 * 24 * 3600
Seconds = Annotated[int, msgspec.Meta(ge=1, le=A_YEAR)]
Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]


class Deed(msgspec.Struct, forbid_unknown_fields=True):
    person: int
    chat: int


class Say(Deed):
    text: str
    reply_to: int | None = None

    def do(self, human: Human) -> Json:
        return {"message": human.say(self.person, self.chat, self.text, self.reply_to)}


class Edit(Deed):
    message: int
    text: str

    def do(self, human: Human) -> Json:
        human.edit(self.person, self.chat, self.message, self.text)
        return {}


class Press(Deed):
    message: int
    data: str

    def do(self, human: Human) -> Json:
        return {"id": human.press(self.person, self.chat, self.message, self.data)}


class Locate(Deed):
    latitude: Latitude
    longitude: Longitude

    def do(self, human: Human) -> Json:
        return {"message": human.locate(self.person, self.chat, self.latitude, self.longitude)}


class Sticker(Deed):
    def do(self, human: Human) -> Json:
        return {"message": human.sticker(self.person, self.chat)}


class Voice(Deed):
    def do(self, human: Human) -> Json:
        return {"message": human.voice(self.person, self.chat)}


class Inline(Deed):
    query: str

    def do(self, human: Human) -> Json:
        return {"id": human.inline(self.person, self.query)}


class Choose(Deed):
    query: str
    result: str

    def do(self, human: Human) -> Json:
        return {"message": human.choose(self.person, self.chat, self.query, self.result)}


class Block(Deed):
    def do(self, human: Human) -> Json:
        human.block(self.person)
        return {}


class Unblock(Deed):
    def do(self, human: Human) -> Json:
        human.unblock(self.person)
        return {}


class Invite(Deed):
    def do(self, human: Human) -> Json:
        human.add_bot(self.person, self.chat)
        return {}


class Expel(Deed):
    def do(self, human: Human) -> Json:
        human.remove_bot(self.person, self.chat)
        return {}


class Forward(Deed):
    """The clock is everybody's, so who moves it does not matter."""

    seconds: Seconds

    def do(self, human: Human) -> Json:
        human.world.clock.forward(timedelta(seconds=self.seconds))
        return {"now": human.world.clock().isoformat()}


AnyDeed = Say | Edit | Press | Locate | Sticker | Voice | Inline | Choose | Block | Unblock | Invite | Expel | Forward

DEEDS: dict[str, type[AnyDeed]] = {
    "say": Say,
    "edit": Edit,
    "press": Press,
    "locate": Locate,
    "sticker": Sticker,
    "voice": Voice,
    "inline": Inline,
    "choose": Choose,
    "block": Block,
    "unblock": Unblock,
    "invite": Invite,
    "expel": Expel,
    "forward": Forward,
}
