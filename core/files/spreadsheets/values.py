"""The cells of a row: town, indicator, year, unit, value. Each text is understood once, however often it stands."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.drafts import source_fault, year_fault
from core.faults import FaultKind
from core.files.spreadsheets.cells import MOST_KEPT, Cell, Odd, Share
from core.files.spreadsheets.headings import Heading, as_text, heading, taken_measures
from core.line import YEAR, several
from core.methodology import Indicator
from core.quantities import FACTORS, Measure, Quantity, Unread, is_label, quantity, worth
from core.tokens import tokens
from core.towns import Candidates, Found, NotMonotown
from core.vocabulary import Vocabulary

PERCENT: frozenset[Measure] = frozenset({"percent"})
LETTER_LOST = re.compile(r"(?<=\w)\?|\?(?=\w)")
"""What Windows puts for a Kazakh letter that its old alphabet has not."""


@dataclass(frozen=True, slots=True)
class Worth:
    """A value and what was typed."""

    value: Quantity
    raw: str


class Values:
    def __init__(self, vocabulary: Vocabulary, today: date) -> None:
        self._vocabulary = vocabulary
        self._today = today
        self.towns: dict[Cell, str | Unread] = {}
        self._indicators: dict[Cell, Heading | Unread] = {}
        self.years: dict[Cell, int | Unread] = {}
        self._measures: dict[Cell, frozenset[Measure] | Unread] = {}
        self.sources: dict[Cell, str | Unread] = {}
        self._values: dict[tuple[str, frozenset[Measure], Cell], Worth | Unread] = {}

    def town(self, cell: Cell) -> str | Unread:
        if cell not in self.towns:
            self.towns[cell] = self._odd(cell, FaultKind.TOWN_MISSING) or self._read_town(as_text(cell))
        return self.towns[cell]

    def indicator(self, cell: Cell) -> Heading | Unread:
        if cell not in self._indicators:
            missing = self._odd(cell, FaultKind.INDICATOR_MISSING)
            self._indicators[cell] = missing or self._read_indicator(as_text(cell))
        return self._indicators[cell]

    def year(self, cell: Cell) -> int | Unread:
        if cell not in self.years:
            self.years[cell] = self._odd(cell, FaultKind.YEAR_MISSING) or self._read_year(as_text(cell))
        return self.years[cell]

    def measures(self, cell: Cell) -> frozenset[Measure] | Unread:
        if cell is None:
            return frozenset()
        if cell not in self._measures:
            self._measures[cell] = self._odd(cell, FaultKind.UNIT_UNKNOWN) or self._read_measures(as_text(cell))
        return self._measures[cell]

    def source(self, cell: Cell) -> str | Unread:
        if cell not in self.sources:
            if len(self.sources) > MOST_KEPT:
                self.sources.clear()
            self.sources[cell] = self._odd(cell, FaultKind.SOURCE_MISSING) or checked_source(as_text(cell))
        return self.sources[cell]

    def value(self, cell: Cell, indicator: Indicator, measures: frozenset[Measure]) -> Worth | Unread:
        key = indicator.id, measures, cell
        known = self._values.get(key)
        if known is None:
            if len(self._values) > MOST_KEPT:
                self._values.clear()
            known = self._values[key] = self._read_value(cell, indicator, measures)
        return known

    def _odd(self, cell: Cell, missing: FaultKind) -> Unread | None:
        if cell is None:
            return Unread(missing)
        return Unread(cell.kind, {"text": cell.text}) if isinstance(cell, Odd) else None

    def _read_town(self, text: str) -> str | Unread:
        match self._vocabulary.towns.find(text):
            case Found(town):
                return town.id
            case Candidates(towns):
                return Unread(FaultKind.TOWN_UNCLEAR, {"text": text}, tuple(town.id for town in towns))
            case NotMonotown():
                return Unread(FaultKind.NOT_MONOTOWN, {"text": text})
        lost = LETTER_LOST.search(text)
        return Unread(FaultKind.LETTERS_LOST if lost else FaultKind.TOWN_UNKNOWN, {"text": text})

    def _read_indicator(self, text: str) -> Heading | Unread:
        read = heading(text, self._vocabulary)
        if read is not None and read.indicator is not None and read.town is None and read.year is None:
            return read
        if LETTER_LOST.search(text):
            return Unread(FaultKind.LETTERS_LOST, {"text": text})
        named = dict.fromkeys(mention.what for mention in self._vocabulary.indicators.mentions(tokens(text)))
        kind = FaultKind.INDICATOR_UNCLEAR if named else FaultKind.INDICATOR_UNKNOWN
        return Unread(kind, {"text": text}, tuple(named))

    def _read_year(self, text: str) -> int | Unread:
        read = [token for token in tokens(text) if not self._vocabulary.says_nothing(token)]
        if len(read) != 1 or not YEAR.fullmatch(read[0].key):
            return Unread(FaultKind.YEAR_UNREADABLE, {"text": text})
        fault = year_fault("", int(read[0].key), self._today)
        return Unread(fault.kind, fault.facts) if fault else int(read[0].key)

    def _read_measures(self, text: str) -> frozenset[Measure] | Unread:
        left = list(tokens(text))
        measures = taken_measures(left, self._vocabulary)
        if any(not self._vocabulary.says_nothing(token) for token in left):
            return Unread(FaultKind.UNIT_UNKNOWN, {"text": text})
        return measures

    def _read_value(self, cell: Cell, indicator: Indicator, measures: frozenset[Measure]) -> Worth | Unread:
        if isinstance(cell, Odd):
            return Unread(cell.kind, {"text": cell.text})
        if isinstance(cell, Share):
            read, raw = worth(cell.value, measures | PERCENT, indicator), f"{cell.value:f} %"
        elif isinstance(cell, Decimal):
            read, raw = worth(cell, measures, indicator), f"{cell:f}"
        else:
            raw = as_text(cell)
            read = self._spoken(raw, indicator) if indicator.choices else self._written(raw, indicator, measures)
        return Worth(read, raw) if isinstance(read, Quantity) else read

    def _written(self, text: str, indicator: Indicator, measures: frozenset[Measure]) -> Quantity | Unread:
        if is_label(text, indicator):
            return Unread(FaultKind.BAND_LABEL, {"text": text})
        left = list(tokens(text))
        own = taken_measures(left, self._vocabulary)
        if own - FACTORS.keys() and measures & FACTORS.keys() - own:  # tenge in a column of thousands: which are they?
            return Unread(FaultKind.WRONG_UNIT, {"unit": str(indicator.unit)})
        measures |= own
        numbers = [token for token in left if token.kind == "number"]
        if not numbers or any(not self._vocabulary.says_nothing(token) for token in left if token not in numbers):
            return Unread(FaultKind.NOT_A_NUMBER, {"text": text})
        if len(numbers) > 1:
            return Unread(several(numbers, indicator), {"text": text})
        return quantity(numbers[0].key, measures, indicator)

    def _spoken(self, text: str, indicator: Indicator) -> Quantity | Unread:
        left = list(tokens(text))
        mentions = self._vocabulary.choices[indicator.id].mentions(left)
        said = sum(mention.stop - mention.start for mention in mentions)
        named = {mention.what for mention in mentions}
        if len(named) != 1 or said < sum(1 for token in left if not self._vocabulary.says_nothing(token)):
            candidates = tuple(choice.id for choice in indicator.choices)
            return Unread(FaultKind.CHOICE_UNKNOWN, {"text": text, "indicator": indicator.id}, candidates)
        return Quantity(named.pop(), None)


def checked_source(text: str) -> str | Unread:
    fault = source_fault("", text)
    return Unread(fault.kind, fault.facts) if fault else text
