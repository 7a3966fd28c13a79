from decimal import Decimal

import pytest

from core.catalogue import Unknown
from core.services.facts import Facts
from core.services.towns import NotMonotown, Towns
from core.targets import Dated
from tests.catalogues import cases, catalogue

FACTS, TOWNS = Facts(catalogue()), Towns(catalogue())
IDS = tuple(town.id for town in catalogue().towns)
CLASSES = cases("classes")


def test_the_official_tier_departs_from_the_facts_in_two_towns_exactly() -> None:
    assert [town for town in IDS if FACTS.criteria(town).checklist.departs] == ["khromtau", "ridder"]


def test_every_criterion_is_next_to_its_neighbours() -> None:
    first = FACTS.criterion("ridder", "p1")
    assert first.before is None
    walked, found = ["p1"], first
    while found.after:
        found = FACTS.criterion("ridder", found.after.criterion.id)
        assert found.before
        assert found.before.criterion.id == walked[-1]
        walked.append(found.state.criterion.id)
    assert walked == [f"{kind}{number}" for kind in "pu" for number in range(1, 10)]


@pytest.mark.parametrize("town", IDS)
def test_each_group_of_the_sheet_opens_and_a_figure_has_its_own_note_or_the_chapters(town: str) -> None:
    for section in FACTS.sheet(town).sheet.sections:
        group = FACTS.group(town, section.group.id)
        assert group.section == section
        noted = {line.measure.id for line in section.lines if any(figure.note for figure in line.figures)}
        assert not noted & set(group.notes)


def test_a_chapters_note_stands_beside_the_figure_it_concerns() -> None:
    notes = FACTS.group("serebryansk", "people").notes["population"]
    assert any("9,653" in note.text.en for note in notes)
    assert "population" not in FACTS.group("arkalyk", "people").notes  # that figure has a note of its own


def reached(town: str) -> list[str]:
    return [each.target.id for each in FACTS.targets(town).standings if each.reached]


def test_only_towns_with_a_sound_figure_of_2020_can_have_reached_a_target() -> None:
    assert {town: reached(town) for town in IDS if reached(town)} == {
        "temirtau": ["unemployment_2020"],
        "shakhtinsk": ["unemployment_2020"],
        "abai": ["unemployment_2020"],
    }
    assert not any(each.reached is False for town in IDS for each in FACTS.targets(town).standings)


def test_the_value_of_2020_comes_with_its_year_and_a_lost_one_with_the_reason() -> None:
    standing = next(each for each in FACTS.targets("temirtau").standings if each.target.id == "unemployment_2020")
    value = standing.held[-1].value
    assert isinstance(value, Dated)
    assert (value.value, value.source.period and value.source.period.last.year) == (Decimal("4.6"), 2020)
    lost = [town for town in IDS if FACTS.targets(town).lost]
    assert lost == ["balkhash", "zhezkazgan", "karazhal", "saran", "satbayev"]


@pytest.mark.parametrize("name", CLASSES["smart"])
def test_every_city_of_the_article_is_known_with_its_groups(name: str) -> None:
    found = TOWNS.find(name)
    assert isinstance(found, NotMonotown)
    assert found.place.source.document.id == "article_classes"
    assert "smart cities" in found.place.what.en
    assert ("agglomerations" in found.place.what.en) == (name in CLASSES["agglomerations"])


def test_the_nearest_come_first_and_no_more_than_asked() -> None:
    found = TOWNS.nearest(51.13, 71.43, 3)
    assert [nearby.town.id for nearby in found] == ["stepnogorsk", "temirtau", "saran"]
    assert list(found) == sorted(found, key=lambda nearby: nearby.km)


def test_what_is_not_there_is_refused() -> None:
    for ask in (FACTS.sheet, FACTS.criteria, FACTS.targets):
        with pytest.raises(Unknown):
            ask("zyryanovsk")
    with pytest.raises(Unknown):
        FACTS.group("rudny", "networks")
    with pytest.raises(Unknown):
        FACTS.criterion("rudny", "p10")
