"""Free words: each leads to what it means, and no name of a town is taken for a wish."""

from typing import Any

import pytest

from core.files.marked import read_yaml
from core.wishes import heard
from tests.catalogues import DATA, cases, catalogue

EDITION = catalogue().editions[0]


@pytest.mark.parametrize("case", cases("wishes"), ids=lambda case: case["said"])
def test_what_is_meant(case: dict[str, Any]) -> None:
    wish = heard(EDITION.wishes, case["said"])
    found = None if wish is None else {"measures": list(wish.measures), "answers": dict(wish.answers)}
    expected = {"measures": case.get("measures", []), "answers": case.get("answers", {})}
    assert found == (None if case.get("nothing") else expected)


KINDS = ("kazakh", "russian", "english", "former", "slips", "offered", "alone", "doubtful")


def names() -> list[str]:
    listed = read_yaml(DATA / "names.yaml").content.values()
    spelt = [name for each in listed for kind in KINDS for name in each.get(kind, ())]
    own = [name for town in catalogue().towns for name in (town.name.kk, town.name.ru, town.name.en, town.printed)]
    return [*own, *spelt]


def test_no_name_of_a_town_is_a_wish() -> None:
    assert [name for name in names() if heard(EDITION.wishes, name)] == []


def test_there_are_words_for_every_measure() -> None:
    wished = {measure for wish in EDITION.wishes for measure in wish.measures}
    assert {each.id for each in EDITION.rules.measures} - wished == {"entrepreneurship"}
