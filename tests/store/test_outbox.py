"""The outbox between workers: who sends what, how fast, and what becomes of what was left behind."""

import asyncio
import math
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from core.store.letters import Letter
from core.store.outbox import RATE, Claim, Outbox
from core.store.tables import outbox as table
from core.store.tables import pace
from core.store.work import Store
from tests.databases import HandClock, a_row

AIGUL, BOLAT = 7_000_000_001, 7_000_000_002
HOUR = timedelta(hours=1)


@pytest.fixture
def outbox(store: Store) -> Outbox:
    return Outbox(store)


@pytest.fixture
async def other(store: Store, database_url: str, clock: HandClock) -> AsyncIterator[Outbox]:
    """Of another worker."""
    opened = await Store.open(database_url, clock)
    yield Outbox(opened)
    await opened.close()


def letter(key: str, clock: HandClock, later: timedelta = timedelta(), chat_id: int = AIGUL) -> Letter:
    return Letter(chat_id, key, "application 1", "day_before", clock() + later, "kk", {"step": key})


async def put(store: Store, *letters: Letter) -> None:
    async with store.writing() as work:
        await work.letters.put(letters)


async def claimed(outbox: Outbox) -> Letter:
    claim = await outbox.claim()
    assert claim.letter is not None
    return claim.letter


async def states(store: Store) -> dict[str, str]:
    async with store.reading() as work:
        rows = await work.transaction.connection.execute(select(table))
        return {row.key: row.state for row in rows}


async def leases_end(store: Store, seconds: float) -> None:
    """The database's clock cannot be moved, so the leases are."""
    async with store.writing() as work:
        await work.transaction.connection.execute(update(table).values(lease_until=table.c.lease_until - seconds))


async def test_letters_come_when_due_and_each_to_one_worker(
    store: Store, outbox: Outbox, other: Outbox, clock: HandClock
) -> None:
    assert await outbox.claim() == Claim(math.inf)
    await put(store, letter("late", clock, HOUR), letter("b", clock), letter("a", clock, -HOUR))
    assert (await claimed(outbox)).key == "a"
    assert await claimed(other) == replace(letter("b", clock), attempts=1)
    assert await outbox.claim() == Claim(HOUR.total_seconds())
    clock.forward(HOUR)
    assert (await claimed(other)).key == "late"


async def test_what_is_settled_never_comes_again_and_keeps_no_contents(
    store: Store, outbox: Outbox, clock: HandClock
) -> None:
    await put(store, letter("a", clock))
    await outbox.settle(await claimed(outbox), "delivered")
    await leases_end(store, 1000)
    await put(store, letter("a", clock), letter("a", clock, HOUR))  # planned once more
    clock.forward(2 * HOUR)
    assert await outbox.claim() == Claim(math.inf)
    async with store.reading() as work:
        assert list((await work.transaction.connection.execute(select(table.c.payload))).scalars()) == [{}]


async def test_planning_again_moves_what_waits(store: Store, outbox: Outbox, clock: HandClock) -> None:
    await put(store, letter("a", clock), letter("b", clock))
    async with store.writing() as work:
        await work.letters.replan(AIGUL, "application 1", [letter("a", clock, HOUR), letter("c", clock, 2 * HOUR)])
        await work.letters.replan(AIGUL, "application 2", [])
        await work.letters.replan(BOLAT, "application 1", [])
        await work.letters.erase([])
    assert await outbox.claim() == Claim(HOUR.total_seconds())
    assert await states(store) == {"a": "waiting", "c": "waiting"}


async def test_what_a_dead_worker_held_is_taken_over_when_its_lease_ends(
    store: Store, outbox: Outbox, other: Outbox, clock: HandClock
) -> None:
    await put(store, letter("a", clock))
    first = await claimed(outbox)
    await leases_end(store, 110)
    assert (await other.claim()).letter is None
    await leases_end(store, 11)
    assert await claimed(other) == replace(first, attempts=2)
    await outbox.put_off(first, clock())  # it was not so dead; but the letter is in other hands
    assert (await outbox.claim()).letter is None
    await outbox.settle(first, "delivered")
    await other.put_off(replace(first, attempts=2), clock())
    assert await states(store) == {"a": "delivered"}


async def test_what_fails_waits_and_what_fails_too_often_is_set_aside(
    store: Store, outbox: Outbox, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    await put(store, letter("a", clock))
    for attempt in range(1, 6):
        taken = await claimed(outbox)
        assert taken.attempts == attempt
        await outbox.put_off(taken, clock(), tried=False)  # night, say: it does not count
        assert await claimed(outbox) == taken
        await outbox.put_off(taken, clock() + HOUR)
        assert await outbox.claim() == Claim(HOUR.total_seconds())
        clock.forward(HOUR)
    assert await outbox.claim() == Claim(0.0)
    assert await states(store) == {"a": "aside"}
    assert "letter set aside" in caplog.text
    assert await outbox.claim() == Claim(math.inf)


async def test_all_workers_together_keep_one_pace(
    store: Store, outbox: Outbox, other: Outbox, clock: HandClock
) -> None:
    await put(store, *(letter(str(number), clock) for number in range(40)))
    clocks, turns = asyncio.get_running_loop(), list[float]()

    async def work_off(by: Outbox) -> None:
        while (claim := await by.claim()).letter:
            turns.append(clocks.time() + claim.wait)
            await asyncio.sleep(claim.wait)

    await asyncio.gather(work_off(outbox), work_off(other))
    turns.sort()
    assert len(turns) == 40
    assert all(later - earlier > 14 / RATE - 0.1 for earlier, later in zip(turns, turns[14:], strict=False))


async def test_when_telegram_asks_to_wait_every_worker_waits(
    store: Store, outbox: Outbox, other: Outbox, clock: HandClock
) -> None:
    await put(store, letter("a", clock), letter("b", clock))
    first, second = await claimed(outbox), await claimed(other)
    await outbox.hold(first, 17)
    await other.hold(second, 3)  # its own wait is shorter
    for each in (outbox, other):
        claim = await each.claim()
        assert claim.letter is None
        assert 15 < claim.wait < 18
    async with store.writing() as work:
        await work.transaction.connection.execute(update(pace).values(free_at=pace.c.free_at - 18))
    assert await claimed(other) == first


async def test_a_letter_that_another_worker_is_just_claiming_is_left_to_it(
    migrated_postgresql_url: str, clock: HandClock
) -> None:
    first, second = [await Store.open(migrated_postgresql_url, clock) for _ in range(2)]
    await put(first, letter("a", clock))
    async with first.writing() as work:
        await work.transaction.connection.execute(select(table).with_for_update())
        assert (await Outbox(second).claim()).letter is None
    for opened in (first, second):
        await opened.close()


async def test_settled_letters_go_after_a_month_and_waiting_ones_stay(store: Store, clock: HandClock) -> None:
    async with store.writing() as work:
        for number, state in enumerate(("delivered", "waiting")):
            row = a_row(table, number) | {"key": state, "state": state, "due_at": clock()}
            await work.transaction.connection.execute(insert(table), row)
    clock.forward(timedelta(days=30))
    await store.housekeeping()
    assert len(await states(store)) == 2
    clock.forward(HOUR)
    await store.housekeeping()
    assert await states(store) == {"waiting": "waiting"}
