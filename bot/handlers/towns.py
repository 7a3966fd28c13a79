"""A town's potential: by its name typed in any form, by its region, by a button."""

from datetime import timedelta

from bot.actions import AskTown, FindTown, ListOblast, ShowPotential
from bot.handlers.common import end_dialogue
from bot.screen import Screen
from bot.turn import Turn
from bot.views import towns as view
from core.services.towns import NotFound

WAITING_FOR_TOWN = "town"
GROUP_PATIENCE = timedelta(minutes=10)
"""In a group people soon speak of other things, and a word of thanks is no town."""


async def ask(turn: Turn, _: AskTown) -> Screen:
    """From here on a typed text is a town's name; in a group the person replies or uses the buttons."""
    if turn.chat is not None:
        await turn.house.people.begin_dialogue(turn.chat.id, turn.sender.id, WAITING_FOR_TOWN, {}, turn.cause)
    return view.ask_town(turn.t, turn.house.towns.by_oblast())


async def list_oblast(turn: Turn, action: ListOblast) -> Screen:
    return view.oblast(turn.t, turn.house.towns.in_oblast(action.oblast))


async def find(turn: Turn, action: FindTown) -> Screen:
    answer = turn.house.towns.potential(action.text)
    screen = view.answer(turn.t, answer, turn.house.support.standing(), turn.house.towns.by_oblast())
    if view.settled(answer):
        await end_dialogue(turn)
    return screen


async def potential(turn: Turn, action: ShowPotential) -> Screen:
    await end_dialogue(turn)
    return view.potential(turn.t, turn.house.towns.potential_of(action.town), turn.house.support.standing())


async def is_asked(turn: Turn, text: str) -> bool:
    """A typed text is a town's name when the bot has just asked for one, or when it can be nothing else."""
    if turn.chat is not None:
        dialogue = await turn.house.people.dialogue(turn.chat.id, turn.sender.id)
        if dialogue is not None and dialogue.name == WAITING_FOR_TOWN:
            return turn.private or turn.house.clock() - dialogue.since < GROUP_PATIENCE
    return not isinstance(turn.house.towns.potential(text), NotFound)
