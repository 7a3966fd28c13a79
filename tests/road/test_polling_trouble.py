import asyncio
import logging
import time

import pytest
from aiohttp import web

from bot.polling import Polling, TokenRefused, back_off, seconds
from tests.road.polled import World, events
from tests.road.stand_ins import (
    TOKEN,
    cuts,
    fine,
    message,
    refused,
    says,
    telegram_bot,
    until,
)


async def test_an_outage_is_told_once_and_so_is_its_end(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "monoqala.polling")
    bad_gateway = says(lambda: web.Response(status=502, text="<html>"))
    world.telegram.plan("getUpdates", *[cuts, bad_gateway] * 10)
    world.telegram.put(message(10))
    async with world.at_work():
        await until(lambda: world.seen)
    assert events(caplog) == ["Telegram cannot be reached", "polling goes on"]
    assert caplog.records[-1].__dict__["tries"] == 20
    assert len(world.pauses.taken) == 20
    assert max(world.pauses.taken[:3]) <= 2
    assert 15 <= min(world.pauses.taken[8:]) <= max(world.pauses.taken) <= 30
    assert len(set(world.pauses.taken[8:])) > 1
    assert TOKEN not in caplog.text


async def test_an_answer_that_cannot_be_read_is_an_outage(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.telegram.plan("getUpdates", says(lambda: web.Response(text="{")), says(lambda: fine({"no": "list"})))
    world.telegram.put(message(10))
    async with world.at_work():
        await until(lambda: world.seen)
    assert events(caplog) == ["Telegram cannot be reached"]


async def test_a_batch_without_any_number_is_not_fetched_in_a_busy_loop(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.telegram.plan("getUpdates", *[says(lambda: fine([{"message": "?"}, 7]))] * 3)
    world.telegram.put(message(10))
    async with world.at_work():
        await until(lambda: world.seen)
    assert len(world.pauses.taken) == 3
    assert list(world.inbox.strange) == [0]


async def test_an_unreadable_update_is_passed_over_for_good(world: World) -> None:
    world.telegram.put({"update_id": 10, "message": {"date": []}}, message(11))
    async with world.at_work():
        await until(lambda: world.seen == [11])
    assert list(world.inbox.strange) == [10]
    assert world.telegram.updates == []


async def test_the_wait_that_telegram_asks_for_is_kept(world: World, caplog: pytest.LogCaptureFixture) -> None:
    flood = says(lambda: refused(429, "Too Many Requests: retry after 17", retry_after=17))
    world.telegram.plan("getUpdates", flood)
    world.telegram.put(message(10))
    async with world.at_work():
        await until(lambda: world.seen)
    assert world.pauses.taken == [17]
    assert events(caplog) == ["Telegram asks for a pause"]


async def test_another_copy_is_told_of_and_waited_out(world: World, caplog: pytest.LogCaptureFixture) -> None:
    other = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    world.telegram.plan("getUpdates", *[says(lambda: refused(409, other))] * 5)
    world.telegram.put(message(10))
    async with world.at_work():
        await until(lambda: world.seen)
    assert events(caplog) == ["another copy of the bot is polling"]
    assert min(world.pauses.taken) >= 2.5


async def test_a_webhook_set_meanwhile_is_told_of(world: World, caplog: pytest.LogCaptureFixture) -> None:
    hooked = (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    world.telegram.plan("getUpdates", says(lambda: refused(409, hooked)))
    world.telegram.put(message(10))
    async with world.at_work():
        await until(lambda: world.seen)
    assert events(caplog) == ["a webhook was set elsewhere for this bot"]


async def test_a_token_that_is_refused_ends_polling(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.telegram.plan("getUpdates", says(lambda: refused(401, "Unauthorized")))
    async with world.telegram.serve() as url, telegram_bot(url) as bot:
        with pytest.raises(TokenRefused, match="BOT_TOKEN") as caught:
            await world.polling(bot).run(world.stop)
    assert TOKEN not in str(caught.value)
    assert events(caplog) == []


async def test_a_token_that_is_refused_from_the_start_ends_polling_too(world: World) -> None:
    world.telegram.plan("deleteWebhook", says(lambda: refused(401, "Unauthorized")))
    async with world.telegram.serve() as url:
        bot = telegram_bot(url)
        await bot.request.initialize()  # unlike the whole bot, it does not ask who it is
        with pytest.raises(TokenRefused):
            await world.polling(bot).run(world.stop)
        await bot.request.shutdown()


async def test_not_found_is_a_server_on_the_way_and_is_waited_out(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.telegram.plan("getUpdates", says(lambda: web.Response(status=404, text="no such site")))
    world.telegram.put(message(10))
    async with world.at_work():
        await until(lambda: world.seen)
    assert events(caplog) == ["Telegram cannot be reached"]


async def test_the_webhook_is_removed_with_patience(world: World) -> None:
    world.telegram.plan("deleteWebhook", cuts, cuts)
    world.telegram.put(message(10))
    async with world.at_work():
        await until(lambda: world.seen)
    assert [method for method, _ in world.telegram.asked].count("deleteWebhook") == 3


async def test_updates_that_cannot_be_stored_are_not_confirmed(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.slow[10] = 0.7
    world.inbox.trouble = OSError("no space left")
    world.telegram.put(message(10))
    async with world.at_work():
        await until(lambda: events(caplog))
        assert world.seen == []
        await until(lambda: world.seen == [10])
        await until(lambda: world.telegram.offsets()[-1] == 11)
    assert events(caplog) == ["updates neither handled nor stored"]
    assert caplog.records[0].exc_info is not None
    assert world.seen == [10]


async def test_stopping_ends_an_outage_too(world: World) -> None:
    async with world.telegram.serve() as url, telegram_bot(url) as bot:
        world.telegram.plan("getUpdates", cuts)
        running = asyncio.create_task(Polling(bot, world.road).run(world.stop))
        await until(lambda: not world.telegram.planned["getUpdates"])
        world.stop.set()
        began = time.monotonic()
        await running
        assert time.monotonic() - began < 0.3


def test_patience_grows_to_a_limit_and_is_never_in_step() -> None:
    for tries in (1, 5, 1000):
        waits = {back_off(tries, 0.5) for _ in range(50)}
        assert len(waits) > 40
        longest = min(30, 0.5 * 2 ** (tries - 1))
        assert longest / 2 <= min(waits) <= max(waits) <= longest


@pytest.mark.filterwarnings("ignore:.*retry_after")
@pytest.mark.parametrize("choice", ["0", "1"])
def test_a_span_of_time_is_read_in_either_type(choice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from telegram.error import RetryAfter

    monkeypatch.setenv("PTB_TIMEDELTA", choice)
    assert seconds(RetryAfter(4)) == 4.0
