"""Files as real programs write them: the good ones all say the same, the bad ones are named by their cell."""

from datetime import date
from pathlib import Path

import pytest

from core.drafts import Draft
from core.files.spreadsheets.reading import read_spreadsheet
from tests.catalogues import cases, catalogue

FILES = Path(__file__).parent.parent / "files"
CASES = cases("real_files")


def read(path: Path) -> Draft:
    return read_spreadsheet(path.read_bytes(), catalogue().vocabulary, date(2026, 11, 21))


@pytest.mark.parametrize("path", sorted((FILES / "good").iterdir()), ids=lambda path: path.name)
def test_whoever_writes_a_good_file_it_is_read(path: Path) -> None:
    draft = read(path)
    assert (draft.faults, draft.questions) == ((), ())
    found = [[each.town, each.indicator, each.year, str(each.value)] for each in draft.figures]
    assert sorted(found) == sorted(CASES["good"])
    assert {each.source for each in draft.figures} <= {"Бюллетень № 5", "Әкімдіктің хаты", "Письмо акимата"}


@pytest.mark.parametrize("path", sorted((FILES / "bad").iterdir()), ids=lambda path: path.name)
def test_whoever_writes_a_bad_file_is_told_what_is_wrong(path: Path) -> None:
    assert {fault.where: fault.kind.value for fault in read(path).faults} == CASES["bad"][path.name]


def test_each_case_has_its_file() -> None:
    assert all((FILES / "bad" / name).is_file() for name in CASES["bad"])
