"""Acts of power: one transaction, by somebody with the right to it at that moment, on record. So is whoever tries
without the right.
"""

from asyncio import to_thread
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

from core.access import CONSOLE, At, Extent, Permission, Person, allowed
from core.bulk import in_bulk
from core.store.audit import Act
from core.store.transaction import Cause
from core.store.work import Store, Work

MANY = 5000
"""Figures in one proposal, from which on a transaction may take longer than an answer."""
Worked = TypeVar("Worked")


class NotAllowed(Exception):
    """`place` is where they may not; None of it happened."""

    def __init__(self, permission: Permission, place: At | Extent) -> None:
        super().__init__(f"{permission} at {place}")
        self.permission = permission
        self.place = place


@dataclass(frozen=True, slots=True)
class Deed:
    work: Work
    person: Person
    cause: Cause | None

    def require(self, permission: Permission, *places: At | Extent) -> None:
        require(self.person, permission, *places)

    def may(self, permission: Permission, *places: At | Extent) -> bool:
        return all(allowed(self.person, permission, place) for place in places)

    async def alias(self) -> int:
        return await self.work.aliases.of(self.person.id)

    async def record(
        self,
        act: str,
        whom: int | None = None,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        update_id = self.cause.update_id if self.cause else None
        await self.work.audit.append(self.person.id, Act(act, whom, before, after), update_id)


def require(person: Person, permission: Permission, *places: At | Extent) -> None:
    for place in places:
        if not allowed(person, permission, place):
            raise NotAllowed(permission, place)


async def known_person(work: Work, person_id: int) -> Person:
    """As the database has them in this transaction, not as somebody remembers them."""
    return CONSOLE if person_id == CONSOLE.id else await work.people.find(person_id)


async def beside(figures: int, work: Callable[[], Worked]) -> Worked:
    """Work on so many of them that it would hold up the loop, which has others to answer, is done beside it."""
    if figures <= MANY:
        return work()
    with in_bulk():
        return await to_thread(work)


@asynccontextmanager
async def acting(
    store: Store, person_id: int, cause: Cause | None, act: str, *, large: bool = False
) -> AsyncIterator[Deed]:
    """One after the other, whoever acts: a right that is taken away is gone for whatever comes after. No `cause` is the
    command line, which asks once. What is `large` may take its time.
    """
    try:
        with in_bulk() if large else nullcontext():
            async with store.patient() if large else nullcontext(store) as own, own.writing(cause, act) as work:
                await work.audit.alone()
                yield Deed(work, await known_person(work, person_id), cause)
    except NotAllowed as no:
        await deny(store, person_id, cause, act, no)
        raise


async def ask(
    store: Store, person_id: int, cause: Cause | None, act: str, permission: Permission, *places: At | Extent
) -> Person:
    """For what only reads."""
    async with store.reading() as work:
        person = await known_person(work, person_id)
    try:
        require(person, permission, *places)
    except NotAllowed as no:
        await deny(store, person_id, cause, act, no)
        raise
    return person


async def deny(store: Store, person_id: int, cause: Cause | None, act: str, no: NotAllowed) -> None:
    place = no.place.town if isinstance(no.place, At) else no.place
    async with store.writing(cause, f"denied {act}") as work:
        if not work.repeated:
            tried = Act("denied", after={"act": act, "permission": no.permission, "place": place})
            await work.audit.append(person_id, tried, cause.update_id if cause else None)
