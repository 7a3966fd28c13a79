"""When to write to a person about an application: around every last day, and twice to ask whether an answer came.

One message a morning at most: what falls on one day stands in one reminder.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from core.clock import KAZAKHSTAN
from core.progress import Progress, Stage
from core.terms import Application
from core.workdays import DAY

Kind = Literal["day_before", "day_after", "any_answer"]
"""Tomorrow is the last day; yesterday was; did you get an answer?"""
KINDS: tuple[Kind, ...] = ("day_after", "day_before", "any_answer")
ASKED_AFTER = (6, 14)
"""Days from handing in."""
HOUR = time(9, tzinfo=KAZAKHSTAN)


@dataclass(frozen=True, slots=True)
class Notice:
    kind: Kind
    steps: tuple[str, ...]  # several when they share the day; none when it asks about the whole


@dataclass(frozen=True, slots=True)
class Reminder:
    day: date
    notices: tuple[Notice, ...]

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, HOUR)


def reminders(progress: Progress, application: Application, now: datetime) -> tuple[Reminder, ...]:
    """Those still to come. After every answer they are asked for anew, and the earlier ones are dropped."""
    found: dict[date, dict[Kind, list[str]]] = defaultdict(lambda: defaultdict(list))
    for stage in progress.stages:
        for day, kind in around(stage):
            found[day][kind].append(stage.leg.step.id)
    for days in ASKED_AFTER if unanswered(progress) else ():
        day = application.handed_in + days * DAY
        if "day_after" not in found[day]:  # which asks the same
            found[day]["any_answer"] = []
    all_days = (Reminder(day, notices(kinds)) for day, kinds in sorted(found.items()) if kinds)
    return tuple(reminder for reminder in all_days if reminder.at > now)


def around(stage: Stage) -> Iterator[tuple[date, Kind]]:
    """Nothing for a step that is over, or whose last day is only a guess."""
    leg = stage.leg
    if leg.due and stage.state in {"running", "late", "ahead"} and leg.basis in {"actual", "at_latest"}:
        yield leg.due - DAY, "day_before"
        yield leg.due + DAY, "day_after"


def unanswered(progress: Progress) -> bool:
    """The applicant has been told nothing yet."""
    return progress.whole == "underway" and not any(
        stage.state in {"answered", "passed"} for stage in progress.stages if stage.leg.step.told
    )


def notices(kinds: dict[Kind, list[str]]) -> tuple[Notice, ...]:
    return tuple(Notice(kind, tuple(kinds[kind])) for kind in KINDS if kind in kinds)
