"""An application from the first paper to the last answer, as people go through it."""

from dataclasses import dataclass
from datetime import date

import pytest

from core.localised import Language
from core.services.people import Cause
from tests.conversations.test_exports import file_of
from tests.talk import AIGUL, COUNCIL_ID, EMMA, SERGEY, SPEAKERS, Sky, Square, Talk, square, text_of


@dataclass(frozen=True)
class Words:
    """Of one language: what is pressed, and what is read."""

    tick_off: str
    first_paper: str
    about: str
    no_job: str
    reset: str
    yes_reset: str
    to_print: str
    handed_in: str
    yesterday: str
    the_day: str
    no_reminders: str
    all_dates: str
    chain: tuple[str, ...]
    skipped: str
    why: str
    unclear: str
    calendar: str
    lapsed: str


WORDS: dict[Language, Words] = {
    "kk": Words(
        "Дайынын белгілеу", "1. Өтініш", "Қайдан аласыз", "Жұмыс істемеймін", "Белгілерді өшіру", "Иә, алып тастау",
        "Басып шығару", "Құжатты тапсырдым", "кеше", "2026 жылғы 20 қараша", "Жоқ, керек емес", "Барлық мерзім",
        ("27 қараша", "7 желтоқсан", "10 желтоқсан", "10 қаңтар", "мерзімі көрсетілмеген"),
        "2026 жылғы 22 қараша – жексенбі", "қалай түсіндік", "Не анық емес", "Күнтізбеге қосу", "күші жоқ",
    ),
    "ru": Words(
        "Отмечать готовое", "1. Заявление", "Где взять", "Не работаю", "Снять отметки", "Да, снять",
        "Для печати", "Документы сданы", "вчера", "20 ноября 2026", "Нет, не нужно", "Все сроки",
        ("27 ноября", "7 декабря", "10 декабря", "10 января", "срок не указан"),
        "22 ноября 2026\u00a0г. – воскресенье", "Как мы поняли", "Что неясно", "В мой календарь", "не действует",
    ),
    "en": Words(
        "Tick off", "1. Application", "Where to get it", "I have no job", "Clear the ticks", "Yes, clear",
        "To print", "The papers are in", "yesterday", "20 November 2026", "No, thank you", "All dates",
        ("27 November", "7 December", "10 December", "10 January", "no time limit is stated"),
        "22 November 2026 – Sunday", "How we read", "What is unclear", "To my calendar", "lost force",
    ),
}  # fmt: skip


async def speaking(place: Square, language: Language) -> Talk:
    talk = place.talk(SPEAKERS[language])
    if language == "en":
        await talk.say("/language")
        await talk.press("English")
    return talk


async def gone_on(talk: Talk, *labels: str) -> str:
    said = ""
    for label in labels:
        said = await talk.press(label)
    return said


async def forged(talk: Talk, data: str) -> str:
    """What is new, and what stands where the button was pressed."""
    said = await talk.forge(data)
    return f"{said}\n{next(text_of(each) for each in reversed(talk.history) if 'reply_markup' in each)}"


async def handed_in(talk: Talk, day: str = "20.11.2026") -> str:
    """In Russian, without reminders."""
    await talk.say("/status")
    await talk.press("Документы уже сданы")
    await talk.say(day)
    return await talk.press("Нет, не нужно")


