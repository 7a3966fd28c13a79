"""Past days as people type them, in three languages and with any keyboard.

Nothing is guessed between two days: whoever may have meant either is asked. Without a year the nearest past day of that
name is meant; when that is more than half a year ago, it is asked too, for then a day to come may have been meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from core.dates_words import AGO, BARE, FILLERS, LAST, MONTHS, NUMBERS, RELATIVE, UNITS, WEEKDAYS
from core.spelling import latin, visible

Why = Literal["not_a_date", "impossible", "future", "which_day", "which_year"]
Guessed = Literal["nothing", "year", "month"]

LONGEST = 64
"""Letters; nobody needs more for a day."""
HALF_YEAR = 183
YEARS_BACK = 8
"""There is a 29 February in any so many years in a row."""
LEAP = 2000
TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
OTHER_FIGURE = re.compile(r"[^\D0-9]")
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Read:
    day: date
    guessed: Guessed = "nothing"  # what was not typed


@dataclass(frozen=True, slots=True)
class Unread:
    """Why it is not taken, and the days that may have been meant, if there are any."""

    why: Why
    candidates: tuple[date, ...] = ()


NOT_A_DATE = Unread("not_a_date")
IMPOSSIBLE = Unread("impossible")


def read_day(text: str, today: date) -> Read | Unread:
    typed = visible(text).strip().lower()
    if len(typed) > LONGEST or OTHER_FIGURE.search(typed):
        return NOT_A_DATE
    tokens = [each if each.isdecimal() else latin(each) for each in TOKEN.findall(typed)]
    if (back := days_ago([each for each in tokens if each not in BARE])) is not None:
        return checked(today, back)
    bare = [each for each in tokens if each not in FILLERS]
    if any(len(each) > 8 for each in bare if each.isdecimal()):
        return IMPOSSIBLE
    if weekday(bare) is not None:
        return past_weekday(bare, today)
    if bare and all(each.isdecimal() for each in bare):
        return in_figures(bare, "/" in typed, today)
    return in_words(bare, today)


def checked(today: date, back: int) -> Read | Unread:
    try:
        return settled(today - timedelta(days=back), today)
    except OverflowError:
        return IMPOSSIBLE


def settled(day: date, today: date) -> Read | Unread:
    return Unread("future", (day,)) if day > today else Read(day)


def days_ago(words: list[str]) -> int | None:
    """Yesterday; three days ago; a week ago."""
    match words:
        case [unit, ago] if unit in UNITS and ago in AGO:
            return UNITS[unit]
        case [many, unit, ago] if unit in UNITS and ago in AGO and (many.isdecimal() or many in NUMBERS):
            return UNITS[unit] * (int(many) if many.isdecimal() else NUMBERS[many])
    return RELATIVE.get(" ".join(words))


def weekday(bare: list[str]) -> int | None:
    named = [each for each in bare if each not in LAST]
    return WEEKDAYS.get(named[0]) if len(named) == 1 else None


def past_weekday(bare: list[str], today: date) -> Read | Unread:
    """The last one before today. On that weekday itself, and with “last”, a week more may be meant."""
    back = (today.weekday() - (weekday(bare) or 0)) % 7
    day, last = today - timedelta(days=back), len(bare) > 1
    if back == 0 and last:
        return Read(day - WEEK)
    if back == 0 or last:
        return Unread("which_day", (day, day - WEEK))
    return Read(day)


def in_figures(figures: list[str], stroke: bool, today: date) -> Read | Unread:
    """12; 12.3; 12.03.2026; 12-3-26; 2026-03-12; with a stroke the month may stand first."""
    lengths = [len(each) for each in figures]
    numbers = [int(each) for each in figures]
    match numbers:
        case [its_year, month, day] if lengths[0] == 4:
            return exact(its_year, month, day, today)
        case [first, second, its_year] if lengths[2] in {2, 4}:
            its_year += 2000 if lengths[2] == 2 else 0
            both = {valid(its_year, second, first), valid(its_year, first, second) if stroke else None}
            return one_of(both, today)
        case [day] if lengths[0] < 3:
            return without_month(day, today)
        case [_] if lengths[0] == 8:
            return run_together(figures[0], today)
        case [first, second]:
            return either_way(first, second, today) if stroke else without_year(second, first, today)
    return IMPOSSIBLE if len(numbers) == 3 else NOT_A_DATE


def either_way(first: int, second: int, today: date) -> Read | Unread:
    """A stroke is written day first by some and month first by others."""
    ways = {(second, first), (first, second)}
    found = [without_year(*way, today) for way in sorted(ways) if valid(LEAP, *way)]
    if len(found) < 2:
        return found[0] if found else IMPOSSIBLE
    days = (each.day if isinstance(each, Read) else each.candidates[0] for each in found)
    return Unread("which_day", tuple(sorted(days)))


def one_of(days: set[date | None], today: date) -> Read | Unread:
    possible = sorted(day for day in days if day)
    if len(possible) < 2:
        return settled(possible[0], today) if possible else IMPOSSIBLE
    past = tuple(day for day in possible if day <= today)
    return Unread("which_day", past) if past else Unread("future", tuple(possible))


def in_words(bare: list[str], today: date) -> Read | Unread:
    """12 March; March 12, 2026; 2026 жылғы 12 наурыз."""
    months = [MONTHS[each] for each in bare if each in MONTHS]
    figures = [each for each in bare if each.isdecimal()]
    days = [int(each) for each in figures if len(each) < 3]
    years = [int(each) for each in figures if len(each) == 4]
    if len(months) + len(figures) != len(bare):
        return NOT_A_DATE
    match months, days, years:
        case [month], [day], [its_year] if len(figures) == 2:
            return exact(its_year, month, day, today)
        case [month], [day, short_year], [] if len(figures) == 2 and bare[-1] == figures[-1]:
            return exact(2000 + short_year, month, day, today)
        case [month], [day], [] if len(figures) == 1:
            return without_year(month, day, today)
    return NOT_A_DATE


def run_together(figures: str, today: date) -> Read | Unread:
    """12032026 or 20260312."""
    first, middle, last = figures[:2], figures[2:4], figures[4:]
    day_first = valid(int(last), int(middle), int(first))
    year_first = valid(int(figures[:4]), int(last[:2]), int(last[2:]))
    return one_of({day_first, year_first}, today)


def valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def exact(year: int, month: int, day: int, today: date) -> Read | Unread:
    found = valid(year, month, day)
    return settled(found, today) if found else IMPOSSIBLE


def without_year(month: int, day: int, today: date) -> Read | Unread:
    years = range(today.year, max(today.year - YEARS_BACK, 1) - 1, -1)
    found = nearest((valid(each, month, day) for each in years), today)
    if found is None:
        return IMPOSSIBLE
    if (today - found).days > HALF_YEAR:
        return Unread("which_year", (found,))
    return Read(found, "year")


def without_month(day: int, today: date) -> Read | Unread:
    """This month's, or the nearest before it that has such a day."""
    months = (today.year * 12 + today.month - 1 - back for back in range(3))
    found = nearest((valid(*divmod_month(each), day) for each in months), today)
    return Read(found, "month") if found else IMPOSSIBLE


def divmod_month(months: int) -> tuple[int, int]:
    return months // 12, months % 12 + 1


def nearest(days: Iterator[date | None], today: date) -> date | None:
    return next((day for day in days if day and day <= today), None)
