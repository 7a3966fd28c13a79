import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, StatementError

from core.store.inbox import Inbox
from core.store.tables import applied, marks, unreadable
from core.store.transaction import Cause
from core.store.work import Store, Work
from tests.databases import HandClock


async def mark(store: Store, name: str = "a") -> str | None:
    async with store.reading() as work:
        return await work.marks.get(name)


async def fail(store: Store, once: Cause | None = None) -> None:
    async with store.writing(once=once) as work:
        await work.marks.set("a", "1")
        raise RuntimeError


async def append(work: Work, letter: str) -> None:
    if not work.repeated:
        await work.marks.set("a", (await work.marks.get("a") or "") + letter)


async def test_what_is_written_is_there_for_the_next_one(store: Store) -> None:
    assert await mark(store) is None
    async with store.writing() as work:
        await work.marks.set("a", "1")
    async with store.writing() as work:
        await work.marks.set("a", "2")
    assert await mark(store) == "2"


async def test_a_unit_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError):
        await fail(store)
    assert await mark(store) is None


async def test_a_second_delivery_is_told(store: Store) -> None:
    for _ in range(2):
        async with store.writing(Cause(7, 7)) as work:
            await append(work, "x")
    assert await mark(store) == "x"


async def test_a_failed_unit_leaves_its_update_free(store: Store) -> None:
    with pytest.raises(RuntimeError):
        await fail(store, Cause(7, 7))
    async with store.writing(Cause(7, 7)) as work:
        assert not work.repeated


async def test_two_acts_of_one_update_are_each_done_once(store: Store) -> None:
    for _ in range(2):
        for act in ("tick", "close"):
            async with store.writing(Cause(7, 7), act) as work:
                await append(work, act[0])
    assert await mark(store) == "tc"


async def test_what_has_been_overtaken_is_as_good_as_done(store: Store) -> None:
    async with store.writing(Cause(7, 12), "language"):
        pass
    for cause, act, repeated in (
        (Cause(7, 11), "language", True),
        (Cause(7, 11), "dialogue", False),
        (Cause(8, 11), "language", False),
        (Cause(7, 13), "language", False),
        (Cause(7, 12), "language", True),
    ):
        async with store.writing(cause, act) as work:
            assert work.repeated == repeated


async def test_a_numbering_that_began_anew_is_not_taken_for_an_old_one(store: Store, clock: HandClock) -> None:
    """Telegram may do that after a week; the bot was not running, so nobody has kept house."""
    async with store.writing(Cause(7, 12)):
        pass
    clock.forward(timedelta(days=7))
    for repeated in (False, True):
        async with store.writing(Cause(7, 3)) as work:
            assert work.repeated == repeated


async def test_two_workers_given_the_same_update_write_once(store: Store, database_url: str, clock: HandClock) -> None:
    other = await Store.open(database_url, clock)

    async def deliver(to: Store) -> bool:
        async with to.writing(Cause(7, 7)) as work:
            await asyncio.sleep(0.05)
            await append(work, "x")
            return work.repeated

    assert sorted(await asyncio.gather(deliver(store), deliver(other))) == [False, True]
    assert await mark(store) == "x"
    await other.close()


async def test_a_worker_takes_over_from_one_that_rolled_back(store: Store, database_url: str, clock: HandClock) -> None:
    other = await Store.open(database_url, clock)
    begun = asyncio.Event()

    async def fail_slowly() -> None:
        async with store.writing(Cause(7, 7)) as work:
            await append(work, "x")
            begun.set()
            await asyncio.sleep(0.1)
            raise RuntimeError

    async def succeed() -> None:
        await begun.wait()
        async with other.writing(Cause(7, 7)) as work:
            await append(work, "y")

    failed, _ = await asyncio.gather(fail_slowly(), succeed(), return_exceptions=True)
    assert isinstance(failed, RuntimeError)
    assert await mark(store) == "y"
    await other.close()


