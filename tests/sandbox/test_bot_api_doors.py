"""The sandbox is driven as bots drive Telegram: by python-telegram-bot in process, and over HTTP by
python-telegram-bot, by aiogram and by hand.
"""

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, ReplyParameters
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError

from bot.sandbox.doors import SandboxRequest, http_door
from tests.sandbox.stage import AIGUL, SERGEY, Stage, png, until

WRONG_TOKEN = "1:" + "A" * 35


@pytest.fixture
async def server(stage: Stage) -> AsyncIterator[TestServer]:
    server = TestServer(http_door(stage.api, pause=0.01))
    async with server:
        yield server


@pytest.fixture
def address(stage: Stage, server: TestServer) -> str:
    return f"{server.make_url('/')}bot{stage.api.token}"


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture(params=["in process", "over HTTP"])
async def bot(request: pytest.FixtureRequest, stage: Stage, server: TestServer) -> AsyncIterator[Bot]:
    if request.param == "in process":
        bot = Bot(stage.api.token, request=SandboxRequest(stage.api), get_updates_request=SandboxRequest(stage.api))
    else:
        url = server.make_url("/")
        bot = Bot(stage.api.token, base_url=f"{url}bot", base_file_url=f"{url}file/bot")
    async with bot:
        yield bot


@pytest.fixture
def started(stage: Stage) -> None:
    stage.human.say(AIGUL, AIGUL, "/start")
    stage.updates()


@pytest.mark.usefixtures("started")
async def test_python_telegram_bot_talks(stage: Stage, bot: Bot) -> None:
    asked = stage.human.say(AIGUL, AIGUL, "Теміртау")
    (update,) = await bot.get_updates(timeout=5, allowed_updates=["message", "callback_query"])
    assert update.message
    assert update.message.text == "Теміртау"
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ашу", callback_data="open")]])
    sent = await bot.send_message(
        AIGUL, "<b>Теміртау</b>", parse_mode="HTML", reply_markup=keyboard, reply_parameters=ReplyParameters(asked)
    )
    assert sent.text_html == "<b>Теміртау</b>"
    assert sent.reply_to_message
    stage.human.press(AIGUL, AIGUL, sent.message_id, "open")
    (update,) = await bot.get_updates(offset=update.update_id + 1)
    assert update.callback_query
    assert await update.callback_query.answer("Иә")
    edited = await bot.edit_message_text("Ашылды", chat_id=AIGUL, message_id=sent.message_id)
    assert edited
    with pytest.raises(BadRequest, match="essage is not modified"):
        await bot.edit_message_text("Ашылды", chat_id=AIGUL, message_id=sent.message_id)
    with pytest.raises(Forbidden, match="can't initiate"):
        await bot.send_message(SERGEY, "a")
    assert await bot.set_my_commands([BotCommand("start", "Бастау")], language_code="kk")
    assert await bot.delete_message(AIGUL, sent.message_id)
    assert not stage.api.refusals


@pytest.mark.usefixtures("started")
async def test_python_telegram_bot_sends_and_fetches_files(stage: Stage, bot: Bot, tmp_path: Path) -> None:
    sent = await bot.send_document(AIGUL, b"%PDF-1.7", filename="өтініш.pdf", caption="Міне")
    assert sent.document
    assert sent.document.file_name == "өтініш.pdf"
    file = await bot.get_file(sent.document.file_id)
    assert await file.download_as_bytearray() == b"%PDF-1.7"
    photo = await bot.send_photo(AIGUL, io.BytesIO(png()))
    again = await bot.send_photo(AIGUL, photo.photo[-1].file_id)
    assert again.photo == photo.photo
    album = await bot.send_media_group(AIGUL, [InputMediaPhoto(png(more=more), caption=str(more)) for more in range(2)])
    assert [message.caption for message in album] == ["0", "1"]
    path = tmp_path / "a.png"
    path.write_bytes(png(320, 200))
    with path.open("rb") as stream:
        changed = await bot.edit_message_media(InputMediaPhoto(stream), AIGUL, photo.message_id)
    assert not isinstance(changed, bool)
    assert changed.photo[0].width == 320
    uploaded = stage.human.upload(AIGUL, AIGUL, "кесте.csv", b"a;b")
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.message_id == uploaded
    assert update.message.document
    assert await (await update.message.document.get_file()).download_as_bytearray() == b"a;b"
    with pytest.raises(InvalidToken, match="Not Found"):
        await bot.request.retrieve(f"{bot.base_file_url}/nothing")


async def test_a_wrong_token_is_refused(stage: Stage, address: str, session: aiohttp.ClientSession) -> None:
    for token, refusal in ((WRONG_TOKEN, "Unauthorized"), ("token", "Not Found")):
        bot = Bot(token, request=SandboxRequest(stage.api), get_updates_request=SandboxRequest(stage.api))
        with pytest.raises(InvalidToken, match=refusal):
            await bot.get_me()
        async with session.get(address.replace(stage.api.token, token) + "/getMe") as response:
            assert (await response.json())["description"] == refusal
            assert response.status == (401 if refusal == "Unauthorized" else 404)


