"""The sender's own file, with what is wrong written where it is wrong."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO, StringIO, TextIOWrapper
from itertools import islice
from typing import Any

from openpyxl import Workbook as Written
from openpyxl import load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.cell import coordinate_from_string

from core.faults import FaultKind
from core.files.spreadsheets.cells import Cell, Odd, Refused, Share, Sheet, column_name
from core.files.spreadsheets.headings import ROWS_ABOVE, known_headings
from core.files.spreadsheets.kinds import ZIP, refuse_what_is_no_table
from core.files.spreadsheets.separated import Writing, writing_of
from core.files.spreadsheets.workbook import Workbook
from core.vocabulary import Vocabulary

Remarks = Mapping[str, Sequence[str]]
"""What is said at each place: "C14", "Sheet!C14", "14"; what belongs to no place is left out."""
SMALL = 4 * 1024 * 1024
"""Unpacked. A larger workbook is copied as a stream, without its looks: with them it would fill the memory."""
RED = PatternFill("solid", fgColor="F8CBAD")
AUTHOR = "monoqala"
WIDE, LINE = 320, 24
Spots = dict[int, dict[str, list[str]]]
"""Of one sheet: by row, by column ("" is the row as a whole)."""


def marked(content: bytes, remarks: Remarks, vocabulary: Vocabulary, title: str) -> bytes:
    """`title` heads the column that is added to CSV; it should be one that is not read again. Raises Refused."""
    refuse_what_is_no_table(content)
    if not content.startswith(ZIP):
        known = partial(known_headings, vocabulary=vocabulary)
        return marked_text(content, writing_of(content, known), spots(remarks, ""), title, known)
    book = Workbook(content)
    names = [name for name, _ in book.names]
    by_sheet = {name: spots(remarks, f"{name}!" if len(names) > 1 else "") for name in names}
    return marked_book(content, by_sheet) if book.unpacked <= SMALL else copied_book(book, by_sheet)


def spots(remarks: Remarks, place: str) -> Spots:
    found: Spots = defaultdict(lambda: defaultdict(list))
    for where, texts in remarks.items():
        address = where.removeprefix(place)
        if not where.startswith(place) or "!" in address or not address[-1:].isdecimal():
            continue
        column, row = ("", int(address)) if address.isdecimal() else coordinate_from_string(address)
        found[row][column].extend(texts)
    return found


def marked_text(
    content: bytes, writing: Writing, of: Spots, title: str, known: Callable[[Sequence[str]], int]
) -> bytes:
    """In UTF-8, whatever it was: Kazakh words cannot be written in the old alphabet of Windows."""
    file = TextIOWrapper(BytesIO(content), encoding=writing.encoding, newline="")
    try:
        rows = list(csv.reader(file, delimiter=writing.separator))
    except csv.Error:
        raise Refused(FaultKind.HUGE_CELL) from None
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=writing.separator, lineterminator="\r\n")
    widest = max((len(row) for row in rows), default=0)
    filled = ((at, row) for at, row in enumerate(rows, 1) if any(row) and not (writing.hinted and at == 1))
    above = [(known(row), -at) for at, row in islice(filled, ROWS_ABOVE)]
    headings = -max(above, default=(0, 0))[1]  # a title may stand above them
    for at, row in enumerate(rows, 1):
        said = " ".join(text for texts in of.get(at, {}).values() for text in texts)
        padded = [*row, *[""] * (widest - len(row))] if row else []
        added = [title if at == headings and not said else said] if row else []
        writer.writerow([*padded, *added])
    return written.getvalue().encode("utf-8-sig")


def marked_book(content: bytes, by_sheet: Mapping[str, Spots]) -> bytes:
    """As it was, with colours and comments. A formula stays what it was: it is not worked out here either."""
    book = load_workbook(BytesIO(content))
    for name, of in by_sheet.items():
        for row, columns in of.items():
            for column, texts in columns.items():
                cell = book[name][f"{column or 'A'}{row}"]
                cell.fill, cell.comment = RED, comment(texts)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def copied_book(book: Workbook, by_sheet: Mapping[str, Spots]) -> bytes:
    made = Written(write_only=True)
    for sheet in book.sheets():
        target = made.create_sheet(sheet.name)
        for row in copied_rows(sheet, by_sheet[sheet.name], target):
            target.append(row)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def copied_rows(sheet: Sheet, of: Spots, target: Any) -> Iterator[list[Any]]:
    """Rows keep their numbers, so that the places named in the answer are right in the copy too."""
    at = 0
    for row in sheet.rows:
        yield from ([] for _ in range(row.number - at - 1))
        at = row.number
        said = of.get(row.number, {})
        yield [
            copied(target, cell, said.get(column_name(place), []) + (said.get("", []) if not place else []))
            for place, cell in enumerate([*row.cells, *[None] * missing(row.cells, said)])
        ]


def missing(cells: Sequence[Cell], said: Iterable[str]) -> int:
    """A fault may be that a cell at the end is empty."""
    last = max((len(column), column) for column in [*said, ""])[1]
    at = next((place for place in range(len(cells), len(cells) + 200) if column_name(place) == last), None)
    return 0 if at is None else at - len(cells) + 1


def copied(target: Any, cell: Cell, texts: Sequence[str]) -> Any:
    plain: Any = cell
    if isinstance(cell, Share):
        plain = f"{cell.value:f} %"
    elif isinstance(cell, Odd):
        plain = cell.text
    if not texts:
        return plain
    made = WriteOnlyCell(target, plain)
    made.fill, made.comment = RED, comment(texts)
    return made


def comment(texts: Sequence[str]) -> Comment:
    return Comment("\n".join(texts), AUTHOR, width=WIDE, height=LINE * (2 + 2 * len(texts)))
