"""Spans of past days as they are typed among other words, in three languages: from one day to another, since a day or
until it, a week, a month, a year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.dates import Read
from core.dates_words import MONTHS
from core.past import WORD, YEAR, Stretch, bare, is_month, stretches
from core.spelling import latin, visible

SINCE, UNTIL = frozenset({"с", "со", "from", "since", "начиная"}), frozenset({"до", "по", "until", "till", "to"})
SINCE_AFTER, UNTIL_AFTER = frozenset({"бастап"}), frozenset({"дейін"})
LINKS = SINCE | UNTIL | SINCE_AFTER | UNTIL_AFTER | {"and", "и", "мен", "between", "аралығында", "–", "—", "-"}
"""Between two days, or beside one; they say nothing else."""
LINK = r"\s*(?:[–—-]|\b(?:по|до|to|till|until|and|и|мен)\b)\s*"
ONE_MONTH = re.compile(rf"(?<![\w.])([0-9]{{1,2}}){LINK}([0-9]{{1,2}})\s+([^\W\d_]+)", re.IGNORECASE)
MONTH_FIRST = re.compile(rf"\b([^\W\d_]+)\s+([0-9]{{1,2}}){LINK}([0-9]{{1,2}})(?![\w.])", re.IGNORECASE)
ABLATIVE = re.compile(r"\b([^\W\d_]+?)(?:дан|ден|тан|тен|нан|нен)\b(?:\s+бастап\b)?", re.IGNORECASE)
"""1 қарашадан: since."""
FIGURES = re.compile(r"[0-9][./-][0-9]+[./-][0-9]|\b[0-9]{1,2}\.[0-9]{1,2}\b")
LETTERS = re.compile(r"[^\W\d_]")
WHICH = r"(?:(?P<former>прошл\w+|last|өткен)|(?P<this>эт\w+|this|осы)|последн\w+|past|соңғы|the)"
PERIOD = re.compile(
    rf"\b(?:(?:за|в|на|for|in|during) )?(?:{WHICH} )*"
    r"(?:(?P<week>недел\w+|апта\w*|weeks?)|(?P<month>месяц\w*|ай(?:да)?|months?))\b",
    re.IGNORECASE,
)
DAYS = re.compile(
    r"\b(?:(?:за|for|in|the) )?(?:последни\w+ |соңғы |last |past )?"
    r"(?P<days>[1-9][0-9]{0,2})[ -](?:дн\w+|день|күн\w*|days?)\b",
    re.IGNORECASE,
)
MONTH = 30
"""Days."""


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends are in it; None is open. `rest` is what else was typed."""

    first: date | None
    last: date | None
    rest: str


def span(text: str, today: date) -> Span | None:
    """None: no day is named, and no span."""
    typed = ABLATIVE.sub(since_month, ONE_MONTH.sub(both_days, MONTH_FIRST.sub(month_behind, visible(text))))
    words = WORD.findall(typed)
    found = sorted(apart(words, today), key=lambda each: each.first)
    return of_days(words, found) if found else of_period(typed, today)


def both_days(match: re.Match[str]) -> str:
    """1–5 ноября: from 1 to 5 November."""
    first, last, month = match.groups()
    return f"{first} {month} – {last} {month}" if is_month(month) else match[0]


def month_behind(match: re.Match[str]) -> str:
    month, first, last = match.groups()
    return f"{first} – {last} {month}" if is_month(month) else match[0]


def since_month(match: re.Match[str]) -> str:
    return f"{match[1]} бастап" if is_month(match[1]) else match[0]


def apart(words: list[str], today: date) -> Iterator[Stretch]:
    """The longest that do not overlap. A bare number is no day here, and neither is what is still to come."""
    taken: set[int] = set()
    for each in stretches(words, range(len(words)), today):
        said = words[each.first : each.stop]
        named = FIGURES.search(" ".join(said)) or any(map(LETTERS.search, said))
        if (
            named
            and LINKS.isdisjoint(map(str.lower, said))
            and isinstance(each.day, Read)
            and taken.isdisjoint(range(each.first, each.stop))
        ):
            taken.update(range(each.first, each.stop))
            yield each


def of_days(words: list[str], found: list[Stretch]) -> Span:
    days = [each.day.day for each in found if isinstance(each.day, Read)]
    said = {at for each in found for at in range(each.first, each.stop)}
    rest = " ".join(word for at, word in enumerate(words) if at not in said and word.lower() not in LINKS)
    if len(days) > 1:
        return Span(min(days), max(days), rest)
    [only], [day] = found, days
    before = words[only.first - 1].lower() if only.first else ""
    after = words[only.stop].lower() if only.stop < len(words) else ""
    if before in SINCE or after in SINCE_AFTER:
        return Span(day, None, rest)
    return Span(None if before in UNTIL or after in UNTIL_AFTER else day, day, rest)


def of_period(typed: str, today: date) -> Span | None:
    if days := DAYS.search(typed):
        return Span(today - timedelta(days=int(days["days"]) - 1), today, without(typed, days))
    if period := PERIOD.search(typed):
        first, last = week(today, period) if period["week"] else month(today, period)
        return Span(first, last, without(typed, period))
    year = YEAR.search(typed)
    named = next((each for each in WORD.finditer(typed) if is_month(each[0])), None)
    if named:
        rest = without(typed, named)
        its_year = int(year["year"]) if year else None
        return Span(*of_month(MONTHS[latin(bare(named[0]))], its_year, today), YEAR.sub(" ", rest).strip())
    if year:
        return Span(date(int(year["year"]), 1, 1), date(int(year["year"]), 12, 31), without(typed, year))
    return None


def without(typed: str, match: re.Match[str]) -> str:
    return f"{typed[: match.start()]} {typed[match.end() :]}".strip()


def week(today: date, period: re.Match[str]) -> tuple[date, date]:
    """This week begins on Monday, the former one ends on Sunday; a week is seven days."""
    monday = today - timedelta(days=today.weekday())
    if period["former"]:
        return monday - timedelta(days=7), monday - timedelta(days=1)
    return (monday if period["this"] else today - timedelta(days=6)), today


def month(today: date, period: re.Match[str]) -> tuple[date, date]:
    first = today.replace(day=1)
    if period["former"]:
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    return (first if period["this"] else today - timedelta(days=MONTH - 1)), today


def of_month(number: int, year: int | None, today: date) -> tuple[date, date]:
    """The nearest one that has begun, where no year is said."""
    year = year or (today.year if number <= today.month else today.year - 1)
    first = date(year, number, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
