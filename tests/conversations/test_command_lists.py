"""Telegram's lists of commands: what a person may do, in their language, changed when their rights change."""

import asyncio
from typing import Any

import pytest

from bot import command_lists
from bot.at_work import lists_of
from bot.command_lists import CommandLists
from bot.sandbox.profile import menu
from core.access import EVERYWHERE, Role
from core.store.trouble import Unreachable
from tests.talk import AIGUL, LOLA, OWNER_ID, SERGEY, Square

COMMANDS = {"setMyCommands", "deleteMyCommands"}


@pytest.fixture
async def lists(any_square: Square) -> CommandLists:
    for person in (OWNER_ID, AIGUL, SERGEY):
        await any_square.talk(person).say("/start")
    return lists_of(any_square.at_work)


def seen(square: Square, person: int) -> dict[str, str]:
    shown = menu(square.world, square.world.chats[person], square.world.person(person))
    return {each["command"]: each["description"] for each in shown}


def calls(square: Square) -> int:
    return sum(call.method in COMMANDS for call in square.api.calls)


async def test_a_list_comes_and_goes_with_the_role(any_square: Square, lists: CommandLists) -> None:
    rights = any_square.at_work.house.rights
    await lists.refresh()
    assert {"people", "audit", "set"} <= seen(any_square, OWNER_ID).keys()
    assert seen(any_square, AIGUL) == {}
    await rights.grant(OWNER_ID, AIGUL, Role.EDITOR, EVERYWHERE, None)
    await lists.refresh()
    editors = seen(any_square, AIGUL)
    assert {"set", "proposals", "work"} <= editors.keys()
    assert not {"people", "audit"} & editors.keys()
    before = calls(any_square)
    await lists.refresh()
    assert calls(any_square) == before, "who has the right list is left alone"
    await rights.revoke(OWNER_ID, AIGUL, Role.EDITOR, None)
    await lists.refresh()
    assert seen(any_square, AIGUL) == {}


async def test_a_list_is_in_the_language_that_was_chosen(any_square: Square, lists: CommandLists) -> None:
    await lists.refresh()
    talk = any_square.talk(OWNER_ID)
    for native, said in (("Қазақша", "Рөл беру"), ("English", "Give a role"), ("Русский", "Дать роль")):
        await talk.say("/language")
        await talk.press(native)
        await lists.refresh()
        assert seen(any_square, OWNER_ID)["grant"] == said


async def test_a_restart_tells_nothing_again(any_square: Square, lists: CommandLists) -> None:
    rights = any_square.at_work.house.rights
    await rights.grant(OWNER_ID, AIGUL, Role.EDITOR, EVERYWHERE, None)
    await lists.refresh()
    told = calls(any_square)
    await lists_of(any_square.at_work).refresh()
    assert calls(any_square) == told
    await rights.revoke(OWNER_ID, AIGUL, Role.EDITOR, None)
    await lists_of(any_square.at_work).refresh()
    assert seen(any_square, AIGUL) == {}, "also what was taken away while nobody was at work"


async def test_a_telegram_that_knows_nothing_is_told_all(any_square: Square, lists: CommandLists) -> None:
    await lists.refresh()
    any_square.world.commands.clear()
    await lists_of(any_square.at_work).refresh()
    assert seen(any_square, OWNER_ID) == {}
    await lists_of(any_square.at_work, afresh=True).refresh()
    assert "people" in seen(any_square, OWNER_ID)


async def test_what_another_process_has_written_is_seen(any_square: Square, lists: CommandLists) -> None:
    """Without a word to this one: as the command line does beside a bot on SQLite."""
    people = any_square.at_work.house.people
    assert (await people.who(SERGEY)).grants == {}
    await lists.refresh()
    async with any_square.at_work.store.writing() as work:
        await work.grants.give(SERGEY, Role.OFFICIAL, EVERYWHERE, OWNER_ID)
        work.transaction.changes.clear()
    assert (await people.who(SERGEY)).grants == {}
    await lists.refresh()
    assert "work" in seen(any_square, SERGEY)
    assert (await people.who(SERGEY)).grants == {Role.OFFICIAL: EVERYWHERE}


async def test_who_has_never_met_the_bot_is_tried_again_later(
    town_square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []
    perform = town_square.api.perform

    async def counted(method: str, *rest: Any) -> Any:
        tries.append(method)
        return await perform(method, *rest)

    monkeypatch.setattr(town_square.api, "perform", counted)
    await town_square.talk(OWNER_ID).say("/start")
    lists = lists_of(town_square.at_work)
    await town_square.at_work.house.rights.grant(OWNER_ID, LOLA, Role.OFFICIAL, EVERYWHERE, None)
    for _ in range(3):
        await lists.refresh()
    assert tries.count("setMyCommands") == 2, "the owner once, Lola not at once again"
    await town_square.talk(LOLA).say("/start")
    lists._until = 0.0
    await lists.refresh()
    assert "work" in seen(town_square, LOLA)


async def test_it_looks_by_itself_and_goes_on_when_the_database_does_not_answer(
    town_square: Square, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await town_square.talk(OWNER_ID).say("/start")
    lists = lists_of(town_square.at_work)
    looks: list[str] = []
    refresh, looked = lists.refresh, asyncio.Event()

    async def now_and_then() -> None:
        looks.append("look")
        if len(looks) == 1:
            raise Unreachable("the database is away")
        await refresh()
        looked.set()

    monkeypatch.setattr(lists, "refresh", now_and_then)
    monkeypatch.setattr(command_lists, "LOOK", 0.01)
    with caplog.at_level("WARNING", logger="monoqala.command_lists"):
        running = asyncio.create_task(lists.run())
        await asyncio.wait_for(looked.wait(), 5)
    assert "cannot look" in caplog.text
    assert "people" in seen(town_square, OWNER_ID)
    monkeypatch.setattr(command_lists, "LOOK", 60.0)
    await asyncio.sleep(0.05)
    looked.clear()
    await town_square.at_work.house.rights.grant(OWNER_ID, OWNER_ID + 1, Role.EDITOR, EVERYWHERE, None)
    await asyncio.wait_for(looked.wait(), 5)  # long before it would have looked again
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
