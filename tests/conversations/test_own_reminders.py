"""What comes by itself about an application, day after day, in the sandbox's time."""

from dataclasses import replace

import pytest

from bot.i18n import KAZAKHSTAN
from bot.routes import LETTERS
from core.localised import Language
from core.store.applications import reminder as reminder_of
from tests.conversations.test_own_application import gone_on, speaking
from tests.talk import SERGEY, Sky, Square, Talk, square

WORDS: dict[Language, tuple[str, str, str]] = {
    "kk": ("тапсырылып қойған", "Иә, еске салыңыз", "🔔 № 1 өтініш"),
    "ru": ("уже сданы", "Да, напоминать", "🔔 Заявление № 1"),
    "en": ("already in", "Yes, remind me", "🔔 Application No. 1"),
}
MORNINGS = ["11-26", "11-28", "12-04", "12-06", "12-08", "12-09", "12-11"]
"""Handed in on Friday, 20 November 2026: around the 27th, 7 and 10 December, and on days 6 and 14."""


async def reminded_talk(place: Square, language: Language = "ru") -> Talk:
    already, yes, _ = WORDS[language]
    talk = await speaking(place, language)
    await talk.say("/status")
    await talk.press(already)
    await talk.say("20.11.2026")
    await talk.press(yes)
    return talk


async def mornings(talk: Talk, days: int) -> dict[str, str]:
    """What came by itself, by the day it came on."""
    came = {}
    for _ in range(days):
        talk.square.forward(days=1)
        before = len(talk.history)
        await talk.square.post()
        for message in talk.history[before:]:
            today = f"{talk.square.clock().astimezone(KAZAKHSTAN):%m-%d}"
            assert today not in came, "more than one a morning"
            came[today] = message["text"]
    return came


@pytest.mark.parametrize("language", WORDS)
async def test_all_reminders_come_each_once(town_square: Square, language: Language) -> None:
    talk = await reminded_talk(town_square, language)
    came = await mornings(talk, 40)
    assert list(came) == MORNINGS
    assert all(text.startswith(WORDS[language][2]) for text in came.values())
    assert len(set(came.values())) == len(MORNINGS)


async def test_they_come_at_nine_and_after_a_restart_too(database_url: str) -> None:
    sky = Sky.new()
    async with square(database_url, sky) as place:
        talk = await reminded_talk(place)
        place.forward(days=4, hours=22, minutes=50)
        assert f"{place.clock().astimezone(KAZAKHSTAN):%d %H:%M}" == "26 08:50"
        before = len(talk.history)
        await place.post()
        assert len(talk.history) == before
    async with square(database_url, sky) as place:
        talk = place.talk(SERGEY)
        place.forward(minutes=11)
        await place.post()
        assert "последний день: пятница, 27 ноября" in talk.last["text"]
        assert "Ваши документы сданы 20 ноября" in talk.last["text"]
        await place.post()
        assert len(talk.history) == before + 1


async def test_an_answer_changes_what_comes(any_square: Square) -> None:
    talk = await reminded_talk(any_square)
    await mornings(talk, 5)
    await gone_on(talk, "Мне ответили", "Рассмотрение документов", "Документы отправлены")
    await talk.say("23.11")
    came = await mornings(talk, 40)
    assert list(came) == ["12-02", "12-04", "12-07", "12-09"]
    assert "Заключение координатора" in came["12-04"]
    assert "Заключение кредитора" in came["12-04"]
    assert "Рассмотрение документов" not in "".join(came.values())


async def test_not_yet_is_an_answer_too(town_square: Square) -> None:
    talk = await reminded_talk(town_square)
    await mornings(talk, 5)
    assert "Напомню снова: суббота, 28 ноября" in await talk.press("Пока нет")
    await mornings(talk, 2)
    assert "Срок по Программе прошёл" in await talk.press("Пока нет")
    await talk.press("Если не отвечают")
    assert "Здравствуйте" in talk.last["text"]


async def test_they_are_stopped_from_any_of_them(any_square: Square) -> None:
    talk = await reminded_talk(any_square)
    assert list(await mornings(talk, 5)) == MORNINGS[:1]
    assert "Напоминаний нет" in await talk.press("Не напоминать")
    assert await mornings(talk, 3) == {}
    assert "Напоминаю в 9:00" in await talk.press("Напоминать")
    assert list(await mornings(talk, 30)) == MORNINGS[2:]


async def test_a_letter_that_has_lost_its_reason_says_nothing(town_square: Square) -> None:
    """What was claimed just before its application changed."""
    talk, house = await reminded_talk(town_square), town_square.at_work.house
    [case] = await house.applications.of(SERGEY)
    first, *_ = house.guide.plan(case, town_square.clock())
    letter = reminder_of(case, first)
    compose = LETTERS[letter.kind].compose
    assert await compose(house, letter, house.translators["ru"])
    await talk.press("Не напоминать")
    assert await compose(house, letter, house.translators["ru"]) is None
    assert await compose(house, replace(letter, payload={"number": 7}), house.translators["ru"]) is None


async def test_nothing_comes_unasked_or_of_what_is_no_more(town_square: Square) -> None:
    talk = await reminded_talk(town_square)
    await gone_on(talk, "Все мои заявления", "Документы уже сданы", "Вчера", "Нет, не нужно")
    await talk.say("/status")
    await gone_on(talk, "Заявление № 1", "Удалить заявление", "Да, удалить")
    assert await mornings(talk, 40) == {}
