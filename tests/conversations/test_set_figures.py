"""Figures typed in three languages: what is unclear is asked, what is wrong is said, what is odd needs a reason; then a
dry run, a confirmation or two, and everybody sees it.
"""

import copy

import pytest

from bot.screen import Picture
from core.access import EVERYWHERE, Places, Role
from core.faults import DoubtKind, doubt_of
from core.localised import Language
from core.publishing import Subscription
from tests.sandbox.stage import png
from tests.talk import AIGUL, COUNCIL_ID, EMMA, OFFICIAL_ID, OWNER_ID, SERGEY, SPEAKERS, Sky, Square, Talk, square

TO_LOWER = "1.1 нет 2021\nСатпаев 1.2 не соответствует 2021\nСатпаев 1.3 нет 2021\nСатпаев 2.6 9 2021"


def missing(wanted: tuple[str, ...], answer: str) -> list[str]:
    """Of what should be said; a space that does not break is a space to a reader."""
    return [part for part in wanted if part not in answer.replace("\u00a0", " ")]


async def entrusted(square: Square, person: int, role: Role, places: Places = EVERYWHERE) -> Talk:
    async with square.at_work.store.writing() as work:
        await work.grants.give(person, role, places, OWNER_ID)

    async def paint(_: Picture) -> bytes:
        return png()

    square.at_work.delivery.album.paint = paint
    talk = square.talk(person)
    if person == EMMA:
        await talk.say("/language")
        await talk.press("English")
    return talk


