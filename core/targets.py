"""The Programme's target indicators, and a town's figures held against them, each with its year.

A figure from before a target's year is where things began; it does not say that the target was reached or missed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.figures import Amount, Figure, Figures
from core.localised import Localised
from core.places import Tier, Town
from core.sources import Note, Period, Source
from core.verdicts import Verdict

When = Literal["before", "in", "after"]


@dataclass(frozen=True, slots=True)
class Target:
    """Either a rate that should be at most so much, or a growth against a base year, whose values nobody prints."""

    id: str
    year: int
    text: Localised
    source: Source
    most: Decimal | None = None
    times: Decimal | None = None
    growth: Decimal | None = None  # per cent
    base: int | None = None
    tier: Tier | None = None  # it concerns towns of this tier alone
    measures: tuple[str, ...] = ()

    def concerns(self, town: Town) -> bool:
        return self.tier is None or self.tier == town.potential.tier

    def when(self, period: Period | None) -> When | None:
        if period is None:
            return None
        if period.last.year < self.year:
            return "before"
        return "after" if period.first.year > self.year else "in"

    def within(self, amount: Amount) -> Verdict:
        return None if self.most is None else amount.is_("at_most", self.most)


@dataclass(frozen=True, slots=True)
class Dated:
    """A value from another sheet, such as the indicators of 2020, for one of our measures."""

    measure: str
    value: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class Held:
    """`within` the limit or not; None when the figure is doubtful. `when` is None for a figure without a period."""

    value: Figure | Dated
    within: Verdict
    when: When | None


@dataclass(frozen=True, slots=True)
class Standing:
    target: Target
    concerns: bool
    held: tuple[Held, ...]

    @property
    def reached(self) -> Verdict:
        """Only a figure of the target's own year can say so, and only when all of that year agree."""
        said = {held.within for held in self.held if held.when == "in"}
        return said.pop() if len(said) == 1 else None


@dataclass(frozen=True, slots=True)
class Targets:
    all: tuple[Target, ...]
    reading: Localised  # ours, of what a limit for all towns says of one
    notes: tuple[Note, ...]

    def of(self, town: Town, figures: Figures, others: Sequence[Dated] = ()) -> tuple[Standing, ...]:
        """`others` are values of this town from another sheet."""
        return tuple(standing(target, town, figures, others) for target in self.all)


def standing(target: Target, town: Town, figures: Figures, others: Iterable[Dated]) -> Standing:
    if not target.concerns(town):
        return Standing(target, concerns=False, held=())
    return Standing(target, concerns=True, held=tuple(held(target, town, figures, others)))


def held(target: Target, town: Town, figures: Figures, others: Iterable[Dated]) -> Iterator[Held]:
    for measure in target.measures:
        for figure in figures.of(town.id, measure):
            yield Held(figure, None if figure.doubtful else target.within(figure.amount), target.when(figure.period))
    for dated in others:
        if dated.measure in target.measures:
            yield Held(dated, target.within(Amount(dated.value, dated.value)), target.when(dated.source.period))
