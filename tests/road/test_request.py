import asyncio
import json
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InputFile, InputMediaPhoto
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.request import AiohttpRequest, NotSent
from tests.road.stand_ins import ME, TOKEN, cuts, fine, refused, telegram_bot

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def talking_to(handler: Handler, request: AiohttpRequest | None = None, **options: Any) -> AsyncIterator[Bot]:
    """A bot whose every call but getMe is answered by the handler, over a real socket."""

    async def answer(asked: web.Request) -> web.StreamResponse:
        return fine(ME) if asked.path.endswith("/getMe") else await handler(asked)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.01, access_log=None, **options)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with telegram_bot(f"http://127.0.0.1:{runner.addresses[0][1]}", request) as bot:
            yield bot
    finally:
        await runner.cleanup()


async def say(bot: Bot, **timeouts: Any) -> Any:
    words = {"chat_id": 7, "text": "Теміртау"}
    return await bot.do_api_request("sendMessage", api_kwargs=words, **timeouts)


def told(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


async def test_a_call_without_files_is_json_both_ways() -> None:
    seen: dict[str, Any] = {}

    async def handler(asked: web.Request) -> web.Response:
        seen.update(type=asked.content_type, path=asked.path, body=await asked.json())
        return fine({"message_id": 5, "text": "Қаратау"})

    keyboard = {"inline_keyboard": [[{"text": "Мәзір", "callback_data": "mn1"}]]}
    asked = {"chat_id": 7, "text": "Қалай?", "reply_markup": keyboard, "disable_notification": True}
    async with talking_to(handler) as bot:
        sent = await bot.do_api_request("sendMessage", api_kwargs=dict(asked))
    assert sent == {"message_id": 5, "text": "Қаратау"}
    assert seen == {"type": "application/json", "path": f"/bot{TOKEN}/sendMessage", "body": asked}


async def test_a_file_goes_as_a_form_under_its_own_name() -> None:
    parts: dict[str, Any] = {}

    async def handler(asked: web.Request) -> web.Response:
        assert asked.content_type == "multipart/form-data"
        for name, value in (await asked.post()).items():
            if isinstance(value, web.FileField):
                parts[name] = (value.filename, value.content_type, value.file.read())
            else:
                parts[name] = value
        return fine({"message_id": 6})

    file = InputFile(b"%PDF", filename="Құжаттар тізімі.pdf")
    markup = {"inline_keyboard": [[{"text": "Мәзір", "callback_data": "mn1"}]]}
    async with talking_to(handler) as bot:
        call = {"chat_id": 7, "document": file, "caption": "Тізім", "reply_markup": markup}
        await bot.do_api_request("sendDocument", api_kwargs=call)
    assert parts["document"] == ("Құжаттар тізімі.pdf", "application/pdf", b"%PDF")
    assert parts["caption"] == "Тізім"
    assert parts["chat_id"] == "7"
    assert json.loads(parts["reply_markup"]) == markup


async def test_a_file_inside_another_parameter_is_attached() -> None:
    parts: dict[str, Any] = {}

    async def handler(asked: web.Request) -> web.Response:
        for name, value in (await asked.post()).items():
            parts[name] = value.file.read() if isinstance(value, web.FileField) else value
        return fine({"message_id": 6})

    media = InputMediaPhoto(b"\x89PNG", filename="card.png", caption="Карта")
    async with talking_to(handler) as bot:
        await bot.do_api_request("editMessageMedia", api_kwargs={"chat_id": 7, "message_id": 6, "media": media})
    [attached] = [name for name in parts if name.startswith("attached")]
    assert f"attach://{attached}" in parts["media"]
    assert parts[attached] == b"\x89PNG"


async def test_a_flood_wait_is_told_with_its_seconds() -> None:
    async def handler(_: web.Request) -> web.Response:
        return refused(429, "Too Many Requests: retry after 3", retry_after=3)

    async with talking_to(handler) as bot:
        with pytest.raises(RetryAfter) as caught:
            await say(bot)
    wait = caught.value.retry_after
    assert not isinstance(wait, int)
    assert wait.total_seconds() == 3


@pytest.mark.parametrize(
    ("status", "description", "error"),
    [
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (400, "Bad Request: chat not found", BadRequest),
        (500, "Internal Server Error", NetworkError),
    ],
)
async def test_refusals_keep_their_kind_and_words(status: int, description: str, error: type[Exception]) -> None:
    async def handler(_: web.Request) -> web.Response:
        return refused(status, description)

    async with talking_to(handler) as bot:
        with pytest.raises(error, match=description.rpartition(": ")[2][1:]):
            await say(bot)


async def test_each_call_has_its_own_patience() -> None:
    async def handler(_: web.Request) -> web.Response:
        await asyncio.sleep(0.25)
        return fine(True)

    async with talking_to(handler) as bot:
        assert await say(bot, read_timeout=2.0)
        assert await say(bot, read_timeout=None)
        with pytest.raises(TimedOut) as caught:
            await say(bot, read_timeout=0.05)
    assert TOKEN not in told(caught.value)
    assert not isinstance(caught.value, NotSent)


async def test_a_cut_connection_is_an_error_without_the_token() -> None:
    async with talking_to(cuts) as bot:
        with pytest.raises(NetworkError, match="connection lost") as caught:
            await say(bot)
    assert not isinstance(caught.value, NotSent)
    assert TOKEN not in told(caught.value)


async def test_an_answer_that_breaks_off_is_an_error() -> None:
    async def handler(asked: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(asked)
        await response.write(b'{"ok": true,')
        assert asked.transport
        asked.transport.close()
        return response

    async with talking_to(handler) as bot:
        with pytest.raises(NetworkError, match="ClientPayloadError"):
            await say(bot)


async def test_a_call_that_cannot_have_arrived_says_so(unused_tcp_port: int) -> None:
    bot = telegram_bot(f"http://127.0.0.1:{unused_tcp_port}")
    await bot.request.initialize()
    with pytest.raises(NotSent) as caught:
        await say(bot)
    await bot.request.shutdown()
    assert caught.value.unsent
    assert TOKEN not in told(caught.value)


async def test_waiting_too_long_for_a_free_connection_is_not_sent_either() -> None:
    async def handler(_: web.Request) -> web.Response:
        await asyncio.sleep(0.5)
        return fine(True)

    async with talking_to(handler, AiohttpRequest(connections=1)) as bot:
        first = asyncio.create_task(say(bot))
        await asyncio.sleep(0.1)
        with pytest.raises(NotSent):
            await say(bot, pool_timeout=0.05)
        assert await first


async def test_a_page_of_a_server_on_the_way_does_not_reach_the_message() -> None:
    async def handler(asked: web.Request) -> web.Response:
        return web.Response(status=502, text=f"<h1>Bad gateway</h1> {asked.path}", content_type="text/html")

    async with talking_to(handler) as bot:
        with pytest.raises(NetworkError, match="Bad Gateway") as caught:
            await say(bot)
    assert TOKEN not in told(caught.value)


@pytest.mark.parametrize("body", [b"[]", b'"no"'])
async def test_a_refusal_that_is_no_object_is_judged_by_its_status(body: bytes) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(status=403, body=body)

    async with talking_to(handler) as bot:
        with pytest.raises(Forbidden):
            await say(bot)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html>Log in to the network</html>", "not JSON"),
        (b'{"ok":true}', "not the Bot API's"),
        (b"7", "not the Bot API's"),
    ],
)
async def test_an_answer_of_somebody_else_is_an_error(body: bytes, reason: str) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=body)

    async with talking_to(handler) as bot:
        with pytest.raises(NetworkError, match=reason):
            await say(bot)


