"""Commands that name towns, or towns and values, in words: /compare Теміртау Балқаш, /whatif Теміртау 2.6 4,6; and
words that say what is wanted of a town without a command.
"""

import re

from bot.actions.scores import Compare, CompareInWords, PickTowns, SupposeInWords, WhatIf
from bot.actions.towns import AskTown, CheckMonotown, FindTown
from bot.handlers import changes, scores, towns
from bot.screen import Screen
from bot.turn import Turn
from bot.views.compared import numbers
from bot.wire import Action
from core.services.scores import MOST_COMPARED
from core.services.towns import Candidates, Found, NotFound

TARGETS = re.compile(
    r"\b(цел(ь|и|ей|ям|ями|ях)|целев\w+( показател\w+| индикатор\w+)?|нысанал\w+( индикатор\w*| көрсеткіш\w*)?"
    r"|мақсат\w*|targets?( indicators?)?)\b",
    re.IGNORECASE,
)
IS_MONOTOWN = re.compile(
    r"\b(моногород\w* ли( это)?|это моногород|что такое моногород\w*|моноқала (ма|ме)|моноқала деген не"
    r"|(is|are) .*\bmonotowns?|what is a monotown)\b",
    re.IGNORECASE,
)
FEW_WORDS = 2
"""Beside the word itself; a longer sentence without a town speaks of something else."""


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


def meant(turn: Turn, text: str) -> Action | None:
    """What is left when the words of the wish are taken out is the town; without one, it is asked for."""
    if TARGETS.search(text):
        rest = TARGETS.sub(" ", text)
        if not isinstance(turn.house.towns.find(rest), NotFound):
            return FindTown("targets", rest)
        return AskTown("targets") if len(rest.split()) <= FEW_WORDS else None
    if IS_MONOTOWN.search(text):
        named = not isinstance(turn.house.towns.find(text), NotFound)
        return FindTown("town", text) if named else CheckMonotown()
    return None
