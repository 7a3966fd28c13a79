"""Annex 2 town by town. What is not known is neither met nor not met, and our rule keeps every tier it can."""

import itertools
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures import Amount, Fact, Figure, Figures
from core.places import Branch, Enterprises
from core.potential import Checklist, CriterionState, Evidence
from core.verdicts import Verdict, all_of, any_of
from tests.catalogues import cases, catalogue

CATALOGUE = catalogue()
CRITERIA, FIGURES = CATALOGUE.criteria, CATALOGUE.figures
CASES = cases("criteria")
SIGNS: dict[str, Verdict] = {"+": True, "-": False, "?": None}
WORDS: dict[str, Verdict] = {"yes": True, "no": False, "unknown": None}
VERDICTS = st.sampled_from([True, False, None])


def named(evidence: Evidence) -> str:
    match evidence:
        case Figure():
            return evidence.measure.id
        case Enterprises():
            return evidence.state
        case Fact() | Branch():
            return evidence.id


def states(checklist: Checklist) -> tuple[CriterionState, ...]:
    return (*checklist.promising, *checklist.unpromising)


def decided(checklist: Checklist, verdict: Verdict) -> dict[str, set[str]]:
    return {
        state.criterion.id: {named(each) for atom in state.atoms for each in atom.deciding}
        for state in states(checklist)
        if state.met is verdict
    }


def test_every_town_of_the_list_has_its_case() -> None:
    assert [case["town"] for case in CASES["towns"]] == [town.id for town in CATALOGUE.towns]


@pytest.mark.parametrize("case", CASES["towns"], ids=lambda case: case["town"])
def test_the_criteria_of_a_town_and_what_they_leave_open(case: dict[str, Any]) -> None:
    checklist = CRITERIA.of(CATALOGUE.town(case["town"]), FIGURES)
    assert decided(checklist, True) == {key: set(value) for key, value in case["met"].items()}
    assert decided(checklist, False) == {key: set(value) for key, value in case["not_met"].items()}
    assert checklist.town.potential.tier == case["official"]
    assert list(checklist.possible) == case["possible"]
    assert checklist.departs == case.get("departs", False)


@pytest.mark.parametrize("case", CASES["towns"], ids=lambda case: case["town"])
def test_the_reasons_are_those_criteria(case: dict[str, Any]) -> None:
    checklist = CRITERIA.of(CATALOGUE.town(case["town"]), FIGURES)
    met, not_met = set(case["met"]), set(case["not_met"])
    assert {state.criterion.id for state in checklist.for_low} == {each for each in met if each[0] == "u"}
    against = {each for each in met if each[0] == "u"} | {each for each in not_met if each[0] == "p"}
    assert {state.criterion.id for state in checklist.against_high} == against


@pytest.mark.parametrize("case", CASES["related"], ids=lambda case: f"{case['town']} {case['criterion']}")
def test_what_is_only_related_is_shown_and_decides_nothing(case: dict[str, Any]) -> None:
    checklist = CRITERIA.of(CATALOGUE.town(case["town"]), FIGURES)
    (state,) = (state for state in states(checklist) if state.criterion.id == case["criterion"])
    related = {named(each) for atom in state.atoms for each in atom.related}
    deciding = {named(each) for atom in state.atoms for each in atom.deciding}
    assert set(case["shown"]) <= related
    assert not set(case["shown"]) & deciding


@pytest.mark.parametrize("case", CASES["limits"], ids=lambda case: f"{case['measure']} {case['value']}")
def test_limits_from_both_sides(case: dict[str, Any]) -> None:
    low, _, high = case["value"].partition("-")
    source = FIGURES.of("khromtau", "income")[0].source
    amount = Amount(Decimal(low), Decimal(high or low))
    figure = Figure(FIGURES.measures[case["measure"]], "lisakovsk", amount, "exactly", source)
    figures = Figures(FIGURES.measures.values(), (), [figure], FIGURES.facts.values())
    checklist = CRITERIA.of(CATALOGUE.town("lisakovsk"), figures)
    (state,) = (state for state in states(checklist) if state.criterion.id == case["criterion"])
    assert state.met is WORDS[case["met"]]


