"""The cells of one sheet of a workbook, as its elements go by."""

from collections.abc import Iterator
from decimal import Decimal
from math import isfinite

from core.faults import FaultKind
from core.files.spreadsheets.cells import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_KEPT,
    Block,
    Cell,
    Odd,
    Refused,
    Row,
    Share,
    column_name,
)
from core.files.spreadsheets.styles import Shown
from core.quantities import trimmed

COLUMNS = {column_name(at): at for at in range(MOST_COLUMNS)}
DIGITS = "0123456789"
SURE_DIGITS = 15
"""Of a number as it is stored, more digits than these are the noise of reckoning in halves: 4.5999999999999996."""
ODD = {"e": FaultKind.ERROR_VALUE, "d": FaultKind.DATE_CELL}
SMALLEST = 1e-9
HUNDRED = Decimal(100)
MOST_PIECES = 64
"""Of a text, each of some thousand letters: what is longer is not kept, only known to be."""


class Grid:
    """Called for each of millions of elements, so what can be looked up once is."""

    def __init__(self, strings: list[str], styles: list[Shown]) -> None:
        self._strings = strings
        self._styles = styles
        self._numbers: dict[str, Cell] = {}
        self._done: list[Row] = []
        self._prefix: str | None = None
        self._number = 0
        self._row_hidden = False
        self._cells: list[Cell] = []
        self._at = -1
        self._type = "n"
        self._style = 0
        self._formula = False
        self._reading = False
        self._text: list[str] = []
        self.hidden: set[int] = set()

    def taken(self) -> Iterator[Block]:
        """None, or one with all the rows that have ended since."""
        if self._done:
            yield Block(*zip(*self._done, strict=True))
            self._done = []

    def start(self, name: str, given: dict[str, str]) -> None:
        if self._prefix is None:
            self._prefix = name.rpartition(":")[0]
        if self._prefix:
            name = name.rpartition(":")[2]
        if name == "c":
            self._begin_cell(given)
        elif name in {"v", "t"}:
            self._reading = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._number = int(given.get("r") or self._number + 1)
            self._row_hidden = given.get("hidden") in {"1", "true"}
            self._cells = []
            self._at = -1
        elif name == "col" and given.get("hidden") in {"1", "true"}:
            self.hidden.update(range(int(given["min"]) - 1, min(int(given["max"]), MOST_COLUMNS)))

    def _begin_cell(self, given: dict[str, str]) -> None:
        place = given.get("r")
        self._at = COLUMNS.get(place.rstrip(DIGITS), MOST_COLUMNS) if place else self._at + 1
        self._type = given.get("t", "n")
        self._style = int(given.get("s", "0"))
        self._formula = False
        self._text = []

    def said(self, data: str) -> None:
        if self._reading and len(self._text) < MOST_PIECES:
            self._text.append(data)

    def end(self, name: str) -> None:
        if self._prefix:
            name = name.rpartition(":")[2]
        if name in {"v", "t"}:
            self._reading = False
        elif name == "c":
            cell = self._cell()
            if cell is not None:
                self._put(cell)
        elif name == "row" and self._cells:
            self._done.append(Row(self._number, self._cells, self._row_hidden))

    def _put(self, cell: Cell) -> None:
        if self._at >= MOST_COLUMNS:
            raise Refused(FaultKind.TOO_MANY_COLUMNS, str(self._number), most=str(MOST_COLUMNS))
        missing = self._at - len(self._cells)
        if missing < 0:
            self._cells[self._at] = cell
            return
        if missing:
            self._cells.extend([None] * missing)
        self._cells.append(cell)

    def _cell(self) -> Cell:
        text = "".join(self._text)
        if self._formula:
            return Odd(FaultKind.FORMULA, text[:LONGEST_CELL])
        if not text:
            return None
        if self._type == "n":
            return self._shown_number(text)
        if self._type in ODD:
            return Odd(ODD[self._type], text[:LONGEST_CELL])
        if self._type == "b":
            return "TRUE" if text == "1" else "FALSE"
        return bounded(self._strings[int(text)] if self._type == "s" else text)

    def _shown_number(self, text: str) -> Cell:
        known = self._numbers.get(text)
        if known is None:
            known = self._numbers[text] = number(text)
            if len(self._numbers) > MOST_KEPT:
                self._numbers.clear()
        if not self._style or self._style >= len(self._styles) or not isinstance(known, Decimal):
            return known
        match self._styles[self._style]:
            case "day":
                return Odd(FaultKind.DATE_CELL, text[:LONGEST_CELL])
            case "share":
                return Share(trimmed(known * HUNDRED))
        return known


def number(text: str) -> Cell:
    value = float(text)
    if not isfinite(value) or abs(value) >= 10**SURE_DIGITS or 0 < abs(value) < SMALLEST:
        return Odd(FaultKind.NOT_A_NUMBER, text[:LONGEST_CELL])
    return Decimal(f"{Decimal(f'{value:.{SURE_DIGITS}g}'):f}")


def bounded(text: str) -> Cell:
    if len(text) > LONGEST_CELL:
        return Odd(FaultKind.HUGE_CELL)
    return text.strip() or None
