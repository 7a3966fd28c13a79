"""Updates that could not be handled within their grace time wait here, so that Telegram need not keep them.

Whoever keeps or claims an update has it for the time of a lease, and renews that as long as it is at work.
What a worker left behind when it died is claimed by another one, or by the next process.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import orjson
from sqlalchemy import ColumnElement, bindparam, delete, func, literal, select, update

from core.store.tables import Moment, inbox, unreadable
from core.store.work import Store, Work

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
ATTEMPTS = 3
"""Starts in a row that an update did not outlive: it may be what the workers die of."""


class Inbox:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def keep(self, updates: Sequence[tuple[int, bytes]]) -> None:
        """One that is here already is in the hands of whoever keeps it again."""
        if not updates:
            return
        async with self._store.writing() as work:
            insert = work.transaction.insert(inbox).values(due=self._now(LEASE), attempts=0)
            now = self._store.clock()
            await work.transaction.connection.execute(
                insert.on_conflict_do_update(index_elements=[inbox.c.update_id], set_={"due": insert.excluded.due}),
                [{"update_id": update_id, "body": body, "kept_at": now} for update_id, body in updates],
            )

    async def drop(self, update_id: int) -> None:
        async with self._store.writing() as work:
            await drop(work, update_id)

    async def claim(self, everything: bool = False) -> list[tuple[int, bytes]]:
        """What nobody holds any more, in the order of the updates; `everything` also what somebody seems to hold:
        for a process that knows it is the only one, and has just started.
        """
        free = select(inbox.c.update_id).with_for_update(skip_locked=True)
        if not everything:
            free = free.where(inbox.c.due <= self._now())
        async with self._store.writing() as work:
            claimed = await work.transaction.connection.execute(
                update(inbox)
                .where(inbox.c.update_id.in_(free))
                .values(due=self._now(LEASE), attempts=inbox.c.attempts + 1)
                .returning(inbox.c.update_id, inbox.c.body, inbox.c.attempts)
            )
            rows = sorted((row.update_id, row.body, row.attempts) for row in claimed)
            for update_id, body, attempts in rows:
                if attempts > ATTEMPTS:
                    await give_up(work, update_id, body)
        return [(update_id, body) for update_id, body, attempts in rows if attempts <= ATTEMPTS]

    async def extend(self, update_ids: Iterable[int]) -> None:
        """For another lease from now: they are still being handled, or wait for their turn. Whoever is alive to
        say so has not died of them, so nothing that waits for long is given up for that.
        """
        renewed = [{"kept": update_id} for update_id in sorted(update_ids)]
        if not renewed:
            return
        async with self._store.writing() as work:
            extended = update(inbox).where(inbox.c.update_id == bindparam("kept"))
            await work.transaction.connection.execute(extended.values(due=self._now(LEASE), attempts=0), renewed)

    async def unreadable(self, update_id: int, shape: str, reason: str) -> None:
        async with self._store.writing() as work:
            await record(work, update_id, shape, reason)

    def _now(self, later: timedelta = timedelta()) -> ColumnElement[datetime]:
        """By one clock for all workers, where there may be several."""
        if self._store.shared:
            return func.now() + later
        return literal(self._store.clock() + later, Moment())


async def give_up(work: Work, update_id: int, body: bytes) -> None:
    log.error("update given up", extra={"update": update_id})
    await record(work, update_id, outline(body), f"given up after {ATTEMPTS} starts")
    await drop(work, update_id)


async def drop(work: Work, update_id: int) -> None:
    await work.transaction.connection.execute(delete(inbox).where(inbox.c.update_id == update_id))


async def record(work: Work, update_id: int, shape: str, reason: str) -> None:
    await work.transaction.connection.execute(
        work.transaction.insert(unreadable)
        .values(update_id=update_id, shape=shape, reason=reason, at=work.transaction.clock())
        .on_conflict_do_nothing()
    )


def outline(body: bytes) -> str:
    """Which fields are filled, and no values: enough to see what kind of update it was."""
    parts = {name: part for name, part in orjson.loads(body).items() if isinstance(part, dict)}
    return ", ".join(
        f"{name}: {{{', '.join(field for field, value in part.items() if value)}}}" for name, part in parts.items()
    )