def unemployment_of(*figures: Figure) -> Verdict:
    """Criterion 7 of lack of promise for Balkhash, by these figures and Karaganda Region's of 2014."""
    (region,) = FIGURES.of("karaganda_region", "unemployed_share")
    given = Figures((), FIGURES.benchmarks.values(), [*figures, region], FIGURES.facts.values())
    return CRITERIA.of(CATALOGUE.town("balkhash"), given).unpromising[6].met


def test_a_figure_of_another_year_is_not_compared_with_the_regions() -> None:
    (share,) = FIGURES.of("balkhash", "unemployed_share")
    (of_2009,) = FIGURES.of("arkalyk", "unemployment")
    assert unemployment_of(share) is True
    assert unemployment_of(replace(share, source=of_2009.source)) is None


def test_figures_that_contradict_each_other_decide_nothing() -> None:
    (share,) = FIGURES.of("balkhash", "unemployed_share")
    lower = replace(share, amount=Amount(Decimal(4), Decimal(4)))
    assert unemployment_of(lower) is False
    assert unemployment_of(share, lower) is None


def test_the_checklist_is_that_of_annex_2() -> None:
    for kind, criteria in (("promising", CRITERIA.promising), ("unpromising", CRITERIA.unpromising)):
        assert [criterion.number for criterion in criteria] == list(range(1, 10))
        assert {criterion.kind for criterion in criteria} == {kind}
        assert all(atom.id.startswith(criterion.id) for criterion in criteria for atom in criterion.atoms)
        assert all(criterion.source.document.id == "programme" for criterion in criteria)
    assert [criterion.id for criterion in CRITERIA.promising if not criterion.headed] == ["p2"]


def test_where_atoms_are_joined_the_reading_is_told() -> None:
    for criterion in (*CRITERIA.promising, *CRITERIA.unpromising):
        assert criterion.reading or len(criterion.atoms) == 1, criterion.id


def test_figures_of_2020_have_no_part_in_it() -> None:
    for town in CATALOGUE.towns:
        for state in states(CRITERIA.of(town, FIGURES)):
            for evidence in (each for atom in state.atoms for each in (*atom.deciding, *atom.related)):
                assert getattr(evidence, "source", None)
                assert not (isinstance(evidence, Figure) and evidence.period and evidence.period.last.year > 2014)


def checklist_of(promising: list[Verdict], unpromising: list[Verdict]) -> Checklist:
    bare = CRITERIA.of(CATALOGUE.town("rudny"), FIGURES)
    return Checklist(
        bare.town,
        tuple(replace(state, met=met) for state, met in zip(bare.promising, promising, strict=True)),
        tuple(replace(state, met=met) for state, met in zip(bare.unpromising, unpromising, strict=True)),
    )


@pytest.mark.parametrize("case", CASES["rule"], ids=lambda case: f"{case['promising']} {case['unpromising']}")
def test_our_rule_for_adding_up(case: dict[str, Any]) -> None:
    checklist = checklist_of([SIGNS[sign] for sign in case["promising"]], [SIGNS[sign] for sign in case["unpromising"]])
    assert list(checklist.possible) == case["possible"]


NINE = st.lists(VERDICTS, min_size=9, max_size=9)


@given(NINE, NINE, st.data())
def test_learning_more_never_opens_a_tier_and_never_closes_all(
    promising: list[Verdict], unpromising: list[Verdict], data: st.DataObject
) -> None:
    def learnt(verdicts: list[Verdict]) -> list[Verdict]:
        return [data.draw(VERDICTS) if verdict is None else verdict for verdict in verdicts]

    before = checklist_of(promising, unpromising).possible
    after = checklist_of(learnt(promising), learnt(unpromising)).possible
    assert after
    assert set(after) <= set(before)


def test_unknown_only_matters_where_it_could_turn_the_whole() -> None:
    for verdicts in itertools.product([True, False, None], repeat=3):
        known = [[True, False] if verdict is None else [verdict] for verdict in verdicts]
        worlds = list(itertools.product(*known))
        some, every = {any(world) for world in worlds}, {all(world) for world in worlds}
        assert any_of(verdicts) is (some.pop() if len(some) == 1 else None)
        assert all_of(verdicts) is (every.pop() if len(every) == 1 else None)
    assert (any_of(()), all_of(())) == (False, True)
