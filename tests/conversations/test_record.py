"""The record of acts: read page by page, filtered, taken away as a file, and for owners only."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

from openpyxl import load_workbook

from core.access import EVERYWHERE, Places, Role
from tests.conversations.test_roles import speaking
from tests.talk import OFFICIAL_ID, OWNER_ID, SERGEY, Square, Talk

ONE = Places(towns=frozenset({"ridder"}))
NOBODY = 7_000_000_042


async def busy(square: Square) -> Talk:
    """Ten acts over two days; on the second somebody tried what they may not."""
    owner, rights = await speaking(square, OWNER_ID), square.at_work.house.rights
    await rights.grant(OWNER_ID, OFFICIAL_ID, Role.EDITOR, ONE, None)
    for _ in range(7):
        await rights.grant(OWNER_ID, NOBODY, Role.PUBLISHER, EVERYWHERE, None)
    square.clock.forward(timedelta(days=1))
    await rights.revoke(OWNER_ID, OFFICIAL_ID, Role.EDITOR, None)
    official = await speaking(square, OFFICIAL_ID)
    assert "нет права" in await official.say("/audit")
    return owner


async def test_the_record_is_read_page_by_page(any_square: Square) -> None:
    owner = await busy(any_square)
    first = await owner.say("/audit")
    assert "№ 10" in first
    assert "Отказано: нет права" in first
    assert "Что пытались сделать: прочитать протокол" in first
    assert "Кто: Болат" in first
    assert "№ 2<" not in first
    second = await owner.press("Раньше")
    assert "№ 1 " in second
    assert "редактор (Риддер)" in second
    assert "Раньше →" not in owner.labels
    assert "№ 10" in await owner.press("Последние")


async def test_what_is_left_of_it_by_filters(any_square: Square) -> None:
    owner = await busy(any_square)
    await owner.say("/audit")
    await owner.press("Действие")
    revoked = await owner.press("Снята роль")
    assert "Действие: Снята роль" in revoked
    assert "№ 9 " in revoked
    assert "№ 10" not in revoked
    await owner.press("Человек")
    assert "Таких записей нет" in await owner.press("7000000042")
    await owner.press("Действие")
    assert "№ 8 " in await owner.press("Все")
    await owner.press("Дни")
    assert "Таких записей нет" in await owner.press("Сегодня")
    await owner.press("Дни")
    assert "№ 8 " in await owner.press("7 дней")
    await owner.press("Дни")
    await owner.press("Все")
    assert "№ 10" in await owner.press("Весь протокол")
    assert "№ 9 " in await owner.say("/audit сегодня")
    assert "Этого не понимаю: «бла»" in await owner.say("/audit бла")
    await owner.say("/people")
    await owner.press("7000000042")
    assert "Кто или о ком" in await owner.press("В протоколе")


async def test_the_record_as_a_file(any_square: Square) -> None:
    owner = await busy(any_square)
    await owner.say("/audit")
    assert "10 записей" in await owner.press("Excel")
    files = any_square.world.files
    book = load_workbook(BytesIO(files.by_id[owner.last["document"]["file_id"]].content))
    rows = list(book.active.values)
    assert [row[0] for row in rows[1:]] == list(range(10, 0, -1))
    assert rows[-1][5:7] == (None, "редактор (Риддер)")
    assert all(len(str(row[8])) == 64 for row in rows[1:])
    await owner.say("/audit снятые роли")
    assert "1 запись" in await owner.press("CSV")
    content = files.by_id[owner.last["document"]["file_id"]].content.decode("utf-8-sig")
    head, only = csv.reader(StringIO(content), delimiter=";")
    assert head[0] == "№"
    assert only[2:6] == [str(OWNER_ID), "Снята роль", str(OFFICIAL_ID), "редактор (Риддер)"]
    assert "нет права" in await (await speaking(any_square, SERGEY)).forge(owner.button("CSV")[1])
