"""Whoever edits data/ and errs is told the file, the line and what to mend."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from shutil import copytree
from time import process_time
from typing import Any

import pytest
import yaml

from core.files import marked
from core.files.definitions import BadData, load
from core.files.misread import Loader
from core.sources import Period
from tests.catalogues import DATA, EDITIONS, cases, catalogue, copy_of_data, spoil
from tests.flaws import told

LOADER = Loader

Case = dict[str, Any]
"""A file of data/ and the faults put into it: instead of `old` there stands `new`, and this is `said` of it."""


class ReadOnce:
    """Stands for the YAML loader: the copies differ in one file or a few, the others are parsed only once."""

    def __init__(self, text: str) -> None:
        self.node, self.content = parsed(text)

    def get_single_node(self) -> yaml.Node | None:
        return self.node

    def construct_document(self, _: yaml.Node) -> Any:
        return self.content


@cache
def parsed(text: str) -> tuple[yaml.Node | None, Any]:
    loader = LOADER(text)
    node = loader.get_single_node()
    return node, loader.construct_document(node) if node else None


@pytest.fixture(autouse=True)
def _one_parsing_for_all(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.function is not test_the_catalogue_is_read_in_a_blink:
        monkeypatch.setattr(marked, "Loader", ReadOnce)


def problems(data: Path) -> tuple[str, ...]:
    with pytest.raises(BadData) as refusal:
        load(data)
    assert str(refusal.value).count("\n") == len(refusal.value.flaws) - 1
    return tuple(told(refusal.value.flaws))


def named(data: Path, cases: Iterable[Case]) -> list[Case]:
    """Of those that can be put into one copy, the cases whose faults are all reported."""
    put: list[Case] = []
    for case in cases:
        path = data / case["file"]
        says = {fault["said"] for other in put for fault in other["faults"]}
        if says.isdisjoint(fault["said"] for fault in case["faults"]) and free(path, case):
            put.append(case)
            for fault in case["faults"]:
                spoil(path, fault["old"], fault["new"])
    reported = problems(data)
    return [case for case in put if all(is_named(case["file"], fault["said"], reported) for fault in case["faults"])]


def free(path: Path, case: Case) -> bool:
    """No other fault stands there."""
    text = path.read_text(encoding="utf-8")
    return all(fault["old"] in text for fault in case["faults"])


def is_named(file: str, said: str, reported: Iterable[str]) -> bool:
    found = [problem for problem in reported if said in problem]
    return bool(found) and all(problem.startswith(f"{Path(file).name}:") for problem in found)


def all_are_named(folder: Path, cases: Sequence[Case]) -> None:
    """Reading data/ takes long, so all faults are put into one copy. One that is hidden by another, or stands where
    another does, waits for the next copy, where there are fewer; in the end it is put there alone.
    """
    for case in cases:
        text = (DATA / case["file"]).read_text(encoding="utf-8")
        assert [fault["old"] for fault in case["faults"] if text.count(fault["old"]) != 1] == [], case["file"]
    copies = (copy_of_data(folder / str(number)) for number in count())
    waiting = list(cases)
    while waiting:
        done = named(next(copies), waiting) or named(next(copies), waiting[:1])
        assert done, f"not reported: {waiting[0]}"
        waiting = [case for case in waiting if case not in done]


def test_a_fault_is_named_with_file_and_line(tmp_path: Path) -> None:
    """The faults of one case are reported together; whether those of several are does not matter."""
    single = [{"file": case["file"], "faults": [case]} for case in cases("spoilt_data")]
    all_are_named(tmp_path, [*single, *cases("spoilt_together")])


OF_ONE_LINE = (
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
)


def test_the_line_is_the_line_of_the_value(tmp_path: Path) -> None:
    def case(file: str, old: str, new: str) -> Case:
        text = (DATA / file).read_text(encoding="utf-8")
        line = text.partition(old)[0].count("\n") + 1
        return {"file": file, "faults": [{"old": old, "new": new, "said": f"{Path(file).name}:{line}: "}]}

    all_are_named(tmp_path, [case(*each) for each in OF_ONE_LINE])


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
        "directory.yaml", "care.yaml",
        "methodology/innovation.yaml", "observations/innovation-2020.csv", "observations/innovation-2020.yaml",
    ],
)  # fmt: skip
def test_a_missing_file_is_one_fault_and_not_a_hundred(tmp_path: Path, file: str) -> None:
    data = copy_of_data(tmp_path)
    (data / file).unlink()
    assert problems(data) == (f"{Path(file).name}: The file is missing. Add it.",)


@pytest.mark.parametrize("file", ["chapters/swot.yaml", "potential.yaml"])
def test_an_empty_file_has_no_shape(tmp_path: Path, file: str) -> None:
    data = copy_of_data(tmp_path)
    (data / file).write_text("")
    assert [problem.split(": ")[0] for problem in problems(data)] == [f"{Path(file).name}:1"]


def test_a_table_must_be_in_utf_8(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    (data / "towns.csv").write_bytes("number,id\n1,Ақсу\n".encode("utf-16"))
    assert problems(data)[0].startswith("towns.csv: The text is not in UTF-8.")


def test_text_that_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    (data / "potential.yaml").write_text("- id: one\n- id: 2015-13-45\n")
    assert problems(data)[0].startswith("potential.yaml:2: 2015-13-45 is no date")


def test_without_a_programme_there_is_nothing_to_answer_by(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    (data / "programmes/2012-2020.yaml").unlink()
    assert problems(data) == ("programmes: There is no programme. Add its file.",)


def test_an_edition_replaces_another_that_is_known(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    top = data / "programmes/2012-2020.yaml"
    text = top.read_text(encoding="utf-8")
    top.write_text("replaces: 2012-2020\n" + text, encoding="utf-8")
    assert problems(data) == (
        "2012-2020.yaml:1: replaces: A programme cannot replace itself, or one that replaces it: check replaces.",
    )
    top.write_text("replaces: nothing\n" + text, encoding="utf-8")
    assert problems(data) == ("2012-2020.yaml:1: replaces: nothing is not known. Write one of: 2012-2020.",)


def test_two_programmes_do_not_share_an_id(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    first = (data / "programmes/2012-2020.yaml").read_text(encoding="utf-8")
    (data / "programmes/again.yaml").write_text(first, encoding="utf-8")
    assert problems(data) == ("again.yaml:5: id: There is a programme 2012-2020 already. Give another id.",)


def test_an_oblast_without_towns_would_be_an_empty_screen(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    with (data / "oblasts.yaml").open("a", encoding="utf-8") as file:
        file.write("- { id: narnia, name: { kk: Нарния, ru: Нарния, en: Narnia }, names: [Нарния], adjectives: [] }\n")
    (problem,) = problems(data)
    assert problem.endswith("No town lies in narnia.")


def test_a_period_may_be_two_days(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    spoil(data / "sources.yaml", "    period: 2012-05-25\n  annex1:", "    period: 2012-05-25/2014-12-31\n  annex1:")
    town = load(data).town("abai")
    assert town.potential.source.period == Period(date(2012, 5, 25), date(2014, 12, 31))


def test_a_second_edition_is_files_and_not_code(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    copytree(EDITIONS, data, dirs_exist_ok=True)
    both = load(data)
    old, new = both.editions
    assert [(edition.id, edition.last_day is None) for edition in (old, new)] == [
        ("2012-2020", False), ("fiction", True),
    ]  # fmt: skip
    assert [measure.id for measure in new.rules.measures] == ["lamp", "boot"]
    assert [step.term.count for step in both.courses["fiction"].steps if step.term] == [2]
    assert both.loans["fiction"].months.value == 6
    assert old.rules == next(iter(catalogue().editions)).rules


def test_the_version_changes_with_the_content_and_with_nothing_else(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    assert load(data).version == catalogue().version
    chapter = data / "chapters/swot.yaml"
    chapter.write_bytes(chapter.read_bytes().replace(b"\n", b"\r\n"))
    (data / "README.md").write_text("another")
    assert load(data).version == catalogue().version
    spoil(data / "towns.csv", ",64316,", ",64317,")
    assert load(data).version != catalogue().version


@pytest.mark.no_cover  # it looks at the time
def test_the_catalogue_is_read_in_a_blink() -> None:
    """The limit is 200 ms; four times that is left for coverage and a busy machine, and two more tries."""
    assert any(seconds_of_reading() < 0.8 for _ in range(3))


def seconds_of_reading() -> float:
    began = process_time()
    load(DATA)
    return process_time() - began
