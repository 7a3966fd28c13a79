"""The postman: takes letters that are due from the outbox, has them written in the reader's language, sends them
and says so at once. One letter is on the wire at a time; core/store/outbox.py says what that is good for.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from bot.delivery import Outcome
from bot.letters import Kind
from bot.request import NotYet
from bot.screen import Screen
from bot.turn import House
from core.localised import Language
from core.store.letters import Letter, State
from core.store.news import Change
from core.store.outbox import Outbox
from core.store.tables import outbox as table

log = logging.getLogger("monoqala.outbox")

LOOK = 20.0
"""Seconds between two looks: news may get lost, and leases of the dead end without any."""
SEND_WITHIN = 100.0
"""Seconds; shorter than a lease."""
UNREACHABLE = 5.0
"""Seconds until the next try when Telegram cannot be reached and nobody said how long."""
BROKEN = 5.0
"""Seconds of rest after the outbox itself has failed."""
FIRST_RETRY = timedelta(seconds=30)
PATIENCE = 5.0

Send = Callable[[int, Screen], Awaitable[Outcome]]


class Uncertain(Exception):
    """It may have arrived. That it does is worth that it may arrive twice."""


class Postman:
    def __init__(self, house: House, outbox: Outbox, kinds: Mapping[str, Kind], send: Send, look: float = LOOK) -> None:
        self._house = house
        self._outbox = outbox
        self._kinds = kinds
        self._send = send
        self._look = look
        self._woken = asyncio.Event()
        self._turn = asyncio.Lock()
        self._leapt = datetime.min.replace(tzinfo=UTC)

    def furnish(self, house: House) -> None:
        """For the letters that are written from now on."""
        self._house = house

    def changed(self, change: Change) -> None:
        if change.table == table.name:
            self.wake()

    def wake(self) -> None:
        self._woken.set()

    def leap(self) -> None:
        """Somebody has moved the clock: what would have gone out in the daytimes between need not wait for the
        next one.
        """
        self._leapt = self._house.clock()
        self.wake()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                wait = await self.step()
            except Exception:
                log.exception("outbox not worked off")
                await asyncio.sleep(BROKEN)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(min(wait, self._look)):
                    await self._woken.wait()

    async def step(self) -> float:
        """One letter, if any is due. Seconds until the next step is worth while."""
        async with self._turn:
            self._woken.clear()  # what changes from here on is a reason to look again
            claim = await self._outbox.claim()
            if claim.letter is None:
                return claim.wait
            await self._handle(claim.letter, claim.wait)
        return 0.0

    async def finish(self, patience: float = PATIENCE) -> None:
        """What is on the wire is finished, and no other letter is begun from here on."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._turn.acquire()

    async def _handle(self, letter: Letter, wait: float) -> None:
        now = self._house.clock()
        opening = self._opening(letter, now)
        if opening > now:
            await self._outbox.put_off(letter, opening, tried=False)
            return
        await asyncio.sleep(wait)
        try:
            async with asyncio.timeout(SEND_WITHIN):
                state = await self._deliver(letter)
        except NotYet as later:
            seconds = later.seconds or UNREACHABLE
            log.warning("letters held", extra={"seconds": seconds})
            await self._outbox.hold(letter, seconds)
        except Exception:
            log.exception("letter not sent", extra={"kind": letter.kind, "attempts": letter.attempts})
            await self._outbox.put_off(letter, now + FIRST_RETRY * 4 ** (letter.attempts - 1))
        else:
            await self._outbox.settle(letter, state)
            late = (now - letter.due_at).total_seconds()
            log.info("letter", extra={"kind": letter.kind, "state": state, "late": round(late, 1)})

    def _opening(self, letter: Letter, now: datetime) -> datetime:
        kind = self._kinds.get(letter.kind)
        if kind is None or kind.hours.opening(letter.due_at) <= self._leapt:
            return now
        return kind.hours.opening(now)

    async def _deliver(self, letter: Letter) -> State:
        people = self._house.people
        private = letter.chat_id > 0
        if private and (await people.who(letter.chat_id)).blocked:
            return "blocked"
        t = self._house.translators[await self._language(letter)]
        screen = await self._kinds[letter.kind].compose(self._house, letter, t)
        if screen is None:
            return "void"
        outcome = await self._send(letter.chat_id, screen)
        if outcome is Outcome.UNCERTAIN:
            raise Uncertain
        if outcome is Outcome.BLOCKED and private:
            await people.mark_blocked(letter.chat_id)
        elif outcome in {Outcome.BLOCKED, Outcome.GONE}:
            await people.gone(letter.chat_id)
        return STATES[outcome]

    async def _language(self, letter: Letter) -> Language:
        """As chosen by now; where none is chosen, what it was asked for in, or what they have been heard to speak."""
        people = self._house.people
        if letter.chat_id < 0:
            return (await people.group(letter.chat_id)).language or letter.language
        chosen = (await people.who(letter.chat_id)).language
        if self._kinds[letter.kind].unasked:
            chosen = chosen or people.heard(letter.chat_id)
        return chosen or letter.language


STATES: Mapping[Outcome, State] = {
    Outcome.DELIVERED: "delivered",
    Outcome.BLOCKED: "blocked",
    Outcome.GONE: "gone",
}
