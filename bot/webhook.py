"""Updates by webhook. An update is handled inside the request that brings it, so Telegram learns of success or
failure by the status, and its own limit of connections holds the pace.
"""

import asyncio
import hmac
import logging
import socket
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import uvicorn

from bot.request import read
from bot.road import Closed, Road

log = logging.getLogger("monoqala.webhook")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Ready = Callable[[], Awaitable[str | None]]

GRACE = 20.0
LARGEST_BODY = 2**20
SECRET = b"x-telegram-bot-api-secret-token"
READY_WITHIN = 5.0
KEEP_ALIVE = 75
"""Seconds; longer than the proxies before us keep a connection, so that it is never we who cut one in use."""
LAST_REQUESTS = 7
"""Seconds at stop for requests at work. The road, which finishes meanwhile, lets go of each before that."""


class Refused(Exception):
    """A request that is answered without being handled."""

    def __init__(self, status: int, reason: str, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
        self.status = status
        self.reason = reason
        self.headers = headers


class Gone(Exception):
    """Whoever asked has hung up in the middle of the request."""


class Webhook:
    """An ASGI application. `ready` says in a word why the bot cannot work, or None when it can."""

    def __init__(self, road: Road, path: str, secret: str, ready: Ready) -> None:
        if not secret:
            raise ValueError("a webhook without a secret would believe anybody")
        self.stopping = False
        self._road = road
        self._path = path
        self._secret = secret.encode()
        self._ready = ready

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await live(receive, send)
        elif scope["type"] == "http":
            await self._respond(scope, receive, send)
        else:
            raise ValueError(f"there is no {scope['type']} here")

    async def _respond(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            status, text = await self._answer(scope, receive)
            await reply(send, status, text)
        except Refused as refused:
            # A body may still be on its way, and nobody will read it.
            await reply(send, refused.status, refused.reason, ((b"connection", b"close"), *refused.headers))
        except Gone:
            log.info("request broken off")

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[int, str]:
        method, path = scope["method"], scope["path"]
        if path == self._path:
            allow(method, "POST")
            return await self._take(scope, receive)
        if path in {"/health", "/ready"}:
            allow(method, "GET", "HEAD")
            return (200, "alive") if path == "/health" else await self._readiness()
        raise Refused(404, "not found")

    async def _take(self, scope: Scope, receive: Receive) -> tuple[int, str]:
        headers = dict(scope["headers"])
        if not hmac.compare_digest(headers.get(SECRET, b""), self._secret):
            raise Refused(403, "wrong secret")
        if self.stopping:
            raise Refused(503, "stopping")
        update = understood(await body(headers, receive))
        try:
            await self._road.take([update], GRACE)
        except Closed:
            raise Refused(503, "stopping") from None
        except Exception:
            log.exception("update neither handled nor stored")
            return 500, "try again"
        return 200, ""

    async def _readiness(self) -> tuple[int, str]:
        reason = "stopping" if self.stopping else await self._trouble()
        return (200, "ready") if reason is None else (503, reason)

    async def _trouble(self) -> str | None:
        try:
            async with asyncio.timeout(READY_WITHIN):
                return await self._ready()
        except TimeoutError:
            return "slow"
        except Exception:
            log.exception("readiness unknown")
            return "error"


def allow(method: str, *methods: str) -> None:
    if method not in methods:
        raise Refused(405, "wrong method", ((b"allow", ", ".join(methods).encode()),))


async def body(headers: dict[bytes, bytes], receive: Receive) -> bytes:
    """A length that is announced is believed only as far as it refuses; what arrives is counted."""
    if int(headers.get(b"content-length", b"0")) > LARGEST_BODY:
        raise Refused(413, "too large")
    read = bytearray()
    more = True
    while more:
        event = await receive()
        if event["type"] == "http.disconnect":
            raise Gone
        read += event.get("body", b"")
        if len(read) > LARGEST_BODY:
            raise Refused(413, "too large")
        more = event.get("more_body", False)
    return bytes(read)


def understood(content: bytes) -> Any:
    """Who knows the secret is Telegram, and what it sends it would send again and again until we take it. So even
    what is no JSON goes to the road as it came, to be recorded as unreadable.
    """
    try:
        return read(content)
    except (ValueError, RecursionError):
        return content


async def reply(send: Send, status: int, text: str, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    content = text.encode()
    length = (b"content-length", str(len(content)).encode())
    kind = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [length, kind, *headers]})
    await send({"type": "http.response.body", "body": content})


async def live(receive: Receive, send: Send) -> None:
    """Nothing is opened or closed here: the main owns the lifecycle."""
    while True:
        event = await receive()
        await send({"type": f"{event['type']}.complete"})
        if event["type"] == "lifespan.shutdown":
            return


class Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to the main, which sets `stop`."""
        yield


def listen(host: str, port: int) -> socket.socket:
    """Raises OSError when the port is taken or the host is not ours. From here on nobody is refused: callers queue."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    return socket.create_server(address[:2], family=family, backlog=2048)


async def serve(webhook: Webhook, host: str, port: int, stop: asyncio.Event) -> None:
    """Until `stop`, and then until what began is finished."""
    await serve_on(webhook, listen(host, port), stop)


async def serve_on(webhook: Webhook, listener: socket.socket, stop: asyncio.Event) -> None:
    server = Server(
        uvicorn.Config(
            webhook,
            http="httptools",
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            log_level="warning",
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=LAST_REQUESTS,
        )
    )

    async def watch() -> None:
        await stop.wait()
        webhook.stopping = True
        server.should_exit = True

    watching = asyncio.create_task(watch())
    try:
        await server.serve(sockets=[listener])
    finally:
        watching.cancel()
        listener.close()
