"""What if: the total now and then, and the points that make the difference."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.charts.lettering import Label, fitted, shortened, wrapped
from bot.charts.parts import (
    FOOT,
    LEFT,
    MARGIN,
    PIP_HEIGHT,
    PIP_STEP,
    RIGHT,
    ROOM,
    Bar,
    Chip,
    Whisker,
    chip,
    footnote,
    heading,
    ruler,
    whisker,
)
from bot.drawing import BeforeAfter, Change, Level, Standing

PANEL = 400
ARROW = ROOM - 2 * PANEL
PIPS = 752
NAMES = PIPS - LEFT - 32


@dataclass(frozen=True, slots=True)
class Step:
    """One point of a changed indicator."""

    x: float
    y: float
    kind: Literal["kept", "gained", "lost", "absent"]


@dataclass(frozen=True, slots=True)
class Panel:
    x: float
    y: float
    height: float
    level: Level | None
    chip: Chip
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    height: float
    labels: tuple[Label, ...]
    panels: tuple[Panel, Panel]
    arrow: tuple[float, float]
    bars: tuple[Bar, ...]
    was: Whisker | None
    now: Whisker | None
    rules: tuple[float, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    bottom: float
    labels: tuple[Label, ...]
    steps: tuple[Step, ...] = ()


def plan(drawing: BeforeAfter) -> Plan:
    head = heading(drawing)
    y = head.bottom + 34
    panels = (panel(drawing.before, drawing.top, LEFT, y), panel(drawing.after, drawing.top, RIGHT - PANEL, y))
    middle = y + panels[0].height / 2
    difference = fitted(Label(LEFT + ROOM / 2, middle - 20, drawing.difference, 34, 700, "ink", "middle"), ARROW - 12)
    scale, bar = ruler(drawing.bands, LEFT, ROOM), y + panels[0].height + 40
    pieces = list(changes(drawing, bar + 92))
    last = footnote(drawing, pieces[-1].bottom + 14)
    labels = (*head.labels, *panels[0].labels, *panels[1].labels, difference, *scale.words(drawing.bands, bar + 66))
    return Plan(
        last[-1].y + FOOT + MARGIN,
        (*labels, *(label for piece in pieces for label in piece.labels), *last),
        panels,
        (LEFT + ROOM / 2, middle + 14),
        scale.bars(drawing.bands, bar, 30),
        whisker(scale, bar + 15, drawing.before.total.number, None, drawing.before.tier.level),
        whisker(scale, bar + 15, drawing.after.total.number, drawing.after.interval, drawing.after.tier.level),
        (bar + 92, *(piece.bottom for piece in pieces)),
        tuple(step for piece in pieces for step in piece.steps),
    )


def panel(standing: Standing, top: str, x: float, y: float) -> Panel:
    caption = shortened(Label(x + 32, y + 48, standing.caption, 28, 600, "muted"), PANEL - 64)
    total = Label(x + 32, y + 142, standing.total.words, 96, 700)
    out_of = Label(total.box.right + 14, y + 142, f"/ {top}", 36, 600, "muted")
    labels = [caption, total, out_of]
    if standing.interval:
        room = x + PANEL - 32 - out_of.box.right - 16
        words = Label(x + PANEL - 32, y + 142, standing.interval.words, 28, 600, "muted", "end")
        labels.append(fitted(words, room))
    badge = chip(x + 32, y + 170, standing.tier, PANEL - 64, 52)
    return Panel(x, y, 246, standing.tier.level, badge, (*labels, badge.label))


def changes(drawing: BeforeAfter, y: float) -> Iterator[Piece]:
    for change in drawing.changes:
        yield (piece := change_of(change, y))
        y = piece.bottom


def change_of(change: Change, y: float) -> Piece:
    name = wrapped(Label(LEFT, y + 44, change.label, 28, 600), NAMES, 2, leading=1.16)
    value = wrapped(
        Label(LEFT, name[-1].y + 38, f"{change.before} → {change.after}", 26, 500, "muted"), NAMES, 2, leading=1.16
    )
    bottom = value[-1].y + 24
    difference = Label(RIGHT, y + 44, change.difference, 30, 700, "ink", "end")
    points = f"{change.points_before.words} → {change.points_after.words}"
    words = Label(RIGHT, name[-1].y + 38, points, 26, 500, "muted", "end")
    row = y + 34 - PIP_HEIGHT / 2
    return Piece(bottom, (*name, *value, difference, words), tuple(steps(change, row)))


def steps(change: Change, y: float) -> Iterator[Step]:
    before, after = int(change.points_before.number or 0), int(change.points_after.number or 0)
    for number in range(1, change.top + 1):
        kind: Literal["kept", "gained", "lost", "absent"] = "absent"
        if number <= min(before, after):
            kind = "kept"
        elif number <= after:
            kind = "gained"
        elif number <= before:
            kind = "lost"
        yield Step(PIPS + (number - 1) * PIP_STEP, y, kind)
