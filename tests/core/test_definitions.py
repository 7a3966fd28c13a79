"""Whoever edits data/ and errs is told the file, the line and what to mend."""

from pathlib import Path
from time import perf_counter

import pytest

from core.files.definitions import BadData, load
from tests.catalogues import DATA, catalogue, copy_of_data, spoil


def problems(data: Path) -> tuple[str, ...]:
    with pytest.raises(BadData) as refusal:
        load(data)
    assert str(refusal.value) == "\n".join(refusal.value.problems)
    return refusal.value.problems


SPOILT = [
    # file, what stands there, what is put there, what is said (after file and line)
    ("towns.csv", ",64316,", ",many,", "0.population: Input should be a valid integer, unable to parse string as an integer, not 'many'"),
    ("towns.csv", ",64316,", ",,", "0.population: Field required"),
    ("towns.csv", "annex1_population,medium,annex1_tier\n2,", "annex1_population,middling,annex1_tier\n2,", "0.tier: Input should be 'high', 'medium' or 'low', not 'middling'"),
    ("towns.csv", "akmola,geonames,akmola", "akmolla,geonames,akmola", "0.oblast: akmolla is not known; did you mean akmola?"),
    ("towns.csv", "akmola,geonames,akmola", "akmola,geonames,narnia", "0.oblast_2012: narnia is not known; known are "),
    ("towns.csv", "akmola,geonames,akmola", "akmola,geoname,akmola", "0.oblast_source: geoname is not known; did you mean geonames?"),
    ("towns.csv", "1,stepnogorsk", "2,stepnogorsk", "0.number: 2 stands 2 times"),
    ("towns.csv", "1,stepnogorsk", "1,khromtau", "0.id: khromtau stands 2 times"),
    ("towns.csv", "1,stepnogorsk", "1,Степногорск", "0.id: String should match pattern"),
    ("towns.csv", "annex1_population,medium,annex1_tier\n2,", "annex1_population,medium,annex1_tier,x\n2,", "more cells than columns"),
    ("oblasts.yaml", "{ id: akmola,", "{ id: aktobe,", "0.id: aktobe stands 2 times"),
    ("oblasts.yaml", "{ id: akmola, name: { kk: Ақмола облысы, ru", "{ id: akmola, name: { ru", "0.name.kk: Field required"),
    ("names.yaml", "  kazakh: [Құлсар]", "  kazakh: [Ақсу]", "kulsary: Ақсу already means kulsary, not aksu"),
    ("names.yaml", "  kazakh: [Құлсар]", "  kazak: [Құлсар]", "kulsary.kazak: Extra inputs are not permitted"),
    ("names.yaml", "kulsary:\n", "kulsarry:\n", "kulsarry: kulsarry is not known; did you mean kulsary?"),
    ("names.yaml", "kulsary:\n", "aksay:\n", "aksay stands twice"),
    ("names.yaml", "    of: [Шахты]", "    of: [Шахта]", "shakhtinsk.aside: Шахта is none of the town's names"),
    ("names.yaml", "  offered: [Рудный, рудной]", "  offered: [Рудный, рудное]", "rudny.offered: рудное is none of the town's names"),
    ("places.yaml", "{ id: semey, kind: town,", "{ id: semey, kind: city,", "places.17.kind: city is not known; known are "),
    ("places.yaml", "names: [], mistaken: [temirtau] }", "names: [], mistaken: [temirtay] }", "places.20.mistaken.0: temirtay is not known; did you mean temirtau?"),
    ("places.yaml", "names: [], mistaken: [temirtau] }", "names: [Ridder], mistaken: [temirtau] }", "places.20: Ridder already means ridder, not temir"),
    ("places.yaml", "{ id: semey,", "{ id: shu,", "places.17.id: shu stands 2 times"),
    ("places.yaml", "    source: classes_figure\n    text:\n      kk: Бұл қала моноқала емес. Қалаларды топтастырған мақалада ол ақылды", "    source: figure\n    text:\n      kk: Бұл қала моноқала емес. Қалаларды топтастырған мақалада ол ақылды", "kinds.smart.source: figure is not known"),
    ("notes.yaml", "concerns: [altai]", "concerns: [altay]", "5.concerns.0: altay is not known; did you mean altai?"),
    ("notes.yaml", "- id: renamed", "- id: too_small", "5.id: too_small stands 2 times"),
    ("notes.yaml", "  source: renaming_2018", "  source: renaming", "5.source: renaming is not known; did you mean renaming_2018?"),
    ("potential.yaml", "  low: { kk: төмен, ru: низкий, en: low }\n", "", "tiers: Value error, low is missing"),
    ("endings.yaml", "  oblast:\n    possessed", "  region:\n    possessed", "words.region.[key]: Input should be 'town', 'oblast' or 'other', not 'region'"),
    ("sources.yaml", "    date: 2014-06-28\n", "", "documents.resolution_728: Value error, an act has a number and a date"),
    ("sources.yaml", "    period: 2020\n", "    period: lately\n", "citations.innovation_table.period: Value error, write a day"),
    ("sources.yaml", "    period: 2020\n", "    period: 2020-01-01/soon\n", "citations.innovation_table.period: Value error, Invalid isoformat string: 'soon'"),
    ("sources.yaml", "  geonames: { document: geonames }", "  geonames: { document: atlas }", "citations.geonames.document: atlas is not known"),
    ("sources.yaml", "  lapse:\n    document: programme\n    place: {", "  lapse:\n    document: programme\n    place: { kk: [", "did not find expected"),
    ("programmes/2012-2020.yaml", "act: resolution_728", "act: geonames", "endings.0.act: geonames is not an act"),
    ("programmes/2012-2020.yaml", "act: resolution_728", "act: resolution_782", "endings.0.act: resolution_782 is not known; did you mean resolution_728?"),
    ("programmes/2012-2020.yaml", "last_day: 2014-12-31", "last_day: 2015-12-31", "Value error, the last day is the day before the programme ended"),
    ("programmes/2012-2020.yaml", "last_day: 2014-12-31", "last_day: 2011-12-31", "Value error, the last day is before the first"),
    ("programmes/2012-2020.yaml", "    - id: identity", "    - id: address", "microcredit.papers.1.id: address stands 2 times"),
    ("programmes/2012-2020.yaml", "      when: { work: employed }\n", "", "microcredit.papers.3: Value error, a paper with a condition has both when and only_if"),
    ("programmes/2012-2020.yaml", "      when: { work: employed }\n", "      when: { work: employed, purpose: start }\n", "microcredit.papers.3.when: Value error, a condition names one question"),
    ("programmes/2012-2020.yaml", "overdue_months: { value: 3,", "months: { value: 3,", "microcredit.papers.5.what: the text has a placeholder without a value: 'overdue_months'"),
    ("programmes/2012-2020.yaml", "source: microcredit_lenders", "source: lenders", "microcredit.notes.1.source: lenders is not known"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), SPOILT)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    data = copy_of_data(tmp_path)
    spoil(data / file, old, new)
    name = Path(file).name
    found = [problem for problem in problems(data) if said in problem]
    assert found
    assert all(problem.startswith(f"{name}:") for problem in found), found


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("towns.csv", ",21098,", ",few,"),
        ("names.yaml", "    of: [Шахты]", "    of: 7"),
        ("notes.yaml", "  source: renaming_2018", "  source: renaming"),
        ("programmes/2012-2020.yaml", "source: microcredit_lenders", "source: lenders"),
        ("places.yaml", "{ id: semey, kind: town,", "{ id: semey, kind: city,"),
    ],
)
def test_the_line_is_the_line_of_the_value(tmp_path: Path, file: str, old: str, new: str) -> None:
    data = copy_of_data(tmp_path)
    line = spoil(data / file, old, new)
    assert [problem for problem in problems(data) if problem.startswith(f"{Path(file).name}:{line}: ")]


