"""The cells of a row: town, indicator, year, unit, value. Each text is understood once, however often it stands."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from core.drafts import source_fault, year_fault
from core.faults import FaultKind
from core.files.spreadsheets.cells import MOST_KEPT, Cell, Odd, Share
from core.files.spreadsheets.headings import Heading, as_text, heading, taken_measures
from core.line import YEAR, several
from core.methodology import Indicator
from core.quantities import FACTORS, Measure, Quantity, Unread, is_label, quantity, worth
from core.scales import Unit, Value
from core.tokens import tokens
from core.towns import Candidates, Found, NotMonotown
from core.vocabulary import Vocabulary

Key = TypeVar("Key")
Read = TypeVar("Read")

PERCENT: frozenset[Measure] = frozenset({"percent"})
DIGITS = re.compile("[0-9]+(?:[.,][0-9]+)?")
LETTER_LOST = re.compile(r"(?<=\w)\?|\?(?=\w)")
"""What Windows puts for a Kazakh letter that its old alphabet has not."""


@dataclass(frozen=True, slots=True)
class Worth:
    """A value and what was typed."""

    value: Quantity
    raw: str


class Understood(dict[Key, Read]):
    """What each text means: it is read once, however often it stands."""

    def __init__(self, read: Callable[[Key], Read]) -> None:
        super().__init__()
        self._read = read
        self.unread = False  # any of them

    def __missing__(self, key: Key) -> Read:
        if len(self) > MOST_KEPT:
            self.clear()
        read = self[key] = self._read(key)
        self.unread |= isinstance(read, Unread)
        return read


class Values:
    def __init__(self, vocabulary: Vocabulary, today: date) -> None:
        self._vocabulary = vocabulary
        self._today = today
        self._indicators = vocabulary.methodology.indicators
        self.towns = Understood(self._town)
        self.indicators = Understood(self._indicator)
        self.years = Understood(self._year)
        self.measures = Understood(self._measures_of)
        self.sources = Understood(self._source)
        self.values = Understood(self._value)
        self.figures = Understood(self._figure)

    @property
    def unread(self) -> bool:
        """Whether there was anything that could not be understood."""
        return any(each.unread for each in (self.towns, self.years, self.sources, self.figures))

    def is_town(self, town_id: str) -> bool:
        return self._vocabulary.towns.get(town_id) is not None

    def is_indicator(self, indicator_id: str) -> bool:
        return indicator_id in self._indicators

    def _town(self, cell: Cell) -> str | Unread:
        return self._odd(cell, FaultKind.TOWN_MISSING) or self._read_town(as_text(cell))

    def _indicator(self, cell: Cell) -> Heading | Unread:
        return self._odd(cell, FaultKind.INDICATOR_MISSING) or self._read_indicator(as_text(cell))

    def _year(self, cell: Cell) -> int | Unread:
        return self._odd(cell, FaultKind.YEAR_UNREADABLE) or self._read_year(as_text(cell))

    def _measures_of(self, cell: Cell) -> frozenset[Measure] | Unread:
        if cell is None:
            return frozenset()
        return self._odd(cell, FaultKind.UNIT_UNKNOWN) or self._read_measures(as_text(cell))

    def _source(self, cell: Cell) -> str | Unread:
        return self._odd(cell, FaultKind.SOURCE_MISSING) or checked_source(as_text(cell))

    def _figure(self, cells: tuple[Cell, Cell, Cell]) -> tuple[str, Value, str, Unit | None] | Unread:
        """Of a row with its indicator, its unit and its value: the same three stand in many."""
        named, unit, value = cells
        indicator, measures = self.indicators[named], self.measures[unit]
        if isinstance(indicator, Unread):
            return indicator
        if isinstance(measures, Unread):
            return measures
        assert indicator.indicator is not None
        read = self.values[value, indicator.indicator, measures | indicator.measures]
        return read if isinstance(read, Unread) else (indicator.indicator, read.value.value, read.raw, read.value.unit)

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

    def _value(self, given: tuple[Cell, str, frozenset[Measure]]) -> Worth | Unread:
        cell, indicator, measures = given[0], self._indicators[given[1]], given[2]
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
        if DIGITS.fullmatch(text):
            return quantity(text, measures, indicator)
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
