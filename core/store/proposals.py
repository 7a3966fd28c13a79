"""What somebody has asked to publish, and what became of it."""

import zlib
from collections.abc import Iterable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import orjson
from sqlalchemy import Select, delete, func, insert, select, update

from core.ledger import Entry
from core.publishing import Proposal
from core.store.batches import entry_of, row_of
from core.store.tables import proposals
from core.store.transaction import Transaction

COLUMNS = ("town", "indicator", "year", "form", "value", "raw", "unit", "source")


class KeptProposals:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def next_number(self) -> int:
        """Within `KeptAudit.alone`, so that no two have one."""
        highest = select(func.max(proposals.c.number))
        return ((await self._in.connection.execute(highest)).scalar_one() or 0) + 1

    async def add(self, proposal: Proposal) -> None:
        row = {name: getattr(proposal, name) for name in proposal.__slots__ if name not in {"entries", "overruled"}}
        row |= {"content": packed(proposal.entries), "overruled": list(proposal.overruled)}
        await self._in.connection.execute(insert(proposals).values(**row))

    async def find(self, number: int) -> Proposal | None:
        return await self._one(select(proposals).where(proposals.c.number == number))

    async def last_of(self, alias: int) -> Proposal | None:
        theirs = select(proposals).where(proposals.c.proposed_by == alias)
        return await self._one(theirs.order_by(proposals.c.number.desc()).limit(1))

    async def _one(self, wanted: Select[Any]) -> Proposal | None:
        row = (await self._in.connection.execute(wanted)).first()
        if row is None:
            return None
        facts = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
        facts["entries"] = unpacked(facts.pop("content"))
        return Proposal(**facts | {"overruled": tuple(facts["overruled"])})

    async def confirm(self, number: int, by: int) -> None:
        """The first of two."""
        await self._set(number, confirmed_by=by)

    async def settle(self, number: int, batch: int) -> None:
        """What it held stands in the ledger now."""
        await self._set(number, state="published", batch=batch, content=packed(()))

    async def end_older(self, moment: datetime) -> None:
        await self._in.connection.execute(delete(proposals).where(proposals.c.at < moment))

    async def _set(self, number: int, **facts: Any) -> None:
        await self._in.connection.execute(update(proposals).where(proposals.c.number == number).values(**facts))


def packed(entries: Iterable[Entry]) -> bytes:
    rows = [[row[name] for name in COLUMNS] for row in map(row_of, entries)]
    return zlib.compress(orjson.dumps(rows), level=1)


def unpacked(content: bytes) -> tuple[Entry, ...]:
    return tuple(entry_of(SimpleNamespace(**dict(zip(COLUMNS, row, strict=True)))) for row in rows_of(content))


def rows_of(content: bytes) -> list[list[Any]]:
    rows: list[list[Any]] = orjson.loads(zlib.decompress(content))
    return rows
