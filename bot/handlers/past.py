"""A town as it was: of a year, or as it stood published on a day; typed or pressed."""

from collections.abc import Callable

from bot.actions import then
from bot.actions.history import AskPast, ShowPast
from bot.actions.then import AskPastRanking
from bot.handlers.common import end_dialogue
from bot.screen import Screen
from bot.turn import Turn
from bot.views import past as view
from bot.views import towns as which_town
from bot.wire import Action
from core.clock import KAZAKHSTAN
from core.dates import Read
from core.past import Past, When, past
from core.services.towns import Candidates, Found

OF_ALL = AskPastRanking()


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


async def find(turn: Turn, asked: Past, of_today: Callable[[str], Action] | None = None) -> Screen:
    """The town is found as ever, in what is left of the text. What is `of_today` alone says so, and what is not."""
    if not asked.rest:
        return of_which(turn, asked)
    house = turn.house
    found = house.towns.find(asked.rest)
    day = asked.day.day if isinstance(asked.day, Read) else None
    match found:
        case Found():
            screen = await of_town(turn, found.town.id, asked, of_today)
            return which_town.understood(turn.t, found, screen)
        case Candidates():
            return view.which_town(turn.t, found, asked.year, day)
    standing, oblasts = house.support.standing(), house.towns.by_oblast()
    return which_town.unsettled(turn.t, found, standing, oblasts, "past")


def of_which(turn: Turn, asked: Past) -> Screen:
    """What was typed of the time is kept."""
    when = settled(turn, asked, lambda when: then.ranking("score", when))
    known = [each.town for each in turn.house.scores.all() if each.card]
    return view.of_which(turn.t, when, known) if isinstance(when, When) else when


async def of_town(turn: Turn, town_id: str, asked: Past, of_today: Callable[[str], Action] | None = None) -> Screen:
    when = settled(turn, asked, lambda when: then.score(town_id, when), AskPast(town_id))
    if of_today and isinstance(when, When):
        return view.only_of_today(turn.t, turn.house.scores.of(town_id).town, when, of_today(town_id))
    return await show(turn, ShowPast.of(town_id, when.year, when.day)) if isinstance(when, When) else when


def settled(turn: Turn, asked: Past, of: Callable[[When], Action], else_: Action = OF_ALL) -> When | Screen:
    """Or why it is no time that can be asked for; `of` leads to one that can, `else_` to all of them."""
    today = turn.house.clock().astimezone(KAZAKHSTAN).date()
    if asked.year is not None and asked.year > today.year:
        return view.year_to_come(turn.t, asked.year, else_)
    if asked.day is not None and not isinstance(asked.day, Read):
        days = [(day, of(When(asked.year, day))) for day in asked.day.candidates]
        return view.no_day(turn.t, asked.day.why, days, else_)
    return When(asked.year, asked.day.day if asked.day else None)
