"""Towns in their order: marks on a scale with the tiers behind them, bars of an indicator's value, or a plain list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.charts.lettering import Label, fitted, shortened, width
from bot.charts.parts import (
    FOOT,
    LEFT,
    MARGIN,
    RIGHT,
    Bar,
    Heading,
    Mark,
    Ruler,
    Whisker,
    footnote,
    heading,
    ruler,
    whisker,
)
from bot.drawing import Band, Ranked, Ranking

PLACE = 56
"""The width of the column of places; it grows with a longer one, such as «10–12»."""
NAME = 330
GAP = 22
MARKED = 40
"""For the mark of a tier before a name."""


@dataclass(frozen=True, slots=True)
class Plan:
    height: float
    labels: tuple[Label, ...]
    bars: tuple[Bar, ...]
    columns: tuple[Bar, ...]
    zero: Bar | None
    marks: tuple[Mark, ...]
    whiskers: tuple[Whisker, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Where the columns stand and how high a row is."""

    names: float
    scale: float
    values: float
    row: float
    top: float

    def middle(self, number: int) -> float:
        return self.top + (number + 0.5) * self.row


def plan(ranking: Ranking) -> Plan:
    head = heading(ranking)
    table = table_of(ranking, head)
    bottom = table.top + len(ranking.rows) * table.row
    last = footnote(ranking, bottom + 36)
    rows = [label for number, row in enumerate(ranking.rows) for label in words_of(row, table, table.middle(number))]
    empty = Plan(last[-1].y + FOOT + MARGIN, (*head.labels, *rows, *last), (), (), None, (), ())
    if ranking.bands:
        return on_scale(empty, ranking, table, bottom)
    if any(row.value.number is not None for row in ranking.rows):
        return with_bars(empty, ranking, table, bottom)
    return plain(empty, ranking, table)


def table_of(ranking: Ranking, head: Heading) -> Table:
    """Notes and intervals stand on a second line; without them the rows are closer."""
    rows = ranking.rows
    numbers = bool(ranking.bands) or any(row.value.number is not None for row in rows)
    noted = any(row.note or row.interval for row in rows)
    row = 88.0 if noted and numbers else 60.0 if len(rows) <= 12 else 50.0
    places = max(PLACE - GAP, *(width(row.place, 28, 600) for row in rows))
    names = LEFT + places + GAP
    if not numbers:
        return Table(names + (MARKED if marked(ranking) else 0), RIGHT, RIGHT, row, head.bottom + 30)
    longest = max(max(width(row.name, 30, 600), width(row.note, 26, 500)) for row in rows)
    worded = (width(each.value.words, 32, 700) for each in rows if each.value.number is not None)
    values = max(
        max(worded, default=0.0), *(width(each.interval.words, 26, 500) if each.interval else 0 for each in rows)
    )
    top = head.bottom + (112 if ranking.bands else 30)
    return Table(names, names + min(longest, NAME) + GAP + 8, RIGHT - min(values, 260) - GAP, row, top)


def marked(ranking: Ranking) -> bool:
    return any(row.tier for row in ranking.rows)


def words_of(row: Ranked, table: Table, middle: float) -> list[Label]:
    place = Label(table.names - GAP, middle + 10, row.place, 28, 600, "muted", "end")
    if table.scale == RIGHT:
        place = replace(place, x=place.x - (MARKED if row.tier else 0))
        return [place, *listed(row, table, middle)]
    value = Label(RIGHT, middle + 11, row.value.words, 32, 700, "ink", "end")
    if row.value.number is None:
        value = replace(value, size=26, weight=500, ink="muted")
    name = Label(table.names, middle + 10, row.name, 30, 600)
    room = table.scale - table.names - GAP
    second: list[Label] = []
    if row.note:
        name = replace(name, y=middle - 6)
        second.append(shortened(Label(table.names, middle + 30, row.note, 26, 500, "muted"), room))
    if row.interval:
        value = replace(value, y=middle - 4)
        second.append(Label(RIGHT, middle + 30, row.interval.words, 26, 500, "muted", "end"))
    beside = RIGHT - (table.scale if row.value.number is None else table.values)  # what is unknown has no bar
    return [place, fitted(name, room), fitted(value, beside), *second]


def listed(row: Ranked, table: Table, middle: float) -> list[Label]:
    """Without numbers: the name, a short word after it, and the words of the value at the end."""
    value = [Label(RIGHT, middle + 10, row.value.words, 28, 500, "ink", "end")] if row.value.words else []
    end = value[0].box.left - GAP if value else RIGHT
    name = fitted(Label(table.names, middle + 10, row.name, 30, 600), end - table.names)
    start = name.box.right + 18
    note = [shortened(Label(start, middle + 10, row.note, 26, 500, "muted"), end - start)] if row.note else []
    return [name, *(label for label in note if len(label.words) > 3), *value]


def on_scale(empty: Plan, ranking: Ranking, table: Table, bottom: float) -> Plan:
    """A mark at each total, its shape that of the tier, and what may be as a line."""
    scale = ruler(ranking.bands, table.scale, table.values - table.scale)
    top = table.top - 12
    marks = tuple(
        Mark(scale.middle(row.value.number), table.middle(number), 26, row.tier.level if row.tier else None)
        for number, row in enumerate(ranking.rows)
        if row.value.number is not None
    )
    lines = (whisker(scale, table.middle(number), None, row.interval, None) for number, row in enumerate(ranking.rows))
    return replace(
        empty,
        labels=(*empty.labels, *tiers(scale, ranking.bands, top)),
        columns=scale.bars(ranking.bands, top, bottom - top + 12),
        marks=marks,
        whiskers=tuple(line for line in lines if line),
    )


def tiers(scale: Ruler, bands: Sequence[Band], y: float) -> tuple[Label, ...]:
    """Above the bands, the totals under the name: side by side they would not fit here."""
    named = [band for band in bands if band.name]
    return tuple(
        above(scale, band, words, foot)
        for band in named
        for words, foot in ((band.name, y - 48), (band.totals, y - 16))
    )


def above(scale: Ruler, band: Band, words: str, foot: float) -> Label:
    """A band as narrow as a line has its words over its middle: there is room above the totals."""
    label = scale.beside(band, words, foot)
    if label.anchor == "start":
        return label
    return replace(label, x=scale.middle((band.low + band.high) / 2), anchor="middle")


def with_bars(empty: Plan, ranking: Ranking, table: Table, bottom: float) -> Plan:
    """From zero, to the left where a value is below it."""
    known = [row.value.number for row in ranking.rows if row.value.number is not None]
    low, high = min(0.0, *known), max(0.0, *known)
    unit = (table.values - table.scale) / ((high - low) or 1.0)
    zero = table.scale - low * unit
    bars = tuple(
        Bar(
            zero - (length(row.value.number, unit) if row.value.number < 0 else 0.0),
            table.middle(number) - 13,
            length(row.value.number, unit),
            26,
            (row.tier.level if row.tier else None) or "none",
        )
        for number, row in enumerate(ranking.rows)
        if row.value.number is not None
    )
    return replace(empty, bars=bars, zero=Bar(zero - 1.5, table.top, 3, bottom - table.top, "shore"))


def length(value: float, unit: float) -> float:
    """So long that even a very small one is seen."""
    return max(abs(value) * unit, 6.0)


def plain(empty: Plan, ranking: Ranking, table: Table) -> Plan:
    marks = tuple(
        Mark(table.names - 26, table.middle(number), 24, row.tier.level)
        for number, row in enumerate(ranking.rows)
        if row.tier
    )
    return replace(empty, marks=marks)
