"""Which town: by its name typed in any form, by its region, by where the person is, by a button."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions.towns import GOALS, AskTown, FindNearest, FindTown, Goal, ListOblast, ShowPotential
from bot.handlers import (
    applications,
    changes,
    exports,
    facts,
    history,
    notices,
    past,
    places_to_go,
    reading,
    scores,
    talk,
)
from bot.handlers.common import WAITING_FOR_TOWN, asked, await_town, end_dialogue
from bot.screen import Screen
from bot.turn import Turn
from bot.views import towns as view
from bot.wire import Action, Unreadable
from core.services.towns import Found, NotFound

SHOWN_NEAR = 3
OF_TODAY: tuple[Goal, ...] = ("town", "potential", "targets", "export")
"""What is not known of another time."""


async def ask(turn: Turn, action: AskTown) -> Screen:
    await await_town(turn, action.goal)
    return view.ask_town(turn.t, turn.house.towns.by_oblast(), action.goal)


async def list_oblast(turn: Turn, action: ListOblast) -> Screen:
    return view.oblast(turn.t, turn.house.towns.in_oblast(action.oblast), action.goal)


async def find(turn: Turn, action: FindTown) -> Screen:
    then = past.meant(turn, action.text) if action.goal in {"score", "why", *OF_TODAY} else None
    if then is not None:
        return await past.find(turn, then, of_today(action.goal))
    found = turn.house.towns.find(action.text)
    if not isinstance(found, Found):
        standing, oblasts = turn.house.support.standing(), turn.house.towns.by_oblast()
        return view.unsettled(turn.t, found, standing, oblasts, action.goal)
    await end_dialogue(turn)
    screen = await SHOWN[action.goal](turn, view.to(action.goal, found.town.id))
    return view.understood(turn.t, found, screen)


def of_today(goal: Goal) -> Callable[[str], Action] | None:
    return (lambda town: view.to(goal, town)) if goal in OF_TODAY else None


async def nearest(turn: Turn, action: FindNearest) -> Screen:
    """Where the person is stays in this answer: it is not stored."""
    lat, lon = action.latitude, action.longitude
    if not (lat.is_finite() and lon.is_finite() and abs(lat) <= 90 and abs(lon) <= 180):
        raise Unreadable(f"no place {lat}, {lon}")
    return view.nearest(turn.t, turn.house.towns.nearest(float(lat), float(lon), SHOWN_NEAR))


async def potential(turn: Turn, action: ShowPotential) -> Screen:
    await end_dialogue(turn)
    return view.potential(turn.t, turn.house.towns.potential(action.town), turn.house.support.standing())


SHOWN: Mapping[Goal, Callable[[Turn, Any], Awaitable[Screen]]] = {
    "score": scores.score,
    "why": scores.why,
    "whatif": changes.what_if,
    "potential": potential,
    "town": facts.town,
    "targets": facts.targets,
    "disagreements": reading.disagreements,
    "export": exports.offer,
    "where": places_to_go.places,
    "apply": applications.put_town,
    "support": talk.of_town,
    "subscribe": notices.watch_town,
    "history": history.show,
    "past": past.ask,
}


async def meant(turn: Turn, text: str) -> FindTown | None:
    """A typed text is a town's name when the bot has just asked for one, or when it can be nothing else."""
    dialogue = await asked(turn, WAITING_FOR_TOWN)
    if dialogue is not None:
        goal = next((goal for goal in GOALS if goal == dialogue.data.get("goal")), GOALS[0])
        return FindTown(goal, text)
    then = past.meant(turn, text)
    unnamed = isinstance(turn.house.towns.find(then.rest if then else text), NotFound)
    return None if unnamed else FindTown("score", text)