async def test_two_pollers_over_http(stage: Stage, address: str, session: aiohttp.ClientSession) -> None:
    url = address.removesuffix(stage.api.token)
    async with Bot(stage.api.token, base_url=url) as first, Bot(stage.api.token, base_url=url) as second:
        poll = asyncio.create_task(first.get_updates(timeout=20))
        await until(lambda: stage.api.polling.poll)
        other = asyncio.create_task(second.get_updates(timeout=20))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await poll
        stage.human.say(AIGUL, AIGUL, "сәлем")
        assert len(await other) == 1


async def test_the_server_stops_without_waiting_for_pollers(stage: Stage) -> None:
    async with TestServer(http_door(stage.api)) as server, aiohttp.ClientSession() as session:
        url = f"{server.make_url('/')}bot{stage.api.token}/getUpdates?timeout=50"
        poll = asyncio.create_task(session.get(url))
        await until(lambda: stage.api.polling.poll)
        async with asyncio.timeout(5):
            await server.close()
            assert (await poll).status == 409


@pytest.mark.usefixtures("started")
async def test_aiogram_talks_over_http(stage: Stage, server: TestServer) -> None:
    from aiogram import Bot as Aiogram
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.exceptions import TelegramNetworkError
    from aiogram.types import BufferedInputFile

    api = TelegramAPIServer.from_base(str(server.make_url("/")).rstrip("/"))
    async with Aiogram(stage.api.token, session=AiohttpSession(api=api)) as bot:
        me = await bot.get_me()
        assert me.username == "monoqala_bot"
        sent = await bot.send_document(
            AIGUL, BufferedInputFile(b"a;b", "кесте.csv"), caption="<i>x</i>", parse_mode="HTML"
        )
        assert sent.document
        assert sent.document.file_name == "кесте.csv"
        content = io.BytesIO()
        await bot.download(sent.document, content)
        assert content.getvalue() == b"a;b"
        stage.human.locate(AIGUL, AIGUL, 50.0, 73.0)
        (update,) = await bot.get_updates(allowed_updates=["message"])
        assert update.message
        assert update.message.location
        stage.api.faults.cut_before()
        with pytest.raises(TelegramNetworkError):
            await bot.get_me()
    assert not stage.api.refusals


@pytest.mark.usefixtures("started")
async def test_parameters_come_in_any_of_telegrams_four_ways(
    stage: Stage, address: str, session: aiohttp.ClientSession
) -> None:
    given = {"chat_id": str(AIGUL), "text": "a", "protect_content": "true", "reply_markup": '{"inline_keyboard": []}'}
    url = f"{address}/sendMessage"
    form = aiohttp.FormData(given)
    form.add_field("file", b"unused", filename="a", content_type="text/plain")
    plain = aiohttp.MultipartWriter("form-data")
    for name, value in given.items():
        plain.append(value.encode()).set_content_disposition("form-data", name=name)
    for call in (
        session.get(url, params=given),
        session.post(url, params=given),
        session.post(url, data=given),
        session.post(url, data=form),
        session.post(url, data=plain),
        session.post(url, json=given),
        session.post(url, json={**given, "chat_id": AIGUL, "reply_markup": {"inline_keyboard": []}}),
    ):
        async with call as response:
            body = await response.json()
            assert body["ok"], body
            assert body["result"]["has_protected_content"]


@pytest.mark.parametrize(
    ("body", "refusal"), [(b"{", "can't parse request JSON object"), (b"[]", "expected a JSON object")]
)
async def test_json_that_is_none_is_refused(
    stage: Stage, address: str, session: aiohttp.ClientSession, body: bytes, refusal: str
) -> None:
    headers = {"Content-Type": "application/json"}
    async with session.post(f"{address}/getMe", data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["description"] == f"Bad Request: {refusal}"


async def test_too_much_is_refused(address: str, session: aiohttp.ClientSession) -> None:
    async with session.post(f"{address}/sendDocument", data={"document": io.BytesIO(b"1" * (52 * 2**20))}) as response:
        assert response.status == 413
        assert (await response.json())["description"] == "Request Entity Too Large"


async def test_a_file_that_is_not_there(stage: Stage, server: TestServer, session: aiohttp.ClientSession) -> None:
    async with session.get(server.make_url(f"/file/bot{stage.api.token}/documents/file_9")) as response:
        assert response.status == 404


async def test_a_cut_connection_is_really_cut(stage: Stage, address: str, session: aiohttp.ClientSession) -> None:
    stage.api.faults.cut_after(method="setMyName")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await session.post(f"{address}/setMyName", json={"name": "x"})
    assert stage.world.texts["name", ""] == "x"
    async with Bot(stage.api.token, base_url=address.removesuffix(stage.api.token)) as bot:
        stage.api.faults.cut_before()
        with pytest.raises(NetworkError):
            await bot.get_me()
