"""Applications in progress that other content concerns: counted, planned anew and told in the transaction that
publishes it.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from core.cases import Case
from core.catalogue import Catalogue
from core.concern import Concern, concern
from core.content import NEWS
from core.guide import planned
from core.issuing import Concerned
from core.store.applications import about, reminder
from core.store.letters import Letter
from core.store.work import Work

Found = tuple[tuple[Case, Concern], ...]


async def concerned(work: Work, before: Catalogue, after: Catalogue, now: datetime) -> Found:
    """A thousand at a time, beside the loop."""
    found: Found = ()
    async for some in work.applications.every():
        found += await asyncio.to_thread(those_in, some, before, after, now)
    return found


def those_in(cases: Iterable[Case], before: Catalogue, after: Catalogue, now: datetime) -> Found:
    held = ((case, concern(before, after, case, now)) for case in cases)
    return tuple((case, each) for case, each in held if each.any)


def counted(found: Found) -> Concerned:
    return Concerned(len(found), sum(case.consented_at is not None for case, _ in found))


async def tell(work: Work, found: Found, after: Catalogue, issue: int, now: datetime) -> None:
    """Only those who want to hear of their application. Their reminders move with the days."""
    for held, why in found:
        case = await work.applications.lock(held.person_id, held.number)
        if case is None or case.consented_at is None:
            continue
        course = after.courses.get(case.edition)
        if why.dates and course is not None:
            due = tuple(planned(course, after.calendar, case, now))
            await work.letters.replan(case.person_id, about(case.number), [reminder(case, each) for each in due])
            latest = max((case.last_step_at, *(each.at for each in due)))
            await work.applications.keep(replace(case, last_step_at=latest))
        await work.letters.put([news(case, why, issue, now)])


def news(case: Case, why: Concern, issue: int, now: datetime) -> Letter:
    return Letter(
        chat_id=case.person_id,
        key=f"content {issue}: application {case.number}",
        about=f"content {issue}",
        kind=NEWS,
        due_at=now,
        language=case.language,
        payload={"number": case.number, "dates": why.dates, "papers": why.papers, "newer": why.newer},
    )
