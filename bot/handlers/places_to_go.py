"""Where to go in a town."""

from bot.actions.places_to_go import ShowOffice, ShowPlaces
from bot.handlers.common import end_dialogue
from bot.screen import Screen
from bot.turn import Turn
from bot.views import places_to_go as view


async def places(turn: Turn, action: ShowPlaces) -> Screen:
    await end_dialogue(turn)
    return view.places(turn.t, turn.house.contacts.places(action.town), turn.house.support.standing())


async def office(turn: Turn, action: ShowOffice) -> Screen:
    found = turn.house.contacts.office(action.town, action.office)
    return view.office(turn.t, found, turn.house.support.standing())
