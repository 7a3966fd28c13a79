"""getUpdates: one poller at a time, and none beside a webhook."""

import asyncio

from bot.sandbox.errors import Json, Refused
from bot.sandbox.update_queue import UpdateQueue

LONGEST = 50
"""Seconds that Telegram keeps a poller waiting at most, whatever it asks for."""


class Poll:
    """A getUpdates that waits. `ended` says why it must not go on."""

    def __init__(self) -> None:
        self.woken = asyncio.Event()
        self.ended: str | None = None

    def end(self, reason: str) -> None:
        self.ended = reason
        self.woken.set()


class Polling:
    def __init__(self, updates: UpdateQueue) -> None:
        self.updates = updates
        self.poll: Poll | None = None

    async def get_updates(self, params: Json) -> list[Json]:
        self.end("other getUpdates request; make sure that only one bot instance is running")
        if "allowed_updates" in params:
            self.updates.allow(params["allowed_updates"])
        self.updates.confirm(params.get("offset", 0))
        limit = params.get("limit", 100)
        timeout = min(params.get("timeout", 0), LONGEST)
        if not self.updates.waiting and timeout > 0:
            await self.wait(timeout)
        return self.updates.head(limit)

    async def wait(self, timeout: float) -> None:  # noqa: ASYNC109 - Telegram's timeout is an answer, not an error
        poll = self.poll = Poll()
        self.updates.listeners.append(poll.woken.set)
        try:
            async with asyncio.timeout(timeout):
                await poll.woken.wait()
        except TimeoutError:
            return
        finally:
            self.updates.listeners.remove(poll.woken.set)
            if self.poll is poll:
                self.poll = None
        if poll.ended:
            raise Refused(f"terminated by {poll.ended}", 409)

    def end(self, reason: str) -> None:
        if self.poll is not None:
            self.poll.end(reason)
            self.poll = None
