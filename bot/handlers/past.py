"""A town as it was: of a year, or as it stood published on a day; typed or pressed."""

from bot.actions.history import AskPast, ShowPast
from bot.handlers.common import end_dialogue
from bot.screen import Screen
from bot.turn import Turn
from bot.views import past as view
from bot.views import towns as which_town
from core.clock import KAZAKHSTAN
from core.dates import Read
from core.past import Past, past
from core.services.towns import Candidates, Found


async def ask(turn: Turn, action: AskPast) -> Screen:
    await end_dialogue(turn)
    return view.ask(turn.t, turn.house.scores.then(action.town))


async def show(turn: Turn, action: ShowPast) -> Screen:
    """A day to come shows what is known until now, and says so."""
    await end_dialogue(turn)
    found = turn.house.scores.then(action.town, action.of_year, action.on_day)
    screen = view.why if action.why else view.score
    return screen(turn.t, found, turn.house.support.standing())


def meant(turn: Turn, text: str) -> Past | None:
    return past(text, turn.house.clock().astimezone(KAZAKHSTAN).date())


async def find(turn: Turn, asked: Past) -> Screen:
    """The town is found as ever, in what is left of the text."""
    house = turn.house
    found = house.towns.find(asked.rest)
    day = asked.day.day if isinstance(asked.day, Read) else None
    match found:
        case Found():
            screen = await of_town(turn, found.town.id, asked)
            return which_town.understood(turn.t, found, screen)
        case Candidates():
            return view.which_town(turn.t, found, asked.year, day)
    standing, oblasts = house.support.standing(), house.towns.by_oblast()
    return which_town.unsettled(turn.t, found, standing, oblasts, "past")


async def of_town(turn: Turn, town_id: str, asked: Past) -> Screen:
    town, today = turn.house.scores.of(town_id).town, turn.house.clock().astimezone(KAZAKHSTAN).date()
    if asked.year is not None and asked.year > today.year:
        return view.year_to_come(turn.t, town, asked.year)
    if asked.day is not None and not isinstance(asked.day, Read):
        return view.no_day(turn.t, town, asked.day.why, asked.day.candidates, asked.year)
    return await show(turn, ShowPast.of(town_id, asked.year, asked.day.day if asked.day else None))
