"""Properties of every scorecard, whatever is known of the town."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.advance import path_to
from core.localised import Localised
from core.methodology import Indicator
from core.observations import Observation, PrintedTotal, Sheet, UnlikeUnits, converted, supposed
from core.scales import Bands, Value, Within
from core.scoring import Scorecard, score, what_if
from core.sources import Document, Source
from core.towns import TIERS, Tier
from tests.catalogues import catalogue

INNOVATION = catalogue().innovation
SHEETS = catalogue().sheets
NAME = Localised(kk="?", ru="?", en="?")
SOURCE = Source(Document("article", "article", NAME))


def values(indicator: Indicator) -> st.SearchStrategy[Value]:
    if not isinstance(indicator.scale, Bands):
        return st.sampled_from([choice.id for choice in indicator.choices])
    limits = indicator.scale.limits
    low, high = limits.least or Decimal(0), limits.most or Decimal(400)
    if limits.whole:
        return st.integers(0, 12).map(Decimal)
    edges = [edge for edge, _ in indicator.scale.edges]
    return st.one_of(st.decimals(low, high, places=2), st.sampled_from(edges))


def observations(indicator: Indicator) -> st.SearchStrategy[Observation]:
    return st.builds(
        Observation,
        raw=st.just("?"),
        value=st.none() | values(indicator),
        sound=st.booleans(),
        printed=st.none() | st.sampled_from(indicator.scores),
        source=st.just(SOURCE),
    )


ANYTHING = st.fixed_dictionaries({}, optional={key: observations(each) for key, each in INNOVATION.indicators.items()})
PRINTED_ALL = st.fixed_dictionaries(
    {
        key: st.builds(
            Observation,
            value=st.none() | values(each),
            sound=st.booleans(),
            printed=st.sampled_from(each.scores),
            source=st.just(SOURCE),
        )
        for key, each in INNOVATION.indicators.items()
    }
)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        key: values(each) | st.sampled_from(each.scores).map(Within) for key, each in INNOVATION.indicators.items()
    },
)


def card(known: Mapping[str, Observation]) -> Scorecard:
    return score(INNOVATION, Sheet("somewhere", known))


@given(ANYTHING)
def test_every_card_is_sound(known: Mapping[str, Observation]) -> None:
    """All that holds of any card is asked of the same ones: to make them up takes longer than to ask."""
    mine = card(known)
    parts_add_up_and_the_score_lies_in_its_interval(mine)
    the_chances_of_the_tiers_are_a_whole(mine)
    assert what_if(INNOVATION, Sheet("somewhere", known), {}) == mine


def parts_add_up_and_the_score_lies_in_its_interval(mine: Scorecard) -> None:
    assert 0 <= mine.low <= mine.high <= INNOVATION.maximum
    for line in mine.lines.values():
        assert line.score is None or line.score in line.possible
        assert set(line.possible) <= set(line.indicator.scores)
        assert list(line.possible) == sorted(line.possible)
    scores = [line.score for line in mine.lines.values()]
    assert (mine.total is None) == (None in scores)
    assert sum(group.low for group in mine.groups) == mine.low
    assert sum(group.high for group in mine.groups) == mine.high
    assert sum(group.top for group in mine.groups) == INNOVATION.maximum
    if mine.total is not None:
        assert mine.low <= mine.total <= mine.high
        assert sum(each or 0 for each in scores) == sum(group.score or 0 for group in mine.groups) == mine.total


def the_chances_of_the_tiers_are_a_whole(mine: Scorecard) -> None:
    assert sum(mine.chances.values()) == 1
    assert set(mine.chances) == set(mine.tiers)
    assert mine.certain == (len(mine.chances) == 1)
    if mine.total is None:
        assert (mine.share, mine.tier) == (None, None)
    else:
        assert mine.share is not None
        assert 0 < mine.share <= 1


@given(PRINTED_ALL)
def test_the_share_is_that_of_drawing_every_case(known: Mapping[str, Observation]) -> None:
    unsure = [key for key in known if key in {"1.4", "2.6", "5.1"}]
    sure = {key: replace(each, value=None if key in unsure else each.value) for key, each in known.items()}
    sure = {
        key: each if key in unsure else Observation(value=Within(each.printed or 0), sound=True)
        for key, each in sure.items()
    }
    mine = card(sure)
    totals = [sum(drawn) for drawn in product(*(line.possible for line in mine.lines.values()))]
    tiers = Counter(INNOVATION.tier_of(total) for total in totals)
    assert mine.chances == {tier: Fraction(count, len(totals)) for tier, count in tiers.items()}


@given(PRINTED_ALL, st.integers(0, 68))
def test_differences_explain_any_printed_total(known: Mapping[str, Observation], total: int) -> None:
    mine = score(INNOVATION, Sheet("somewhere", known, PrintedTotal(total, SOURCE)))
    assert mine.total is not None
    assert sum(each.adds for each in mine.differences) == total - mine.total
    outside = any(each.kind == "outside_interval" for each in mine.differences)
    assert outside == (not mine.low <= total <= mine.high)


@given(ANYTHING, CHANGES)
def test_what_is_supposed_counts_as_a_sound_value_and_touches_nothing_else(
    known: Mapping[str, Observation], changes: Mapping[str, Value]
) -> None:
    sheet = Sheet("somewhere", known)
    before, after = score(INNOVATION, sheet), what_if(INNOVATION, sheet, changes)
    for key, line in after.lines.items():
        if key in changes:
            worth = INNOVATION.indicators[key].score_of(changes[key])
            assert (line.score, line.possible, line.basis) == (worth, (worth,), "value")
            assert line.observation.supposed
            assert line.certain
        else:
            assert line == before.lines[key]
    by_hand = Sheet("somewhere", {**known, **{key: supposed(value) for key, value in changes.items()}})
    assert after == score(INNOVATION, by_hand)


@given(
    st.fixed_dictionaries({key: st.sampled_from(each.scores) for key, each in INNOVATION.indicators.items()}),
    st.sampled_from(TIERS),
)
def test_no_shorter_path_leads_to_a_tier(scores: Mapping[str, int], tier: Tier) -> None:
    mine = what_if(INNOVATION, Sheet("somewhere"), {key: Within(each) for key, each in scores.items()})
    path = path_to(mine, tier)
    assert mine.total is not None
    gains = [line.indicator.top - (line.score or 0) for line in mine.lines.values()]
    first = INNOVATION.range_of(tier).first
    assert path.missing == max(0, first - mine.total)
    assert path.outlook == ("there" if mine.total >= first else "reachable")
    assert mine.total + sum(move.gain for move in path.moves) >= first
    assert list(path.movers[: len(path.moves)]) == list(path.moves)
    assert sorted((move.gain for move in path.movers), reverse=True) == [move.gain for move in path.movers]
    assert not path.moves or first > mine.total + max(sums(gains, len(path.moves) - 1))


def sums(gains: list[int], size: int) -> set[int]:
    """What so many moves can bring, tried in every way: equal gains are counted, not told apart."""
    equal = Counter(gains)
    ways = product(*(range(count + 1) for count in equal.values()))
    return {sum(map(mul, equal, taken)) for taken in ways if sum(taken) == size}


def test_without_a_value_or_a_printed_score_nothing_counts() -> None:
    full = SHEETS["temirtau"]
    without = {key: each for key, each in full.observations.items() if key != "1.4"}
    mine = score(INNOVATION, Sheet("temirtau", without, full.printed_total))
    assert (mine.total, mine.low, mine.high, mine.tier, mine.share) == (None, 35, 40, None, None)
    assert [(each.kind, each.adds) for each in mine.differences] == [("missing", 0)]
    assert mine.lines["1.4"].step is None
    assert not mine.lines["1.4"].certain
    assert mine.groups[0].score is None
    assert mine.town == "temirtau"


def test_a_broken_value_alone_does_not_count() -> None:
    line = card({"2.6": Observation(value=Decimal(4), sound=False, source=SOURCE)}).lines["2.6"]
    assert (line.score, line.possible, line.basis, line.by_value) == (None, (0, 1, 2, 3, 4, 5), "none", 5)


def test_of_a_town_without_figures_nothing_is_known_but_the_scale() -> None:
    mine = card({})
    assert (mine.total, mine.low, mine.high) == (None, 0, 68)
    assert mine.tiers == ("low", "medium", None, "high")
    assert mine.printed_total is None
    assert [(each.kind, each.adds) for each in mine.differences] == [("missing", 0)] * 18


def test_67_has_no_tier_and_holds_it_for_certain() -> None:
    tops = {key: Within(each.top) for key, each in INNOVATION.indicators.items()}
    best = what_if(INNOVATION, Sheet("somewhere"), tops)
    almost = what_if(INNOVATION, Sheet("somewhere"), {**tops, "1.1": Within(0)})
    assert (best.total, best.tier) == (68, "high")
    assert (almost.total, almost.tier, almost.tiers, almost.certain) == (67, None, (None,), True)
    assert almost.chances == {None: Fraction(1)}


def test_what_is_supposed_of_an_unknown_indicator_is_a_mistake() -> None:
    with pytest.raises(KeyError, match=r"7\.1"):
        what_if(INNOVATION, SHEETS["abai"], {"7.1": Within(1)})


def test_a_counting_step_can_be_shown() -> None:
    line = score(INNOVATION, SHEETS["abai"]).lines["1.4"]
    assert line.step
    assert (line.step.score, line.step.printed) == (3, "40,1–50,0")


def test_only_tenge_and_thousands_of_them_are_read_as_one_another() -> None:
    assert converted(Decimal(488000), "tenge", "thousand_tenge") == 488
    assert converted(Decimal("5.2"), "percent", "percent") == Decimal("5.2")
    with pytest.raises(UnlikeUnits, match="unlike_units unit=percent wanted=count"):
        converted(Decimal(1), "percent", "count")
