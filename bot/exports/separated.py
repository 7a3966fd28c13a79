"""One table as CSV: UTF-8 with a mark at its head, without which Excel takes Kazakh letters for noise.

Excel splits and reads numbers by the region set in the computer. With Kazakh and Russian settings that is a semicolon
between cells and a comma in numbers, with English ones a comma between cells and a point in numbers; the reader's
language is the best guess we have. A line `sep=;` would help instead, but then Excel no longer heeds the mark.
"""

import csv
import datetime as dt
from decimal import Decimal
from io import StringIO

from bot.exports.tables import Cell, Link, Printed, Table, like_formula


def separated(table: Table, *, decimal_comma: bool) -> bytes:
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";" if decimal_comma else ",", lineterminator="\r\n")
    writer.writerow([column.title for column in table.columns])
    writer.writerows([plain(cell, decimal_comma) for cell in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def plain(cell: Cell, decimal_comma: bool) -> str:
    match cell:
        case None:
            return ""
        case int() | Decimal():
            number = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
            return number.replace(".", ",") if decimal_comma else number
        case dt.date():
            return cell.isoformat()
        case Link(address):
            return address
        case Printed(text):
            return f"«{text}»" if decimal_comma else f"“{text}”"
    return f"'{cell}" if like_formula(cell) else str(cell)
