"""The store: short units of work on SQLite or PostgreSQL. Nobody holds one while talking to Telegram."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, delete, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.clock import Clock
from core.store import schema
from core.store.aliases import KeptAliases
from core.store.applications import KeptApplications
from core.store.audit import KeptAudit
from core.store.batches import KeptBatches
from core.store.contents import KeptContents
from core.store.engine import FAILURES, LONG_PATIENCE, PATIENCE, address, engines, prepare_file, reason, shown
from core.store.grants import KeptGrants, KeptInvitations
from core.store.letters import KeptLetters
from core.store.news import Change, News
from core.store.people import KeptDialogues, KeptGroups, KeptPeople
from core.store.proposals import KeptProposals
from core.store.subscriptions import KeptSubscriptions
from core.store.tables import applied, marks, unreadable
from core.store.traces import Traces
from core.store.transaction import Cause, Transaction
from core.store.trouble import StoreTrouble, Unreachable

log = logging.getLogger(__name__)

LOOK = 0.4
"""Seconds between two looks at an SQLite file."""
REPEATS_FOR = timedelta(hours=48)
"""Telegram keeps an update for 24 hours, and may number them anew after a week without any."""
UNREADABLE_FOR = timedelta(days=30)
DIALOGUES_LAST = timedelta(hours=23)
"""People are promised that a question waits for them a day at most, and housekeeping is done once an hour."""
APPLICATIONS_LAST = timedelta(days=30)
PROPOSALS_LAST = timedelta(days=30)
INVITATIONS_LAST = timedelta(days=30)
"""After they have expired."""
LETTERS_LAST = timedelta(days=30)
"""Settled ones: long enough that none is planned a second time."""


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
    """One transaction. `repeated` says that this act was done before, or overtaken by a later update: the
    caller writes nothing and answers from what stands.
    """

    def __init__(self, transaction: Transaction, *, repeated: bool = False) -> None:
        self.transaction = transaction
        self.repeated = repeated
        self.people = KeptPeople(transaction)
        self.groups = KeptGroups(transaction)
        self.dialogues = KeptDialogues(transaction)
        self.grants = KeptGrants(transaction)
        self.marks = KeptMarks(transaction)
        self.applications = KeptApplications(transaction)
        self.letters = KeptLetters(transaction)
        self.aliases = KeptAliases(transaction)
        self.audit = KeptAudit(transaction)
        self.batches = KeptBatches(transaction)
        self.proposals = KeptProposals(transaction)
        self.contents = KeptContents(transaction)
        self.invitations = KeptInvitations(transaction)
        self.subscriptions = KeptSubscriptions(transaction)
        self.traces = Traces(transaction)


class Store:
    def __init__(self, url: URL, clock: Clock, news: News, command: float, unit: float | None) -> None:
        """Seconds that PostgreSQL may take for a command and for a unit of work. SQLite has its own patience."""
        self._url = url
        self._reads, self._writes = engines(url, command)
        self._patience = unit if self.shared else None
        self.clock = clock
        self.news = news

    @classmethod
    async def open(cls, url: str, clock: Clock, patience: float = PATIENCE) -> Self:
        where = address(url)
        store = cls(where, clock, News(), command=patience, unit=patience)
        try:
            with unreachable(where):
                if not store.shared:
                    await asyncio.to_thread(prepare_file, Path(str(where.database)))
                await store._reach(store._writes)
        except Unreachable:
            await store.close()
            raise
        return store

    @property
    def shared(self) -> bool:
        """Whether other workers may write to the same database, and are heard."""
        return self._writes.dialect.name == "postgresql"

    async def ping(self) -> None:
        with unreachable(self._url):
            await self._reach(self._reads)

    async def migrate(self) -> None:
        """Safe when several workers start at once: the first one does it, the others wait and find it done."""
        async with self.patient() as store, store.writing() as work:
            await schema.alone(work.transaction.connection)
            await schema.upgrade(work.transaction.connection)

    async def current(self) -> bool:
        """Whether the tables are those of this version. An empty database is not, before the bot has started once."""
        async with self.reading() as work:
            return await schema.revision(work.transaction.connection) == schema.revisions()[0]

    @asynccontextmanager
    async def patient(self) -> AsyncIterator["Store"]:
        """The same database, for work that takes its time."""
        store = Store(self._url, self.clock, self.news, command=LONG_PATIENCE, unit=None)
        try:
            yield store
        finally:
            await store.close()

    async def close(self) -> None:
        await self._reads.dispose()
        await self._writes.dispose()

    async def listen(self) -> None:
        """What others change, until cancelled. PostgreSQL tells; an SQLite file is looked at: has the command line used
        a right?
        """
        await (self.news.listen(self._writes) if self.shared else self._look_about())

    async def _look_about(self) -> None:
        known: int | None = None
        while True:
            try:
                async with self.reading() as work:
                    last = await work.audit.last()
            except (StoreTrouble, *FAILURES) as error:
                log.warning("cannot look at the record: %s", reason(error))
            else:
                if known is not None and last != known:
                    self.news.missed()
                known = last
            await asyncio.sleep(LOOK)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Work]:
        async with self._connected(self._reads) as connection:
            yield Work(Transaction(connection, self.clock))

    @asynccontextmanager
    async def writing(self, once: Cause | None = None, act: str = "") -> AsyncIterator[Work]:
        """`once` is what asks for it and `act` the kind of change: a second delivery finds `repeated` set."""
        changes: list[Change] = []
        try:
            async with self._connected(self._writes) as connection, connection.begin():
                transaction = Transaction(connection, self.clock, changes)
                yield Work(transaction, repeated=once is not None and not await first_time(transaction, once, act))
                await transaction.announce()
        finally:  # also when it failed: whether a commit that was cut off took place is not known
            for change in changes:
                self.news.tell(change)

    async def housekeeping(self) -> None:
        now = self.clock()
        async with self.writing() as work:
            for old in (
                delete(applied).where(applied.c.at < now - REPEATS_FOR),
                delete(unreadable).where(unreadable.c.at < now - UNREADABLE_FOR),
            ):
                await work.transaction.connection.execute(old)
            await work.dialogues.end_older(now - DIALOGUES_LAST)
            await work.applications.end_older(now - APPLICATIONS_LAST)
            await work.letters.end_older(now - LETTERS_LAST)
            await work.proposals.end_older(now - PROPOSALS_LAST)
            await work.contents.end_older(now - PROPOSALS_LAST)
            await work.invitations.end_older(now - INVITATIONS_LAST)
        if not self.shared:
            await self._empty_log()

    async def _empty_log(self) -> None:
        """On SQLite what was deleted can still be read in the log of writes."""
        async with self._writes.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    @asynccontextmanager
    async def _connected(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        """A server may hang together with its machine, and would keep everybody waiting."""
        try:
            async with asyncio.timeout(self._patience), engine.connect() as connection:
                yield connection
        except TimeoutError as error:
            raise Unreachable(f"the database at {shown(self._url)} does not answer") from error

    async def _reach(self, engine: AsyncEngine) -> None:
        async with self._connected(engine) as connection:
            await connection.execute(text("SELECT 1"))


async def first_time(transaction: Transaction, cause: Cause, act: str) -> bool:
    """On PostgreSQL a second delivery waits here until the first one is committed or rolled back."""
    now = transaction.clock()
    insert = transaction.insert(applied).values(chat_id=cause.chat_id, act=act, update_id=cause.update_id, at=now)
    new = {"update_id": insert.excluded.update_id, "at": insert.excluded.at}
    done = await transaction.connection.execute(
        insert.on_conflict_do_update(
            index_elements=[applied.c.chat_id, applied.c.act],
            set_=new,
            where=or_(applied.c.update_id < insert.excluded.update_id, applied.c.at < now - REPEATS_FOR),
        ).returning(applied.c.update_id)
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
