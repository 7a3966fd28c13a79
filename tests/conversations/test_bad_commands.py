"""Bad lines after /set said to the whole bot by somebody who may publish, a third of them in each language: each is
answered with its message, nothing is kept, and nothing breaks.
"""

import pytest
from markupsafe import Markup

from core.localised import LANGUAGES, Language
from tests.bad_command_messages import bad, expected
from tests.talk import OWNER_ID, Square

SWITCH: dict[Language, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_bot_says_so_and_nothing_is_kept(town_square: Square, language: Language) -> None:
    talk = town_square.talk(OWNER_ID)
    await talk.say("/language")
    await talk.press(SWITCH[language])
    for text in bad()[LANGUAGES.index(language) :: len(LANGUAGES)]:
        said = await talk.say(text if text.startswith("/set") else f"/set {text}")
        assert spaces(expected()[text][language]) in spaces(said), text
    house = town_square.at_work.house
    assert await house.proposals.waiting(OWNER_ID, None) == ()
    assert (await house.history.batches(OWNER_ID, None)).batches == ()
    await talk.say("/set Теміртау 2.6 4.7 2021 | стат")
    assert len(await house.proposals.waiting(OWNER_ID, None)) == 1


def spaces(said: str) -> str:
    return " ".join(str(Markup(said).unescape()).split())
