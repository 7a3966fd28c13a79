"""Two doors to the Bot API in memory: one in process, for python-telegram-bot, and one over HTTP for anybody."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

import orjson
from aiohttp import web
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.request import PIECE, StreamingRequest
from bot.sandbox.bot_api import BotApi
from bot.sandbox.errors import Cut, Json, Refused
from bot.sandbox.files import LARGEST_UPLOAD, Upload
from bot.sandbox.webhooks import Delivery


class SandboxRequest(StreamingRequest):
    """Hands a call of telegram.Bot to the sandbox as it would go over the wire, but for the wire."""

    def __init__(self, api: BotApi, read_timeout: float | None = 5.0) -> None:
        self.api = api
        self.patience = read_timeout

    @property
    def read_timeout(self) -> float | None:
        return self.patience

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = None,  # noqa: ARG002 - nothing is written to a socket
        connect_timeout: Any = None,  # noqa: ARG002 - nor connected
        pool_timeout: Any = None,  # noqa: ARG002 - nor pooled
    ) -> tuple[int, bytes]:
        place, _, rest = unquote(url).rpartition("/bot")
        token, _, name = rest.partition("/")
        if method == "GET" and place.endswith("/file"):
            return self.download(token, name)
        patience = self.patience if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        params: Json = dict(request_data.parameters) if request_data else {}
        files = uploads(request_data) if request_data and request_data.contains_files else {}
        try:
            async with asyncio.timeout(patience):
                status, body = await self.api.answer(token, name, params, files)
        except TimeoutError as error:
            raise TimedOut from error
        except Cut as error:
            raise NetworkError("the connection was cut") from error
        return status, orjson.dumps(body)

    async def pieces(self, url: str) -> AsyncIterator[bytes]:
        token, _, path = unquote(url).rpartition("/file/bot")[2].partition("/")
        status, content = self.download(token, path)
        if status != HTTPStatus.OK:
            raise NetworkError(f"the file is not given ({status})")
        for at in range(0, len(content), PIECE):
            await asyncio.sleep(0)
            yield content[at : at + PIECE]

    def download(self, token: str, path: str) -> tuple[int, bytes]:
        try:
            return 200, self.api.file(token, path).content
        except Refused as refused:
            return refused.status, orjson.dumps(refused.body())


def uploads(request_data: RequestData) -> dict[str, Upload]:
    files = {}
    for field, (name, content, mime) in request_data.multipart_data.items():
        files[field] = Upload(name, content if isinstance(content, bytes) else content.read(), mime)
    return files


def http_door(api: BotApi, pause: float = 1.0) -> web.Application:
    """Serves `/bot<token>/<method>` and `/file/bot<token>/<path>`, and delivers to the webhook while it runs."""
    door = HttpDoor(api)
    app = web.Application(client_max_size=LARGEST_UPLOAD + 2**20)
    app.router.add_route("*", "/bot{token:[^/]+}/{method}", door.call)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", door.download)

    async def deliver(_: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(Delivery(api.world, api.webhooks, api.call, pause).run())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def let_go(_: web.Application) -> None:
        api.polling.end("the end of the sandbox")

    app.cleanup_ctx.append(deliver)
    app.on_shutdown.append(let_go)
    return app


class HttpDoor:
    def __init__(self, api: BotApi) -> None:
        self.api = api

    async def call(self, request: web.Request) -> web.StreamResponse:
        try:
            params, files = await read(request)
            status, body = await self.api.answer(
                request.match_info["token"], request.match_info["method"], params, files
            )
        except Refused as refused:
            status, body = refused.status, refused.body()
        except web.HTTPRequestEntityTooLarge:
            too_large = Refused(status=413)
            status, body = too_large.status, too_large.body()
        except Cut:
            assert request.transport
            request.transport.abort()
            return web.Response()  # it reaches nobody
        return answer(status, body)

    async def download(self, request: web.Request) -> web.StreamResponse:
        try:
            stored = self.api.file(request.match_info["token"], request.match_info["path"])
        except Refused as refused:
            return answer(refused.status, refused.body())
        return web.Response(body=stored.content, content_type="application/octet-stream")


def answer(status: int, body: Json) -> web.Response:
    return web.Response(status=status, body=orjson.dumps(body), content_type="application/json")


async def read(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Parameters may come in the address, in a form, in a form with files, or as JSON."""
    params: Json = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        params |= read_json(await request.read())
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = Upload(value.filename, value.file.read(), value.content_type)
            else:
                params[name] = value.decode() if isinstance(value, (bytes, bytearray)) else value
    return params, files


def read_json(body: bytes) -> Json:
    try:
        params = orjson.loads(body or b"{}")
    except orjson.JSONDecodeError:
        raise Refused("can't parse request JSON object") from None
    if not isinstance(params, dict):
        raise Refused("expected a JSON object")
    return params
