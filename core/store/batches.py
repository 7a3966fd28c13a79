"""What was published: batches and their figures, which are added and never changed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, func, insert, select

from core.dry_run import form_of
from core.ledger import Batch, Entry, Figure, Withdrawal
from core.scales import Value, Within
from core.store.tables import batches, published
from core.store.transaction import Transaction

AT_ONCE = 5000


class KeptBatches:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def version(self) -> int:
        return (await self._in.connection.execute(select(func.max(batches.c.number)))).scalar_one() or 0

    async def after(self, number: int) -> tuple[Batch, ...]:
        """Those that came later, with all their figures."""
        entries: dict[int, list[Entry]] = {}
        later = select(published).where(published.c.batch > number).order_by(published.c.batch, published.c.line)
        async with self._in.connection.stream(later) as rows:
            async for some in rows.partitions(AT_ONCE):
                for row in some:
                    entries.setdefault(row.batch, []).append(entry_of(row))
        heads = await self._in.connection.execute(
            select(batches).where(batches.c.number > number).order_by(batches.c.number)
        )
        return tuple(batch_of(head, entries.get(head.number, [])) for head in heads)

    async def publish(self, batch: Batch) -> None:
        """`batch.by` is the pseudonym of whoever does it."""
        head = {
            "number": batch.number,
            "at": batch.at,
            "published_by": batch.by,
            "reason": batch.reason,
            "overruled": list(batch.overruled),
            "undoes": batch.undoes,
        }
        await self._in.connection.execute(insert(batches).values(**head))
        rows = [{"batch": batch.number, "line": line, **row_of(each)} for line, each in enumerate(batch.entries, 1)]
        for first in range(0, len(rows), AT_ONCE):
            await self._in.connection.execute(insert(published), rows[first : first + AT_ONCE])
        self._in.changed(batches, batch.number)


def row_of(entry: Entry) -> dict[str, Any]:
    where = {"town": entry.town, "indicator": entry.indicator, "year": entry.year}
    if isinstance(entry, Withdrawal):
        return {**where, "form": "none", "value": None, "raw": None, "unit": None, "source": None}
    form, value = kept(entry.value)
    return {**where, "form": form, "value": value, "raw": entry.raw, "unit": entry.unit, "source": entry.source}


def kept(value: Value) -> tuple[str, str]:
    """A number as it was given, with the noughts that end it."""
    return ("number", str(value)) if isinstance(value, Decimal) else form_of(value)


def value_of(form: str, value: str) -> Value:
    match form:
        case "number":
            return Decimal(value)
        case "band":
            return Within(int(value))
        case _:
            return value


def entry_of(row: Row[Any] | Any) -> Entry:
    if row.form == "none":
        return Withdrawal(row.town, row.indicator, row.year)
    value = value_of(row.form, row.value)
    return Figure(row.town, row.indicator, row.year, value, row.raw, row.unit, row.source)


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
