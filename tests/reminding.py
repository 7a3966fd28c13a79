"""A planner for tests: the day before and the day after the seventh day from handing in, until there is an answer."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from bot.i18n import KAZAKHSTAN
from core.cases import Case, Due

MORNING = time(9, tzinfo=KAZAKHSTAN)


def plan(case: Case, now: datetime) -> Iterator[Due]:
    assert case.handed_in
    if any(event.step == "centre" for event in case.events):
        return
    for days, kind in ((6, "day_before"), (8, "day_after")):
        at = datetime.combine(case.handed_in + timedelta(days=days), MORNING)
        if at > now:
            yield Due(at, kind, "centre", {"days": days})
