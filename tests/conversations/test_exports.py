"""Tables are offered where figures are shown, and sent as files, in each language, in private and in groups."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from core.localised import Language
from tests.talk import COUNCIL_ID, SERGEY, SPEAKERS, Square, Talk

WORDS: dict[Language, tuple[str, ...]] = {
    "kk": (
        "Кесте",
        "Excel файлы",
        "екі бөлек шкала",
        "Ұпайы",
        "Барлық қаланың кестесі",
        "CSV файлы",
        "Теміртау",
        "37",
    ),
    "ru": ("Таблица", "Файл Excel", "две разные шкалы", "К баллу", "по всем городам", "Файл CSV", "Темиртау", "37"),
    "en": ("Table", "Excel file", "two different scales", "score", "of all towns", "CSV file", "Temirtau", "37"),
}


def file_of(talk: Talk) -> tuple[str, bytes]:
    message: Any = next(each for each in reversed(talk.history) if "document" in each)
    stored = talk.square.world.files.by_id[message["document"]["file_id"]]
    return stored.name, stored.content


async def talk_in(square: Square, language: Language) -> Talk:
    talk = square.talk(SPEAKERS[language])
    if language == "en":
        await talk.say("/language")
        await talk.press("English")
    return talk


@pytest.mark.parametrize("language", WORDS)
async def test_a_town_s_table_is_two_presses_from_its_score(town_square: Square, language: Language) -> None:
    table, excel, scales, back, every, separated, town, _ = WORDS[language]
    talk = await talk_in(town_square, language)
    await talk.say("/score Темиртау")
    assert town in await talk.press(table)
    assert scales in await talk.press(excel)
    name, content = file_of(talk)
    assert name == f"monoqala-temirtau-{language}.xlsx"
    assert len(load_workbook(BytesIO(content), read_only=True).sheetnames) == 4
    assert town in await talk.press(back)
    await talk.press(every)
    await talk.press(separated)
    name, content = file_of(talk)
    assert name == f"monoqala-all-towns-{language}.csv"
    rows = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter="," if language == "en" else ";")
    assert {len(row) for row in rows} == {22}


async def test_by_command_with_a_town_and_without(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert "Риддер: таблица" in await talk.say("/export риддере")
    await talk.press("Файл CSV")
    assert file_of(talk)[0] == "monoqala-ridder-ru.csv"
    assert "по всем городам: 27" in await talk.say("/export")
    await talk.press("по одному городу")
    assert "Абай: таблица" in await talk.say("абай")
    assert "не нашёлся" in await talk.say("/export Атлантида")


async def test_from_the_reasons_and_from_the_ranking(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/why Балхаш")
    assert "Балхаш: таблица" in await talk.press("Таблица")
    await talk.say("/ranking")
    assert "по всем городам" in await talk.press("Таблица")


async def test_in_a_group_the_file_stands_in_the_group(town_square: Square) -> None:
    group = town_square.talk(SERGEY, COUNCIL_ID)
    assert "по всем городам" in await group.say("/export")
    assert group.last["reply_to_message"]
    await group.press("Файл CSV")
    assert file_of(group)[0] == "monoqala-all-towns-ru.csv"


async def test_a_link_of_a_table_opens_its_document(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    assert "механизмах" in await talk.say("/start doc-article_innovation")
    assert "устарела" in await talk.say("/start doc-nothing")


async def test_a_forged_button_is_answered_kindly(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/start")
    for data in ("ex1:xlsx:atlantis", "ex1:pdf:abai", "ex1:csv", "et1:atlantis"):
        assert "устарела" in await talk.forge(data), data
