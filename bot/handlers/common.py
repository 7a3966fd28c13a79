"""Greeting, menu, help, languages, privacy: what every bot owes its people."""

import re
from datetime import timedelta

import orjson

from bot.actions.common import (
    AskForget,
    AskLanguage,
    Cancel,
    Forget,
    Greet,
    SendMyData,
    SetLanguage,
    ShowHelp,
    ShowMenu,
    ShowPrivacy,
)
from bot.actions.towns import Goal
from bot.screen import Document, Screen
from bot.turn import Turn
from bot.views import common
from bot.views.commands import offered
from core.access import Permission, Person, Role
from core.services.people import Dialogue

WAITING_FOR_TOWN = "town"
NOT_KNOWN = re.compile(
    r"((ну |я )*(не ?знаю|незнаю|не помню|не уверена?)|неизвестно"
    r"|(мен )?(білмеймін|білмедім|білмим|сенімді емеспін)|белгісіз"
    r"|(i )?(do not|don[’']?t) (know|remember)|(i am |i[’']?m )?not sure|unknown|no idea|[?–—-]+)[ .!?]*",
    re.IGNORECASE,
)
"""Typed where a button says so too."""
GROUP_PATIENCE = timedelta(minutes=10)
"""In a group people soon speak of other things, and a word of thanks is no town."""


async def greet(turn: Turn, _: Greet) -> Screen:
    await end_dialogue(turn)
    return common.greeting(turn.t, turn.house.towns.count, turn.house.support.standing(), work=at_work(turn))


async def menu(turn: Turn, _: ShowMenu) -> Screen:
    await end_dialogue(turn)
    return common.menu(turn.t, work=at_work(turn))


def at_work(turn: Turn) -> bool:
    """Others in a group are not told who has a role."""
    return turn.private and turn.may(Permission.DRAFT)


async def help_(turn: Turn, _: ShowHelp) -> Screen:
    return common.help_(turn.t, turn.house.bot_name, offered(turn.person if turn.private else Person(0)))


async def ask_language(turn: Turn, _: AskLanguage) -> Screen:
    return common.ask_language(turn.house.translators)


async def set_language(turn: Turn, action: SetLanguage) -> Screen:
    """In a group the choice is the group's, in private the person's."""
    if turn.private:
        await turn.house.people.choose_language(turn.sender.id, action.language, turn.cause)
    elif turn.chat:
        await turn.house.people.choose_group_language(turn.chat.id, action.language, turn.cause)
    return common.language_chosen(turn.house.translators[action.language])


async def privacy(turn: Turn, _: ShowPrivacy) -> Screen:
    return common.privacy(turn.t)


async def my_data(turn: Turn, _: SendMyData) -> Screen:
    if not turn.private:
        return common.go_private(turn.t, turn.house.bot_name)
    everything = await turn.house.people.everything_about(turn.sender.id)
    content = orjson.dumps(everything, option=orjson.OPT_INDENT_2)
    applications, acts = (len(everything.get(name, ())) for name in ("applications", "audit"))
    document = Document("monoqala-mydata.json", content)
    return common.my_data(turn.t, document, applications, roles=own_roles(turn), acts=acts)


async def ask_forget(turn: Turn, _: AskForget) -> Screen:
    if not turn.private:
        return common.go_private(turn.t, turn.house.bot_name)
    return common.ask_forget(turn.t, roles=has_roles(turn), acts=await on_record(turn))


async def forget(turn: Turn, _: Forget) -> Screen:
    """Only ever the presser's own data, whoever's message the button stands under."""
    acts = await on_record(turn)
    await turn.house.people.forget(turn.sender.id, turn.cause)
    return common.forgotten(turn.t, roles=has_roles(turn), acts=acts)


def has_roles(turn: Turn) -> bool:
    return own_roles(turn) > 0


def own_roles(turn: Turn) -> int:
    return len(turn.person.roles - {Role.RESIDENT})


async def on_record(turn: Turn) -> bool:
    """Whether something they did stands there: it stays when they are forgotten, and leads to nobody then."""
    return "audit" in await turn.house.people.everything_about(turn.sender.id)


async def cancel(turn: Turn, _: Cancel) -> Screen:
    stopped = await end_dialogue(turn)
    return common.cancelled(turn.t, stopped=stopped, work=at_work(turn))


async def asked(turn: Turn, name: str) -> Dialogue | None:
    """The dialogue that is going on, if it is of this name and not too long ago."""
    if turn.chat is None:
        return None
    dialogue = await turn.house.people.dialogue(turn.chat.id, turn.sender.id)
    if dialogue is None or dialogue.name != name:
        return None
    fresh = turn.private or turn.house.clock() - dialogue.since < GROUP_PATIENCE
    return dialogue if fresh else None


async def await_town(turn: Turn, goal: Goal) -> None:
    """From here on a typed text is a town's name; in a group the person replies or uses the buttons."""
    if turn.chat is not None:
        data = {"goal": goal}
        await turn.house.people.begin_dialogue(turn.chat.id, turn.sender.id, WAITING_FOR_TOWN, data, turn.cause)


async def end_dialogue(turn: Turn) -> bool:
    """True when there was one to end."""
    return turn.chat is not None and await turn.house.people.end_dialogue(turn.chat.id, turn.sender.id, turn.cause)
