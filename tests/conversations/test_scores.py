"""A town's score: why, what would change it, what if, who is beside it."""

import pytest

from core.localised import Language
from tests.talk import AIGUL, COUNCIL_ID, EMMA, SERGEY, Square

BALKHASH: dict[Language, tuple[str, ...]] = {
    "kk": ("37 / 68 ұпай", "33–38", "төмен немесе орташа", "39 деп басылған", "экономикалық әлеуеті"),
    "ru": ("37 из 68", "от 33 до 38", "низкий или средний", "напечатано 39", "экономический потенциал"),
    "en": ("37 of 68", "between 33 and 38", "low or medium", "prints 39", "economic potential"),
}
SPEAKER: dict[Language, int] = {"kk": AIGUL, "ru": SERGEY, "en": EMMA}


async def speaking(square: Square, language: Language) -> int:
    person = SPEAKER[language]
    if language == "en":
        await square.talk(person).say("/language")
        await square.talk(person).press("English")
    return person


@pytest.mark.parametrize("language", BALKHASH)
async def test_the_answer_says_the_score_how_sure_it_is_and_where_the_print_differs(
    town_square: Square, language: Language
) -> None:
    answer = await town_square.talk(await speaking(town_square, language)).say("/score Балхаш")
    assert [part for part in BALKHASH[language] if part not in answer] == []


