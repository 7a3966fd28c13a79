"""The road of an update: taken from whoever brought it, handled in the order of its chat, and neither lost nor
handled twice. Whoever brings updates may tell Telegram that they arrived as soon as take() returns.
"""

import asyncio
import logging
import random
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

import msgspec

from bot.ordering import LONGEST_LANE, Crowd, Lanes
from bot.request import NotYet
from bot.updates import Update, parse, parse_stored, shape, stored

log = logging.getLogger("monoqala.road")

Handle = Callable[[Update], Awaitable[None]]

WAITING_AT_MOST = 10_000
REMEMBERED = 10_000
PATIENCE = 6.0
"""Seconds to finish what began; whoever stops a container usually grants ten in all."""
WATCH = 20.0
"""Seconds between two looks into the inbox; what we kept there is ours for longer than that."""
LATE = 3600.0
"""Seconds after which an answer that could not be sent is given up: it would help nobody any more."""
LONGEST_REST = 30.0
LARGEST_NUMBER = 2**63
NO_NUMBER = 0


class Closed(Exception):
    """The road takes no more updates: the bot is stopping."""


class Inbox(Protocol):
    """Where updates wait that could not be handled in time. Several workers may share it: what one keeps or
    claims is its own for a while, and others may claim it when that was not extended.
    """

    async def keep(self, updates: Sequence[tuple[int, bytes]]) -> None: ...
    async def drop(self, update_id: int) -> None: ...
    async def claim(self, everything: bool = False) -> list[tuple[int, bytes]]: ...
    async def extend(self, update_ids: Sequence[int]) -> None: ...
    async def unreadable(self, update_id: int, shape: str, reason: str) -> None: ...


@dataclass(slots=True, eq=False)
class Underway:
    """An update between its arrival and its answer. `kept` says that it also lies in the inbox. Nobody waits
    longer for it once `released` is set: it is handled or kept, or is to be kept now because it has to rest.
    """

    update: Update
    kept: bool = False
    handled: bool = False
    tries: int = 0
    first_tried: float = 0.0
    released: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def release(self) -> None:
        if not self.released.done():
            self.released.set_result(None)

    def rest(self, asked: float) -> float | None:
        """Seconds until the next try, with a little chance in it lest all who were put off come back at once.
        None when that would be too late.
        """
        now = time.monotonic()
        if not self.tries:
            self.first_tried = now
        seconds = max(asked, min(LONGEST_REST, 2.0**self.tries)) * random.uniform(1, 1.1)  # noqa: S311 - no secret
        self.tries += 1
        return seconds if now + seconds - self.first_tried < LATE else None


@dataclass(frozen=True, slots=True)
class Unreadable:
    number: int
    shape: str
    reason: str


