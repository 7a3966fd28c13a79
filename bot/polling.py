"""Updates by long polling. Telegram is told that an update arrived only after the road has it handled or stored,
so a bot that dies between the two is given it again.
"""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.road import Closed, Road, number_of
from bot.updates import WANTED

log = logging.getLogger("monoqala.polling")

BATCH = 100
LONG_POLL = 30
MARGIN = 10
"""Seconds a getUpdates may take beyond what it was told to wait."""
GRACE = 0.5
LAST_BATCH = 5.0
"""Seconds at stop for the batch in hand."""
LAST_WORD = 3.0
LONGEST_PAUSE = 30.0

T = TypeVar("T")


class TokenRefused(Exception):
    """Telegram does not know the token any more; trying again would not help."""


class Polling:
    def __init__(
        self,
        bot: Bot,
        road: Road,
        wanted: Sequence[str] = WANTED,
        pause: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._road = road
        self._wanted = list(wanted)
        self._pause = pause
        self._next = 0  # the first update that is neither handled nor stored
        self._told = 0  # what Telegram knows of that

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`. Raises TokenRefused."""
        await self._insist(self._end_webhook, stop)
        while not stop.is_set():
            await self._insist(self._round, stop)
        await self._say_goodbye()

    async def _insist(self, step: Callable[[asyncio.Event], Awaitable[None]], stop: asyncio.Event) -> None:
        outage = Outage()
        while not stop.is_set():
            try:
                await step(stop)
            except Exception as trouble:  # noqa: BLE001 - whatever it was is told, and polling goes on
                await unless(stop, self._pause(outage.met(trouble)))
            else:
                outage.over()
                return

    async def _end_webhook(self, stop: asyncio.Event) -> None:
        keep = {"drop_pending_updates": False}
        await unless(stop, self._bot.do_api_request("deleteWebhook", api_kwargs=keep))

    async def _round(self, stop: asyncio.Event) -> None:
        batch = await unless(stop, self._get_updates(BATCH, LONG_POLL))
        if batch:
            await unless(stop, self._hand_over(batch), LAST_BATCH)

    async def _hand_over(self, batch: list[Any]) -> None:
        try:
            await self._road.take(batch, GRACE)
        except Closed:  # Telegram will deliver it again
            return
        numbers = [number for number in map(number_of, batch) if number is not None]
        if not numbers:
            raise NetworkError("none of the updates has a number")
        self._next = max(numbers) + 1

    async def _get_updates(self, limit: int, wait: int) -> list[Any]:
        asked = {"offset": self._next, "limit": limit, "timeout": wait, "allowed_updates": self._wanted}
        batch = await self._bot.do_api_request("getUpdates", api_kwargs=asked, read_timeout=wait + MARGIN)
        if not isinstance(batch, list):
            raise NetworkError("getUpdates did not answer with updates")
        self._told = self._next
        return batch

    async def _say_goodbye(self) -> None:
        """Tells Telegram of the last batch, lest it be delivered again; what this brings is left unconfirmed."""
        if self._told == self._next:
            return
        try:
            async with asyncio.timeout(LAST_WORD):
                await self._get_updates(1, 0)
        except (TimeoutError, TelegramError) as trouble:
            log.warning("last batch not confirmed", extra={"error": type(trouble).__name__})


class Outage:
    """A row of failures: told once, waited out with growing patience, and its end told too."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.tries = 0
        self.told = ""

    def met(self, trouble: Exception) -> float:
        """Seconds to wait before the next try. Raises TokenRefused when there is no use in one."""
        if refuses_token(trouble):
            raise TokenRefused("Telegram does not accept BOT_TOKEN any more") from None
        self.tries += 1
        event = event_of(trouble)
        if event != self.told:
            self.told = event
            tell(event, trouble)
        if isinstance(trouble, RetryAfter):
            return seconds(trouble)
        return back_off(self.tries, 5.0 if isinstance(trouble, Conflict) else 0.5)

    def over(self) -> None:
        if self.tries:
            took = round(time.monotonic() - self.began, 1)
            log.info("polling goes on", extra={"tries": self.tries, "seconds": took})


def tell(event: str, trouble: Exception) -> None:
    kind = type(trouble).__name__
    if isinstance(trouble, TelegramError):
        log.warning(event, extra={"error": kind, "reason": trouble.message})
    else:
        log.error(event, extra={"error": kind}, exc_info=trouble)


def refuses_token(trouble: Exception) -> bool:
    """The library takes 401 and 404 for the same. A token that worked is not "not found": a server on the way is."""
    if isinstance(trouble, EndPointNotFound):
        cause = trouble.__cause__
        return isinstance(cause, InvalidToken) and not cause.message.startswith("Not Found")
    return isinstance(trouble, InvalidToken)


def event_of(trouble: Exception) -> str:
    match trouble:
        case Conflict() if "webhook" in trouble.message:
            return "a webhook was set elsewhere for this bot"
        case Conflict():
            return "another copy of the bot is polling"
        case RetryAfter():
            return "Telegram asks for a pause"
        case TelegramError():
            return "Telegram cannot be reached"
    return "updates neither handled nor stored"


def back_off(tries: int, first: float) -> float:
    """Longer each time, and never in step with other bots that lost the same server."""
    longest = min(LONGEST_PAUSE, first * 2.0 ** min(tries - 1, 10))
    return longest * random.uniform(0.5, 1)  # noqa: S311 - no secret


def seconds(flood: RetryAfter) -> float:
    wait = flood.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, T], patience: float = 0.0) -> T | None:
    """What the work returns, or None when `stop` came first and the work did not end within `patience` either."""
    task = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            await asyncio.wait({task}, timeout=patience)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        stopping.cancel()
        await asyncio.gather(task, stopping, return_exceptions=True)
