import asyncio
import time

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.sandbox.doors import SandboxRequest
from bot.sandbox.errors import Cut
from tests.sandbox.stage import AIGUL, SERGEY, Stage


async def test_a_cut_before_has_no_effect_and_a_cut_after_has(stage: Stage) -> None:
    await stage.say("бір")
    stage.api.faults.cut_before()
    with pytest.raises(Cut):
        await stage.api.call("sendMessage", {"chat_id": AIGUL, "text": "екі"})
    stage.api.faults.cut_after()
    with pytest.raises(Cut):
        await stage.api.call("sendMessage", {"chat_id": AIGUL, "text": "үш"})
    await stage.say("төрт")
    assert [message["text"] for message in stage.human.history(AIGUL)][1:] == ["бір", "үш", "төрт"]


async def test_a_fault_meets_the_calls_it_is_meant_for_as_often_as_ordered(stage: Stage) -> None:
    for person in (AIGUL, SERGEY):
        await stage.say(to=person)
    stage.api.faults.flood(7, times=2, method="sendMessage", chat_id=AIGUL)
    assert await stage.call("sendChatAction", chat_id=AIGUL, action="typing")
    await stage.say(to=SERGEY)
    for _ in range(2):
        status, body = await stage.api.call("sendMessage", {"chat_id": str(AIGUL), "text": "a"})
        assert (status, body["description"]) == (429, "Too Many Requests: retry after 7")
        assert body["parameters"] == {"retry_after": 7}
    await stage.say()
    stage.api.faults.broken(times=None)
    for _ in range(3):
        assert await stage.refused("getMe") == "502 Bad Gateway"
    stage.api.faults.clear()
    assert await stage.call("getMe")
    assert not stage.api.refusals


async def test_a_slow_answer_takes_its_time(stage: Stage) -> None:
    stage.api.faults.slow(0.05)
    began = time.monotonic()
    await stage.call("getMe")
    assert time.monotonic() - began >= 0.05


async def test_a_malformed_update_has_its_place_in_the_queue(stage: Stage) -> None:
    stage.human.say(AIGUL, AIGUL, "бір")
    number = stage.api.faults.malformed()
    stage.human.say(AIGUL, AIGUL, "екі")
    _, body = await stage.api.call("getUpdates")
    assert [update["update_id"] for update in body["result"]] == [number - 1, number, number + 1]
    with pytest.raises(TypeError):
        stage.updates()


async def test_an_update_comes_again_after_it_was_confirmed(stage: Stage) -> None:
    stage.api.faults.twice()
    stage.human.say(AIGUL, AIGUL, "бір")
    stage.human.say(AIGUL, AIGUL, "екі")
    first, second = await stage.call("getUpdates")
    assert await stage.call("getUpdates", offset=second["update_id"] + 1) == [first]
    assert await stage.call("getUpdates", offset=second["update_id"] + 1) == []


async def test_updates_come_out_of_order(stage: Stage) -> None:
    stage.api.faults.swapped()
    stage.human.say(AIGUL, AIGUL, "бір")
    assert await stage.call("getUpdates") == []
    stage.human.say(AIGUL, AIGUL, "екі")
    stage.human.say(AIGUL, AIGUL, "үш")
    texts = [update["message"]["text"] for update in await stage.call("getUpdates")]
    assert texts == ["екі", "бір", "үш"]


@pytest.mark.filterwarnings("ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning")
async def test_in_process_the_bot_meets_the_errors_it_would_meet_on_the_wire(stage: Stage) -> None:
    bot = Bot(stage.api.token, request=SandboxRequest(stage.api), get_updates_request=SandboxRequest(stage.api, None))
    await bot.initialize()
    for order in (stage.api.faults.cut_before, stage.api.faults.cut_after, stage.api.faults.broken):
        order()
        with pytest.raises(NetworkError):
            await bot.get_me()
    stage.api.faults.flood(3)
    with pytest.raises(RetryAfter):
        await bot.get_me()
    stage.human.say(AIGUL, AIGUL, "/start")
    stage.api.faults.slow(1, method="sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(AIGUL, "кеш", read_timeout=0.01)
    assert stage.human.history(AIGUL)[-1]["text"] == "кеш"
    poll = asyncio.create_task(bot.get_updates(offset=stage.world.updates.next_id, timeout=50))
    await asyncio.sleep(0)
    stage.human.say(AIGUL, AIGUL, "енді")
    assert (await poll)[0].message