@pytest.mark.parametrize("language", WORDS)
async def test_from_the_first_paper_to_the_dates(town_square: Square, language: Language) -> None:
    say = WORDS[language]
    talk = await speaking(town_square, language)
    await talk.say("/documents")
    assert f"⬜ {say.first_paper}" in await talk.press(say.tick_off)
    assert f"✅ {say.first_paper}" in await talk.press(f"⬜ {say.first_paper}")
    assert say.about in await talk.press("ℹ 1")
    assert f"⬜ {say.first_paper}" in await talk.press(f"✅ {say.first_paper}")
    await talk.press(f"⬜ {say.first_paper}")
    before = len([label for label in talk.labels if label.startswith("ℹ")])
    await talk.press(say.no_job)
    assert len([label for label in talk.labels if label.startswith("ℹ")]) == before - 1
    await talk.press(say.to_print)
    name, content = file_of(talk)
    assert name == f"monoqala-papers-1-{language}.pdf"
    assert content.startswith(b"%PDF-")
    assert f"⬜ {say.first_paper}" in await gone_on(talk, say.reset, say.yes_reset)
    await talk.press(say.handed_in)
    assert say.the_day in await talk.say(say.yesterday)
    await talk.press(say.no_reminders)
    dates = await talk.press(say.all_dates)
    assert [day for day in say.chain if day not in dates] == []
    one = await talk.press("1")
    assert say.skipped in one
    assert say.unclear in await talk.press(say.why)
    assert say.lapsed in dates
    assert say.lapsed in one
    await gone_on(talk, "←", "←", say.calendar)
    name, content = file_of(talk)
    assert name == "monoqala-dates-1.ics"
    assert content.decode().count("TRIGGER:-PT15H0M") == 5


async def test_the_list_is_seven_taps_from_the_start_and_outlives_the_bot(database_url: str) -> None:
    sky = Sky.new()
    async with square(database_url, sky) as place:
        talk = place.talk(SERGEY)
        await talk.say("/start")
        await gone_on(talk, "📄 Документы", "Отмечать готовое", "⬜ 1", "⬜ 5")
    async with square(database_url, sky) as place:
        talk = place.talk(SERGEY)
        assert "Готово: 3 из 6" in await talk.press("⬜ 2")
        await talk.press("Расширяю дело")
        assert "Несколько банков" in talk.labels
        await gone_on(talk, "Несколько банков", "Работаю")
        assert "Расширяю дело" not in talk.labels
        await talk.press("Выбрать заново")
        assert {"Расширяю дело", "Работаю"} < set(talk.labels)
        assert "Готово: 6 из 6" in await gone_on(talk, "⬜ 3", "⬜ 4", "⬜ 6")
        assert "Когда сдадите" in talk.last["text"]


