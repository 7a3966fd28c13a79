"""What every spreadsheet comes to: sheets of rows of cells, whoever wrote it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import chain, repeat
from typing import NamedTuple

from core.bulk import many
from core.faults import Fault, FaultKind

LARGEST_FILE = 20 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 200
AT_ONCE = 1_000
"""Rows that are worked on together."""
MOST_KEPT = 100_000
"""Texts whose meaning is remembered, for the next row that has them."""
LONGEST_CELL = 500
"""Letters. A cell with more holds no figure, and is not kept whole."""


class Refused(Exception):
    """The file is not read any further."""

    def __init__(self, kind: FaultKind, where: str = "", **facts: str) -> None:
        super().__init__(kind.value)
        self.fault = Fault(where, kind, facts)


@dataclass(frozen=True, slots=True)
class Share:
    """A number in per cent, because it is shown so: what is stored as 0.046 is 4.6 %."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that is not taken for what it shows."""

    kind: FaultKind
    text: str = ""


Cell = str | Decimal | Share | Odd | None


class Row(NamedTuple):
    number: int
    cells: Sequence[Cell]
    hidden: bool = False


class Block(NamedTuple):
    """Some rows that follow each other, taken apart."""

    numbers: Sequence[int]
    cells: Sequence[Sequence[Cell]]
    hidden: Sequence[bool] = ()  # none of them

    def part(self, of: slice) -> "Block":
        return Block(self.numbers[of], self.cells[of], self.hidden[of])

    @property
    def rows(self) -> Iterator[Row]:
        return many(Row, self.numbers, self.cells, self.hidden or repeat(False))


@dataclass(frozen=True, slots=True)
class Sheet:
    """`share` tells how much of the file has been read: from 0 to 1. `hidden` fills while the rows are read."""

    name: str
    place: str  # what stands before the address of a cell when there are several sheets
    blocks: Iterator[Block]
    share: Callable[[], float]
    hidden: set[int] = field(default_factory=set)

    @property
    def rows(self) -> Iterator[Row]:
        return chain.from_iterable(block.rows for block in self.blocks)


@cache
def column_name(at: int) -> str:
    """0 is A, 26 is AA."""
    name = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
