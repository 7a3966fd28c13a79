"""What was published: batches and their figures, which are added and never changed."""

import asyncio
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, func, insert, select

from core.ledger import Batch, Entry
from core.store.tables import batches, published
from core.store.transaction import Transaction
from core.written import Written, read


class KeptBatches:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def version(self) -> int:
        return (await self._in.connection.execute(select(func.max(batches.c.number)))).scalar_one() or 0

    async def after(self, number: int) -> tuple[Batch, ...]:
        """Those that came later, with all their figures."""
        entries: dict[int, list[Entry]] = {}
        later = select(published).where(published.c.batch > number).order_by(published.c.batch, published.c.part)
        async with self._in.connection.stream(later) as rows:
            async for each in rows:
                entries.setdefault(each.batch, []).extend(await asyncio.to_thread(read, each.figures))
        heads = await self._in.connection.execute(
            select(batches).where(batches.c.number > number).order_by(batches.c.number)
        )
        return tuple(batch_of(head, entries.get(head.number, [])) for head in heads)

    async def publish(self, batch: Batch, written: Written) -> None:
        """`batch.by` is the pseudonym of whoever does it; `written` are its entries."""
        head = {
            "number": batch.number,
            "at": batch.at,
            "published_by": batch.by,
            "reason": batch.reason,
            "overruled": list(batch.overruled),
            "undoes": batch.undoes,
        }
        await self._in.connection.execute(insert(batches).values(**head))
        for part, text in enumerate(written, 1):
            row = {"batch": batch.number, "part": part, "figures": text.decode()}
            await self._in.connection.execute(insert(published).values(**row))
        self._in.changed(batches, batch.number)


def batch_of(head: Row[Any], entries: Iterable[Entry]) -> Batch:
    return Batch(
        number=head.number,
        at=head.at,
        by=head.published_by,
        entries=tuple(entries),
        reason=head.reason,
        overruled=tuple(head.overruled),
        undoes=head.undoes,
    )
