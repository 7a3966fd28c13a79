import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ordering import Lanes
from bot.road import Road, number_of
from bot.updates import Update, parse, parse_stored, shape
from core.store.inbox import Inbox
from core.store.work import Store
from tests.road.stand_ins import Desk, MemoryInbox, message, until


async def test_an_update_that_is_handled_in_time_writes_nothing(road: Road, desk: Desk, inbox: MemoryInbox) -> None:
    await road.take([message(1), message(2), message(3, chat=8)], 1)
    assert sorted(desk.handled) == [1, 2, 3]
    assert inbox.writes == []


async def test_taking_nothing_returns_at_once(road: Road) -> None:
    await road.take([], 1)


async def test_the_unhandled_rest_is_stored_in_one_write_and_dropped_when_handled(
    road: Road, desk: Desk, inbox: MemoryInbox
) -> None:
    slow = [message(number, text="400") for number in (2, 3)]
    began = time.monotonic()
    await road.take([message(1, chat=9), *slow], 0.05)
    assert time.monotonic() - began < 0.35
    assert desk.handled == [1]
    assert inbox.writes == ["keep 2"]
    assert [parse_stored(body) for body in inbox.rows.values()] == [parse(one) for one in slow]
    await until(lambda: not inbox.rows)
    assert desk.handled == [1, 2, 3]
    assert inbox.writes == ["keep 2", "drop", "drop"]


async def test_one_slow_chat_does_not_delay_the_others(road: Road, desk: Desk) -> None:
    began = time.monotonic()
    await road.take([message(1, chat=1, text="3000"), *(message(n, chat=n) for n in range(2, 50))], 0.1)
    assert desk.handled == list(range(2, 50))
    await road.take([message(50, chat=50)], 0.1)
    assert time.monotonic() - began < 0.3
    assert 50 in desk.handled
    await road.finish(0)


async def test_an_answered_update_is_not_handled_again(road: Road, desk: Desk) -> None:
    await road.take([message(1)], 1)
    await road.take([message(1), message(2)], 1)
    assert desk.handled == [1, 2]


async def test_a_repetition_joins_what_is_underway(road: Road, desk: Desk) -> None:
    first = asyncio.create_task(road.take([message(1, text="100")], 1))
    await until(lambda: desk.begun)
    await road.take([message(1, text="100"), message(1, text="100")], 1)
    assert desk.handled == [1]
    await first
    assert desk.begun == [1]


async def test_a_repetition_of_what_is_stored_is_not_stored_twice(road: Road, inbox: MemoryInbox) -> None:
    await road.take([message(1, text="150")], 0.01)
    await road.take([message(1, text="150")], 0.01)
    assert inbox.writes == ["keep 1"]
    await until(lambda: not inbox.rows)


async def test_the_memory_of_answered_updates_is_bounded(desk: Desk, inbox: MemoryInbox) -> None:
    road = Road(desk.handle, inbox, Lanes(), remembered=2)
    await road.take([message(1), message(2), message(3)], 1)
    await road.take([message(3), message(2), message(1)], 1)
    assert desk.handled == [1, 2, 3, 1]


async def test_what_is_handled_while_it_is_being_stored_does_not_stay(road: Road, inbox: MemoryInbox) -> None:
    inbox.slow = 0.1
    await road.take([message(1, text="50")], 0.01)
    assert inbox.writes == ["keep 1", "drop"]
    assert not inbox.rows


async def test_two_deliveries_that_store_the_same_leave_nothing_behind(road: Road, inbox: MemoryInbox) -> None:
    inbox.slow = 0.04
    await asyncio.gather(road.take([message(1, text="60")], 0.01), road.take([message(1, text="60")], 0.03))
    await until(lambda: not inbox.rows)


@pytest.mark.parametrize("trouble", [ZeroDivisionError(), asyncio.CancelledError()])
async def test_a_crash_is_logged_and_the_lane_goes_on(
    road: Road, desk: Desk, inbox: MemoryInbox, caplog: pytest.LogCaptureFixture, trouble: BaseException
) -> None:
    desk.trouble[1] = trouble
    await road.take([message(1), message(2)], 1)
    assert desk.handled == [2]
    assert inbox.writes == []
    [record] = caplog.records
    assert record.name == "monoqala.road"
    assert record.exc_info is not None
    assert record.exc_info[1] is trouble
    await road.take([message(1)], 1)
    assert desk.begun == [1, 2]  # a crash counts as handled