async def test_a_unit_that_is_cancelled_leaves_nothing_and_locks_nobody(store: Store) -> None:
    begun = asyncio.Event()

    async def wait_for_ever() -> None:
        async with store.writing(Cause(7, 7)) as work:
            await append(work, "x")
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(wait_for_ever())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.writing(Cause(7, 7)) as work:
        await append(work, "y")
    assert await mark(store) == "y"


async def test_many_writers_at_once_lose_nothing(store: Store) -> None:
    async def add(number: int) -> None:
        async with store.writing(Cause(number, number)) as work:
            await work.marks.set(str(number), "x")

    await asyncio.gather(*(add(number) for number in range(40)))
    async with store.reading() as work:
        counted = await work.transaction.connection.execute(select(func.count()).select_from(marks))
    assert counted.scalar() == 40


async def test_a_reading_unit_sees_one_moment(store: Store) -> None:
    async with store.reading() as reader:
        assert await reader.marks.get("a") is None
        async with store.writing() as writer:
            await writer.marks.set("a", "1")
        assert await reader.marks.get("a") is None
    assert await mark(store) == "1"


async def test_a_reading_unit_cannot_write(store: Store) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        async with store.reading() as work:
            await work.marks.set("a", "1")
    async with store.writing() as work:  # the same connection, when it comes back, may write again
        await work.marks.set("a", "2")


async def test_what_was_applied_is_remembered_for_two_days(store: Store, clock: HandClock) -> None:
    async def left() -> list[int]:
        await store.housekeeping()
        async with store.reading() as work:
            return list(
                (
                    await work.transaction.connection.execute(select(applied.c.update_id).order_by(applied.c.update_id))
                ).scalars()
            )

    async with store.writing(Cause(1, 1)):
        pass
    clock.forward(timedelta(hours=47, minutes=59))
    async with store.writing(Cause(2, 2)):
        pass
    assert await left() == [1, 2]
    clock.forward(timedelta(minutes=2))
    assert await left() == [2]


async def test_what_could_not_be_read_is_kept_for_a_month(store: Store, clock: HandClock) -> None:
    async def left() -> list[int]:
        await store.housekeeping()
        async with store.reading() as work:
            return list((await work.transaction.connection.execute(select(unreadable.c.update_id))).scalars())

    await Inbox(store).unreadable(1, "", "")
    clock.forward(timedelta(days=29))
    assert await left() == [1]
    clock.forward(timedelta(days=2))
    assert await left() == []


async def test_moments_come_back_aware_and_in_utc(store: Store) -> None:
    astana = timezone(timedelta(hours=5))
    row = {"update_id": 1, "shape": "", "reason": "", "at": datetime(2026, 3, 2, 14, 30, tzinfo=astana)}
    async with store.writing() as work:
        await work.transaction.connection.execute(insert(unreadable), row)
    async with store.reading() as work:
        found = (await work.transaction.connection.execute(select(unreadable.c.at))).scalar_one()
    assert found == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert found.tzinfo is UTC


async def test_a_moment_without_its_zone_is_refused(store: Store) -> None:
    row = {"update_id": 1, "shape": "", "reason": "", "at": datetime(2026, 3, 2, 14, 30)}  # noqa: DTZ001  # the point
    with pytest.raises(StatementError, match="needs its time zone"):
        async with store.writing() as work:
            await work.transaction.connection.execute(insert(unreadable), row)


async def test_a_question_does_not_wait_for_ever(store: Store, clock: HandClock) -> None:
    async with store.writing() as work:
        await work.dialogues.begin(7, 7, "town", {})
    clock.forward(timedelta(hours=22))
    async with store.writing() as work:
        await work.dialogues.begin(8, 8, "town", {})
    clock.forward(timedelta(hours=2))
    await store.housekeeping()
    async with store.reading() as work:
        assert (await work.dialogues.find(7, 7)).dialogue is None
        assert (await work.dialogues.find(8, 8)).dialogue is not None
