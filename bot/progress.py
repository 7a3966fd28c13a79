"""A message beside an update that takes long: it says how far we are, and goes away when the answer is there."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from markupsafe import Markup
from telegram.error import TelegramError

from bot.request import NotYet

log = logging.getLogger("monoqala.progress")

Worked = TypeVar("Worked")
Call = Callable[[str, dict[str, Any]], Awaitable[Any]]
FIRST = 1.0
"""Seconds of silence nobody minds."""
UNTOLD = 5.0
"""Seconds of silence where it is mostly quick, and nobody can tell how far it is."""
EVERY = 2.0
"""Seconds between two words of it; Telegram takes one message a second in a chat."""


class Progress:
    """Nothing depends on it: where it cannot be shown, the answer comes all the same."""

    def __init__(self, call: Call, chat_id: int | None, now: Callable[[], float] = time.monotonic) -> None:
        self._call = call
        self._chat_id = chat_id
        self._now = now
        self._next = now() + FIRST
        self._shown = ""
        self._busy = self._over = False
        self.message_id: int | None = None

    async def show(self, text: Markup) -> None:
        if self._chat_id is None or self._busy or self._over or self._now() < self._next or text == self._shown:
            return
        self._busy = True
        words = {"chat_id": self._chat_id, "text": str(text), "parse_mode": "HTML"}
        try:
            if self.message_id is None:
                self.message_id = (await self._call("sendMessage", words))["message_id"]
            else:
                await self._call("editMessageText", {**words, "message_id": self.message_id})
            self._shown = str(text)
        except (TelegramError, NotYet) as trouble:
            self._over = True
            log.warning("progress not shown", extra={"error": type(trouble).__name__})
        finally:
            self._busy = False
            self._next = self._now() + EVERY

    async def during(self, text: Markup, work: Coroutine[Any, Any, Worked]) -> Worked:
        """Said while it is being worked, where nobody can tell how far it is."""
        working = asyncio.ensure_future(work)
        try:
            while not (await asyncio.wait({working}, timeout=UNTOLD))[0]:
                await self.show(text)
            return await working
        finally:
            working.cancel()

    async def end(self) -> None:
        """After the answer, or instead of it."""
        self._over = True
        if self.message_id is None:
            return
        try:
            await self._call("deleteMessage", {"chat_id": self._chat_id, "message_id": self.message_id})
        except (TelegramError, NotYet) as trouble:
            log.warning("progress not taken away", extra={"error": type(trouble).__name__})
