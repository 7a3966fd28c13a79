"""The rows below the headings: each cell with a value becomes a figure or a fault named by its cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from core.drafts import Draft, Question, What
from core.faults import Fault, FaultKind
from core.files.spreadsheets.cells import Cell, Row, Sheet, column_name
from core.files.spreadsheets.headings import Heading, Layout
from core.files.spreadsheets.values import Values
from core.ledger import Figure
from core.quantities import Measure, Unread
from core.vocabulary import Vocabulary

Read = TypeVar("Read")
NO_MEASURES: frozenset[Measure] = frozenset()


@dataclass(slots=True)
class Collected:
    """Of all sheets of a file. `headings` counts the sheets that have some."""

    faults: list[Fault] = field(default_factory=list)
    figures: dict[tuple[str, str, int], tuple[Figure, str]] = field(default_factory=dict)
    asked: dict[What, None] = field(default_factory=dict)
    empty: int = 0
    headings: int = 0

    def draft(self) -> Draft:
        figures = tuple(figure for figure, _ in self.figures.values())
        if not (figures or self.faults or self.asked):
            return Draft(faults=(Fault("", FaultKind.NO_FIGURES),), empty=self.empty)
        return Draft(figures, tuple(self.faults), tuple(Question("", what) for what in self.asked), self.empty)

    def put(self, figure: Figure, where: str) -> None:
        """The same figure twice is one figure; two for one place contradict each other."""
        known, first = self.figures.setdefault((figure.town, figure.indicator, figure.year), (figure, where))
        if known.value != figure.value:
            facts = {"first": known.raw, "second": figure.raw, "where": first}
            self.faults.append(Fault(where, FaultKind.CONTRADICTION, facts))


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
        self._columns = layout.columns
        self._figures = layout.figures
        self._town, self._indicator = layout.at("town"), layout.at("indicator")
        self._year, self._unit, self._source = layout.at("year"), layout.at("unit"), layout.at("source")
        self._said = {*layout.columns, *layout.misread}
        self._width = max(self._said) + 1
        collected.headings += 1
        collected.faults += layout.faults
        for at in sorted(sheet.hidden & layout.columns.keys()):
            collected.faults.append(Fault(self._where(at, layout.row), FaultKind.HIDDEN_COLUMN))

    def _where(self, at: int | None, row: int) -> str:
        return f"{self._place}{'' if at is None else column_name(at)}{row}"

    def _fault(self, at: int | None, row: Row, kind: FaultKind, facts: Mapping[str, str] | None = None) -> None:
        self._collected.faults.append(Fault(self._where(at, row.number), kind, facts or {}))

    def _sound(self, at: int | None, row: Row, read: Read | Unread) -> Read | None:
        if not isinstance(read, Unread):
            return read
        self._fault(at, row, read.kind, read.facts)
        return None

    def read(self, row: Row) -> None:
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
            self._collected.put(figure, self._where(at, row.number))

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
