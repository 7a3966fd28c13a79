"""What somebody has asked to publish, and what became of it."""

import asyncio
import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Row, Select, delete, func, insert, select, update

from core.ledger import Entry
from core.publishing import Proposal
from core.store.batches import AT_ONCE, entry_of, row_of
from core.store.tables import proposals
from core.store.transaction import Transaction


class KeptProposals:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def next_number(self) -> int:
        """Within `KeptAudit.alone`, so that no two have one."""
        highest = select(func.max(proposals.c.number))
        return ((await self._in.connection.execute(highest)).scalar_one() or 0) + 1

    async def add(self, proposal: Proposal) -> None:
        row = {name: getattr(proposal, name) for name in proposal.__slots__ if name not in {"entries", "overruled"}}
        content = await asyncio.to_thread(packed, proposal.entries)
        row |= {"content": content, "overruled": list(proposal.overruled)}
        await self._in.connection.execute(insert(proposals).values(**row))

    async def find(self, number: int, known: Proposal | None = None) -> Proposal | None:
        """What it holds is not read again when it is the one that is known."""
        return await self._one(select(proposals).where(proposals.c.number == number), known)

    async def last_of(self, alias: int) -> Proposal | None:
        theirs = select(proposals).where(proposals.c.proposed_by == alias)
        return await self._one(theirs.order_by(proposals.c.number.desc()).limit(1))

    async def waiting(self, most: int) -> tuple[Proposal, ...]:
        """The latest first."""
        wanted = select(proposals).where(proposals.c.state == "waiting")
        found = await self._in.connection.execute(wanted.order_by(proposals.c.number.desc()).limit(most))
        return tuple(proposal_of(row) for row in found)

    async def _one(self, wanted: Select[Any], known: Proposal | None = None) -> Proposal | None:
        row = (await self._in.connection.execute(wanted)).first()
        return None if row is None else proposal_of(row, known)

    async def confirm(self, number: int, by: int) -> None:
        """The first of two."""
        await self._set(number, confirmed_by=by)

    async def settle(self, number: int, batch: int) -> None:
        """What it held stands in the ledger now."""
        await self._set(number, state="published", batch=batch, content=packed(()))

    async def withdraw(self, number: int) -> None:
        await self._set(number, state="withdrawn", content=packed(()))

    async def end_older(self, moment: datetime) -> None:
        await self._in.connection.execute(delete(proposals).where(proposals.c.at < moment))

    async def _set(self, number: int, **facts: Any) -> None:
        await self._in.connection.execute(update(proposals).where(proposals.c.number == number).values(**facts))


def proposal_of(row: Row[Any], known: Proposal | None = None) -> Proposal:
    facts = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
    content = facts.pop("content")
    same = known is not None and (known.number, known.digest, row.state) == (row.number, row.digest, "waiting")
    facts["entries"] = known.entries if known and same else unpacked(content)
    return Proposal(**facts | {"overruled": tuple(facts["overruled"])})


def packed(entries: Sequence[Entry]) -> bytes:
    """One list in JSON, made a part at a time."""
    packing = zlib.compressobj(level=1)
    parts = [packing.compress(b"[")]
    for first in range(0, len(entries), AT_ONCE):
        some = orjson.dumps([row_of(each) for each in entries[first : first + AT_ONCE]])
        parts.append(packing.compress(b"," * bool(first) + some[1:-1]))
    return b"".join((*parts, packing.compress(b"]"), packing.flush()))


def unpacked(content: bytes) -> tuple[Entry, ...]:
    return tuple(map(entry_of, rows_of(content)))


def rows_of(content: bytes) -> list[list[Any]]:
    rows: list[list[Any]] = orjson.loads(zlib.decompress(content))
    return rows
