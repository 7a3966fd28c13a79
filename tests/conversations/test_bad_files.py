"""Bad files sent to the whole bot by somebody who may publish, a third of them in each language: each is answered with
its message, nothing is published, and nothing breaks.
"""

import pytest
from markupsafe import Markup

from core.localised import LANGUAGES, Language
from tests.bad_messages import expected, files
from tests.core.bad_files import GOOD, HEADINGS, text
from tests.talk import OWNER_ID, Square, Talk

SWITCH: dict[Language, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_bot_says_so_and_nothing_is_published(town_square: Square, language: Language) -> None:
    talk = town_square.talk(OWNER_ID)
    await talk.say("/language")
    await talk.press(SWITCH[language])
    mine = list(files())[LANGUAGES.index(language) :: len(LANGUAGES)]
    for name in mine:
        said = await sent(talk, *files()[name])
        assert spaces(expected()[name][language]) in spaces(said), name
    assert (await town_square.at_work.house.history.batches(OWNER_ID, None)).batches == ()
    assert "good.csv" in await sent(talk, "good.csv", text([HEADINGS, GOOD]))


async def sent(talk: Talk, name: str, content: bytes) -> str:
    human = talk.square.human
    if not content:  # Telegram takes no empty file: a person can only have sent a blank one
        content = b"\n"
    return await talk.after(human.upload(talk.person_id, talk.chat_id, name, content))


def spaces(said: str) -> str:
    return " ".join(str(Markup(said).unescape()).split())
