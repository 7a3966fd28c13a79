"""What a microcredit would cost, by the terms of the edition that counts today."""

from dataclasses import dataclass, replace
from decimal import Decimal

from core.catalogue import Catalogue
from core.clock import KAZAKHSTAN, Clock
from core.loan import LoanTerms, Schedule, Told, schedule
from core.programmes import Standing, edition_on

__all__ = ["LoanAnswer", "Loans"]


@dataclass(frozen=True, slots=True)
class LoanAnswer:
    """`schedule` is there when everything has been told; `least` when only the rate is missing: it is reckoned
    without interest, so that no rate is made up.
    """

    standing: Standing
    terms: LoanTerms
    told: Told
    schedule: Schedule | None
    least: Schedule | None


class Loans:
    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self._catalogue = catalogue
        self._clock = clock

    @property
    def version(self) -> str:
        return self._catalogue.version

    def standing(self) -> Standing:
        return edition_on(self._catalogue.editions, self._clock().astimezone(KAZAKHSTAN).date())

    def terms(self) -> LoanTerms:
        return self._catalogue.loans[self.standing().edition.id]

    def of(self, told: Told) -> LoanAnswer:
        """Raises core.loan.NoLoan where `objections` has something to say."""
        terms = self.terms()
        free = replace(told, rate=Decimal(0)).wish if told.rate is None else None
        return LoanAnswer(
            self.standing(),
            terms,
            told,
            schedule(told.wish, terms) if told.wish else None,
            schedule(free, terms) if free else None,
        )
