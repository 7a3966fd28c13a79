"""A town's potential, asked for in every way there is."""

import pytest

from core.localised import Language
from tests.talk import AIGUL, EMMA, SERGEY, SPEAKERS, Square

ANSWERS: list[tuple[Language, str, tuple[str, ...]]] = [
    (
        "kk",
        "/score Теміртау",
        ("Теміртау · Қарағанды облысы", "Инновациялық әлеуеті: 38 / 68 ұпай", "экономикалық әлеуеті", "Дереккөз:"),
    ),
    (
        "ru",
        "/score Темиртау",
        (
            "Темиртау · Карагандинская область",
            "Инновационный потенциал: 38 из 68",
            "экономический потенциал",
            "Источник:",
        ),
    ),
    (
        "en",
        "/score Temirtau",
        ("Temirtau · Karaganda Region", "Innovation potential: 38 of 68", "economic potential", "Source:"),
    ),
]


async def ready(square: Square, language: Language) -> int:
    person = SPEAKERS[language]
    if language == "en":
        await square.talk(person).say("/language")
        await square.talk(person).press("English")
    return person


@pytest.mark.parametrize(("language", "asked", "expected"), ANSWERS)
async def test_the_answer_names_tier_scale_judge_and_source(
    town_square: Square, language: Language, asked: str, expected: tuple[str, ...]
) -> None:
    talk = town_square.talk(await ready(town_square, language))
    answer = await talk.say(asked)
    assert [part for part in expected if part not in answer] == []
    assert "2015" in answer


async def test_a_name_alone_in_any_form_is_enough(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    for asked in ("в Темиртау", "теміртауда", "TEMIRTAU", "что с Темиртау?"):
        assert "высокий" in await talk.say(asked), asked


async def test_the_bot_asks_and_takes_the_next_words_for_a_town(any_square: Square) -> None:
    talk = any_square.talk(AIGUL)
    assert "Қай қала?" in await talk.say("/score")
    assert "таппадым" in await talk.say("Атлантида")
    assert "Арқалық" in await talk.say("Арқалық")
    assert "Мұны әзірге түсінбедім" in await talk.say("Атлантида")


async def test_from_the_menu_by_region_to_the_town_and_on(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/menu")
    await talk.press("Потенциал города")
    await talk.press("область Ұлытау")
    assert "Жезказган" in await talk.press("Жезказган")
    assert "Какой город?" in await talk.press("Другой город")


async def test_two_towns_are_never_confused(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert "не моногород" in await talk.say("Актау")
    assert {"Аксу", "Аксай"} <= set(talk.labels)


async def test_an_old_button_still_works_after_many_messages(town_square: Square) -> None:
    talk = town_square.talk(EMMA)
    await talk.say("/score")
    await talk.press("English")
    await talk.press("Karaganda Region")
    await talk.say("/help")
    assert "Saran" in await talk.press("Saran")


async def test_inline_cards_are_personal_and_can_be_sent(town_square: Square) -> None:
    human = town_square.human
    query = human.inline(AIGUL, "теміртау")
    await town_square.settle()
    [answer] = town_square.calls("answerInlineQuery")
    assert answer["is_personal"] is True
    [card] = answer["results"]
    assert card["title"] == "Теміртау"
    await town_square.talk(AIGUL).say("/start")
    human.choose(AIGUL, AIGUL, query, card["id"])
    assert "жоғары" in town_square.talk(AIGUL).last["text"]


async def test_an_empty_inline_question_shows_all_towns_and_nonsense_none(town_square: Square) -> None:
    town_square.human.inline(SERGEY, "")
    town_square.human.inline(SERGEY, "Атлантида")
    town_square.human.inline(SERGEY, "Актау")
    await town_square.settle()
    assert [len(call["results"]) for call in town_square.calls("answerInlineQuery")] == [27, 0, 2]


async def test_inline_a_half_typed_name_already_shows_its_town(town_square: Square) -> None:
    town_square.human.inline(SERGEY, "тем")
    await town_square.settle()
    assert [card["id"] for card in town_square.calls("answerInlineQuery")[-1]["results"]] == ["temirtau"]