def test_all_faults_are_reported_together(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    spoil(data / "notes.yaml", "concerns: [altai]", "concerns: [altay]")
    spoil(data / "towns.csv", "akmola,geonames,akmola", "akmolla,geonames,akmola")
    spoil(data / "names.yaml", "  kazakh: [Құлсар]", "  kazakh: [Ақсу]")
    spoil(data / "potential.yaml", "  low: { kk: төмен, ru: низкий, en: low }\n", "")
    spoil(data / "programmes/2012-2020.yaml", "act: resolution_728", "act: geonames")
    assert sorted({problem.split(":")[0] for problem in problems(data)}) == [
        "2012-2020.yaml", "names.yaml", "notes.yaml", "potential.yaml", "towns.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "file", ["towns.csv", "sources.yaml", "names.yaml", "oblasts.yaml", "places.yaml", "endings.yaml"]
)
def test_a_missing_file_is_one_fault_and_not_a_hundred(tmp_path: Path, file: str) -> None:
    data = copy_of_data(tmp_path)
    (data / file).unlink()
    assert problems(data) == (f"{file}: the file is missing",)


@pytest.mark.parametrize("file", ["notes.yaml", "potential.yaml"])
def test_an_empty_file_has_no_shape(tmp_path: Path, file: str) -> None:
    data = copy_of_data(tmp_path)
    (data / file).write_text("")
    assert [problem.split(": ")[0] for problem in problems(data)] == [f"{file}:1"]


def test_a_table_must_be_in_utf_8(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    (data / "towns.csv").write_bytes("number,id\n1,Ақсу\n".encode("utf-16"))
    assert problems(data)[0].startswith("towns.csv: 'utf-8' codec can't decode")


def test_text_that_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    (data / "notes.yaml").write_text("- id: one\n- id: 2015-13-45\n")
    assert problems(data)[0].startswith("notes.yaml:1: month must be in 1..12")


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
    notes = data / "notes.yaml"
    notes.write_bytes(notes.read_bytes().replace(b"\n", b"\r\n"))
    (data / "README.md").write_text("another")
    assert load(data).version == catalogue().version
    spoil(data / "towns.csv", ",64316,", ",64317,")
    assert load(data).version != catalogue().version


def test_the_catalogue_is_read_in_a_blink() -> None:
    """The limit is 150 ms; four times that is left for a busy machine."""
    began = perf_counter()
    load(DATA)
    assert perf_counter() - began < 0.6
