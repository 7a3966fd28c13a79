"""Every command and every button → its handler, in one place. A command is another way to mean an action."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.actions import (
    Action,
    AskForget,
    AskLanguage,
    AskTown,
    Cancel,
    FindTown,
    Forget,
    Greet,
    ListOblast,
    SendMyData,
    SetLanguage,
    ShowDocuments,
    ShowHelp,
    ShowMenu,
    ShowPaper,
    ShowPotential,
    ShowPrivacy,
    Unreadable,
    read,
)
from bot.handlers import common, support, towns
from bot.screen import Screen
from bot.turn import Turn

Handler = Callable[[Turn, Any], Awaitable[Screen]]

COMMANDS: Mapping[str, Callable[[str], Action]] = {
    "start": lambda _: Greet(),
    "score": lambda town: FindTown(town) if town else AskTown(),
    "documents": lambda _: ShowDocuments(),
    "menu": lambda _: ShowMenu(),
    "language": lambda _: AskLanguage(),
    "help": lambda _: ShowHelp(),
    "privacy": lambda _: ShowPrivacy(),
    "mydata": lambda _: SendMyData(),
    "forget": lambda _: AskForget(),
    "cancel": lambda _: Cancel(),
}
IN_GROUPS = ("score", "documents", "language", "help", "privacy")
"""The commands Telegram offers in a group; the others work there too, or say where they do."""

HANDLERS: Mapping[type[Action], Handler] = {
    Greet: common.greet,
    ShowMenu: common.menu,
    ShowHelp: common.help_,
    AskLanguage: common.ask_language,
    SetLanguage: common.set_language,
    ShowPrivacy: common.privacy,
    SendMyData: common.my_data,
    AskForget: common.ask_forget,
    Forget: common.forget,
    Cancel: common.cancel,
    AskTown: towns.ask,
    ListOblast: towns.list_oblast,
    FindTown: towns.find,
    ShowPotential: towns.potential,
    ShowDocuments: support.documents,
    ShowPaper: support.paper,
}


async def answer(turn: Turn, action: Action) -> Screen:
    """Raises core.catalogue.Unknown when a button names something that is not in data/ (any more)."""
    screen = await HANDLERS[type(action)](turn, action)
    if isinstance(action, SetLanguage) and turn.private:
        spoken = replace(turn, t=turn.house.translators[action.language])
        return replace(await answer(spoken, asked_before(action)), toast=screen.toast)
    return screen


def asked_before(action: SetLanguage) -> Action:
    """What a choice of language carries is a stranger's word too: it may ask for a screen, never for a deed."""
    try:
        wanted = read(action.then)
    except Unreadable:
        return Greet()
    return Greet() if isinstance(wanted, (SetLanguage, Forget)) else wanted
