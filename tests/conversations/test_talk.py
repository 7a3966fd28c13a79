"""The talk about support: pressed by the labels of its buttons, in three languages, through every branch."""

from dataclasses import dataclass

import pytest

from core.localised import Language
from tests.conversations.test_towns import ready
from tests.talk import AIGUL, COUNCIL_ID, SERGEY, Square, Talk

LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")


@dataclass(frozen=True)
class Labels:
    support: str
    unsure: str
    skip: str
    so_far: str
    answers: str
    back: str
    result: str
    papers: str
    over: str
    after: str
    answer_missing: str
    terms: str
    reading: str
    verdict: str
    to_list: str
    town_support: str


L: dict[Language, Labels] = {
    "kk": Labels("Қандай көмек", "Білмеймін", "Өткізіп жіберу", "Әзірге не шықты", "Жауаптарым", "Артқа", "әтиже",
                 "Микрокредит құжаттары", "Басынан", "Келесісі", "Жетпей тұрған", "Сомасы мен", "Қалай түсіндік",
                 "Жауап пен себебі", "Шаралар тізімі", "Қалаға көзделген"),
    "ru": Labels("Что я могу", "Не знаю", "Пропустить", "Что выходит пока", "Мои ответы", "Назад", "Результат",
                 "Документы на микрокредит", "Сначала", "Следующая", "чего не хватает", "Суммы и сроки",
                 "Как мы читаем", "Ответ и причины", "К списку мер", "Поддержка для города"),
    "en": Labels("What can I get", "I don’t know", "Skip", "so far", "My answers", "Back", "The result",
                 "Microcredit papers", "Start over", "Next", "Answer what is missing", "Sums and terms",
                 "How we read", "The answer and why", "The list of measures", "Support for the town"),
}  # fmt: skip
ZHANATAS: dict[Language, str] = {"kk": "Жаңатас", "ru": "Жанатас", "en": "Zhanatas"}
START: dict[Language, str] = {"kk": "Өз ісімді бастауға", "ru": "Начать своё дело", "en": "To start a business"}
NO_MONEY: dict[Language, str] = {"kk": "Ақша керек емес", "ru": "Деньги не нужны", "en": "I need no money"}
UNEMPLOYED: dict[Language, str] = {"kk": "Жұмыссызбын", "ru": "У меня нет работы", "en": "I am unemployed"}
NEXT: dict[Language, str] = {"kk": "Ақша не үшін", "ru": "На что вам нужны", "en": "What do you need money for"}
CATEGORY: dict[Language, str] = {"kk": "Қайсысы сізге", "ru": "Что из этого", "en": "Which of these"}
LAPSED: dict[Language, str] = {"kk": "№ 728", "ru": "№ 728", "en": "No. 728"}
OPEN: dict[Language, str] = {"kk": "Мүмкін.", "ru": "Может быть.", "en": "Maybe."}
WHAT: dict[Language, str] = {"kk": "ала алар едіңіз", "ru": "могли бы получить", "en": "could get"}
LETTER: dict[Language, str] = {"kk": "таңбасы болмайды", "ru": "в коде не бывает", "en": "in a code"}


MOST_TAPS = 7
TITLE: dict[Language, str] = {
    "kk": "Микрокредит құжаттары",
    "ru": "Документы на микрокредит",
    "en": "papers for a micro",
}


async def talking(square: Square, language: Language) -> Talk:
    talk = square.talk(await ready(square, language))
    await talk.say("/support")
    return talk


async def pressed(talk: Talk, *labels: str) -> str:
    said = ""
    for label in labels:
        said = await talk.press(label)
    return said


