"""Applications to show: each stands still on a day of its own, whatever day it is."""

from dataclasses import replace
from datetime import date, datetime

from bot.gallery.rooms import Rooms
from core.cases import Case, Event
from core.clock import KAZAKHSTAN
from core.services.guide import Guide, Journey

SINCE = datetime(2026, 12, 1, 9, tzinfo=KAZAKHSTAN)
EARLY, MIDDLE, LATE = date(2026, 12, 10), date(2026, 12, 22), date(2026, 12, 29)
YEARS_END, SPRING = date(2027, 12, 28), date(2027, 3, 2)

GATHERING = Case(1, 1, "2012-2020", "kk", SINCE, SINCE)
HANDED_IN = replace(GATHERING, number=2, town="temirtau", handed_in=date(2026, 12, 9))
"""A week before the Day of the Republic's independence."""
MISSING = replace(HANDED_IN, events=(Event("centre", "missing_papers", date(2026, 12, 10)),))
SENT = replace(HANDED_IN, events=(Event("centre", "done", date(2026, 12, 15)),))
AGREED = replace(
    SENT,
    consented_at=SINCE,
    events=(
        *SENT.events,
        Event("coordinator", "done", date(2026, 12, 18)),
        Event("lender", "done", date(2026, 12, 21)),
    ),
)
REFUSED = replace(AGREED, events=(*AGREED.events, Event("notice", "refused", date(2026, 12, 28))))
LOAN_GIVEN = replace(
    AGREED,
    events=(
        *AGREED.events,
        Event("notice", "done", date(2027, 1, 5)),
        Event("training", "begun", date(2027, 1, 11)),
        Event("training", "done", date(2027, 2, 5)),
        Event("request", "done", date(2027, 2, 12)),
        Event("loan", "done", date(2027, 2, 26)),
    ),
)
FINISHED = replace(LOAN_GIVEN, events=(*LOAN_GIVEN.events, Event("report", "done", date(2027, 3, 1))))
MOVED = replace(HANDED_IN, moved_at=SINCE)
AT_THE_END = replace(HANDED_IN, handed_in=date(2027, 12, 27))
"""Where the calendar ends."""


class OfCases(Rooms):
    def on(self, day: date) -> Guide:
        return self.guide.at(datetime.combine(day, SINCE.timetz()))

    def journey(self, case: Case, day: date) -> Journey:
        return self.on(day).journey(case)
