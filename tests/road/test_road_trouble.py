"""The road when it is full, when nothing can be stored, and when the bot stops or starts again."""

import asyncio

import pytest

from bot.ordering import Lanes
from bot.road import Closed, Road
from tests.road.stand_ins import Desk, MemoryInbox, message, until, wire


async def test_when_nothing_can_be_stored_the_update_is_not_taken(road: Road, desk: Desk, inbox: MemoryInbox) -> None:
    inbox.trouble = OSError("no space")
    with pytest.raises(OSError, match="no space"):
        await road.take([message(1, text="100")], 0.01)
    inbox.trouble = None
    await road.take([message(1, text="100")], 1)  # delivered again, it joins
    assert desk.handled == [1]


async def test_a_record_that_fails_is_not_taken_either(road: Road, inbox: MemoryInbox) -> None:
    inbox.trouble = OSError("no space")
    with pytest.raises(OSError, match="no space"):
        await road.take([{"update_id": 1, "message": 7}], 1)


async def test_a_drop_that_fails_is_told(
    road: Road, desk: Desk, inbox: MemoryInbox, caplog: pytest.LogCaptureFixture
) -> None:
    await road.take([message(1, text="500")], 0.01)
    inbox.trouble = OSError("no space")
    await until(lambda: caplog.records)
    assert caplog.records[0].getMessage() == "update handled and not dropped"
    assert desk.handled == [1]


async def test_what_waited_comes_before_what_is_new(desk: Desk) -> None:
    inbox = MemoryInbox((number, wire(message(number, text="20"))) for number in (11, 12))
    road = Road(desk.handle, inbox, Lanes())
    await road.resume()
    inbox.ours.clear()
    await road.resume()
    await road.take([message(12, text="20"), message(13)], 1)
    assert desk.handled == [11, 12, 13]
    await until(lambda: not inbox.rows)


@pytest.mark.parametrize("body", [b"{", b'{"update_id": 11, "message": 7}'])
async def test_what_waited_and_cannot_be_read_any_more_is_recorded(desk: Desk, body: bytes) -> None:
    inbox = MemoryInbox([(11, body), (12, wire(message(12)))])
    await Road(desk.handle, inbox, Lanes()).resume()
    await until(lambda: desk.handled)
    assert list(inbox.strange) == [11]
    await until(lambda: not inbox.rows)


async def test_a_full_road_lets_nobody_in(desk: Desk, inbox: MemoryInbox) -> None:
    road = Road(desk.handle, inbox, Lanes(), waiting_at_most=3)
    await road.take([message(number, text="50") for number in (1, 2, 3)], 0.01)
    later = [asyncio.create_task(road.take([message(number)], 1)) for number in (4, 5)]
    await asyncio.sleep(0.02)
    assert set(inbox.rows) == {1, 2, 3}
    await asyncio.gather(*later)
    assert desk.handled == [1, 2, 3, 4, 5]


async def test_stopping_turns_away_whoever_waits_for_room(desk: Desk, inbox: MemoryInbox) -> None:
    road = Road(desk.handle, inbox, Lanes(), waiting_at_most=1)
    await road.take([message(1, text="60000")], 0.01)
    later = asyncio.create_task(road.take([message(2)], 1))
    await asyncio.sleep(0.01)
    await road.finish(0.05)
    async with asyncio.timeout(1):
        with pytest.raises(Closed):
            await later
        with pytest.raises(Closed):
            await road.take([message(3)], 1)
    assert set(inbox.rows) == {1}


async def test_stopping_finishes_what_began_and_stores_the_rest(road: Road, desk: Desk, inbox: MemoryInbox) -> None:
    taking = asyncio.create_task(road.take([message(1, text="1500"), message(2), message(3, chat=8)], 20))
    await until(lambda: desk.begun)
    await road.finish(2)
    assert desk.handled == [3, 1]
    await taking  # whoever waits learns that all is handled or stored
    assert set(inbox.rows) == {2}


async def test_stopping_stores_what_does_not_end(road: Road, desk: Desk, inbox: MemoryInbox) -> None:
    taking = asyncio.create_task(road.take([message(1, text="60000")], 20))
    await until(lambda: desk.begun)
    taking.cancel()
    await road.finish(0.05)
    assert desk.handled == []
    assert set(inbox.rows) == {1}


async def test_nothing_is_written_by_a_calm_stop(road: Road, inbox: MemoryInbox) -> None:
    await road.take([message(1)], 1)
    await road.finish()
    assert inbox.writes == []
