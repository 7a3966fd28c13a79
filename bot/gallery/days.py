"""On which day something happened: asked, picked, typed, refused."""

from collections.abc import Mapping
from datetime import date

from bot.actions.applications import AskDay, PickDay, TypeDay, ref
from bot.gallery.cases import HANDED_IN, LATE, OfCases
from bot.gallery.rooms import Make
from bot.views import application_days as view
from core.dates import Unread
from core.progress import Impossible
from core.services.guide import UnknownYear

OF = ref(HANDED_IN)
NO_YEAR = UnknownYear(2023, 2024, 2027)
REFUSALS: Mapping[str, Impossible | UnknownYear] = {
    "twice": Impossible("twice"),
    "too early": Impossible("too_early"),
    "after a refusal": Impossible("after_the_end"),
    "unexpected": Impossible("unexpected"),
    "unknown year": NO_YEAR,
}
TWO_DAYS = (date(2026, 3, 12), date(2026, 12, 3))
UNREAD = {
    "no day": Unread("not_a_date"),
    "impossible": Unread("impossible"),
    "to come": Unread("future", (date(2027, 1, 5),)),
    "which day": Unread("which_day", TWO_DAYS),
    "which year": Unread("which_year", TWO_DAYS[:1]),
}


class OfDays(OfCases):
    def of_days(self) -> dict[str, Make]:
        held, step = self.on(LATE).held(HANDED_IN), self.guide.step(HANDED_IN, "coordinator")
        month, first = PickDay(OF, "", "", "2026-12"), date(2026, 12, 1)
        return {
            "day/handed in": lambda t: view.ask(t, held, AskDay(OF), None),
            "day/answered": lambda t: view.ask(t, held, AskDay(OF, "coordinator", "done"), step),
            "day/rest": lambda t: view.ask(t, held, AskDay(OF, "centre", "rest"), step),
            "day/month": lambda t: view.month(t, held, month, None, first, date(2024, 1, 1)),
            "day/beyond the calendar": lambda t: view.beyond(t, held, NO_YEAR),
            **{f"day/{name}": self.refused(refusal) for name, refusal in REFUSALS.items()},
            **{f"day/{name}": self.unread(unread) for name, unread in UNREAD.items()},
        }

    def refused(self, refusal: Impossible | UnknownYear) -> Make:
        held = self.on(LATE).held(HANDED_IN)
        return lambda t: view.ask(t, held, AskDay(OF), None, view.impossible(t, refusal))

    def unread(self, unread: Unread) -> Make:
        held = self.on(LATE).held(HANDED_IN)
        return lambda t: view.which(t, held, TypeDay(OF, "", "", "12/3"), None, unread)
