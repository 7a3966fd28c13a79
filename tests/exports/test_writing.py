"""What is written can be read back as it was: numbers, days, texts that look like formulas."""

import asyncio
import csv
import datetime as dt
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from bot.exports.separated import separated
from bot.exports.shelf import Shelf
from bot.exports.tables import FORMULA, Book, Cell, Column, Link, Printed, Table
from bot.exports.workbook import workbook

DAY = dt.date(2011, 10, 1)
CELLS: tuple[Cell, ...] = (
    "Қарағанды; «Ұлытау»",
    1526113,
    Decimal("81.30"),
    Decimal("-0.25"),
    Decimal(200) / 7,
    DAY,
    Link("https://t.me/monoqala_bot?start=town-abai"),
    Printed("1.1"),
    None,
)


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table("Кесте", tuple(Column(f"№ {at}", 12) for at in range(len(rows[0]))), rows)


def lines(content: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_a_workbook_keeps_the_kind_of_each_cell_and_shows_as_many_digits_as_were_printed() -> None:
    sheet = load_workbook(BytesIO(workbook(Book("Т", (table(CELLS),)))))["Кесте"]
    read = [cell.value for cell in sheet[2]]
    assert read[:4] == ["Қарағанды; «Ұлытау»", 1526113, 81.3, -0.25]
    assert read[4] == pytest.approx(200 / 7, rel=1e-14)
    assert read[5:] == [dt.datetime(2011, 10, 1), "https://t.me/monoqala_bot?start=town-abai", "1.1", None]  # noqa: DTZ001 - as Excel keeps days
    formats = [cell.number_format for cell in sheet[2]]
    assert formats[1:6] == ["#,##0", "#,##0.00", "#,##0.00", "#,##0.00", "yyyy\\-mm\\-dd"]
    assert sheet["G2"].hyperlink.target == "https://t.me/monoqala_bot?start=town-abai"
    assert sheet["H2"].data_type == "s"


def test_a_sheet_can_be_read_filtered_and_printed() -> None:
    sheet = load_workbook(BytesIO(workbook(Book("Т", (table(CELLS, CELLS),)))))["Кесте"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:I3"
    assert sheet.column_dimensions["A"].width == 12
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_same_book_is_the_same_bytes_whenever_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    book = Book("Т", (table(CELLS),))
    first = workbook(book)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert workbook(book) == first
    assert {entry.date_time for entry in ZipFile(BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("sign", FORMULA)
def test_a_text_that_looks_like_a_formula_stays_a_text(sign: str) -> None:
    evil = f'{sign}HYPERLINK("https://example.org")'
    content = workbook(Book("Т", (table((evil, Printed(evil))),)))
    for cell in load_workbook(BytesIO(content))["Кесте"][2]:
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
        assert "HYPERLINK" in cell.value
    assert b"<f>" not in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")
    for comma, delimiter in ((True, ";"), (False, ",")):
        _, row = lines(separated(table((evil, Printed(evil))), decimal_comma=comma), delimiter)
        assert [cell[0] in FORMULA for cell in row] == [False, False]
        assert all("HYPERLINK" in cell for cell in row)


def test_a_csv_is_split_and_pointed_as_the_reader_s_excel_expects() -> None:
    content = separated(table(CELLS), decimal_comma=True)
    assert content.startswith(b"\xef\xbb\xbf")
    head, row = lines(content, ";")
    assert head == [f"№ {at}" for at in range(9)]
    assert row[:4] == ["Қарағанды; «Ұлытау»", "1526113", "81,30", "-0,25"]
    assert row[5:] == ["2011-10-01", "https://t.me/monoqala_bot?start=town-abai", "«1.1»", ""]
    _, row = lines(separated(table(CELLS), decimal_comma=False), ",")
    assert row[1:4] == ["1526113", "81.30", "-0.25"]
    assert row[7] == "“1.1”"


async def test_a_file_is_made_once_while_there_is_room() -> None:
    shelf, made = Shelf(room=2), []

    def make(name: str) -> bytes:
        made.append(name)
        return name.encode()

    for name in ("a", "b", "a", "c", "a", "b"):
        assert await shelf.get(name, lambda name=name: make(name)) == name.encode()  # type: ignore[misc] # bound at once
    assert made == ["a", "b", "c", "b"]


async def test_others_are_answered_while_a_file_is_made() -> None:
    let_go = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow() -> bytes:
        asyncio.run_coroutine_threadsafe(let_go.wait(), loop).result(5)
        return b"done"

    making = asyncio.create_task(Shelf().get("a", slow))
    await asyncio.sleep(0)
    let_go.set()
    assert await making == b"done"
