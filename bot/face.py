"""How the bot looks before anybody has written to it: name, descriptions and command lists, in each language
and for each kind of chat. Telegram counts these calls strictly, so they are made only when something changed.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
from telegram import Bot

from bot.commands import IN_GROUPS
from bot.i18n import Translator
from bot.views.commands import DESCRIPTIONS, offered
from core.access import Person
from core.localised import LANGUAGES, Language

DEFAULT: Language = "en"
"""For people whose Telegram speaks none of our languages; they are asked at their first word anyway."""
NOBODY = Person(0)
"""Somebody without a role."""
SCOPES: Mapping[str, tuple[str, ...]] = {
    "all_private_chats": offered(NOBODY),
    "all_group_chats": IN_GROUPS,
}


def calls(translators: Mapping[Language, Translator]) -> list[tuple[str, dict[str, Any]]]:
    made: list[tuple[str, dict[str, Any]]] = []
    for language in LANGUAGES:
        t = translators[language]
        # The entry without a language serves whoever has none of the others.
        codes: list[dict[str, str]] = [{"language_code": language}]
        if language == DEFAULT:
            codes.append({})
        for code in codes:
            for scope, names in SCOPES.items():
                commands = [{"command": name, "description": t.plain(DESCRIPTIONS[name])} for name in names]
                made.append(("setMyCommands", {"commands": commands, "scope": {"type": scope}, **code}))
            made.append(("setMyName", {"name": t.plain("bot.name"), **code}))
            made.append(("setMyDescription", {"description": t.plain("bot.description"), **code}))
            made.append(("setMyShortDescription", {"short_description": t.plain("bot.short_description"), **code}))
    return made


def fingerprint(bot_id: int, made: list[tuple[str, dict[str, Any]]]) -> str:
    return hashlib.sha256(orjson.dumps([bot_id, made])).hexdigest()


async def show(bot: Bot, translators: Mapping[Language, Translator], known: str | None) -> str:
    """Returns the fingerprint to be remembered for the next start."""
    made = calls(translators)
    now = fingerprint(bot.id, made)
    if now != known:
        for method, parameters in made:
            await bot.do_api_request(method, api_kwargs=parameters)
    return now
