"""Updates that could not be handled within their grace time wait here, so that Telegram need not keep them."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from core.store.tables import inbox, unreadable
from core.store.work import Store


class Inbox:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def keep(self, updates: Sequence[tuple[int, bytes]]) -> None:
        if not updates:
            return
        async with self._store.writing() as work:
            now = self._store.clock()
            await work.transaction.connection.execute(
                work.transaction.insert(inbox).on_conflict_do_nothing(),
                [{"update_id": update_id, "body": body, "kept_at": now} for update_id, body in updates],
            )

    async def drop(self, update_id: int) -> None:
        async with self._store.writing() as work:
            await work.transaction.connection.execute(delete(inbox).where(inbox.c.update_id == update_id))

    async def waiting(self) -> list[tuple[int, bytes]]:
        async with self._store.reading() as work:
            kept = await work.transaction.connection.execute(
                select(inbox.c.update_id, inbox.c.body).order_by(inbox.c.update_id)
            )
            return [(row.update_id, row.body) for row in kept]

    async def unreadable(self, update_id: int, shape: str, reason: str) -> None:
        async with self._store.writing() as work:
            await work.transaction.connection.execute(
                work.transaction.insert(unreadable)
                .values(update_id=update_id, shape=shape, reason=reason, at=self._store.clock())
                .on_conflict_do_nothing()
            )