async def test_the_reasons_are_one_press_away_and_the_way_back_too(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/why Сатпаев")
    indicator = await talk.press("2.1")
    assert "34930" in indicator
    assert "0 или 5" in indicator
    assert "2.2. Инвестиции" in await talk.press("2.2 ›")
    assert "из чего сложились 40 из 68" in await talk.press("Все показатели")
    assert "40 из 68" in await talk.press("К баллу")


async def test_taken_literally_a_lost_digit_would_change_the_tier(town_square: Square) -> None:
    answer = await town_square.talk(SERGEY).say("/score Сатпаев")
    assert "вышло бы 35 (низкий)" in answer


async def test_a_town_without_data_says_so_and_what_is_missing(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    answer = await talk.say("Риддер")
    assert "неизвестен" in answer
    assert "●●● высокий" in answer
    assert "2.6 Уровень безработицы" in await talk.press("Какие данные нужны")
    assert "ниже 4,5" in await talk.press("2.6")


async def test_what_would_lift_the_town(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("Абай")
    way = await talk.press("Что изменит")
    assert "не хватает 8" in way
    assert "довести до высшего балла 2 показателя" in way
    assert "нужны все 68" in way


async def test_values_are_supposed_by_buttons_and_typed_and_forgotten_again(any_square: Square) -> None:
    talk = any_square.talk(SERGEY)
    await talk.say("Темиртау")
    assert "Какой показатель" in await talk.press("А если")
    await talk.press("1.1")
    assert "39 из 68" in await talk.press("1: есть")
    await talk.press("2.6")
    assert "одно число" in await talk.say("4,6,7")
    assert "не может" not in await talk.say("4,4 %")
    assert "40 из 68" in talk.last["text"]
    assert "38 из 68" in await talk.press("Сначала")


async def test_what_cannot_be_is_refused_with_the_reason_and_asked_again(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert "Такого большого" in await talk.say("/whatif Темиртау 2.8 120 %")
    assert "целое число" in await talk.say("/whatif Темиртау 4.1 2,5")
    assert "Выберите ответ" in await talk.say("/whatif Темиртау 1.1 3")
    assert "Такого малого" in await talk.say("/whatif Темиртау 2.5 -3")


async def test_money_is_asked_for_in_thousands_and_understood_in_tenge_too(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/whatif Темиртау")
    assert "в тысячах тенге" in await talk.press("2.7")
    assert "балл 3 → 4" in await talk.say("160 000 тенге")
    assert "целое число" in await talk.press("4.1")


async def test_what_is_printed_instead_of_a_number_is_not_called_lost(town_square: Square) -> None:
    answer = await town_square.talk(SERGEY).say("/score Каражал")
    assert "«Рентабельность предприятия»: вместо числа напечатано х" in answer


@pytest.mark.parametrize(("indicator", "change"), [("2.8", "0,1 п. п.\n"), ("2.4", "п. п.\n")])
async def test_a_change_that_ends_in_an_abbreviation_has_one_stop(
    town_square: Square, indicator: str, change: str
) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/why Шахтинск")
    assert change in (await talk.press(indicator)).replace("\N{NO-BREAK SPACE}", " ")


async def test_several_values_in_one_line(town_square: Square) -> None:
    answer = await town_square.talk(SERGEY).say("/whatif Темиртау 2.6 = 4,4; 2.2 70")
    assert "43 из 68" in answer
    assert "4,4" in answer


async def test_with_every_point_it_is_high_and_one_less_has_no_tier(town_square: Square) -> None:
    talk = town_square.talk(EMMA)
    await talk.say("/language")
    await talk.press("English")
    await talk.say("/whatif Balkhash")
    assert "68 of 68" in await talk.press("Everything at its best")
    await talk.press("1.1")
    lower = await talk.press("0: none")
    assert "no tier for 67" in lower
    assert "every one of the 68" in lower


async def test_towns_are_compared_by_words_and_by_buttons(town_square: Square) -> None:
    talk = town_square.talk(AIGUL)
    answer = await talk.say("/compare Теміртау Риддер")
    assert "38 / 68" in answer
    assert "көрсеткіштері жоқ" in answer
    await talk.press("Басқа қалалар")
    await talk.press("Балқаш")
    assert "37 / 68" in await talk.press("Салыстыру (3)")


async def test_one_town_alone_is_not_compared_but_more_are_asked_for(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert "от 2 до 5" in await talk.say("/compare Риддер")
    assert "✓ Риддер" in talk.labels
    assert "Такого моногорода" not in await talk.say("/compare Атлантида")
    assert "не нашёлся" in talk.last["text"]


async def test_more_towns_than_can_be_compared_are_not_dropped_in_silence(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert "от 2 до 5" in await talk.say("/compare Темиртау Балхаш Сатпаев Риддер Абай Аксу")
    assert len([label for label in talk.labels if label.startswith("✓")]) == 5


async def test_several_towns_in_a_message_can_be_compared_at_once(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("сравни Темиртау и Балхаш")
    assert "38 из 68" in await talk.press("Сравнить (2)")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Темиртау 9.9 4", "Такого показателя нет"),
        ("Темиртау 9.9", "Такого показателя нет"),
        ("Темиртау 2.6", "4,6–5,5"),
    ],
)
async def test_an_indicator_is_asked_about_or_said_to_be_none(town_square: Square, typed: str, answer: str) -> None:
    talk = town_square.talk(SERGEY)
    said = await talk.say(f"/whatif Темиртау {typed}")
    assert answer in said + " ".join(talk.labels)


async def test_the_ranking_in_every_order(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert "1. Сатпаев – 40" in await talk.say("/ranking")
    assert "низкий" in await talk.press("По уровню")
    assert "область Ұлытау" in await talk.press("По областям")
    await talk.press("По показателю")
    await talk.press("2.6")
    answer = await talk.press("Рейтинг по нему")
    assert "1. Темиртау – 4,6" in answer
    assert "Балхаш: пригодного значения нет" in answer


async def test_in_a_group_the_score_answers_the_question(town_square: Square) -> None:
    talk = town_square.talk(SERGEY, COUNCIL_ID)
    assert "38" in await talk.say("/score Темиртау")
    assert talk.last["reply_to_message"]


async def test_a_link_opens_its_town_and_a_wrong_one_the_menu(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert "37 из 68" in await talk.say("/start town-balkhash")
    assert "устарела" in await talk.say("/start town-atlantis")
    assert "Здравствуйте" in await talk.say("/start что-то")


@pytest.mark.parametrize(
    "data",
    ["wi1:temirtau:R9", "wi1:temirtau:zz", "wi1:temirtau:j-5", "wi1:temirtau:A7", "wp1:temirtau:9.9:", "in1:9.9:",
     "in1:2.6:ridder", "cp1:99.1", "cp1:x", "ct1:1..2", "rk1:9.9", "sc1:atlantis", "pt1:atlantis"],
)  # fmt: skip
async def test_a_forged_button_is_answered_kindly(town_square: Square, data: str) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/start")
    answer = await talk.forge(data)
    assert "устарела" in answer
