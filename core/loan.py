"""A repayment schedule to the tiyn. The last instalment takes what is left, so that it closes to zero exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Literal

from core.localised import Localised
from core.sources import Source
from core.terms import Reading

Way = Literal["annuity", "equal_parts"]
Why = Literal[
    "amount_not_positive", "amount_over_limit", "amount_under_tiyn", "months_not_positive", "months_over_limit",
    "rate_negative", "rate_over_hundred", "grace_negative", "grace_over_part",
]  # fmt: skip
TIYN = Decimal("0.01")
MONTHS = 12
HUNDRED = Decimal(100)
DIGITS = 50
"""More than any amount, rate and term together can need."""


@dataclass(frozen=True, slots=True)
class Limit:
    value: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class Purpose:
    id: str
    name: Localised
    source: Source


@dataclass(frozen=True, slots=True)
class LoanTerms:
    amount: Limit  # at most, in tenge
    months: Limit  # at most
    grace: Fraction  # at most this part of the months
    grace_source: Source
    budget_rate: Limit  # to the local authority, in per cent a year; never the resident's
    lent_on_source: Source  # who gets that rate besides the local authority
    resident_rate_source: Source  # where the resident's rate is spoken of, without a number
    allowed: tuple[Purpose, ...]
    forbidden: tuple[Purpose, ...]
    readings: tuple[Reading, ...]

    def longest_grace(self, months: int) -> int:
        return int(self.grace * months)


@dataclass(frozen=True, slots=True)
class Wish:
    """`rate` is what the person was told, in per cent a year; there is no usual one."""

    amount: Decimal
    months: int
    rate: Decimal
    grace: int = 0
    way: Way = "annuity"


@dataclass(frozen=True, slots=True)
class Told:
    """What has been said of a loan so far; None is still to be asked."""

    amount: Decimal | None = None
    months: int | None = None
    rate: Decimal | None = None
    grace: int = 0
    way: Way = "annuity"

    @property
    def wish(self) -> Wish | None:
        if self.amount is None or self.months is None or self.rate is None:
            return None
        return Wish(self.amount, self.months, self.rate, self.grace, self.way)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no schedule, with the limit that was passed and where it is from, if there is one."""

    why: Why
    limit: Decimal | None = None
    source: Source | None = None


class NoLoan(ValueError):
    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(", ".join(refusal.why for refusal in refusals))
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Instalment:
    number: int  # the month, from 1
    principal: Decimal
    interest: Decimal
    left: Decimal  # of the principal, after it

    @property
    def payment(self) -> Decimal:
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class Schedule:
    wish: Wish
    instalments: tuple[Instalment, ...]
    rate_is_the_budgets: bool  # the rate told is that of the loan to the local authority: ask again

    @property
    def first(self) -> Decimal:
        return self.instalments[0].payment

    @property
    def first_after_grace(self) -> Decimal:
        return self.instalments[self.wish.grace].payment

    @property
    def total(self) -> Decimal:
        return sum((each.payment for each in self.instalments), Decimal(0))

    @property
    def overpayment(self) -> Decimal:
        return self.total - self.wish.amount


def refusals(wish: Wish, terms: LoanTerms) -> tuple[Refusal, ...]:
    """All that is wrong with it at once."""
    longest = Decimal(terms.longest_grace(wish.months))
    found = (
        (wish.amount <= 0, Refusal("amount_not_positive")),
        (wish.amount > terms.amount.value, Refusal("amount_over_limit", terms.amount.value, terms.amount.source)),
        (not in_tiyn(wish.amount), Refusal("amount_under_tiyn")),
        (wish.months <= 0, Refusal("months_not_positive")),
        (wish.months > terms.months.value, Refusal("months_over_limit", terms.months.value, terms.months.source)),
        (wish.rate < 0, Refusal("rate_negative")),
        (wish.rate > HUNDRED, Refusal("rate_over_hundred", HUNDRED)),
        (wish.grace < 0, Refusal("grace_negative")),
        (wish.months > 0 and wish.grace > longest, Refusal("grace_over_part", longest, terms.grace_source)),
    )
    return tuple(refusal for wrong, refusal in found if wrong)


def objections(told: Told, terms: LoanTerms) -> tuple[Refusal, ...]:
    """To what has been said; what has not been said has nothing wrong with it."""
    amount = Decimal(1) if told.amount is None else told.amount
    months = int(terms.months.value) if told.months is None else told.months
    rate = Decimal(0) if told.rate is None else told.rate
    return refusals(Wish(amount, months, rate, told.grace, told.way), terms)


def in_tiyn(amount: Decimal) -> bool:
    with localcontext(prec=DIGITS):
        return amount % TIYN == 0


def schedule(wish: Wish, terms: LoanTerms) -> Schedule:
    if wrong := refusals(wish, terms):
        raise NoLoan(wrong)
    with localcontext(prec=DIGITS):
        instalments = tuple(repayment(wish))
    return Schedule(wish, instalments, wish.rate == terms.budget_rate.value)


def repayment(wish: Wish) -> Iterator[Instalment]:
    monthly = wish.rate / HUNDRED / MONTHS
    shares = wish.months - wish.grace
    left = tiyn(wish.amount)
    annuity = level_payment(wish.amount, monthly, shares)
    for number in range(1, wish.months + 1):
        interest = tiyn(left * monthly)
        if number <= wish.grace:
            principal = tiyn(Decimal(0))
        elif number == wish.months:
            principal = left
        else:
            principal = tiyn(wish.amount / shares) if wish.way == "equal_parts" else annuity - interest
        principal = min(principal, left)
        left -= principal
        yield Instalment(number, principal, interest, left)


def level_payment(amount: Decimal, monthly: Decimal, months: int) -> Decimal:
    """The same sum every month. Rounding keeps the order, so it is never below the interest on the whole amount."""
    if not monthly:
        return tiyn(amount / months)
    return tiyn(amount * monthly / (1 - (1 + monthly) ** -months))


def tiyn(value: Decimal) -> Decimal:
    return value.quantize(TIYN, ROUND_HALF_UP)
