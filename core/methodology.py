"""How a town's innovation potential is scored: groups, indicators, and the tiers of the totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.flaws import FlawKind
from core.localised import Localised
from core.scales import BadScale, Band, Bands, Better, Choice, Choices, NotOnScale, Unit, Value, Within
from core.sources import Note, Source
from core.towns import Tier


@dataclass(frozen=True, slots=True)
class Indicator:
    id: str
    group: str
    name: Localised
    short: Localised  # for buttons and charts
    better: Better
    scale: Bands | Choices
    scores: tuple[int, ...]  # every score it can bring, from the lowest up
    source: Source
    notes: tuple[Note, ...] = ()

    @property
    def unit(self) -> Unit | None:
        return self.scale.unit if isinstance(self.scale, Bands) else None

    @property
    def bands(self) -> tuple[Band, ...]:
        return self.scale.steps if isinstance(self.scale, Bands) else ()

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.scale.steps if isinstance(self.scale, Choices) else ()

    @property
    def top(self) -> int:
        return self.scores[-1]

    def step(self, score: int) -> Band | Choice:
        return next(step for step in self.scale.steps if step.score == score)

    def score_of(self, value: Value) -> int:
        if not isinstance(value, Within):
            return self.scale.score_of(value)
        if value.score not in self.scores:
            raise NotOnScale("no_such_score", value.score)
        return value.score


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    name: Localised
    short: Localised


@dataclass(frozen=True, slots=True)
class TierRange:
    """The totals of a tier, both ends included. None: up to the maximum."""

    tier: Tier
    name: Localised
    printed: str
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Methodology:
    id: str
    name: Localised
    rule: Localised  # ours, in words
    source: Source
    groups: tuple[Group, ...]
    indicators: Mapping[str, Indicator]  # in the order of print
    tiers: tuple[TierRange, ...]  # from the lowest up
    notes: tuple[Note, ...] = ()

    @property
    def maximum(self) -> int:
        return sum(indicator.top for indicator in self.indicators.values())

    @property
    def untiered(self) -> tuple[int, ...]:
        """Totals for which no tier is printed."""
        return tuple(total for total in range(self.maximum + 1) if self.tier_of(total) is None)

    def tier_of(self, total: int) -> Tier | None:
        """None: no tier is printed for this total."""
        for each in self.tiers:
            if each.first <= total and (each.last is None or total <= each.last):
                return each.tier
        return None

    def range_of(self, tier: Tier) -> TierRange:
        return next(each for each in self.tiers if each.tier == tier)

    def of_group(self, group_id: str) -> tuple[Indicator, ...]:
        return tuple(each for each in self.indicators.values() if each.group == group_id)


def tiers(ranges: Sequence[TierRange]) -> tuple[TierRange, ...]:
    """In order, from the lowest up. No total has two."""
    order = sorted(range(len(ranges)), key=lambda at: ranges[at].first)
    for before, at in pairwise(order):
        last = ranges[before].last
        if last is None or last >= ranges[at].first:
            raise BadScale(at, FlawKind.TIERS_OVERLAP, other=ranges[before].printed)
    return tuple(ranges[at] for at in order)
