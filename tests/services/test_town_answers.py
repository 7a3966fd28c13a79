from datetime import date
from typing import Any

import pytest

from core.access import EVERYWHERE, Places
from core.catalogue import Unknown
from core.services.towns import Found, Towns, Whereabouts
from tests.catalogues import cases, catalogue

TOWNS = Towns(catalogue())


@pytest.mark.parametrize("case", cases("potential"), ids=lambda case: case["printed"])
def test_the_potential_of_each_town_of_the_list(case: dict[str, Any]) -> None:
    for asked in case["asked"]:
        found = TOWNS.find(asked)
        assert isinstance(found, Found)
        answer = TOWNS.potential(found.town.id)
        town = answer.town
        assert town is found.town
        assert (town.number, town.printed, town.population.people) == (case["row"], case["printed"], case["people"])
        assert town.potential.tier == case["tier"]
        assert town.population.source.period
        assert town.population.source.period.first == date(2011, 10, 1)
        assert answer.scale.name.en == "economic potential"
        assert answer.tier_name.en == case["tier"]


def test_all_towns_can_be_reached_by_their_oblast_of_today() -> None:
    groups = TOWNS.by_oblast()
    assert len(groups) == 14
    assert TOWNS.count == 27
    assert sorted(town.number for group in groups for town in group.towns) == list(range(1, 28))
    assert all(TOWNS.in_oblast(group.oblast.id) == group for group in groups)


def test_an_old_button_names_what_is_no_more() -> None:
    with pytest.raises(Unknown):
        TOWNS.potential("zyryanovsk")
    with pytest.raises(Unknown):
        TOWNS.in_oblast("semey")


def test_places_of_a_right_have_names_also_when_some_are_gone() -> None:
    towns = Towns(catalogue())
    assert towns.whereabouts(EVERYWHERE) == Whereabouts(everywhere=True)
    some = Places(oblasts=frozenset({"karaganda", "atlantis"}), towns=frozenset({"ridder", "aksu", "eldorado"}))
    found = towns.whereabouts(some)
    assert [each.id for each in found.oblasts] == ["karaganda"]
    assert [each.id for each in found.towns] == ["aksu", "ridder"]
    assert found.lost == ("atlantis", "eldorado")


def test_places_are_picked_by_the_numbers_of_the_list() -> None:
    towns = Towns(catalogue())
    numbers = {town.id: town.number for each in towns.by_oblast() for town in each.towns}
    assert towns.picked([numbers["temirtau"], numbers["abai"]], [numbers["ridder"]]) == Places(
        oblasts=frozenset({"karaganda"}), towns=frozenset({"ridder"})
    )
    with pytest.raises(Unknown):
        towns.picked([], [99])
