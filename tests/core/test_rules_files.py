"""Whoever edits the rules of a programme and errs is told the file, the line and what to mend."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from core.eligibility import Measure
from core.files.library import Library
from core.files.marked import Problems
from core.files.programmes import read_editions
from core.places import Town
from core.programmes import Edition
from core.sources import Source
from tests.catalogues import DATA, EDITIONS, cases, catalogue, made_up, spoil
from tests.flaws import told

TOWNS = {town.id: town for town in catalogue().towns}


def read(data: Path, towns: Mapping[str, Town] | None = TOWNS) -> tuple[tuple[Edition, ...], list[str]]:
    """The editions alone: the names of the towns, four fifths of all loading, have nothing to do with them."""
    problems = Problems()
    editions = read_editions(data, towns, Library(DATA, problems), problems)
    return editions, told(problems.found)


def copied(folder: Path) -> Path:
    copytree(DATA / "programmes", folder / "programmes")
    return folder


@pytest.mark.parametrize("case", cases("spoilt_rules"), ids=lambda case: case["faults"][0]["said"])
def test_faults_are_named_with_file_and_line(tmp_path: Path, case: dict[str, Any]) -> None:
    data = copied(tmp_path)
    path = data / "programmes/2012-2020" / case["file"]
    lines = [(spoil(path, fault["old"], fault["new"]), fault["said"]) for fault in case["faults"]]
    _, found = read(data)
    for line, said in lines:
        near = [problem for problem in found if said in problem and abs(int(problem.split(":")[1]) - line) <= 40]
        assert near, (line, said, found)
        assert near[0].startswith(f"2012-2020/{case['file']}:")


@pytest.mark.parametrize("name", ["questions", "conditions", "phrases", "codes", "wishes"])
def test_a_missing_file_is_one_fault_and_not_a_hundred(tmp_path: Path, name: str) -> None:
    data = copied(tmp_path)
    (data / f"programmes/2012-2020/{name}.yaml").unlink()
    assert read(data)[1] == [f"2012-2020/{name}.yaml: The file is missing. Add it."]


def test_measures_that_cannot_be_read_are_not_missed_elsewhere(tmp_path: Path) -> None:
    data = copied(tmp_path)
    path = data / "programmes/2012-2020/measures_2_business.yaml"
    line = spoil(path, "steps: [support_centre, akimat]\n\n  - id: subsidy", "steps: 7\n\n  - id: subsidy")
    [flaw] = read(data)[1]
    assert flaw.startswith(f"2012-2020/measures_2_business.yaml:{line}: measures.0.steps: There must be a list here")


def test_without_measures_there_is_nothing_to_judge(tmp_path: Path) -> None:
    data = copied(tmp_path)
    for path in (data / "programmes/2012-2020").glob("measures_*.yaml"):
        path.unlink()
    assert read(data)[1] == ["2012-2020: There are no measures in the programme. Add a file such as measures_1.yaml."]


def test_where_towns_cannot_be_read_the_rules_have_no_fault_of_it() -> None:
    (edition,), found = read(DATA, None)
    assert found == []
    town = edition.rules.question("town")
    assert town
    assert [option.id for option in town.options] == ["elsewhere"]


def test_two_editions_do_not_share_a_number(tmp_path: Path) -> None:
    data = copied(tmp_path)
    copytree(EDITIONS / "programmes", data / "programmes", dirs_exist_ok=True)
    assert read(data)[1] == []
    spoil(data / "programmes/fiction/codes.yaml", "number: 30", "number: 1")
    assert read(data)[1] == [
        "fiction/codes.yaml: The layout 1 is one of the programme 2012-2020 already. Take a free number."
    ]
    spoil(data / "programmes/fiction.yaml", "first_day: 2031-01-01", "first_day: 2001-01-01")
    assert read(data)[1] == [
        "2012-2020/codes.yaml: The layout 1 is one of the programme fiction already. Take a free number."
    ]


def test_groups_and_measures_stand_in_their_order() -> None:
    rules = catalogue().editions[0].rules
    assert [group.id for group in rules.groups] == ["credit", "business", "work", "home", "large"]
    assert [measure.group for measure in rules.measures] == sorted(
        (measure.group for measure in rules.measures), key=[group.id for group in rules.groups].index
    )


def test_a_condition_is_cited_where_the_measure_takes_it_from() -> None:
    lamp, boot = made_up().rules.measures
    assert [condition.source.place.en if condition.source.place else "" for condition in lamp.conditions] == [
        "section 2 (introduction)", "Annex 1",
    ]  # fmt: skip
    assert [len(need) for need in lamp.needs] == [1, 1]
    assert [len(need) for need in boot.needs] == [2]
    assert (lamp.not_stated[0].en, lamp.unchecked[0].en, lamp.steps[0].en) == (
        "the colour of the lamp", "We did not check the weather.", "Look at the sky.",
    )  # fmt: skip


def cited(measure: Measure) -> Iterator[Source]:
    yield from measure.sources
    yield from (note.source for note in measure.terms)
    yield from (hint.note.source for hint in measure.hints)
    for condition in measure.conditions:
        yield from (condition.source, *(note.source for note in condition.readings))


def test_every_measure_names_its_sources_and_what_to_do_next() -> None:
    documents = catalogue().documents
    for measure in catalogue().editions[0].rules.measures:
        assert all(source.document == documents["programme"] and source.place for source in cited(measure))
        assert measure.steps
        assert measure.unchecked
        assert measure.not_stated
