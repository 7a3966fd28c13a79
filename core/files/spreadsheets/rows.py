"""The rows below the headings: each cell with a value becomes a figure or a fault named by its cell."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any, TypeVar

from core.bulk import many
from core.drafts import Draft, Question, What
from core.faults import Fault, FaultKind
from core.files.spreadsheets.cells import Block, Cell, Refused, Row, Sheet, column_name
from core.files.spreadsheets.headings import Heading, Layout
from core.files.spreadsheets.values import Values
from core.ledger import Figure, Key, key_of
from core.quantities import Measure, Unread

Read = TypeVar("Read")
MOST_FAULTS = 2_000
FEW = 60
"""Rows that are read one by one when something is wrong in one of them."""
NO_MEASURES: frozenset[Measure] = frozenset()


@dataclass(slots=True)
class Collected:
    """Of all sheets of a file. `headings` counts the sheets that have some."""

    faults: list[Fault] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)
    spots: "array[int]" = field(default_factory=lambda: array("Q"))  # where each of the figures stands, as a number
    places: list[str] = field(default_factory=list)  # of sheets
    asked: dict[What, None] = field(default_factory=dict)
    empty: int = 0
    headings: int = 0

    def draft(self) -> Draft:
        figures = self._undisputed()
        if len(self.faults) > MOST_FAULTS:
            raise Refused(FaultKind.TOO_MANY_FAULTS, most=str(MOST_FAULTS))
        if not (figures or self.faults or self.asked):
            return Draft(faults=(Fault("", FaultKind.NO_FIGURES),), empty=self.empty)
        return Draft(figures, tuple(self.faults), tuple(Question("", what) for what in self.asked), self.empty)

    def put(self, figures: Iterable[Figure], keys: Iterable[Key], at: int, rows: Iterable[int]) -> None:
        self.figures.extend(figures)
        self.keys.update(keys)
        place = at | len(self.places) << 40
        self.spots.extend(place | row << 8 for row in rows)

    def _undisputed(self) -> tuple[Figure, ...]:
        """The same figure twice is one figure; two for one place contradict each other, and neither is taken."""
        figures = self.figures
        if len(self.keys) == len(figures):
            return tuple(figures)
        first: dict[Key, int] = {}
        disputed: set[Key] = set()
        for index, figure in enumerate(figures):
            known = first.setdefault(key_of(figure), index)
            if figures[known].value != figure.value:
                disputed.add(key_of(figure))
                facts = {"first": figures[known].raw, "second": figure.raw, "where": self._where(known)}
                self.faults.append(Fault(self._where(index), FaultKind.CONTRADICTION, facts))
        return tuple(figures[index] for key, index in first.items() if key not in disputed)

    def _where(self, index: int) -> str:
        spot = self.spots[index]
        return where(spot & 0xFF, spot >> 8 & 0xFFFFFFFF, self.places[(spot >> 40) - 1])


def where(at: int | None, row: int, place: str) -> str:
    return f"{place}{'' if at is None else column_name(at)}{row}"


class Rows:
    def __init__(
        self,
        values: Values,
        collected: Collected,
        answers: Mapping[What, str],
        sheet: Sheet,
        layout: Layout,
    ) -> None:
        self._values = values
        self._collected = collected
        self._answers = answers
        self._place = sheet.place
        collected.places.append(sheet.place)
        self._columns = layout.columns
        self._figures = layout.figures
        self._town, self._indicator = layout.at("town"), layout.at("indicator")
        self._year, self._unit, self._source = layout.at("year"), layout.at("unit"), layout.at("source")
        self._said = {*layout.columns, *layout.misread}
        self._width = max(self._said) + 1
        self._long = self._one_a_row()
        self._value = self._figures[0][0]
        collected.headings += 1
        collected.faults += layout.faults
        for at in sorted(sheet.hidden & layout.columns.keys()):
            collected.faults.append(Fault(self._where(at, layout.row), FaultKind.HIDDEN_COLUMN))

    def _one_a_row(self) -> bool:
        """One figure a row, and all that is to be said of it in columns of their own, with none between them."""
        (_, heading), *more = self._figures
        told = heading.town or heading.indicator or heading.year or heading.measures
        columns = self._town, self._indicator, self._year, self._source
        return not (more or told or None in columns) and len(self._said) == self._width

    def _where(self, at: int | None, row: int) -> str:
        return where(at, row, self._place)

    def _fault(self, at: int | None, row: Row, kind: FaultKind, facts: Mapping[str, str] | None = None) -> None:
        self._collected.faults.append(Fault(self._where(at, row.number), kind, facts or {}))

    def _sound(self, at: int | None, row: Row, read: Read | Unread) -> Read | None:
        if not isinstance(read, Unread):
            return read
        self._fault(at, row, read.kind, read.facts)
        return None

    def read(self, block: Block) -> None:
        """All at once where that is possible; what is in the way of it is looked for by halves."""
        there = len(block.numbers)
        if not there or (self._long and self._at_once(block)):
            return
        if self._long and there > FEW:
            self.read(block.part(slice(there // 2)))
            self.read(block.part(slice(there // 2, None)))
            return
        for row in block.rows:
            self._read(row)
            if len(self._collected.faults) > MOST_FAULTS:
                raise Refused(FaultKind.TOO_MANY_FAULTS, most=str(MOST_FAULTS))

    def _at_once(self, block: Block) -> bool:
        """Whether all are full and sound. Then it is done: column by column, without a look at each of what may be a
        million cells.
        """
        numbers, cells, hidden = block
        if any(hidden) or {*map(len, cells)} != {self._width}:
            return False
        columns: dict[int | None, Iterable[Cell]] = dict(enumerate(zip(*cells, strict=True))) | {None: repeat(None)}
        values = self._values
        named = zip(columns[self._indicator], columns[self._unit], columns[self._value], strict=False)
        read: list[list[Any]] = [
            [*map(values.towns.__getitem__, columns[self._town])],
            [*map(values.years.__getitem__, columns[self._year])],
            [*map(values.sources.__getitem__, columns[self._source])],
            [*map(values.figures.__getitem__, named)],
        ]
        if values.unread and Unread in {*map(type, chain(*read))}:
            return False
        town, year, source, figure = read
        indicator, value, raw, unit = zip(*figure, strict=True)
        figures = many(Figure, town, indicator, year, value, raw, unit, source)
        self._collected.put(figures, zip(town, indicator, year, strict=True), self._value, numbers)
        return True

    def _read(self, row: Row) -> None:
        cells = row.cells
        there = len(cells)
        if there > self._width or len(self._said) < self._width:
            self._beyond(row)
        filled = [(at, each) for at, each in self._figures if at < there and cells[at] is not None]
        if not filled:
            self._collected.empty += 1
            return
        if row.hidden:
            self._fault(None, row, FaultKind.HIDDEN_ROW)
            return
        town = self._of_row(row, self._town, self._values.towns)
        heading = self._of_row(row, self._indicator, self._values.indicators)
        year = self._year_of(row)
        source = self._source_of(row)
        measures = self._sound(self._unit, row, self._values.measures[cell(row, self._unit)])
        for at, each in filled:
            self._figure(row, at, each, town, heading, year, source, measures)

    def _of_row(self, row: Row, at: int | None, read: Mapping[Cell, Read | Unread]) -> Read | None:
        return None if at is None else self._sound(at, row, read[cell(row, at)])

    def _year_of(self, row: Row) -> int | None:
        given = cell(row, self._year)
        return None if given is None else self._sound(self._year, row, self._values.years[given])

    def _beyond(self, row: Row) -> None:
        """A value under no heading is said once for its column."""
        for at, each in enumerate(row.cells):
            if each is not None and at not in self._said:
                self._said.add(at)
                self._fault(at, row, FaultKind.CELL_BEYOND)

    def _source_of(self, row: Row) -> str | None:
        """An answer holds where the row names none."""
        given = cell(row, self._source)
        answer = self._answers.get("source")
        if given is None and (answer or self._source is None):
            if answer is None:
                self._collected.asked["source"] = None
            return answer
        return self._sound(self._source, row, self._values.sources[given])

    def _figure(
        self,
        row: Row,
        at: int,
        column: Heading,
        town: str | None,
        named: Heading | None,
        year: int | None,
        source: str | None,
        measures: frozenset[Measure] | None,
    ) -> None:
        town = column.town or town or self._town_of_all()
        indicator_id = column.indicator or (named.indicator if named else self._indicator_of_all())
        year = column.year or year or (self._year_of_all() if cell(row, self._year) is None else None)
        if indicator_id is None or measures is None:
            return
        measures = measures | column.measures | (named.measures if named else NO_MEASURES)
        read = self._values.values[row.cells[at], indicator_id, measures]
        if isinstance(read, Unread):
            self._fault(at, row, read.kind, read.facts)
            return
        if town and year and source:
            quantity = read.value
            figure = Figure(town, indicator_id, year, quantity.value, read.raw, quantity.unit, source)
            self._collected.put((figure,), (key_of(figure),), at, (row.number,))

    def _town_of_all(self) -> str | None:
        """One town for the whole file, where no heading and no column tells it; a row’s own is a fault already."""
        if self._town is not None:
            return None
        answer = self._answers.get("town", "")
        if self._values.is_town(answer):
            return answer
        self._collected.asked["town"] = None
        return None

    def _indicator_of_all(self) -> str | None:
        if self._indicator is not None:
            return None
        answer = self._answers.get("indicator", "")
        if self._values.is_indicator(answer):
            return answer
        self._collected.asked["indicator"] = None
        return None

    def _year_of_all(self) -> int | None:
        """One year for all rows where neither they nor a heading tell it."""
        read = self._values.years[self._answers.get("year")]
        if isinstance(read, Unread):
            self._collected.asked["year"] = None
            return None
        return read


def cell(row: Row, at: int | None) -> Cell:
    return row.cells[at] if at is not None and at < len(row.cells) else None