class Road:
    """Bounded, whoever floods it. New batches wait at the door while the road is full, but a single chat never
    fills it. A chat of which LONGEST_LANE updates wait already has further ones passed over: their answers would
    come hours late and help nobody.
    """

    def __init__(
        self,
        handle: Handle,
        inbox: Inbox,
        lanes: Lanes,
        waiting_at_most: int = WAITING_AT_MOST,
        remembered: int = REMEMBERED,
        longest_lane: int = LONGEST_LANE,
    ) -> None:
        self._handle = handle
        self._inbox = inbox
        self._lanes = lanes
        self._waiting_at_most = waiting_at_most
        self._remembered = remembered
        self._crowd = Crowd(longest_lane)
        self._underway: dict[int, Underway] = {}
        self._answered: OrderedDict[int, None] = OrderedDict()
        self._door = asyncio.Lock()
        self._room = asyncio.Event()
        self._closed = False
        self._finishing: asyncio.Task[None] | None = None

    async def take(self, raw: Sequence[Mapping[str, Any]], grace: float) -> None:
        """Returns when each update is handled, or stored because it was not within `grace` seconds. Raises Closed."""
        async with self._door:  # those who wait for room enter in the order they came
            await self._wait_for_room()
            if self._closed:
                raise Closed
            taken, unreadable = self._admit(raw)
        for one in unreadable:
            await self._record(one)
        if unhandled := [one.released for one in taken if not one.handled]:
            await asyncio.wait(unhandled, timeout=grace)
        await self._keep(taken)

    async def resume(self, *, everything: bool = True) -> None:
        """What waits in the inbox is put on the road, ahead of all that will be taken. It waits for no answer.
        `everything`, unless other workers may have some of it in hand.
        """
        for number, body in await self._inbox.claim(everything):
            if self._closed:
                return
            if number in self._underway:
                self._underway[number].kept = True
            elif number in self._answered:
                await self._drop(number)
            else:
                await self._put_back(number, body)

    async def watch(self, every: float = WATCH) -> None:
        """Until the road finishes: what we kept stays ours, and what a dead worker left behind becomes ours."""
        while not self._closed:
            await asyncio.sleep(every)
            try:
                if kept := [number for number, one in self._underway.items() if one.kept]:
                    await self._inbox.extend(kept)
                await self.resume(everything=False)
            except Exception:
                log.exception("inbox not watched")

    async def finish(self, patience: float = PATIENCE) -> None:
        """What began is finished; what does not end in time waits in the inbox, and nobody waits for it here. May be
        asked for again, by whoever wants to know when it is over.
        """
        if self._finishing is None:
            self._finishing = asyncio.ensure_future(self._finish(patience / 2))
        await asyncio.shield(self._finishing)

    async def _finish(self, patience: float) -> None:
        self._closed = True
        self._room.set()
        await self._lanes.close(patience)
        rest = list(self._underway.values())
        try:
            await self._keep(rest)
        finally:
            for one in rest:
                one.release()
            await self._lanes.finish(patience)

    async def _wait_for_room(self) -> None:
        while self._crowd.size >= self._waiting_at_most and not self._closed:
            self._room.clear()
            await self._room.wait()

    def _admit(self, raw: Sequence[Mapping[str, Any]]) -> tuple[list[Underway], list[Unreadable]]:
        """A repetition joins what is underway, or is nothing when it was answered already."""
        taken: list[Underway] = []
        unreadable: list[Unreadable] = []
        for one in raw:
            number = number_of(one)
            try:
                update = parse(one)
            except msgspec.ValidationError as error:
                unreadable.append(Unreadable(number or NO_NUMBER, shape(one), str(error)))
                continue
            if number is None:
                unreadable.append(Unreadable(NO_NUMBER, shape(one), "update_id out of range"))
            elif number in self._underway:
                taken.append(self._underway[number])
            elif number not in self._answered and not self._passes_over(update):
                taken.append(self._put(update))
        return taken, unreadable

    def _passes_over(self, update: Update) -> bool:
        full = self._crowd.full(update.lane)
        if full and self._crowd.overflows_anew(update.lane):
            log.warning("a chat floods, more of it is passed over", extra={"update": update.update_id})
        return full

    def _put(self, update: Update, *, kept: bool = False) -> Underway:
        one = self._underway[update.update_id] = Underway(update, kept)
        self._crowd.enter(update.lane)
        self._lanes.submit(update.lane, partial(self._work, one))
        return one

    async def _put_back(self, number: int, body: bytes) -> None:
        try:
            self._put(parse_stored(body), kept=True)
        except msgspec.DecodeError as error:
            await self._record(Unreadable(number, "", str(error)))
            await self._drop(number)

    async def _work(self, one: Underway) -> None:
        """An update whose handling broke is over too: trying it again would break again."""
        number = one.update.update_id
        try:
            await self._handle(one.update)
        except NotYet as later:
            rest = one.rest(later.seconds)
            if rest is not None:
                log.warning("answer put off", extra={"update": number, "tries": one.tries, "seconds": round(rest, 1)})
                one.release()
                raise NotYet(rest) from later
            log.error("answer given up", extra={"update": number, "tries": one.tries})  # noqa: TRY400 - no mistake of ours
        except asyncio.CancelledError:
            if given_up():
                raise
            log.exception("update broken off", extra={"update": number})
        except Exception:
            log.exception("update crashed", extra={"update": number})
        self._answer(one)
        if one.kept:
            await self._drop(number)

    def _answer(self, one: Underway) -> None:
        one.handled = True
        one.release()
        number = one.update.update_id
        del self._underway[number]
        self._crowd.leave(one.update.lane)
        self._room.set()
        self._answered[number] = None
        if len(self._answered) > self._remembered:
            self._answered.popitem(last=False)

    async def _keep(self, taken: Sequence[Underway]) -> None:
        rest = [one for one in taken if not (one.handled or one.kept)]
        if not rest:
            return
        await self._inbox.keep([(one.update.update_id, stored(one.update)) for one in rest])
        for one in rest:
            one.kept = True
            one.release()
        for one in rest:
            if one.handled:  # while it was being written down
                await self._drop(one.update.update_id)

    async def _drop(self, number: int) -> None:
        """Failing here loses nothing: the update comes back after a restart, and writes nothing twice."""
        try:
            await self._inbox.drop(number)
        except Exception:
            log.exception("update handled and not dropped", extra={"update": number})

    async def _record(self, one: Unreadable) -> None:
        facts = {"update": one.number, "shape": one.shape, "reason": one.reason}
        log.warning("update unreadable", extra=facts)
        await self._inbox.unreadable(one.number, one.shape, one.reason)


def given_up() -> bool:
    """True when this very task is cancelled, and not something the handler had waited for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def number_of(raw: Any) -> int | None:
    """The update_id, or None when there is none that can be relied on."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return number if type(number) is int and 0 < number < LARGEST_NUMBER else None
