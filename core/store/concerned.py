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
from core.issuing import Concerned, Prospect
from core.notices import Happened, readers
from core.store.applications import about, reminder
from core.store.letters import Letter
from core.store.work import Work

DATES = Concern(dates=True, papers=False, newer=False)
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


async def out_of_date(work: Work, after: Catalogue, now: datetime) -> Found:
    """Those whose dates move where it cannot be known what they were: only what was last planned for them."""
    cases = [case async for some in work.applications.every() for case in some if case.last_step_at > now]
    return tuple((case, DATES) for case in cases if last_planned(case, after, now) != case.last_step_at)


def last_planned(case: Case, catalogue: Catalogue, now: datetime) -> datetime | None:
    course = catalogue.courses.get(case.edition)
    due = planned(course, catalogue.calendar, case, now) if course else ()
    return max((each.at for each in due), default=None)


async def counted(work: Work, prospect: Prospect, found: Found) -> Concerned:
    told, wishes = sum(case.consented_at is not None for case, _ in found), await work.subscriptions.reachable()
    return Concerned(len(found), told, readers(prospect.before, Happened.rescored(prospect.impact.towns), wishes))


async def tell(work: Work, found: Found, after: Catalogue, issue: int, now: datetime) -> None:
    """A letter only to those who want to hear of their application, and their reminders move with the days. The others
    are told when they look at it next.
    """
    for held, why in found:
        case = await work.applications.lock(held.person_id, held.number)
        if case is None:
            continue
        course = after.courses.get(case.edition)
        if why.dates and course is not None:
            due = tuple(planned(course, after.calendar, case, now))
            if case.consented_at:
                await work.letters.replan(case.person_id, about(case.number), [reminder(case, each) for each in due])
            latest = max((case.last_step_at, *(each.at for each in due)))
            await work.applications.keep(replace(case, last_step_at=latest, moved_at=now))
        if case.consented_at:
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
