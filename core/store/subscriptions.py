"""Who wants to hear of what is published."""

from sqlalchemy import delete, select

from core.publishing import Subscription
from core.store.tables import subscriptions
from core.store.transaction import Transaction


class KeptSubscriptions:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def add(self, wish: Subscription) -> None:
        row = {name: getattr(wish, name) for name in wish.__slots__}
        await self._in.connection.execute(
            self._in.insert(subscriptions)
            .values(**row, since=self._in.clock())
            .on_conflict_do_update(
                index_elements=list(subscriptions.primary_key.columns), set_={"language": wish.language}
            )
        )

    async def drop(self, wish: Subscription) -> None:
        this = [
            getattr(subscriptions.c, name) == getattr(wish, name) for name in ("chat_id", "extent", "place", "kind")
        ]
        await self._in.connection.execute(delete(subscriptions).where(*this))

    async def drop_all(self, chat_id: int) -> None:
        await self._in.connection.execute(delete(subscriptions).where(subscriptions.c.chat_id == chat_id))

    async def every(self, chat_id: int | None = None) -> tuple[Subscription, ...]:
        query = select(subscriptions).order_by(*subscriptions.primary_key.columns)
        if chat_id is not None:
            query = query.where(subscriptions.c.chat_id == chat_id)
        found = await self._in.connection.execute(query)
        return tuple(Subscription(row.chat_id, row.extent, row.place, row.kind, row.language) for row in found)
