"""Whoever edits data/ and errs is told the file, the line and what to mend."""

from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from core.files.definitions import BadData, load
from core.sources import Period
from tests.catalogues import DATA, cases, catalogue, copy_of_data, spoil


def problems(data: Path) -> tuple[str, ...]:
    with pytest.raises(BadData) as refusal:
        load(data)
    assert str(refusal.value) == "\n".join(refusal.value.problems)
    return refusal.value.problems


@pytest.mark.parametrize("case", cases("spoilt_data"), ids=lambda case: case["said"])
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, case: dict[str, str]) -> None:
    data = copy_of_data(tmp_path)
    spoil(data / case["file"], case["old"], case["new"])
    name = Path(case["file"]).name
    found = [problem for problem in problems(data) if case["said"] in problem]
    assert found
    assert all(problem.startswith(f"{name}:") for problem in found), found


@pytest.mark.parametrize("case", cases("spoilt_together"), ids=lambda case: case["faults"][0]["said"])
def test_the_faults_of_a_file_are_named_together(tmp_path: Path, case: dict[str, Any]) -> None:
    data = copy_of_data(tmp_path)
    for fault in case["faults"]:
        spoil(data / case["file"], fault["old"], fault["new"])
    found = [problem for problem in problems(data) if problem.startswith(f"{Path(case['file']).name}:")]
    assert [fault["said"] for fault in case["faults"] if not any(fault["said"] in each for each in found)] == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("towns.csv", ",21098,", ",few,"),
        ("names.yaml", "    of: [Шахты]", "    of: 7"),
        ("chapters/contradictions_names.yaml", "      - source: renaming_2018", "      - source: renaming"),
        ("figures.csv", "ridder,power_wear,82", "ridder,power_wear,many"),
        ("facts.yaml", "  towns: [arkalyk]", "  towns: [arkalik]"),
        ("criteria.yaml", "test: { measures: [remoteness],", "test: { measures: [distance],"),
        ("programmes/2012-2020.yaml", "source: microcredit_lenders", "source: lenders"),
        ("places.yaml", "{ id: semey, kind: town,", "{ id: semey, kind: city,"),
        ("methodology/innovation.yaml", "from: 25.1, to: 40.0", "from: 24.1, to: 40.0"),
        ("observations/innovation-2020.yaml", "methodology: innovation", "methodology: economics"),
        ("observations/innovation-2020.csv", "karazhal,2.3,х,,percent,,0", "karazhal,2.3,х,12,percent,,0"),
    ],
)
def test_the_line_is_the_line_of_the_value(tmp_path: Path, file: str, old: str, new: str) -> None:
    data = copy_of_data(tmp_path)
    line = spoil(data / file, old, new)
    assert [problem for problem in problems(data) if problem.startswith(f"{Path(file).name}:{line}: ")]


def test_all_faults_are_reported_together(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    spoil(data / "chapters/contradictions_names.yaml", "towns: [altai]", "towns: [altay]")
    spoil(data / "towns.csv", "akmola,geonames,akmola", "akmolla,geonames,akmola")
    spoil(data / "names.yaml", "  kazakh: [Құлсар]", "  kazakh: [Ақсу]")
    spoil(data / "potential.yaml", "  low: { kk: төмен, ru: низкий, en: low }\n", "")
    spoil(data / "programmes/2012-2020.yaml", "act: resolution_728", "act: geonames")
    assert sorted({problem.split(":")[0] for problem in problems(data)}) == [
        "2012-2020.yaml", "contradictions_names.yaml", "names.yaml", "potential.yaml", "towns.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "file",
    [
        "towns.csv", "sources.yaml", "names.yaml", "oblasts.yaml", "places.yaml", "endings.yaml", "typology.yaml",
        "measures.yaml", "figures.csv", "facts.yaml", "criteria.yaml", "monotown.yaml", "targets.yaml",
        "methodology/innovation.yaml", "observations/innovation-2020.csv", "observations/innovation-2020.yaml",
    ],
)  # fmt: skip
def test_a_missing_file_is_one_fault_and_not_a_hundred(tmp_path: Path, file: str) -> None:
    data = copy_of_data(tmp_path)
    (data / file).unlink()
    assert problems(data) == (f"{Path(file).name}: the file is missing",)


@pytest.mark.parametrize("file", ["chapters/swot.yaml", "potential.yaml"])
def test_an_empty_file_has_no_shape(tmp_path: Path, file: str) -> None:
    data = copy_of_data(tmp_path)
    (data / file).write_text("")
    assert [problem.split(": ")[0] for problem in problems(data)] == [f"{Path(file).name}:1"]


def test_a_table_must_be_in_utf_8(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    (data / "towns.csv").write_bytes("number,id\n1,Ақсу\n".encode("utf-16"))
    assert problems(data)[0].startswith("towns.csv: 'utf-8' codec can't decode")


def test_text_that_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    (data / "potential.yaml").write_text("- id: one\n- id: 2015-13-45\n")
    assert problems(data)[0].startswith("potential.yaml:1: month must be in 1..12")


def test_without_a_programme_there_is_nothing_to_answer_by(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    (data / "programmes/2012-2020.yaml").unlink()
    assert problems(data) == ("programmes: there is none",)


def test_two_programmes_do_not_share_an_id(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    first = (data / "programmes/2012-2020.yaml").read_text(encoding="utf-8")
    (data / "programmes/again.yaml").write_text(first, encoding="utf-8")
    assert problems(data) == ("again.yaml:5: id: 2012-2020 is another programme already",)


def test_an_oblast_without_towns_would_be_an_empty_screen(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    with (data / "oblasts.yaml").open("a", encoding="utf-8") as file:
        file.write("- { id: narnia, name: { kk: Нарния, ru: Нарния, en: Narnia }, names: [Нарния], adjectives: [] }\n")
    (problem,) = problems(data)
    assert problem.endswith("no town lies in narnia")


def test_a_period_may_be_two_days(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    spoil(data / "sources.yaml", "    period: 2012-05-25\n  annex1:", "    period: 2012-05-25/2014-12-31\n  annex1:")
    town = load(data).town("abai")
    assert town.potential.source.period == Period(date(2012, 5, 25), date(2014, 12, 31))


def test_a_second_edition_is_a_file_and_not_code(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    text = (data / "programmes/2012-2020.yaml").read_text(encoding="utf-8")
    head, rest = text.split("endings:", 1)
    head = head.replace("id: 2012-2020", "id: fiction").replace(
        "first_day: 2012-05-25\nlast_day: 2014-12-31", "first_day: 2031-01-01"
    )
    (data / "programmes/fiction.yaml").write_text(head + rest[rest.index("microcredit:\n") :], encoding="utf-8")
    assert [(edition.id, edition.last_day is None) for edition in load(data).editions] == [
        ("2012-2020", False), ("fiction", True),
    ]  # fmt: skip


def test_the_version_changes_with_the_content_and_with_nothing_else(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    assert load(data).version == catalogue().version
    chapter = data / "chapters/swot.yaml"
    chapter.write_bytes(chapter.read_bytes().replace(b"\n", b"\r\n"))
    (data / "README.md").write_text("another")
    assert load(data).version == catalogue().version
    spoil(data / "towns.csv", ",64316,", ",64317,")
    assert load(data).version != catalogue().version


def test_the_catalogue_is_read_in_a_blink() -> None:
    """The limit is 150 ms; four times that is left for a busy machine."""
    began = process_time()
    load(DATA)
    assert process_time() - began < 0.6
