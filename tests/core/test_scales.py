"""What a value is worth. Printed bands may leave gaps and share ends; ours cover the line exactly once."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.flaws import FlawKind
from core.methodology import Indicator
from core.scales import (
    BadScale,
    Band,
    Bands,
    Better,
    Choice,
    Interval,
    Limits,
    NotOnScale,
    Stated,
    Within,
    bands,
    choices,
)
from tests.catalogues import cases, catalogue

INDICATORS = catalogue().innovation.indicators
BANDED = [indicator for indicator in INDICATORS.values() if indicator.bands]
BOUNDS = cases("innovation_bounds")
NUMBERS = st.decimals(min_value=0, max_value=100, places=3)


def number(value: float) -> Decimal:
    return Decimal(str(value))


def scale_of(indicator: Indicator) -> Bands:
    assert isinstance(indicator.scale, Bands)
    return indicator.scale


@pytest.mark.parametrize("case", BOUNDS, ids=lambda case: str(case["indicator"]))
@pytest.mark.parametrize("by_rule", [False, True], ids=["printed", "ours"])
def test_a_value_on_each_side_of_every_bound(case: dict[str, Any], by_rule: bool) -> None:
    scale = scale_of(INDICATORS[case["indicator"]])
    for score, values in case["ours" if by_rule else "printed"].items():
        for value in map(number, values):
            assert (scale.score_of(value), scale.decided_by_rule(value)) == (score, by_rule), value


def test_the_cases_hold_every_bound_of_every_band() -> None:
    assert [case["indicator"] for case in BOUNDS] == [indicator.id for indicator in BANDED]
    for case in BOUNDS:
        told = {number(value) for side in ("printed", "ours") for values in case[side].values() for value in values}
        for band in INDICATORS[case["indicator"]].bands:
            bounds = {
                end
                for end, inside in ((band.stated.low, band.stated.low_in), (band.stated.high, band.stated.high_in))
                if inside
            }
            assert bounds <= told


@pytest.mark.parametrize("indicator", BANDED, ids=lambda indicator: indicator.id)
def test_the_bands_stand_in_order_and_touch(indicator: Indicator) -> None:
    assert [band.score for band in indicator.bands] == list(indicator.scores)
    line = indicator.bands if indicator.better == "higher" else indicator.bands[::-1]
    for lower, upper in pairwise(line):
        assert lower.high == upper.low
        assert lower.high_in != upper.low_in
    ends = (line[0].low, line[-1].high)
    assert ends in {(None, None), (Decimal(0), None)}


@given(st.sampled_from([each for each in BANDED if not scale_of(each).limits.whole]), NUMBERS, NUMBERS)
def test_every_value_lies_in_one_band_and_a_better_one_never_scores_less(
    indicator: Indicator, one: Decimal, other: Decimal
) -> None:
    for value in (one, other):
        (band,) = [band for band in indicator.bands if band.holds(value)]
        assert band is indicator.step(indicator.score_of(value))
        stated = [each.score for each in indicator.bands if each.stated.holds(value)]
        assert band.score == min(stated, default=band.score)
    worse, better = sorted((one, other), reverse=indicator.better == "lower")
    assert indicator.score_of(worse) <= indicator.score_of(better)


@st.composite
def printed_lines(draw: st.DrawFn) -> tuple[Better, list[Stated]]:
    """Bands along a line with gaps, touching or shared ends, as a careless table may print them."""
    better: Better = draw(st.sampled_from(["higher", "lower"]))
    ends = sorted(draw(st.lists(st.integers(0, 40), min_size=2, max_size=8, unique=True)))
    line: list[tuple[Decimal | None, bool, Decimal | None, bool]] = []
    low: Decimal | None = None
    low_in = False
    for end in ends:
        high_in = draw(st.booleans())
        line.append((low, low_in, Decimal(end), high_in))
        low = Decimal(end) + draw(st.sampled_from([Decimal(0), Decimal("0.1")]))
        low_in = draw(st.booleans())
    line.append((low, low_in, None, False))
    scores = range(len(line)) if better == "higher" else range(len(line) - 1, -1, -1)
    stated = [Stated(*each, score=score, printed=str(score)) for each, score in zip(line, scores, strict=True)]
    return better, draw(st.permutations(stated))


@given(printed_lines(), st.lists(st.decimals(-1, 42, places=2), min_size=1, max_size=20))
def test_what_no_band_or_two_bands_hold_counts_by_the_lower_score(
    printed: tuple[Better, list[Stated]], values: list[Decimal]
) -> None:
    better, stated = printed
    scale = bands(stated, better, "percent", Limits())
    assert [band.score for band in scale.steps] == sorted(each.score for each in stated)
    for value in {*values, *(each.low for each in stated if each.low is not None)}:
        holding = [each.score for each in stated if each.holds(value)]
        (band,) = [band for band in scale.steps if band.holds(value)]
        assert scale.score_of(value) == band.score
        assert band.score == (min(holding) if holding else neighbour(stated, value))


def neighbour(stated: list[Stated], value: Decimal) -> int:
    """The lower score of the two bands that a value in no band lies between."""
    below = max(
        (each for each in stated if each.high is not None and each.high <= value), key=lambda each: each.high or 0
    )
    above = min((each for each in stated if each.low is not None and each.low >= value), key=lambda each: each.low or 0)
    return min(below.score, above.score)


def printed(low: int | None, high: int | None, score: int, *, inside: bool = True) -> Stated:
    def end(value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value)

    return Stated(end(low), inside, end(high), inside, score, f"{low}–{high}")


@pytest.mark.parametrize(
    ("line", "at", "kind"),
    [
        ([printed(None, 5, 0), printed(4, None, 1)], 1, FlawKind.BANDS_OVERLAP),
        ([printed(None, 5, 0), printed(None, 9, 1), printed(9, None, 2)], 1, FlawKind.BANDS_OVERLAP),
        ([printed(1, 5, 0), printed(5, None, 1)], 0, FlawKind.GAP_BELOW),
        ([printed(None, 5, 0), printed(5, 9, 1)], 1, FlawKind.GAP_ABOVE),
        ([printed(None, 5, 1), printed(5, None, 0)], 1, FlawKind.SCORES_FALL),
        ([printed(None, 5, 1), printed(5, None, 1)], 1, FlawKind.SCORES_FALL),
        ([printed(None, 5, 0), printed(9, 5, 1), printed(9, None, 2)], 1, FlawKind.BAND_BACKWARDS),
        ([printed(None, 5, 0), printed(5, 5, 1, inside=False), printed(5, None, 2)], 1, FlawKind.BAND_BACKWARDS),
    ],
)
def test_bands_that_leave_it_open_what_counts_are_refused(line: list[Stated], at: int, kind: FlawKind) -> None:
    with pytest.raises(BadScale) as refusal:
        bands(line, "higher", "percent", Limits())
    assert (refusal.value.at, refusal.value.kind) == (at, kind)


def test_a_line_may_begin_and_end_at_the_limits() -> None:
    scale = bands([printed(2, 5, 0), printed(5, 9, 1)], "higher", "percent", Limits(Decimal(2), Decimal(9)))
    assert [scale.score_of(Decimal(value)) for value in (2, 5, 6, 9)] == [0, 0, 1, 1]
    for beyond in (1, 10):
        with pytest.raises(NotOnScale):
            scale.score_of(Decimal(beyond))
    assert isinstance(scale.steps[0], Band)
    assert Interval(Decimal(0), True, Decimal(5), True).holds(Decimal(5))


@pytest.mark.parametrize(
    ("indicator", "value", "why"),
    [
        ("1.4", Decimal("100.1"), "too_much"),
        ("1.4", Decimal("-0.1"), "too_little"),
        ("2.2", Decimal(-1), "too_little"),
        ("2.6", Decimal("NaN"), "not_a_number"),
        ("2.6", Decimal("Infinity"), "not_a_number"),
        ("2.6", "low", "not_a_number"),
        ("4.1", Decimal("1.5"), "not_whole"),
        ("1.1", "maybe", "no_such_choice"),
        ("1.1", Decimal(1), "no_such_choice"),
        ("5.1", Within(2), "no_such_score"),
        ("2.6", Within(6), "no_such_score"),
    ],
)
def test_what_cannot_be_is_refused(indicator: str, value: Any, why: str) -> None:
    with pytest.raises(NotOnScale) as refusal:
        INDICATORS[indicator].score_of(value)
    assert refusal.value.why == why


def test_profitability_alone_may_be_anything() -> None:
    assert INDICATORS["2.3"].score_of(Decimal(-1000)) == 0
    assert INDICATORS["2.3"].score_of(Decimal(1000)) == 5


def test_choices_rise_from_the_lowest_score_up() -> None:
    steps = INDICATORS["5.1"].choices
    assert [choice.score for choice in steps] == [0, 1, 3]
    with pytest.raises(BadScale, match="choices_fall") as refusal:
        choices([steps[0], steps[2], steps[1]])
    assert refusal.value.at == 2


def test_a_choice_says_whether_its_score_was_ever_given() -> None:
    attested: dict[str, list[str]] = {
        indicator.id: [choice.id for choice in indicator.choices if choice.attested]
        for indicator in INDICATORS.values()
        if indicator.choices
    }
    assert attested == {
        "1.1": ["absent"], "1.2": ["mismatch"], "1.3": ["present"], "3.1": ["present"], "3.2": ["more"],
        "5.1": ["partly"], "5.2": ["partly"],
    }  # fmt: skip
    assert all((choice.inferred is None) == choice.attested for each in INDICATORS.values() for choice in each.choices)
    assert isinstance(INDICATORS["1.1"].step(1), Choice)
