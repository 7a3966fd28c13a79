"""A book as XLSX, the same bytes for the same book: no moment of writing stands in it."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from bot.exports.tables import Book, Cell, Column, Link, Printed, Table, like_formula

A4 = 9
NO_MOMENT = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - where an archive's time begins; the format wants one, without a zone
LONGEST_FRACTION = 4
"""What has more digits after the point was divided by us, and two of them are shown; the cell holds the rest."""
HEAD, TEXT, LINK, DAY = "head", "text", "link", "day"


class StillArchive(ZipFile):
    """Dates all its files alike, whenever they are written."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(ZipInfo(zinfo_or_arcname), data, ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


def workbook(book: Book) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for style in styles():
        made.add_named_style(style)
    made.properties.title = book.title
    made.properties.creator = "monoqala"
    made.properties.created = made.properties.modified = NO_MOMENT
    for table in book.tables:
        fill(made.create_sheet(table.name), table)
    written = BytesIO()
    # Not Workbook.save: that puts down the moment of writing.
    ExcelWriter(made, StillArchive(written, "w", ZIP_DEFLATED)).save()
    return written.getvalue()


def styles() -> Iterator[Any]:
    """Anew for each workbook: a style belongs to one, and two may be written at once."""
    top, hair = Alignment(vertical="top", wrap_text=True), Border(bottom=Side(style="hair", color="999999"))
    yield NamedStyle(
        HEAD,
        font=Font(bold=True),
        fill=PatternFill("solid", fgColor="E3EDF2"),
        alignment=Alignment(vertical="center", wrap_text=True),
        border=Border(bottom=Side(style="thin")),
    )
    yield NamedStyle(TEXT, alignment=top, border=hair)
    yield NamedStyle(LINK, alignment=top, border=hair, font=Font(color="0563C1", underline="single"))
    yield NamedStyle(DAY, alignment=Alignment(vertical="top"), border=hair, number_format="yyyy\\-mm\\-dd")


def fill(sheet: Any, table: Table) -> None:
    for at, column in enumerate(table.columns, start=1):
        head(sheet, at, column)
    for down, row in enumerate(table.rows, start=2):
        for at, cell in enumerate(row, start=1):
            if cell is not None:
                put(sheet.cell(down, at), cell)
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    sheet.freeze_panes = sheet.cell(2, table.pinned + 1)
    for_paper(sheet, table)


def head(sheet: Any, at: int, column: Column) -> None:
    cell = sheet.cell(1, at, column.title)
    cell.style = HEAD
    sheet.column_dimensions[get_column_letter(at)].width = column.width


def put(target: Any, cell: Cell) -> None:
    match cell:
        case int() | Decimal():
            target.value = cell
            target.style = TEXT
            target.number_format = number_format(cell)
        case dt.date():
            target.value = cell
            target.style = DAY
        case Link(address):
            target.value = target.hyperlink = address
            target.style = LINK
        case Printed(text) | str(text):
            put_text(target, str(text))


def put_text(target: Any, text: str) -> None:
    target.value = text
    target.style = TEXT
    if like_formula(text):  # a text, and it stays one when somebody edits the cell
        target.data_type = "s"
        target.quotePrefix = True


def number_format(number: int | Decimal) -> str:
    """As many digits after the point as were printed; signs between them are those of the reader's computer."""
    digits = 0 if isinstance(number, int) else max(0, -int(number.as_tuple().exponent))
    if digits > LONGEST_FRACTION:
        digits = 2
    return "#,##0." + "0" * digits if digits else "#,##0"


def for_paper(sheet: Any, table: Table) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.print_title_cols = f"A:{get_column_letter(table.pinned)}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"
