"""A person's own application: its papers, where it is, its dates, what comes by itself."""

from dataclasses import replace

from bot.actions.applications import Topic
from bot.gallery.cases import (
    AGREED,
    AT_THE_END,
    EARLY,
    FINISHED,
    GATHERING,
    HANDED_IN,
    LATE,
    LOAN_GIVEN,
    MIDDLE,
    MISSING,
    MOVED,
    REFUSED,
    SENT,
    SPRING,
    YEARS_END,
    OfCases,
)
from bot.gallery.rooms import BOT_NAME, Make
from bot.screen import Document
from bot.views import advice, application_dates, application_status, applications
from core.reminders import Notice

STANDING = {
    "begun": (HANDED_IN, EARLY),
    "late": (HANDED_IN, LATE),
    "moved": (MOVED, EARLY),
    "two opinions": (SENT, MIDDLE),
    "reminded": (AGREED, MIDDLE),
    "missing papers": (MISSING, EARLY),
    "refused": (REFUSED, LATE),
    "loan given": (LOAN_GIVEN, SPRING),
    "finished": (FINISHED, SPRING),
    "end of the calendar": (AT_THE_END, YEARS_END),
}
DATED = ("begun", "moved", "missing papers", "refused", "loan given", "end of the calendar")
LEGS = {
    "centre": "begun", "lender": "two opinions", "notice": "two opinions", "training": "begun", "request": "begun",
    "coordinator": "begun", "report": "loan given",
}  # fmt: skip
"""A step, and in which of the standings it is worth a look."""
NOTICES = {
    "before": Notice("day_before", ("coordinator", "lender")),
    "after": Notice("day_after", ("notice",)),
    "any answer": Notice("any_answer", ()),
}


class OfApplications(OfCases):
    def of_applications(self) -> dict[str, Make]:
        return {**self.own_list(), **self.own_papers(), **self.own_way(), **self.own_answers(), **self.by_itself()}

    def own_list(self) -> dict[str, Make]:
        guide = self.on(EARLY)
        both = (guide.held(GATHERING), guide.held(HANDED_IN))
        return {
            "applications/none": lambda t: applications.none_yet(t, guide.standing()),
            "applications/several": lambda t: applications.several(t, both),
            "applications/full": applications.full,
            "applications/which": lambda t: applications.which(t, guide.town("aksu"), both),
            "applications/delete": lambda t: applications.ask_delete(t, both[1]),
            "applications/deleted": lambda t: applications.deleted(t, both[1]),
            "applications/in a group": lambda t: applications.go_private(t, BOT_NAME),
        }

    def own_papers(self) -> dict[str, Make]:
        guide = self.on(EARLY)
        begun = guide.papers(replace(GATHERING, ticked=frozenset({"application", "bank"})))
        answers = {"work": "not_employed", "purpose": "expand", "banks": "several"}
        ready = guide.papers(replace(GATHERING, answers=answers, ticked=frozenset(p.paper.id for p in begun.papers)))
        file = Document("monoqala-papers-1-kk.pdf", b"%PDF-")
        return {
            "papers/begun": lambda t: applications.papers(t, begun, t.plain("toast.ready", ready="2", of="6")),
            "papers/all ready": lambda t: applications.papers(t, ready),
            "papers/bank": lambda t: applications.own_paper(t, begun, guide.paper(GATHERING, "bank")),
            "papers/reset": lambda t: applications.ask_reset(t, begun),
            "papers/printed": lambda t: applications.printed(t, begun, file),
        }

    def own_way(self) -> dict[str, Make]:
        file = Document("monoqala-dates-2.ics", b"BEGIN:VCALENDAR")
        begun = self.journey(*STANDING["begun"])
        return {
            "status/gathering": lambda t: application_status.gathering(t, self.on(EARLY).held(GATHERING)),
            "status/handed in": lambda t: application_status.handed_in(t, begun, application_dates.next_one(t, begun)),
            **{f"status/{name}": self.status(name) for name in STANDING},
            **{f"dates/{name}": self.dates(name) for name in DATED},
            "dates/sent": lambda t: application_dates.sent(t, begun, file),
            **{f"dates/of {step}": self.leg(step, why=False) for step in LEGS},
            "dates/why of lender": self.leg("lender", why=True),
        }

    def status(self, name: str) -> Make:
        return lambda t: application_status.status(t, self.journey(*STANDING[name]))

    def dates(self, name: str) -> Make:
        return lambda t: application_dates.dates(t, self.journey(*STANDING[name]))

    def leg(self, step: str, *, why: bool) -> Make:
        found = self.journey(*STANDING[LEGS[step]])
        return lambda t: application_dates.leg(t, found, found.leg(step), why=why)

    def own_answers(self) -> dict[str, Make]:
        begun, agreed = self.journey(HANDED_IN, EARLY), self.journey(AGREED, LATE)
        return {
            "answers/who": lambda t: application_status.who_answered(t, begun),
            "answers/to the papers": lambda t: application_status.what_answered(t, begun, begun.leg("centre").step),
            "answers/of training": lambda t: application_status.what_answered(t, agreed, agreed.leg("training").step),
            "answers/take back": lambda t: application_status.take_back(t, agreed),
            "advice/silence": self.advice("silence", "late"),
            "advice/refused": self.advice("refused", "refused"),
            "advice/missing papers": self.advice("missing_papers", "missing papers"),
        }

    def advice(self, topic: Topic, name: str) -> Make:
        return lambda t: advice.advice(t, self.journey(*STANDING[name]), topic)

    def by_itself(self) -> dict[str, Make]:
        late, early = self.journey(HANDED_IN, LATE), self.journey(HANDED_IN, EARLY)
        return {
            **{f"reminder/{name}": self.reminder(notice) for name, notice in NOTICES.items()},
            "reminder/not yet": lambda t: advice.not_yet(t, early, t.date_with_weekday(LATE)),
            "reminder/not yet, late": lambda t: advice.not_yet(t, late, ""),
        }

    def reminder(self, notice: Notice) -> Make:
        return lambda t: advice.reminder(t, self.journey(SENT, MIDDLE), (notice,))
