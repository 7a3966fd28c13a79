"""The record of acts: read page by page, filtered, taken away as a file, and for owners only."""

import csv
from datetime import timedelta
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from core.access import EVERYWHERE, Places, Role
from core.services.audit import NotAllowed
from tests.conversations.test_roles import speaking
from tests.publishing import figure
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


async def test_the_record_is_asked_for_in_words_in_any_order(any_square: Square) -> None:
    owner = await busy(any_square)
    assert "Действие: Роли" in await owner.say("/audit роль")
    assert "№ 9 " in owner.last["text"]
    assert "№ 10" not in owner.last["text"]
    of_town = await owner.say("/audit Риддер")
    assert "Город: Риддер" in of_town
    assert ("№ 9 " in of_town, "№ 1 " in of_town, "№ 5 " in of_town) == (True, True, False)
    assert "№ 1 " not in await owner.say("/audit сегодня роли Риддер")
    await owner.press("Действие")
    assert "Город: Риддер" in await owner.press("Дана роль")
    by_name = await owner.say("/audit Болата")
    assert "Кто или о ком: Болат" in by_name
    assert ("№ 10" in by_name, "№ 8 " in by_name) == (True, False)
    assert "Таких записей нет" in await owner.say("/audit за прошлую неделю")
    strange = await owner.say("/audit бла вчера")
    assert "Этого не понимаю: «бла»" in strange
    assert "Можно назвать в любом порядке" in strange
    assert "устарела" in await owner.forge("hq2:0::::99:0")


async def test_what_was_published_of_a_town_is_on_record_with_its_proposal(any_square: Square) -> None:
    owner, imports = await speaking(any_square, OWNER_ID), any_square.at_work.house.imports
    for town in ("ridder", "saran"):
        proposed = await imports.propose(OWNER_ID, [figure(town)], None)
        await imports.confirm(OWNER_ID, proposed.proposal.number, proposed.run.digest, None)
    await imports.propose(OWNER_ID, [figure("ridder", Decimal(5))], None)
    of_town = await owner.say("/audit Риддер")
    assert [f"№ {at} " in of_town for at in (1, 2, 3, 4, 5)] == [True, True, False, False, True]
    elsewhere = Places(towns=frozenset({"saran"}))
    await any_square.at_work.house.rights.grant(OWNER_ID, SERGEY, Role.EDITOR, elsewhere, None)
    with pytest.raises(NotAllowed):
        await imports.propose(SERGEY, [figure("ridder")], None)
    of_town = await owner.say("/audit Риддер")
    assert [f"№ {at} " in of_town for at in (5, 6, 7)] == [True, False, True]
    assert "№ 2 " in await owner.say("/audit публикации Риддер")
    await owner.say("/audit Риддер")
    assert "4 записи" in await owner.press("CSV")
