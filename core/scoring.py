"""A town's innovation potential: which score counts for each indicator, why, and how sure the sum is.

A sound value decides. Where there is none, the printed score counts, and the others of its scale stay possible.
Where there is neither, nothing counts: the total is unknown, never smaller.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Literal

from core.methodology import Group, Indicator, Methodology
from core.observations import Observation, PrintedTotal, Sheet, supposed
from core.scales import Band, Choice, Value
from core.sources import Note
from core.towns import Tier

Basis = Literal["value", "printed", "none"]
Kind = Literal["line_by_value", "broken_value", "no_value", "missing", "printed_sum", "outside_interval"]


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of one town."""

    indicator: Indicator
    observation: Observation
    score: int | None  # that counts
    possible: tuple[int, ...]  # from the lowest up
    basis: Basis
    by_value: int | None  # what the value is worth as it stands, sound or not

    @property
    def printed(self) -> int | None:
        return self.observation.printed

    @property
    def certain(self) -> bool:
        return self.score is not None and len(self.possible) == 1

    @property
    def step(self) -> Band | Choice | None:
        return None if self.score is None else self.indicator.step(self.score)


@dataclass(frozen=True, slots=True)
class GroupScore:
    group: Group
    lines: tuple[Line, ...]
    score: int | None
    low: int
    high: int
    top: int  # the most this group can bring


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that does not agree with the print. `adds` is its part in printed total minus total."""

    kind: Kind
    line: Line | None = None
    adds: int = 0
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Scorecard:
    methodology: Methodology
    sheet: Sheet
    lines: Mapping[str, Line]  # by indicator, in the order of print
    total: int | None
    low: int
    high: int

    @property
    def town(self) -> str:
        return self.sheet.town

    @property
    def printed_total(self) -> PrintedTotal | None:
        return self.sheet.printed_total

    @property
    def tier(self) -> Tier | None:
        """None: the total is unknown, or no tier is printed for it."""
        return None if self.total is None else self.methodology.tier_of(self.total)

    @property
    def groups(self) -> tuple[GroupScore, ...]:
        return tuple(self._group(group) for group in self.methodology.groups)

    @property
    def draws(self) -> Mapping[int, int]:
        """In how many draws each total comes out, when every possible score of a line is equally likely."""
        return draws(line.possible for line in self.lines.values())

    @property
    def chances(self) -> Mapping[Tier | None, Fraction]:
        """The share of draws that each tier has; None stands for totals without a printed tier."""
        tiers: Counter[Tier | None] = Counter()
        for total, ways in self.draws.items():
            tiers[self.methodology.tier_of(total)] += ways
        every = sum(tiers.values())
        return {tier: Fraction(ways, every) for tier, ways in tiers.items()}

    @property
    def tiers(self) -> tuple[Tier | None, ...]:
        """Every possible tier, from the lowest up."""
        totals = reachable(line.possible for line in self.lines.values())
        return tuple(dict.fromkeys(self.methodology.tier_of(total) for total in totals))

    @property
    def certain(self) -> bool:
        """Whatever the unknown values are, the tier is the same."""
        return len(self.tiers) == 1

    @property
    def share(self) -> Fraction | None:
        """In what share of the draws the tier holds. None: the total is unknown, and so is the tier."""
        return None if self.total is None else self.chances[self.tier]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Why the total is not the printed one, and which printed scores are not what the values say."""
        return (*of_lines(self), *of_total(self))

    def _group(self, group: Group) -> GroupScore:
        lines = tuple(line for line in self.lines.values() if line.indicator.group == group.id)
        return GroupScore(
            group=group,
            lines=lines,
            score=added(line.score for line in lines),
            low=sum(line.possible[0] for line in lines),
            high=sum(line.possible[-1] for line in lines),
            top=sum(line.indicator.top for line in lines),
        )


NOTHING = Observation()


def score(methodology: Methodology, sheet: Sheet) -> Scorecard:
    lines = {
        indicator_id: line_of(indicator, sheet.observations.get(indicator_id, NOTHING))
        for indicator_id, indicator in methodology.indicators.items()
    }
    return Scorecard(
        methodology=methodology,
        sheet=sheet,
        lines=lines,
        total=added(line.score for line in lines.values()),
        low=sum([line.possible[0] for line in lines.values()]),
        high=sum([line.possible[-1] for line in lines.values()]),
    )


def line_of(indicator: Indicator, observation: Observation) -> Line:
    printed = observation.printed
    by_value = None if observation.value is None else indicator.score_of(observation.value)
    if by_value is not None and observation.sound:
        return Line(indicator, observation, by_value, either(by_value, printed), "value", by_value)
    if printed is None:
        return Line(indicator, observation, None, indicator.scores, "none", by_value)
    possible = indicator.scores if by_value is None else either(by_value, printed)
    return Line(indicator, observation, printed, possible, "printed", by_value)


def either(by_value: int, printed: int | None) -> tuple[int, ...]:
    if printed is None or printed == by_value:
        return (by_value,)
    return (by_value, printed) if by_value < printed else (printed, by_value)


def what_if(methodology: Methodology, sheet: Sheet, changes: Mapping[str, Value]) -> Scorecard:
    """The same sheet with some values supposed, scored by the same rules."""
    if strange := [indicator_id for indicator_id in changes if indicator_id not in methodology.indicators]:
        raise KeyError(*strange)
    observations = {**sheet.observations, **{key: supposed(value) for key, value in changes.items()}}
    return score(methodology, Sheet(sheet.town, observations, sheet.printed_total))


def literally(methodology: Methodology, sheet: Sheet) -> Scorecard:
    """As if the numbers that have lost a digit were right as they stand."""
    broken = {key: each.value for key, each in sheet.observations.items() if each.value is not None and not each.sound}
    return what_if(methodology, sheet, broken)


def draws(choices: Iterator[tuple[int, ...]]) -> dict[int, int]:
    """Exact, by convolution: sum → in how many ways it comes out."""
    ways = {0: 1}
    for possible in choices:
        further: Counter[int] = Counter()
        for total, count in ways.items():
            for each in possible:
                further[total + each] += count
        ways = further
    return ways


def reachable(choices: Iterator[tuple[int, ...]]) -> list[int]:
    """The sums alone, from the lowest up: a set of them is the bits of one number."""
    sums = 1
    for possible in choices:
        sums = reduce(or_, [sums << each for each in possible])
    return [total for total in range(sums.bit_length()) if sums >> total & 1]


def added(scores: Iterator[int | None]) -> int | None:
    """Nothing can be said of a sum when one of its parts is unknown."""
    total = 0
    for each in scores:
        if each is None:
            return None
        total += each
    return total


def of_lines(card: Scorecard) -> Iterator[Difference]:
    for line in card.lines.values():
        kind = kind_of(line)
        if kind is not None:
            adds = 0 if line.score is None or line.printed is None else line.printed - line.score
            yield Difference(kind, line, adds, line.observation.note)


def kind_of(line: Line) -> Kind | None:
    if line.basis == "none":
        return "missing"
    if line.by_value is None:
        return "no_value"
    if line.printed is None or line.printed == line.by_value:
        return None
    return "line_by_value" if line.basis == "value" else "broken_value"


def of_total(card: Scorecard) -> Iterator[Difference]:
    printed = card.printed_total
    if printed is None:
        return
    summed = added(line.printed for line in card.lines.values())
    if summed is not None and summed != printed.score:
        yield Difference("printed_sum", adds=printed.score - summed, note=printed.note)
    if not card.low <= printed.score <= card.high:
        yield Difference("outside_interval", note=printed.note)
