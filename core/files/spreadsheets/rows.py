"""The rows below the headings: each cell with a value becomes a figure or a fault named by its cell."""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from core.drafts import Draft, Question, What
from core.faults import Fault, FaultKind
from core.files.spreadsheets.cells import MOST_KEPT, Cell, Row, Sheet, column_name
from core.files.spreadsheets.headings import Heading, Layout
from core.files.spreadsheets.values import Values
from core.ledger import Figure
from core.quantities import Measure, Unread
from core.scales import Unit, Value
from core.vocabulary import Vocabulary

Read = TypeVar("Read")
Key = tuple[str, str, int]
NO_MEASURES: frozenset[Measure] = frozenset()


@dataclass(slots=True)
class Collected:
    """Of all sheets of a file. `headings` counts the sheets that have some; what is `disputed` has two values, and
    neither is taken.
    """

    faults: list[Fault] = field(default_factory=list)
    figures: dict[Key, Figure] = field(default_factory=dict)
    spots: "array[int]" = field(default_factory=lambda: array("Q"))  # where each of the figures stands, as a number
    places: list[str] = field(default_factory=list)  # of sheets
    disputed: set[Key] = field(default_factory=set)
    asked: dict[What, None] = field(default_factory=dict)
    empty: int = 0
    headings: int = 0
    _named: dict[Key, int] = field(default_factory=dict)

    def draft(self) -> Draft:
        figures = tuple(figure for key, figure in self.figures.items() if key not in self.disputed)
        if not (figures or self.faults or self.asked):
            return Draft(faults=(Fault("", FaultKind.NO_FIGURES),), empty=self.empty)
        return Draft(figures, tuple(self.faults), tuple(Question("", what) for what in self.asked), self.empty)

    def put(self, figure: Figure, at: int, row: int) -> None:
        """The same figure twice is one figure; two for one place contradict each other, and neither is taken."""
        key = figure[:3]
        spot = at | row << 8 | len(self.places) << 40
        known = self.figures.setdefault(key, figure)
        if known is figure:
            self.spots.append(spot)
        elif known.value != figure.value:
            self.disputed.add(key)
            facts = {"first": known.raw, "second": figure.raw, "where": self._where(self._spot(key))}
            self.faults.append(Fault(self._where(spot), FaultKind.CONTRADICTION, facts))

    def _spot(self, key: Key) -> int:
        """Looked for when it is wanted, which is seldom: names for all of them would fill the memory."""
        if key not in self._named:
            self._named = dict(zip(self.figures, self.spots, strict=True))
        return self._named[key]

    def _where(self, spot: int) -> str:
        return where(spot & 0xFF, spot >> 8 & 0xFFFFFFFF, self.places[(spot >> 40) - 1])


def where(at: int | None, row: int, place: str) -> str:
    return f"{place}{'' if at is None else column_name(at)}{row}"


class Rows:
    def __init__(
        self,
        vocabulary: Vocabulary,
        values: Values,
        collected: Collected,
        answers: Mapping[What, str],
        sheet: Sheet,
        layout: Layout,
    ) -> None:
        self._indicators = vocabulary.methodology.indicators
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
        self._worths: dict[tuple[Cell, Cell, Cell], tuple[str, Value, str, Unit | None]] = {}
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

    def read(self, row: Row) -> None:
        if not (self._long and self._understood(row)):
            self._read(row)

    def _understood(self, row: Row) -> bool:
        """Whether each part of it stood in an earlier row: in a large file nearly always."""
        number, cells, hidden = row
        values, unit = self._values, self._unit
        if len(cells) != self._width or hidden:
            return False
        named = cells[self._indicator]  # type: ignore[index]  # a long table has these columns
        worth = self._worths.get((named, None if unit is None else cells[unit], cells[self._value]))
        town = values.towns.get(cells[self._town])  # type: ignore[index]
        year = values.years.get(cells[self._year])  # type: ignore[index]
        source = values.sources.get(cells[self._source])  # type: ignore[index]
        if worth is None or type(town) is not str or type(year) is not int or type(source) is not str:
            return False
        indicator, value, raw, of = worth
        self._collected.put(Figure(town, indicator, year, value, raw, of, source), self._value, number)
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
        town = self._of_row(row, self._town, self._values.town)
        heading = self._of_row(row, self._indicator, self._values.indicator)
        year = self._of_row(row, self._year, self._values.year)
        source = self._source_of(row)
        measures = self._sound(self._unit, row, self._values.measures(cell(row, self._unit)))
        for at, each in filled:
            self._figure(row, at, each, town, heading, year, source, measures)

    def _of_row(self, row: Row, at: int | None, read: Callable[[Cell], Read | Unread]) -> Read | None:
        return None if at is None else self._sound(at, row, read(cell(row, at)))

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
        return self._sound(self._source, row, self._values.source(given))

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
        town = column.town or town
        indicator_id = column.indicator or (named.indicator if named else None)
        if indicator_id is None or measures is None:
            return
        measures = measures | column.measures | (named.measures if named else NO_MEASURES)
        read = self._values.value(row.cells[at], self._indicators[indicator_id], measures)
        if isinstance(read, Unread):
            self._fault(at, row, read.kind, read.facts)
            return
        year = column.year or year or self._year_of_all()
        if town and year and source:
            quantity = read.value
            figure = Figure(town, indicator_id, year, quantity.value, read.raw, quantity.unit, source)
            self._collected.put(figure, at, row.number)
            if self._long:
                if len(self._worths) > MOST_KEPT:
                    self._worths.clear()
                parts = cell(row, self._indicator), cell(row, self._unit), row.cells[at]
                self._worths[parts] = indicator_id, quantity.value, read.raw, quantity.unit

    def _year_of_all(self) -> int | None:
        """One year for the whole file, where no heading and no column tells it."""
        if self._year is not None:
            return None  # the row's own is missing, and that is a fault already
        read = self._values.year(self._answers.get("year"))
        if isinstance(read, Unread):
            self._collected.asked["year"] = None
            return None
        return read


def cell(row: Row, at: int | None) -> Cell:
    return row.cells[at] if at is not None and at < len(row.cells) else None
