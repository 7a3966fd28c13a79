"""A person's applications: papers ticked off, dates, answers, reminders. Several may go on at once.

Each change is one transaction with the letters it brings about, which a second delivery of its update does not
repeat. All of them raise Unknown when there is no such application (any more).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from core.cases import Case, Due, Event, Planner
from core.catalogue import Unknown
from core.clock import Clock
from core.localised import Language
from core.store.applications import about, reminder
from core.store.transaction import Cause
from core.store.work import Store, Work

__all__ = ["Applications", "Case", "Cause", "Due", "Event", "Full", "Planner"]

MOST = 9


class Full(Exception):
    """So many applications at once are no person's wish."""


class Applications:
    def __init__(self, store: Store, clock: Clock, plan: Planner) -> None:
        self._store = store
        self._clock = clock
        self._plan = plan

    async def find(self, person_id: int, number: int) -> Case:
        async with self._store.reading() as work:
            return known(await work.applications.find(person_id, number), number)

    async def of(self, person_id: int) -> tuple[Case, ...]:
        async with self._store.reading() as work:
            return await work.applications.of(person_id)

    async def start(
        self,
        person_id: int,
        cause: Cause,
        *,
        edition: str,
        language: Language,
        town: str | None = None,
        handed_in: date | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> Case:
        """A second delivery is answered with the newest there is. Raises Full."""
        async with self._store.writing(cause, "application start") as work:
            number = await work.applications.next_number(person_id)
            if work.repeated:
                return known(await work.applications.find(person_id, number - 1), number - 1)
            if len(await work.applications.of(person_id)) >= MOST:
                raise Full
            now = self._clock()
            case = Case(person_id, number, edition, language, now, now, town, handed_in, answers or {})
            return await self._keep(work, case, replan=True)

    async def tick(self, person_id: int, number: int, paper: str, cause: Cause, *, ticked: bool) -> Case:
        def change(case: Case) -> Case:
            return replace(case, ticked=case.ticked | {paper} if ticked else case.ticked - {paper})

        return await self._change(person_id, number, "application tick", cause, change)

    async def reset_ticks(self, person_id: int, number: int, cause: Cause) -> Case:
        return await self._change(
            person_id, number, "application tick", cause, lambda case: replace(case, ticked=frozenset())
        )

    async def answer(self, person_id: int, number: int, cause: Cause, **answers: str) -> Case:
        """What the list of papers hangs on: work, purpose, banks."""
        return await self._change(
            person_id,
            number,
            "application answer",
            cause,
            lambda case: replace(case, answers={**case.answers, **answers}),
        )

    async def place(self, person_id: int, number: int, town: str, cause: Cause) -> Case:
        """In which town it is."""
        return await self._change(person_id, number, "application town", cause, lambda case: replace(case, town=town))

    async def record(self, person_id: int, number: int, event: Event, cause: Cause) -> Case:
        """What happened at a step; the same outcome of the same step told again is a correction of its day."""

        def change(case: Case) -> Case:
            others = (each for each in case.events if (each.step, each.outcome) != (event.step, event.outcome))
            return replace(case, events=(*others, event))

        return await self._change(person_id, number, "application progress", cause, change, replan=True)

    async def rewrite(
        self, person_id: int, number: int, handed_in: date | None, events: Iterable[Event], cause: Cause
    ) -> Case:
        """The whole course: to hand in, to begin anew with the missing papers, to take an answer back."""
        told = tuple(events)
        return await self._change(
            person_id,
            number,
            "application progress",
            cause,
            lambda case: replace(case, handed_in=handed_in, events=told),
            replan=True,
        )

    async def consent(self, person_id: int, number: int, cause: Cause, *, given: bool) -> Case:
        """To reminders. Withdrawing it deletes all that were to come."""

        def change(case: Case) -> Case:
            return replace(case, consented_at=(case.consented_at or self._clock()) if given else None)

        return await self._change(person_id, number, "application consent", cause, change, replan=True)

    async def delete(self, person_id: int, number: int, cause: Cause) -> None:
        """With its reminders. To delete what is not there is no mistake."""
        async with self._store.writing(cause, f"application delete {number}") as work:
            if not work.repeated:
                await work.applications.delete((person_id, number))

    async def _change(
        self,
        person_id: int,
        number: int,
        act: str,
        cause: Cause,
        change: Callable[[Case], Case],
        *,
        replan: bool = False,
    ) -> Case:
        """What changes nothing writes nothing."""
        standing = await self.find(person_id, number)
        if change(standing) == standing:
            return standing
        async with self._store.writing(cause, f"{act} {number}") as work:
            case = known(await work.applications.lock(person_id, number), number)
            return case if work.repeated else await self._keep(work, change(case), replan=replan)

    async def _keep(self, work: Work, case: Case, *, replan: bool) -> Case:
        now = self._clock()
        latest = max(now, case.last_step_at)
        if replan:
            planned = tuple(self._plan(case, now)) if case.handed_in else ()
            case = replace(case, moved_at=None)
            latest = max((now, *(due.at for due in planned)))
            letters = [reminder(case, due) for due in planned] if case.consented_at else []
            await work.letters.replan(case.person_id, about(case.number), letters)
        kept = replace(case, last_step_at=latest)
        await work.applications.keep(kept)
        return kept


def known(case: Case | None, number: int) -> Case:
    if case is None:
        raise Unknown(f"application {number}")
    return case
