"""Our files of working days against an independent table. Where the two part, one of them is looked into; the
library is no source at run time, for it has no Russian names and its dates change with its versions.
"""

from datetime import date

import holidays
import pytest

from core.workdays import DAY, after
from tests.catalogues import catalogue

CALENDAR = catalogue().calendar
LIBRARY = holidays.country_holidays("KZ", years=list(CALENDAR.years))


@pytest.mark.parametrize("year", CALENDAR.years)
def test_every_day_of_the_year_is_worked_in_both_or_in_neither(year: int) -> None:
    days = tuple(after(date(year, 1, 1) - DAY, date(year, 12, 31)))
    assert len(days) in {365, 366}
    assert [day for day in days if CALENDAR.is_working(day) != LIBRARY.is_working_day(day)] == []
