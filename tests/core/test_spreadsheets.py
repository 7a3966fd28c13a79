"""Spreadsheets against the cases: what is good is read as it was meant, what is bad is named by its cell."""

import json
import re
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.drafts import Answers, Draft
from core.faults import FaultKind
from core.files.spreadsheets.cells import AT_ONCE, MOST_ROWS, column_name
from core.files.spreadsheets.reading import ROWS_BETWEEN, read_spreadsheet
from core.files.spreadsheets.rows import MOST_FAULTS, Rows
from core.files.spreadsheets.styles import shown
from core.ledger import Figure
from tests.bench.sheets import as_xlsx
from tests.catalogues import cases, catalogue
from tests.core.bad_files import BOOK, GOOD, HEADINGS, SHEET, changed, made, parts, text, xlsx, zipped

CASES = cases("spreadsheets")
TODAY = date(2026, 11, 21)
MADE = dict(made())


def read(content: bytes, answers: Answers | None = None) -> Draft:
    return read_spreadsheet(content, catalogue().vocabulary, TODAY, answers=answers)


def places(draft: Draft) -> dict[str, str]:
    assert len({(fault.where, fault.kind) for fault in draft.faults}) == len(draft.faults)
    return {fault.where: fault.kind.value for fault in draft.faults}


@pytest.mark.parametrize("case", CASES["csv_good"].values(), ids=CASES["csv_good"].keys())
def test_a_good_table_is_read(case: dict[str, Any]) -> None:
    draft = read(case["text"].encode(case.get("encoding", "utf-8")))
    assert draft.faults == ()
    assert draft.questions == ()
    assert len(draft.figures) == case["figures"]


def test_a_quotation_mark_that_is_left_open_is_named_by_the_row_where_it_opens() -> None:
    rows = ["Қала;Көрсеткіш;Жыл;Мән;Дереккөз", 'Абай;2.6;2021;"4,6";стат', *["Абай;2.6;2021;4,6;стат"] * AT_ONCE]
    opened = [*rows, 'Абай;2.6;2022;"4,6;стат', *["Абай;2.6;2021;4,6;стат"] * 9]
    assert places(read("\n".join(opened).encode())) == {str(AT_ONCE + 3): "broken_quotes"}


@pytest.mark.parametrize("case", CASES["csv_bad"], ids=lambda case: json.dumps(case["faults"]))
def test_a_bad_table_is_named_by_its_cell(case: dict[str, Any]) -> None:
    assert places(read(case["text"].encode())) == case["faults"]


ANSWERS: Answers = {("", "town"): "abai", ("", "indicator"): "2.5", ("", "year"): "2020"}


@pytest.mark.parametrize("case", CASES["csv_asked"], ids=lambda case: ", ".join(case["asked"]))
def test_what_no_column_tells_is_asked_for_all_rows_that_lack_it(case: dict[str, Any]) -> None:
    draft = read(case["text"].encode())
    assert draft.faults == ()
    assert sorted(question.what for question in draft.questions) == case["asked"]
    answered = read(case["text"].encode(), ANSWERS)
    assert [f"{each.town} {each.indicator} {each.year}" for each in answered.figures] == case["figures"]
    assert (answered.faults, answered.questions) == ((), ())


def test_an_explanation_that_looks_like_a_table_is_passed_over() -> None:
    def more(book: Workbook) -> None:
        sheet = book.create_sheet("Пояснения")
        sheet.append(["Показатель", "Значение"])
        sheet.append(["2.6", 5])

    draft = read(xlsx([GOOD], more))
    assert (len(draft.figures), draft.faults, draft.questions) == (1, (), ())


@pytest.mark.parametrize("case", CASES["xlsx_bad"], ids=lambda case: json.dumps(case["faults"]))
def test_a_bad_cell_of_a_workbook_is_named(case: dict[str, Any]) -> None:
    draft = read(xlsx(case["rows"]))
    assert places(draft) == case["faults"]
    assert draft.figures == ()


@pytest.mark.parametrize("name", MADE)
def test_a_bad_file_is_refused_with_its_reason(name: str) -> None:
    where, kind, content = MADE[name]
    assert places(read(content)) == {where: kind}


