"""One command: the sandbox without a token, polling with it, a webhook with an address."""

import asyncio
import functools
import signal
import socket
from pathlib import Path

import aiohttp
import orjson

from bot.sandbox.human import Human
from tests.process.running import calls, free_port, program, started, telegram, told, until
from tests.talk import AIGUL, SERGEY, Sky, text_of

TOKEN = "123456789:" + "A" * 35


def answers(sky: Sky, chat_id: int) -> list[str]:
    return [text_of(each) for each in Human(sky.world).history(chat_id) if each["from"]["is_bot"]]


def answered(sky: Sky, chat_id: int, expected: str) -> bool:
    return expected in "".join(answers(sky, chat_id))


async def test_without_a_token_the_sandbox_opens_and_ends_cleanly(tmp_path: Path) -> None:
    port = free_port()
    async with started(tmp_path, SANDBOX_PORT=str(port)) as running, aiohttp.ClientSession() as browser:
        assert f"http://127.0.0.1:{port}" in await running.says("Talk with the bot")
        async with browser.get(f"http://127.0.0.1:{port}/") as page:
            assert page.status == 200
        async with browser.get(f"http://127.0.0.1:{port}/api/gallery") as gallery:
            shown = await gallery.json()
            assert len(shown) > 30
            assert "●●●" in str(shown)
        assert await running.end(signal.SIGTERM) == 0
        assert "Traceback" not in await running.rest()
    assert (tmp_path / "var/sandbox.sqlite3").is_file()


async def test_polling_talks_with_telegram_and_remembers_over_a_restart(tmp_path: Path) -> None:
    sky = Sky.new()
    human = Human(sky.world)
    async with telegram(sky) as settings:
        async with started(tmp_path, **settings) as running:
            await running.says("@monoqala_bot is at work")
            human.say(SERGEY, SERGEY, "/start")
            await until(lambda: "Здравствуйте" in "".join(answers(sky, SERGEY)), "greeted")
            await running.logs("face shown")
            assert await running.end(signal.SIGTERM) == 0
            log = await running.rest()
            assert sky.api.token not in log
            [line] = [line for line in map(orjson.loads, log.splitlines()) if line["event"] == "update"]
            assert (line["route"], line["outcome"]) == ("Greet", "delivered")
            assert str(SERGEY) not in line["chat"]
        shown = calls(sky.api, "setMyCommands")
        human.say(AIGUL, AIGUL, "/score Теміртау")
        async with program(tmp_path, **settings) as running:
            await until(lambda: "жоғары" in "".join(answers(sky, AIGUL)), "answered")
            assert await running.end(signal.SIGINT) == 0
        assert len(answers(sky, SERGEY)) == 1  # what was confirmed is not answered again
        assert calls(sky.api, "setMyCommands") == shown  # nor is Telegram told again what it knows
    assert sky.api.refusals == []


async def test_killed_in_the_middle_nobody_is_left_without_an_answer(tmp_path: Path) -> None:
    sky = Sky.new()
    human = Human(sky.world)
    sky.api.faults.slow(1.5, times=None, method="sendMessage", chat_id=SERGEY)
    async with telegram(sky) as settings:
        async with program(tmp_path, **settings) as running:
            await running.says("is at work")
            for said in ("/start", "/help", "/privacy"):
                human.say(SERGEY, SERGEY, said)
            human.say(AIGUL, AIGUL, "/start")
            await until(lambda: len(answers(sky, AIGUL)) == 1, "the other chat answered")
            await asyncio.sleep(0.8)
            assert await running.end(signal.SIGKILL) != 0
        sky.api.faults.clear()
        async with program(tmp_path, **settings) as running:
            for expected in ("Здравствуйте", "Что я умею", "Что о вас хранится"):
                await until(functools.partial(answered, sky, SERGEY, expected), expected)
            assert await running.end(signal.SIGTERM) == 0


