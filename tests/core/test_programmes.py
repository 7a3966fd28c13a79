from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.localised import Localised
from core.programmes import Edition, NoEdition, edition_on
from tests.catalogues import catalogue, made_up

(PROGRAMME,) = catalogue().editions
FICTION = replace(
    PROGRAMME,
    id="fiction",
    title=Localised(kk="Ойдан шығарылған бағдарлама", ru="Вымышленная программа", en="A programme made up for tests"),
    first_day=date(2031, 1, 1),
    last_day=None,
    endings=(),
)
BOTH = (FICTION, PROGRAMME)


@pytest.mark.parametrize(
    ("day", "edition", "in_force"),
    [
        (date(2012, 5, 25), PROGRAMME, True),
        (date(2014, 12, 31), PROGRAMME, True),
        (date(2015, 1, 1), PROGRAMME, False),
        (date(2030, 12, 31), PROGRAMME, False),
        (date(2031, 1, 1), FICTION, True),
        (date(2100, 1, 1), FICTION, True),
    ],
)
def test_the_edition_of_a_day(day: date, edition: Edition, in_force: bool) -> None:
    standing = edition_on(BOTH, day)
    assert (standing.edition, standing.in_force, standing.day) == (edition, in_force, day)


def test_of_two_in_force_the_newer_counts() -> None:
    older = replace(FICTION, id="older", first_day=date(2030, 1, 1))
    assert edition_on((FICTION, older), date(2031, 1, 1)).edition is FICTION
    assert edition_on((FICTION, older), date(2030, 1, 1)).edition is older


def test_of_two_lapsed_the_one_that_lapsed_last_counts() -> None:
    short = replace(PROGRAMME, id="short", first_day=date(2013, 1, 1), last_day=date(2013, 6, 30))
    assert edition_on((PROGRAMME, short), date(2020, 1, 1)).edition is PROGRAMME


def test_before_every_programme_there_is_no_answer() -> None:
    with pytest.raises(NoEdition, match="2012-05-24"):
        edition_on(BOTH, date(2012, 5, 24))


@given(st.dates(min_value=date(2012, 5, 25)))
def test_no_day_after_the_first_is_without_an_edition(day: date) -> None:
    standing = edition_on(BOTH, day)
    assert standing.edition.first_day <= day
    assert standing.in_force == (day.year >= 2031 or day < date(2015, 1, 1))


def test_the_acts_that_ended_the_programme() -> None:
    whole, section = PROGRAMME.ending("programme"), PROGRAMME.ending("microcredit")
    assert whole
    assert section
    assert (whole.act.number, whole.act.date, whole.since) == ("728", date(2014, 6, 28), date(2015, 1, 1))
    assert (section.act.number, section.act.date, section.since) == ("279", date(2014, 3, 31), date(2015, 1, 1))
    assert PROGRAMME.last_day == whole.since - timedelta(days=1)
    assert (PROGRAMME.act.number, PROGRAMME.act.date, PROGRAMME.first_day) == (
        "683", date(2012, 5, 25), date(2012, 5, 25),
    )  # fmt: skip
    assert FICTION.ending("programme") is None


@pytest.mark.parametrize(
    ("day", "edition", "in_force", "first_measure", "layout"),
    [
        (date(2014, 12, 31), "2012-2020", True, "microcredit", 1),
        (date(2026, 11, 21), "2012-2020", False, "microcredit", 1),
        (date(2030, 12, 31), "2012-2020", False, "microcredit", 1),
        (date(2031, 1, 1), "fiction", True, "lamp", 31),
    ],
)
def test_the_rules_are_those_of_the_edition(
    day: date, edition: str, in_force: bool, first_measure: str, layout: int
) -> None:
    standing = edition_on((PROGRAMME, made_up()), day)
    assert (standing.edition.id, standing.in_force) == (edition, in_force)
    assert standing.edition.rules.measures[0].id == first_measure
    assert standing.edition.layout.number == layout
