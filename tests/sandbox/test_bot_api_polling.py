import asyncio
from typing import Any

import pytest

from tests.sandbox.stage import AIGUL, Stage


async def ids(stage: Stage, **params: Any) -> list[int]:
    return [update["update_id"] for update in await stage.call("getUpdates", **params)]


async def test_updates_come_again_until_they_are_confirmed(stage: Stage) -> None:
    for text in "абвг":
        stage.human.say(AIGUL, AIGUL, text)
    first, second, third, fourth = await ids(stage)
    assert await ids(stage, limit=2) == [first, second]
    assert await ids(stage, offset=third) == [third, fourth]
    assert await ids(stage) == [third, fourth]
    assert await ids(stage, offset=-1) == [fourth]
    assert await ids(stage) == [fourth]
    assert await ids(stage, offset=fourth + 1) == []
    assert await ids(stage, offset=-5) == []


async def test_a_long_poll_waits_for_the_next_update(stage: Stage) -> None:
    poll = asyncio.create_task(stage.call("getUpdates", timeout=50))
    await asyncio.sleep(0)
    stage.human.say(AIGUL, AIGUL, "/start")
    (update,) = await poll
    assert update["message"]["text"] == "/start"


async def test_a_long_poll_ends_empty_in_its_time(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sandbox.polling.LONGEST", 0.01)
    assert await ids(stage, timeout=50) == []
    assert stage.api.polling.poll is None


async def test_of_two_pollers_the_first_is_sent_away(stage: Stage) -> None:
    first = asyncio.create_task(stage.refused("getUpdates", timeout=50))
    await asyncio.sleep(0)
    second = asyncio.create_task(stage.call("getUpdates", timeout=50))
    assert await first == (
        "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    stage.human.say(AIGUL, AIGUL, "/start")
    assert len(await second) == 1
    assert not stage.api.refusals


async def test_a_poller_that_gives_up_leaves_nothing_behind(stage: Stage) -> None:
    poll = asyncio.create_task(stage.call("getUpdates", timeout=50))
    await asyncio.sleep(0)
    poll.cancel()
    await asyncio.wait([poll])
    assert stage.api.polling.poll is None
    assert stage.world.updates.listeners == []


async def test_polling_and_a_webhook_exclude_each_other(stage: Stage) -> None:
    poll = asyncio.create_task(stage.refused("getUpdates", timeout=50))
    await asyncio.sleep(0)
    assert await stage.call("setWebhook", url="https://bot.kz/hook") is True
    assert await poll == "409 Conflict: terminated by setWebhook request"
    assert "can't use getUpdates method while webhook is active" in await stage.refused("getUpdates")
    assert await stage.call("deleteWebhook") is True
    assert await ids(stage) == []


async def test_the_kinds_once_asked_for_stay(stage: Stage) -> None:
    await ids(stage, allowed_updates=["callback_query"])
    await ids(stage)
    stage.human.say(AIGUL, AIGUL, "/start")
    assert await ids(stage) == []


@pytest.mark.parametrize("given", [{"limit": 0}, {"limit": 101}, {"limit": "many"}, {"timeout": 1.5}])
async def test_a_poll_is_checked(stage: Stage, given: Any) -> None:
    assert (await stage.refused("getUpdates", **given)).startswith("400 ")


async def test_webhook_info(stage: Stage) -> None:
    assert (await stage.call("getWebhookInfo")) == {
        "url": "", "has_custom_certificate": False, "pending_update_count": 0,
    }  # fmt: skip
    stage.human.say(AIGUL, AIGUL, "/start")
    await stage.call(
        "setWebhook",
        url="https://bot.kz/hook",
        secret_token="s-1",
        max_connections=7,
        allowed_updates=["message"],
        ip_address="10.0.0.1",
    )
    info = await stage.call("getWebhookInfo")
    assert info == {
        "url": "https://bot.kz/hook", "has_custom_certificate": False, "pending_update_count": 1,
        "max_connections": 7, "allowed_updates": ["message"], "ip_address": "10.0.0.1",
    }  # fmt: skip
    await stage.call("setWebhook", url="", drop_pending_updates=True)
    info = await stage.call("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("", 0)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"url": "http://bot.kz/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://bot.kz:8080/"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "https://bot.kz/", "secret_token": "құпия"}, "secret token contains unallowed characters"),
        ({"url": "https://bot.kz/", "max_connections": 101}, "must have 1-100 value, has 101"),
    ],
)
async def test_a_webhook_is_checked(stage: Stage, given: Any, refusal: str) -> None:
    assert refusal in await stage.refused("setWebhook", **given)