async def test_a_webhook_answers_and_finishes_what_it_began(tmp_path: Path) -> None:
    sky = Sky.new()
    human, port = Human(sky.world), free_port()
    async with telegram(sky) as settings, aiohttp.ClientSession() as browser:
        settings |= {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_LISTEN": f"127.0.0.1:{port}"}
        async with started(tmp_path, **settings) as running:
            await running.says("is at work")
            await until(lambda: calls(sky.api, "setWebhook") == 1, "webhook set")
            for place in ("health", "ready"):
                async with browser.get(f"http://127.0.0.1:{port}/{place}") as reply:
                    assert reply.status == 200
            async with browser.post(f"http://127.0.0.1:{port}/hook", json={"update_id": 1}) as reply:
                assert reply.status == 403
            human.say(SERGEY, SERGEY, "/score Темиртау")
            await until(lambda: "высокий" in "".join(answers(sky, SERGEY)), "answered")
            sky.api.faults.slow(1, method="sendMessage")
            human.say(AIGUL, AIGUL, "/start")
            await until(lambda: calls(sky.api, "sendMessage") == 2, "the second answer begun")
            assert await running.end(signal.SIGTERM) == 0
        assert len(answers(sky, AIGUL)) == 1
    assert sky.api.refusals == []


async def test_a_bad_setting_is_one_clear_line(tmp_path: Path) -> None:
    """Others: tests/bot/test_cli.py, without a process for each."""
    code, said, log = await told(tmp_path, BOT_TOKEN="abc")
    assert (code, said) == (1, "")
    assert log.startswith("monoqala: BOT_TOKEN is not a token")
    assert log.count("\n") == 1


async def test_a_refused_token_is_one_clear_line(tmp_path: Path) -> None:
    async with telegram(Sky.new()) as settings:
        code, _, log = await told(tmp_path, **settings | {"BOT_TOKEN": TOKEN})
    assert code == 1
    assert "BOT_TOKEN is refused by Telegram" in log.splitlines()[-1]


async def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with telegram(Sky.new()) as live:
            hook = live | {"WEBHOOK_URL": "http://127.0.0.1/x", "WEBHOOK_LISTEN": f"127.0.0.1:{port}"}
            code, _, log = await told(tmp_path, **hook)
    assert code == 1
    assert f"port {port} is taken" in log.splitlines()[-1]
    assert "WEBHOOK_LISTEN" in log.splitlines()[-1]
    assert "Traceback" not in log


async def test_a_backup_is_taken_while_the_bot_runs(tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    async with program(tmp_path, SANDBOX_PORT=str(free_port())) as running:
        await running.says("Talk with the bot")
        code, said, _ = await told(tmp_path, "backup", str(copy))
        assert (code, said) == (0, f"Saved in {copy}.\n")
        assert await running.end(signal.SIGINT) == 0  # the sandbox ends as cleanly as by SIGTERM above
        assert "Traceback" not in await running.rest()


async def test_a_webhook_address_that_telegram_refuses_is_one_clear_line(tmp_path: Path) -> None:
    sky = Sky.new()
    async with telegram(sky) as live:
        hook = {"WEBHOOK_URL": "http://bot.example.kz/x", "WEBHOOK_LISTEN": f"127.0.0.1:{free_port()}"}
        code, _, log = await told(tmp_path, **live | hook)
    assert code == 1
    assert log.splitlines()[-1].startswith("monoqala: Telegram refuses WEBHOOK_URL")
    assert "Traceback" not in log


async def test_the_stand_serves_any_bot_and_the_page_acts_for_people(tmp_path: Path) -> None:
    port = free_port()
    async with program(tmp_path, "stand", SANDBOX_PORT=str(port)) as stand, aiohttp.ClientSession() as browser:
        await stand.says(f"http://127.0.0.1:{port}")
        line = await stand.says("Any bot: ")
        settings = dict(word.split("=", 1) for word in line.removeprefix("Any bot: ").split())
        async with program(tmp_path, **settings) as running:
            await running.says("@monoqala_bot is at work")
            address = f"http://127.0.0.1:{port}"
            said = {"person": SERGEY, "chat": SERGEY, "text": "/start"}
            async with browser.post(f"{address}/api/say", json=said, headers={"Origin": address}) as reply:
                assert reply.status == 200, await reply.text()
            assert (await running.logs('"route":"Greet"')).count("delivered") == 1
            assert await running.end(signal.SIGINT) == 0
        assert await stand.end(signal.SIGINT) == 0
