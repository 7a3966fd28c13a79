"""What somebody has asked to publish, and what became of it."""

import asyncio
import zlib
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

import orjson
from sqlalchemy import Row, Select, delete, func, insert, select, update

from core.publishing import Proposal
from core.store.tables import proposals
from core.store.transaction import Transaction
from core.written import Written, read


class KeptProposals:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def next_number(self) -> int:
        """Within `KeptAudit.alone`, so that no two have one."""
        highest = select(func.max(proposals.c.number))
        return ((await self._in.connection.execute(highest)).scalar_one() or 0) + 1

    async def add(self, proposal: Proposal, written: Written) -> None:
        """`written` are its entries."""
        row = {name: getattr(proposal, name) for name in proposal.__slots__ if name not in {"entries", "overruled"}}
        row |= {"content": await asyncio.to_thread(packed, written), "overruled": list(proposal.overruled)}
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
        return None if row is None else await asyncio.to_thread(proposal_of, row, known)  # it may hold 200,000

    async def confirm(self, number: int, by: int) -> None:
        """The first of two."""
        await self._set(number, confirmed_by=by)

    async def settle(self, number: int, batch: int) -> None:
        """What it held stands in the ledger now."""
        await self._set(number, state="published", batch=batch, content=b"")

    async def withdraw(self, number: int) -> None:
        await self._set(number, state="withdrawn", content=b"")

    async def end_older(self, moment: datetime) -> None:
        await self._in.connection.execute(delete(proposals).where(proposals.c.at < moment))

    async def _set(self, number: int, **facts: Any) -> None:
        await self._in.connection.execute(update(proposals).where(proposals.c.number == number).values(**facts))


def proposal_of(row: Row[Any], known: Proposal | None = None) -> Proposal:
    facts = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
    content = facts.pop("content")
    same = known is not None and (known.number, known.digest, row.state) == (row.number, row.digest, "waiting")
    facts["entries"] = known.entries if known and same else tuple(chain.from_iterable(map(read, unpacked(content))))
    return Proposal(**facts | {"overruled": tuple(facts["overruled"])})


def packed(written: Written) -> bytes:
    return b"".join(zlib.compress(text, level=1) for text in written)


def unpacked(content: bytes) -> Iterator[bytes]:
    """The lists in JSON of which it is made: each says itself where it ends."""
    while content:
        part = zlib.decompressobj()
        yield part.decompress(content)
        content = part.unused_data


def rows_of(content: bytes) -> list[list[str]]:
    return [row for part in unpacked(content) for row in orjson.loads(part)]
