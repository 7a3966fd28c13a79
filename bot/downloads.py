"""Files people have sent, fetched from Telegram piece by piece and never more of them than we take."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.request import NotYet, StreamingRequest
from bot.updates import File

TRIES = 3
Tell = Callable[[float], Awaitable[None]]
"""The share that has arrived, where the size is known."""


class TooBig(Exception):
    """More than was asked for, whatever its sender or Telegram said of its size."""


class NotFetched(Exception):
    """Telegram does not have it, or the connection breaks again and again."""


class Downloads:
    def __init__(self, bot: Bot, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._bot = bot
        self._pause = pause

    async def fetch(self, file: File, most: int, tell: Tell) -> bytes:
        """Reading changes nothing, so what breaks is begun again. A flood wait is for the road (NotYet)."""
        if (file.file_size or 0) > most:
            raise TooBig
        for attempt in range(1, TRIES + 1):
            try:
                return await self._fetch(file, most, tell)
            except RetryAfter as flood:
                wait = flood.retry_after
                raise NotYet(float(wait) if isinstance(wait, int) else wait.total_seconds()) from flood
            except BadRequest as refusal:
                if "too big" in refusal.message.lower():
                    raise TooBig from refusal
                raise NotFetched from refusal
            except NetworkError as trouble:
                if attempt == TRIES:
                    raise NotFetched from trouble
                await self._pause(0.5 * attempt)
        raise AssertionError("the last try either returned or raised")

    async def _fetch(self, file: File, most: int, tell: Tell) -> bytes:
        found: dict[str, Any] = await self._bot.do_api_request("getFile", api_kwargs={"file_id": file.file_id})
        size = found.get("file_size") or file.file_size or 0
        if size > most or "file_path" not in found:
            raise TooBig
        request = self._bot.request
        assert isinstance(request, StreamingRequest)
        content = bytearray()
        async for piece in request.pieces(f"{self._bot.base_file_url}/{found['file_path']}"):
            content += piece
            if len(content) > most:
                raise TooBig
            if size:
                await tell(min(1.0, len(content) / size))
        return bytes(content)
