"""Where the towns lie, what they live by, and the list of Annex 1 row by row."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.places import distance_km, nearest
from core.sources import Source
from tests.catalogues import cases, catalogue

TOWNS = tuple(catalogue().towns)
FIGURES = cases("figures")
DISTANCES = cases("distances")
LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


@pytest.mark.parametrize("row", cases("potential"), ids=lambda row: row["printed"])
def test_each_row_of_annex_1_is_as_printed(row: dict[str, Any]) -> None:
    town = TOWNS[row["row"] - 1]
    assert (town.number, town.printed) == (row["row"], row["printed"])
    assert (town.population.people, town.potential.tier) == (row["people"], row["tier"])
    assert town.oblast_2012.name.kk == f"{row['oblast']} облысы"


def test_annex_1_adds_up() -> None:
    assert len(TOWNS) == 27
    assert sum(town.population.people for town in TOWNS) == 1_526_113
    assert Counter(town.potential.tier for town in TOWNS) == {"high": 6, "medium": 19, "low": 2}


@pytest.mark.parametrize("case", FIGURES["people_2014"], ids=lambda case: case["town"])
def test_the_second_count_says_how_exact_it_is_and_whether_it_compares(case: dict[str, Any]) -> None:
    later = catalogue().town(case["town"]).population_2014
    assert (later.people, later.comparable) == (case["people"], case["comparable"])
    assert later.to_nearest == (1 if case["exact"] else 100)
    assert later.source.document.id == "article_state"
    assert later.source.period
    assert later.source.period.is_year == case["exact"]  # Table 3 is of a year, Table 1 of a day
    assert later.source.period.last.year == 2014


def test_a_jump_in_the_second_count_is_a_change_of_borders() -> None:
    for town in TOWNS:
        change = town.population_2014.people / town.population.people
        assert town.population_2014.comparable == (change < 1.4)


@pytest.mark.parametrize("case", FIGURES["branches"], ids=lambda case: case["branch"])
def test_the_three_types_and_their_branches(case: dict[str, Any]) -> None:
    found = [town for town in TOWNS if town.branch.id == case["branch"]]
    assert {town.id for town in found} == set(case["towns"])
    assert {town.branch.sort for town in found} == {case["type"]}
    assert all(town.branch.source.document.id == "programme" for town in found)
    assert len({town.branch.sort_name.en for town in found}) == 1


def test_twenty_towns_extract_though_the_programme_counts_twenty_one() -> None:
    assert Counter(town.branch.sort for town in TOWNS) == {"extraction": 20, "processing": 6, "science": 1}


@pytest.mark.parametrize("state", ["working", "partly", "stopped"])
def test_how_the_town_forming_enterprises_stood(state: str) -> None:
    found = [town for town in TOWNS if town.enterprises.state == state]
    assert {town.id for town in found} == set(FIGURES["enterprises"][state])
    assert all(town.enterprises.source.document.id == "programme" for town in found)


def test_where_the_article_names_another_industry_first_both_stand() -> None:
    differing = [town for town in TOWNS if town.specialised_otherwise]
    assert {town.id for town in differing} == set(FIGURES["specialised_otherwise"])
    assert all(town.specialisation.source.document.id == "article_state" for town in differing)
    kulsary = catalogue().town("kulsary")
    assert (kulsary.branch.id, kulsary.specialisation.id) == ("oil_gas", "processing")


@pytest.mark.parametrize("case", DISTANCES["known"], ids=lambda case: case["what"])
def test_known_distances(case: dict[str, Any]) -> None:
    assert distance_km(*case["from"], *case["to"]) == pytest.approx(case["km"], abs=0.05)


@pytest.mark.parametrize("case", DISTANCES["nearest"], ids=lambda case: case["place"])
def test_the_nearest_town_comes_first_with_its_distance_and_certainty(case: dict[str, Any]) -> None:
    found = nearest(TOWNS, *case["at"])
    within = None if case["within_km"] == "none" else case["within_km"]
    assert (found[0].town.id, round(found[0].km), found[0].within_km) == (case["town"], case["km"], within)
    assert {nearby.town.id for nearby in found} == {town.id for town in TOWNS}
    assert [nearby.km for nearby in found] == sorted(nearby.km for nearby in found)


def test_each_town_is_nearest_to_itself() -> None:
    for town in TOWNS:
        found = nearest(TOWNS, town.position.lat, town.position.lon)[0]
        assert found.town == town
        assert found.km < 0.001


def test_coordinates_are_said_to_come_from_outside_the_documents() -> None:
    sources: set[Source] = {town.position.source for town in TOWNS}
    assert {source.document.kind for source in sources} == {"general_knowledge"}
    assert {town.id for town in TOWNS if town.position.within_km is None} == {"satbayev", "shakhtinsk", "serebryansk"}


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_a_distance_is_the_same_both_ways_and_never_beyond_half_the_world(
    lat: float, lon: float, other_lat: float, other_lon: float
) -> None:
    there, back = distance_km(lat, lon, other_lat, other_lon), distance_km(other_lat, other_lon, lat, lon)
    assert there == pytest.approx(back)
    assert 0 <= there <= 20_015.2