LINES: dict[Language, tuple[str, ...]] = {
    "kk": ("/set Сәтбаев жұмыссыздық 4,6 2021", "Сәтбаев 2.3 30,5% 2020", "Балқаш 1.4 40 2020"),
    "ru": ("/set Сатпаев безработица 4,6 2021", "30,5% Сатпаев рентабельность 2020", "Балхаш 1.4 40 2020"),
    "en": ("/set Satbayev unemployment 4.6 2021", "Satbayev 2.3 30.5% 2020", "2020 Balkhash 1.4 40"),
}
SAID: dict[Language, dict[str, str]] = {
    "kk": {
        "dry": "Әзірге ештеңе жарияланған жоқ", "new": "Жаңа мәндер: 1", "changed": "39,8 % → 30,5 %",
        "same": "Өзгермейтіні: 1", "before": "31–41 → 35–40", "source": "Дереккөзі: Хат № 5", "picture": "🖼 Сәтбаев",
        "told": "ешкімге хабар бармайды", "painted": "Бұл әлі жарияланған жоқ", "words": "Сөзбен",
        "publish": "Жариялау", "done": "№ 1 жарияланым", "town": "Сәтбаев", "score": "35–40",
    },
    "ru": {
        "dry": "Пока ничего не опубликовано", "new": "Новые значения: 1", "changed": "39,8 % → 30,5 %",
        "same": "Без изменений: 1", "before": "31–41 → 35–40", "source": "Источник: Хат № 5", "picture": "🖼 Сатпаев",
        "told": "уведомлять некого", "painted": "Это ещё не опубликовано", "words": "Словами",
        "publish": "Опубликовать", "done": "публикация № 1", "town": "Сатпаев", "score": "от 35 до 40",
    },
    "en": {
        "dry": "Nothing is published yet", "new": "New figures: 1", "changed": "39.8% → 30.5%",
        "same": "The same: 1", "before": "31–41 → 35–40", "source": "Source: Хат № 5", "picture": "🖼 Satbayev",
        "told": "nobody will be told", "painted": "This is not published yet", "words": "In words",
        "publish": "Publish", "done": "publication No. 1", "town": "Satbayev", "score": "between 35 and 40",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", SAID)
async def test_from_some_lines_to_everybody(any_square: Square, language: Language) -> None:
    said = SAID[language]
    talk = await entrusted(any_square, SPEAKERS[language], Role.PUBLISHER)
    dry = await talk.say("\n".join(f"{line} | Хат № 5" for line in LINES[language]))
    wanted = ("dry", "new", "changed", "same", "before", "source", "told")
    assert missing(tuple(said[each] for each in wanted), dry) == []
    assert said["painted"] in await talk.press(said["picture"])
    assert said["dry"] in await talk.press(said["words"])
    assert said["done"] in await talk.press(said["publish"])
    assert missing((said["score"],), await talk.press(said["town"])) == []


async def test_what_is_unclear_is_asked_and_never_guessed(any_square: Square) -> None:
    talk = await entrusted(any_square, SERGEY, Role.PUBLISHER)
    asked = await talk.say("/set Сатпаев 2.7 10,000 тенге")
    assert "За какой это год?" in asked
    old_year = talk.button("2025")[1]
    asked = await talk.say("в позапрошлом")
    assert "Не понимаю ответ «в позапрошлом»" in asked
    asked = await talk.say("2020 год")
    assert "какое значение?" in asked
    assert "10" in talk.labels
    assert "устарела" in await talk.forge(old_year)  # the question has been answered
    await talk.say("/set Сатпаев 2.7 10,000 тенге 2020\nСаран 2.6 4,7")
    assert "Строка 1" in text_of(talk)
    await talk.press("10\u00a0000")
    assert "Строка 2" in text_of(talk)
    await talk.press("2025")
    assert "Откуда данные?" in text_of(talk)
    assert "Источник нужно назвать словами" in await talk.say("+")
    assert "Проверьте, пожалуйста" in await talk.say("stat.gov.kz, 12.03.2026")


async def test_a_town_or_an_indicator_that_is_not_named_is_chosen_by_button(any_square: Square) -> None:
    talk = await entrusted(any_square, SERGEY, Role.PUBLISHER)
    assert "Какой город" in await talk.say("/set 4,6 2021 | stat.gov.kz")
    await talk.press("Шахтинск")
    dry = await talk.press("2.6")
    assert missing(("Шахтинск, 2.6 Уровень безработицы, 2021: 4,6 %", "Предложение № 1"), dry) == []


async def test_a_number_that_is_not_there_is_asked_for_and_what_was_said_is_not_lost(town_square: Square) -> None:
    talk = await entrusted(town_square, SERGEY, Role.PUBLISHER)
    asked = await talk.say("/set Темиртау безработица 2021 | stat.gov.kz")
    assert missing(("Темиртау, 2.6 Уровень безработицы, 2021 год: какое значение?",), asked) == []
    assert "Не понимаю ответ «не знаю»" in await talk.say("не знаю")
    again = await talk.say("4,6 или 4,7")
    assert missing(("Здесь несколько чисел: 4,6 4,7", "какое значение?"), again) == []
    assert missing(("Темиртау, 2.6 Уровень безработицы, 2021: 4,6 %", "Предложение № 1"), await talk.say("4,6 %")) == []
    await talk.say("/set Темиртау 4,7 | stat.gov.kz")
    assert missing(("2031", "За какой это год?"), await talk.say("2031")) == []
    assert "Какой показатель" in await talk.say("2022")
    assert "Предложение № 2" in await talk.press("2.6")


def text_of(talk: Talk) -> str:
    return str(talk.last.get("text") or talk.last.get("caption"))


async def test_all_that_is_wrong_is_said_at_once_and_nothing_is_kept(any_square: Square) -> None:
    talk = await entrusted(any_square, SERGEY, Role.PUBLISHER)
    assert "Напишите в каждой строке" in await talk.say("/set")
    answer = await talk.say(
        "Сатпаев 2.6 4,6 2031 | stat.gov.kz\nГородок 2.6 5 2021 | stat.gov.kz\nСатпаев 2.6 700% 2021 | сайт"
    )
    assert missing(("1: 2031", "2: ", "Городок", "3: ", "Сначала нужно исправить"), answer) == []
    assert "Предложений, ждущих подтверждения, нет" in await talk.say("/proposals")
    await talk.say("/set")
    mended = await talk.say("Сатпаев 2.6 4,6 2021 | stat.gov.kz")
    assert "Предложение № 1" in mended
    assert "нет такого города" not in mended
    await talk.say("/set Сатпаев 2.6 4,6")
    await talk.press("Отмена")
    assert "Предложение" not in await talk.say("2021")


async def test_a_warning_is_overruled_only_with_a_reason_and_it_is_kept(any_square: Square) -> None:
    talk = await entrusted(any_square, SERGEY, Role.PUBLISHER)
    odd = await talk.say("/set Темиртау безработица 46 2021 | stat.gov.kz")
    assert "лишней цифры" in odd
    assert "Напишите одной-двумя фразами" in await talk.press("Всё верно")
    assert "не меньше 5" in await talk.say("+")
    dry = await talk.say("Закрылся комбинат")
    assert missing(("несмотря на предупреждения", "лишней цифры", "Причина: Закрылся комбинат"), dry) == []
    async with any_square.at_work.store.reading() as work:
        proposal = await work.proposals.find(1)
    assert proposal
    assert proposal.reason == "Закрылся комбинат"
    assert [doubt_of(each).kind for each in proposal.overruled] == [DoubtKind.DIGIT_ADDED]


async def test_a_change_of_tier_is_confirmed_by_two(any_square: Square) -> None:
    talk = await entrusted(any_square, SERGEY, Role.PUBLISHER)
    second = await entrusted(any_square, EMMA, Role.PUBLISHER)
    await talk.say("/set Сатпаев " + TO_LOWER.replace("\n", " | stat.gov.kz\n") + " | stat.gov.kz")
    dry = text_of(talk)
    assert missing(("●●○ средний → ●○○ низкий", "Место: 1 → 3", "Меняется уровень города"), dry) == []
    assert "сохранено" in await talk.press("Подтвердить (1 из 2)")
    await any_square.post()
    assert "waits for your confirmation" in text_of(second)
    again = await talk.press("К предложению")
    assert "Вы уже подтвердили" in again
    assert "Опубликовать" not in str(talk.labels)  # one person is not two
    assert "Confirmed once" in await second.say("/proposals")
    seen = await second.press("Proposal No. 1")
    assert missing(("medium → ●○○ low", "stat.gov.kz"), seen) == []
    assert "publication No. 1" in await second.press("Publish")
    assert "устарела" in await talk.press("🖼 Сатпаев")
    assert "No proposal waits" in await second.say("/proposals")


async def test_what_was_overtaken_is_run_again(any_square: Square) -> None:
    talk = await entrusted(any_square, SERGEY, Role.PUBLISHER)
    other = await entrusted(any_square, EMMA, Role.PUBLISHER)
    await talk.say("/set Сатпаев 2.6 4,6 2021 | stat.gov.kz")
    await other.say("/set Satbayev 2.6 4.7 2021 | stat.gov.kz")
    assert "publication No. 1" in await other.press("Publish")
    assert "Этот расчёт устарел" in await talk.press("Опубликовать")
    await talk.say("/proposals")
    opened = await talk.press("№ 1")
    assert missing(("4,7 % → 4,6 %", "опубликовали другие данные"), opened) == []
    assert "✅ Опубликовать" not in talk.labels
    fresh = await talk.press("Рассчитать заново")
    assert missing(("Предложение № 3", "4,7 % → 4,6 %"), fresh) == []
    listed = await talk.say("/proposals")
    assert ("№ 1," in listed, "№ 3," in listed) == (False, True)
    await talk.press("№ 3")
    assert "публикация № 2" in await talk.press("Опубликовать")
    await talk.say("/set Сатпаев 2.6 4,6 2021 | stat.gov.kz")
    assert "Публиковать нечего" in text_of(talk)


async def test_what_became_odd_meanwhile_needs_a_reason_before_it_is_run_again(any_square: Square) -> None:
    talk = await entrusted(any_square, SERGEY, Role.PUBLISHER)
    other = await entrusted(any_square, EMMA, Role.PUBLISHER)
    assert "Предложение № 1" in await talk.say("/set Риддер 2.6 4,6 2021 | stat.gov.kz")
    await other.say("/set Ridder 2.6 46 2021 | stat.gov.kz")
    await other.press("It is right")
    await other.say("A plant has closed")
    assert "publication No. 1" in await other.press("Publish")
    await talk.press("Опубликовать")
    asked = await talk.press("Рассчитать заново")
    assert missing(("Предложение № 1", "Не потеряна ли цифра", "Напишите одной-двумя фразами"), asked) == []
    assert missing(("не меньше 5", "Не потеряна ли цифра"), await talk.say("+")) == []
    fresh = await talk.say("Прежнее значение опубликовано по ошибке")
    wanted = (
        "Предложение № 3",
        "46 % → 4,6 %",
        "Не потеряна ли цифра",
        "Причина: Прежнее значение опубликовано по ошибке",
    )
    assert missing(wanted, fresh) == []
    assert "Предложение" not in await talk.say("Прежнее значение")
    await talk.say("/proposals")
    await talk.press("№ 3")
    assert "публикация № 2" in await talk.press("Опубликовать")


async def test_a_proposal_is_withdrawn(any_square: Square) -> None:
    talk = await entrusted(any_square, SERGEY, Role.PUBLISHER)
    await talk.say("/set Сатпаев 2.6 4,6 2021 | stat.gov.kz")
    published = talk.button("Опубликовать")[1]
    assert "отозвано" in await talk.press("Отозвать")
    assert "устарела" in await talk.forge(published)
    assert "нет" in await talk.say("/proposals")


async def test_each_may_only_what_they_may(any_square: Square) -> None:
    resident = any_square.talk(AIGUL)
    assert "құқығыңыз жоқ" in await resident.say("/set Сәтбаев 2.6 4,6 2021 | stat.gov.kz")
    assert "құқығыңыз жоқ" in await resident.say("/set")
    assert "құқығыңыз жоқ" in await resident.say("/proposals")
    assert "🗂" not in str(resident.labels)
    official = await entrusted(any_square, OFFICIAL_ID, Role.OFFICIAL)
    checked = await official.say("/set Сәтбаев 2.6 4,6 2021 | stat.gov.kz")
    assert missing(("Алдын ала есеп", "Сіз тек тексере аласыз"), checked) == []
    editor = await entrusted(any_square, SERGEY, Role.EDITOR, Places(oblasts=frozenset({"ulytau"})))
    proposed = await editor.say("/set Сатпаев 2.6 4,6 2021 | stat.gov.kz")
    assert missing(("Предложение № 1", "найдут его в списке /proposals"), proposed) == []
    assert "Опубликовать" not in str(editor.labels)
    for data in ("fp1:1", "fe1:1:towns:1", "fi1:1:saran:light", "fn1:1", "fx1:1", "fc1:1:0123456789abcdef"):
        assert "құқығыңыз жоқ" in await official.forge(data), data
    await official.press("🗂")  # what they may do instead
    elsewhere = await editor.say("/set Риддер 2.6 4,6 2021 | stat.gov.kz")
    assert "Вы можете только проверять" in elsewhere
    partly = await editor.say("/set Риддер 2.6 4,6 2021 | stat.gov.kz\nСатпаев 2.6 4,7 2021 | stat.gov.kz")
    assert "По этим городам у вас нет прав редактора: Риддер" in partly
    acts = [each.entry.act for each in await any_square.at_work.house.audit.read(OWNER_ID, None)]
    assert acts.count("denied") == 3 + 6


async def test_in_a_group_nothing_is_pushed(town_square: Square) -> None:
    await entrusted(town_square, SERGEY, Role.PUBLISHER)
    talk = town_square.talk(SERGEY, COUNCIL_ID)
    for said in ("/set Сатпаев 2.6 4,6 2021 | stat.gov.kz", "/proposals"):
        await talk.say(said)
        assert talk.last["reply_markup"]["inline_keyboard"][0][0]["url"].startswith("https://t.me/")


async def test_forged_and_outdated_buttons(town_square: Square) -> None:
    talk = await entrusted(town_square, SERGEY, Role.PUBLISHER)
    await talk.say("/set Саран 2.6 4,7 | stat.gov.kz")
    mark = talk.button("2025")[1].split(":")[1]
    for data in (f"fa1:{mark}:9", f"fa1:{mark}:-1", "fa1:ffffffff:0", f"fr1:{mark}", "fp1:9", "fe1:9:towns:1",
                 "fi1:9:saran:light", "fn1:9", "fx1:9", "fc1:9:0123456789abcdef"):  # fmt: skip
        assert "устарела" in await talk.forge(data), data
    await talk.press("2025")
    assert "устарела" in await talk.forge(f"fa1:{mark}:0")


async def test_an_answer_delivered_again_is_answered_again(database_url: str) -> None:
    sky = Sky.new()
    async with square(database_url, sky) as first:
        talk = await entrusted(first, SERGEY, Role.PUBLISHER)
        await talk.say("/set Саран 2.6 4,7 | stat.gov.kz")
        message, data = talk.button("2025")
        first.human.press(SERGEY, SERGEY, message["message_id"], data)
        update = copy.deepcopy(first.world.updates.head())
        sky.api.faults.cut_before(times=3, method="editMessageText")
        await first.at_work.road.take(update, grace=5)
        assert "За какой это год?" in text_of(talk)
    async with square(database_url, sky) as second:
        await second.at_work.road.take(update, grace=5)
        assert "Предложение № 1" in str(second.talk(SERGEY).last["text"])
        async with second.at_work.store.reading() as work:
            assert await work.proposals.next_number() == 2


async def test_the_warnings_of_a_file_stand_in_its_proposal(town_square: Square) -> None:
    talk = await entrusted(town_square, SERGEY, Role.PUBLISHER)
    rows = "Қала;Көрсеткіш;Жыл;Мән;Дереккөз\nТеміртау;2.6;2021;46;стат"
    assert "лишней цифры" in await talk.after(town_square.human.upload(SERGEY, SERGEY, "figures.csv", rows.encode()))
    dry = await talk.say("Закрылся комбинат")
    assert missing(("несмотря на предупреждения", "лишней цифры", "Причина: Закрылся комбинат"), dry) == []


async def test_how_many_would_be_told_is_said_beforehand(any_square: Square) -> None:
    talk = await entrusted(any_square, SERGEY, Role.PUBLISHER)
    async with any_square.at_work.store.writing() as work:
        await work.subscriptions.add(Subscription(EMMA, "town", "satbayev", "any", "en"))
        await work.subscriptions.add(Subscription(AIGUL, "town", "balkhash", "any", "kk"))
    assert "Узнает 1 подписчик." in await talk.say("/set Сатпаев 2.6 4,6 2021 | stat.gov.kz")


async def test_a_figure_of_the_past_changes_no_picture(town_square: Square) -> None:
    talk = await entrusted(town_square, SERGEY, Role.PUBLISHER)
    dry = await talk.say("/set Сатпаев 2.6 5,1 2015 | stat.gov.kz")
    assert missing(("Новые значения: 1", "Балл: 40 из 68", "Место: 1", "2015: 5,1 %\n"), dry) == []
    assert "🖼" not in str(talk.labels)
    for data in ("fi1:1:satbayev:light", "fi1:1:ridder:light"):
        await talk.say("/proposals")
        await talk.forge(data)
        assert "Пока ничего не опубликовано" in text_of(talk), data


async def test_many_figures_are_paged(town_square: Square) -> None:
    talk = await entrusted(town_square, SERGEY, Role.PUBLISHER)
    towns = ("Аксу", "Алтай", "Рудный", "Риддер", "Текели", "Кентау", "Аксай", "Кульсары", "Хромтау")
    lines = [f"{town} {key} 2021 | стат" for town in towns for key in ("2.6 4,{}", "1.3 есть")]
    await talk.say("/set " + "\n".join(line.format(at % 9) for at, line in enumerate(lines)))
    assert missing(("Новые значения: 18", "… и ещё 12", "… и ещё городов: 3"), text_of(talk)) == []
    assert "стр. 1 из 2" in await talk.press("Все значения")
    second = await talk.press("▶")
    assert missing(("стр. 2 из 2", "Текели"), second) == []
    assert "стр. 1 из 2" in await talk.press("◀")
    await talk.press("К предложению")
    assert "стр. 1 из 2" in await talk.press("Все города")
    await talk.forge("fe1:1:towns:99")
    assert "стр. 2 из 2" in text_of(talk)


async def test_what_was_published_can_be_taken_back_at_once(any_square: Square) -> None:
    talk = await entrusted(any_square, SERGEY, Role.PUBLISHER)
    await talk.say("/set Сатпаев 2.6 4,6 2021 | stat.gov.kz")
    await talk.press("Опубликовать")
    undo = await talk.press("Отменить № 1")
    assert (
        missing(("Предложение № 2: отменить публикацию № 1", "4,6 % – снимается, снова", "35–40 → 31–41"), undo) == []
    )
    assert "Публикация № 1 отменена. Это публикация № 2." in await talk.press("Отменить публикацию")


async def test_what_somebody_else_has_published_meanwhile_is_not_published_twice(any_square: Square) -> None:
    talk = await entrusted(any_square, SERGEY, Role.PUBLISHER)
    other = await entrusted(any_square, EMMA, Role.PUBLISHER)
    await talk.say("/set Сатпаев 2.6 4,6 2021 | stat.gov.kz")
    await other.say("/set Satbayev 2.6 4.6 2021 | stat.gov.kz")
    await other.press("Publish")
    await talk.press("Опубликовать")
    assert "Публиковать нечего" in await talk.press("Рассчитать заново")


async def test_a_right_taken_away_is_gone_for_the_button_shown_before(any_square: Square) -> None:
    talk = await entrusted(any_square, SERGEY, Role.PUBLISHER)
    await talk.say("/set Сатпаев 2.6 4,6 2021 | stat.gov.kz")
    await any_square.at_work.house.rights.revoke(0, SERGEY, Role.PUBLISHER, None)
    assert "нет права" in await talk.press("Опубликовать")
    assert "нет права" in await talk.press("Отозвать")
