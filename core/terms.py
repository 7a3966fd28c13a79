"""The way of an application: who acts after whom, and by which day. What a person recorded moves the later dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from core.localised import Localised
from core.sources import Note, Source
from core.workdays import Count, Term, UnknownYear, WorkCalendar

Outcome = Literal["begun", "done", "waived", "refused", "missing_papers"]
"""Waived: an earlier certificate stands for the training."""
Basis = Literal["actual", "at_latest", "if_at_once", "unknown"]
"""What the first day of a term rests on: an answer that came; the last day of the term before; nothing but the
guess that a step without a set beginning begins at once.
"""
SETTLED: frozenset[Outcome] = frozenset({"done", "waived", "refused"})
SURENESS: tuple[Basis, ...] = ("actual", "at_latest", "if_at_once", "unknown")


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    name: Localised


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the text can be read in several ways: what it leaves open, how we read it, and why so."""

    id: str
    open: Localised
    ours: Localised
    why: Localised
    source: Source
    number: int | None = None  # in our list of open questions


@dataclass(frozen=True, slots=True)
class Step:
    id: str
    name: Localised
    does: Localised
    done: Localised  # what it means for the applicant that it is done: a button's label
    actor: Actor
    source: Source
    after: tuple[str, ...]
    term: Term | None  # None: the Programme sets none
    outcomes: frozenset[Outcome]
    readings: tuple[Reading, ...]
    told: bool  # the applicant learns of its end; of the others nobody tells
    begins_unset: bool  # nothing says on which day after the step before it begins
    ends_when_refused: bool  # a refusal here is the end; elsewhere the written answer is still due


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person recorded of a step, and the day it happened."""

    step: str
    outcome: Outcome
    day: date

    @property
    def settles(self) -> bool:
        return self.outcome in SETTLED


@dataclass(frozen=True, slots=True)
class Application:
    """`handed_in` is the day of the complete package: missing papers handed in later are a new beginning."""

    handed_in: date
    answers: tuple[Answer, ...] = ()

    def to(self, step: str, outcomes: Iterable[Outcome]) -> Answer | None:
        return next((each for each in self.answers if each.step == step and each.outcome in outcomes), None)

    def settled(self, step: str) -> Answer | None:
        return self.to(step, SETTLED)


@dataclass(frozen=True, slots=True)
class Leg:
    """A step with its days."""

    step: Step
    basis: Basis
    start: date | None  # the day the term runs from, itself not counted
    count: Count | None  # None: no term is set, or where it starts is not known
    refused: UnknownYear | None  # the calendar does not reach so far
    answer: Answer | None  # what settled it
    doubts: tuple[Note, ...]  # its own, and those of the days it rests on

    @property
    def due(self) -> date | None:
        return self.count.due if self.count else None

    @property
    def provisional(self) -> bool:
        return bool(self.doubts)


@dataclass(frozen=True, slots=True)
class End:
    """When a step ends for those after it."""

    day: date | None
    basis: Basis
    doubts: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """The steps of one edition, each after those it hangs on."""

    edition: str
    source: Source
    steps: tuple[Step, ...]
    readings: tuple[Reading, ...]

    def step(self, step_id: str) -> Step | None:
        return next((step for step in self.steps if step.id == step_id), None)

    def before(self, step: Step) -> frozenset[str]:
        """All steps that lie before it, near and far."""
        near = [each for each in self.steps if each.id in step.after]
        return frozenset(step.after).union(*(self.before(each) for each in near))

    def passed(self, step: Step, application: Application) -> date | None:
        """The day by which it must have ended, for a later step has: the applicant is not told of all."""
        later = [each for each in self.steps if step.id in self.before(each)]
        days = [answer.day for answer in application.answers if any(answer.step == each.id for each in later)]
        return min(days, default=None)

    def missing(self, step: Step, application: Application) -> bool:
        """Papers are missing, and nothing has happened since that would say otherwise."""
        if application.settled(step.id) or self.passed(step, application):
            return False
        return application.to(step.id, {"missing_papers"}) is not None

    def completed(self, application: Application, step: Step, day: date) -> Application:
        """Missing papers are handed in. At the first step all begins anew, for only a complete package counts."""
        if not step.after:
            return Application(day)
        return replace(application, answers=tuple(each for each in application.answers if each.step != step.id))

    def plan(self, calendar: WorkCalendar, application: Application) -> tuple[Leg, ...]:
        """Every step with its days. The day of handing in must lie in a year the calendar knows."""
        calendar.year(application.handed_in.year)
        legs: list[Leg] = []
        ends: dict[str, End] = {}
        for step in self.steps:
            start = beginning(step, application, ends)
            if not step.after and self.missing(step, application):
                start = End(None, "unknown")
            leg = counted(step, start, calendar, application.settled(step.id))
            legs.append(leg)
            ends[step.id] = ending(leg, self.passed(step, application))
        return tuple(legs)


def beginning(step: Step, application: Application, ends: Mapping[str, End]) -> End:
    """From the later of the answers before it; all must be in."""
    if begun := application.to(step.id, {"begun"}):
        return End(begun.day, "actual")
    if not step.after:
        return End(application.handed_in, "actual")
    before = [ends[each] for each in step.after]
    days = [end.day for end in before if end.day]
    doubts = tuple({note: None for end in before for note in end.doubts})
    if len(days) < len(before):
        return End(None, "unknown", doubts)
    basis = max((end.basis for end in before), key=SURENESS.index)
    if step.begins_unset:
        basis = "if_at_once"
    return End(max(days), basis, doubts)


def counted(step: Step, start: End, calendar: WorkCalendar, answer: Answer | None) -> Leg:
    if start.day is None or step.term is None:
        return Leg(step, start.basis, start.day, None, None, answer, start.doubts)
    try:
        count = calendar.count(step.term, start.day)
    except UnknownYear as refused:
        return Leg(step, start.basis, start.day, None, refused, answer, start.doubts)
    doubts = tuple(dict.fromkeys((*start.doubts, *count.doubts)))
    return Leg(step, start.basis, start.day, count, None, answer, doubts)


def ending(leg: Leg, passed: date | None) -> End:
    if leg.answer:
        return End(leg.answer.day, "actual")
    if passed is not None:
        kept = leg.due if leg.due and leg.basis != "if_at_once" else passed
        return End(min(passed, kept), "at_latest", leg.doubts)
    basis: Basis = "unknown" if leg.due is None else "at_latest" if leg.basis == "actual" else leg.basis
    return End(leg.due, basis, leg.doubts)
