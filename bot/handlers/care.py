"""Whoever writes that it is very hard is answered at once. Nothing is stored, and what was being asked stays open."""

from bot.actions.places_to_go import Comfort
from bot.screen import Screen
from bot.turn import Turn
from bot.views import care as view


async def comfort(turn: Turn, action: Comfort) -> Screen:
    alone_with = "" if turn.private else turn.house.bot_name
    return view.comfort(turn.t, action.need, turn.house.contacts.help(), alone_with)


def meant(turn: Turn, text: str) -> Comfort | None:
    cry = turn.house.contacts.heard(text)
    return Comfort(cry.need, cry.language) if cry else None
