"""Greeting, languages, privacy: talked through in three languages by pressing buttons by their labels."""

import orjson
import pytest

from bot.sandbox.files import Upload
from bot.sandbox.human import Human
from core.localised import Language
from tests.talk import AIGUL, EMMA, LOLA, OWNER_ID, SERGEY, SPEAKERS, Square, Talk

HELLO = {"kk": "Сәлеметсіз бе", "ru": "Здравствуйте", "en": "Hello"}
NATIVE = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
MENU = {"kk": "Мәзір", "ru": "Меню", "en": "Menu"}
DATA = {"kk": "Деректеріңіз", "ru": "Ваши данные", "en": "Your data"}
DELETE = {"kk": "Өшіру", "ru": "Удалить", "en": "Delete them"}
YES = {"kk": "Иә, өшіріңіз", "ru": "Да, удалить", "en": "Yes, delete"}
DELETED = {"kk": "Өшірілді", "ru": "Удалено", "en": "Deleted"}
LAPSED = {"kk": "күші жоқ", "ru": "не действует", "en": "lost force"}
LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")


async def speaking(square: Square, language: Language) -> Talk:
    talk = square.talk(SPEAKERS[language])
    await talk.say("/start")
    if language == "en":
        await talk.press("English")
    return talk


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_telegrams_hint_is_enough_for_a_greeting(town_square: Square, language: Language) -> None:
    talk = town_square.talk(SPEAKERS[language])
    greeting = await talk.say("/start")
    assert HELLO[language] in greeting
    assert LAPSED[language] in greeting


@pytest.mark.parametrize("person", [EMMA, LOLA])
async def test_whoever_speaks_another_language_is_asked_in_all_three(any_square: Square, person: int) -> None:
    talk = any_square.talk(person)
    question = await talk.say("/start")
    assert all(word in question for word in ("Тілді таңдаңыз", "Выберите язык", "Choose a language"))
    assert talk.labels == list(NATIVE.values())
    assert HELLO["ru"] in await talk.press("Русский")
    assert HELLO["ru"] in await talk.say("/start")


async def test_what_was_asked_before_the_language_is_not_lost(town_square: Square) -> None:
    talk = town_square.talk(EMMA)
    assert "Choose a language" in await talk.say("/score Теміртау")
    answer = await talk.press("English")
    assert "Temirtau" in answer
    assert "high" in answer


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_chosen_language_outlives_the_hint(any_square: Square, language: Language) -> None:
    talk = any_square.talk(SERGEY)
    await talk.say("/language")
    assert HELLO[language] in await talk.press(NATIVE[language])
    assert MENU[language] in await talk.say("/menu")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_button_of_the_menu_leads_somewhere_and_back(town_square: Square, language: Language) -> None:
    talk = await speaking(town_square, language)
    await talk.say("/menu")
    for label in list(talk.labels):
        if "🌐" in label:
            continue
        assert await talk.press(label)
        assert MENU[language] in await talk.press(MENU[language])
    await talk.press("🌐")
    assert HELLO[language] in await talk.press(NATIVE[language])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_my_data_can_be_seen_and_deleted(any_square: Square, language: Language) -> None:
    talk = any_square.talk(SERGEY)
    await talk.say("/language")
    await talk.press(NATIVE[language])
    await talk.say("/score")
    await talk.say("/mydata")
    everything = orjson.loads(sent_file(any_square, talk))
    assert [row["language"] for row in everything["people"]] == [language]
    assert [row["name"] for row in everything["dialogues"]] == ["town"]

    await talk.say("/privacy")
    await talk.press(DELETE[language])
    assert DELETED[language] in await talk.press(YES[language])
    await talk.say("/mydata")
    everything = orjson.loads(sent_file(any_square, talk))
    assert set(everything) == {"asked_at"}


def sent_file(square: Square, talk: Talk) -> bytes:
    document = next(message["document"] for message in reversed(talk.history) if "document" in message)
    return square.world.files.by_id[document["file_id"]].content


async def test_an_owner_is_told_that_the_role_stays(any_square: Square) -> None:
    talk = any_square.talk(OWNER_ID)
    await talk.say("/start")
    assert "роль останется" in await talk.say("/forget")
    assert "Осталась только ваша роль" in await talk.press("Да, удалить")


async def test_cancel_stops_a_question_and_says_so_once(any_square: Square) -> None:
    talk = any_square.talk(AIGUL)
    await talk.say("/start")
    await talk.say("/score")
    assert "Тоқтатылды" in await talk.say("/cancel")
    assert "Тоқтататын ештеңе жоқ" in await talk.say("/cancel")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "zz9",
        "po1:atlantis",
        "ob1:nowhere",
        "pa1:D99:unknown:unknown:unknown:",
        "dc1:unknown:unknown:unknown:nowhere",
        "ag1:day::unknown:unknown:unknown:nowhere",
        "lg1:de:",
    ],
)
async def test_a_forged_or_outdated_button_gets_a_kind_answer(town_square: Square, data: str) -> None:
    talk = town_square.talk(AIGUL)
    await talk.say("/start")
    assert "Бұл батырма ескірген" in await talk.forge(data)


async def test_what_is_not_text_is_answered_kindly_and_an_album_once(town_square: Square) -> None:
    talk, human = town_square.talk(AIGUL), town_square.human
    await talk.say("/start")
    assert "әзірге түсінбеймін" in await talk.after(human.sticker(AIGUL, AIGUL))
    assert "әзірге түсінбеймін" in await talk.after(human.voice(AIGUL, AIGUL))
    assert (await talk.after(album(human))).count("әзірге түсінбеймін") == 1


def album(human: Human) -> list[int]:
    files = [human.world.files.keep("document", Upload(name, b"x", "image/jpeg")) for name in ("1.jpg", "2.jpg")]
    return [human.send(AIGUL, AIGUL, {**file.shown(), "media_group_id": "7"}) for file in files]


async def test_an_edited_message_and_an_unknown_command(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/start")
    said = town_square.human.say(SERGEY, SERGEY, "/fly")
    assert "Такой команды я не знаю" in await talk.after(said)
    town_square.human.edit(SERGEY, SERGEY, said, "/menu")
    assert await talk.after(None) == ""


async def test_free_text_that_names_no_town_is_answered_with_the_menu(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/start")
    assert "Этого я пока не понимаю" in await talk.say("как дела?")


async def test_whoever_blocks_the_bot_is_left_alone_until_they_write(any_square: Square) -> None:
    talk, human = any_square.talk(AIGUL), any_square.human
    await talk.say("/start")
    human.block(AIGUL)
    await any_square.settle()
    assert (await any_square.at_work.house.people.who(AIGUL)).blocked
    human.unblock(AIGUL)
    await any_square.settle()
    assert not (await any_square.at_work.house.people.who(AIGUL)).blocked
    assert "Сәлеметсіз бе" in await talk.say("/start")
