import pytest
from sqlalchemy import select

from core.store.inbox import Inbox
from core.store.tables import unreadable
from core.store.work import Store


@pytest.fixture
def inbox(store: Store) -> Inbox:
    return Inbox(store)


async def test_what_waits_comes_out_in_order(inbox: Inbox) -> None:
    await inbox.keep([(12, b'{"b": 2}'), (11, '{"қ": 1}'.encode())])
    assert await inbox.waiting() == [(11, '{"қ": 1}'.encode()), (12, b'{"b": 2}')]


async def test_keeping_twice_keeps_one(inbox: Inbox) -> None:
    await inbox.keep([(11, b"{}")])
    await inbox.keep([(11, b"{}"), (12, b"{}")])
    assert [update_id for update_id, _ in await inbox.waiting()] == [11, 12]


async def test_keeping_nothing_is_allowed(inbox: Inbox) -> None:
    await inbox.keep([])
    assert await inbox.waiting() == []


async def test_nothing_is_left_of_what_was_handled(inbox: Inbox) -> None:
    await inbox.keep([(11, b"{}"), (12, b"{}")])
    await inbox.drop(11)
    await inbox.drop(11)
    assert await inbox.waiting() == [(12, b"{}")]


async def test_an_unreadable_update_is_recorded_once(inbox: Inbox, store: Store) -> None:
    for _ in range(2):
        await inbox.unreadable(11, "{message: {date: str}}", "Expected `int`, got `str`")
    async with store.reading() as work:
        rows = (await work.transaction.connection.execute(select(unreadable))).all()
    assert [(row.update_id, row.shape, row.reason) for row in rows] == [
        (11, "{message: {date: str}}", "Expected `int`, got `str`")
    ]