def code_in(text: str) -> str:
    return next(word for word in text.split() if word.count("-") == 3 and len(word) == 23)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_the_first_question_to_the_verdict_and_its_reasons(town_square: Square, language: Language) -> None:
    """Each question with the reason for it, beside what the answer is worth today."""
    talk, to = await talking(town_square, language), L[language]
    assert LAPSED[language] in talk.last["text"]
    messages = len(talk.history)
    assert NEXT[language] in await talk.press(ZHANATAS[language])
    assert all(any(label.endswith(each) for label in talk.labels) for each in (to.unsure, to.skip))
    assert CATEGORY[language] in await talk.press(START[language])
    assert LAPSED[language] in await talk.press(to.skip)
    first = await talk.press(to.so_far)
    assert WHAT[language] in first
    assert LAPSED[language] in first
    last = await pressed(talk, to.after, to.after)
    assert "22" in last
    assert await pressed(talk, "22", to.terms, to.to_list) == last, "back to the same page"
    await pressed(talk, to.answers, to.result)
    open_one = await talk.press("8")
    assert OPEN[language] in open_one
    assert await pressed(talk, to.terms, to.reading, to.verdict) == open_one
    assert await talk.press(to.to_list) == first
    assert ZHANATAS[language] in await talk.press(to.town_support)
    assert await talk.press(to.to_list) == first
    assert len(talk.history) == messages, "edited in place"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_hurried_person_reaches_the_papers_in_few_taps(town_square: Square, language: Language) -> None:
    """From /start, with questions answered on the way, and by way of the measure itself."""
    talk, to = town_square.talk(await ready(town_square, language)), L[language]
    await talk.say("/start")
    taps = (to.support, ZHANATAS[language], START[language], UNEMPLOYED[language], to.so_far, "7", to.papers)
    assert len(taps) <= MOST_TAPS
    assert TITLE[language] in await pressed(talk, *taps)
    assert any(label.startswith("✓") for label in talk.labels), "what was told need not be told again"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_answer_can_be_changed_and_what_no_longer_applies_goes(
    town_square: Square, language: Language
) -> None:
    talk, to = await talking(town_square, language), L[language]
    await pressed(talk, ZHANATAS[language], START[language], to.back, START[language], UNEMPLOYED[language])
    listed = await talk.press(to.answers)
    assert [at for at in "1234" if f"{at}. " in listed] == ["1", "2", "3"]
    assert ZHANATAS[language] in await talk.press("✎ 1")
    await talk.press(to.back)
    assert NEXT[language] in await talk.press("✎ 3")
    assert NO_MONEY[language] in await talk.press(NO_MONEY[language])
    assert WHAT[language] in await talk.press(to.result)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_code_shows_the_same_to_whoever_holds_it(town_square: Square, language: Language) -> None:
    talk, to = await talking(town_square, language), L[language]
    code = code_in(await pressed(talk, ZHANATAS[language], START[language], to.so_far))
    town_square.forward(days=200)
    shown = await talk.say(f"/why {code.replace('-', ' ').lower()}")
    assert code in shown
    assert START[language] in shown
    assert await talk.say(code.replace("-", "").replace("A", "А").replace("M", "М")) == shown, "Cyrillic, by itself"
    assert WHAT[language] in await talk.press(to.result)
    assert LETTER[language] in await talk.say(f"/why {code[:-1]}Ж")
    swapped = code[:1] + code[2] + code[1] + code[3:]
    assert code not in await talk.say(f"/why {swapped}")
    assert "1ABCD" in talk.last["text"]


async def test_skipping_everything_still_ends_with_a_result(town_square: Square) -> None:
    talk = await talking(town_square, "ru")
    said = ""
    for _ in range(20):
        said = await talk.press("Пропустить")
        if "могли бы получить" in said:
            break
    assert "✓ да: 0" in said
    assert "▶️ Дальше" not in " ".join(talk.labels)


async def test_yesterdays_message_goes_on_where_it_stood(any_square: Square) -> None:
    talk = await talking(any_square, "ru")
    await pressed(talk, "Жанатас", "Начать своё дело")
    message, data = talk.button("У меня нет работы")
    await talk.say("/score Риддер")
    any_square.forward(days=1)
    any_square.human.press(SERGEY, SERGEY, message["message_id"], data)
    await any_square.settle()
    assert "Сколько денег" in next(each["text"] for each in talk.history if each["message_id"] == message["message_id"])
    assert "unemployed" not in str(await any_square.at_work.house.people.everything_about(SERGEY))


async def test_a_town_may_be_typed_and_is_not_kept_waiting(town_square: Square) -> None:
    talk = await talking(town_square, "ru")
    assert "На что вам нужны деньги" in await talk.say("в Жанатасе живу")
    assert "Инновационный потенциал" in await talk.say("Риддер"), "the question for the town is answered"
    await talk.say("/support Арқалық")
    assert "Аркалык" in await talk.press("Мои ответы")
    assert "В каком моногороде" in await talk.say("/support просто так")
    assert "не моногород" in await talk.say("Астана")
    assert "В каком моногороде" in await talk.press("Другой город")
    assert "не нашёлся" in await talk.say("Атлантида")
    assert "Живу не в моногороде" in str(await talk.press("Другой город")) + str(talk.labels)


UNKNOWN_TOWN: dict[Language, tuple[str, ...]] = {
    "kk": ("білмеймін", "Білмеймін."),
    "ru": ("не знаю", "Я не знаю!"),
    "en": ("I don't know", "not sure"),
}


