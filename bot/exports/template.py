"""An XLSX to be filled in: a row for every town and indicator, drop-downs where there is a choice, and how to do it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED

from openpyxl import Workbook
from openpyxl.styles import PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter

from bot.exports.tables import Table
from bot.exports.workbook import HEAD, NO_MOMENT, StillArchive, fill, put_text, styles

OPEN = PatternFill("solid", fgColor="FFF7DB")


@dataclass(frozen=True, slots=True)
class Form:
    """`open` are the columns to be filled in. `lists` are the answers there are, by name; `choices` says which of them
    stands at which row of the table; `years` are the first and the last that are taken.
    """

    table: Table
    explanations: str
    texts: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]]
    choices: Mapping[int, str] = field(default_factory=dict)
    open: tuple[int, ...] = ()
    value: int = 0
    year: int = 0
    years: tuple[int, int] = (0, 0)


def template(form: Form) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for style in styles():
        made.add_named_style(style)
    made.properties.creator = "monoqala"
    made.properties.created = made.properties.modified = NO_MOMENT
    sheet = made.create_sheet(form.table.name)
    fill(sheet, form.table)
    explain(made.create_sheet(form.explanations), form)
    for down in range(2, len(form.table.rows) + 2):
        for at in form.open:
            sheet.cell(down, at + 1).fill = OPEN
            sheet.cell(down, at + 1).protection = Protection(locked=False)
    restrict(sheet, form)
    written = BytesIO()
    ExcelWriter(made, StillArchive(written, "w", ZIP_DEFLATED)).save()
    return written.getvalue()


def explain(sheet: Any, form: Form) -> None:
    """The lists stand beside the texts: a hidden sheet of theirs would be refused when the file comes back."""
    sheet.column_dimensions["A"].width = 90
    for down, text in enumerate(form.texts, 1):
        put_text(sheet.cell(down, 1), text)
    for at, (name, answers) in enumerate(form.lists.items(), 3):
        sheet.column_dimensions[get_column_letter(at)].width = 26
        head = sheet.cell(1, at, name)
        head.style = HEAD
        for down, answer in enumerate(answers, 2):
            put_text(sheet.cell(down, at), answer)


def restrict(sheet: Any, form: Form) -> None:
    letters = {name: get_column_letter(at) for at, name in enumerate(form.lists, 3)}
    title = form.explanations.replace("'", "''")
    value = get_column_letter(form.value + 1)
    for name, answers in form.lists.items():
        column = letters[name]
        rule = DataValidation("list", formula1=f"'{title}'!${column}$2:${column}${len(answers) + 1}", allow_blank=True)
        for row, of in form.choices.items():
            if of == name:
                rule.add(f"{value}{row + 2}")
        sheet.add_data_validation(rule)
    first, last = form.years
    rule = DataValidation("whole", operator="between", formula1=str(first), formula2=str(last), allow_blank=True)
    year = get_column_letter(form.year + 1)
    rule.add(f"{year}2:{year}{len(form.table.rows) + 1}")
    sheet.add_data_validation(rule)
