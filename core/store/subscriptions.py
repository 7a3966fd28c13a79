"""Who wants to hear of what is published."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Row, delete, select

from core.publishing import Subscription
from core.store.tables import people, subscriptions
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
        return tuple(map(wish_of, found))

    async def reachable(self) -> tuple[Subscription, ...]:
        """Those of everybody who has not blocked the bot."""
        of_people = subscriptions.outerjoin(people, people.c.person_id == subscriptions.c.chat_id)
        found = await self._in.connection.execute(
            select(subscriptions)
            .select_from(of_people)
            .where(people.c.blocked_at.is_(None))
            .order_by(*subscriptions.primary_key.columns)
        )
        return tuple(map(wish_of, found))

    async def move(self, old: int, new: int) -> None:
        """Telegram has given a group another id."""
        for wish in await self.every(old):
            await self.add(replace(wish, chat_id=new))
        await self.drop_all(old)


def wish_of(row: Row[Any]) -> Subscription:
    return Subscription(row.chat_id, row.extent, row.place, row.kind, row.language)
