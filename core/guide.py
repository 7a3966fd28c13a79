"""An application as it is kept, seen by the course of its edition: where it is, and when a reminder is due."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import get_args

from core.cases import Case, Due
from core.clock import KAZAKHSTAN
from core.progress import Progress, progress
from core.reminders import Reminder, reminders
from core.terms import Answer, Application, Course, Outcome
from core.workdays import UnknownYear, WorkCalendar

OUTCOMES: Mapping[str, Outcome] = {each: each for each in get_args(Outcome)}


def application(case: Case, handed_in: date) -> Application:
    """Answers in the order of their days, whenever they were told; what does not settle a step comes first."""
    answers = (Answer(event.step, OUTCOMES[event.outcome], event.day) for event in case.events)
    return Application(handed_in, tuple(sorted(answers, key=lambda each: (each.day, each.settles))))


def where(course: Course, calendar: WorkCalendar, told: Application, now: datetime) -> Progress:
    return progress(course, calendar, told, now.astimezone(KAZAKHSTAN).date())


def planned(course: Course, calendar: WorkCalendar, case: Case, now: datetime) -> Iterator[Due]:
    """One for each morning. Days that the calendar does not know cannot be foreseen, and bring none."""
    if case.handed_in is None:
        return
    told = application(case, case.handed_in)
    try:
        standing = where(course, calendar, told, now)
    except UnknownYear:
        return
    for reminder in reminders(standing, told, now):
        first = reminder.notices[0]
        yield Due(reminder.at, first.kind, "+".join(first.steps))


def due_on(standing: Progress, told: Application, moment: datetime, before: datetime) -> Reminder | None:
    """What there is to say at that moment as things stand now, if it was still to come before."""
    return next((each for each in reminders(standing, told, before) if each.at == moment), None)
