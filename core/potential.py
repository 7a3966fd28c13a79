"""Annex 2 of the Programme as a checklist: what is met, what is not, what nobody knows, and which tiers are left.

How the criteria add up to a tier the source does not say; the rule here is ours, and says so wherever it is shown.
The official tier is the akimats' judgement and stays what it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.figures import Comparison, Fact, Figure, Figures
from core.localised import Localised
from core.places import TIERS, Branch, Enterprises, State, Tier, Town
from core.sources import Note, Source
from core.verdicts import Join, Verdict, any_of, joined

Kind = Literal["promising", "unpromising"]
Evidence = Figure | Fact | Enterprises | Branch


@dataclass(frozen=True, slots=True)
class Threshold:
    """One of the measures beyond the limit is enough. Without a limit, it is the oblast's figure of the same source."""

    measures: tuple[str, ...]
    comparison: Comparison
    limit: Decimal | None


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in words and settles an atom: ids of facts, and states of the town-forming enterprises."""

    met_by: tuple[str, ...] = ()
    refuted_by: tuple[str, ...] = ()
    refuted_when: tuple[State, ...] = ()


Test = Threshold | Words


@dataclass(frozen=True, slots=True)
class Related:
    """What is shown beside an atom and decides nothing."""

    measures: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    enterprise: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    id: str
    name: Localised
    test: Test | None
    related: Related


@dataclass(frozen=True, slots=True)
class Criterion:
    id: str
    kind: Kind
    number: int  # as in the Programme
    name: Localised  # our own short words
    headed: bool  # False: the Programme's text has lost the heading
    source: Source
    join: Join
    atoms: tuple[Atom, ...]
    reading: Localised | None = None  # ours, where the text is unclear


@dataclass(frozen=True, slots=True)
class AtomState:
    """`deciding` made it met or not met; `related` is known and makes it neither."""

    atom: Atom
    met: Verdict
    deciding: tuple[Evidence, ...]
    related: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CriterionState:
    criterion: Criterion
    met: Verdict
    atoms: tuple[AtomState, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """Criteria of one town, and the tiers they leave open."""

    town: Town
    promising: tuple[CriterionState, ...]
    unpromising: tuple[CriterionState, ...]

    @property
    def against_high(self) -> tuple[CriterionState, ...]:
        met = (state for state in self.unpromising if state.met is True)
        return (*met, *(state for state in self.promising if state.met is False))

    @property
    def for_low(self) -> tuple[CriterionState, ...]:
        return tuple(state for state in self.unpromising if state.met is True)

    @property
    def possible(self) -> tuple[Tier, ...]:
        promise = {state.met for state in self.promising}
        warning = {state.met for state in self.unpromising}
        surely_high = promise == {True} and warning == {False}
        left = {
            "high": not self.against_high,
            "medium": not surely_high and warning != {True},
            "low": warning != {False},
        }
        return tuple(tier for tier in TIERS if left[tier])

    @property
    def departs(self) -> bool:
        """The official tier is none of those left."""
        return self.town.potential.tier not in self.possible


@dataclass(frozen=True, slots=True)
class Criteria:
    promising: tuple[Criterion, ...]
    unpromising: tuple[Criterion, ...]
    says: tuple[Note, ...]  # what the source does say of how they add up
    rule: Localised  # ours

    def of(self, town: Town, figures: Figures) -> Checklist:
        def states(criteria: Iterable[Criterion]) -> tuple[CriterionState, ...]:
            return tuple(state_of(criterion, town, figures) for criterion in criteria)

        return Checklist(town, states(self.promising), states(self.unpromising))


def state_of(criterion: Criterion, town: Town, figures: Figures) -> CriterionState:
    atoms = tuple(atom_state(atom, town, figures) for atom in criterion.atoms)
    return CriterionState(criterion, joined(criterion.join, (atom.met for atom in atoms)), atoms)


@dataclass(frozen=True, slots=True)
class Claim:
    verdict: Verdict
    by: tuple[Evidence, ...]
    measure: str | None = None


def atom_state(atom: Atom, town: Town, figures: Figures) -> AtomState:
    claims = list(claims_of(atom.test, town, figures))
    met = verdict_of(atom.test, claims)
    deciding = dict.fromkeys(each for claim in claims if met is not None and claim.verdict is met for each in claim.by)
    known = (*(each for claim in claims for each in claim.by), *known_of(atom.related, town, figures))
    return AtomState(atom, met, tuple(deciding), tuple(each for each in dict.fromkeys(known) if each not in deciding))


def claims_of(test: Test | None, town: Town, figures: Figures) -> Iterator[Claim]:
    if isinstance(test, Threshold):
        yield from claims_of_figures(test, town, figures)
    elif test is not None:
        yield from claims_of_words(test, town, figures)


def verdict_of(test: Test | None, claims: list[Claim]) -> Verdict:
    if isinstance(test, Threshold):
        return any_of(agreed(claims, measure) for measure in test.measures)
    return agreed(claims)


def agreed(claims: Iterable[Claim], measure: str | None = None) -> Verdict:
    """Nothing is decided where nothing is said, or where what is said disagrees."""
    verdicts = {claim.verdict for claim in claims if claim.measure == measure}
    return verdicts.pop() if len(verdicts) == 1 else None


def claims_of_figures(threshold: Threshold, town: Town, figures: Figures) -> Iterator[Claim]:
    for measure in threshold.measures:
        for figure in figures.of(town.id, measure):
            oblast = oblast_figure(figure, town, figures) if threshold.limit is None else None
            limit = oblast.amount.low if oblast else threshold.limit
            verdict = None
            if limit is not None and not figure.doubtful:
                verdict = figure.amount.is_(threshold.comparison, limit)
            yield Claim(verdict, (figure, oblast) if oblast else (figure,), measure)


def oblast_figure(figure: Figure, town: Town, figures: Figures) -> Figure | None:
    """Of the same source and so of the same year; a figure of another year is no measure for this one."""
    beside = figures.beside(town, figure.measure.id)
    return next((other for place, other in beside if place.oblast and other.source == figure.source), None)


def claims_of_words(words: Words, town: Town, figures: Figures) -> Iterator[Claim]:
    for fact in figures.facts_of(town):
        if fact.id in words.met_by:
            yield Claim(verdict=True, by=(fact,))
        if fact.id in words.refuted_by:
            yield Claim(verdict=False, by=(fact,))
    if town.enterprises.state in words.refuted_when:
        yield Claim(verdict=False, by=(town.enterprises,))


def known_of(related: Related, town: Town, figures: Figures) -> Iterator[Evidence]:
    """The town's own first; what is said of all monotowns together stands last."""
    if related.enterprise:
        yield town.enterprises
    if town.branch.id in related.branches:
        yield town.branch
    for measure in related.measures:
        yield from figures.of(town.id, measure)
    facts = [figures.facts[each] for each in related.facts]
    yield from (fact for fact in facts if town.id in fact.towns)
    yield from (fact for fact in facts if not fact.towns)
