"""What is known of a town, its criteria, the targets; is a place a monotown; which monotown is near."""

from collections.abc import Iterable

from core.localised import Language
from tests.talk import AIGUL, COUNCIL_ID, SERGEY, SPEAKERS, Square, Talk


def missing(wanted: Iterable[str], answer: str) -> list[str]:
    """Of what should be said; a space that does not break is a space to a reader."""
    return [part for part in wanted if part not in answer.replace("\u00a0", " ")]


async def speaking(square: Square, language: Language) -> Talk:
    talk = square.talk(SPEAKERS[language])
    if language == "en":
        await talk.say("/language")
        await talk.press("English")
    return talk


SHEETS: dict[Language, tuple[tuple[str, ...], str, tuple[str, ...], str]] = {
    "kk": (
        ("/town Жезқазған", "№ 9 моноқала", "орташа", "2011 жылғы 1 қазан", "бүгін – Ұлытау облысы", "басқа шкала"),
        "Жұмыс",
        ("Қарағанды облысы бойынша: 4,9 %", "біз есептедік", "2014 жыл"),
        "← Жезқазған",
    ),
    "ru": (
        (
            "/town Жезказган",
            "Моногород № 9",
            "средний",
            "на 1 октября 2011",
            "сегодня – область Ұлытау",
            "другая шкала",
        ),
        "Занятость",
        ("по Карагандинской области: 4,9 %", "посчитали мы", "2014 год"),
        "← Жезказган",
    ),
    "en": (
        (
            "/town Zhezkazgan",
            "Monotown No. 9",
            "medium",
            "as of 1 October 2011",
            "Ulytau Region today",
            "another scale",
        ),
        "▸ Work",
        ("Karaganda Region as a whole: 4.9%", "worked out by us", "(2014)"),
        "← Zhezkazgan",
    ),
}


async def test_the_sheet_of_a_town_and_its_groups_edit_one_message(town_square: Square) -> None:
    for language, ((asked, *wanted), group, figures, back) in SHEETS.items():
        talk = await speaking(town_square, language)
        sheet = await talk.say(asked)
        messages = len(talk.history)
        assert missing(wanted, sheet) == []
        shown = await talk.press(group)
        assert missing(figures, shown) == []
        assert await talk.press(back) == sheet
        assert len(talk.history) == messages


CRITERIA: dict[Language, tuple[str, str, str, str, str, str]] = {
    "kk": (
        "Хромтау",
        "Экономикалық әлеует",
        "Критерийлер",
        "бұған сай емес",
        "облыс орташасынан төмен",
        "← Критерийлер",
    ),
    "ru": ("Хромтау", "Экономический", "Критерии", "с этим расходится", "ниже средних по области", "← Критерии"),
    "en": (
        "Khromtau",
        "Economic potential",
        "Criteria",
        "departs from that",
        "below the region’s average",
        "← Criteria",
    ),
}


async def test_the_criteria_and_where_the_official_tier_departs(town_square: Square) -> None:
    for language, (town, potential, criteria, departs, atom, back) in CRITERIA.items():
        talk = await speaking(town_square, language)
        await talk.say(f"/score {town}")
        await talk.press(potential)
        checklist = await talk.press(criteria)
        assert departs in checklist
        assert "✓ ▼9" in checklist
        criterion = await talk.press("▼9 ✓")
        assert atom in criterion
        assert "→" in criterion
        assert await talk.press(back) == checklist