def test_there_are_enough_bad_files() -> None:
    assert len(MADE) + len(CASES["csv_bad"]) + len(CASES["xlsx_bad"]) >= 100


def test_numbers_of_a_workbook_are_what_it_shows() -> None:
    def shares(book: Workbook) -> None:
        book.active["D2"].number_format = "0.0%"
        book.active["D4"].number_format = '0.0" м²"'

    rows = [
        ("Абай", "2.6", 2021, 0.046, "стат"),
        ("Абай", 2.7, 2021, 0.1 + 0.2, "стат"),
        ("Абай", "2.5", 2021, 24, "ст"),
    ]
    rows[2] = ("Абай", "2.5", 2021, 24, "стат")
    draft = read(xlsx(rows, shares))
    assert [figure.value for figure in draft.figures] == [Decimal("4.6"), Decimal("0.3"), Decimal(24)]
    assert [figure.raw for figure in draft.figures] == ["4.6 %", "0.3", "24"]


def test_a_figure_keeps_what_was_typed() -> None:
    (figure,) = read(text([HEADINGS, ("Теміртау", "2.7", 2021, "137 402 теңге", "Бюллетень № 5")])).figures
    value = Decimal("137.402")
    assert figure == Figure("temirtau", "2.7", 2021, value, "137 402 теңге", "tenge", "Бюллетень № 5")


def test_what_a_file_leaves_open_is_asked_once_for_all() -> None:
    content = text([("Қала", "2.6"), ("Теміртау", "4.6"), ("Абай", "4.7")])
    draft = read(content)
    assert sorted(question.what for question in draft.questions) == ["source", "year"]
    assert draft.figures == ()
    draft = read(content, {("", "source"): "әкімдік", ("", "year"): "2021"})
    assert [(each.town, each.year, each.source) for each in draft.figures] == [
        ("temirtau", 2021, "әкімдік"),
        ("abai", 2021, "әкімдік"),
    ]


def test_an_answer_fills_in_for_rows_without_a_source() -> None:
    content = text([HEADINGS, (*GOOD[:4], ""), ("Риддер", *GOOD[1:4], "өз дереккөзі")])
    draft = read(content, {("", "source"): "әкімдік"})
    assert [figure.source for figure in draft.figures] == ["әкімдік", "өз дереккөзі"]


def test_sheets_are_read_together_and_explanations_passed_over() -> None:
    def more(book: Workbook) -> None:
        second = book.create_sheet("2022")
        second.append(list(HEADINGS))
        second.append(["Абай", "2.6", 2022, "көп", "стат"])
        book.create_sheet("Пояснения").append(["Что", "куда"])
        book.create_sheet("Бос")

    draft = read(xlsx([GOOD], more))
    assert [figure.year for figure in draft.figures] == [2021]
    assert places(draft) == {"2022!D2": "not_a_number"}


def test_a_workbook_of_another_writer_is_read() -> None:
    """Prefixes before every name, texts inside the cells, no addresses, targets from the root."""
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        + "".join(
            "<x:row>" + "".join(f'<x:c t="inlineStr"><x:is><x:t>{each}</x:t></x:is></x:c>' for each in row) + "</x:row>"
            for row in (HEADINGS, GOOD)
        )
        + "</x:sheetData></x:worksheet>"
    )
    of = parts(xlsx([GOOD]))
    bare = {name: part for name, part in of.items() if name != "xl/styles.xml"}
    draft = read(zipped({**bare, SHEET: sheet.encode()}))
    assert draft.faults == ()
    assert len(draft.figures) == 1


HINTED = "<t>Аб</t><rPh><t>x</t></rPh><t>ай</t>"


def test_phonetic_hints_and_cells_out_of_order_do_not_disturb() -> None:
    of = parts(as_xlsx([GOOD]))
    strings = of["xl/sharedStrings.xml"].replace(
        "<t>Абай</t>".encode(), "<t>Аб</t><rPh><t>x</t></rPh><t>ай</t>".encode()
    )
    sheet = of[SHEET].replace(b"</c></row></sheetData>", b'</c><c r="C2"><v>2022</v></c></row></sheetData>')
    draft = read(zipped({**of, "xl/sharedStrings.xml": strings, SHEET: sheet}))
    assert draft.faults == ()
    assert [(figure.town, figure.year) for figure in draft.figures] == [("abai", 2022)]