async def test_a_redirect_is_not_followed_with_the_token() -> None:
    visits = []

    async def handler(asked: web.Request) -> web.Response:
        visits.append(asked.path)
        raise web.HTTPTemporaryRedirect("/elsewhere")

    async with talking_to(handler) as bot:
        with pytest.raises(NetworkError):
            await say(bot)
    assert visits == [f"/bot{TOKEN}/sendMessage"]


async def test_a_broken_letter_does_not_spoil_the_batch() -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=b'{"ok":true,"result":[{"text":"a\\ud83d"},{"text":"b\xff"},{"text":"\xd2\x9b"}]}')

    async with talking_to(handler) as bot:
        batch = await bot.do_api_request("getUpdates")
    assert [one["text"] for one in batch] == ["a?", "b\N{REPLACEMENT CHARACTER}", "қ"]


async def test_files_are_fetched() -> None:
    async def handler(asked: web.Request) -> web.Response:
        if asked.method == "POST":
            return fine({"file_id": "f1", "file_unique_id": "u1", "file_path": "documents/file_1.pdf"})
        assert asked.path == f"/file/bot{TOKEN}/documents/file_1.pdf"
        return web.Response(body=b"%PDF" * 50_000)

    async with talking_to(handler) as bot:
        file = await bot.get_file("f1")
        assert await file.download_as_bytearray() == b"%PDF" * 50_000


