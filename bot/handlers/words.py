"""Commands that name towns, or towns and values, in words: /compare Теміртау Балқаш, /whatif Теміртау 2.6 4,6."""

from bot.actions import Compare, CompareInWords, FindTown, PickTowns, SupposeInWords, WhatIf
from bot.handlers import changes, scores, towns
from bot.screen import Screen
from bot.turn import Turn
from bot.views.compared import numbers
from core.services.scores import MOST_COMPARED
from core.services.towns import Candidates, Found


async def suppose(turn: Turn, action: SupposeInWords) -> Screen:
    """What is left when the values are taken out is the town."""
    name, values = changes.NAMED.sub(" ", action.text), changes.NAMED.findall(action.text)
    found = turn.house.towns.find(name)
    if not isinstance(found, Found) or turn.house.scores.of(found.town.id).card is None:
        return await towns.find(turn, FindTown("whatif", name))
    return await changes.suppose(turn, WhatIf(found.town.id), values)


async def compare(turn: Turn, action: CompareInWords) -> Screen:
    found = turn.house.towns.find(action.text)
    match found:
        case Candidates(reason="several", towns=named):
            return await scores.compare(turn, Compare(numbers(named[:MOST_COMPARED])))
        case Found(town=town):
            return await scores.pick_towns(turn, PickTowns(str(town.number)))
    return await towns.find(turn, FindTown("score", action.text))
