"""The way of a person's own application: its papers, its dates, where it is. Works on what is handed to it and stores
nothing; core/services/applications.py keeps.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import get_args

from core.cases import Case, Due, Event
from core.catalogue import Catalogue, Unknown
from core.clock import KAZAKHSTAN, Clock
from core.guide import OUTCOMES, application, due_on, planned, where
from core.microcredit import Answers, Banks, Needed, Paper, Purpose, Work
from core.programmes import Standing, edition_on, still
from core.progress import Impossible, Progress, fault
from core.reminders import Notice
from core.sources import Note
from core.terms import Answer, Application, Course, Leg, Outcome, Step
from core.towns import Town
from core.workdays import UnknownYear

__all__ = ["Guide", "Held", "Impossible", "Journey", "Paperwork", "UnknownYear"]

WORK: Mapping[str, Work] = {each: each for each in get_args(Work)}
PURPOSE: Mapping[str, Purpose] = {each: each for each in get_args(Purpose)}
BANKS: Mapping[str, Banks] = {each: each for each in get_args(Banks)}
JUST_BEFORE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Held:
    """An application, and what its programme is worth today."""

    case: Case
    town: Town | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Paperwork(Held):
    answers: Answers
    papers: tuple[Needed, ...]
    notes: tuple[Note, ...]

    @property
    def ready(self) -> int:
        return sum(needed.paper.id in self.case.ticked for needed in self.papers)


@dataclass(frozen=True, slots=True)
class Journey(Held):
    """One that was handed in."""

    course: Course
    told: Application
    progress: Progress

    def leg(self, step_id: str) -> Leg:
        for stage in self.progress.stages:
            if stage.leg.step.id == step_id:
                return stage.leg
        raise Unknown(f"step {step_id!r}")

    @property
    def open_days(self) -> tuple[tuple[Leg, date], ...]:
        """Last days that still matter; an answer has made the others idle."""
        legs = (stage.leg for stage in self.progress.stages if stage.state in {"running", "late", "ahead"})
        return tuple((leg, leg.due) for leg in legs if leg.due)

    def answerable(self) -> tuple[Step, ...]:
        """Where it is first; then what a person may hear of before they hear of what lies before."""
        at = [stage.leg.step for stage in self.progress.at]
        later = [stage.leg.step for stage in self.progress.stages if stage.state in {"ahead", "running", "late"}]
        early = [step for step in later if step.told and step not in at]
        return tuple(step for step in (*at, *early) if self.outcomes(step))

    def outcomes(self, step: Step) -> tuple[Outcome, ...]:
        """Those that can be told today."""
        told, today = self.told, self.standing.day
        return tuple(
            outcome
            for outcome in OUTCOMES.values()
            if fault(self.course, told, Answer(step.id, outcome, today), list(told.answers), today) is None
        )


class Guide:
    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self._catalogue = catalogue
        self._clock = clock

    def at(self, moment: datetime) -> "Guide":
        """What it will say then."""
        return Guide(self._catalogue, lambda: moment)

    @property
    def today(self) -> date:
        return self._clock().astimezone(KAZAKHSTAN).date()

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last that the calendar knows."""
        return min(self._catalogue.calendar.years), max(self._catalogue.calendar.years)

    @property
    def edition(self) -> str:
        """That a new application follows."""
        return edition_on(self._catalogue.editions, self.today).edition.id

    def town(self, town_id: str) -> Town:
        return self._catalogue.town(town_id)

    def standing(self) -> Standing:
        return edition_on(self._catalogue.editions, self.today)

    def plan(self, case: Case, now: datetime) -> Iterable[Due]:
        """The planner of the reminders."""
        return planned(self._course(case), self._catalogue.calendar, case, now)

    def held(self, case: Case) -> Held:
        return Held(case, self._town(case), self._standing(case))

    def papers(self, case: Case) -> Paperwork:
        answers, standing = answers_of(case), self._standing(case)
        procedure = standing.edition.microcredit
        notes = procedure.notes_for(answers)
        return Paperwork(case, self._town(case), standing, answers, procedure.needed(answers), notes)

    def paper(self, case: Case, paper_id: str) -> Paper:
        for paper in self._standing(case).edition.microcredit.papers:
            if paper.id == paper_id:
                return paper
        raise Unknown(f"paper {paper_id!r}")

    def journey(self, case: Case) -> Journey:
        """Raises Unknown for one that was not handed in, UnknownYear where the calendar ends, Impossible."""
        if case.handed_in is None:
            raise Unknown(f"application {case.number} is not handed in")
        course, told = self._course(case), application(case, case.handed_in)
        now = where(course, self._catalogue.calendar, told, self._clock())
        return Journey(case, self._town(case), self._standing(case), course, told, now)

    def step(self, case: Case, step_id: str) -> Step:
        step = self._course(case).step(step_id)
        if step is None:
            raise Unknown(f"step {step_id!r}")
        return step

    def handed_in(self, case: Case, day: date) -> Case:
        """The case as it would be. Raises Impossible, UnknownYear."""
        return self._checked(replace(case, handed_in=day))

    def answered(self, case: Case, event: Event) -> Case:
        """The same outcome told again is a correction of its day."""
        others = (each for each in case.events if (each.step, each.outcome) != (event.step, event.outcome))
        return self._checked(replace(case, events=(*others, event)))

    def completed(self, case: Case, step_id: str, day: date) -> Case:
        """What was missing has been handed in."""
        journey = self.journey(case)
        step = journey.leg(step_id).step
        if not step.after:
            earliest = max(
                (event.day for event in case.events if event.step == step_id), default=journey.told.handed_in
            )
            if day < earliest:
                raise Impossible("too_early")
        renewed = journey.course.completed(journey.told, step, day)
        events = tuple(Event(each.step, each.outcome, each.day) for each in renewed.answers)
        return self._checked(replace(case, handed_in=renewed.handed_in, events=events))

    def notices(self, case: Case, at: datetime) -> tuple[Notice, ...]:
        """What the reminder of that moment says as things stand now; nothing when there is nothing to say any more."""
        journey = self.journey(case)
        reminder = due_on(journey.progress, journey.told, at, at - JUST_BEFORE)
        return reminder.notices if reminder else ()

    def next_reminder(self, case: Case) -> date | None:
        days = [due.at.astimezone(KAZAKHSTAN).date() for due in self.plan(case, self._clock())]
        return min(days, default=None)

    def _checked(self, case: Case) -> Case:
        self.journey(case)
        return case

    def _standing(self, case: Case) -> Standing:
        for edition in self._catalogue.editions:
            if edition.id == case.edition:
                return still(self._catalogue.editions, edition, self.today)
        raise Unknown(f"edition {case.edition!r}")

    def _course(self, case: Case) -> Course:
        course = self._catalogue.courses.get(case.edition)
        if course is None:
            raise Unknown(f"course {case.edition!r}")
        return course

    def _town(self, case: Case) -> Town | None:
        return self._catalogue.towns.get(case.town) if case.town else None


def answers_of(case: Case) -> Answers:
    """What is not known, or no answer any more, is unknown."""
    told = case.answers
    return Answers(
        WORK.get(told.get("work", ""), "unknown"),
        PURPOSE.get(told.get("purpose", ""), "unknown"),
        BANKS.get(told.get("banks", ""), "unknown"),
    )
