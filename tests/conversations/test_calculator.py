"""The loan calculator: pressed and typed, in three languages; nonsense; the schedule, the picture, the file."""

from collections.abc import Iterable
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.screen import Picture
from core.localised import Language
from tests.sandbox.stage import png
from tests.talk import COUNCIL_ID, SERGEY, SPEAKERS, Square, Talk


def missing(wanted: Iterable[str], answer: str) -> list[str]:
    """Of what should be said; a space that does not break is a space to a reader."""
    return [part for part in wanted if part not in answer.replace("\u00a0", " ")]


async def speaking(square: Square, language: Language) -> Talk:
    async def paint(_: Picture) -> bytes:
        return png()

    square.at_work.delivery.album.paint = paint
    talk = square.talk(SPEAKERS[language])
    if language == "en":
        await talk.say("/language")
        await talk.press("English")
    return talk


SAID: dict[Language, dict[str, str]] = {
    "kk": {
        "menu": "Кредит есебі", "amount": "Қанша теңге", "pick": "1 500 000", "term": "Неше айға",
        "rate": "Сізге қандай мөлшерлеме", "never yours": "0,01 % – сіздікі емес",
        "dialled": "✅ Жылына 12,5 %", "first": "Алғашқы төлем: 70 960,96 ₸", "lapsed": "1 қаңтардан бастап күші жоқ",
        "centre": "жұмыспен қамту орталығынан сұраңыз", "ours": "біздің есебіміз", "forbidden": "бұрынғы қарызды өтеу",
        "parts": "бірдей бөлікпен", "falls": "Соңғы төлем", "grace": "Жеңілдік кезеңі", "six": "кейінгі төлем",
        "schedule": "Өтеу кестесі", "columns": "Сыйақы", "back": "← Есепке", "picture": "Сурет", "dark": "🌙",
        "words": "Сөзбен", "file": "Excel", "terms": "Шарттар", "open": "Тұрғын төлейтін мөлшерлеме көрсетілмеген",
        "point": ",", "year": "1-жыл: ",
    },
    "ru": {
        "menu": "Расчёт кредита", "amount": "Сколько тенге", "pick": "1 500 000", "term": "сколько месяцев",
        "rate": "Какую ставку вам назвали", "never yours": "0,01 % из Программы – не ваша ставка",
        "dialled": "✅ 12,5 % в год", "first": "Первый платёж: 70 960,96 ₸", "lapsed": "не действует с 1 января 2015",
        "centre": "спросите в центре занятости", "ours": "Это наш расчёт", "forbidden": "погашение прежних долгов",
        "parts": "равными частями", "falls": "Последний платёж", "grace": "Льготный период", "six": "Платёж после",
        "schedule": "График", "columns": "Возн", "back": "← К расчёту", "picture": "Картинка", "dark": "🌙",
        "words": "Словами", "file": "Excel", "terms": "Условия", "open": "Ставка для жителя не указана",
        "point": ",", "year": "1-й год: ",
    },
    "en": {
        "menu": "Loan calculator", "amount": "How many tenge", "pick": "1,500,000", "term": "how many months",
        "rate": "What interest rate were you told", "never yours": "0.01% is not yours",
        "dialled": "✅ 12.5% a year", "first": "First payment: 70,960.96 ₸", "lapsed": "lost force as from 1 January",
        "centre": "Ask the employment centre", "ours": "our own arithmetic", "forbidden": "repaying earlier loans",
        "parts": "Equal parts", "falls": "Last payment", "grace": "Grace period", "six": "Payment after the grace",
        "schedule": "Schedule", "columns": "Int", "back": "← To the result", "picture": "Picture", "dark": "🌙",
        "words": "In words", "file": "Excel", "terms": "Terms", "open": "The resident’s rate is not stated",
        "point": ".", "year": "Year 1: ",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", SAID)
async def test_everything_by_buttons(town_square: Square, language: Language) -> None:
    talk, said = await speaking(town_square, language), SAID[language]
    await talk.say("/menu")
    begun = await talk.press(said["menu"])
    assert (
        missing(
            (said["amount"], said["lapsed"], said["centre"], "3 000 000" if language != "en" else "3,000,000"), begun
        )
        == []
    )
    messages = len(talk.history)
    assert said["term"] in await talk.press(said["pick"].replace(" ", "\u00a0"))
    asked = await talk.press("24")
    assert missing((said["rate"], said["never yours"], said["lapsed"]), asked) == []
    for key in ("1", "2", said["point"], "5"):
        await talk.press(key)
    answer = await talk.press(said["dialled"].replace(" %", "\u00a0%"))
    assert missing((said["first"], said["ours"], said["forbidden"], said["lapsed"], said["centre"]), answer) == []
    assert len(talk.history) == messages  # all in one message
    assert said["falls"] in await talk.press(said["parts"])
    assert "0" in await talk.press(said["grace"])
    assert said["six"] in await talk.press("6")
    table = await talk.press(said["schedule"])
    assert missing((said["columns"], "12 ", said["ours"], said["lapsed"]), table) == []
    assert "24" in await talk.press("13–24 ›")
    await talk.press(said["back"])
    terms = await talk.press(said["terms"])
    assert missing((said["open"], said["forbidden"]), terms) == []
    await talk.press(said["back"])
    painted = await talk.press(said["picture"])
    assert missing((said["six"], said["year"], said["lapsed"]), painted) == []
    assert "photo" in talk.last
    await talk.press(said["dark"])
    assert said["six"] in await talk.press(said["words"])
    caption = await talk.press(said["file"])
    assert missing((said["ours"], said["lapsed"]), caption) == []
    file = town_square.world.files.find(talk.last["document"]["file_id"])
    months, about = load_workbook(BytesIO(file.content)).worksheets
    assert months.max_row == 25
    assert said["lapsed"] in str(about["B2"].value).replace("\u00a0", " ")


TYPED: dict[Language, tuple[str, ...]] = {
    "kk": ("1 500 000 24 12,5%", "1,5 млн 2 жыл 12,5 %", "мөлшерлемесі 12,5, мерзімі екі жыл, сомасы 1,5 миллион"),
    "ru": ("1 500 000 24 12,5%", "полтора миллиона на 2 года под 12,5 годовых", "1500 тыс 24 мес 12,5"),
    "en": ("1,500,000 24 12.5%", "1.5 million for two years at 12.5 per cent", "1500k 24 months 12.5%"),
}


@pytest.mark.parametrize("language", TYPED)
async def test_everything_in_one_message(town_square: Square, language: Language) -> None:
    talk = await speaking(town_square, language)
    for text in TYPED[language]:
        assert missing((SAID[language]["first"],), await talk.say(f"/loan {text}")) == []


async def test_step_by_step_typed_and_changed_by_words(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/loan")
    assert "На сколько месяцев" in await talk.say("1,5 млн")
    assert "Какую ставку" in await talk.say("2 года")
    assert missing(("Первый платёж: 70 960,96",), await talk.say("12,5")) == []
    assert missing(("Срок: 36 месяцев", "12,5 % в год"), await talk.say("36 мес")) == []
    assert missing(("Сумма: 2 000 000 ₸", "10 % в год"), await talk.say("2 млн, ставка 10")) == []
    assert "Что это за число" in await talk.say("18")
    assert "Последний платёж" in await talk.say("равными частями")
    assert missing(("платят только вознаграждение", "6 месяцев"), await talk.say("льготный период 6 мес")) == []
    assert "Балхаш" in await talk.say("Балхаш")


NONSENSE = (
    ("/loan 5 млн 24 12%", "Предел по Программе – 3 000 000 ₸", "больше предела"),
    ("/loan 0 24 12%", "Сколько тенге", "больше нуля"),
    ("/loan -5", "Сколько тенге", "больше нуля"),
    ("/loan 1 млн 61 мес 12%", "На сколько месяцев", "дольше предела"),
    ("/loan 1 млн 0 мес", "На сколько месяцев", "хотя бы один месяц"),
    ("/loan 1 млн 1,5 мес", "На сколько месяцев", "целое число"),
    ("/loan 1 млн 24 1000 %", "Какую ставку", "до 100 % в год"),
    ("/loan 1 млн 24 -1 %", "Какую ставку", "не бывает меньше нуля"),
    ("/loan 1 млн 24 12,12345 %", "Какую ставку", "не больше 4 цифр"),
    ("/loan 1000,555", "Сколько тенге", "не больше двух цифр"),
    ("/loan 1 млн 24 мес 12 % льготный период 9", "только вознаграждение?", "не больше 8 месяцев"),
    (
        "/loan 1 млн 24 мес 12 % льготный период -1",
        "только вознаграждение?",
        "напишите число месяцев, а если не нужен – 0",
    ),
    ("/loan много денег", "Сколько тенге", "Не нашли числа"),
    ("/loan 1 млн 24 12 % школе", "Первый платёж", "не поняли: «школе»"),
    ("/loan 1 млн 24 0,01 %", "Первый платёж", "не ставка для жителя"),
)


async def test_nonsense_gets_a_kind_answer_that_says_what_to_do(town_square: Square) -> None:
    talk = await speaking(town_square, "ru")
    for text, asked, why in NONSENSE:
        assert missing((asked.lower(), why.lower()), (await talk.say(text)).lower()) == [], text


async def test_what_was_told_before_a_mistake_is_kept(town_square: Square) -> None:
    talk = await speaking(town_square, "ru")
    assert missing(("Сумма: 1 000 000 ₸", "Срок: 24 месяца"), await talk.say("/loan 1 млн 24 1000 %")) == []
    assert "Не нашли числа" in await talk.say("абракадабра")
    assert "скажет кредитор" in await talk.say("не знаю")
    assert missing(("Сумма: 1 000 000 ₸", "Первый платёж"), await talk.say("10")) == []
    await talk.press("✏️ 1\u00a0000\u00a0000")
    assert missing(("больше предела", "Сумма: 1 000 000 ₸", "Первый платёж"), await talk.say("9 млн")) == []
    assert "возьмите для пробы" in (await talk.say("не знаю")).lower()


async def test_more_and_less_show_at_once_what_they_change(town_square: Square) -> None:
    talk = await speaking(town_square, "ru")
    await talk.say("/loan 1 млн 24 12 % льготный период 8")
    await talk.press("✏️ 24")
    assert missing(("Срок: 23 месяца", "мы его уменьшили: 7 месяцев"), await talk.press("− 1")) == []
    await talk.press("К расчёту")
    await talk.press("✏️ 1")
    assert missing(("Сумма: 1 100 000 ₸", "Всего вернёте"), await talk.press("+ 100")) == []
    await talk.press("К расчёту")
    await talk.press("✏️ 12")
    assert missing(("12,5 % в год",), await talk.press("+ 0,5")) == []
    await talk.press("9")
    await talk.press("9")
    assert missing(("Набрано: 99 %",), await talk.press("9")) == []  # 999 would be no rate
    assert missing(("Набрано: 9 %",), await talk.press("⌫")) == []
    assert "Первый платёж" in await talk.press("✅")
    assert missing(("Сколько тенге", "Посчитаем"), await talk.press("Сначала")) == []


async def test_without_a_rate_only_the_least_is_told_and_the_way_back_keeps_the_answers(town_square: Square) -> None:
    talk = await speaking(town_square, "ru")
    await talk.say("/loan 1,2 млн 12 мес")
    assert missing(("не меньше: 100 000 ₸", "МФО"), await talk.press("Не знаю")) == []
    assert missing(("На сколько месяцев", "Срок: 12 месяцев"), await talk.press("← Назад")) == []
    assert "Какую ставку" in await talk.press("Дальше")


async def test_in_a_group_and_an_old_message_goes_on(town_square: Square) -> None:
    talk = town_square.talk(SERGEY, COUNCIL_ID)
    assert "первый платёж" in (await talk.say("/loan 1 млн 24 12%")).lower()
    assert talk.last["reply_to_message"]
    town_square.forward(days=200)
    assert "Последний платёж" in await talk.press("равными частями")


@pytest.mark.parametrize(("language", "said"), [("kk", "калькуляторға"), ("ru", "калькулятору"), ("en", "calculator")])
async def test_the_figures_wait_for_the_next_word_and_it_is_said_that_they_do(
    town_square: Square, language: Language, said: str
) -> None:
    talk = await speaking(town_square, language)
    await talk.say("/loan 1234567 24 10%")
    await talk.say("/mydata")
    kept = town_square.world.files.find(talk.last["document"]["file_id"]).content
    assert b"1234567" in kept
    assert said in await talk.say("/privacy")


async def test_words_without_a_command(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    called = await talk.say("калькулятор кредита")
    assert "Сколько тенге" in called
    assert "Не нашли числа" not in called
    await talk.say("/menu")
    assert "Первый платёж" in await talk.say("посчитай кредит 1 млн на 2 года под 10 %")
    await talk.say("/menu")
    assert "Первый платёж" in await talk.say("кредит 500000 на 24 месяца под 12")
    await talk.say("/menu")
    assert "Первый платёж" not in await talk.say("кредит 500000, 3 месяца не плачу")


FORGED = (
    ("ln1:5000000:24:12:0:annuity", "больше предела"),
    ("lt1:1000000:24::0:annuity:1", "Какую ставку"),
    ("lp1:1000000:99:12:0:annuity:light", "дольше предела"),
    ("lx1:1000000:24:101:0:annuity", "до 100"),
    ("lx1::24:10:0:annuity", "Сколько тенге"),
    ("lp1::24:10:0:annuity:dark", "Сколько тенге"),
    ("lt1:1000000:24:10:0:annuity:99", "24 "),
    ("lr1:9000000:99::99:annuity", "Условия микрокредита"),
    ("lq1:1000000:24:12:0:annuity:rate:x", "устарела"),
    ("ln1:x:24:12:0:annuity", "устарела"),
    ("ln1:1:24:12::annuity", "устарела"),
    ("ln1:1:24:12:0:balloon", "устарела"),
)


async def test_a_forged_or_old_button_is_answered_kindly(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    for data, answer in FORGED:
        await talk.say("/start")
        await talk.forge(data)
        assert answer in talk.last["text"], data
