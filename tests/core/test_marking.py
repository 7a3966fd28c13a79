"""What is wrong comes back in the sender's own file, at its place."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from core.faults import FaultKind
from core.files.spreadsheets import marking
from core.files.spreadsheets.cells import Refused
from core.files.spreadsheets.marking import Remarks, marked
from core.files.spreadsheets.reading import read_spreadsheet
from tests.catalogues import catalogue
from tests.core.bad_files import GOOD, HEADINGS, text, xlsx

TODAY = date(2026, 11, 21)


def mark(content: bytes, remarks: Remarks) -> bytes:
    return marked(content, remarks, catalogue().vocabulary, "Қате")


def lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig").splitlines()


def comments(content: bytes) -> dict[str, str]:
    book = load_workbook(BytesIO(content))
    cells = (cell for sheet in book for row in sheet for cell in row if cell.comment)
    return {f"{cell.parent.title}!{cell.coordinate}": cell.comment.text for cell in cells}


def two_sheets(book: Workbook) -> None:
    book.create_sheet("Екінші").append(["Абай"])


def test_a_text_gets_a_column_and_stays_readable() -> None:
    content = text([HEADINGS, GOOD, (*GOOD[:3], "көп", "стат")])
    marks = lines(mark(content, {"D3": ["сан емес"], "3": ["және тағы"], "": ["бәрі"]}))
    assert marks[0] == "Қала;Көрсеткіш;Жыл;Мән;Дереккөз;Қате"
    assert marks[1] == "Абай;2.6;2021;4.6;стат;"
    assert marks[2] == "Абай;2.6;2021;көп;стат;сан емес және тағы"


def test_a_marked_text_is_read_again_with_the_same_faults() -> None:
    content = text([HEADINGS, GOOD, (*GOOD[:3], "көп", "стат")]).decode().encode("utf-16")
    again = mark(content, {"D3": ["сан емес"]})
    first, second = (read_spreadsheet(each, catalogue().vocabulary, TODAY) for each in (content, again))
    assert first == second


def test_the_remarks_below_a_title_are_not_read_for_figures() -> None:
    content = text([("Есеп 2021", "", "", "", ""), HEADINGS, GOOD, (*GOOD[:3], "көп", "стат")])
    again = mark(content, {"D4": ["сан емес"]})
    assert lines(again)[:2] == ["Есеп 2021;;;;;", "Қала;Көрсеткіш;Жыл;Мән;Дереккөз;Қате"]
    first, second = (read_spreadsheet(each, catalogue().vocabulary, TODAY) for each in (content, again))
    assert first == second


def test_the_hint_of_a_sign_and_blank_lines_stay() -> None:
    assert lines(mark(b"sep=,\nTown,Value\n\nAbai,x\n", {"B4": ["?"]}))[1:] == ["Town,Value,Қате", "", "Abai,x,?"]


def test_a_workbook_gets_colours_and_comments() -> None:
    content = xlsx([GOOD], two_sheets)
    again = mark(
        content, {"Sheet!D2": ["сан емес"], "Екінші!1": ["тақырып жоқ"], "Sheet!2": ["жасырын"], "Екінші": ["!"]}
    )
    assert comments(again) == {"Sheet!D2": "сан емес", "Sheet!A2": "жасырын", "Екінші!A1": "тақырып жоқ"}
    assert load_workbook(BytesIO(again))["Sheet"]["D2"].fill.fgColor.rgb == "00F8CBAD"


def test_a_large_workbook_is_copied_as_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "SMALL", 1)

    def odd(book: Workbook) -> None:
        book.active["D2"].number_format = "0%"
        book.active.append([])
        book.active.append(["Риддер", "2.6", "=1+1"])

    again = mark(xlsx([GOOD], odd), {"C4": ["формула"], "4": ["жол"], "E4": ["дереккөз жоқ"]})
    assert comments(again) == {"Sheet!A4": "жол", "Sheet!C4": "формула", "Sheet!E4": "дереккөз жоқ"}
    cells = [[cell.value for cell in row] for row in load_workbook(BytesIO(again)).active]
    assert cells[1] == ["Абай", "2.6", 2021, "460 %", "стат"]
    assert cells[3][0] == "Риддер"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF", FaultKind.DOCUMENT), (text([HEADINGS, ("x" * 140_000,)]), FaultKind.HUGE_CELL)],
)
def test_what_cannot_be_read_cannot_be_marked(content: bytes, kind: FaultKind) -> None:
    with pytest.raises(Refused) as refusal:
        mark(content, {})
    assert refusal.value.fault.kind == kind


@settings(max_examples=30)
@given(st.lists(st.lists(st.sampled_from(["", "Абай", "2.6", "x"]), min_size=1, max_size=5), max_size=5))
def test_every_fault_with_a_place_is_in_the_copy(rows: list[list[str]]) -> None:
    content = text([HEADINGS, *rows])
    draft = read_spreadsheet(content, catalogue().vocabulary, TODAY)
    placed = {fault.where: [f"<{at}>"] for at, fault in enumerate(draft.faults) if fault.where}
    again = "\n".join(lines(mark(content, placed)))
    assert all(said[0] in again for said in placed.values())