async def test_what_was_answered_before_is_taken_along(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/documents")
    await gone_on(talk, "Не работаю", "Начинаю дело", "Отмечать готовое")
    assert "Готово: 0 из 4" in talk.last["text"]
    await talk.say("/documents")
    await gone_on(talk, "Расширяю дело", "Отмечать готовое")
    assert "Справка из банка" in talk.last["text"]
    assert "№ 1" in talk.last["text"]


async def test_a_town_told_in_the_talk_is_the_town_of_the_application(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("микрокредит в Риддере")
    await gone_on(talk, "Документы на микрокредит", "Начинаю дело")
    await talk.press("1")
    assert "Заявление № 1 (Риддер)" in await gone_on(talk, "К списку", "Отмечать готовое")


CANNOT_BE = {
    "20 мая 2023": "только за 2024–2027 годы",
    "5 декабря 2026": "ещё не наступил",
    "завтра": "ещё не наступил",
    "31.11": "Такого дня в календаре нет",
    "скоро": "Не понимаю, какой это день",
}


async def test_a_day_that_cannot_be_is_asked_again(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/status")
    await talk.press("Документы уже сданы")
    for typed, answer in CANNOT_BE.items():
        assert answer in await talk.say(typed)
        assert "Вчера" in talk.labels
    assert "20 ноября" in await talk.press("Вчера")


async def test_of_two_days_neither_is_guessed_and_a_town_is_still_a_town(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/status")
    await talk.press("Документы уже сданы")
    assert "Какой день" in await talk.say("3/10")
    assert {"вторник, 10 марта 2026\u00a0г.", "суббота, 3 октября 2026\u00a0г."} <= set(talk.labels)
    assert "Темиртау" in await talk.say("Темиртау")
    assert "3 октября 2026" in await talk.press("3 октября")


async def test_the_day_is_picked_from_a_month(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/status")
    await gone_on(talk, "Документы уже сданы", "Выбрать в календаре")
    assert "30" not in talk.labels
    assert "Выберите день: ноябрь 2026" in await talk.press("·")
    await talk.press("← октябрь")
    assert "ноябрь 2026\u00a0г. →" in talk.labels
    assert "30 октября 2026" in await talk.press("30")


async def test_early_answers_move_the_dates_and_can_be_taken_back(any_square: Square) -> None:
    talk = any_square.talk(SERGEY)
    await handed_in(talk)
    any_square.forward(days=3)
    await gone_on(talk, "Мне ответили", "Рассмотрение документов", "Документы отправлены")
    said = await talk.press("Сегодня")
    assert "Заключение кредитора: было 7 декабря 2026\u00a0г., стало 4 декабря 2026\u00a0г." in said
    assert said.count("Сейчас:") == 2
    await gone_on(talk, "Мне ответили", "Заключение координатора", "Согласен")
    assert "раньше предыдущего" in await talk.say("21.11.2026")
    await talk.press("Сегодня")
    said = await gone_on(talk, "Убрать ответ", "✕ 1")
    assert "Рассмотрение документов: «" not in said
    assert "«Согласен»" in said


async def test_nobody_answers(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await handed_in(talk)
    town_square.forward(days=20)
    said = await talk.say("/status")
    assert "Последний день по Программе прошёл: пятница, 27 ноября" in said
    assert "С тех пор прошло: 10 рабочих дней" in said
    assert "сейчас было бы" not in said
    advice = await talk.press("Если не отвечают")
    assert "центр занятости" in advice
    assert "Город: …" in advice
    await talk.press("Указать город")
    assert "Заявление № 1 (Темиртау)" in await talk.say("Темиртау")
    advice = await talk.press("Если не отвечают")
    letter = advice[advice.index("Здравствуйте") :]
    assert "Город: Темиртау" in letter
    assert "действует" in letter
    assert [claim for claim in ("имею право", "обязан", "нарушен", "требую") if claim in letter] == []
    assert "Куда идти: Темиртау" in await talk.press("Куда идти")


async def test_missing_papers_begin_the_term_anew(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await handed_in(talk)
    town_square.forward(days=4)
    await gone_on(talk, "Мне ответили", "Рассмотрение документов", "Не хватает документов", "Вчера")
    assert "Кто действует: вы" in talk.last["text"]
    assert "Какого именно документа" in await talk.press("Если не хватает документов")
    await gone_on(talk, "Моё заявление", "Недостающее сдано")
    assert "раньше предыдущего" in await talk.say("20.11.2026")
    assert "Последний день: среда, 2 декабря" in await talk.press("Сегодня")
    assert "Не хватает" not in talk.last["text"]


async def test_a_refusal_ends_the_way(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await handed_in(talk)
    town_square.forward(days=10)
    _, to_the_calendar = talk.button("В мой календарь")
    await gone_on(talk, "Мне ответили", "Письменный ответ", "Отказ", "Вчера")
    assert "Отказ." in talk.last["text"]
    assert "✉️ Мне ответили" not in talk.labels
    assert "🗓 В мой календарь" not in talk.labels
    assert "Отказ." in await forged(talk, to_the_calendar)
    assert "пересмотреть это решение" in await talk.press("Если отказали")
    assert "Сейчас: Рассмотрение" in await gone_on(talk, "Моё заявление", "Убрать ответ", "✕ 1")


async def test_the_whole_way(town_square: Square) -> None:
    """Late, with an earlier certificate, papers missing at the lender, and the loan."""
    talk = town_square.talk(SERGEY)
    await handed_in(talk, "20.10.2026")
    for step, outcome in (
        ("Письменный ответ", "Ответ пришёл"),
        ("Обучение", "есть сертификат"),
        ("Заявка на микрокредит", "Заявка подана"),
        ("Решение и микрокредит", "Не хватает"),
    ):
        await gone_on(talk, "Мне ответили", step, outcome, "Вчера")
    assert "ждут документы" in talk.last["text"]
    await gone_on(talk, "Недостающее сдано", "Сегодня")
    await gone_on(talk, "Мне ответили", "Решение и микрокредит", "Деньги получены", "Сегодня")
    assert "Последний день: пятница, 27 ноября" in talk.last["text"]
    await gone_on(talk, "Мне ответили", "Сообщение координатору", "Координатору сообщили", "Сегодня")
    assert "Все шаги пройдены" in talk.last["text"]
    assert "✉️ Мне ответили" not in talk.labels


async def test_several_applications_and_one_is_deleted(any_square: Square) -> None:
    talk = any_square.talk(SERGEY)
    await handed_in(talk)
    _, of_the_first = talk.button("Все сроки")
    await gone_on(talk, "Все мои заявления", "Собираю документы")
    both = await talk.say("/status")
    assert "Заявление № 1: сдано 20 ноября" in both
    assert "Заявление № 2: собираются документы" in both
    await gone_on(talk, "Заявление № 1", "Удалить заявление", "Да, удалить")
    assert "№ 1" not in await talk.say("/status")
    assert "📅 Заявление" not in await forged(talk, of_the_first)
    await gone_on(talk, "Удалить заявление", "Нет, оставить", "Удалить заявление", "Да, удалить")
    assert "Пока их нет" in await talk.say("/status")
    assert "Пока их нет" in await forged(talk, "ao1:aksu:")
    any_square.forward(minutes=1)
    await talk.press("Документы уже сданы")
    assert "№ 1" in await talk.press("Сегодня")
    assert "📅 Заявление" not in await forged(talk, of_the_first), "the number is used again, the button is of another"


async def test_a_town_is_asked_for_its_application(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await handed_in(talk)
    await gone_on(talk, "Все мои заявления", "Собираю документы", "Моё заявление", "Указать город")
    await talk.say("Аксу")
    assert "Заявление № 2 (Аксу)" in await talk.press("Заявление № 2")


async def test_where_the_calendar_has_lost_a_year_nothing_is_counted(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await handed_in(talk)
    applications = town_square.at_work.house.applications
    await applications.rewrite(SERGEY, 1, date(2019, 5, 5), (), Cause(1, 1))
    assert "2019 года у меня нет" in await talk.say("/status")
    assert "20 ноября" not in await talk.press("Все сроки")
    assert "20 ноября 2026" in await gone_on(talk, "День сдачи", "Вчера")


async def test_there_is_an_end_to_new_applications(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/status")
    await talk.press("Собираю документы")
    await gone_on(talk, "Моё заявление", "Все мои заявления")
    for _ in range(8):
        await talk.press("Собираю документы")
        await talk.say("/status")
    assert "Заявление № 9" in talk.last["text"]
    await talk.press("Собираю документы")
    assert "слишком много" in talk.last["text"]


async def test_in_a_group_nobody_s_application_is_shown(town_square: Square) -> None:
    group = town_square.talk(SERGEY, COUNCIL_ID)
    assert "в личном чате" in await group.say("/status")
    [button] = [button for _, button in group.buttons()][:1]
    assert button["url"] == "https://t.me/monoqala_bot?start=status"
    await group.say("/documents")
    assert "в личном чате" in await group.press("Отмечать готовое")
    assert "Ваши заявления" in await town_square.talk(SERGEY).say("/start status")


async def test_another_person_s_button_finds_nothing(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await handed_in(talk)
    _, data = talk.button("Все сроки")
    other = town_square.talk(AIGUL)
    await other.say("/status")
    assert "қараша" not in await forged(other, data)
    assert "2026" not in await forged(other, "ax1:99999999999.0")


FORGED = (
    "ap1:x", "ah1:{ref}:::2026-13", "ah1:{ref}:::2031-01", "ay1:{ref}:::2026-02-30", "aq1:{ref}:work:king",
    "ak1:{ref}:crown:yes", "av1:{ref}:crown:", "ad1:{ref}:crown:done",
)  # fmt: skip


async def test_a_forged_button_changes_nothing(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    before = await handed_in(talk)
    _, data = talk.button("Все сроки")
    for button in FORGED:
        await talk.forge(button.format(ref=data.partition(":")[2]))
        assert await talk.say("/status") == before, button


async def test_what_was_begun_in_another_tongue_is_read_in_the_new_one(town_square: Square) -> None:
    talk = await speaking(town_square, "en")
    assert talk.person_id == EMMA
    await talk.say("/status")
    await talk.press("already in")
    await talk.say("12 November")
    await talk.say("/language")
    await talk.press("Қазақша")
    assert "2026 жылғы 12 қараша" in await talk.say("/status")
