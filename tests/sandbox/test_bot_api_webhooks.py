import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.sandbox.webhooks import Delivery, lane_of
from tests.sandbox.stage import AIGUL, EMMA, SERGEY, Stage, until


class Site:
    """The bot's own web site: takes what is posted, and answers what the test has laid out."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.now = 0
        self.most = 0
        self.arrived = asyncio.Event()
        self.gate: asyncio.Event | None = None
        self.order: list[str] = []

    async def take(self, request: web.Request) -> web.Response:
        self.now += 1
        self.most = max(self.most, self.now)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        update = await request.json()
        self.taken.append(update)
        self.arrived.set()
        if self.gate is not None:
            await self.gate.wait()
        self.now -= 1
        return self.answers.pop(0) if self.answers else web.Response()

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.taken]


@pytest.fixture
async def site() -> Site:
    return Site()


@pytest.fixture
async def url(site: Site) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/hook", site.take)
    async with TestServer(app) as server:
        yield str(server.make_url("/hook"))


@pytest.fixture(autouse=True)
async def _delivery(stage: Stage) -> AsyncIterator[None]:
    delivery = Delivery(stage.world, stage.api.webhooks, stage.api.call, pause=0.01, patience=0.2)
    task = asyncio.create_task(delivery.run())
    await asyncio.sleep(0)
    yield
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()


async def settled(stage: Stage) -> None:
    await until(lambda: not stage.world.updates.waiting)
    await asyncio.sleep(0.01)


async def test_updates_are_posted_with_the_secret(stage: Stage, site: Site, url: str) -> None:
    stage.human.say(AIGUL, AIGUL, "бұрын")
    await stage.call("setWebhook", url=url, secret_token="құпия".encode().hex())
    stage.human.say(AIGUL, AIGUL, "кейін")
    await settled(stage)
    assert site.texts() == ["бұрын", "кейін"]
    assert set(site.secrets) == {"құпия".encode().hex()}
    await stage.call("deleteWebhook")
    stage.human.say(AIGUL, AIGUL, "енді жоқ")
    await asyncio.sleep(0.02)
    assert len(site.taken) == 2


async def test_what_was_not_taken_is_posted_again(stage: Stage, site: Site, url: str) -> None:
    site.answers = [web.Response(status=500), web.Response(status=503)]
    await stage.call("setWebhook", url=url)
    stage.human.say(AIGUL, AIGUL, "бір")
    stage.human.say(AIGUL, AIGUL, "екі")
    await settled(stage)
    assert site.texts() == ["бір", "бір", "бір", "екі"]
    assert set(site.secrets) == {None}
    info = await stage.call("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    assert info["last_error_date"] == stage.world.now()


async def test_an_address_where_nobody_listens(stage: Stage, site: Site, url: str) -> None:
    await stage.call("setWebhook", url=f"http://127.0.0.1:{unused_port()}/")
    stage.human.say(AIGUL, AIGUL, "бір")
    await until(lambda: "last_error_message" in stage.api.webhooks.info())
    assert (await stage.call("getWebhookInfo"))["last_error_message"] == "Connection refused"
    await stage.call("setWebhook", url=url)
    await settled(stage)
    assert site.texts() == ["бір"]


async def test_a_connection_that_is_closed_without_an_answer(stage: Stage) -> None:
    async def close(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(close, "127.0.0.1", 0) as server:
        await stage.call("setWebhook", url=f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        stage.human.say(AIGUL, AIGUL, "бір")
        await until(lambda: "last_error_message" in stage.api.webhooks.info())
        assert (await stage.call("getWebhookInfo"))["last_error_message"] == "Connection closed"
        await stage.call("deleteWebhook")


async def test_an_answer_that_takes_too_long(stage: Stage, site: Site, url: str) -> None:
    site.gate = asyncio.Event()
    await stage.call("setWebhook", url=url)
    stage.human.say(AIGUL, AIGUL, "бір")
    await until(lambda: "last_error_message" in stage.api.webhooks.info())
    assert (await stage.call("getWebhookInfo"))["last_error_message"] == "Read timeout expired"
    site.gate.set()
    await settled(stage)
    assert set(site.texts()) == {"бір"}


async def test_chats_go_side_by_side_and_each_in_its_order(stage: Stage, site: Site, url: str) -> None:
    site.gate = asyncio.Event()
    await stage.call("setWebhook", url=url, max_connections=2)
    for person in (AIGUL, SERGEY, EMMA):
        for text in "12":
            stage.human.say(person, person, f"{person}/{text}")
    await until(lambda: len(site.taken) == 2)
    await asyncio.sleep(0.02)
    assert site.texts() == [f"{AIGUL}/1", f"{SERGEY}/1"]
    site.gate.set()
    await settled(stage)
    assert site.most == 2
    for person in (AIGUL, SERGEY, EMMA):
        assert [text for text in site.texts() if text.startswith(str(person))] == [f"{person}/1", f"{person}/2"]


@pytest.mark.parametrize(
    "answer",
    [
        {"text": '{"method": "sendMessage", "chat_id": 101, "text": "жауап"}', "content_type": "application/json"},
        {"text": "method=sendMessage&chat_id=101&text=жауап", "content_type": "application/x-www-form-urlencoded"},
    ],
)
async def test_a_method_in_the_answer_is_called(stage: Stage, site: Site, url: str, answer: dict[str, str]) -> None:
    site.answers = [web.Response(text=answer["text"], content_type=answer["content_type"])]
    await stage.call("setWebhook", url=url)
    stage.human.say(AIGUL, AIGUL, "сұрақ")
    await settled(stage)
    assert stage.human.history(AIGUL)[-1]["text"] == "жауап"


@pytest.mark.parametrize(
    ("text", "content_type"),
    [("{", "application/json"), ("[]", "application/json"), ('{"ok": true}', "application/json"), ("ok", "text/plain")],
)
async def test_any_other_answer_is_none(stage: Stage, site: Site, url: str, text: str, content_type: str) -> None:
    site.answers = [web.Response(text=text, content_type=content_type)]
    await stage.call("setWebhook", url=url)
    stage.human.say(AIGUL, AIGUL, "сұрақ")
    await settled(stage)
    assert len(stage.human.history(AIGUL)) == 1
    assert not stage.api.refusals


async def test_a_wrong_or_cut_call_in_the_answer_harms_nobody(stage: Stage, site: Site, url: str) -> None:
    wrong = web.json_response({"method": "sendMessage", "chat_id": AIGUL})
    cut = web.json_response({"method": "sendMessage", "chat_id": AIGUL, "text": "a"})
    site.answers = [wrong, cut]
    await stage.call("setWebhook", url=url)
    stage.human.say(AIGUL, AIGUL, "бір")
    await settled(stage)
    assert stage.api.refusals[0].refusal == "Bad Request: message text is empty"
    stage.api.faults.cut_before(method="sendMessage")
    for text in ("екі", "үш"):
        stage.human.say(AIGUL, AIGUL, text)
    await settled(stage)
    assert site.texts() == ["бір", "екі", "үш"]


async def test_an_update_is_posted_twice_when_so_ordered(stage: Stage, site: Site, url: str) -> None:
    await stage.call("setWebhook", url=url)
    stage.api.faults.twice()
    stage.human.say(AIGUL, AIGUL, "бір")
    await settled(stage)
    assert site.texts() == ["бір", "бір"]


async def test_a_webhook_that_was_dropped_meanwhile_is_left_in_peace(stage: Stage, site: Site, url: str) -> None:
    site.gate = asyncio.Event()
    await stage.call("setWebhook", url=url)
    stage.human.say(AIGUL, AIGUL, "бір")
    await site.arrived.wait()
    await stage.call("deleteWebhook", drop_pending_updates=True)
    site.gate.set()
    await asyncio.sleep(0.02)
    assert site.texts() == ["бір"]


def test_updates_without_a_chat_go_by_their_person() -> None:
    assert lane_of({"update_id": 1, "inline_query": {"id": "1", "from": {"id": AIGUL}}}) == AIGUL
    assert lane_of({"update_id": 1, "callback_query": {"message": {"chat": {"id": -5}}, "from": {"id": 1}}}) == -5
    assert lane_of({"update_id": 1, "poll": {"id": "5"}}) == 1
    assert lane_of({"update_id": 1}) == 1
