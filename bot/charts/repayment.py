"""A loan paid back: what it comes to, what part of it is interest, and each month's payment as a bar. Interest is
hatched as well as coloured.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.charts.lettering import SMALLEST, Label, fitted, width, wrapped
from bot.charts.parts import FOOT, LEFT, MARGIN, RIGHT, ROOM, Bar, footnote, heading
from bot.drawing import Portion, Repayment

GAP = 20
PANEL = 138
SHARE = 40
SWATCH = 26
CHART = 330
LEAST = 3.0
"""A part of a bar so small that it would not be seen is drawn so high."""
WIDEST = 110
NUMBERED = 44
"""A bar that takes so much has its number."""
YEAR = 106


@dataclass(frozen=True, slots=True)
class Panel:
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Plan:
    height: float
    labels: tuple[Label, ...]
    panels: tuple[Panel, ...]
    principal: tuple[Bar, ...]
    interest: tuple[Bar, ...]
    grace: Bar | None
    grid: tuple[Bar, ...]
    rules: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    bottom: float
    labels: tuple[Label, ...]
    panels: tuple[Panel, ...] = ()
    principal: tuple[Bar, ...] = ()
    interest: tuple[Bar, ...] = ()
    grace: Bar | None = None
    grid: tuple[Bar, ...] = ()
    rules: tuple[float, ...] = ()


def plan(drawing: Repayment) -> Plan:
    head = heading(drawing)
    panels = sums(drawing, head.bottom + 34)
    shares = portions(drawing, panels.bottom + 34)
    chart = months(drawing, shares.bottom + 40)
    years = table(drawing, chart.bottom + 22)
    force = wrapped(Label(LEFT, years.bottom + 18 + SMALLEST, drawing.force, SMALLEST, 600), ROOM, 3)
    last = footnote(drawing, force[-1].y + 14, 5)
    pieces = (panels, shares, chart, years)
    return Plan(
        last[-1].y + FOOT + MARGIN,
        (*head.labels, *(label for piece in pieces for label in piece.labels), *force, *last),
        panels.panels,
        (*shares.principal, *chart.principal),
        (*shares.interest, *chart.interest),
        chart.grace,
        chart.grid,
        years.rules,
    )


def sums(drawing: Repayment, y: float) -> Piece:
    """Three stand side by side, four two by two."""
    across = 2 if len(drawing.sums) == 4 else len(drawing.sums)
    wide = (ROOM - GAP * (across - 1)) / across
    panels: list[Panel] = []
    labels: list[Label] = []
    for number, each in enumerate(drawing.sums):
        if number and number % across == 0:
            y += PANEL + GAP
        x = LEFT + number % across * (wide + GAP)
        panels.append(Panel(x, y, wide))
        labels.append(fitted(Label(x + 24, y + 50, each.caption, 28, 600, "muted"), wide - 40))
        labels.append(fitted(Label(x + 24, y + 106, each.words, 44, 700), wide - 40))
    return Piece(y + PANEL, tuple(labels), tuple(panels))


def portions(drawing: Repayment, y: float) -> Piece:
    """All that is paid on one line, which is the legend of the bars too."""
    whole = drawing.principal.number + drawing.interest.number
    part = ROOM * drawing.interest.number / whole
    split = RIGHT - (max(part, LEAST) if drawing.interest.number else 0.0)
    interest = (Bar(split + 2, y, RIGHT - split - 2, SHARE, "low"),) if drawing.interest.number else ()
    principal = (Bar(LEFT, y, split - LEFT - (2 if interest else 0), SHARE, "medium"),)
    labels: list[Label] = []
    swatches: list[Bar] = []
    foot = y + SHARE
    for each, ink in ((drawing.principal, "medium"), (drawing.interest, "low")):
        foot += 42
        swatches.append(Bar(LEFT, foot - 22, SWATCH, SWATCH, ink))
        labels.extend(entry(each, foot))
    return Piece(foot, tuple(labels), principal=(*principal, swatches[0]), interest=(*interest, swatches[1]))


def entry(portion: Portion, y: float) -> tuple[Label, Label]:
    worth = Label(RIGHT, y, portion.words, 28, 700, "ink", "end")
    return fitted(Label(LEFT + SWATCH + 14, y, portion.caption, 28), worth.box.left - LEFT - SWATCH - 34), worth


def months(drawing: Repayment, y: float) -> Piece:
    title = Label(LEFT, y + 30, drawing.by_month, 30, 600)
    top, foot = y + 74, y + 74 + CHART
    gutter = max(width(tick.words, SMALLEST, 500) for tick in drawing.ticks) + 16
    left = LEFT + gutter
    unit = CHART / max(tick.number or 0.0 for tick in drawing.ticks)
    grid, labels = [], [title]
    for tick in drawing.ticks:
        level = foot - (tick.number or 0.0) * unit
        grid.append(Bar(left, level - 1, RIGHT - left, 2, "rule"))
        labels.append(Label(left - 12, level + 9, tick.words, SMALLEST, 500, "muted", "end"))
    step = (RIGHT - left) / len(drawing.dues)
    wide = min(step - min(max(step * 0.22, 2.5), 14), WIDEST)
    principal, interest = [], []
    for number, due in enumerate(drawing.dues):
        x, base = left + number * step + (step - wide) / 2, due.principal * unit
        if due.principal:
            principal.append(Bar(x, foot - base, wide, base, "medium"))
        if due.interest:
            high = max(due.interest * unit, LEAST)
            interest.append(Bar(x, foot - base - high, wide, high, "low"))
    labels += numbered(drawing, left, step, foot + 34)
    bottom, grace = foot + 38, None
    if drawing.grace_months:
        grace = Bar(left, top - 8, step * drawing.grace_months, CHART + 8, "none pale")
        said = wrapped(Label(LEFT, bottom + 36, drawing.grace, SMALLEST, 500, "muted"), ROOM, 2)
        labels += said
        bottom = said[-1].y + 8
    return Piece(bottom, tuple(labels), (), tuple(principal), tuple(interest), grace, tuple(grid))


def numbered(drawing: Repayment, left: float, step: float, y: float) -> Iterator[Label]:
    """Each month where there is room; else the first month and the last one of each year."""
    count, few = len(drawing.dues), step >= NUMBERED
    for month in range(1, count + 1):
        if few or month == 1 or month % 12 == 0 or (month == count and count % 12 > 2):
            yield Label(left + (month - 0.5) * step, y, str(month), SMALLEST, 500, "muted", "middle")


def table(drawing: Repayment, y: float) -> Piece:
    """Year by year, where there are several."""
    if not drawing.years:
        return Piece(y - 14, ())
    labels = list(row(drawing.heads, y + 34, SMALLEST, 500, "muted"))
    rules = [y]
    foot = y + 34
    for year in drawing.years:
        rules.append(foot + 16)
        foot += 52
        labels += row(year, foot, 28, 600, "ink")
    return Piece(foot + 10, tuple(labels), rules=(*rules, foot + 18))


def row(cells: tuple[str, ...], y: float, size: float, weight: int, ink: str) -> Iterator[Label]:
    """The first cell begins on the left, the others end where their columns do."""
    first, *others = cells
    wide = (ROOM - YEAR) / len(others)
    yield Label(LEFT, y, first, size, weight, ink)
    for number, words in enumerate(others, 1):
        yield fitted(Label(LEFT + YEAR + number * wide, y, words, size, weight, ink, "end"), wide - 24)
