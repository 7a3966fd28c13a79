"""What is wrong with data/ as whoever edits it is told, and that others are told in their own language."""

import re
from collections.abc import Iterable

from bot.views.flaws import flaw, line, said
from core.flaws import Flaw
from core.localised import LANGUAGES
from tests.house import translators

CODE = re.compile(r"<code>.*?</code>")
FOREIGN = re.compile(r"[A-Za-z]{2,}")
NAMES = frozenset({"UTF", "Tab", "YAML", "https", "content", "yaml"})
"""Words of the files themselves, which have no other."""


def told(flaws: Iterable[Flaw]) -> list[str]:
    """In English, by the command line; each has words in three languages, and no language is left in another."""
    return [checked(each) for each in flaws]


def checked(each: Flaw) -> str:
    for language in LANGUAGES:
        t = translators()[language]
        screen = flaw(t, each)
        assert each.file in screen
        assert each.line is None or str(each.line) in screen
        if language != "en":
            words = set(FOREIGN.findall(CODE.sub("", said(t, each))))
            assert words <= NAMES, (language, screen)
    return line(translators()["en"], each)
