"""The bot's face: its commands by scope and language, its name and descriptions by language."""

import re
from collections.abc import Iterator

from bot.sandbox.errors import Json, Refused
from bot.sandbox.world import HERE, Chat, Person, World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"([a-z]{2})?")


def get_me(world: World, _: Json) -> Json:
    bot = world.bot
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": bot.reads_groups,
        "supports_inline_queries": bot.inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return bot.user() | {"first_name": world.texts.get(("name", ""), bot.first_name)} | abilities


def language(params: Json) -> str:
    code = str(params.get("language_code", ""))
    if not LANGUAGE.fullmatch(code):
        raise Refused("invalid language_code specified")
    return code


def scope_key(world: World, params: Json) -> str:
    """A scope that names a chat names one the bot can reach."""
    scope: Json = params.get("scope", {"type": "default"})
    chat_id = str(world.chat_for_bot(scope["chat_id"]).id) if "chat_id" in scope else ""
    return " ".join(filter(None, (scope["type"], chat_id, str(scope.get("user_id", "")))))


def set_my_commands(world: World, params: Json) -> bool:
    if len(params["commands"]) > 100:
        raise Refused("BOT_COMMANDS_TOO_MUCH")
    for command in params["commands"]:
        if not COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise Refused("BOT_COMMAND_INVALID")
    commands = [{**command, "command": command["command"].removeprefix("/")} for command in params["commands"]]
    world.commands[scope_key(world, params), language(params)] = commands
    world.tell("commands")
    return True


def get_my_commands(world: World, params: Json) -> list[Json]:
    return world.commands.get((scope_key(world, params), language(params)), [])


def delete_my_commands(world: World, params: Json) -> bool:
    world.commands.pop((scope_key(world, params), language(params)), None)
    world.tell("commands")
    return True


def scopes(chat: Chat, person_id: int) -> Iterator[str]:
    """The order in which Telegram looks for the commands of a person in a chat."""
    if chat.type == "private":
        yield from (f"chat {chat.id}", "all_private_chats", "default")
        return
    administrator = chat.members.get(person_id) in HERE - {"member"}
    yield f"chat_member {chat.id} {person_id}"
    if administrator:
        yield f"chat_administrators {chat.id}"
    yield f"chat {chat.id}"
    if administrator:
        yield "all_chat_administrators"
    yield from ("all_group_chats", "default")


def menu(world: World, chat: Chat, person: Person) -> list[Json]:
    """The commands this person sees in this chat: the narrowest scope first, then their language, then none."""
    code = (person.language_code or "").partition("-")[0]
    for scope in scopes(chat, person.id):
        for wanted in dict.fromkeys((code, "")):
            if world.commands.get((scope, wanted)):
                return world.commands[scope, wanted]
    return []


def set_text(world: World, params: Json, field: str) -> bool:
    """An empty text takes the one of this language away."""
    key = (field, language(params))
    text = str(params.get(field, "")).strip()
    if text:
        world.texts[key] = text
    else:
        world.texts.pop(key, None)
    world.tell("profile")
    return True


def text_for(world: World, field: str, code: str) -> str:
    otherwise = world.bot.first_name if field == "name" else ""
    return world.texts.get((field, code)) or world.texts.get((field, "")) or otherwise


def get_text(world: World, params: Json, field: str) -> Json:
    return {field: text_for(world, field, language(params))}
