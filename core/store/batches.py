"""What was published: batches and their figures, which are added and never changed."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Row as Found
from sqlalchemy import func, insert, select

from core.dry_run import form_of
from core.ledger import Batch, Entry, Figure, Withdrawal
from core.scales import Value, Within
from core.store.tables import batches, published
from core.store.transaction import Transaction

AT_ONCE = 5000
Row = tuple[Any, ...]
COLUMNS = [published.c[name] for name in ("town", "indicator", "year", "form", "value", "raw", "unit", "source")]


class KeptBatches:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def version(self) -> int:
        return (await self._in.connection.execute(select(func.max(batches.c.number)))).scalar_one() or 0

    async def after(self, number: int) -> tuple[Batch, ...]:
        """Those that came later, with all their figures."""
        entries: dict[int, list[Entry]] = {}
        columns = published.c.batch, *COLUMNS
        later = select(*columns).where(published.c.batch > number).order_by(published.c.batch, published.c.line)
        async with self._in.connection.stream(later) as rows:
            async for some in rows.partitions(AT_ONCE):
                for batch, *row in some:
                    entries.setdefault(batch, []).append(entry_of(row))
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
        for first in range(0, len(batch.entries), AT_ONCE):
            await self._add(batch, first)
        self._in.changed(batches, batch.number)

    async def _add(self, batch: Batch, first: int) -> None:
        """As the driver takes them: SQLAlchemy would look at each value of each row."""
        rows = [
            (batch.number, line, *row_of(each))
            for line, each in enumerate(batch.entries[first : first + AT_ONCE], first + 1)
        ]
        statement = insert(published).compile(dialect=self._in.connection.dialect)
        await self._in.connection.exec_driver_sql(str(statement), rows)


def row_of(entry: Entry) -> Row:
    """In the order of COLUMNS."""
    if isinstance(entry, Withdrawal):
        return *entry, "none", None, None, None, None
    town, indicator, year, value, raw, unit, source = entry
    return town, indicator, year, *kept(value), raw, unit, source


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


def entry_of(row: Sequence[Any]) -> Entry:
    town, indicator, year, form, value, raw, unit, source = row
    if form == "none":
        return Withdrawal(town, indicator, year)
    return Figure(town, indicator, year, value_of(form, value), raw, unit, source)


def batch_of(head: Found[Any], entries: Iterable[Entry]) -> Batch:
    return Batch(
        number=head.number,
        at=head.at,
        by=head.published_by,
        entries=tuple(entries),
        reason=head.reason,
        overruled=tuple(head.overruled),
        undoes=head.undoes,
    )
