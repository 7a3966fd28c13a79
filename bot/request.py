"""Calls to the Bot API over aiohttp. The library's own client costs several times the rest of an answer."""

import json
import os
from abc import abstractmethod
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import orjson
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

# The library asks its users to choose between two types for spans of time, and warns at each 429 until they do.
os.environ.setdefault("PTB_TIMEDELTA", "1")

CONNECTIONS = 64
KEEP_ALIVE = 60.0
READ = 20.0
CONNECT = 10.0
POOL = 30.0
WRITE = 30.0
WRITE_FILES = 120.0
READ_FILES = 120.0
"""For a file of 20 MB as a whole."""
PIECE = 256 * 1024

JSON = {"Content-Type": "application/json"}
NOT_TELEGRAM = b'{"ok":false}'


class NotSent(NetworkError):
    """No connection was made, so the call cannot have had an effect: repeating it is safe."""

    unsent = True


class NotYet(Exception):
    """Nothing of an answer has been sent, and that is certain, so what leads to it may be done once more from its
    beginning. `seconds` is how long that has to wait, if anybody said so.
    """

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__(f"not within {seconds:g} s")
        self.seconds = seconds


class StreamingRequest(BaseRequest):
    """One that can also fetch a file without holding more of it than was asked for."""

    @abstractmethod
    def pieces(self, url: str) -> AsyncIterator[bytes]:
        """Raises NetworkError, also when there is no such file."""


class AiohttpRequest(StreamingRequest):
    """No error raised here tells the address of a call, for it contains the token."""

    def __init__(self, connections: int = CONNECTIONS, keep_alive: float = KEEP_ALIVE) -> None:
        self._connections = connections
        self._keep_alive = keep_alive
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return READ

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=self._keep_alive),
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the request is used before initialize() or after shutdown()")
        write = WRITE_FILES if request_data and request_data.contains_files else WRITE
        patience = timeouts(
            chosen(read_timeout, READ),
            chosen(write_timeout, write),
            chosen(connect_timeout, CONNECT),
            chosen(pool_timeout, POOL),
        )
        try:
            async with self._session.request(
                method, url, **body(request_data), timeout=patience, allow_redirects=False
            ) as response:
                payload = await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(f"no connection ({reason(error)})") from None
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(f"connection lost ({reason(error)})") from None
        return response.status, payload if response.ok else refusal(payload)

    async def pieces(self, url: str) -> AsyncIterator[bytes]:
        if self._session is None:
            raise RuntimeError("the request is used before initialize() or after shutdown()")
        patience = aiohttp.ClientTimeout(total=READ_FILES, sock_connect=CONNECT, sock_read=READ)
        try:
            async with self._session.get(url, timeout=patience, allow_redirects=False) as response:
                if not response.ok:
                    raise NetworkError(f"the file is not given ({response.status})")
                async for piece in response.content.iter_chunked(PIECE):
                    yield piece
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(f"connection lost ({reason(error)})") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = read(payload)
        except ValueError:
            raise NetworkError("the answer is not JSON") from None
        if not isinstance(answer, dict) or ("result" not in answer and answer.get("ok") is not False):
            raise NetworkError("the answer is not the Bot API's")
        return answer


def body(request_data: RequestData | None) -> dict[str, Any]:
    if request_data is None:
        return {}
    if request_data.contains_files:
        return {"data": form(request_data)}
    return {"data": orjson.dumps(request_data.parameters), "headers": JSON}


def form(request_data: RequestData) -> aiohttp.FormData:
    """Telegram takes the name of a file as it stands, Kazakh letters and all: no percent signs."""
    parts = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        parts.add_field(name, value)
    for name, (file_name, content, kind) in request_data.multipart_data.items():
        parts.add_field(name, content, filename=file_name, content_type=kind)
    return parts


def chosen(value: Any, otherwise: float) -> float | None:
    """None is a choice too: no limit."""
    return otherwise if value is BaseRequest.DEFAULT_NONE else value


def timeouts(
    read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """Nothing limits the writing alone, so the call as a whole is limited."""
    whole = None if None in {read, write, connect, pool} else sum(part or 0 for part in (read, write, connect, pool))
    return aiohttp.ClientTimeout(total=whole, connect=pool, sock_connect=connect, sock_read=read)


def refusal(payload: bytes) -> bytes:
    """Whatever stands between us and Telegram answers with pages of its own, which may quote the address."""
    try:
        return payload if isinstance(read(payload), dict) else NOT_TELEGRAM
    except ValueError:
        return NOT_TELEGRAM


def read(payload: bytes) -> Any:
    """One broken letter must not make a whole batch of updates unreadable: it is replaced."""
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        lenient = json.loads(payload.decode("utf-8", "replace"))
        return orjson.loads(json.dumps(lenient, ensure_ascii=False).encode("utf-8", "replace"))


def reason(error: Exception) -> str:
    """The kind of trouble and the system's word for it; the text of the error itself may hold the address."""
    words = error.strerror if isinstance(error, OSError) else None
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
