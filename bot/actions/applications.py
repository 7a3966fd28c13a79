"""The buttons of a person's own applications: papers, days, answers, reminders.

`ref` names an application of the person who presses: its number, and when it was begun. Numbers are used again, and
an old button must not speak of another application.
"""

from collections.abc import Sequence
from typing import Literal

from bot.wire import Action
from core.cases import Case
from core.microcredit import Banks, Purpose, Work

Told = Literal["", "rest", "begun", "done", "waived", "refused", "missing_papers"]
"""What happened on the day asked for: an outcome of a step; with `rest`, what was missing was handed in; without any,
the complete package was.
"""
Topic = Literal["silence", "refused", "missing_papers"]
Sure = Literal["", "yes"]
Answered = Literal["work", "purpose", "banks", "all"]


def ref(case: Case) -> str:
    return f"{case.number}.{int(case.since.timestamp()):x}"


class ShowStatus(Action, frozen=True):
    """Without a `ref` the only one, or all."""

    code = "au"
    ref: str = ""


class ShowApplications(Action, frozen=True):
    """All there are, and a way to begin another."""

    code = "ll"


class StartApplication(Action, frozen=True):
    """`goal`: to gather papers, or to say that all are handed in. One that is being gathered is gone on with, unless
    a new one is wanted.
    """

    code = "ag"
    goal: Literal["papers", "day"] = "papers"
    new: Sure = ""
    work: Work = "unknown"
    purpose: Purpose = "unknown"
    banks: Banks = "unknown"
    town: str = ""


class ShowPapers(Action, frozen=True):
    code = "ap"
    ref: str


class TickPaper(Action, frozen=True):
    code = "ak"
    ref: str
    paper: str
    ticked: Literal["yes", "no"]


class ShowOwnPaper(Action, frozen=True):
    code = "aw"
    ref: str
    paper: str


class AnswerPapers(Action, frozen=True):
    """What the list hangs on; `all` with `unknown` asks anew."""

    code = "aq"
    ref: str
    question: Answered
    value: str


class ResetTicks(Action, frozen=True):
    code = "ar"
    ref: str
    sure: Sure = ""


class SendPapers(Action, frozen=True):
    code = "az"
    ref: str


class PutTown(Action, frozen=True):
    """Without a `ref`, of the only application there is."""

    code = "ao"
    town: str
    ref: str = ""


class AskDay(Action, frozen=True):
    code = "ad"
    ref: str
    step: str = ""
    told: Told = ""


class PickDay(Action, frozen=True):
    """From a month, written 2026-11."""

    code = "ah"
    ref: str
    step: str
    told: Told
    month: str


class TellDay(Action, frozen=True):
    code = "ay"
    ref: str
    step: str
    told: Told
    day: str


class TypeDay(Action, frozen=True):
    """Typed; too long for a button, and never in one."""

    code = "ae"
    ref: str
    step: str
    told: Told
    text: str


class ShowDates(Action, frozen=True):
    code = "ax"
    ref: str


class ShowLeg(Action, frozen=True):
    """One step with its days; with `why`, how we read what the text leaves open."""

    code = "av"
    ref: str
    step: str
    why: Sure = ""


class SendDates(Action, frozen=True):
    code = "an"
    ref: str


class TellAnswer(Action, frozen=True):
    """Who answered, or, of one step, what."""

    code = "aa"
    ref: str
    step: str = ""


class NoAnswer(Action, frozen=True):
    """Not yet, as a reply to a reminder."""

    code = "ab"
    ref: str


class TakeBack(Action, frozen=True):
    """Which of the answers, or this one."""

    code = "ac"
    ref: str
    step: str = ""
    told: Told = ""


class ShowAdvice(Action, frozen=True):
    code = "aj"
    ref: str
    topic: Topic


class SetReminders(Action, frozen=True):
    code = "am"
    ref: str
    wanted: Literal["yes", "no"]


class DeleteApplication(Action, frozen=True):
    code = "ai"
    ref: str
    sure: Sure = ""


KINDS: Sequence[type[Action]] = (
    ShowStatus, ShowApplications, StartApplication, ShowPapers, TickPaper, ShowOwnPaper, AnswerPapers, ResetTicks,
    SendPapers, PutTown, AskDay, PickDay, TellDay, TypeDay, ShowDates, ShowLeg, SendDates, TellAnswer, NoAnswer,
    TakeBack, ShowAdvice, SetReminders, DeleteApplication,
)  # fmt: skip
