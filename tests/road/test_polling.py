import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from aiohttp import web

from bot.updates import WANTED
from tests.road.polled import World, events
from tests.road.stand_ins import (
    cuts,
    fine,
    message,
    until,
)


async def test_updates_are_asked_for_handled_and_then_confirmed(world: World) -> None:
    world.telegram.put(message(10), message(11))
    async with world.at_work():
        await until(lambda: len(world.seen) == 2)
        world.telegram.put(message(12))
        await until(lambda: len(world.seen) == 3)
        await until(lambda: 13 in world.telegram.offsets())
    (_, first), (_, second), (_, third), *_ = world.telegram.asked[1:]
    assert first == {"drop_pending_updates": False}
    assert second == {"offset": 0, "limit": 100, "timeout": 30, "allowed_updates": list(WANTED)}
    assert third["offset"] == 12
    assert world.inbox.writes == []


async def test_nothing_is_confirmed_before_the_road_has_it(world: World) -> None:
    world.slow[10] = 0.3
    world.telegram.put(message(10))
    async with world.at_work():
        await until(lambda: world.telegram.polls == 1)
        await asyncio.sleep(0.1)
        assert world.telegram.offsets() == [0]
        await until(lambda: world.telegram.offsets() == [0, 11])
        assert world.seen == [10]


async def test_a_slow_update_holds_the_next_batch_for_the_grace_only(world: World) -> None:
    world.slow[10] = 2.0
    world.telegram.put(message(10, chat=1), message(11, chat=2))
    async with world.at_work():
        await until(lambda: world.seen == [11])
        world.telegram.put(message(12, chat=3))
        began = time.monotonic()
        await until(lambda: 12 in world.seen)
        assert time.monotonic() - began < 0.8
        assert set(world.inbox.rows) == {10}
        assert world.seen == [11, 12]
    await world.road.finish(0)


async def test_stopping_ends_the_long_poll_at_once(world: World) -> None:
    async with world.at_work() as running:
        await until(lambda: world.telegram.polls == 1)
        world.stop.set()
        began = time.monotonic()
        await running
        assert time.monotonic() - began < 0.5
    assert world.telegram.offsets() == [0]  # there was nothing to say goodbye with


async def test_stopping_waits_for_the_batch_in_hand_and_confirms_it(world: World) -> None:
    world.slow[10] = 0.2
    world.telegram.put(message(10))
    async with world.at_work() as running:
        await until(lambda: world.telegram.polls == 1)
        world.telegram.put(message(11))
        world.stop.set()
        await running
    assert world.seen == [10]
    method, last = world.telegram.asked[-1]
    assert (method, last["offset"], last["limit"], last["timeout"]) == ("getUpdates", 11, 1, 0)
    assert [one["update_id"] for one in world.telegram.updates] == [11]  # left for the next start


async def test_stopping_does_not_confirm_what_the_road_does_not_take(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling.LAST_BATCH", 0.05)

    class FullRoad:
        async def take(self, raw: Sequence[Mapping[str, Any]], grace: float) -> None:
            await asyncio.Event().wait()

    world.telegram.put(message(10))
    async with world.at_work(FullRoad()):
        await until(lambda: world.telegram.polls == 1)
        await asyncio.sleep(0.05)
    assert world.telegram.offsets() == [0]
    assert [one["update_id"] for one in world.telegram.updates] == [10]


async def test_a_last_word_that_fails_is_told_and_not_insisted_on(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.slow[10] = 0.2
    world.telegram.put(message(10))
    async with world.at_work():
        await until(lambda: world.telegram.polls == 1)
        world.telegram.plan("getUpdates", cuts)
    assert events(caplog) == ["last batch not confirmed"]


async def test_a_last_word_that_hangs_is_not_waited_for(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling.LAST_WORD", 0.1)

    async def hangs(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(60)
        return fine([])

    world.slow[10] = 0.2
    world.telegram.put(message(10))
    async with world.at_work():
        await until(lambda: world.telegram.polls == 1)
        world.telegram.plan("getUpdates", hangs)
    assert events(caplog) == ["last batch not confirmed"]


async def test_a_road_that_is_finishing_leaves_the_batch_to_the_next_start(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    async with world.at_work():
        await until(lambda: world.telegram.polls == 1)
        await world.road.finish()
        world.telegram.put(message(10))
        await until(lambda: world.telegram.polls >= 3)
    assert world.seen == []
    assert [one["update_id"] for one in world.telegram.updates] == [10]
    assert events(caplog) == []
