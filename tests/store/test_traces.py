"""Whoever adds a table with a person's id in it finds it covered, or is stopped here."""

import json
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, Table, insert, select

from core.store.tables import PSEUDONYMOUS, grants, inbox, metadata
from core.store.work import Store
from tests.databases import a_row

ME, OTHER, CHAT = 7_000_000_001, 7_000_000_002, -1_000_000_000_009
NOBODYS = {"update_id", *PSEUDONYMOUS}  # ids that are of no person

HOLDERS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}")
    for table in metadata.sorted_tables
    for column in table.c
    if isinstance(column.type, BigInteger) and column.name not in NOBODYS
]


async def put(store: Store, table: Table, **values: Any) -> None:
    async with store.writing() as work:
        await work.transaction.connection.execute(insert(table), a_row(table, OTHER) | values)


async def count(store: Store, table: Table) -> int:
    async with store.reading() as work:
        return len((await work.transaction.connection.execute(select(table))).all())


async def of_me(store: Store) -> dict[str, list[dict[str, Any]]]:
    async with store.reading() as work:
        found = await work.traces.of(ME)
    assert json.loads(json.dumps(found)) == found
    return found


async def erase_me(store: Store, handled: int | None = None) -> None:
    async with store.writing() as work:
        await work.traces.erase(ME, handled)


@pytest.mark.parametrize(("table", "column"), HOLDERS)
async def test_each_row_with_a_persons_id_is_shown(store: Store, table: Table, column: Column[int]) -> None:
    await put(store, table, **{column.name: ME})
    assert [row[column.name] for row in (await of_me(store))[table.name]] == [ME]


@pytest.mark.parametrize(("table", "column"), HOLDERS)
async def test_no_table_keeps_the_id_of_a_person_who_is_forgotten(
    store: Store, table: Table, column: Column[int]
) -> None:
    await put(store, table, **{column.name: ME})
    await erase_me(store)
    stays = table is grants and column.name == "person_id"
    assert list(await of_me(store)) == (["grants"] if stays else [])


@pytest.mark.parametrize(("table", "column"), HOLDERS)
async def test_rows_of_others_are_neither_shown_nor_deleted(store: Store, table: Table, column: Column[int]) -> None:
    await put(store, table)
    assert await of_me(store) == {}
    await erase_me(store)
    assert await count(store, table) == 1
    assert column.name in table.c


async def test_acts_of_power_stay_under_a_pseudonym(store: Store) -> None:
    for person in (OTHER, CHAT):
        await put(store, grants, person_id=person, role="editor", granted_by=ME)
    await erase_me(store)
    async with store.reading() as work:
        names = (await work.transaction.connection.execute(select(grants.c.granted_by))).scalars().all()
    assert len(names) == 2
    assert len(set(names)) == 1
    assert names[0] is not None
    assert names[0] < -(2**59)


MINE = [
    {"update_id": 1, "message": {"message_id": 1, "from": {"id": ME}, "chat": {"id": CHAT}, "text": "менің атым"}},
    {"update_id": 1, "callback_query": {"id": "1", "from": {"id": ME}, "data": "x1"}},
    {"update_id": 1, "inline_query": {"id": "1", "from": {"id": ME}, "query": "тем"}},
    {"update_id": 1, "my_chat_member": {"from": {"id": ME}, "chat": {"id": ME, "type": "private"}}},
    {"update_id": 1, "message": None, "callback_query": {"id": "1", "from": {"id": ME}, "chat": None}},
    {"update_id": 1, "edited_message": {"message_id": 1, "from": None, "chat": {"id": ME}, "entities": []}},
    {"update_id": 1, "message_reaction": {"user": {"id": ME}, "chat": {"id": CHAT}}},
]


@pytest.mark.parametrize("update", MINE)
async def test_a_waiting_update_of_theirs_is_shown_and_deleted(store: Store, update: dict[str, Any]) -> None:
    await put(store, inbox, update_id=1, body=json.dumps(update).encode())
    assert [row["body"] for row in (await of_me(store))["inbox"]] == [update]
    await erase_me(store, handled=2)
    assert await count(store, inbox) == 0


async def test_the_confirmation_itself_waits_until_it_is_answered(store: Store) -> None:
    await put(store, inbox, update_id=1, body=json.dumps(MINE[1]).encode())
    await erase_me(store, handled=1)
    assert await count(store, inbox) == 1


async def test_waiting_updates_of_others_stay(store: Store) -> None:
    post = {"update_id": 2, "channel_post": {"from": None, "chat": {"id": CHAT}}, "message": None}
    await put(store, inbox, update_id=2, body=json.dumps(post).encode())
    quoted = {"from": {"id": OTHER}, "chat": {"id": CHAT}, "reply_to_message": {"message_id": 1, "from": {"id": ME}}}
    await put(store, inbox, update_id=1, body=json.dumps({"update_id": 1, "message": quoted}).encode())
    assert await of_me(store) == {}
    await erase_me(store)
    assert await count(store, inbox) == 2