async def test_connections_are_kept_and_one_that_was_closed_idle_is_replaced() -> None:
    ports: list[int] = []

    async def handler(asked: web.Request) -> web.Response:
        assert asked.transport
        ports.append(asked.transport.get_extra_info("peername")[1])
        return fine(True)

    async with talking_to(handler, keepalive_timeout=0.2) as bot:
        await say(bot)
        await say(bot)
        await asyncio.sleep(0.5)
        await say(bot)
    assert ports[0] == ports[1] != ports[2]


async def test_it_is_opened_and_closed_once() -> None:
    request = AiohttpRequest()
    with pytest.raises(RuntimeError, match="before initialize"):
        await request.do_request("http://127.0.0.1/", "GET")
    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    assert request.read_timeout == 20


async def test_a_file_is_fetched_in_pieces() -> None:
    content = b"0123456789abcdef" * 64 * 1024

    async def handler(asked: web.Request) -> web.Response:
        assert asked.path == f"/file/bot{TOKEN}/documents/file_1.csv"
        return web.Response(body=content)

    async with talking_to(handler) as bot:
        request = bot.request
        assert isinstance(request, AiohttpRequest)
        pieces = [piece async for piece in request.pieces(f"{bot.base_file_url}/documents/file_1.csv")]
    assert len(pieces) > 1
    assert b"".join(pieces) == content


async def test_a_file_that_is_not_given_tells_no_address() -> None:
    async def missing(_: web.Request) -> web.Response:
        return web.Response(status=404, text="no")

    for handler in (missing, cuts):
        async with talking_to(handler) as bot:
            request = bot.request
            assert isinstance(request, AiohttpRequest)
            with pytest.raises(NetworkError) as trouble:
                [_ async for _ in request.pieces(f"{bot.base_file_url}/documents/file_1.csv")]
            assert TOKEN not in told(trouble.value)


async def test_a_file_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.request.READ_FILES", 0.05)

    async def handler(_: web.Request) -> web.Response:
        await asyncio.sleep(10)
        raise AssertionError("nobody waits so long")

    async with talking_to(handler) as bot:
        request = bot.request
        assert isinstance(request, AiohttpRequest)
        with pytest.raises(TimedOut):
            [_ async for _ in request.pieces(f"{bot.base_file_url}/documents/file_1.csv")]


async def test_a_request_that_is_not_open_fetches_nothing() -> None:
    with pytest.raises(RuntimeError, match="initialize"):
        [_ async for _ in AiohttpRequest().pieces("http://127.0.0.1/")]
