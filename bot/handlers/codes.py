"""A code after /why, or alone: what it holds, or kindly what is wrong with it."""

import re

from bot.actions.talk import OpenCode
from bot.actions.towns import FindTown
from bot.handlers import towns
from bot.screen import Screen
from bot.turn import Turn
from bot.views import codes as view
from bot.views.common import go_private
from core.services.support import Damaged
from core.services.towns import NotFound

LETTERS = re.compile(r"[^\W_]")
FEWEST, MOST = 16, 28
"""Letters of what somebody may have meant to be a code."""


async def code(turn: Turn, action: OpenCode) -> Screen:
    """A town's name after /why asks for the reasons of its score."""
    support = turn.house.support
    try:
        found = support.code(action.text)
    except Damaged as damaged:
        if meant_for_a_code(turn, action.text):
            return view.damaged(turn.t, damaged, action.text, support.standing())
        return await towns.find(turn, FindTown("why", action.text))
    if not turn.private:
        return go_private(turn.t, turn.house.bot_name, f"why-{found.code}")
    return view.code(turn.t, found)


def meant_for_a_code(turn: Turn, text: str) -> bool:
    """About as long as one, or with a figure in it; and not the name of a town."""
    if not isinstance(turn.house.towns.find(text), NotFound):
        return False
    letters = LETTERS.findall(text)
    return any(letter.isdigit() for letter in letters) or FEWEST <= len(letters) <= MOST
