"""What was published is told with its day and its author; the past can be asked; all of it can be taken away."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from bot.handlers.history import MOST
from bot.screen import Picture
from bot.views import pictures
from core.access import EVERYWHERE, Places, Role
from core.ledger import Figure
from core.localised import Language
from core.scales import Value
from core.services.imports import Published
from tests.conversations.test_exports import file_of, talk_in
from tests.house import translators
from tests.sandbox.stage import png
from tests.talk import COUNCIL_ID, OFFICIAL_ID, OWNER_ID, SERGEY, SPEAKERS, Square


def figure(value: Value, indicator: str = "2.6", year: int = 2021, town: str = "temirtau") -> Figure:
    return Figure(town, indicator, year, value, str(value), "percent", "Хат <№ 5>, статистика")


async def publish(square: Square, *figures: Figure, reason: str = "") -> int:
    """By the official, who is a publisher from now on."""
    imports = square.at_work.house.imports
    async with square.at_work.store.writing() as work:
        await work.grants.give(OFFICIAL_ID, Role.PUBLISHER, EVERYWHERE, OWNER_ID)
    proposed = await imports.propose(OFFICIAL_ID, figures, None, reason=reason)
    outcome = await imports.confirm(OFFICIAL_ID, proposed.proposal.number, proposed.run.digest, None)
    assert isinstance(outcome, Published)
    return outcome.batch.number


async def two_batches(square: Square) -> None:
    """Ten days apart: on 21 November and 1 December 2026."""
    await publish(square, figure(Decimal("4.6")), figure(Decimal("4.9"), town="ridder"), reason="жаңа жыл")
    square.forward(days=10)
    await publish(square, figure(Decimal("5.2")))
    square.forward(days=5)


SEEN: dict[Language, dict[str, str]] = {
    "kk": {
        "score": "/score Теміртау",
        "changed": "2026 жылғы 1 желтоқсанда өзгерді",
        "history": "Тарихы",
        "line": "2021 ж.: 5,2",
        "earlier": "бұрын: 4,6",
        "past": "Бұрын қандай еді",
        "day": "2026 жылғы 21 қараша",
        "as_of": "2026 жылғы 21 қараша күнінің соңына дейін",
        "typed": "/score Теміртау 22 қарашада жарияланғандай",
        "typed_as_of": "2026 жылғы 22 қараша күні",
        "year": "/score Теміртау 2020",
        "of_year": "2020 жылға дейінгі",
        "now": "Қазір қандай",
    },
    "ru": {
        "score": "/score Темиртау",
        "changed": "Изменено 1 декабря 2026",
        "history": "История",
        "line": "2021 г.: 5,2",
        "earlier": "раньше: 4,6",
        "past": "Как было раньше",
        "day": "21 ноября 2026",
        "as_of": "Как было опубликовано на 21 ноября 2026",
        "typed": "/score Темиртау как опубликовано на 22 ноября",
        "typed_as_of": "опубликовано на 22 ноября 2026",
        "year": "/score Темиртау за 2020 год",
        "of_year": "за 2020 год и раньше",
        "now": "Как сейчас",
    },
    "en": {
        "score": "/score Temirtau",
        "changed": "Changed on 1 December 2026",
        "history": "History",
        "line": "2021: 5.2",
        "earlier": "earlier: 4.6",
        "past": "As it was",
        "day": "21 November 2026",
        "as_of": "As published on 21 November 2026",
        "typed": "/score Temirtau as published on 22 November",
        "typed_as_of": "As published on 22 November 2026",
        "year": "/score Temirtau 2020",
        "of_year": "From figures of 2020 and earlier",
        "now": "As it is now",
    },
}


@pytest.mark.parametrize("language", SEEN)
async def test_a_town_s_history_and_its_past_are_behind_its_score(town_square: Square, language: Language) -> None:
    words = SEEN[language]
    await two_batches(town_square)
    talk = await talk_in(town_square, language)
    score = await talk.say(words["score"])
    assert words["changed"] in score
    told = await talk.press(words["history"])
    assert words["line"] in told
    assert words["earlier"] in told
    assert "Хат <№ 5>, статистика" in told
    assert str(OFFICIAL_ID) not in told
    assert "Болат" not in told
    await talk.press(words["past"])
    assert words["as_of"] in (then := await talk.press(words["day"]))
    assert then != score
    assert words["typed_as_of"] in await talk.say(words["typed"])
    assert words["of_year"] in await talk.say(words["year"])
    assert words["changed"] in await talk.press(words["now"])


async def test_the_past_shows_what_stood_then(any_square: Square) -> None:
    talk = any_square.talk(SERGEY)
    before = await talk.say("/score Темиртау")
    await two_batches(any_square)
    now = await talk.say("/score Темиртау")
    total = before.splitlines()[1]
    assert total in await talk.say("/score Темиртау как опубликовано на 20 ноября")
    assert total in await talk.say("Темиртау за 2020 год")
    assert now.splitlines()[1] in await talk.say("/score Темиртау 01.12.2026")
    assert "Почему" in " ".join(talk.labels)
    assert "декабря 2026" in await talk.press("Почему так")
    assert "на 5 декабря 2026" in await talk.say("/score Риддер по состоянию на вчера")
    assert "тогда был неизвестен" in await talk.say("/score Риддер как опубликовано на 1 ноября")
    assert "ещё не наступил" in await talk.say("/score Темиртау 2031")
    assert "ещё впереди" in await talk.say("/score Темиртау как опубликовано на 1 марта 2027")
    assert "Такого дня нет" in await talk.say("/score Темиртау как опубликовано на 31 февраля")
    assert "понять день" in await talk.say("/score Темиртау как опубликовано на снежное утро")
    assert "Какой день" in await talk.say("/score Темиртау как опубликовано на 3/4/2026")
    assert "на 3 апреля 2026" in await talk.press("3 апреля")
    await talk.say("/score Рудный Абай 2020")
    assert "за 2020 год" in await talk.press("Рудный")
    assert "не нашёлся" in await talk.say("/score Атлантида 2020")
    assert "Какой город" in await talk.say("/score 2020")
    assert "за 2020 год" in await talk.press("Темиртау")
    assert "Как было опубликовано на" in await talk.say("/score Темиртау вчера")
    await talk.press("Карагандинская")
    assert "на какое время" in await talk.press("Балхаш")
    assert "за 2020 год" in await talk.press("2020")
    assert "Риддер" in await talk.say("/score Лениногорск 2020")


async def test_who_may_know_sees_by_whom_and_batch_by_batch(town_square: Square) -> None:
    await two_batches(town_square)
    await town_square.talk(OFFICIAL_ID).say("/start")
    assert "Кто опубликовал: Болат" in await town_square.talk(OWNER_ID).say("/history")
    talk = town_square.talk(OFFICIAL_ID)
    every = await talk.say("/history")
    assert "№ 2 жарияланым" in every
    assert "Жариялаған: сіз" in every
    batch = await talk.press("№ 1")
    assert "№ 1 жарияланым" in batch
    assert "Себебі: жаңа жыл" in batch
    assert "Кейін № 2 жарияланымда өзгерді" in batch
    assert batch == await talk.say("/history №1")
    assert batch == await talk.say("/history 1")
    assert "Жариялаған адам: сіз" in await talk.say("/history менің")
    assert "Жариялаған адам: сіз" in await talk.say(f"/history id {OFFICIAL_ID}")
    for word in ("адам", "человека", "person"):
        assert "Жариялаған адам: сіз" in await talk.say(f"/history {word} {OFFICIAL_ID}")
    await talk.say("/history 1")
    assert "Жариялаған адам: сіз" in await talk.press("👤 Жарияланымдары")
    assert "№ 99 жарияланым жоқ" in await talk.say("/history 99")
    assert "барлық қала бойынша" in await talk.say("/history 2.6")
    both = await talk.say("/history Риддер жұмыссыздық")
    assert "Риддер" in both
    assert "Теміртау" not in both
    assert "ештеңе жарияланбаған" in await talk.say("/history Риддер 2.5")
    assert "Қай қаланың тарихы" in await talk.say("/history Риддер Балқаш 2.6")
    assert "4,9" in await talk.press("Риддер")
    assert "таппадым" in await talk.say("/history Атлантида")
    assert every == await talk.press("Барлық жарияланым")


async def test_others_see_what_and_when_but_not_by_whom(town_square: Square) -> None:
    await two_batches(town_square)
    talk = town_square.talk(SERGEY)
    every = await talk.say("/history")
    assert "публикация № 2" in every
    assert "Кто опубликовал" not in every
    assert "Темиртау" in await talk.say("/history Темиртау")
    assert "Кто опубликовал" not in talk.last["text"]
    assert "прав" in await talk.say("/history 1")
    assert "прав" in await talk.say("/history 7000000001")
    assert "прав" in await talk.forge("hx1:xlsx:")
    group = town_square.talk(OFFICIAL_ID, COUNCIL_ID)
    assert "Жариялаған" not in await group.say("/history@monoqala_bot Теміртау")
    await group.say("/history@monoqala_bot 1")
    assert group.labels == ["Жеке чатқа өту"]


@pytest.mark.parametrize("language", SPEAKERS)
async def test_everything_is_taken_away_with_its_history(town_square: Square, language: Language) -> None:
    await two_batches(town_square)
    async with town_square.at_work.store.writing() as work:
        await work.grants.give(SPEAKERS[language], Role.OFFICIAL, EVERYWHERE, OWNER_ID)
    talk = await talk_in(town_square, language)
    await talk.say("/export")
    await talk.press("(CSV)")
    name, content = file_of(talk)
    assert name == f"monoqala-history-all-towns-{language}.csv"
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter="," if language == "en" else ";"))
    assert [row[0] for row in rows[1:]] == ["1", "1", "2"]
    assert {row[3] for row in rows[1:]} == {str(OFFICIAL_ID)}
    assert rows[3][12] == ("4.6" if language == "en" else "4,6")
    assert {row[-1] for row in rows[1:3]} == {"", "2"}  # of the first publication one figure was replaced by the second
    await talk.say("/export Темиртау")
    await talk.press({"kk": "тарихымен", "ru": "с историей", "en": "with history"}[language])
    name, content = file_of(talk)
    assert name == f"monoqala-history-temirtau-{language}.xlsx"
    book = load_workbook(BytesIO(content), read_only=True)
    assert len(book.sheetnames) == 5
    assert book.worksheets[3].max_row == 3


async def test_residents_are_not_offered_what_they_may_not_have(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/export")
    assert not any("истори" in label.lower() for label in talk.labels)


UNDO: dict[Language, tuple[str, ...]] = {
    "kk": (
        "/undo 2 жаңылыс",
        "№ 2 жарияланымды кері қайтару",
        "Себебі: жаңылыс",
        "✅",
        "№ 2 жарияланым кері",
        "4,6",
    ),
    "ru": ("/undo № 2, описка", "отменить публикацию № 2", "Причина: описка", "✅", "№ 2 отменена", "4,6"),
    "en": ("/undo 2: a slip", "undo publication No. 2", "Reason: a slip", "✅", "No. 2 is undone", "4.6"),
}


@pytest.mark.parametrize("language", UNDO)
async def test_a_batch_is_undone_after_its_own_dry_run(town_square: Square, language: Language) -> None:
    said, title, reason, button, done, value = UNDO[language]
    await two_batches(town_square)
    async with town_square.at_work.store.writing() as work:
        await work.grants.give(SPEAKERS[language], Role.PUBLISHER, EVERYWHERE, OWNER_ID)
    talk = await talk_in(town_square, language)
    run = await talk.say(said)
    assert title in run
    assert reason in run
    assert value in run
    assert done in await talk.press(button)
    kept = await talk.press("📜")
    assert reason in kept
    assert kept == await talk.say("/history 3")
    assert value in await talk.say(SEEN[language]["score"])


async def test_an_undo_is_reached_by_buttons_and_shows_what_stays(any_square: Square) -> None:
    await two_batches(any_square)
    talk = any_square.talk(OFFICIAL_ID)
    await talk.say("/history 1")
    overtaken = await talk.press("№ 1 кері қайтару")
    assert "Кейін ауыстырылған 1 мән" in overtaken
    assert "Риддер" in overtaken
    assert "кері қайтарылды" in await talk.press("✅")
    assert "Қай жарияланымды" in await talk.say("/undo")
    assert "кері қайтару" in await talk.press("№ 2 кері қайтару")
    assert "№ 99 жарияланым жоқ" in await talk.say("/undo 99")
    assert "Қай жарияланымды" in await talk.say("/undo жетінші")
    nothing = await talk.say("/undo 1")
    assert "Себебі" not in nothing
    assert not any("✅" in label for label in talk.labels)


async def test_nothing_is_there_to_be_undone(town_square: Square) -> None:
    assert "Публикаций, которые вы могли бы отменить, нет" in await town_square.talk(OWNER_ID).say("/undo")


async def test_only_what_somebody_may_undo_is_offered(town_square: Square) -> None:
    await two_batches(town_square)
    async with town_square.at_work.store.writing() as work:
        await work.grants.give(SERGEY, Role.EDITOR, Places(towns=frozenset({"temirtau"})), OWNER_ID)
    talk = town_square.talk(SERGEY)
    await talk.say("/undo")
    offered = [label for label in talk.labels if "Отменить" in label]
    assert [label[-3:] for label in offered] == ["№ 2"], "the first is of Ridder too"
    assert "прав" in await talk.say("/undo 1")


async def test_who_may_not_undo_is_told_so_and_it_is_on_record(town_square: Square) -> None:
    await two_batches(town_square)
    talk = town_square.talk(SERGEY)
    await talk.say("/history")
    for answer in (await talk.say("/undo"), await talk.say("/undo 1"), await talk.forge("yu1:1:")):
        assert "прав" in answer
    record = await town_square.at_work.house.audit.read(OWNER_ID, None, by=SERGEY, act="denied")
    assert len(record) == 3
    group = town_square.talk(OFFICIAL_ID, COUNCIL_ID)
    await group.say("/undo@monoqala_bot 1")
    assert group.labels == ["Жеке чатқа өту"]


async def test_what_is_too_long_for_a_file_is_offered_in_another(
    town_square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    await two_batches(town_square)
    monkeypatch.setattr("core.services.history.MANY", 1)
    monkeypatch.setitem(MOST, "xlsx", 2)
    talk = town_square.talk(OFFICIAL_ID)
    await talk.say("/export")
    assert "Excel файлына сыймайды" in await talk.press("тарихымен")
    await talk.press("(CSV)")
    assert file_of(talk)[0] == "monoqala-history-all-towns-kk.csv"
    monkeypatch.setitem(MOST, "csv", 2)
    await talk.say("/export")
    assert "бір файлға сыймайды" in await talk.press("Тарихы (CSV)")
    await talk.press("Бір қаланың кестесі")
    await talk.say("Риддер")
    await talk.press("Тарихы (CSV)")
    assert file_of(talk)[0] == "monoqala-history-ridder-kk.csv"


def places(text: str) -> list[str]:
    return [line for line in text.splitlines() if line[:1].isdecimal()]


async def paint(_: Picture) -> bytes:
    return png()


async def test_the_past_of_all_towns_is_told_in_order_and_in_pictures(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    town_square.at_work.delivery.album.paint = paint
    before = await talk.say("/ranking 2.6")
    assert "🕰 Как было раньше" not in talk.labels, "nothing has been published"
    await two_batches(town_square)
    now = await talk.say("/ranking безработица")
    assert places(now) != places(before)
    await talk.say("/ranking")
    assert "на какое время" in await talk.press("Как было раньше")
    then = await talk.press("2020")
    assert then.startswith("🕰 По показателям за 2020 год и раньше")
    assert "Риддер" not in then, "of whom there was nothing then"
    assert "Опубликовано позже" not in then
    assert "Опубликовано позже через бота: " in now, "it does not come from the article"
    drawn = pictures.ranking(translators()["ru"], town_square.at_work.house.scores.ranking("2.6"), "light")
    assert "Опубликовано позже через бота: " in drawn.footnote
    assert (await talk.press("Картинка")).startswith("🕰 По показателям за 2020 год")
    assert await talk.press("Словами") == then
    assert "за 2020 год" in await talk.press("По уровню")
    assert "🕰 По показателям" not in await talk.press("Как сейчас")
    assert places(await talk.say("/ranking 2.6 как опубликовано на 20 ноября")) == places(before)
    assert places(await talk.say("/ranking 2.6 как опубликовано на 2 декабря")) == places(now)
    by_value = await talk.say("/ranking безработица 2020")
    assert places(by_value) == places(before)
    assert "за 2020 год" in by_value
    assert "ещё не наступил" in await talk.say("/ranking 2031")
    assert "не было ни у одного города" in await talk.say("/ranking 2015")
    assert "Картинка" not in str(talk.labels[-3:])
    await talk.say("/ranking")
    await talk.forge("yk1:score:light:2015")
    assert "не было ни у одного города" in talk.last["text"]


async def test_the_past_is_told_side_by_side_and_on_the_map(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    town_square.at_work.delivery.album.paint = paint
    await two_batches(town_square)
    both = await talk.say("/compare Темиртау Балхаш 2020")
    assert both.startswith("🕰 По показателям за 2020 год")
    assert "за 2020 год" in await talk.press("Картинка")
    assert await talk.press("Словами") == both
    assert "за 2020 год" in await talk.press("Темиртау")
    assert "за 2020 год" in await talk.press("Картинка")
    await talk.press("Словами")
    assert "за 2020 год" in await talk.press("Рейтинг")
    assert "за 2020 год" in await talk.say("/compare Темиртау 2020")
    assert "ещё не наступил" in await talk.say("/compare Темиртау Балхаш 2031")
    assert "не больше 5 городов" in await talk.say("/compare Темиртау Балхаш Абай Риддер Рудный Сарань 2020")
    assert "Какой день" in await talk.say("/map как опубликовано на 3/4/2026")
    assert "на 3 апреля 2026" in await talk.press("3 апреля")
    assert "🕰" not in await talk.press("Как сейчас")
    assert "за 2020 год" in await talk.say("/map 2020")
    assert "Городов с баллом: 0" in await talk.say("/map 2015")
    assert "Экономический потенциал" in await talk.say("/map Темиртау")
    await talk.forge("yv1:25.26:light:2020")
    assert "text" in talk.last, "nothing is known of them: in words"
    await talk.say("/ranking 2020")
    await talk.forge("yp1:ridder:light:2020")
    assert "тогда был неизвестен" in talk.last["text"]


async def test_what_is_known_of_today_alone_says_so(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert "такой ответ есть только на сегодня" in await talk.say("/town Темиртау 2020")
    assert "за 2020 год" in await talk.press("Балл за то время")
    assert "только на сегодня" in await talk.say("/export Темиртау как опубликовано на 1 марта")
    assert "на 1 марта 2026" in await talk.press("Места городов за то время")
    assert "только на сегодня" in await talk.say("/targets Темиртау 2020")
    assert "Темиртау" in await talk.press("Как сейчас")
    assert "только на сегодня" in await talk.say("/whatif Темиртау за 2020 год")
    assert "ещё не наступил" in await talk.say("/town Темиртау 2031")
    for data in ("yr1:score:", "yr1:score:20", "yr1:9.9:2020", "yc1:8:2020", "ym1:light:2020.99999999"):
        assert "устарела" in await talk.forge(data), data
