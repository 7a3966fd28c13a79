"""Where an application is on a day: who must act, by when, how late they are, and which dates have moved."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from core.terms import Answer, Application, Course, Leg
from core.workdays import Kind, WorkCalendar

State = Literal["answered", "passed", "running", "late", "ahead", "stopped"]
"""Passed: a later step has ended, so this one has too. Stopped: a refusal, or missing papers, lie before it."""
Whole = Literal["underway", "papers", "refused", "finished"]
Why = Literal["unknown_step", "unexpected", "twice", "too_early", "in_future", "after_the_end"]


class Impossible(ValueError):
    """An answer that cannot be, or, without one, a day of handing in: say why, and ask again."""

    def __init__(self, why: Why, answer: Answer | None = None) -> None:
        super().__init__(f"{answer.step}, {answer.outcome}, {answer.day}: {why}" if answer else f"handed in: {why}")
        self.why, self.answer = why, answer


@dataclass(frozen=True, slots=True)
class Left:
    """How far the last day is, in the days of the term, or of the calendar where ours ends. 0 days left: today is the
    last day.
    """

    days: int
    kind: Kind
    late: bool


@dataclass(frozen=True, slots=True)
class Stage:
    leg: Leg
    state: State
    left: Left | None  # None: it is over, has no last day, or has not begun
    missing: bool  # papers are missing: it is for the applicant to act

    @property
    def acts(self) -> str:
        return "applicant" if self.missing else self.leg.step.actor.id


@dataclass(frozen=True, slots=True)
class Move:
    """A last day that is another than it was when the package was handed in."""

    leg: Leg
    was: date
    now: date


@dataclass(frozen=True, slots=True)
class Progress:
    whole: Whole
    stages: tuple[Stage, ...]
    at: tuple[Stage, ...]  # as far as is recorded: the first steps that nobody has answered
    expected: tuple[Stage, ...]  # whose days today lies in, if everybody kept the terms
    moves: tuple[Move, ...]


def progress(course: Course, calendar: WorkCalendar, application: Application, today: date) -> Progress:
    check(course, application, today)
    legs = course.plan(calendar, application)
    first = course.plan(calendar, replace(application, answers=()))
    whole = standing(course, application)
    stages = tuple(stage(course, leg, whole, application, calendar, today) for leg in legs)
    over = {each.leg.step.id for each in stages if each.state in {"answered", "passed"}}
    at = () if whole == "refused" else tuple(each for each in stages if is_next(each, over))
    expected = tuple(each for each in stages if each.state == "running" and each.leg.due)
    return Progress(whole, stages, at, expected, moved(first, legs))


def check(course: Course, application: Application, today: date) -> None:
    """Every answer fits its step, its day and the other answers."""
    if application.handed_in > today:
        raise Impossible("in_future")
    seen: list[Answer] = []
    for answer in application.answers:
        if why := fault(course, application, answer, seen, today):
            raise Impossible(why, answer)
        seen.append(answer)


def fault(course: Course, application: Application, answer: Answer, seen: list[Answer], today: date) -> Why | None:
    step = course.step(answer.step)
    if step is None:
        return "unknown_step"
    near = course.before(step)
    before = [each for each in application.answers if each.step in near]
    same = [each for each in seen if each.step == step.id]
    earliest = max([application.handed_in, *(each.day for each in (*before, *same))])
    faults: dict[Why, bool] = {
        "unexpected": answer.outcome not in step.outcomes,
        "in_future": answer.day > today,
        "twice": any(each.settles or each.outcome == answer.outcome for each in same),
        "too_early": answer.day < earliest,
        "after_the_end": any(ends(course, each) for each in before),
    }
    return next((why for why, holds in faults.items() if holds), None)


def ends(course: Course, answer: Answer) -> bool:
    step = course.step(answer.step)
    return answer.outcome == "refused" and step is not None and step.ends_when_refused


def standing(course: Course, application: Application) -> Whole:
    if any(ends(course, answer) for answer in application.answers):
        return "refused"
    if any(course.missing(step, application) for step in course.steps):
        return "papers"
    leaves = [step for step in course.steps if not any(step.id in each.after for each in course.steps)]
    return "finished" if all(application.settled(step.id) for step in leaves) else "underway"


def stage(
    course: Course, leg: Leg, whole: Whole, application: Application, calendar: WorkCalendar, today: date
) -> Stage:
    missing = course.missing(leg.step, application)
    if leg.answer or course.passed(leg.step, application):
        return Stage(leg, "answered" if leg.answer else "passed", None, missing)
    begun = leg.start is not None and leg.start <= today and leg.basis in {"actual", "at_latest"}
    if whole == "refused" or (leg.basis == "unknown" and whole == "papers"):
        return Stage(leg, "stopped", None, missing)
    if not begun:
        return Stage(leg, "ahead", None, missing)
    left = distance(leg, calendar, today)
    return Stage(leg, "late" if left and left.late else "running", left, missing)


def distance(leg: Leg, calendar: WorkCalendar, today: date) -> Left | None:
    if leg.count is None:
        return None
    kind, due = leg.count.term.kind, leg.count.due
    late = today > due
    first, last = (due, today) if late else (today, due)
    if kind == "working" and last.year in calendar.years:
        return Left(calendar.working_days(first, last), kind, late)
    return Left((last - first).days, "calendar" if kind == "working" else kind, late)


def is_next(stage: Stage, over: set[str]) -> bool:
    return stage.leg.step.id not in over and over.issuperset(stage.leg.step.after)


def moved(first: tuple[Leg, ...], now: tuple[Leg, ...]) -> tuple[Move, ...]:
    """Only last days still to come: what is answered does not move."""
    pairs = ((leg, before.due, leg.due) for before, leg in zip(first, now, strict=True) if not leg.answer)
    return tuple(Move(leg, was, is_now) for leg, was, is_now in pairs if was and is_now and was != is_now)
