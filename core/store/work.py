"""The store: short units of work on SQLite or PostgreSQL. Nobody holds one while talking to Telegram."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Self

from sqlalchemy import URL, delete, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from core.clock import Clock
from core.store import schema
from core.store.engine import FAILURES, address, engines, prepare_file, reason, shown
from core.store.news import Change, News
from core.store.people import KeptDialogues, KeptGrants, KeptGroups, KeptPeople
from core.store.tables import applied, marks
from core.store.traces import Traces
from core.store.transaction import Transaction
from core.store.trouble import Unreachable

REPEATS_FOR = timedelta(hours=48)  # Telegram keeps an update for 24 hours
DIALOGUES_LAST = timedelta(hours=23)
"""People are promised that a question waits for them a day at most, and housekeeping is done once an hour."""


class KeptMarks:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def get(self, name: str) -> str | None:
        found = await self._in.connection.execute(select(marks.c.value).where(marks.c.name == name))
        return found.scalar_one_or_none()

    async def set(self, name: str, value: str) -> None:
        await self._in.connection.execute(
            self._in.insert(marks)
            .values(name=name, value=value)
            .on_conflict_do_update(index_elements=[marks.c.name], set_={"value": value})
        )


class Work:
    """One transaction. `repeated` says that this act of this update was done before: the caller writes
    nothing and answers from what stands.
    """

    def __init__(self, transaction: Transaction, *, repeated: bool = False) -> None:
        self.transaction = transaction
        self.repeated = repeated
        self.people = KeptPeople(transaction)
        self.groups = KeptGroups(transaction)
        self.dialogues = KeptDialogues(transaction)
        self.grants = KeptGrants(transaction)
        self.marks = KeptMarks(transaction)
        self.traces = Traces(transaction)


class Store:
    def __init__(self, reads: AsyncEngine, writes: AsyncEngine, clock: Clock) -> None:
        self._reads = reads
        self._writes = writes
        self.clock = clock
        self.news = News()

    @classmethod
    async def open(cls, url: str, clock: Clock) -> Self:
        where = address(url)
        reads, writes = engines(where)
        store = cls(reads, writes, clock)
        try:
            with unreachable(where):
                if not store.shared:
                    await asyncio.to_thread(prepare_file, Path(str(where.database)))
                await reach(writes)
        except Unreachable:
            await store.close()
            raise
        return store

    @property
    def shared(self) -> bool:
        """Whether other workers may write to the same database, and are heard."""
        return self._writes.dialect.name == "postgresql"

    async def ping(self) -> None:
        with unreachable(self._reads.url):
            await reach(self._reads)

    async def migrate(self) -> None:
        """Safe when several workers start at once: the first one does it, the others wait and find it done."""
        async with self._writes.begin() as connection:
            await schema.alone(connection)
            await schema.upgrade(connection)

    async def close(self) -> None:
        await self._reads.dispose()
        await self._writes.dispose()

    async def listen(self) -> None:
        """What other workers change, until cancelled. There are none on SQLite."""
        if self.shared:
            await self.news.listen(self._writes)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Work]:
        async with self._reads.connect() as connection:
            yield Work(Transaction(connection, self.clock))

    @asynccontextmanager
    async def writing(self, once: int | None = None, act: str = "") -> AsyncIterator[Work]:
        """`once` is the update that asks for it: a second delivery finds `repeated` set. An update that
        does two acts, each in a transaction of its own, names them.
        """
        changes: list[Change] = []
        try:
            async with self._writes.begin() as connection:
                transaction = Transaction(connection, self.clock, changes)
                yield Work(transaction, repeated=once is not None and not await first_time(transaction, once, act))
                await transaction.announce()
        finally:  # also when it failed: whether a commit that was cut off took place is not known
            for change in changes:
                self.news.tell(change)

    async def housekeeping(self) -> None:
        async with self.writing() as work:
            old = self.clock() - REPEATS_FOR
            await work.transaction.connection.execute(delete(applied).where(applied.c.at < old))
            await work.dialogues.end_older(self.clock() - DIALOGUES_LAST)


async def first_time(transaction: Transaction, update_id: int, act: str) -> bool:
    """On PostgreSQL a second delivery waits here until the first one is committed or rolled back."""
    done = await transaction.connection.execute(
        transaction.insert(applied)
        .values(update_id=update_id, act=act, at=transaction.clock())
        .on_conflict_do_nothing()
        .returning(applied.c.update_id)
    )
    return done.first() is not None


@contextmanager
def unreachable(url: URL) -> Iterator[None]:
    """Whatever a driver has to say, in one line. A parameter in the address that asyncpg does not know, or
    knows with other values, is a TypeError or a ValueError to it.
    """
    try:
        yield
    except (*FAILURES, TypeError, ValueError) as error:
        raise Unreachable(f"cannot reach the database at {shown(url)}: {reason(error)}") from error


async def reach(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1"))
