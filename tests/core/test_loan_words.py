"""Loans as typed, against the cases; and nothing that is typed breaks the reading."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.loan_words import PARTS, said
from tests.catalogues import cases

CASES = cases("loan_words")


@pytest.mark.parametrize("case", [*CASES["read"], *CASES["strange"]], ids=lambda case: case["typed"])
def test_what_is_typed_is_read(case: dict[str, Any]) -> None:
    found = said(case["typed"], case.get("asked"))
    assert found.values == {part: Decimal(case[part]) for part in PARTS if part in case}
    assert found.way == case.get("way")
    assert found.strange == case.get("strange", [])
    assert found.nothing is not bool({*PARTS, "way"} & case.keys())


@given(st.text(max_size=60) | st.text("0123456789 .,%-kкмлнайжыл", max_size=60), st.sampled_from([None, *PARTS]))
def test_whatever_is_typed_is_an_answer(text: str, asked: Any) -> None:
    found = said(text, asked)
    assert all(value.is_finite() for value in found.values.values())
