"""Days as people type them, against the cases; and what we print ourselves is read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.at_work import ROOT
from bot.i18n import load
from core.dates import Read, Unread, Why, read_day
from core.dates_words import LAST, MONTHS, NUMBERS, RELATIVE, UNITS, WEEKDAYS
from core.localised import LANGUAGES, Language
from tests.catalogues import cases

CASES = cases("dates")
TODAY: date = CASES["today"]
SPEAK = load(ROOT / "locales")
DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))
TAKEN = [("nothing", "read"), ("year", "year_taken"), ("month", "month_taken")]


@pytest.mark.parametrize(
    ("typed", "day", "guessed"),
    [
        (str(typed), day, guessed)
        for guessed, part in TAKEN
        for day, all_typed in CASES[part].items()
        for typed in all_typed
    ],
)
def test_a_day_is_read_as_it_was_meant(typed: str, day: date, guessed: str) -> None:
    assert read_day(typed, TODAY) == Read(day, guessed)  # type: ignore[arg-type]  # a word of the cases


@pytest.mark.parametrize(
    ("typed", "why"), [(str(typed), why) for why, all_typed in CASES["unread"].items() for typed in all_typed]
)
def test_what_is_no_past_day_or_may_be_two_is_not_taken(typed: str, why: Why) -> None:
    found = read_day(typed, TODAY)
    assert isinstance(found, Unread)
    assert found.why == why


@pytest.mark.parametrize("typed", CASES["candidates"])
def test_the_days_that_may_have_been_meant_are_offered(typed: str) -> None:
    found = read_day(typed, TODAY)
    assert isinstance(found, Unread)
    assert list(found.candidates) == CASES["candidates"][typed]


def test_in_january_december_is_last_years() -> None:
    assert read_day("28.12", date(2027, 1, 5)) == Read(date(2026, 12, 28), "year")
    assert read_day("28", date(2027, 1, 5)) == Read(date(2026, 12, 28), "month")
    assert read_day("31", date(2027, 3, 1)) == Read(date(2027, 1, 31), "month")


def test_no_word_means_two_things() -> None:
    kinds = [set(MONTHS), set(WEEKDAYS), set(LAST), set(UNITS), set(RELATIVE)]
    assert sum(map(len, kinds)) == len(set().union(*kinds))
    assert set(MONTHS.values()) == set(range(1, 13))
    assert set(WEEKDAYS.values()) == set(range(7))
    assert not set(NUMBERS) & set(UNITS)


@given(DAYS, DAYS, st.sampled_from(LANGUAGES))
def test_what_we_print_is_read_back(day: date, today: date, language: Language) -> None:
    found = read_day(SPEAK[language].date(day), today)
    assert found == (Read(day) if day <= today else Unread("future", (day,)))


@given(DAYS, DAYS, st.sampled_from(["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d %m %Y", "%Y/%m/%d", "%d-%m-%Y"]))
def test_a_day_in_figures_is_read_back(day: date, today: date, form: str) -> None:
    found = read_day(day.strftime(form), today)
    assert found == (Read(day) if day <= today else Unread("future", (day,)))


@given(DAYS, st.sampled_from(["%d.%m", "%d/%m", "%m/%d", "%d"]))
def test_no_reading_lies_in_the_future(today: date, form: str) -> None:
    found = read_day(today.strftime(form), today)
    days = (found.day,) if isinstance(found, Read) else found.candidates
    assert today in days
    assert all(day <= today for day in days)


@given(st.text(max_size=80), DAYS)
def test_nothing_typed_breaks_it(text: str, today: date) -> None:
    read_day(text, today)


@given(
    st.lists(
        st.sampled_from([*"0123456789./- ", "ноября", "назад", "күн", "бұрын", "неделю", "last", "Monday"]), max_size=14
    ),
    DAYS,
)
def test_no_heap_of_known_words_breaks_it(parts: list[str], today: date) -> None:
    read_day(" ".join(parts), today)
    read_day("".join(parts), today)
