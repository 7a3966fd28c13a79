"""The buttons of the loan calculator. All that has been told of the loan travels in each of them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal

from bot.drawing import Theme
from bot.wire import Action, Unreadable
from core.loan import Told, Way
from core.loan_words import Part

MONEY = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?")
MONTHS = re.compile(r"[0-9]{1,3}")
RATE_DIGITS = 4
"""After the point; nobody is told a rate with more."""
RATE = re.compile(rf"[0-9]{{1,3}}(?:\.[0-9]{{1,{RATE_DIGITS}}})?")
UNKNOWN = "?"
DIALLED = re.compile(r"\?|(?:[0-9]{1,3}(?:\.[0-9]{0,2})?)?")


class OfLoan(Action, frozen=True):
    """What is empty is still to be asked."""

    amount: str = ""
    months: str = ""
    rate: str = ""
    grace: str = "0"
    way: Way = "annuity"

    @property
    def told(self) -> Told:
        """Whatever a forged button says, it is refused here."""
        amount, rate = number(self.amount, MONEY), number(self.rate, RATE)
        months, grace = number(self.months, MONTHS), number(self.grace, MONTHS)
        if grace is None:
            raise Unreadable("no grace period, not even none")
        return Told(amount, None if months is None else int(months), rate, int(grace), self.way)


class ShowLoan(OfLoan, frozen=True):
    """The calculator: the first question without an answer, or the result."""

    code = "ln"


class AskLoan(OfLoan, frozen=True):
    """To change one thing, and see at once what it changes. `dialled` are the keys of a rate pressed so far, or ? when
    the person does not know it.
    """

    code = "lq"
    part: Part = "amount"
    dialled: str = ""

    @property
    def keys(self) -> str:
        if not DIALLED.fullmatch(self.dialled):
            raise Unreadable(f"no keys {self.dialled!r}")
        return self.dialled


class ShowRepayments(OfLoan, frozen=True):
    code = "lt"
    page: int = 1


class ShowLoanTerms(OfLoan, frozen=True):
    code = "lr"


class PaintLoan(OfLoan, frozen=True):
    code = "lp"
    theme: Theme = "light"


class SendRepayments(OfLoan, frozen=True):
    code = "lx"


class TellLoan(OfLoan, frozen=True):
    """Typed; too long for a button, and never in one. `asked` is empty where no question was open."""

    code = "lw"
    asked: Part | Literal[""] = ""
    text: str = ""


KINDS: Sequence[type[Action]] = (
    ShowLoan, AskLoan, ShowRepayments, ShowLoanTerms, PaintLoan, SendRepayments, TellLoan,
)  # fmt: skip


def number(text: str, form: re.Pattern[str]) -> Decimal | None:
    if not text:
        return None
    if not form.fullmatch(text):
        raise Unreadable(f"no number {text!r}")
    return Decimal(text)


def packed(told: Told) -> dict[str, Any]:
    """As the fields of an action of a loan."""
    return {
        "amount": digits(told.amount),
        "months": digits(told.months),
        "rate": digits(told.rate),
        "grace": str(told.grace),
        "way": told.way,
    }


def digits(value: Decimal | int | None) -> str:
    """Without zeros after the point, so that the same loan is the same button."""
    if value is None:
        return ""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
