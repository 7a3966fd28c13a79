"""What is kept about applications for a microcredit: one row each."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, func, select

from core.cases import Case, Due, Event
from core.clock import KAZAKHSTAN
from core.store.letters import KeptLetters, Letter
from core.store.tables import applications
from core.store.transaction import Transaction

AT_ONCE = 1000
ACROSS = (applications.c.person_id, applications.c.number)


class KeptApplications:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def find(self, person_id: int, number: int) -> Case | None:
        return await self._one(one(person_id, number))

    async def lock(self, person_id: int, number: int) -> Case | None:
        """Until the end of the transaction nobody else changes it."""
        return await self._one(one(person_id, number).with_for_update())

    async def of(self, person_id: int) -> tuple[Case, ...]:
        theirs = select(applications).where(applications.c.person_id == person_id)
        found = await self._in.connection.execute(theirs.order_by(applications.c.number))
        return tuple(case_of(row) for row in found)

    async def every(self) -> AsyncIterator[tuple[Case, ...]]:
        """All there are, some at a time."""
        async with self._in.connection.stream(select(applications).order_by(*ACROSS)) as rows:
            async for some in rows.partitions(AT_ONCE):
                yield tuple(case_of(row) for row in some)

    async def next_number(self, person_id: int) -> int:
        highest = select(func.max(applications.c.number)).where(applications.c.person_id == person_id)
        return ((await self._in.connection.execute(highest)).scalar_one() or 0) + 1

    async def keep(self, case: Case) -> None:
        facts = row_of(case)
        insert = self._in.insert(applications).values(person_id=case.person_id, number=case.number, **facts)
        await self._in.connection.execute(insert.on_conflict_do_update(index_elements=ACROSS, set_=facts))

    async def delete(self, *keys: tuple[int, int]) -> None:
        """With all its letters."""
        if not keys:
            return
        rows = [{"who": person_id, "which": number} for person_id, number in keys]
        theirs = (applications.c.person_id == bindparam("who"), applications.c.number == bindparam("which"))
        await self._in.connection.execute(delete(applications).where(*theirs), rows)
        await KeptLetters(self._in).erase((person_id, about(number)) for person_id, number in keys)

    async def end_older(self, moment: datetime) -> None:
        """In one order, and leaving what another worker is at, so that two of them never wait for each other."""
        old = select(*ACROSS).where(applications.c.last_step_at < moment).order_by(*ACROSS)
        found = await self._in.connection.execute(old.with_for_update(skip_locked=True))
        await self.delete(*((row.person_id, row.number) for row in found))

    async def _one(self, wanted: Select[Any]) -> Case | None:
        row = (await self._in.connection.execute(wanted)).first()
        return None if row is None else case_of(row)


def about(number: int) -> str:
    """What its letters are about."""
    return f"application {number}"


def reminder(case: Case, due: Due) -> Letter:
    """Reminders go to the person alone, whose private chat has their number."""
    day = due.at.astimezone(KAZAKHSTAN).date()
    return Letter(
        chat_id=case.person_id,
        key=f"{about(case.number)}: {due.kind} {due.step} {day.isoformat()}",
        about=about(case.number),
        kind=due.kind,
        due_at=due.at,
        language=case.language,
        payload={"number": case.number, "step": due.step, **due.payload},
    )


def one(person_id: int, number: int) -> Select[Any]:
    return select(applications).where(applications.c.person_id == person_id, applications.c.number == number)


def row_of(case: Case) -> dict[str, Any]:
    """But the key."""
    return {
        "town": case.town,
        "edition": case.edition,
        "language": case.language,
        "handed_in": case.handed_in,
        "answers": dict(case.answers),
        "ticked": sorted(case.ticked),
        "events": [{"step": each.step, "outcome": each.outcome, "day": each.day.isoformat()} for each in case.events],
        "consented_at": case.consented_at,
        "since": case.since,
        "last_step_at": case.last_step_at,
        "moved_at": case.moved_at,
    }


def case_of(row: Row[Any]) -> Case:
    events = (Event(each["step"], each["outcome"], date.fromisoformat(each["day"])) for each in row.events)
    return Case(
        person_id=row.person_id,
        number=row.number,
        edition=row.edition,
        language=row.language,
        since=row.since,
        last_step_at=row.last_step_at,
        town=row.town,
        handed_in=row.handed_in,
        answers=row.answers,
        ticked=frozenset(row.ticked),
        events=tuple(events),
        consented_at=row.consented_at,
        moved_at=row.moved_at,
    )
