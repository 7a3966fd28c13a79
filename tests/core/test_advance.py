"""What it takes to get to the next band, and to a tier."""

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import pytest

from core.advance import Ahead, ahead, path_to
from core.methodology import Methodology
from core.observations import Sheet
from core.scales import Within
from core.scoring import Line, Scorecard, score, what_if
from tests.catalogues import catalogue

INNOVATION = catalogue().innovation


def card(town: str) -> Scorecard:
    return score(INNOVATION, catalogue().sheets[town])


def line(town: str, indicator: str) -> Line:
    return card(town).lines[indicator]


@pytest.mark.parametrize(
    ("town", "indicator", "gain", "bound", "enough", "change"),
    [
        ("abai", "1.4", 1, "50.1", True, "9.1"),  # 41 % of the residents; the gap of 0.1 is still the lower score
        ("temirtau", "2.1", 1, "300", False, "37.854"),  # 262 146 tenge; more than 300 thousand
        ("balkhash", "2.4", 1, "50", True, "-6"),  # 56 % of the roads; 50 is printed inside the next band
        ("satbayev", "2.4", 1, "30", False, "-2"),  # 32 %; 30 itself is doubled and the lower score counts
        ("temirtau", "2.6", 1, "4.5", False, "-0.1"),  # 4.6 % out of work; below 4.5
        ("shakhtinsk", "2.3", 1, "0.1", True, "0.3"),  # a loss of 0.2 %
        ("abai", "4.2", 1, "1", True, "1"),
    ],
)
def test_the_distance_to_the_next_band(
    town: str, indicator: str, gain: int, bound: str, enough: bool, change: str
) -> None:
    mine = line(town, indicator)
    step = ahead(mine)
    assert step == Ahead(mine.indicator.step((mine.score or 0) + gain), gain, Decimal(bound), enough, Decimal(change))


def test_reaching_the_bound_scores_exactly_when_it_is_said_to_be_enough() -> None:
    for town, sheet in catalogue().sheets.items():
        for key, mine in card(town).lines.items():
            step = ahead(mine)
            if step and step.bound is not None:
                reached = what_if(INNOVATION, sheet, {key: step.bound}).lines[key].score
                assert (reached == step.step.score) == step.enough


def test_there_is_no_distance_from_a_value_that_is_lost() -> None:
    step = ahead(line("balkhash", "2.6"))
    assert step
    assert (step.gain, step.bound, step.enough, step.change) == (1, Decimal("4.5"), False, None)
    broken = ahead(line("saran", "2.1"))
    assert broken
    assert (broken.step.score, broken.bound, broken.change) == (5, Decimal(300), None)


def test_whole_numbers_reach_a_whole_number() -> None:
    mine = what_if(INNOVATION, catalogue().sheets["abai"], {"4.1": Decimal(7)}).lines["4.1"]
    step = ahead(mine)
    assert step
    assert (step.bound, step.enough, step.change) == (Decimal(9), True, Decimal(2))  # "more than 8"


def test_choices_have_a_next_one_and_no_distance() -> None:
    step = ahead(line("abai", "5.1"))
    assert step
    assert (step.step.printed, step.gain, step.bound, step.change) == ("Толық көлемде көрсетіледі", 2, None, None)


def test_at_the_top_and_in_the_dark_nothing_lies_ahead() -> None:
    assert ahead(line("abai", "2.5")) is None
    assert ahead(score(INNOVATION, Sheet("altai")).lines["2.5"]) is None


@pytest.mark.parametrize(
    ("town", "missing", "moves"),
    [
        ("saran", 2, ["4.1"]),
        ("zhezkazgan", 4, ["2.2"]),
        ("abai", 8, ["2.1", "2.2"]),
        ("shakhtinsk", 9, ["2.1", "2.3"]),
        ("karazhal", 10, ["2.2", "2.3"]),
    ],
)
def test_the_fewest_changes_to_the_medium_tier(town: str, missing: int, moves: list[str]) -> None:
    path = path_to(card(town), "medium")
    assert (path.outlook, path.missing) == ("reachable", missing)
    assert [move.line.indicator.id for move in path.moves] == moves


def test_who_is_there_already_changes_nothing() -> None:
    for tier in ("low", "medium"):
        path = path_to(card("temirtau"), tier)
        assert (path.outlook, path.missing, path.moves) == ("there", 0, ())


def test_high_takes_every_point() -> None:
    for town in catalogue().sheets:
        path = path_to(card(town), "high")
        assert path.every_point
        assert path.outlook == "reachable"
        assert len(path.moves) == len(path.movers) == sum(ahead(each) is not None for each in card(town).lines.values())
    assert not path_to(card("abai"), "medium").every_point


def test_the_largest_single_movers_come_first() -> None:
    gains = [(move.line.indicator.id, move.gain) for move in path_to(card("temirtau"), "high").movers]
    assert gains[:4] == [("4.1", 5), ("2.2", 4), ("2.4", 4), ("4.2", 4)]


def test_no_path_leads_from_the_unknown() -> None:
    path = path_to(score(INNOVATION, Sheet("altai")), "medium")
    assert (path.outlook, path.moves) == ("unknown", ())


def test_a_tier_above_every_possible_total_is_out_of_reach() -> None:
    few = MappingProxyType({key: INNOVATION.indicators[key] for key in ("1.1", "1.4")})
    methodology: Methodology = replace(INNOVATION, indicators=few)
    mine = what_if(methodology, Sheet("somewhere"), {"1.1": Within(0), "1.4": Within(2)})
    path = path_to(mine, "medium")
    assert (path.outlook, path.missing, path.moves) == ("out_of_reach", 34, ())
    assert [move.gain for move in path.movers] == [3, 1]
