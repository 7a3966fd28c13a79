"""Content by file, as two people publish it and others see it, in three languages; what is kept, on both databases."""

from dataclasses import dataclass
from datetime import date

import pytest

from bot.sandbox.errors import Json
from bot.sandbox.files import Upload
from core.access import EVERYWHERE, Places, Role
from core.localised import LANGUAGES, Language
from core.store.transaction import Cause
from tests.content import calendar, contacts, data, moon, plain_year, spoilt, tiers, zipped
from tests.talk import AIGUL, COUNCIL_ID, EMMA, OWNER_ID, SERGEY, Sky, Square, Talk, square

PHONE = "8 7213 12-34-56"


@dataclass(frozen=True)
class Said:
    switch: str
    new: str
    confirm: str
    once: str
    published: str
    back: str
    gone: str
    undone: str
    same: str
    unplaced: str
    withdrawn: str
    withdraw: str
    stale: str
    again: str
    get: str


SAID: dict[Language, Said] = {
    "kk": Said("Қазақша", "жаңа", "Растаймын", "Растауыңыз жазылды", "Жарияланды", "қайтару", "алып тасталады",
               "қайтарылды", "Жариялайтын ештеңе", "орнына келгені", "қайтарып алынды", "Қайтарып алу",
               "басқа нәрсе", "Қайта есептеу", "Файлды алу"),
    "ru": Said("Русский", "новый", "Подтверждаю", "записано", "Опубликовано", "Отменить", "убирается", "отменён",
               "Публиковать нечего", "вместо какого файла", "отозвано", "Отозвать", "другое", "заново",
               "Получить файл"),
    "en": Said("English", "new", "I confirm", "is kept", "Published", "Undo", "taken away", "is undone",
               "nothing to publish", "which file", "is withdrawn", "Withdraw", "Something else", "Run again",
               "Get a file"),
}  # fmt: skip


async def speaking(place: Square, person: int, language: Language) -> Talk:
    talk = place.talk(person)
    await talk.say("/language")
    await talk.press(SAID[language].switch)
    return talk


async def two(place: Square, language: Language) -> tuple[Talk, Talk]:
    """An owner, and a publisher beside them."""
    async with place.at_work.store.writing() as work:
        await work.grants.give(AIGUL, Role.PUBLISHER, EVERYWHERE, OWNER_ID)
    return await speaking(place, OWNER_ID, language), await speaking(place, AIGUL, language)


async def send(talk: Talk, name: str, body: bytes, caption: str = "") -> str:
    world = talk.square.world
    content: Json = world.files.keep("document", Upload(name, body, None)).shown()
    if caption:
        content |= {"caption": caption}
    return await talk.after(talk.square.human.send(talk.person_id, talk.chat_id, content))


def numbered(number: int, language: Language) -> str:
    return f"No. {number}" if language == "en" else f"№ {number}"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_telephone_from_a_file_to_everybody_and_back(town_square: Square, language: Language) -> None:
    owner, publisher = await two(town_square, language)
    said, resident = SAID[language], town_square.talk(SERGEY)
    assert PHONE not in await resident.say("/where Теміртау")
    impact = await send(owner, "directory.yaml", contacts(), "№ 12")
    assert PHONE in impact
    assert said.new in impact
    assert "№ 12" in impact
    assert said.once in await owner.press(said.confirm)
    await publisher.say("/content")
    assert PHONE in await publisher.press(numbered(1, language))
    assert said.published in await publisher.press(said.confirm)
    assert PHONE in await resident.say("/where Теміртау")
    await owner.say("/content")
    assert said.gone in await owner.press(said.back)
    await owner.press(said.confirm)
    await publisher.say("/content")
    await publisher.press(numbered(2, language))
    assert said.undone in await publisher.press(said.confirm)
    assert PHONE not in await resident.say("/where Теміртау")
    await owner.say("/content")
    told = await owner.press("🗂")
    assert told.index(numbered(2, language)) < told.index(numbered(1, language))
    assert "Айгүл" in told
    assert "№ 12" in told


