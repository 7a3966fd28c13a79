"""What cannot be and what is odd, against the cases."""

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.faults import Doubt, DoubtKind, doubt_of, kept
from core.judgement import all_warnings, faults, judged_anew, warnings
from core.ledger import Batch, Figure, Ledger
from core.scales import Value, Within
from tests.catalogues import cases, catalogue

CASES = cases("judgement")
TODAY = date(2026, 11, 21)
NUMBERS = st.decimals(-(10**7), 10**7, allow_nan=False, allow_infinity=False, places=2)


def figure(indicator: str, value: str | Value, town: str = "temirtau", **more: Any) -> Figure:
    with suppress(InvalidOperation):
        value = Decimal(value) if isinstance(value, str) else value
    given = {"year": 2021, "raw": str(value), "unit": None, "source": "stat.gov.kz", **more}
    return Figure(town=town, indicator=indicator, value=value, **given)


def kinds(found: tuple[Doubt, ...]) -> list[str]:
    return [doubt.kind.value for doubt in found]


def judged(*figures: Figure) -> tuple[Doubt, ...]:
    return all_warnings(figures, catalogue().sheets, catalogue().innovation)


@pytest.mark.parametrize(
    "case", CASES["doubts"], ids=lambda case: f"{case['indicator']} {case['town']} {case['value']}"
)
def test_what_is_odd_is_named(case: dict[str, Any]) -> None:
    given = figure(case["indicator"], case["value"], case["town"])
    found = warnings(given, catalogue().sheets, catalogue().innovation)
    assert kinds(found) == case["doubts"]
    assert kinds(judged(given)) == case["doubts"]
    assert all((doubt.town, doubt.indicator, doubt.year) == (case["town"], case["indicator"], 2021) for doubt in found)


@pytest.mark.parametrize("case", CASES["faults"], ids=lambda case: "-".join(map(str, (*case["faults"], case["value"]))))
def test_what_cannot_be_is_a_fault(case: dict[str, Any]) -> None:
    given = figure(case["indicator"], case["value"], year=case["year"], source=case["source"])
    assert [fault.kind.value for fault in faults(given, catalogue().innovation, TODAY)] == case["faults"]


def test_a_proposal_that_was_overtaken_is_judged_anew() -> None:
    """46 for Temirtau seemed ten times the 4.6 of old, and somebody said why; 95 for Ridder is far from the others."""
    theirs, far = figure("2.6", "46"), figure("2.6", "95", "ridder")
    said = tuple(map(kept, judged(theirs, far)))
    own_words = "2.6: 4,6 → 46"
    before = Ledger(catalogue().sheets)
    rules = catalogue().innovation
    assert judged_anew((theirs, far), before, rules, (own_words, *said)) == ((own_words, *said), ())
    assert judged_anew((theirs,), before, rules, said[1:]) == ((), judged(theirs))
    batch = Batch(1, datetime(2026, 11, 21, tzinfo=UTC), -1, (figure("2.6", "4.7"), figure("2.6", "7", "tekeli")), "")
    overruled, fresh = judged_anew((theirs, far), before.extended([batch]), rules, said)
    assert [doubt_of(each).town for each in overruled] == ["ridder"]
    assert overruled != said[1:], "the middle of the others has moved, which is told and is no other doubt"
    assert [(each.kind, each.town, each.facts["against"]) for each in fresh] == [("digit_added", "temirtau", "4.7")]


def test_the_name_of_a_band_is_no_number() -> None:
    assert kinds(judged(figure("2.6", Within(2)))) == ["band_label"]
    assert kinds(judged(figure("2.6", "4.5", raw="4,5 төмен"))) == ["band_label"]
    assert kinds(judged(figure("4.1", "0", raw="0"))) == []


def test_one_value_for_every_town_is_odd() -> None:
    same = [figure("2.6", "4.7", town) for town in ("temirtau", "abai", "ridder")]
    assert kinds(judged(*same)) == ["same_for_all"]
    assert kinds(judged(*same[:2])) == []
    assert kinds(judged(*same[:2], figure("2.6", "4.8", "ridder"))) == []
    assert kinds(judged(*(figure("3.1", "present", town) for town in ("temirtau", "abai", "ridder")))) == []


def test_many_figures_are_judged_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Part by part, and the same number in several of them."""
    towns = ("temirtau", "ridder", "abai", "aksu", "temirtau", "ridder")
    values = ("46", "95", "4,7", "95", "5", "4.9")
    years = (2021, 2021, 2021, 2021, 2022, 2023)
    figures = [
        figure("2.6", value.replace(",", "."), town, year=year)
        for town, value, year in zip(towns, values, years, strict=True)
    ]
    alike = [figure("2.7", "3", town, year=2022) for town in towns[:4]]
    whole = judged(*figures, *alike)
    monkeypatch.setattr("core.bulk.AT_ONCE", 2)
    assert judged(*figures, *alike) == whole
    assert {"far_from_others", "same_for_all"} <= set(kinds(whole))


def test_without_any_figures_nothing_is_odd() -> None:
    assert warnings(figure("2.6", "46"), {}, catalogue().innovation) == ()


def test_few_towns_have_no_spread_of_their_own() -> None:
    two = {town: catalogue().sheets[town] for town in ("temirtau", "abai")}
    assert kinds(warnings(figure("2.6", "7"), two, catalogue().innovation)) == []
    assert kinds(warnings(figure("2.6", "9"), two, catalogue().innovation)) == ["big_change"]


@given(st.sampled_from([each.id for each in catalogue().innovation.indicators.values() if each.bands]), NUMBERS)
def test_no_number_breaks_it_and_one_slip_is_said_once(indicator: str, value: Decimal) -> None:
    found = kinds(judged(figure(indicator, value)))
    assert len(found) <= 1
    assert set(found) <= set(DoubtKind)
