"""Everything that is kept about one person, in whatever table: to show it to them and to delete it.

Tables are found by the names of their columns (`tables.PERSONAL`), so a new table is shown and emptied
without a word here. What stays after a person was forgotten is only this:

- a role, as long as they hold it. It is a right they were given, not a trace they left; whoever gave it
  takes it away (the owners of the settings: by removing them there). Deleting it would be a resignation
  nobody asked for;
- acts of power, and what they have published, under the pseudonym that they had on record from the first (aliases.py):
  the way from it to them is deleted;
- the record that they gave a role to somebody, an act of power, under a pseudonym: a number that is
  drawn at random and written nowhere else, so nobody can find the way back;
- for two days the number of the update that asked for it, and nobody's name, so that a second delivery is
  known as one;
- the confirmation that is being handled at this moment, if it waits in the inbox: it is dropped when
  the person has been answered. Without it a crash in between would leave them without an answer.
"""

import secrets
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Column, ColumnElement, Table, delete, func, or_, select, update

from core.store.aliases import BELOW, KeptAliases
from core.store.proposals import rows_of
from core.store.tables import PERSONAL, PSEUDONYMOUS, aliases, applied, grants, inbox, metadata, proposals
from core.store.transaction import Transaction


class Traces:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def of(self, person_id: int) -> dict[str, list[dict[str, Any]]]:
        """Ready for JSON: rows by table, only tables that have any."""
        found = {str(table.name): await self._rows(table, theirs) for table, theirs in personal(person_id)}
        found |= await self._under_alias(person_id)
        found["inbox"] = [
            {**row, "body": orjson.loads(row["body"])}
            for row in await self._rows(inbox)
            if person_id in concerned(row["body"])
        ]
        return {name: rows for name, rows in found.items() if rows}

    async def erase(self, person_id: int, handled: int | None) -> None:
        """`handled` is the update that asks for it."""
        for table, theirs in personal(person_id):
            if table is not grants:
                keys = table.primary_key.columns
                for key in await self._in.connection.execute(delete(table).where(theirs).returning(*keys)):
                    self._in.changed(table, *key)
        await self._in.connection.execute(
            update(grants).where(grants.c.granted_by == person_id).values(granted_by=pseudonym())
        )
        waiting = await self._in.connection.execute(select(inbox.c.update_id, inbox.c.body))
        ids = [row.update_id for row in waiting if row.update_id != handled and person_id in concerned(row.body)]
        await self._in.connection.execute(delete(inbox).where(inbox.c.update_id.in_(ids)))

    async def only_after(self, person_id: int, update_id: int) -> bool:
        """Whether the person has changed something since that update, and nothing earlier stands beside it."""
        first = select(func.min(applied.c.update_id)).where(applied.c.chat_id == person_id)
        found: int | None = (await self._in.connection.execute(first)).scalar_one()
        return found is not None and found > update_id

    async def _under_alias(self, person_id: int) -> dict[str, list[dict[str, Any]]]:
        alias = await KeptAliases(self._in).find(person_id)
        if alias is None:
            return {}
        named = {table: columns_of(table, PSEUDONYMOUS) for table in metadata.sorted_tables if table is not aliases}
        return {
            str(table.name): await self._rows(table, or_(*(column == alias for column in columns)))
            for table, columns in named.items()
            if columns
        }

    async def _rows(self, table: Table, *where: ColumnElement[bool]) -> list[dict[str, Any]]:
        found = await self._in.connection.execute(select(table).where(*where).order_by(*table.primary_key.columns))
        rows = [{str(name): plain(value) for name, value in row.items()} for row in found.mappings()]
        return [{**row, "content": rows_of(row["content"])} for row in rows] if table is proposals else rows


def personal(person_id: int) -> list[tuple[Table, ColumnElement[bool]]]:
    """Each table with an id of a person in it, and which of its rows are theirs."""
    columns = {table: columns_of(table, PERSONAL) for table in metadata.sorted_tables}
    return [(table, or_(*(column == person_id for column in own))) for table, own in columns.items() if own]


def columns_of(table: Table, names: frozenset[str]) -> list[Column[Any]]:
    return [column for column in table.c if column.name in names]


def concerned(body: bytes) -> set[int]:
    """Who sent an update, or in whose private chat it happened. One who is only quoted in it did not send it."""
    parts = [part for part in orjson.loads(body).values() if isinstance(part, dict)]
    return {part[role]["id"] for part in parts for role in ("from", "user", "chat") if part.get(role)}


def pseudonym() -> int:
    return BELOW - secrets.randbelow(2**60)


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