@pytest.mark.parametrize("language", UNKNOWN_TOWN)
async def test_not_to_know_the_town_may_be_typed(town_square: Square, language: Language) -> None:
    talk = await talking(town_square, language)
    pressed_ = await talk.press("🤷")
    for said in UNKNOWN_TOWN[language]:
        await talk.say("/support")
        assert await talk.say(said) == pressed_
    assert "🤷" in str(talk.labels)


async def test_one_measure_alone_is_asked_about(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert "Грант на новое производство" in await talk.say("гранты")
    assert "В каком моногороде" in await talk.press("чего не хватает")
    assert "Грант на новое" in await talk.press("Назад")
    await pressed(talk, "чего не хватает", "Риддер")
    assert "На что вам нужны" in talk.last["text"]
    await talk.press("Назад")
    assert "Риддер" in talk.labels
    verdict = await pressed(talk, "Риддер", "Начать своё дело", "Нет")
    assert "Нет. Гранты давали только" in verdict
    assert "Станет возможным, если" in verdict


CALLED = (("документы", "Документы на микрокредит"), ("Статус", "Ваши заявления"), ("меню", "Что показать"))


async def test_rooms_are_called_by_their_names(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert [said for said, shown in CALLED if shown not in await talk.say(said)] == []


async def test_wishes_lead_on_and_towns_stay_towns(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    several = await talk.say("хочу переехать из Жанатаса")
    assert "Добровольное переселение внутри области" in several
    assert "вашем городе" not in several
    assert "Жанатас" in await pressed(talk, "1", "К списку мер", "Мои ответы")
    assert "В каком моногороде" in await talk.say("хочу открыть дело")
    assert "Начать своё дело" in await talk.press("Мои ответы")
    assert "микрокредит" in (await town_square.talk(AIGUL).say("Микрокредит алғым келеді")).lower()
    assert "Инновационный потенциал" in await talk.say("Жанатас")


async def test_from_the_towns_screens_to_its_support(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/town Аркалык")
    assert "Приоритет 1" in await talk.press("Поддержка для города")
    assert "На что вам нужны" in await talk.press("Ответить на вопросы")
    await talk.say("/score Балхаш")
    await talk.press("Экономический потенциал")
    assert "Приоритет" in await talk.press("Поддержка для города")


async def test_in_a_group_personal_answers_are_for_private(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    code = code_in(await pressed(await talking(town_square, "ru"), "Жанатас", "Что выходит пока"))
    group = town_square.talk(SERGEY, COUNCIL_ID)
    for said in ("/support", "/support гранты", f"/why {code}"):
        assert "в личном чате" in await group.say(said)
    start = next(button["url"] for _, button in group.buttons()).partition("start=")[2]
    assert code in await talk.say(f"/start {start}")
    assert "В каком моногороде" in await talk.say("/start support")
    await group.say("/town Аркалык")
    assert "Приоритет 1" in await group.press("Поддержка для города")
    assert "в личном чате" in await group.press("Ответить на вопросы")
    for forged in ("sr1::1", "sm1:grants:::1", "sa1:"):
        assert "в личном чате" in await group.forge(forged)


async def test_what_follows_why_is_a_code_or_a_town(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert "из чего сложились" in await talk.say("/why Сатпаев")
    assert "Какой город" in await talk.say("/why")
    assert "не нашёлся" in await talk.say("/why Атлантида")
    assert "не хватает знаков" in await talk.say("/why 1ABCD-EFGHJ")
    assert "лишних знаков" in await talk.say("/why 1ABCD-EFGHJ-KMNPQ-RSTVW-12345")
    assert "Таких кодов" in await talk.say("/why 9ABCD-EFGHJ-KMNPQ-RSTVW")


FORGED = (
    "sq1:?::", "sq1:9AB::", "sq1:1ZZZZZZZZZZZZZZZZZZZZ::", "sq1::nothing:", "sq1::town:nothing", "sq1:::nothing",
    "sk1:atlantis", "sr1:x:1", "sr1::one", "sm1:nothing:::1", "sm1:grants:1!::1", "sm1:grants::all:1",
    "sm1:grants:::one", "sa1:ab", "sp1:atlantis:", "sp1:arkalyk:zz",
)  # fmt: skip


async def test_a_forged_button_is_answered_kindly(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/start")
    assert [data for data in FORGED if "устарела" not in await talk.forge(data)] == []


async def test_a_page_that_is_not_there_is_the_last(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/start")
    await talk.forge("sr1::99")
    assert "(3 из 3)" in talk.last["text"]
    await talk.forge("sr1::-5")
    assert "(1 из 3)" in talk.last["text"]
