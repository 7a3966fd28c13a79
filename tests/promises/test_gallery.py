"""What every screen promises: no key, no foreign language, nothing Telegram would refuse."""

import re
from collections.abc import Iterable
from functools import cache

import pytest
from markupsafe import Markup

from bot.actions import KINDS, read
from bot.commands import COMMANDS, IN_GROUPS
from bot.gallery import IN_ALL_THREE
from bot.i18n import NATIVE_NAMES
from bot.pages import units
from bot.routes import HANDLERS
from bot.sandbox.portraits import Sitting, portraits
from bot.screen import Button, Picture, Screen
from bot.views.common import HALF
from core.localised import LANGUAGES, Language
from tests.house import DAY, catalogue, gallery, screens, shown
from tests.sandbox.stage import png

KEYS = frozenset(gallery().translators["en"].texts)
KAZAKH_ONLY = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
RUSSIAN_ONLY = re.compile(r"\b(и|в|на|что|для|это|город|города|документ|документы|только|если|или)\b")
CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)


PRINTED_SO = re.compile("<code>.*?</code>")
"""What a source prints stands letter by letter, in the source's language, and is marked so."""


def broken(found: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Which screen breaks the promise, and with what. Each test asks all screens: a test of its own for each takes
    longer than the asking.
    """
    return {name: what for name, what in found if what}


@cache
def words(name: str, language: Language) -> str:
    return words_of(shown(name, language))


def words_of(screen: Screen) -> str:
    labels = [button.label for row in screen.rows for button in row if button.label not in NATIVE_NAMES.values()]
    said = PRINTED_SO.sub("", str(screen.text))
    return "\n".join([Markup(said).striptags(), screen.toast, *labels])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_shows_a_key_or_a_placeholder(language: Language) -> None:
    assert broken((name, keys_and_placeholders(words(name, language))) for name in screens()) == {}


def keys_and_placeholders(said: str) -> list[str]:
    return [word for word in re.findall(r"[a-z_]+\.[a-z_]+", said) if word in KEYS] + re.findall(r"\{\w*\}", said)


PRINTED = tuple(town.printed for town in catalogue().towns)
"""Names as the Programme's list prints them stand in Kazakh in every language, and are marked as such."""


QUOTED = re.compile("«[^»]*»|“[^”]*”")
"""Where spellings are compared, each stands between quotation marks as its document has it."""


SPELT = {f"read/contradictions_{record}" for record in ("names/spellings", "names/short_names", "programme/plan_rows")}
"""They are about how Kazakh names and initials are written, and say so."""


def test_each_language_keeps_to_itself() -> None:
    assert broken((name, strangers(name)) for name in screens() if name not in IN_ALL_THREE | SPELT) == {}


def strangers(name: str) -> list[str]:
    kk, ru, en = (words(name, language) for language in LANGUAGES)
    if name.startswith(("read/", "disagreements/", "upload/")):
        kk, ru, en = (QUOTED.sub("", said) for said in (kk, ru, en))
    for printed in PRINTED:
        ru, en = ru.replace(f"«{printed}»", ""), en.replace(f"“{printed}”", "")
    for official in ("Жетісу", "Ұлытау"):  # Russian keeps these two as they are, by law
        ru = ru.replace(official, "")
    asked = "Атлантида <1>"  # what the person typed stands in their own letters
    kk, en = kk.replace(asked, ""), en.replace(asked, "").replace("“х”", "")
    without_kazakh = [] if KAZAKH_ONLY.search(kk) else ["not a Kazakh letter"]
    return [*RUSSIAN_ONLY.findall(kk), *without_kazakh, *KAZAKH_ONLY.findall(ru), *CYRILLIC.findall(en)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_means_something_and_fits(language: Language) -> None:
    assert broken((name, misfits(shown(name, language))) for name in screens()) == {}


def misfits(screen: Screen) -> list[object]:
    wide = [len(row) for row in screen.rows if not 1 <= len(row) <= 8]
    return [*wide, *(button.label for row in screen.rows for button in row if not fits(button))]


def fits(button: Button) -> bool:
    if not 1 <= units(button.label) <= 40:
        return False
    if button.action:
        return read(button.action.pack()) == button.action
    return bool(button.url) and str(button.url).startswith("https://")


async def test_every_screen_is_one_message_that_telegram_takes() -> None:
    sitting = Sitting(lambda: DAY, blank)
    await sitting.open()
    for name in screens():
        for language in LANGUAGES:
            assert (await sitting.portrait(shown(name, language)))["message_id"]


async def test_the_gallery_page_shows_each_reviewed_screen_in_each_language() -> None:
    made = await portraits(gallery(), lambda: DAY, blank)
    assert [each["name"] for each in made] == list(gallery().reviewed())
    assert all(set(each["screens"]) == set(LANGUAGES) for each in made)


A_RESIDENT_READS = (
    "advice", "answers", "applications", "care", "code", "dates", "day", "documents", "loan", "measure", "menu",
    "papers", "reminder", "start", "status", "talk",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_resident_presses_can_be_read_on_a_small_phone(language: Language) -> None:
    """Half a row shows some 22 letters of a label."""
    rows = [row for name in screens() if name.startswith(A_RESIDENT_READS) for row in shown(name, language).rows]
    assert rows
    assert {each.label for row in rows if len(row) == 2 for each in row if len(each.label) > HALF} == set()


async def blank(_: Picture) -> bytes:
    return png()  # what is painted, tests/charts look at


def test_every_action_has_a_handler() -> None:
    assert set(HANDLERS) == set(KINDS)


def test_every_command_is_described_and_helped() -> None:
    assert set(IN_GROUPS) <= set(COMMANDS)
    for language in LANGUAGES:
        help_ = str(shown("help/owner", language).text)
        assert [name for name in COMMANDS if name not in {"start", "help"} and f"/{name}" not in help_] == []
