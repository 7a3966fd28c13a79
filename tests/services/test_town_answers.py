from datetime import date
from typing import Any

import pytest

from core.catalogue import Unknown
from core.services.towns import Candidates, NotFound, NotMonotown, PotentialAnswer, Towns
from tests.catalogues import cases, catalogue

TOWNS = Towns(catalogue())


@pytest.mark.parametrize("case", cases("potential"), ids=lambda case: case["printed"])
def test_the_potential_of_each_town_of_the_list(case: dict[str, Any]) -> None:
    for asked in case["asked"]:
        answer = TOWNS.potential(asked)
        assert isinstance(answer, PotentialAnswer)
        town = answer.town
        assert (town.number, town.printed, town.population.people) == (case["row"], case["printed"], case["people"])
        assert town.potential.tier == case["tier"]
        assert town.population.source.period
        assert town.population.source.period.first == date(2011, 10, 1)
        assert answer.scale.name.en == "economic potential"
        assert answer.tier_name.en == case["tier"]
        assert TOWNS.potential_of(town.id).town is town


def test_what_is_no_town_is_answered_as_found() -> None:
    assert isinstance(TOWNS.potential("Ақтау"), NotMonotown)
    assert isinstance(TOWNS.potential("Темиртау и Риддер"), Candidates)
    assert isinstance(TOWNS.potential("?"), NotFound)


def test_how_a_town_was_understood_is_handed_on() -> None:
    former, near, shared = TOWNS.potential("Зыряновск"), TOWNS.potential("Тимиртау"), TOWNS.potential("Абай")
    assert isinstance(former, PotentialAnswer)
    assert isinstance(near, PotentialAnswer)
    assert isinstance(shared, PotentialAnswer)
    assert (former.how, near.how, shared.how) == ("former", "near", "name")
    assert (former.aside, near.aside) == (None, None)
    assert shared.aside
    assert "Kurchatov" in shared.aside.en


def test_all_towns_can_be_reached_by_their_oblast_of_today() -> None:
    groups = TOWNS.by_oblast()
    assert len(groups) == 14
    assert TOWNS.count == 27
    assert sorted(town.number for group in groups for town in group.towns) == list(range(1, 28))
    assert all(TOWNS.in_oblast(group.oblast.id) == group for group in groups)


def test_an_old_button_names_what_is_no_more() -> None:
    with pytest.raises(Unknown):
        TOWNS.potential_of("zyryanovsk")
    with pytest.raises(Unknown):
        TOWNS.in_oblast("semey")
