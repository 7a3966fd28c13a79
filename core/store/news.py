"""Which rows have changed, told to whoever remembers them: in this process when the transaction has ended,
and on PostgreSQL to the other workers by NOTIFY, which the database sends at the commit.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.store.engine import FAILURES, PATIENCE, reason

log = logging.getLogger(__name__)

CHANNEL = "monoqala"
AGAIN = 1.0  # seconds until the next attempt to listen
HEARTBEAT = 30.0  # seconds between proofs that the line is not dead


class Change(NamedTuple):
    """A row: its table and its key."""

    table: str
    key: tuple[int | str, ...]


class News:
    def __init__(self) -> None:
        self._hearers: list[Callable[[Change], None]] = []
        self._deaf: list[Callable[[], None]] = []

    def subscribe(self, changed: Callable[[Change], None], missed: Callable[[], None]) -> None:
        """`missed` is called when news may have gone by unheard: whatever is remembered may be wrong."""
        self._hearers.append(changed)
        self._deaf.append(missed)

    def tell(self, change: Change) -> None:
        for hear in self._hearers:
            hear(change)

    def missed(self) -> None:
        for forget in self._deaf:
            forget()

    async def listen(self, engine: AsyncEngine) -> None:
        """Until cancelled: what other workers tell, over as many connections as it takes."""
        while True:
            try:
                async with engine.connect() as connection:
                    await self._hear(connection)
            except FAILURES as error:
                log.warning("cannot listen to the database: %s", reason(error))
            await asyncio.sleep(AGAIN)

    async def _hear(self, connection: AsyncConnection) -> None:
        line: Any = (await connection.get_raw_connection()).driver_connection
        lost = asyncio.Event()
        line.add_termination_listener(lambda _: lost.set())
        try:
            await line.add_listener(CHANNEL, self._received)
            self.missed()  # only now: what changes from here on is heard
            await until_lost(line, lost)
        finally:
            await connection.invalidate()
        log.warning("the line to the database was cut, listening again")

    def _received(self, _line: object, _process: int, _channel: str, payload: str) -> None:
        table, *key = json.loads(payload)
        self.tell(Change(table, tuple(key)))


async def until_lost(line: Any, lost: asyncio.Event) -> None:
    """A network may swallow a connection without a word, so it is asked now and then."""
    while True:
        try:
            await asyncio.wait_for(lost.wait(), HEARTBEAT)
        except TimeoutError:
            await line.execute("SELECT 1", timeout=PATIENCE)
        else:
            return
