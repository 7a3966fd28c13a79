"""What every screen promises: no key, no foreign language, nothing Telegram would refuse."""

import re

import pytest
from markupsafe import Markup

from bot.actions import KINDS, read
from bot.gallery import IN_ALL_THREE
from bot.i18n import NATIVE_NAMES
from bot.pages import units
from bot.routes import COMMANDS, HANDLERS, IN_GROUPS
from bot.sandbox.portraits import Studio, portraits
from bot.screen import Screen
from core.localised import LANGUAGES, Language
from tests.house import DAY, catalogue, gallery

SCREENS = gallery().screens()
KEYS = frozenset(gallery().translators["en"].texts)
KAZAKH_ONLY = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
RUSSIAN_ONLY = re.compile(r"\b(и|в|на|что|для|это|город|города|документ|документы|только|если|или)\b")
CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)


PRINTED_SO = re.compile("<code>.*?</code>")
"""What a source prints stands letter by letter, in the source's language, and is marked so."""


def shown(name: str, language: Language) -> Screen:
    return SCREENS[name](gallery().translators[language])


def words_of(screen: Screen) -> str:
    labels = [button.label for row in screen.rows for button in row if button.label not in NATIVE_NAMES.values()]
    said = PRINTED_SO.sub("", str(screen.text))
    return "\n".join([Markup(said).striptags(), screen.toast, *labels])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_no_screen_shows_a_key_or_a_placeholder(name: str, language: Language) -> None:
    words = words_of(shown(name, language))
    assert [word for word in re.findall(r"[a-z_]+\.[a-z_]+", words) if word in KEYS] == []
    assert not re.search(r"\{\w*\}", words)


PRINTED = tuple(town.printed for town in catalogue().towns)
"""Names as the Programme's list prints them stand in Kazakh in every language, and are marked as such."""


QUOTED = re.compile("«[^»]*»|“[^”]*”")
"""Where spellings are compared, each stands between quotation marks as its document has it."""


SPELT = {f"read/contradictions_{record}" for record in ("names/spellings", "names/short_names", "programme/plan_rows")}
"""They are about how Kazakh names and initials are written, and say so."""


@pytest.mark.parametrize("name", [name for name in SCREENS if name not in IN_ALL_THREE | SPELT])
def test_each_language_keeps_to_itself(name: str) -> None:
    kk, ru, en = (words_of(shown(name, language)) for language in LANGUAGES)
    if name.startswith(("read/", "disagreements/")):
        kk, ru, en = (QUOTED.sub("", words) for words in (kk, ru, en))
    for printed in PRINTED:
        ru, en = ru.replace(f"«{printed}»", ""), en.replace(f"“{printed}”", "")
    for official in ("Жетісу", "Ұлытау"):  # Russian keeps these two as they are, by law
        ru = ru.replace(official, "")
    asked = "Атлантида <1>"  # what the person typed stands in their own letters
    kk, en = kk.replace(asked, ""), en.replace(asked, "").replace("“х”", "")
    assert not RUSSIAN_ONLY.findall(kk)
    assert KAZAKH_ONLY.search(kk)
    assert not KAZAKH_ONLY.findall(ru)
    assert not CYRILLIC.findall(en)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_every_button_means_something_and_fits(name: str, language: Language) -> None:
    for row in shown(name, language).rows:
        assert 1 <= len(row) <= 8
        for button in row:
            assert 1 <= units(button.label) <= 40
            if button.action:
                assert read(button.action.pack()) == button.action
            else:
                assert button.url
                assert button.url.startswith("https://")


async def test_every_screen_is_one_message_that_telegram_takes() -> None:
    studio = Studio(lambda: DAY)
    await studio.open()
    for name in SCREENS:
        for language in LANGUAGES:
            assert (await studio.portrait(shown(name, language)))["message_id"]


async def test_the_gallery_page_shows_each_reviewed_screen_in_each_language() -> None:
    made = await portraits(gallery(), lambda: DAY)
    assert [each["name"] for each in made] == list(gallery().reviewed())
    assert all(set(each["screens"]) == set(LANGUAGES) for each in made)


def test_every_action_has_a_handler() -> None:
    assert set(HANDLERS) == set(KINDS)


def test_every_command_is_described_and_helped() -> None:
    assert set(IN_GROUPS) <= set(COMMANDS)
    for language in LANGUAGES:
        help_ = str(shown("help", language).text)
        assert [name for name in COMMANDS if name not in {"start", "help"} and f"/{name}" not in help_] == []
