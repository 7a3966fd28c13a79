"""Whoever writes down a procedure in data/programmes/ and errs is told the file, the line and what to mend."""

from pathlib import Path
from shutil import copytree

import pytest

from core.files.library import Library
from core.files.marked import Problems
from core.files.terms import Procedures, read_procedures
from tests.catalogues import DATA, cases, catalogue, spoil
from tests.flaws import told

PROBLEMS = Problems()
LIBRARY = Library(DATA, PROBLEMS)
FILE = "procedure.yaml"
NAME = "2012-2020/procedure.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(DATA / "programmes/2012-2020", tmp_path / "programmes/2012-2020"))


def read(folder: Path) -> tuple[Procedures, list[str]]:
    PROBLEMS.found.clear()
    return read_procedures(folder.parents[1], ("2012-2020",), LIBRARY, PROBLEMS), told(PROBLEMS.found)


@pytest.mark.parametrize("case", cases("spoilt_procedures"), ids=lambda case: case["said"])
def test_a_fault_is_named_with_file_and_line(folder: Path, case: dict[str, str]) -> None:
    spoil(folder / FILE, case["old"], case["new"])
    _, found = read(folder)
    said = [problem for problem in found if case["said"] in problem]
    assert said, found
    assert all(problem.startswith(f"{NAME}:") and problem.split(":")[1] != "1" for problem in said)


def test_what_is_right_is_read_without_a_word(folder: Path) -> None:
    procedures, found = read(folder)
    assert found == []
    assert (procedures.courses, procedures.loans) == (catalogue().courses, catalogue().loans)


def test_a_file_of_another_shape_gives_no_procedure(folder: Path) -> None:
    (folder / FILE).write_text("- 1\n")
    procedures, found = read(folder)
    assert (dict(procedures.courses), dict(procedures.loans)) == ({}, {})
    assert [problem.split(": ")[0] for problem in found] == [f"{NAME}:1"]


def test_an_edition_has_its_procedure(folder: Path) -> None:
    (folder / FILE).unlink()
    assert read(folder)[1] == ["2012-2020/procedure.yaml: The file is missing. Add it."]


def test_a_step_whose_actor_is_not_known_is_left_out(folder: Path) -> None:
    spoil(folder / FILE, "    actor: applicant\n", "    actor: nobody\n")
    procedures, _ = read(folder)
    assert procedures.courses["2012-2020"].step("request") is None