async def test_a_day_before_another_methodology_is_told_as_it_was(town_square: Square) -> None:
    owner, publisher = await two(town_square, "ru")
    await owner.say("/set Темиртау 2.6 4,9 2021 | stat.gov.kz")
    town_square.forward(days=3)
    await send(owner, "innovation.yaml", tiers())
    await owner.press(SAID["ru"].confirm)
    await publisher.say("/content")
    await publisher.press(numbered(1, "ru"))
    await publisher.press(SAID["ru"].confirm)
    assert "уровень ●○○ низкий" in await owner.say("/score Балхаш")
    then = await owner.say("/score Балхаш на 21 ноября")
    assert "уровень ●●○ средний" in then
    assert "по методике, которая действовала тогда" in then
    await owner.say("/proposals")
    assert "другие данные" in await owner.press(numbered(1, "ru"))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_will_not_do_is_said(town_square: Square, language: Language) -> None:
    said = SAID[language]
    owner, publisher = await two(town_square, language)
    assert said.same in await send(owner, "2026.yaml", data("calendar/2026.yaml"))
    assert said.unplaced in await send(owner, "towns.yaml", b"a: 1")
    assert said.unplaced not in await send(owner, "towns.yaml", b"a: 1", "calendar/2028.yaml")
    placed = await send(owner, "my.yaml", calendar(), "data/calendar/2026.yaml № 12")
    assert "2026" in placed
    assert "№ 12" in placed
    assert said.withdrawn in await owner.press(said.withdraw)
    await send(owner, "2026.yaml", calendar())
    number = (await town_square.at_work.house.contents.waiting(OWNER_ID, None))[0].number
    await send(publisher, "directory.yaml", contacts())
    await publisher.press(said.confirm)
    await owner.say("/content")
    await owner.press(numbered(number + 1, language))
    assert said.published in await owner.press(said.confirm)
    await owner.say("/content")
    await owner.press(numbered(number, language))
    assert said.stale in await owner.press(said.confirm)
    assert "2026" in await owner.press(said.again)
    assert said.once in await owner.press(said.confirm)


FAULTY = zipped(
    {
        "calendar/2026.yaml": spoilt(
            "calendar/2026.yaml", "{ day: 2026-12-16, holiday: independence }", "{ day: 2026-12-16 }"
        ),
        "directory.yaml": contacts(phone="қоңырау шалыңыз") + b"    hours: { kk: 9-18, ru: 9-18 }\n",
        "methodology/innovation.yaml": spoilt(
            "methodology/innovation.yaml", "from: 25.1, to: 40.0", "from: 24.1, to: 40.0"
        ),
        "programmes/2012-2020/procedure.yaml": b"source: [credit\n",
    }
)
SAID_OF_FAULTY: dict[Language, tuple[str, ...]] = {
    "kk": (
        "Файлда 5 қате бар",
        "2026.yaml, 30-жол, holidays › holiday: holiday кілті жетіспейді",
        "contacts › phone: қоңырау шалыңыз телефон нөміріне ұқсамайды",
        "contacts › hours › en: en кілті жетіспейді",
        "indicators › bands: Аралық басқа аралықпен қабаттасады: 15,1–25,0",
        "2012-2020/procedure.yaml, 1-жол: Жақша жабылмаған",
    ),
    "ru": (
        "В файле 5 ошибок",
        "2026.yaml, строка 30, holidays › holiday: Не хватает ключа holiday",
        "contacts › phone: қоңырау шалыңыз не похоже на номер телефона",
        "contacts › hours › en: Не хватает ключа en",
        "indicators › bands: Диапазон пересекается с другим: 15,1–25,0",
        "2012-2020/procedure.yaml, строка 1: Скобка не закрыта",
    ),
}


@pytest.mark.parametrize("language", SAID_OF_FAULTY)
async def test_each_fault_is_told_in_the_language_of_the_sender(town_square: Square, language: Language) -> None:
    owner = await speaking(town_square, OWNER_ID, language)
    answer = await send(owner, "all.zip", FAULTY)
    assert [each for each in SAID_OF_FAULTY[language] if each not in answer] == [], answer
    assert await town_square.at_work.house.contents.waiting(OWNER_ID, None) == ()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_file_is_fetched_and_sent_back(town_square: Square, language: Language) -> None:
    owner, _ = await two(town_square, language)
    await owner.say("/content")
    await owner.press(SAID[language].get)
    await owner.press("calendar/2026")
    sent = next(each["document"] for each in reversed(owner.history) if "document" in each)
    assert sent["file_name"] == "2026.yaml"
    assert town_square.world.files.find(sent["file_id"]).content == data("calendar/2026.yaml")


async def test_years_that_need_each_other(town_square: Square) -> None:
    owner, publisher = await two(town_square, "ru")

    async def confirmed(number: int) -> str:
        await owner.press("Подтверждаю")
        await publisher.say("/content")
        await publisher.press(numbered(number, "ru"))
        return await publisher.press("Подтверждаю")

    for number, year in enumerate((2028, 2029), start=1):
        assert "– выходной: православное Рождество" in await send(owner, f"{year}.yaml", plain_year(year))
        assert "Опубликовано" in await confirmed(number)
    await owner.say("/content")
    assert "Выпуск № 1 отменить нельзя" in await owner.press("Отменить № 1")
    await send(owner, "2030.yaml", plain_year(2030))
    await owner.say("/content")
    await owner.press("Отменить № 2")
    assert "отменён" in await confirmed(4)
    assert "Предложение № 3 не сходится" in await owner.press("Подтверждаю")
    await owner.say("/content")
    assert "↩️ Отменить № 2" not in owner.labels
    told = await owner.press("Предложение № 3")
    assert "Предложение № 3 не сходится" in told
    assert "Добавьте недостающий" in told
    assert "отозвано" in await owner.press("Отозвать")


