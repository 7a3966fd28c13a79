"""Towns held against the Programme's target indicators, each figure with its year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.figures import Figure
from core.sources import Period
from core.targets import Dated, Held, Standing
from core.verdicts import Verdict
from tests.catalogues import cases, catalogue

CATALOGUE = catalogue()
TARGETS, FIGURES = CATALOGUE.targets, CATALOGUE.figures
CASES = cases("targets")
WORDS: dict[str, Verdict] = {"yes": True, "no": False, "unknown": None}


def standing(town: str, target: str, *others: Dated) -> Standing:
    found = TARGETS.of(CATALOGUE.town(town), FIGURES, others)
    return next(each for each in found if each.target.id == target)


def said(held: Held) -> dict[str, Any]:
    value = held.value.measure.id if isinstance(held.value, Figure) else held.value.measure
    return {"value": value, "within": held.within, "when": held.when}


def test_the_targets_are_those_printed() -> None:
    given = [
        {
            "target": target.id,
            **{key: str(value) for key in ("most", "times", "growth") if (value := getattr(target, key)) is not None},
            **({"base": target.base} if target.base else {}),
            **({"only": target.tier} if target.tier else {}),
        }
        for target in TARGETS.all
    ]
    assert given == CASES["printed"]
    assert all(target.id.endswith(str(target.year)) for target in TARGETS.all)
    assert {target.source.document.id for target in TARGETS.all} == {"programme"}


@pytest.mark.parametrize("case", CASES["towns"], ids=lambda case: f"{case['town']} {case['target']}")
def test_a_town_against_a_target(case: dict[str, Any]) -> None:
    found = standing(case["town"], case["target"])
    assert [said(held) for held in found.held] == [{**held, "within": WORDS[held["within"]]} for held in case["held"]]
    assert found.reached is None  # no figure we have is of a target's year


def test_some_targets_concern_only_towns_of_one_tier() -> None:
    for target in TARGETS.all:
        concerned = [town.id for town in CATALOGUE.towns if standing(town.id, target.id).concerns]
        assert concerned == CASES["concerned"].get(target.id, [town.id for town in CATALOGUE.towns])


@pytest.mark.parametrize("case", CASES["others"], ids=str)
def test_values_of_another_sheet_are_held_by_their_year(case: dict[str, Any]) -> None:
    year = case.get("year")
    period = Period(date(year, 1, 1), date(year, 12, 31)) if year else None
    source = replace(FIGURES.of("balkhash", "income")[0].source, period=period)
    found = standing("balkhash", case["target"], Dated("unemployment", Decimal(case["value"]), source))
    *_, last = found.held
    assert said(last) == {"value": "unemployment", "within": WORDS[case["within"]], "when": case.get("when")}
    assert found.reached is WORDS[case["reached"]]


def test_a_value_of_another_measure_is_not_held_against_a_target() -> None:
    source = FIGURES.of("balkhash", "income")[0].source
    assert standing("rudny", "unemployment_2020", Dated("wage", Decimal(5), source)).held == ()


def test_two_values_of_the_targets_year_that_disagree_say_nothing() -> None:
    of_2020 = Period(date(2020, 1, 1), date(2020, 12, 31))
    source = replace(FIGURES.of("balkhash", "income")[0].source, period=of_2020)
    both = [Dated("unemployment", Decimal(value), source) for value in (4, 6)]
    assert standing("rudny", "unemployment_2020", *both).reached is None
    assert standing("rudny", "unemployment_2020", both[0]).reached is True
