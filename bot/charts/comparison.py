"""Two to five towns: each on the same scale, then what each group of indicators gives to each."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.charts.lettering import Label, fitted, shortened, wrapped
from bot.charts.parts import FOOT, LEFT, MARGIN, RIGHT, ROOM, Bar, Mark, Whisker, footnote, heading, ruler, whisker
from bot.drawing import Amount, Band, Compared, ComparedGroup, Comparison

ROW = 106
BAR = 20
GAP = 28


@dataclass(frozen=True, slots=True)
class Plan:
    height: float
    labels: tuple[Label, ...]
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    whiskers: tuple[Whisker, ...]
    rules: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    bottom: float
    labels: tuple[Label, ...] = ()
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    whisker: Whisker | None = None
    rules: tuple[float, ...] = ()


def plan(comparison: Comparison) -> Plan:
    head = heading(comparison)
    pieces = list(body(comparison, head.bottom + 24))
    last = footnote(comparison, pieces[-1].bottom + 24)
    return Plan(
        last[-1].y + FOOT + MARGIN,
        (*head.labels, *(label for piece in pieces for label in piece.labels), *last),
        tuple(bar for piece in pieces for bar in piece.bars),
        tuple(mark for piece in pieces for mark in piece.marks),
        tuple(piece.whisker for piece in pieces if piece.whisker),
        tuple(rule for piece in pieces for rule in piece.rules),
    )


def body(comparison: Comparison, y: float) -> Iterator[Piece]:
    for town in comparison.towns:
        yield (row := standing(town, comparison.bands, y))
        y = row.bottom
    words = ruler(comparison.bands, LEFT, ROOM).words(comparison.bands, y + 20)
    yield Piece(y + 50, words)
    yield (names := columns(comparison, y + 50))
    y = names.bottom
    for group in comparison.groups:
        yield (cells := share(group, comparison, y))
        y = cells.bottom


def standing(town: Compared, bands: tuple[Band, ...], y: float) -> Piece:
    scale = ruler(bands, LEFT, ROOM)
    total = Label(RIGHT, y + 48, town.total.words, 44, 700, "ink", "end")
    labels = [total]
    room = total.box.left
    if town.interval:
        labels.append(Label(room - 20, y + 46, town.interval.words, 28, 600, "muted", "end"))
        room = labels[-1].box.left
    name = fitted(Label(LEFT, y + 46, town.name, 34, 600), 420)
    mark = Mark(name.box.right + 34, y + 35, 24, town.tier.level)
    tier = shortened(Label(mark.x + 24, y + 46, town.tier.name, 26, 500, "muted"), room - mark.x - 48)
    line = whisker(scale, y + 78, town.total.number, town.interval, town.tier.level)
    bars = scale.bars(bands, y + 66, 24) if line else (Bar(LEFT, y + 66, ROOM, 24, "track"),)
    return Piece(y + ROW, (*labels, name, tier), bars, (mark,), line)


def columns(comparison: Comparison, y: float) -> Piece:
    """The names of the towns once, above what each group gives; a long one reaches into the gap after it."""
    labels = tuple(
        shortened(Label(x, y + 44, town.name, 26, 600, "muted"), wide + GAP - 8)
        for (x, wide), town in zip(places(len(comparison.towns)), comparison.towns, strict=True)
    )
    return Piece(y + 58, labels, rules=(y,))


def places(count: int) -> list[tuple[float, float]]:
    """Where each column begins, and how wide it is."""
    step = (ROOM + GAP) / count
    return [(LEFT + number * step, step - GAP) for number in range(count)]


def share(group: ComparedGroup, comparison: Comparison, y: float) -> Piece:
    top = Label(RIGHT, y + 34, f"/ {group.top.words}", 26, 500, "muted", "end")
    name = wrapped(Label(LEFT, y + 34, group.name, 28), ROOM - top.width - 32, 2, leading=1.16)
    foot = name[-1].y + 46
    labels: list[Label] = []
    bars: list[Bar] = []
    for (x, wide), town, amount in zip(places(len(comparison.towns)), comparison.towns, group.totals, strict=True):
        label = Label(x, foot, amount.words, 30, 700)
        labels.append(label)
        bars += share_bars(amount, group.top, x + 50, wide - 50, foot - 21, town.tier.level or "none")
    return Piece(foot + 20, (*name, top, *labels), tuple(bars))


def share_bars(amount: Amount, top: Amount, x: float, wide: float, y: float, ink: str) -> Iterator[Bar]:
    if amount.number is None:
        return
    yield Bar(x, y, wide, BAR, "track")
    if amount.number and top.number:
        yield Bar(x, y, wide * amount.number / top.number, BAR, ink)
