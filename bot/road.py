"""The road of an update: taken from whoever brought it, handled in the order of its chat, and neither lost nor
handled twice. Whoever brings updates may tell Telegram that they arrived as soon as take() returns.
"""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

import msgspec
import orjson

from bot.ordering import Lanes
from bot.updates import Update, parse

log = logging.getLogger("monoqala.road")

Handle = Callable[[Update], Awaitable[None]]

WAITING_AT_MOST = 10_000
REMEMBERED = 10_000
PATIENCE = 8.0
"""Seconds to finish what began; whoever stops a container usually grants ten in all."""
LARGEST_NUMBER = 2**63
DEEPEST_SHAPE = 6
LONGEST_SHAPE = 2000
NO_NUMBER = 0
ODD = re.compile(r"\W")


class Closed(Exception):
    """The road takes no more updates: the bot is stopping."""


class Inbox(Protocol):
    """Where updates wait that could not be handled in time."""

    async def keep(self, updates: Sequence[tuple[int, bytes]]) -> None: ...
    async def drop(self, update_id: int) -> None: ...
    async def waiting(self) -> list[tuple[int, bytes]]: ...
    async def unreadable(self, update_id: int, shape: str, reason: str) -> None: ...


@dataclass(slots=True, eq=False)
class Underway:
    """An update between its arrival and its answer. `kept` says that it also lies in the inbox."""

    update: Update
    body: bytes
    kept: bool = False
    handled: bool = False
    done: asyncio.Future[None] = field(init=False)


@dataclass(frozen=True, slots=True)
class Unreadable:
    number: int
    shape: str
    reason: str


class Road:
    def __init__(
        self,
        handle: Handle,
        inbox: Inbox,
        lanes: Lanes,
        waiting_at_most: int = WAITING_AT_MOST,
        remembered: int = REMEMBERED,
    ) -> None:
        self._handle = handle
        self._inbox = inbox
        self._lanes = lanes
        self._waiting_at_most = waiting_at_most
        self._remembered = remembered
        self._underway: dict[int, Underway] = {}
        self._answered: OrderedDict[int, None] = OrderedDict()
        self._door = asyncio.Lock()
        self._room = asyncio.Event()
        self._closed = False

    async def take(self, raw: Sequence[Mapping[str, Any]], grace: float) -> None:
        """Returns when each update is handled, or stored because it was not within `grace` seconds."""
        async with self._door:  # those who wait for room enter in the order they came
            await self._wait_for_room()
            if self._closed:
                raise Closed
            taken, unreadable = self._admit(raw)
        for one in unreadable:
            await self._record(one)
        if unhandled := [one.done for one in taken if not one.handled]:
            await asyncio.wait(unhandled, timeout=grace)
        await self._keep(taken)

    async def resume(self) -> None:
        """What waits in the inbox is put on the road, ahead of all that will be taken. It waits for no answer."""
        for number, body in await self._inbox.waiting():
            if number in self._underway:
                continue
            try:
                self._put(parse(orjson.loads(body)), body, kept=True)
            except (msgspec.ValidationError, orjson.JSONDecodeError) as error:
                await self._record(Unreadable(number, "", str(error)))
                await self._drop(number)

    async def finish(self, patience: float = PATIENCE) -> None:
        """What began is finished; what does not come to its turn in time waits in the inbox."""
        self._closed = True
        self._room.set()
        await self._lanes.finish(patience)
        await self._keep(list(self._underway.values()))

    async def _wait_for_room(self) -> None:
        while len(self._underway) >= self._waiting_at_most and not self._closed:
            self._room.clear()
            await self._room.wait()

    def _admit(self, raw: Sequence[Mapping[str, Any]]) -> tuple[list[Underway], list[Unreadable]]:
        """A repetition joins what is underway, or is passed over when it was answered already."""
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
            elif number not in self._answered:
                taken.append(self._underway.get(number) or self._put(update, orjson.dumps(one)))
        return taken, unreadable

    def _put(self, update: Update, body: bytes, *, kept: bool = False) -> Underway:
        one = self._underway[update.update_id] = Underway(update, body, kept)
        one.done = self._lanes.submit(update.lane, partial(self._work, one))
        return one

    async def _work(self, one: Underway) -> None:
        """An update whose handling broke is over too: trying it again would break again."""
        number = one.update.update_id
        try:
            await self._handle(one.update)
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
        number = one.update.update_id
        del self._underway[number]
        self._room.set()
        self._answered[number] = None
        if len(self._answered) > self._remembered:
            self._answered.popitem(last=False)

    async def _keep(self, taken: Sequence[Underway]) -> None:
        rest = [one for one in taken if not (one.handled or one.kept)]
        if not rest:
            return
        await self._inbox.keep([(one.update.update_id, one.body) for one in rest])
        for one in rest:
            one.kept = True
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


def shape(raw: Any) -> str:
    """Keys and types, no values: enough to see what Telegram changed, and nothing of what people wrote."""
    return outline(raw, DEEPEST_SHAPE)[:LONGEST_SHAPE]


def outline(raw: Any, depth: int) -> str:
    if isinstance(raw, Mapping) and depth:
        fields = (f"{ODD.sub('?', str(key))}: {outline(value, depth - 1)}" for key, value in raw.items())
        return "{" + ", ".join(fields) + "}"
    if isinstance(raw, list) and depth:
        return "[" + ", ".join(dict.fromkeys(outline(item, depth - 1) for item in raw)) + "]"
    return type(raw).__name__