async def test_the_unreadable_is_recorded_without_values_and_passed_over(
    road: Road, desk: Desk, inbox: MemoryInbox, caplog: pytest.LogCaptureFixture
) -> None:
    strange = {"update_id": 2, "message": {"message_id": "жеті", "from": None, "text": "құпия", "x y": [1, 2, "3"]}}
    await road.take([message(1), strange, message(3)], 1)
    assert desk.handled == [1, 3]
    outline, reason = inbox.strange[2]
    assert outline == ("{update_id: int, message: {message_id: str, from: NoneType, text: str, x?y: [int, str]}}")
    assert "Expected `int`, got `str`" in reason
    [record] = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage() == "update unreadable"
    assert "құпия" not in str(record.__dict__)


@pytest.mark.parametrize("number", [None, "7", -1, 0, True, 2.5, 2**70])
async def test_an_update_without_a_true_number_is_recorded_under_none(
    road: Road, desk: Desk, inbox: MemoryInbox, number: Any
) -> None:
    await road.take([{**message(1), "update_id": number}, message(2)], 1)
    assert list(inbox.strange) == [0]
    assert desk.handled == [2]


@pytest.mark.parametrize("raw", [[], 7, "text", None, {}])
async def test_what_is_no_update_at_all_is_recorded(road: Road, inbox: MemoryInbox, raw: Any) -> None:
    await road.take([raw], 1)
    assert list(inbox.strange) == [0]


async def test_an_update_of_a_kind_we_do_not_know_is_handled(road: Road, desk: Desk) -> None:
    await road.take([{"update_id": 4, "something_new": {"id": 1}}], 1)
    assert desk.handled == [4]


def test_a_shape_is_bounded() -> None:
    deep: Any = "text"
    for _ in range(100):
        deep = {"a": [deep]}
    assert shape(deep) == "{a: [{a: [{a: [dict]}]}]}"
    assert len(shape({f"key{number}": 1 for number in range(5000)})) == 2000


def test_a_number_is_read_only_from_an_object() -> None:
    assert number_of(message(5)) == 5
    assert number_of([5]) is None


chats = st.sampled_from([1, 2, -100])
deliveries = st.lists(st.lists(st.tuples(st.integers(1, 30), chats, st.integers(0, 4)), max_size=12), max_size=6)


@settings(max_examples=40, deadline=None)
@given(batches=deliveries, grace=st.sampled_from([0.0, 0.002, 1.0]), parallel=st.integers(1, 4))
def test_whatever_is_delivered_is_handled_once_and_in_the_order_of_its_chat(
    batches: list[list[tuple[int, int, int]]], grace: float, parallel: int
) -> None:
    """Batches arrive one after another, as from polling; a number may come again, in a batch or a later one."""
    first: dict[int, tuple[int, int]] = {}
    for batch in batches:
        for number, chat, milliseconds in batch:
            first.setdefault(number, (chat, milliseconds))
    expected: dict[int, list[int]] = defaultdict(list)
    for number, (chat, _) in first.items():
        expected[chat].append(number)
    handled: dict[int, list[int]] = defaultdict(list)

    async def handle(update: Update) -> None:
        assert update.message is not None
        assert update.message.text is not None
        await asyncio.sleep(int(update.message.text) / 1000)
        handled[update.message.chat.id].append(update.update_id)

    async def run() -> None:
        inbox = MemoryInbox()
        road = Road(handle, inbox, Lanes(parallel))
        for batch in batches:
            await road.take([message(number, first[number][0], str(first[number][1])) for number, _, _ in batch], grace)
        await road.finish(10)
        assert not inbox.rows

    asyncio.run(run())
    assert handled == expected


async def test_the_road_and_the_real_inbox_agree(store: Store) -> None:
    stuck = asyncio.Event()
    handled: list[int] = []

    async def handle(update: Update) -> None:
        await stuck.wait()
        handled.append(update.update_id)

    async def life(then: Callable[[Road], Awaitable[None]]) -> None:
        road = Road(handle, Inbox(store), Lanes())
        await road.resume()
        await then(road)
        await road.finish(0.5)

    await life(lambda road: road.take([message(1), {"update_id": 2, "message": 0}, message(3)], 0.05))
    assert [number for number, _ in await Inbox(store).claim(everything=True)] == [1, 3]
    stuck.set()
    await life(lambda road: road.take([message(3), message(4)], 1))
    assert handled == [1, 3, 4]
    assert await Inbox(store).claim(everything=True) == []
