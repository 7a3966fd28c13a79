"""Towns in order: equal ones share a place, and the unknown has none."""

from collections.abc import Callable, Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.observations import Observation, Sheet
from core.ranking import Place, by_indicator, by_tier, by_total
from core.scales import Within
from core.scoring import Scorecard, score, what_if
from tests.catalogues import catalogue

CATALOGUE = catalogue()
INNOVATION = CATALOGUE.innovation
CARDS = [score(INNOVATION, sheet) for sheet in CATALOGUE.sheets.values()]
UNKNOWN = score(INNOVATION, Sheet("altai"))


def order(places: Iterable[Place]) -> list[tuple[int | None, str]]:
    return [(each.place, each.card.town) for each in places]


def test_by_total() -> None:
    assert order(by_total([UNKNOWN, *CARDS])) == [
        (1, "satbayev"), (2, "temirtau"), (3, "balkhash"), (4, "saran"), (5, "zhezkazgan"), (6, "abai"),
        (7, "shakhtinsk"), (8, "karazhal"), (None, "altai"),
    ]  # fmt: skip


def test_by_tier() -> None:
    assert order(by_tier([UNKNOWN, *CARDS])) == [
        (1, "balkhash"), (1, "satbayev"), (1, "temirtau"), (4, "zhezkazgan"), (4, "karazhal"), (4, "saran"),
        (4, "shakhtinsk"), (4, "abai"), (None, "altai"),
    ]  # fmt: skip


def test_a_total_without_a_tier_stands_between_its_neighbours() -> None:
    def total(town: str, **changes: int) -> Scorecard:
        best = {key: Within(each.top) for key, each in INNOVATION.indicators.items()}
        return what_if(INNOVATION, Sheet(town), best | {key: Within(score) for key, score in changes.items()})

    cards = [total("66", **{"5.1": 1}), total("67", **{"1.1": 0}), total("68")]
    assert order(by_tier(cards)) == [(1, "68"), (2, "67"), (3, "66")]


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("2.7", [(1, "satbayev"), (2, "zhezkazgan"), (3, "balkhash"), (4, "karazhal"), (5, "temirtau"), (6, "abai"),
                 (7, "shakhtinsk"), (8, "saran")]),
        # 49 % twice; Шахтинск's 45 % stands last by its value, whatever score is printed
        ("2.8", [(1, "temirtau"), (2, "abai"), (3, "karazhal"), (4, "balkhash"), (4, "saran"), (6, "zhezkazgan"),
                 (7, "satbayev"), (8, "shakhtinsk")]),
        # lower is better, and five values are lost
        ("2.6", [(1, "temirtau"), (2, "abai"), (3, "shakhtinsk"), (None, "balkhash"), (None, "zhezkazgan"),
                 (None, "karazhal"), (None, "saran"), (None, "satbayev")]),
        # a number that lost a digit has no place
        ("2.1", [(1, "zhezkazgan"), (2, "balkhash"), (3, "temirtau"), (4, "karazhal"), (5, "abai"), (6, "shakhtinsk"),
                 (None, "saran"), (None, "satbayev")]),
    ],
)  # fmt: skip
def test_by_the_value_of_an_indicator(indicator: str, expected: list[tuple[int | None, str]]) -> None:
    assert order(by_indicator(CARDS, indicator)) == expected


def test_choices_rank_by_what_they_are_worth() -> None:
    better = what_if(INNOVATION, CATALOGUE.sheets["abai"], {"5.1": "full"})
    vague = what_if(INNOVATION, CATALOGUE.sheets["saran"], {"5.1": Within(3)})
    assert order(by_indicator([CARDS[0], vague, better], "5.1")) == [(1, "abai"), (2, "balkhash"), (None, "saran")]


def unemployment(town: str, value: str) -> Scorecard:
    return score(INNOVATION, Sheet(town, {"2.6": Observation(value=Decimal(value), sound=True)}))


def test_numbers_are_compared_unrounded_and_equal_ones_share_a_place() -> None:
    cards = [unemployment("a", "4.60"), unemployment("b", "4.6"), unemployment("c", "4.5999999999999999999999")]
    assert order(by_indicator(cards, "2.6")) == [(1, "c"), (2, "a"), (2, "b")]


@given(
    st.lists(st.sampled_from([*CARDS, UNKNOWN]), max_size=12),
    st.sampled_from([by_total, by_tier, lambda cards: by_indicator(cards, "2.3")]),
)
def test_a_place_is_one_more_than_how_many_are_better(
    cards: list[Scorecard], ranking: Callable[[Iterable[Scorecard]], tuple[Place, ...]]
) -> None:
    places = ranking(cards)
    assert sorted(each.card.town for each in places) == sorted(card.town for card in cards)
    known = [each.place for each in places if each.place is not None]
    assert known == [1 + sum(other < place for other in known) for place in known]
    assert all(each.place is None for each in places[len(known) :])