async def test_who_is_in_the_middle_of_an_application_is_told(town_square: Square) -> None:
    owner, publisher = await two(town_square, "ru")
    resident, applications = await speaking(town_square, SERGEY, "ru"), town_square.at_work.house.applications
    today = town_square.at_work.house.clock().date()
    await applications.start(SERGEY, Cause(SERGEY, 1), edition="2012-2020", language="ru", handed_in=today)
    await applications.consent(SERGEY, 1, Cause(SERGEY, 2), given=True)
    impact = await send(owner, "moon.zip", zipped(moon("2026-01-01")))
    assert "1 начатого заявления. Сообщение получат: 1" in impact
    await owner.press("Подтверждаю")
    await publisher.say("/content")
    await publisher.press("№ 1")
    before = len(resident.history)
    await publisher.press("Подтверждаю")
    await town_square.post()
    [news] = resident.history[before:]
    assert "Начала действовать новая программа" in news["text"]
    assert "не действует с 1 января 2015" in await resident.press("Моё заявление")


async def test_who_wants_no_letters_reads_that_their_dates_have_moved(town_square: Square) -> None:
    owner, publisher = await two(town_square, "en")
    emma, applications = await speaking(town_square, EMMA, "en"), town_square.at_work.house.applications
    handed_in = date(2026, 10, 19)
    await applications.start(EMMA, Cause(EMMA, 1), edition="2012-2020", language="en", handed_in=handed_in)
    moved = "The calendar of working days has changed"
    assert moved not in await emma.say("/status")
    await send(owner, "2026.yaml", calendar())
    await owner.press("I confirm")
    await publisher.say("/content")
    await publisher.press("No. 1")
    before = len(emma.history)
    await publisher.press("I confirm")
    await town_square.post()
    assert len(emma.history) == before
    assert moved in await emma.say("/status")
    assert moved in await emma.press("All dates")


async def test_a_group_and_a_resident_publish_nothing(town_square: Square) -> None:
    await two(town_square, "ru")
    council = town_square.talk(AIGUL, COUNCIL_ID)
    assert "directory.yaml" not in await council.say("/content")
    resident = await speaking(town_square, SERGEY, "ru")
    answer = await send(resident, "directory.yaml", contacts())
    assert PHONE not in answer
    assert await town_square.at_work.house.contents.waiting(OWNER_ID, None) == ()


async def test_who_answers_for_a_town_sends_its_contacts(town_square: Square) -> None:
    async with town_square.at_work.store.writing() as work:
        await work.grants.give(EMMA, Role.EDITOR, Places(towns=frozenset({"temirtau"})), OWNER_ID)
    emma = await speaking(town_square, EMMA, "en")
    answer = await send(emma, "directory.yaml", contacts())
    assert "Publishers find it under /content" in answer
    assert "I confirm" not in emma.labels
    denied = town_square.at_work.house.translators["en"].plain("trouble.denied")
    whole = await send(emma, "2026.yaml", calendar())
    assert whole.startswith(denied)
    assert "whole country" in whole
    other = await send(emma, "directory.yaml", contacts("rudny"))
    assert other.startswith(denied)
    assert "another town: Rudny" in other
    async with town_square.at_work.store.writing() as work:
        await work.grants.give(EMMA, Role.PUBLISHER, Places(towns=frozenset({"temirtau"})), OWNER_ID)
    await emma.say("/content")
    await emma.press("No. 1")
    assert any("I confirm" in label for label in emma.labels)
    await send(town_square.talk(OWNER_ID), "2026.yaml", calendar())
    await emma.say("/content")
    await emma.press("No. 2")
    assert not any("I confirm" in label for label in emma.labels)


async def test_a_restart_goes_on_with_what_is_in_force(database_url: str) -> None:
    sky = Sky.new()
    async with square(database_url, sky) as place:
        owner, publisher = await two(place, "ru")
        await send(owner, "directory.yaml", contacts())
        await owner.press("Подтверждаю")
        await publisher.say("/content")
        await publisher.press("№ 1")
        await publisher.press("Подтверждаю")
    async with square(database_url, sky) as place:
        assert PHONE in await place.talk(SERGEY).say("/where Темиртау")


async def test_a_talk_goes_on_under_the_programme_it_began_with(town_square: Square) -> None:
    owner, publisher = await two(town_square, "en")
    emma = await speaking(town_square, EMMA, "en")
    await emma.say("/support")
    assert "A newer programme" not in await emma.press("Temirtau")
    await send(owner, "moon.zip", zipped(moon("2026-01-01")))
    await owner.press("I confirm")
    await publisher.say("/content")
    await publisher.press("No. 1")
    await publisher.press("I confirm")
    question = await emma.press(emma.labels[0])
    assert "A newer programme counts now: A made-up programme for the Moon" in question
    assert "A newer programme" not in await emma.say("/support")
