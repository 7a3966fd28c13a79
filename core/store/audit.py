"""Acts of power, each chained to the one before it: who changes an earlier row breaks every hash from there on."""

import json
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, func, insert, select, text

from core.store.aliases import KeptAliases
from core.store.tables import audit
from core.store.transaction import Transaction

LOCK: Final = 0x6D6F6E70  # next to the one of the migrations
AT_ONCE = 1000
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """`who` acted and `whom` it concerns, under their pseudonyms. `update_id` is the message that asked for it; None:
    the command line.
    """

    number: int
    at: datetime
    who: int
    act: str
    whom: int | None
    before: Facts | None
    after: Facts | None
    update_id: int | None
    hash: str


@dataclass(frozen=True, slots=True)
class Act:
    """What goes on record. What it says names no person: they have columns of their own, which can be forgotten."""

    name: str
    whom: int | None = None
    before: Facts | None = None
    after: Facts | None = None


class KeptAudit:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction
        self._aliases = KeptAliases(transaction)

    async def alone(self) -> None:
        """Until the end of the transaction nobody else acts. On SQLite BEGIN IMMEDIATE has seen to it."""
        if self._in.shared:
            await self._in.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})

    async def append(self, who: int, act: Act, update_id: int | None) -> None:
        """In the transaction of the act itself. Writers come one after the other: there is one chain."""
        await self.alone()
        aliases = await self._aliases.of(who), None if act.whom is None else await self._aliases.of(act.whom)
        last = (await self._in.connection.execute(select(audit).order_by(audit.c.number.desc()).limit(1))).first()
        row = {
            "number": last.number + 1 if last else 1,
            "at": self._in.clock(),
            "who": aliases[0],
            "act": act.name,
            "whom": aliases[1],
            "before": canonical(act.before),
            "after": canonical(act.after),
            "update_id": update_id,
        }
        await self._in.connection.execute(insert(audit).values(**row, hash=chained(last.hash if last else "", row)))

    async def last(self) -> int:
        """The number of the last entry."""
        return (await self._in.connection.execute(select(func.max(audit.c.number)))).scalar_one() or 0

    async def read(
        self,
        *,
        who: int | None = None,
        acts: Collection[str] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        below: int | None = None,
        most: int = AT_ONCE,
    ) -> tuple[Entry, ...]:
        """The latest first. `who` is a pseudonym and finds also what concerns them; `below` goes on from a number."""
        wanted: list[ColumnElement[bool]] = []
        if who is not None:
            wanted.append((audit.c.who == who) | (audit.c.whom == who))
        wanted += [audit.c.act.in_(acts)] if acts else []
        wanted += [audit.c.at >= since] if since is not None else []
        wanted += [audit.c.at < until] if until is not None else []
        wanted += [audit.c.number < below] if below is not None else []
        query = select(audit).where(*wanted).order_by(audit.c.number.desc()).limit(most)
        return tuple(entry_of(row) for row in (await self._in.connection.execute(query)).mappings())

    async def chain(self) -> AsyncIterator[tuple[Entry, bool]]:
        """From the first on: each entry, and whether it is the one that was written after the one before."""
        number, last = 0, ""
        async with self._in.connection.stream(select(audit).order_by(audit.c.number)) as rows:
            async for some in rows.mappings().partitions(AT_ONCE):
                for row in some:
                    content = {name: row[name] for name in ROW}
                    yield entry_of(row), row["number"] == number + 1 and row["hash"] == chained(last, content)
                    number, last = row["number"], row["hash"]


ROW: Final = ("number", "at", "who", "act", "whom", "before", "after", "update_id")


def entry_of(row: RowMapping) -> Entry:
    facts = {str(name): value for name, value in row.items()}
    facts |= {side: json.loads(facts[side]) if facts[side] is not None else None for side in ("before", "after")}
    return Entry(**facts)


def canonical(facts: Facts | None) -> str | None:
    """The same text for the same content."""
    return None if facts is None else json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def chained(last: str, row: Mapping[str, Any]) -> str:
    content = [last, *(row[name].isoformat() if name == "at" else row[name] for name in ROW)]
    return sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
