"""What stands below a heading: the town, the year, the figures of 2.6 in 2021. Any layout is made of such columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.faults import Fault, FaultKind
from core.files.spreadsheets.cells import Cell, Row, column_name
from core.line import YEAR
from core.quantities import Measure
from core.tokens import Token, tokens
from core.towns import Found
from core.vocabulary import Label, Vocabulary

ROWS_ABOVE = 20
"""A title and remarks may stand above the headings."""
LETTER_LOST = re.compile(r"\?(?=\w)")
"""What Windows puts for a Kazakh letter that its old alphabet has not; at the end of a word it may be a question."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column with a label holds what the label says; any other holds figures of what the heading names."""

    label: Label | None = None
    town: str | None = None
    indicator: str | None = None
    year: int | None = None
    measures: frozenset[Measure] = frozenset()

    @property
    def holds_figures(self) -> bool:
        return self.label in {None, "value"}


@dataclass(frozen=True, slots=True)
class Layout:
    row: int
    columns: dict[int, Heading]
    misread: frozenset[int]  # columns whose heading is a fault already
    faults: tuple[Fault, ...]

    def at(self, label: Label) -> int | None:
        return next((at for at, heading in self.columns.items() if heading.label == label), None)

    @property
    def figures(self) -> list[tuple[int, Heading]]:
        return [(at, heading) for at, heading in self.columns.items() if heading.holds_figures]

    @property
    def missing(self) -> tuple[Label, ...]:
        """What the figures of some column would lack: neither it nor a column of its own tells that."""
        figures = [heading for _, heading in self.figures]
        known: dict[Label, bool] = {
            "town": self.at("town") is not None or all(heading.town for heading in figures),
            "indicator": self.at("indicator") is not None or all(heading.indicator for heading in figures),
            "value": bool(figures),
        }
        return tuple(label for label, told in known.items() if not told)


def heading(text: str, vocabulary: Vocabulary) -> Heading | None:
    """None when a part of it is not understood: a figure of something else may stand below."""
    left = list(tokens(text))
    labels = vocabulary.labels.mentions(left)
    indicators = {mention.what for mention in vocabulary.indicators.mentions(left)}
    years = [token for token in left if YEAR.fullmatch(token.key)]
    label = next((mention for mention in labels if not indicators and not (years and mention.what == "year")), None)
    if label is not None:
        del left[label.start : label.stop]
    measures = taken_measures(left, vocabulary)
    indicator = taken_indicator(left, vocabulary) if label is None else None
    left = [token for token in left if token not in years and not vocabulary.says_nothing(token)]
    town = vocabulary.towns.find(" ".join(token.text for token in left)) if left else None
    named = town.town.id if isinstance(town, Found) else None
    if years and label is not None and label.what != "value":
        return None
    if indicator == "" or len(years) > 1 or (left and (named is None or label is not None)):
        return None
    read = Heading(
        label=label.what if label else None,  # type: ignore[arg-type]  # the labels are what these phrases mean
        town=named,
        indicator=indicator,
        year=int(years[0].key) if years else None,
        measures=measures,
    )
    return read if read.label or read.town or read.indicator or read.year else None


def taken_measures(left: list[Token], vocabulary: Vocabulary) -> frozenset[Measure]:
    found: set[Measure] = set()
    at = 0
    while at < len(left):
        measure = vocabulary.measure_at(left, at)
        if measure is None:
            at += 1
            continue
        found.add(measure[0])
        del left[at : at + measure[1]]
    return frozenset(found)


def taken_indicator(left: list[Token], vocabulary: Vocabulary) -> str | None:
    """By name, by number, or by both when they agree; "" when they do not, or several are named."""
    mentions = vocabulary.indicators.mentions(left)
    for start, stop in sorted({(mention.start, mention.stop) for mention in mentions}, reverse=True):
        del left[start:stop]
    numbers = [token for token in left if token.key in vocabulary.methodology.indicators]
    left[:] = [token for token in left if token not in numbers and token.key not in {"№", "#"}]
    named = {mention.what for mention in mentions} | {token.key for token in numbers}
    return None if not named else named.pop() if len(named) == 1 else ""


def as_text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else f"{cell:f}" if isinstance(cell, Decimal) else ""


def layout(row: Row, vocabulary: Vocabulary, place: str) -> Layout:
    columns: dict[int, Heading] = {}
    faults: list[Fault] = []
    misread: set[int] = set()
    for at, cell in enumerate(row.cells):
        text = as_text(cell)
        where = f"{place}{column_name(at)}{row.number}"
        read = heading(text, vocabulary) if text else None
        if read is None:
            kind = FaultKind.LETTERS_LOST if LETTER_LOST.search(text) else FaultKind.HEADING_UNKNOWN
            faults += [Fault(where, kind, {"text": text})] if cell is not None else []
            misread |= {at} if cell is not None else set()
        elif read in columns.values() and read.label != "ignored":
            faults.append(Fault(where, FaultKind.HEADING_REPEATED, {"text": text}))
            misread.add(at)
        else:
            columns[at] = read
    return Layout(row.number, columns, frozenset(misread), tuple(faults))


def found_layout(rows: Sequence[Row], vocabulary: Vocabulary, place: str) -> Layout | Fault:
    """The first row that says where towns, indicators and values stand; else the best one. What no column of it tells
    can be asked, unless a heading that is not understood may tell it.
    """
    read: list[Layout] = []
    for row in rows:
        read.append(layout(row, vocabulary, place))
        if not read[-1].missing:
            return read[-1]
    best = max(read, key=lambda each: sum(heading.label is not None for heading in each.columns.values()))
    lost = next((fault for fault in best.faults if fault.kind is FaultKind.LETTERS_LOST), None)
    if lost is not None:
        return lost
    if not any(heading.label for heading in best.columns.values()):
        return Fault(place.rstrip("!"), FaultKind.NO_HEADING)
    if best.misread or "value" in best.missing:
        return Fault(f"{place}{best.row}", FaultKind.HEADING_MISSING, {"what": best.missing[0]})
    return best


def known_headings(cells: Sequence[str], vocabulary: Vocabulary) -> int:
    return sum(1 for cell in read_once(cells) if heading(cell, vocabulary))


def read_once(cells: Sequence[str]) -> Iterator[str]:
    """A row of a table whose sign was guessed wrong may be one long text."""
    return (cell for cell in cells if cell.strip() and len(cell) < 200)
