"""Tables for a file, before anybody writes it. All texts stand in the reader's language; numbers and days stay what
they are, so that the file can be sorted and reckoned with.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Link:
    address: str


@dataclass(frozen=True, slots=True)
class Printed:
    """Letter by letter as a source has it. Whatever it looks like, no program may take it for a number or a day."""

    text: str


Cell = str | Printed | int | Decimal | dt.date | Link | None
"""None is an empty cell: nobody knows."""
Row = tuple[Cell, ...]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text that begins so is taken for a formula by programs that open tables."""


def like_formula(text: str) -> bool:
    return text.startswith(FORMULA)


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: int  # letters


@dataclass(frozen=True, slots=True)
class Table:
    """The first `pinned` columns stay in sight and are repeated on every printed page."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    pinned: int = 1

    def __post_init__(self) -> None:
        assert all(len(row) == len(self.columns) for row in self.rows), f"a row of {self.name} is too short or too long"


@dataclass(frozen=True, slots=True)
class Book:
    title: str
    tables: tuple[Table, ...]