async def test_where_the_facts_allow_the_official_tier_nothing_departs(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/town Кентау")
    answer = await talk.press("Критерии")
    assert "средний или низкий" in answer
    assert "расходится" not in answer
    assert "градообразующее предприятие совсем не работает" in await talk.press("▲1 ✗")
    assert "▲2. Место на транспортной сети" in await talk.press("▲2 ›")


TARGETS: dict[Language, tuple[str, tuple[str, ...]]] = {
    "kk": ("/targets Теміртау", ("✓ Жұмыссыздық деңгейі 5,0 %-дан", "Орындалды", "мерзіміне дейінгі сан", "2020 жыл")),
    "ru": ("/targets Темиртау", ("✓ Безработица – не выше 5,0 %", "Достигнут", "ещё до срока", "4,6 % (2020 год)")),
    "en": ("/targets Temirtau", ("✓ Unemployment is at most 5.0%", "Reached", "from before", "4.6% (2020)")),
}


async def test_a_town_against_the_targets(town_square: Square) -> None:
    for language, (asked, wanted) in TARGETS.items():
        answer = await (await speaking(town_square, language)).say(asked)
        assert missing(wanted, answer) == []


async def test_a_target_without_its_years_figure_is_unknown(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    answer = await talk.say("/targets Балхаш")
    assert "? Безработица – не выше 5,0 %" in answer
    assert "само значение потеряно" in answer
    assert "Этого города не касается" in answer
    assert "Этого города не касается" not in await talk.say("цель Аркалык")


QUESTIONS: dict[Language, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "kk": (
        ("15 мың", "20 %", "білмеймін", "Ішінара жұмыс істейді"),
        ("✓ иә – Моноқалаларды дамытудың", "✗ жоқ – Моноқалаларды мемлекеттік", "«20 % және одан көп»"),
    ),
    "ru": (
        ("15 тыс.", "20", "не знаю", "Работают частично"),
        ("✓ да – Программа", "✗ нет – Статья", "«20 % и более»"),
    ),
    "en": (
        ("15000", "20%", "don't know", "They work in part"),
        ("✓ yes – Programme", "✗ no – Article", "“20% and more”"),
    ),
}


async def test_is_it_a_monotown_asked_step_by_step(any_square: Square) -> None:
    for language, ((people, output, employed, state), wanted) in QUESTIONS.items():
        talk = await speaking(any_square, language)
        assert "1/4" in await talk.say("/monotown")
        assert "2/4" in await talk.say(people)
        assert "3/4" in await talk.say(output)
        assert "4/4" in await talk.say(employed)
        result = await talk.press(state)
        assert missing(wanted, result) == []


async def test_answers_can_be_skipped_taken_back_and_changed(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/menu")
    assert "1/4" in await talk.press("Моногород ли")
    await talk.say("50 000")
    assert "3/4" in await talk.press("Не знаю")
    assert "2/4" in await talk.press("Назад")
    await talk.say("20")
    await talk.press("Не знаю")
    result = await talk.press("Работают")
    assert missing(("? неизвестно – Программа", "? неизвестно – Статья"), result) == []
    assert missing(("Доля предприятий в производстве: 20 %",), result) == []
    assert "2/4" in await talk.press("Доля производства")
    assert "✓ да – Программа" in await talk.say("20,1")
    assert "Доля занятых на предприятиях: неизвестно" in talk.last["text"]


async def test_an_answer_that_nobody_asked_for_changes_nothing(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/monotown")
    await talk.forge("mw1:50000:?:?:working:7")
    assert missing(("Население: 50 000", "Предприятия: работают"), talk.last["text"]) == []


async def test_exactly_twenty_per_cent_is_no_to_one_document_and_unknown_to_the_other(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/monotown")
    for answer in ("50000", "20", "20"):
        await talk.say(answer)
    result = await talk.press("Работают")
    assert "✗ нет – Программа" in result
    assert "? неизвестно – Статья" in result


async def test_what_is_no_answer_is_asked_again_with_the_reason(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/monotown")
    assert "целым и больше нуля" in await talk.say("-5")
    assert "целым и больше нуля" in await talk.say("12,5")
    assert missing(("одно число", "1/4"), await talk.say("10,000")) == []
    assert missing(("одно число", "1/4"), await talk.say("десять тысяч")) == []
    assert "2/4" in await talk.say("10000")
    assert "от 0 до 100" in await talk.say("120 %")
    assert "от 0 до 100" in talk.last["text"]
    await talk.say("5")
    await talk.say("5")
    assert "Нажмите одну из кнопок" in await talk.say("4")
    assert "Неизвестно" not in await talk.press("Совсем не работают")
    await talk.say("/monotown")
    assert "Риддер" in await talk.say("Риддер")  # a word that is no figure may name a town meanwhile


NEAR: dict[Language, tuple[tuple[str, ...], str, str]] = {
    "kk": (("Ең жақын моноқала – Теміртау", "Сораң: шамамен", "сақталмайды"), "Теміртау: ұпайы", "38 / 68"),
    "ru": (("Ближайший моногород – Темиртау", "Сарань: примерно", "не хранится"), "Темиртау: балл", "38 из 68"),
    "en": (("The nearest monotown is Temirtau", "Saran: about", "is not kept"), "Temirtau: score", "38 of 68"),
}


async def test_a_shared_location_leads_to_the_nearest_town(town_square: Square) -> None:
    for language, (wanted, button, score) in NEAR.items():
        talk = await speaking(town_square, language)
        await talk.say("/town")
        person = talk.person_id
        answer = await talk.after(town_square.human.locate(person, person, 50.1, 72.9))
        assert missing(wanted, answer) == []
        assert score in await talk.press(button)
        kept = str(await town_square.at_work.house.people.everything_about(person))
        assert "50.1" not in kept
        assert "72.9" not in kept


async def test_a_location_from_somebody_new_waits_for_their_language(town_square: Square) -> None:
    talk = await speaking(town_square, "en")
    person = talk.person_id
    await talk.say("/forget")
    await talk.press("Yes, delete")
    await talk.after(town_square.human.locate(person, person, 49.8, 73.1))
    assert "English" in talk.labels
    assert "Saran" in await talk.press("English")


async def test_in_a_group_a_location_is_heard_as_a_reply_only(town_square: Square) -> None:
    talk, human = town_square.talk(SERGEY, COUNCIL_ID), town_square.human
    await talk.say("/town")
    asked = talk.last["message_id"]
    where = {"location": {"latitude": 50.34, "longitude": 83.51}}
    assert await talk.after(human.send(SERGEY, COUNCIL_ID, where)) == ""
    assert "Риддер" in await talk.after(human.send(SERGEY, COUNCIL_ID, where, asked))


CITIES = {"Астана": "агломерациям", "Алматы": "агломерациям", "Караганда": "умным городам", "Семей": "нет в списке"}


async def test_a_city_that_is_no_monotown_is_told_what_it_is(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    for city, what in CITIES.items():
        for asked in (city, f"/town {city}", f"/score {city}", f"/targets {city}", f"{city} – моногород ли это"):
            assert missing(("не моногород", what), await talk.say(asked)) == [], asked


async def test_from_a_city_to_its_group_and_to_the_criteria(town_square: Square) -> None:
    talk = town_square.talk(AIGUL)
    await talk.say("Қарағанды")
    assert "1/4" in await talk.press("Моноқала ма")
    await talk.say("Астана")
    await talk.press("Қала топтары")
    assert "Ақылды қалалар: 17" in talk.labels


WISHES = [
    ("Теміртаудың нысаналы көрсеткіштері", "нысаналы көрсеткіштері"),
    ("мақсат", "Қай қала?"),
    ("Теміртау моноқала ма?", "№ 13 моноқала"),
    ("моноқала деген не", "1/4"),
    ("targets of Temirtau", "нысаналы көрсеткіштері"),
]


async def test_a_wish_in_free_words(town_square: Square) -> None:
    talk = town_square.talk(AIGUL)
    assert "түсінбедім" in await talk.say("менің өмірдегі ең үлкен мақсатым оқу")
    for said, wanted in WISHES:
        assert wanted in await talk.say(said), said


FORGED = (
    "tn1:atlantis:", "tn1:temirtau:xx", "tn1:rudny:networks", "cr1:x", "ck1:temirtau:u10", "ck1:x:u1", "tg1:x",
     "mt1:abc:::", "mt1:0:::", "mt1::101::", "mt1:::-5:", "mt1:::x:", "mt1::::sometimes", "nr1:NaN:5", "nr1:91:5",
     "nr1:5:181", "nr1:x:5",
)  # fmt: skip


async def test_a_forged_button_is_answered_kindly(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/start")
    for data in FORGED:
        assert "устарела" in await talk.forge(data), data
