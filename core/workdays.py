"""Working days of Kazakhstan's five-day week: what counts, what is skipped and why, and what is not settled yet.

A day after the last year we know is refused: holidays move by law and by a minister's order, and are not guessed.
"""

import calendar
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from core.localised import Localised
from core.sources import Note, Source

Why = Literal["weekend", "holiday", "moved", "exchanged"]
"""Moved: for a holiday on a day off. Exchanged: by the minister, for a weekend day that is worked."""
Kind = Literal["working", "calendar", "month"]
Carry = Literal["none", "next_working_day"]
"""What happens when the last day of a term is a day off."""
SATURDAY = 5
DAY = timedelta(days=1)


class UnknownYear(LookupError):
    """The calendar says nothing of it."""

    def __init__(self, year: int, first: int, last: int) -> None:
        super().__init__(f"the calendar knows {first} to {last}, not {year}")
        self.year, self.first, self.last = year, first, last


@dataclass(frozen=True, slots=True)
class DayOff:
    day: date
    why: Why
    name: Localised
    source: Source
    instead_of: date | None = None  # the holiday that was moved, or the weekend day that is worked


@dataclass(frozen=True, slots=True)
class Year:
    number: int
    days_off: Mapping[date, DayOff]  # without plain Saturdays and Sundays
    worked: frozenset[date]  # Saturdays and Sundays that are working days
    doubts: Mapping[date, Note]  # days that may yet turn out otherwise
    provisional: Note | None  # why no day of the year is final; None when they are


@dataclass(frozen=True, slots=True)
class Term:
    """So many days. The day it runs from is not counted."""

    count: int
    kind: Kind
    carry: Carry = "none"


@dataclass(frozen=True, slots=True)
class Count:
    """A term counted out, day by day."""

    term: Term
    start: date
    days: tuple[date, ...]  # those that count
    skipped: tuple[DayOff, ...]  # those that lie between them and do not
    carried: tuple[DayOff, ...]  # the last day and those after it, when the term is carried over them
    due: date
    doubts: tuple[Note, ...]

    @property
    def last(self) -> date:
        return self.days[-1]

    @property
    def provisional(self) -> bool:
        return bool(self.doubts)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    years: Mapping[int, Year]
    weekend: Mapping[int, Localised]  # by weekday, Monday is 0
    week: Source  # where the five-day week is from

    @property
    def version(self) -> str:
        """Changes with the days and with what is settled, not with a name or a source."""
        digest = hashlib.sha256()
        for number, year in sorted(self.years.items()):
            off = ",".join(f"{day}{year.days_off[day].why}" for day in sorted(year.days_off))
            digest.update(f"{number}|{off}|{days(year.worked)}|{days(year.doubts)}|{bool(year.provisional)}\n".encode())
        return digest.hexdigest()[:8]

    def year(self, number: int) -> Year:
        if number not in self.years:
            raise UnknownYear(number, min(self.years), max(self.years))
        return self.years[number]

    def day_off(self, day: date) -> DayOff | None:
        """None when it is a working day. A holiday on a Saturday is called by the holiday's name."""
        year = self.year(day.year)
        if named := year.days_off.get(day):
            return named
        if day.weekday() < SATURDAY or day in year.worked:
            return None
        return DayOff(day, "weekend", self.weekend[day.weekday()], self.week)

    def is_working(self, day: date) -> bool:
        return self.day_off(day) is None

    def working_days(self, first: date, last: date) -> int:
        """How many there are after the first up to and with the last."""
        return sum(self.is_working(day) for day in after(first, last))

    def count(self, term: Term, start: date) -> Count:
        self.year(start.year)
        if term.kind == "working":
            return self._working(term, start)
        last = start + timedelta(days=term.count) if term.kind == "calendar" else months_after(start, term.count)
        self.year(last.year)
        due, carried = self._carried(last) if term.carry == "next_working_day" else (last, ())
        doubts = self._doubts(last - DAY, due) if term.carry == "next_working_day" else ()
        return Count(term, start, tuple(after(start, last)), (), carried, due, doubts)

    def _working(self, term: Term, start: date) -> Count:
        counted: list[date] = []
        skipped: list[DayOff] = []
        day = start
        while len(counted) < term.count:
            day += DAY
            off = self.day_off(day)
            if off is None:
                counted.append(day)
            else:
                skipped.append(off)
        return Count(term, start, tuple(counted), tuple(skipped), (), day, self._doubts(start, day))

    def _carried(self, last: date) -> tuple[date, tuple[DayOff, ...]]:
        over: list[DayOff] = []
        day = last
        while off := self.day_off(day):
            over.append(off)
            day += DAY
        return day, tuple(over)

    def _doubts(self, first: date, last: date) -> tuple[Note, ...]:
        """Each once, in the order of the days."""
        found: dict[Note, None] = {}
        for day in after(first, last):
            year = self.year(day.year)
            found |= {note: None for note in (year.provisional, year.doubts.get(day)) if note}
        return tuple(found)


def after(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=step) for step in range(1, (last - first).days + 1))


def days(given: Iterable[date]) -> str:
    return ",".join(map(str, sorted(given)))


def months_after(start: date, count: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
