"""The working calendar against the cases, and what must hold of any term."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.localised import LANGUAGES
from core.workdays import Carry, Count, DayOff, Term, UnknownYear, WorkCalendar
from tests.catalogues import cases, catalogue

CALENDAR = catalogue().calendar
CASES = cases("calendar")
FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)
COUNTS = st.integers(1, 30)
STARTS = st.dates(FIRST, date(2027, 10, 1))


def names(skipped: tuple[DayOff, ...]) -> list[str]:
    return [off.name.en for off in skipped]


def doubted(count: Count, wanted: list[str]) -> bool:
    said = [note.text.en for note in count.doubts]
    return len(said) == len(wanted) and all(text.startswith(start) for text, start in zip(said, wanted, strict=True))


@pytest.mark.parametrize("number", CASES["years"])
def test_a_year_has_the_working_days_of_the_balance(number: int) -> None:
    wanted = CASES["years"][number]
    ends = [date(number + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in range(13)]
    months = [CALENDAR.working_days(first, last) for first, last in pairwise(ends)]
    assert (months, sum(months)) == (wanted["months"], wanted["working"])
    assert (CALENDAR.year(number).provisional is not None) is wanted.get("provisional", False)


@pytest.mark.parametrize("case", CASES["days"], ids=lambda case: str(case["day"]))
def test_a_day(case: dict[str, Any]) -> None:
    if "refused" in case:
        with pytest.raises(UnknownYear, match="the calendar knows 2024 to 2027") as refusal:
            CALENDAR.day_off(case["day"])
        assert (refusal.value.year, refusal.value.first, refusal.value.last) == (case["refused"], 2024, 2027)
        return
    off = CALENDAR.day_off(case["day"])
    assert (off is None) is case.get("working", False) is CALENDAR.is_working(case["day"])
    if off:
        assert (off.day, off.why, off.instead_of) == (case["day"], case["why"], case.get("instead_of"))
        spoken = [language for language in LANGUAGES if language in case]
        assert [off.name.into(language) for language in spoken] == [case[language] for language in spoken]


@pytest.mark.parametrize("case", CASES["working_terms"], ids=lambda case: str(case["start"]))
def test_a_term_in_working_days(case: dict[str, Any]) -> None:
    count = CALENDAR.count(Term(case["count"], "working"), case["start"])
    assert (count.due, count.last, count.carried) == (case["due"], case["due"], ())
    assert names(count.skipped) == case["skipped"]
    assert len(count.days) == case["count"]
    assert doubted(count, case.get("provisional", []))
    assert count.provisional is bool(case.get("provisional"))


@pytest.mark.parametrize("case", CASES["calendar_terms"], ids=lambda case: str(case["start"]))
def test_a_term_in_calendar_days(case: dict[str, Any]) -> None:
    carry: Carry = case.get("carry", "next_working_day")
    count = CALENDAR.count(Term(case["count"], "calendar", carry), case["start"])
    assert (count.last, count.due, count.skipped) == (case["last"], case["due"], ())
    assert names(count.carried) == case["carried"]
    assert doubted(count, case.get("provisional", []))


@pytest.mark.parametrize("case", CASES["month_terms"], ids=lambda case: str(case["start"]))
def test_a_term_in_months(case: dict[str, Any]) -> None:
    count = CALENDAR.count(Term(case["count"], "month"), case["start"])
    assert (count.due, count.carried, count.doubts) == (case["due"], (), ())
    assert (count.days[0], count.last) == (case["start"] + timedelta(days=1), case["due"])


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: f"{case['start']} {case['kind']}")
def test_a_term_out_of_the_known_years_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(UnknownYear) as refusal:
        CALENDAR.count(Term(case["count"], case["kind"]), case["start"])
    assert refusal.value.year == case["year"]


@given(STARTS, COUNTS)
def test_a_term_in_working_days_ends_on_one_and_leaves_no_day_out(start: date, count: int) -> None:
    found = CALENDAR.count(Term(count, "working"), start)
    assert CALENDAR.is_working(found.due)
    assert len(found.days) == count
    between = sorted([*found.days, *(off.day for off in found.skipped)])
    assert between == [start + timedelta(days=step) for step in range(1, (found.due - start).days + 1)]
    assert CALENDAR.working_days(start, found.due) == count


def with_one_more(day: date) -> WorkCalendar:
    year = CALENDAR.year(day.year)
    off = DayOff(day, "holiday", CALENDAR.weekend[5], CALENDAR.week)
    years = {**CALENDAR.years, day.year: replace(year, days_off={**year.days_off, day: off})}
    return replace(CALENDAR, years=years)


@given(STARTS, COUNTS, st.integers(1, 50), st.sampled_from(["working", "calendar"]))
def test_one_more_holiday_never_makes_a_term_end_earlier(start: date, count: int, ahead: int, kind: Any) -> None:
    term = Term(count, kind, "next_working_day")
    usual, longer = (
        calendar.count(term, start).due for calendar in (CALENDAR, with_one_more(start + timedelta(days=ahead)))
    )
    assert longer >= usual


@given(STARTS, COUNTS)
def test_ten_calendar_days_are_ten_dates(start: date, count: int) -> None:
    found = CALENDAR.count(Term(count, "calendar", "next_working_day"), start)
    assert found.days == tuple(start + timedelta(days=step) for step in range(1, count + 1))
    assert CALENDAR.is_working(found.due)
    assert [off.day for off in found.carried] == [
        found.last + timedelta(days=step) for step in range((found.due - found.last).days)
    ]


def test_the_version_follows_the_days_and_nothing_else() -> None:
    version = CALENDAR.version
    assert len(version) == 8
    year = CALENDAR.year(2027)
    sure = replace(CALENDAR, years={**CALENDAR.years, 2027: replace(year, provisional=None)})
    settled = replace(CALENDAR, years={**CALENDAR.years, 2027: replace(year, doubts={})})
    shorter = replace(CALENDAR, years={number: CALENDAR.year(number) for number in (2024, 2025, 2026)})
    worked = replace(CALENDAR, years={**CALENDAR.years, 2027: replace(year, worked=frozenset({date(2027, 1, 2)}))})
    versions = {each.version for each in (sure, settled, shorter, worked, with_one_more(date(2026, 12, 17)))}
    assert len(versions | {version}) == 6
    renamed = replace(CALENDAR, weekend={}, week=year.days_off[date(2027, 1, 1)].source)
    assert renamed.version == version


def test_a_count_says_where_it_began_and_a_weekend_by_which_law() -> None:
    start = date(2026, 11, 20)
    for kind in ("working", "calendar"):
        assert CALENDAR.count(Term(3, kind), start).start == start
    saturday = CALENDAR.day_off(date(2026, 11, 21))
    assert saturday
    assert saturday.source == CALENDAR.week
    assert saturday.source.document.id == "labour_code"


def test_a_doubt_on_the_way_outlives_the_days_after_it() -> None:
    count = CALENDAR.count(Term(10, "working"), date(2026, 5, 20))
    assert count.due > date(2026, 5, 29)
    assert count.provisional
