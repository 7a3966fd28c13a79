"""Spans of days as they are typed, against the cases."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spans import span
from tests.catalogues import cases

CASES = cases("spans")
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(("typed", "first", "last", "rest"), CASES["spans"])
def test_a_span_is_read(typed: str, first: date | str, last: date | str, rest: str) -> None:
    found = span(typed, TODAY)
    assert found
    assert (found.first or "-", found.last or "-", found.rest) == (first, last, rest)


@pytest.mark.parametrize("typed", CASES["nothing"])
def test_what_is_none_is_none(typed: str) -> None:
    assert span(typed, TODAY) is None


@given(st.text(max_size=80))
def test_nothing_typed_breaks_it(typed: str) -> None:
    span(typed, TODAY)
