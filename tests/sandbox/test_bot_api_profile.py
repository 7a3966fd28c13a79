from typing import Any

import pytest

from tests.sandbox.stage import AIGUL, EMMA, SERGEY, Stage


def named(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": "x"} for name in names]


async def test_commands_are_kept_by_scope_and_language(stage: Stage) -> None:
    scope = {"type": "all_private_chats"}
    await stage.call("setMyCommands", commands=named("start", "/help"), scope=scope, language_code="kk")
    assert await stage.call("getMyCommands", scope=scope, language_code="kk") == named("start", "help")
    assert await stage.call("getMyCommands", scope=scope) == []
    assert await stage.call("getMyCommands", language_code="kk") == []
    assert await stage.call("deleteMyCommands", scope=scope, language_code="kk") is True
    assert await stage.call("getMyCommands", scope=scope, language_code="kk") == []


async def test_people_see_the_narrowest_scope_then_their_language(stage: Stage) -> None:
    group = stage.world.open_group("Кеңес", [AIGUL, SERGEY])
    stage.human.say(AIGUL, AIGUL, "/start")
    menus = [
        ("default", {}, ""), ("default_kk", {}, "kk"), ("private_ru", {"type": "all_private_chats"}, "ru"),
        ("groups", {"type": "all_group_chats"}, ""), ("admins", {"type": "all_chat_administrators"}, ""),
        ("here_ru", {"type": "chat", "chat_id": group.id}, "ru"),
    ]  # fmt: skip
    for name, scope, code in menus:
        given: Any = {"scope": scope} if scope else {}
        await stage.call("setMyCommands", commands=named(name), language_code=code, **given)

    def menu(person: int, chat: int) -> str:
        (command,) = stage.human.commands(person, chat)
        return str(command["command"])

    assert menu(AIGUL, AIGUL) == "default_kk"
    assert menu(SERGEY, SERGEY) == "private_ru"
    assert menu(EMMA, EMMA) == "default"
    assert menu(AIGUL, group.id) == "admins"
    assert menu(SERGEY, group.id) == "here_ru"
    stage.human.join(EMMA, group.id)
    assert menu(EMMA, group.id) == "groups"
    for name, kind in (("the_admins", "chat_administrators"), ("you", "chat_member")):
        scope = {"type": kind, "chat_id": group.id} | ({"user_id": AIGUL} if kind == "chat_member" else {})
        await stage.call("setMyCommands", commands=named(name), scope=scope)
        assert menu(AIGUL, group.id) == name


async def test_no_menu_before_the_first(stage: Stage) -> None:
    assert stage.human.commands(AIGUL, AIGUL) == []


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"commands": named("Start")}, "BOT_COMMAND_INVALID"),
        ({"commands": named("a" * 33)}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": "x" * 257}]}, "description must have 1-256 chars"),
        ({"commands": named("a") * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": named("a"), "language_code": "kaz"}, "invalid language_code specified"),
        ({"commands": named("a"), "scope": {"type": "town"}}, "must be one of"),
        ({"commands": named("a"), "scope": "default"}, "can't parse scope JSON object"),
        ({"commands": named("a"), "scope": []}, "scope must be an Object"),
        ({"commands": named("a"), "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ],
)
async def test_commands_are_checked(stage: Stage, given: Any, refusal: str) -> None:
    assert refusal in await stage.refused("setMyCommands", **given)


@pytest.mark.parametrize("what", ["Name", "Description", "ShortDescription"])
async def test_texts_are_kept_by_language(stage: Stage, what: str) -> None:
    field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[what]
    watch = stage.world.watch()
    await stage.call(f"setMy{what}", **{field: "Моноқала"})
    assert watch.queue.get_nowait() == {"kind": "profile"}
    await stage.call(f"setMy{what}", **{field: "Monotown"}, language_code="en")
    assert await stage.call(f"getMy{what}", language_code="en") == {field: "Monotown"}
    assert await stage.call(f"getMy{what}", language_code="kk") == {field: "Моноқала"}
    await stage.call(f"setMy{what}", **{field: ""}, language_code="en")
    assert await stage.call(f"getMy{what}", language_code="en") == {field: "Моноқала"}
    await stage.call(f"setMy{what}")
    assert await stage.call(f"getMy{what}") == {field: "monoqala" if what == "Name" else ""}
    assert "chars" in await stage.refused(f"setMy{what}", **{field: "x" * 513})


async def test_the_bot_knows_itself(stage: Stage) -> None:
    await stage.call("setMyName", name="Моноқала")
    me = await stage.call("getMe")
    assert (me["id"], me["is_bot"], me["first_name"]) == (stage.world.bot.id, True, "Моноқала")
    assert me["supports_inline_queries"]
