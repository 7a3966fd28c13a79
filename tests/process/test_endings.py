"""The program is told to end at bad moments, and Telegram is away for a while."""

import asyncio
import signal
import time
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.human import Human
from tests.process.running import Program, calls, free_port, program, telegram, until
from tests.road.stand_ins import message
from tests.talk import SERGEY, Sky, text_of

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": "a-secret-of-ours"}


def hook(port: int) -> dict[str, str]:
    return {
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        "WEBHOOK_SECRET": HEADERS["X-Telegram-Bot-Api-Secret-Token"],
    }


def answers(sky: Sky) -> str:
    return "".join(text_of(each) for each in Human(sky.world).history(SERGEY) if each["from"]["is_bot"])


async def ended(running: Program, how: signal.Signals) -> float:
    """Seconds until it has ended, in peace."""
    began = time.monotonic()
    assert await running.end(how) == 0
    took = time.monotonic() - began
    assert "Traceback" not in await running.rest()
    return took


@pytest.mark.parametrize(("hooked", "how"), [(True, signal.SIGTERM), (False, signal.SIGINT)])
async def test_a_start_that_telegram_keeps_waiting_can_be_ended(
    tmp_path: Path, hooked: bool, how: signal.Signals
) -> None:
    sky = Sky.new()
    sky.api.faults.slow(60, times=None, method="setWebhook" if hooked else "getMe")
    async with telegram(sky) as settings, program(tmp_path, **settings, **(hook(free_port()) if hooked else {})) as one:
        await until(lambda: calls(sky.api, "setWebhook" if hooked else "getMe") == 1, "kept waiting")
        assert await ended(one, how) < 20  # it takes one, on a busy machine more; the call hangs for a minute


async def test_a_call_that_hangs_does_not_hold_up_the_end(tmp_path: Path) -> None:
    """A container gives ten seconds, and we wait for six; on a busy machine all else takes longer. The call hangs
    for a minute. By polling and by webhook at once, for the waiting is the same.
    """

    async def one(name: str, more: dict[str, str]) -> float:
        sky = Sky.new()
        folder = tmp_path / name
        folder.mkdir()
        async with telegram(sky) as settings, program(folder, **settings, **more) as running:
            await running.says("is at work")
            sky.api.faults.slow(60, times=None, method="sendMessage")
            Human(sky.world).say(SERGEY, SERGEY, "/help")
            await until(lambda: calls(sky.api, "sendMessage") == 1, "the answer begun")
            return await ended(running, signal.SIGTERM)

    took = await asyncio.gather(one("polling", {}), one("webhook", hook(free_port())))
    assert max(took) < 20


async def test_while_telegram_cannot_be_reached_no_answer_is_lost(tmp_path: Path) -> None:
    sky, port, api_port = Sky.new(), free_port(), free_port()
    human = Human(sky.world)
    human.say(SERGEY, SERGEY, "/start")
    update = message(900_000_001, chat=SERGEY, text="/score Темиртау")
    update["message"]["entities"] = [{"type": "bot_command", "offset": 0, "length": 6}]
    update["message"]["from"]["language_code"] = "ru"
    async with aiohttp.ClientSession() as caller:
        async with telegram(sky, api_port) as settings:
            running = program(tmp_path, **settings, **hook(port))
            bot = await running.__aenter__()
            await bot.says("is at work")
            await until(lambda: answers(sky) != "", "greeted")
        began = time.monotonic()
        async with caller.post(f"http://127.0.0.1:{port}/hook", json=update, headers=HEADERS) as reply:
            assert reply.status == 200
        assert time.monotonic() - began < 20
        await bot.logs("answer put off")
        async with telegram(sky, api_port):
            await until(lambda: "высокий" in answers(sky), "answered")
            assert await bot.end(signal.SIGTERM) == 0
        await running.__aexit__(None, None, None)
