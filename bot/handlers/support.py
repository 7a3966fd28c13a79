"""Support: the papers of a microcredit application."""

from bot.actions.support import ShowDocuments, ShowPaper
from bot.screen import Screen
from bot.turn import Turn
from bot.views import support as view


async def documents(turn: Turn, action: ShowDocuments) -> Screen:
    town = turn.house.guide.town(action.town) if action.town else None
    return view.documents(turn.t, turn.house.support.documents(action.work, action.purpose, action.banks), town)


async def paper(turn: Turn, action: ShowPaper) -> Screen:
    return view.paper(turn.t, turn.house.support.paper(action.paper), action)
