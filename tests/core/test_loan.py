"""Repayment schedules against the cases, and what must hold of any."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.loan import NoLoan, Told, Wish, objections, refusals, schedule, tiyn
from tests.catalogues import cases, catalogue

TERMS = catalogue().loans["2012-2020"]
CASES = cases("loans")


def wish(given: dict[str, Any]) -> Wish:
    return Wish(**{**given, "amount": Decimal(given["amount"]), "rate": Decimal(given["rate"])})


def test_the_limits_and_purposes_are_those_of_the_programme() -> None:
    limits, purposes = CASES["limits"], CASES["purposes"]
    assert (TERMS.amount.value, TERMS.months.value) == (limits["amount"], limits["months"])
    assert (TERMS.grace, str(TERMS.budget_rate.value)) == (Fraction(limits["grace"]), str(limits["budget_rate"]))
    assert [purpose.id for purpose in TERMS.allowed] == purposes["allowed"]
    assert [purpose.id for purpose in TERMS.forbidden] == purposes["forbidden"]
    sources = {TERMS.amount.source, TERMS.months.source, TERMS.grace_source, TERMS.budget_rate.source}
    sources |= {TERMS.lent_on_source, TERMS.resident_rate_source}
    assert {source.document.id for source in sources} == {"programme"}
    assert len(sources) == 3


@pytest.mark.parametrize("case", CASES["schedules"], ids=lambda case: case["case"])
def test_a_schedule(case: dict[str, Any]) -> None:
    found = schedule(wish(case["wish"]), TERMS)
    assert [str(sum_) for sum_ in (found.first, found.total, found.overpayment)] == [
        case["first"], case["total"], case["overpayment"],
    ]  # fmt: skip
    assert str(found.first_after_grace) == case.get("after_grace", case["first"])
    assert found.rate_is_the_budgets is case.get("budget", False)
    for number, *sums in case["at"]:
        line = found.instalments[number - 1]
        assert line.number == number
        assert [str(line.principal), str(line.interest), str(line.left)] == sums


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: str(case["wish"]))
def test_a_wish_that_cannot_be_is_refused_with_its_reasons(case: dict[str, Any]) -> None:
    with pytest.raises(NoLoan, match=case["why"][0]) as refusal:
        schedule(wish(case["wish"]), TERMS)
    assert [each.why for each in refusal.value.refusals] == case["why"]
    assert [each.limit for each in refusal.value.refusals if each.limit is not None] == case.get("limits", [])
    assert all(bool(each.source) == (each.limit is not None) for each in refusal.value.refusals if each.limit != 100)


def test_what_has_not_been_said_has_nothing_wrong_with_it() -> None:
    assert objections(Told(), TERMS) == ()
    assert Told(Decimal(1000), 12).wish is None
    assert Told(Decimal(1000), 12, Decimal(8), 4, "equal_parts").wish == Wish(
        Decimal(1000), 12, Decimal(8), 4, "equal_parts"
    )
    for told, why in (
        (Told(amount=Decimal(0)), "amount_not_positive"),
        (Told(months=61), "months_over_limit"),
        (Told(rate=Decimal(-1)), "rate_negative"),
        (Told(months=6, grace=3), "grace_over_part"),
    ):
        assert [each.why for each in objections(told, TERMS)] == [why]


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    months = draw(st.integers(1, 60))
    return Wish(
        amount=draw(st.decimals("0.01", "3000000", places=2)),
        months=months,
        rate=draw(st.decimals("0", "100", places=2)),
        grace=draw(st.integers(0, months // 3)),
        way=draw(st.sampled_from(["annuity", "equal_parts"])),
    )


@given(wishes())
def test_every_schedule_closes_to_zero_to_the_tiyn(given: Wish) -> None:
    assert refusals(given, TERMS) == ()
    found = schedule(given, TERMS)
    assert [line.number for line in found.instalments] == list(range(1, given.months + 1))
    assert found.instalments[-1].left == 0
    assert sum(line.principal for line in found.instalments) == given.amount
    assert found.overpayment == sum(line.interest for line in found.instalments) >= 0
    left = given.amount
    for line in found.instalments:
        left -= line.principal
        assert line.left == left >= 0
        assert line.principal >= 0
        assert line.payment == line.payment.quantize(Decimal("0.01"))
        assert line.number > given.grace or line.principal == 0


@given(wishes())
def test_payments_are_level_but_for_the_last_which_differs_by_tiyns(given: Wish) -> None:
    found = schedule(given, TERMS)
    shares = found.instalments[given.grace :]
    parts = {line.payment if given.way == "annuity" else line.principal for line in shares[:-1] if line.left}
    assert len(parts) <= 1


def test_half_a_tiyn_is_rounded_up() -> None:
    assert [tiyn(Decimal(value)) for value in ("1.005", "1.015", "1.0049")] == [
        Decimal("1.01"), Decimal("1.02"), Decimal("1.00"),
    ]  # fmt: skip
