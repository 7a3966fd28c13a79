"""Whoever enters a year into data/calendar/ and errs is told the file, the line and what to mend."""

from pathlib import Path
from shutil import copytree

import pytest

from core.files.calendar import read_calendar
from core.files.library import Library
from core.files.marked import Problems
from core.workdays import WorkCalendar
from tests.catalogues import DATA, cases, catalogue, spoil
from tests.flaws import told

ELSEWHERE = "stands more than once"
"""Said of both days."""
PROBLEMS = Problems()
LIBRARY = Library(DATA, PROBLEMS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(DATA / "calendar", tmp_path / "calendar"))


def read(folder: Path) -> tuple[WorkCalendar | None, list[str]]:
    PROBLEMS.found.clear()
    return read_calendar(folder.parent, LIBRARY, PROBLEMS), told(PROBLEMS.found)


@pytest.mark.parametrize("case", cases("spoilt_calendar"), ids=lambda case: case["said"])
def test_a_fault_is_named_with_file_and_line(folder: Path, case: dict[str, str]) -> None:
    line = spoil(folder / case["file"], case["old"], case["new"])
    _, found = read(folder)
    said = [problem for problem in found if case["said"] in problem]
    assert said
    assert said[0].startswith(f"{case['file']}:")
    assert abs(int(said[0].split(":")[1]) - line) <= 1 or ELSEWHERE in case["said"]


def test_what_is_right_is_read_without_a_word(folder: Path) -> None:
    calendar, found = read(folder)
    assert found == []
    assert calendar == catalogue().calendar


@pytest.mark.parametrize("file", ["names.yaml", "2026.yaml"])
def test_a_file_of_another_shape_gives_no_year(folder: Path, file: str) -> None:
    (folder / file).write_text("- 1\n")
    calendar, found = read(folder)
    assert [problem.split(": ")[0] for problem in found] == [f"{file}:1"]
    assert calendar is None or 2026 not in calendar.years


def test_without_years_there_is_nothing_to_count_by(folder: Path) -> None:
    for path in folder.glob("2*.yaml"):
        path.unlink()
    assert read(folder) == (None, ["calendar: There is no file of any year. Add one, such as 2026.yaml."])


def test_the_years_follow_each_other(folder: Path) -> None:
    (folder / "2025.yaml").unlink()
    assert read(folder)[1] == [
        "calendar: The years must follow each other, and there are 2024, 2026, 2027. Add the one that is missing."
    ]
