"""One open transaction, as the repositories see it."""

import json
from dataclasses import dataclass, field

from sqlalchemy import Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from core.clock import Clock
from core.store.news import CHANNEL, Change


@dataclass(frozen=True, slots=True)
class Cause:
    """The update that asks for a change. `chat_id` is where it stands in a row with others: its chat, or
    its sender where there is no chat.

    The updates of a chat are handled in the order of their ids. So an act was done, or has been overtaken,
    when the same act of an update with this id or a later one was applied in the same chat. To remember the
    last one is enough: an update that had nothing to change leaves nothing, and when it is delivered again
    with those after it, it cannot undo what they have done.
    """

    chat_id: int
    update_id: int


@dataclass(frozen=True, slots=True)
class Transaction:
    connection: AsyncConnection
    clock: Clock
    changes: list[Change] = field(default_factory=list)

    @property
    def shared(self) -> bool:
        """Whether there may be other workers: SQLite has one."""
        return self.connection.dialect.name == "postgresql"

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """The dialect's own, which knows ON CONFLICT."""
        return postgresql.insert(table) if self.shared else sqlite.insert(table)

    def changed(self, table: Table, *key: int | str) -> None:
        """To be called for each row whose content somebody may remember."""
        self.changes.append(Change(table.name, key))

    async def announce(self) -> None:
        """The other workers hear of it when this transaction is committed, and only then."""
        if self.shared:
            for change in dict.fromkeys(self.changes):
                payload = json.dumps([change.table, *change.key])
                await self.connection.execute(select(func.pg_notify(CHANNEL, payload)))
