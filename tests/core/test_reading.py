"""Numbers as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reading import number, thousands_of_tenge

TYPED = {
    "4,6": "4.6",
    "4.6 %": "4.6",
    "4,6 пайыз": "4.6",
    "45 000": "45000",
    "45\u00a0000 чел.": "45000",
    "45 мың": "45000",
    "45,5 тыс.": "45500",
    "45.5 thousand people": "45500",
    "1,526,113": "1526113",
    "1.526.113": "1526113",
    "1,2 млн": "1200000",
    "2 миллиона": "2000000",
    "2 million": "2000000",
    "–0,2": "-0.2",
    "-25,2%": "-25.2",
    "300 000 ₸": "300000",
    "0,125": "0.125",
    "19 м²": "19",
}


@pytest.mark.parametrize(("typed", "value"), TYPED.items())
def test_a_number_is_read_as_it_was_meant(typed: str, value: str) -> None:
    assert number(typed) == Decimal(value)


MONEY = {
    "150": "150",
    "137,4": "137.4",
    "150 тыс.": "150",
    "150 тыс. тенге": "150",
    "150 мың теңге": "150",
    "150 000 тенге": "150",
    "900 теңге": "0.9",
    "137402": "137.402",
    "0,3 млн тенге": "300",
    "10 000": "10000",
}


@pytest.mark.parametrize(("typed", "thousands"), MONEY.items())
def test_money_is_read_as_thousands_of_tenge_however_it_is_said(typed: str, thousands: str) -> None:
    assert thousands_of_tenge(typed) == Decimal(thousands)


@pytest.mark.parametrize("typed", ["много", "150,000", "10 000 000 000 000 000 000 000 000 тг"])
def test_money_that_may_be_two_amounts_is_not_guessed(typed: str) -> None:
    assert thousands_of_tenge(typed) is None


@pytest.mark.parametrize(
    "typed", ["", "жоқ", "10,000", "10.000", "4,6,5", "1,52,113", "4..6", "5 6 7x", "1e9", "9" * 25, "٣", "4 или 5"]
)
def test_what_may_be_two_numbers_or_none_is_not_guessed(typed: str) -> None:
    assert number(typed) is None


@given(st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=1))
def test_what_we_write_ourselves_can_be_read_back(value: Decimal) -> None:
    assert number(f"{value:f}".replace(".", ",")) == value


@given(st.text(max_size=200))
def test_nothing_typed_breaks_it(text: str) -> None:
    number(text)
