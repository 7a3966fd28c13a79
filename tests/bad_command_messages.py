"""Lines after /set that are wrong, and what is said of each, in three languages."""

from functools import cache

import yaml

from bot.views.faults import fault
from core.localised import LANGUAGES, Language
from core.typed import read_typed
from tests.catalogues import CASES, cases, catalogue
from tests.house import translators
from tests.talk import START

EXPECTED = CASES / "bad_commands.yaml"
HEAD = """\
# Bad lines after /set and what the bot answers to each, in three languages: the line, what is wrong, how to mend it.
# They are those of commands.yaml. `make golden` writes this file.
"""
ONLY_CALLED = ("", "/set", "/set@monoqala_bot")
"""They say nothing wrong: they are told how it is done."""
Messages = dict[str, dict[Language, str]]


@cache
def bad() -> tuple[str, ...]:
    every = (text for texts in cases("commands")["bad"].values() for text in texts)
    return tuple(text for text in dict.fromkeys(every) if text.strip() not in ONLY_CALLED)


def messages(text: str) -> dict[Language, str]:
    faults = read_typed(text, catalogue().vocabulary, START.date()).faults
    return {
        language: "\n".join(fault(translators()[language], each).striptags() for each in faults)
        for language in LANGUAGES
    }


@cache
def expected() -> Messages:
    read: Messages = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
    return read