def test_strings_that_would_fill_the_memory_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.files.spreadsheets.workbook.LARGEST_STRINGS", 10)
    assert places(read(as_xlsx([GOOD]))) == {"": "inflated"}


def test_a_locked_archive_is_not_read() -> None:
    content = bytearray(xlsx([GOOD]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    assert places(read(bytes(content))) == {"": "encrypted"}


def test_a_date_written_out_is_a_date() -> None:
    assert places(read(changed(SHEET, b't="n"><v>4.6', b't="d"><v>2021-06-04'))) == {"D2": "date_cell"}


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        (0, "", "number"), (14, "", "day"), (22, "", "day"), (10, "", "share"), (164, "dd.mm.yyyy", "day"),
        (164, "0.0%", "share"), (164, '#,##0.0" дана"', "number"), (164, "[Red]0.0", "number"),
        (164, "General", "number"), (164, '0" days"', "number"), (164, "[h]:mm", "day"), (164, "#,##0\\ _₸", "number"),
    ],
)  # fmt: skip
def test_formats_tell_days_and_shares_from_numbers(number: int, code: str, kind: str) -> None:
    assert shown(number, {number: code}) == kind


def test_progress_moves_and_ends() -> None:
    seen: list[tuple[int, float]] = []
    rows = [HEADINGS, *[GOOD] * (ROWS_BETWEEN * 2)]
    read_spreadsheet(text(rows), catalogue().vocabulary, TODAY, progress=lambda *now: seen.append(now))
    told = [done for done, _ in seen]
    assert ROWS_BETWEEN <= told[0] < ROWS_BETWEEN + AT_ONCE
    assert told[1:] == [2 * ROWS_BETWEEN, 2 * ROWS_BETWEEN]
    assert seen[0][1] <= seen[1][1] <= seen[2][1] == 1.0


def test_a_file_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_ROWS == 200_000
    monkeypatch.setattr("core.files.spreadsheets.reading.MOST_ROWS", 30)
    assert places(read(text([HEADINGS, *[GOOD] * 30]))) == {}
    assert places(read(text([HEADINGS, *[GOOD] * 31]))) == {"": "too_many_rows"}
    assert places(read(xlsx([GOOD] * 31))) == {"": "too_many_rows"}


def test_of_too_many_faults_nothing_is_taken() -> None:
    draft = read(text([HEADINGS, *((*GOOD[:3], value, *GOOD[4:]) for value in range(MOST_FAULTS + 2))]))
    assert [fault.kind for fault in draft.faults[-2:]] == [FaultKind.CONTRADICTION, FaultKind.TOO_MANY_FAULTS]
    assert draft.figures == ()
    draft = read(text([HEADINGS, GOOD, *[("Нет такого", *GOOD[1:])] * (MOST_FAULTS + 5)]))
    assert draft.faults[-1].kind == FaultKind.TOO_MANY_FAULTS
    assert len(draft.faults) == MOST_FAULTS + 2
    assert draft.figures == ()


def test_what_is_forgotten_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("Абай", "2.6", year, year / 1000, f"стат {year}") for year in range(2015, 2025)]
    read_at_once = read(xlsx(rows)).figures
    monkeypatch.setattr("core.files.spreadsheets.values.MOST_KEPT", 1)
    monkeypatch.setattr("core.files.spreadsheets.grid.MOST_KEPT", 1)
    assert read(xlsx(rows)).figures == read_at_once
    assert len(read_at_once) == len(rows)


def test_what_is_quoted_is_read_in_blocks_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.files.spreadsheets.separated.AT_ONCE", 2)
    rows = [("Абай", "2.6", year, "4,6", '"хат\nекі жол"') for year in range(2010, 2017)]
    draft = read(text([HEADINGS, *rows]))
    assert [figure.year for figure in draft.figures] == list(range(2010, 2017))
    assert {figure.source for figure in draft.figures} == {"хат\nекі жол"}


def test_empty_places_are_counted() -> None:
    assert read(text([HEADINGS, GOOD, ("Риддер", "2.6", "", "", "")])).empty == 1


