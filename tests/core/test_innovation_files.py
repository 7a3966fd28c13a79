"""Whoever edits the methodology or the observations and errs is told the file, the line and what to mend."""

from pathlib import Path
from shutil import copytree

import pytest

from core.files.library import Library
from core.files.marked import Problems
from core.files.methodology import read_methodology
from core.files.observations import read_sheets
from tests.catalogues import DATA, cases, catalogue, spoil
from tests.flaws import told

TOWNS = {town.id: town for town in catalogue().towns}


def problems(data: Path) -> list[str]:
    """The two readers alone: the names of the towns, four fifths of all loading, have nothing to do with it."""
    found = Problems()
    library = Library(DATA, found)
    read_sheets(data, read_methodology(data, library, found), TOWNS, library, found)
    return told(found.found)


def copy_of_data(folder: Path) -> Path:
    for part in ("methodology", "observations"):
        copytree(DATA / part, folder / part)
    return folder


@pytest.mark.parametrize("case", cases("spoilt_innovation"), ids=lambda case: case["said"])
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, case: dict[str, str]) -> None:
    data = copy_of_data(tmp_path)
    line = spoil(data / case["file"], case["old"], case["new"])
    found = [problem for problem in problems(data) if case["said"] in problem]
    assert found
    name = Path(case["file"]).name
    assert all(problem.startswith(f"{name}:") for problem in found), found
    assert all(abs(int(problem.split(":")[1]) - line) <= 12 for problem in found), (line, found)


def test_as_it_stands_there_is_nothing_to_mend() -> None:
    assert problems(DATA) == []


def test_observations_are_not_held_against_half_a_methodology(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    spoil(data / "methodology/innovation.yaml", "unit: square_metre", "unit: acre")
    spoil(data / "observations/innovation-2020.csv", "abai,1.4,41%,41,", "abai,1.4,41%,141,")
    assert [problem.split(":")[0] for problem in problems(data)] == ["innovation.yaml"]


def test_oddities_are_all_found_in_one_reading(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    table = data / "observations/innovation-2020.csv"
    spoil(table, "abai,1.4,41%,41,", "abai,1.4,41%,141,")
    spoil(
        table, "balkhash,total,39,,,,39,innovation_totals,total_balkhash", "balkhash,total,39,,,,39,innovation_totals,"
    )
    said = [problem.split(": ", 1)[1] for problem in problems(data)]
    assert said == [
        "18.note: The printed total is not the sum of the printed scores. Say why in note.",
        "18.note: The printed total lies outside what is possible. Say why in note.",
        "136.value: 141 is too much for this indicator.",
    ]
