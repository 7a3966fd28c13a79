import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import Interval, literal, select, update

from core.store.inbox import Inbox
from core.store.tables import inbox as table
from core.store.tables import unreadable
from core.store.work import Store
from tests.databases import HandClock


@pytest.fixture
def inbox(store: Store) -> Inbox:
    return Inbox(store)


@pytest.fixture
async def other(store: Store, database_url: str, clock: HandClock) -> AsyncIterator[Inbox]:
    """Of another worker."""
    opened = await Store.open(database_url, clock)
    yield Inbox(opened)
    await opened.close()


async def pass_time(store: Store, clock: HandClock, seconds: float) -> None:
    """PostgreSQL goes by its own clock, so there the leases are moved instead."""
    if store.shared:
        async with store.writing() as work:
            await work.transaction.connection.execute(
                update(table).values(due=table.c.due - literal(timedelta(seconds=seconds), Interval()))
            )
    clock.forward(timedelta(seconds=seconds))


async def left(store: Store) -> list[int]:
    async with store.reading() as work:
        return list((await work.transaction.connection.execute(select(table.c.update_id))).scalars())


async def records(store: Store) -> list[tuple[int, str, str]]:
    async with store.reading() as work:
        rows = await work.transaction.connection.execute(select(unreadable))
        return [(row.update_id, row.shape, row.reason) for row in rows]


async def test_what_waits_comes_out_in_order(inbox: Inbox) -> None:
    await inbox.keep([(12, b'{"b": 2}'), (11, '{"қ": 1}'.encode())])
    assert await inbox.claim(everything=True) == [(11, '{"қ": 1}'.encode()), (12, b'{"b": 2}')]


async def test_keeping_twice_keeps_one(inbox: Inbox) -> None:
    await inbox.keep([(11, b"{}")])
    await inbox.keep([(11, b"{}"), (12, b"{}")])
    assert [update_id for update_id, _ in await inbox.claim(everything=True)] == [11, 12]


async def test_keeping_or_extending_nothing_is_allowed(inbox: Inbox) -> None:
    await inbox.keep([])
    await inbox.extend([])
    assert await inbox.claim(everything=True) == []


async def test_nothing_is_left_of_what_was_handled(inbox: Inbox, store: Store) -> None:
    await inbox.keep([(11, b"{}"), (12, b"{}")])
    await inbox.drop(11)
    await inbox.drop(11)
    assert await left(store) == [12]


async def test_what_another_worker_is_at_is_left_to_it(
    inbox: Inbox, other: Inbox, store: Store, clock: HandClock
) -> None:
    await inbox.keep([(11, b"{}"), (12, b"{}")])
    await pass_time(store, clock, 50)
    assert await other.claim() == []
    await inbox.extend([12])
    await pass_time(store, clock, 50)
    assert await other.claim() == [(11, b"{}")]
    assert await inbox.claim() == []


async def test_what_is_claimed_is_held_for_a_lease_too(
    inbox: Inbox, other: Inbox, store: Store, clock: HandClock
) -> None:
    await inbox.keep([(11, b"{}")])
    await pass_time(store, clock, 61)
    assert await other.claim() == [(11, b"{}")]
    await pass_time(store, clock, 50)
    assert await inbox.claim() == []
    await pass_time(store, clock, 20)
    assert await inbox.claim() == [(11, b"{}")]


async def test_what_was_left_behind_and_is_delivered_again_has_a_holder_again(
    inbox: Inbox, other: Inbox, store: Store, clock: HandClock
) -> None:
    await inbox.keep([(11, b"{}")])
    await pass_time(store, clock, 61)
    await inbox.keep([(11, b"{}")])
    assert await other.claim() == []


async def test_a_process_that_is_the_only_one_need_not_wait(inbox: Inbox, other: Inbox) -> None:
    await inbox.keep([(11, b"{}")])
    assert await other.claim() == []
    assert await other.claim(everything=True) == [(11, b"{}")]


async def test_two_workers_never_claim_the_same(migrated_postgresql_url: str, clock: HandClock) -> None:
    first, second = [await Store.open(migrated_postgresql_url, clock) for _ in range(2)]
    await Inbox(first).keep([(11, b"{}"), (12, b"{}")])
    async with first.writing() as work:
        await work.transaction.connection.execute(select(table).where(table.c.update_id == 11).with_for_update())
        assert await Inbox(second).claim(everything=True) == [(12, b"{}")]
    for opened in (first, second):
        await opened.close()


DEADLY = json.dumps({
    "update_id": 11,
    "message": {"from": {"id": 7}, "text": "менің атым", "entities": [], "caption": None},
    "callback_query": None,
}).encode()  # fmt: skip


async def test_an_update_that_workers_die_of_is_given_up(
    inbox: Inbox, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    await inbox.keep([(11, DEADLY)])
    for _ in range(3):
        assert await inbox.claim(everything=True) == [(11, DEADLY)]
    await inbox.keep([(12, b"{}")])
    assert await inbox.claim(everything=True) == [(12, b"{}")]
    assert await left(store) == [12]
    assert await records(store) == [(11, "message: {from, text}", "given up after 3 starts")]
    assert "update given up" in caplog.text


async def test_an_update_that_its_worker_outlives_is_not_given_up(inbox: Inbox) -> None:
    """It may wait behind a long flood wait while the bot is brought up to date time and again."""
    await inbox.keep([(11, b"{}")])
    for _ in range(10):
        assert await inbox.claim(everything=True) == [(11, b"{}")]
        await inbox.extend({11})


@pytest.mark.no_cover
async def test_thousands_may_wait(inbox: Inbox) -> None:
    many = [(update_id, b"{}") for update_id in range(1, 33_001)]
    await inbox.keep(many)
    await inbox.extend(range(1, 33_001))
    assert await inbox.claim(everything=True) == many


async def test_an_unreadable_update_is_recorded_once(inbox: Inbox, store: Store) -> None:
    for _ in range(2):
        await inbox.unreadable(11, "{message: {date: str}}", "Expected `int`, got `str`")
    assert await records(store) == [(11, "{message: {date: str}}", "Expected `int`, got `str`")]