def test_columns_have_their_letters() -> None:
    assert [column_name(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_no_bytes_break_it(content: bytes) -> None:
    for beginning in (b"", b"\xff\xfe", "Қала;Көрсеткіш;Мән\n".encode()):
        draft = read(beginning + content)
        assert draft.faults or draft.questions or draft.figures


CELLS = st.sampled_from(["", "Абай", "2.6", "4,6", "2021", "стат", "=1", '"', "Қала", "%", "10,000", "бар", "\n", "?"])


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=7), max_size=6))
def test_no_rows_break_it_or_are_lost(rows: list[list[str]]) -> None:
    draft = read(text([HEADINGS, *rows]))
    assert draft.faults or draft.figures


ROWS = st.tuples(
    st.sampled_from(["Абай", "Теміртау", "Риддер", "Степногор", "Алматы", ""]),
    st.sampled_from(["2.6", "2.7", "2.7", "9.9"]),
    st.sampled_from([*map(str, range(2001, 2021)), "2031"]),
    st.sampled_from(["4,6", "4.60", "10,000", "бар", "%", "", "7 теңге"]),
    st.sampled_from(["стат", "хат", "7"]),
)
SOUND = st.tuples(
    st.sampled_from(["Абай", "Теміртау", " Риддер"]),
    st.sampled_from(["2.6", "2.7"]),
    st.sampled_from([*map(str, range(2001, 2021))]),
    st.sampled_from(["4,6", "4.60 %"]),
    st.just("стат"),
)
MANY_SOUND = st.lists(SOUND, min_size=3, max_size=40, unique_by=lambda row: row[:3])


@settings(max_examples=40)
@given(MANY_SOUND, st.lists(ROWS, max_size=4), st.sampled_from([None, "", "%", "мың теңге"]), st.randoms())
def test_rows_read_together_are_read_as_if_each_were_alone(
    sound: list[tuple[str, ...]], others: list[tuple[str, ...]], unit: str | None, order: Random
) -> None:
    rows = [*sound, *others]
    order.shuffle(rows)
    headings = HEADINGS if unit is None else (*HEADINGS, "Өлшем бірлігі")
    content = text([headings, *(row if unit is None else (*row, unit) for row in rows)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.files.spreadsheets.rows.FEW", 2)
        by_halves = read(content)
        patch.setattr("core.files.spreadsheets.separated.AT_ONCE", 3)
        in_blocks = read(content)
        quoted = read(re.sub(rb"[^;\r\n]+", rb'"\g<0>"', content))
        patch.setattr(Rows, "_at_once", lambda *_: False)
        slowly = read(content)
    assert read(content) == by_halves == in_blocks == quoted == slowly


@settings(max_examples=40)
@given(st.data())
def test_no_damage_breaks_it(data: st.DataObject) -> None:
    of = WORKBOOK
    name = data.draw(
        st.sampled_from([SHEET, BOOK, "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"])
    )
    part = of[name]
    at = data.draw(st.integers(0, len(part) - 1))
    cut = data.draw(st.integers(0, 12))
    put = data.draw(st.binary(max_size=6))
    draft = read(zipped({**of, name: part[:at] + put + part[at + cut :]}))
    assert draft.faults or draft.questions or draft.figures


WORKBOOK = {**parts(as_xlsx([GOOD])), "xl/styles.xml": parts(xlsx([GOOD]))["xl/styles.xml"]}


def test_each_value_beside_others_for_one_place_is_named_with_the_first() -> None:
    other, third = (*GOOD[:3], 4.7, "стат"), (*GOOD[:3], 4.8, "стат")
    late = ("Риддер", *GOOD[1:])
    draft = read(text([HEADINGS, GOOD, other, third, late, ("Риддер", *other[1:])]))
    assert [(fault.where, fault.facts["where"]) for fault in draft.faults] == [("D3", "D2"), ("D4", "D2"), ("D6", "D5")]


def test_of_two_values_for_one_place_neither_is_taken() -> None:
    draft = read(text([HEADINGS, GOOD, (*GOOD[:3], 4.7, "стат"), GOOD, ("Риддер", *GOOD[1:])]))
    assert places(draft) == {"D3": "contradiction"}
    assert [figure.town for figure in draft.figures] == ["ridder"]
