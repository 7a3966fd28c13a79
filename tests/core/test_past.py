"""What people ask of the past: a town and a year, or a town as published on a day."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import Read
from core.past import Past, past
from tests.catalogues import cases

TODAY = date(2026, 11, 21)
CASES = cases("past")


@pytest.mark.parametrize("case", CASES["asked"], ids=lambda case: str(case["text"]))
def test_a_year_and_a_day_are_told_from_the_town(case: dict[str, Any]) -> None:
    found = past(case["text"], TODAY)
    assert found is not None
    day = found.day.day if isinstance(found.day, Read) else found.day and found.day.why
    assert (found.rest, found.year, day) == (case["rest"], case.get("year"), case.get("day"))


@pytest.mark.parametrize("text", CASES["nothing"])
def test_what_asks_nothing_of_the_past_is_left_alone(text: str) -> None:
    assert past(text, TODAY) is None


@given(
    st.text(max_size=120), st.sampled_from(["как опубликовано на", "as of", "жарияланғандай", "2020", "1 марта 2026"])
)
def test_whatever_is_typed_is_read_or_left_alone(text: str, asking: str) -> None:
    found = past(f"{text} {asking} {text}", TODAY)
    assert found is None or isinstance(found, Past)
    if found and isinstance(found.day, Read):
        assert found.day.day <= TODAY
