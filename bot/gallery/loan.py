"""The loan calculator: each question, results of both ways to pay, the schedule, the terms, the picture."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from bot.actions.loan import UNKNOWN
from bot.gallery.rooms import Make, Rooms
from bot.i18n import Translator
from bot.screen import Document, Screen
from bot.views import loan, loan_captions, repayments
from core.loan import Schedule, Told
from core.loan_words import Part
from core.services.loans import LoanAnswer

BEGUN = Told(Decimal(1500000))
NO_RATE = Told(Decimal(1500000), 24)
USUAL = Told(Decimal(1500000), 24, Decimal(12))
LARGEST = Told(Decimal(3000000), 60, Decimal("8.5"), 20)
IN_PARTS = Told(Decimal(1200000), 10, Decimal("14.25"), 3, "equal_parts")
BUDGETS = Told(Decimal(3000000), 60, Decimal("0.01"))
SMALL = Told(Decimal("500.50"), 2, Decimal(0))
Show = Callable[[Translator, LoanAnswer, Schedule], Screen]


class OfLoans(Rooms):
    def of_loans(self) -> dict[str, Make]:
        return {
            "loan": self.loan_asked(Told(), "amount"),
            "loan/months": self.loan_asked(BEGUN, "months"),
            "loan/rate": self.loan_asked(NO_RATE, "rate"),
            "loan/rate dialled": self.loan_asked(NO_RATE, "rate", dialled="8."),
            "loan/rate unknown": self.loan_asked(NO_RATE, "rate", dialled=UNKNOWN),
            "loan/refused": self.loan_asked(Told(), "amount", ("loan.amount_over_limit",)),
            "loan/another amount": self.loan_asked(USUAL, "amount"),
            "loan/another term": self.loan_asked(USUAL, "months"),
            "loan/another rate": self.loan_asked(USUAL, "rate"),
            "loan/grace": self.loan_asked(LARGEST, "grace"),
            "loan/result": self.shown(USUAL, loan.result),
            "loan/result with grace": self.shown(LARGEST, loan.result),
            "loan/result in equal parts": self.shown(IN_PARTS, loan.result),
            "loan/result at the rate of the budget": self.shown(BUDGETS, loan.result),
            "loan/schedule": self.shown(LARGEST, lambda t, found, of: repayments.schedule(t, found, of, 2)),
            "loan/schedule of little": self.shown(SMALL, lambda t, found, of: repayments.schedule(t, found, of, 1)),
            "loan/terms": lambda t: repayments.terms(t, self.loans.of(USUAL)),
            "loan/picture": self.painted(USUAL),
            "loan/picture with grace": self.painted(LARGEST),
            "loan/picture of a year": self.painted(IN_PARTS),
            "loan/file": self.shown(USUAL, lambda t, found, _: repayments.sent(t, found, file(t))),
        }

    def loan_asked(self, told: Told, part: Part, remarks: Sequence[str] = (), dialled: str = "") -> Make:
        def make(t: Translator) -> Screen:
            limit = t.money(self.loans.terms().amount.value)
            said = [t(remark, limit=limit) for remark in remarks]
            return loan.question(t, self.loans.of(told), part, said, dialled)

        return make

    def shown(self, told: Told, show: Show) -> Make:
        found = self.loans.of(told)
        assert found.schedule
        schedule = found.schedule
        return lambda t: show(t, found, schedule)

    def painted(self, told: Told) -> Make:
        return self.shown(told, lambda t, found, of: loan_captions.loan(t, found, of, "light"))


def file(t: Translator) -> Document:
    return Document(f"monoqala-loan-{t.language}.xlsx", b"PK")
