"""What a value is worth: bands of numbers, or choices.

The printed bands leave gaps and share ends. Here they become intervals that cover the line exactly once, by one
rule of ours: where the source does not decide, the lower score counts.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from core.flaws import FlawKind, Wrong
from core.localised import Localised

Better = Literal["higher", "lower"]
Unit = Literal["percent", "thousand_tenge", "tenge", "square_metre", "count"]
Off = Literal["not_a_number", "too_little", "too_much", "not_whole", "no_such_choice", "no_such_score"]


class BadScale(Wrong):
    """Bands or tiers that would leave it open what counts. `at` is the place of the culprit as given."""

    def __init__(self, at: int, kind: FlawKind, **facts: object) -> None:
        super().__init__(kind, **facts)
        self.at = at


class NotOnScale(ValueError):
    """What an indicator cannot be: 120 % of the residents, half an organisation, a choice it does not offer."""

    def __init__(self, why: Off, given: object) -> None:
        super().__init__(f"{given} is not on the scale: {why.replace('_', ' ')}")
        self.why = why


@dataclass(frozen=True, slots=True)
class Within:
    """Somewhere in the band of this score, and no matter where."""

    score: int


Value = Decimal | str | Within
"""A number in the unit of the bands, the id of a choice, or only the band."""


@dataclass(frozen=True, slots=True)
class Interval:
    """None is no end."""

    low: Decimal | None
    low_in: bool
    high: Decimal | None
    high_in: bool

    def holds(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        below = self.high is None or value < self.high or (self.high_in and value == self.high)
        return above and below

    @property
    def empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_in and self.high_in))


@dataclass(frozen=True, slots=True)
class Stated(Interval):
    """A band with its ends as they are printed."""

    score: int
    printed: str


@dataclass(frozen=True, slots=True)
class Band(Interval):
    """The same without gaps and overlaps: every value lies in exactly one."""

    score: int
    stated: Stated

    @property
    def printed(self) -> str:
        return self.stated.printed


Edge = tuple[Decimal, int]
"""Where one band ends and the next begins. 0: the number itself belongs to the upper one, 1: to the lower."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a value can be at all."""

    least: Decimal | None = None
    most: Decimal | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Bands:
    unit: Unit
    limits: Limits
    steps: tuple[Band, ...]  # from the lowest score up
    edges: tuple[Edge, ...]  # along the line
    along: tuple[int, ...]  # the scores along the line

    def score_of(self, value: Value) -> int:
        if not isinstance(value, Decimal) or not value.is_finite():
            raise NotOnScale("not_a_number", value)
        limits = self.limits
        if limits.least is not None and value < limits.least:
            raise NotOnScale("too_little", value)
        if limits.most is not None and value > limits.most:
            raise NotOnScale("too_much", value)
        if limits.whole and value != value.to_integral_value():
            raise NotOnScale("not_whole", value)
        return self.along[bisect_right(self.edges, (value, 0))]

    def decided_by_rule(self, value: Decimal) -> bool:
        """The value lies in no printed band, or in two, so that our rule says what it is worth."""
        return sum(band.stated.holds(value) for band in self.steps) != 1


@dataclass(frozen=True, slots=True)
class Choice:
    """`inferred` says why the score was read from the place of the label; None: a town was given this score."""

    id: str
    score: int
    name: Localised
    printed: str
    inferred: Localised | None = None

    @property
    def attested(self) -> bool:
        return self.inferred is None


@dataclass(frozen=True, slots=True)
class Choices:
    steps: tuple[Choice, ...]  # from the lowest score up
    scores: Mapping[str, int]

    def score_of(self, value: Value) -> int:
        score = self.scores.get(value) if isinstance(value, str) else None
        if score is None:
            raise NotOnScale("no_such_choice", value)
        return score


def bands(stated: Sequence[Stated], better: Better, unit: Unit, limits: Limits) -> Bands:
    """Raises BadScale where the scores do not go one way along the line, or part of the line has no band or two."""
    for at, each in enumerate(stated):
        if each.empty:
            raise BadScale(at, FlawKind.BAND_BACKWARDS)
    order = sorted(range(len(stated)), key=lambda at: (stated[at].low is not None, stated[at].low or 0))
    line = [stated[at] for at in order]
    if line[0].low is not None and not (line[0].low == limits.least and line[0].low_in):
        raise BadScale(order[0], FlawKind.GAP_BELOW)
    if line[-1].high is not None and not (line[-1].high == limits.most and line[-1].high_in):
        raise BadScale(order[-1], FlawKind.GAP_ABOVE)
    edges = []
    for lower, upper, at in zip(line, line[1:], order[1:], strict=False):
        if lower.score == upper.score or (upper.score > lower.score) != (better == "higher"):
            raise BadScale(at, FlawKind.SCORES_FALL if better == "higher" else FlawKind.SCORES_RISE)
        edges.append(edge(lower, upper, better, at))
    whole = joined(line, edges)
    return Bands(
        unit=unit,
        limits=limits,
        steps=tuple(whole if better == "higher" else reversed(whole)),
        edges=tuple(edges),
        along=tuple(band.score for band in line),
    )


def edge(lower: Stated, upper: Stated, better: Better, at: int) -> Edge:
    """Numbers that are in both bands, or in neither, go to the one with the lower score."""
    if lower.high is None or upper.low is None or lower.high > upper.low:
        raise BadScale(at, FlawKind.BANDS_OVERLAP, other=lower.printed)
    in_both = lower.high == upper.low and lower.high_in and upper.low_in
    if better == "higher":
        return upper.low, int(in_both or not upper.low_in)
    return lower.high, int(lower.high_in and not in_both)


def joined(line: Sequence[Stated], edges: Sequence[Edge]) -> list[Band]:
    lows = [(line[0].low, line[0].low_in), *((value, side == 0) for value, side in edges)]
    highs = [*((value, side == 1) for value, side in edges), (line[-1].high, line[-1].high_in)]
    ends = zip(line, lows, highs, strict=True)
    return [Band(*low, *high, score=each.score, stated=each) for each, low, high in ends]


def choices(steps: Sequence[Choice]) -> Choices:
    for at, (before, choice) in enumerate(pairwise(steps), start=1):
        if choice.score <= before.score:
            raise BadScale(at, FlawKind.CHOICES_FALL)
    return Choices(tuple(steps), {choice.id: choice.score for choice in steps})
