"""What is measured in the towns: figures as printed, those we work out from them, and what is said in words.

A figure keeps its source and its period; where the source states none, it has none. Two sources that disagree
both stand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Literal, get_args

from core.localised import Localised
from core.places import Population, Town
from core.sources import Period, Source
from core.verdicts import Verdict

Unit = Literal["percent", "people", "tenge", "km"]
Better = Literal["higher", "lower"]
Qualifier = Literal["exactly", "between", "above", "rounded"]
Sum = Literal["net_migration", "unemployed_share"]
Comparison = Literal["above", "at_least", "below", "at_most"]
COMPARISONS: tuple[Comparison, ...] = get_args(Comparison)


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    name: Localised


@dataclass(frozen=True, slots=True)
class Measure:
    id: str
    group: Group
    name: Localised
    short: Localised
    what: Localised
    unit: Unit
    better: Better | None = None  # for people; None: neither way is
    computed: Sum | None = None  # worked out by us


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Whose figures stand beside a town's. One with an oblast stands beside the towns it had in 2012."""

    id: str
    name: Localised
    oblast: str | None = None

    def stands_beside(self, town: Town) -> bool:
        return self.oblast is None or self.oblast == town.oblast_2012.id


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as printed: exact, a range (80–85), or only "above" it. Two equal bounds are one number."""

    low: Decimal
    high: Decimal | None  # None: above `low`, and nobody says how far

    def is_(self, comparison: Comparison, limit: Decimal) -> Verdict:
        """None when a part of what the number may be lies on each side of the limit."""
        if comparison == "below":
            return negated(self.is_("at_least", limit))
        if comparison == "at_most":
            return negated(self.is_("above", limit))
        strictly = comparison == "above"
        if self.low > limit or (self.low == limit and (not strictly or self.high is None)):
            return True
        beyond = self.high is None or self.high > limit or (self.high == limit and not strictly)
        return None if beyond else False


def negated(verdict: Verdict) -> Verdict:
    return None if verdict is None else not verdict


@dataclass(frozen=True, slots=True)
class Figure:
    """`place` is the id of a town or a benchmark. What we worked out ourselves (`ours`) keeps every digit."""

    measure: Measure
    place: str
    amount: Amount
    qualifier: Qualifier
    source: Source
    also: tuple[Source, ...] = ()  # who prints the same
    note: Localised | None = None
    doubtful: bool = False  # shown, and nothing is decided by it
    worked_out_from: tuple["Figure", ...] = ()

    @property
    def ours(self) -> bool:
        return bool(self.worked_out_from)

    @property
    def period(self) -> Period | None:
        return self.source.period


@dataclass(frozen=True, slots=True)
class Fact:
    """What a source says in words; of the monotowns together, when it names no town."""

    id: str
    group: Group
    towns: frozenset[str]
    text: Localised
    source: Source
    also: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of a town: every figure of it, and what stands beside them for comparison."""

    measure: Measure
    figures: tuple[Figure, ...]
    beside: tuple[tuple[Benchmark, Figure], ...]


@dataclass(frozen=True, slots=True)
class Section:
    group: Group
    lines: tuple[Line, ...]
    facts: tuple[Fact, ...]
    of_all: tuple[Fact, ...]  # said of the monotowns together


@dataclass(frozen=True, slots=True)
class FactSheet:
    town: Town
    sections: tuple[Section, ...]  # those with something of the town itself in them


class Figures:
    """All figures and facts, with what we work out from them."""

    def __init__(
        self,
        measures: Iterable[Measure],
        benchmarks: Iterable[Benchmark],
        printed: Iterable[Figure],
        facts: Iterable[Fact],
    ) -> None:
        self.measures = {measure.id: measure for measure in measures}
        self.benchmarks = {benchmark.id: benchmark for benchmark in benchmarks}
        self.facts = {fact.id: fact for fact in facts}
        self._figures = tuple(printed)
        self._figures += tuple(worked_out(self.measures.values(), self._figures))
        self._of: dict[tuple[str, str], tuple[Figure, ...]] = {}
        for figure in self._figures:
            key = figure.place, figure.measure.id
            self._of[key] = (*self._of.get(key, ()), figure)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._figures)

    def of(self, place: str, measure_id: str) -> tuple[Figure, ...]:
        """Of a town or a benchmark, as many as the sources print."""
        return self._of.get((place, measure_id), ())

    def beside(self, town: Town, measure_id: str) -> tuple[tuple[Benchmark, Figure], ...]:
        return tuple(
            (benchmark, figure)
            for benchmark in self.benchmarks.values()
            if benchmark.stands_beside(town)
            for figure in self.of(benchmark.id, measure_id)
        )

    def facts_of(self, town: Town) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts.values() if town.id in fact.towns)

    def sheet(self, town: Town) -> FactSheet:
        """Figures in the order of the measures, group by group."""
        sections = (
            self._section(town, group, tuple(measures))
            for group, measures in groupby(self.measures.values(), key=lambda measure: measure.group)
        )
        return FactSheet(town, tuple(section for section in sections if section.lines or section.facts))

    def _section(self, town: Town, group: Group, measures: Sequence[Measure]) -> Section:
        found = ((measure, self.of(town.id, measure.id)) for measure in measures)
        lines = tuple(Line(measure, figures, self.beside(town, measure.id)) for measure, figures in found if figures)
        facts = tuple(fact for fact in self.facts.values() if fact.group == group)
        return Section(
            group,
            lines,
            tuple(fact for fact in facts if town.id in fact.towns),
            tuple(fact for fact in facts if not fact.towns),
        )


SUMS: Mapping[Sum, tuple[tuple[str, str], Callable[[Decimal, Decimal], Decimal]]] = {
    "net_migration": (("arrivals", "departures"), lambda arrivals, departures: arrivals - departures),
    "unemployed_share": (
        ("unemployed", "employed"),
        lambda unemployed, employed: 100 * unemployed / (unemployed + employed),
    ),
}


def worked_out(measures: Iterable[Measure], printed: Sequence[Figure]) -> Iterator[Figure]:
    """Wherever one source prints both figures of a sum for a place and a period."""
    for measure in measures:
        if measure.computed is None:
            continue
        (one, other), work_out = SUMS[measure.computed]
        for first in (figure for figure in printed if figure.measure.id == one):
            for second in printed:
                if (second.measure.id, second.place, second.source) == (other, first.place, first.source):
                    value = work_out(first.amount.low, second.amount.low)
                    yield Figure(
                        measure,
                        first.place,
                        Amount(value, value),
                        "exactly",
                        first.source,
                        note=first.note or second.note,
                        doubtful=first.doubtful or second.doubtful,
                        worked_out_from=(first, second),
                    )


def counted(measure: Measure, town: Town, other_borders: Localised) -> Iterator[Figure]:
    """The town's people as figures; a count within other borders says so."""
    for population in (town.population, town.population_2014):
        yield of_people(measure, town.id, population, None if population.comparable else other_borders)


def of_people(measure: Measure, place: str, population: Population, note: Localised | None) -> Figure:
    people = Decimal(population.people)
    qualifier: Qualifier = "exactly" if population.to_nearest == 1 else "rounded"
    return Figure(measure, place, Amount(people, people), qualifier, population.source, note=note)
