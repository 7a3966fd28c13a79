"""What several pictures share: the frame, the heading, the foot, the scale with its tiers, the points of an indicator.
Parts say where things stand; the templates say how they look.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.charts.lettering import SMALLEST, Label, fitted, shortened, wrapped
from bot.drawing import Band, Level, Range, Sheet, Tier, span

WIDTH = 1080
MARGIN = 28
LEFT, RIGHT = 80, 1000
ROOM = RIGHT - LEFT
FOOT = 44
"""Between the last line and the edge of the card."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The shape of a tier: a triangle up, a disc, a triangle down; a ring for none. `x` and `y` are its middle."""

    x: float
    y: float
    size: float
    level: Level | None


@dataclass(frozen=True, slots=True)
class Chip:
    x: float
    y: float
    width: float
    height: float
    level: Level | None
    mark: Mark
    label: Label


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    ink: str


Point = Literal["sure", "counted", "possible", "absent"]


@dataclass(frozen=True, slots=True)
class Pip:
    """One point of an indicator. `counted` is in the score and may be wrong; `possible` may be due and is not in it."""

    x: float
    y: float
    kind: Point


PIP_WIDTH, PIP_HEIGHT, PIP_STEP = 32, 20, 37


def pips(x: float, middle: float, score: int, top: int, low: int, high: int) -> Iterator[Pip]:
    for number in range(1, top + 1):
        counted = number <= score
        kind: Point = "sure" if number <= min(low, score) else "counted" if counted else "possible"
        yield Pip(x + (number - 1) * PIP_STEP, middle - PIP_HEIGHT / 2, kind if counted or number <= high else "absent")


@dataclass(frozen=True, slots=True)
class Heading:
    labels: tuple[Label, ...]
    bottom: float


def heading(sheet: Sheet, room: float = ROOM, ink: str = "muted") -> Heading:
    """Which scale, what, where; `bottom` is the foot of the last line."""
    scale = shortened(Label(LEFT, 92, sheet.scale, 28, 600, ink), room)
    title = title_of(sheet.title, room)
    foot = title[-1].y + 46
    subtitle = wrapped(Label(LEFT, foot, sheet.subtitle, 30, 500, "muted"), room, 4) if sheet.subtitle else ()
    labels = (scale, *title, *subtitle)
    return Heading(labels, labels[-1].y)


def title_of(words: str, room: float) -> tuple[Label, ...]:
    """Large on one line, else smaller on two."""
    large = Label(LEFT, 160, words, 64, 700)
    if large.width <= room:
        return (large,)
    if large.width * 50 / 64 <= room:
        return (fitted(large, room),)
    return wrapped(replace(large, size=46, y=148), room, 2, leading=1.15)


def footnote(sheet: Sheet, top: float, most: int = 3) -> tuple[Label, ...]:
    return wrapped(Label(LEFT, top + SMALLEST, sheet.footnote, SMALLEST, 500, "muted"), ROOM, most)


def chip(x: float, y: float, tier: Tier, room: float, height: float = 56) -> Chip:
    size = height * 0.54
    label = fitted(Label(x + height * 1.16, y + height * 0.69, tier.name, size, 600), room - height * 1.6)
    mark = Mark(x + height * 0.66, y + height / 2, height * 0.42, tier.level)
    return Chip(x, y, label.x - x + label.width + height * 0.44, height, tier.level, mark, label)


@dataclass(frozen=True, slots=True)
class Ruler:
    """The whole scale on a line: one cell for each total, so that a gap between two tiers is seen."""

    x: float
    width: float
    low: int
    high: int

    @property
    def cell(self) -> float:
        return self.width / (self.high - self.low + 1)

    def middle(self, total: float) -> float:
        return self.x + (total - self.low + 0.5) * self.cell

    def bars(self, bands: Sequence[Band], y: float, height: float) -> tuple[Bar, ...]:
        return tuple(
            Bar(
                self.x + (band.low - self.low) * self.cell + 1.5,
                y,
                (band.high - band.low + 1) * self.cell - 3,
                height,
                f"{band.level or 'none'} pale",
            )
            for band in bands
        )

    def words(self, bands: Sequence[Band], y: float) -> tuple[Label, ...]:
        """Each at the beginning of its band; one that would leave the scale ends with it. A band without a name is
        as narrow as a line, and its totals are left to its neighbours to tell.
        """
        named = [band for band in bands if band.name]
        return tuple(self.beside(band, f"{band.name} {band.totals}", y) for band in named)

    def beside(self, band: Band, words: str, y: float) -> Label:
        label = Label(self.x + (band.low - self.low) * self.cell + 1.5, y, words, SMALLEST, 500, "muted")
        if label.box.right > self.x + self.width:
            return replace(label, x=self.x + self.width, anchor="end")
        return label


def ruler(bands: Sequence[Band], x: float, width: float) -> Ruler:
    low, high = span(bands)
    return Ruler(x, width, low, high)


@dataclass(frozen=True, slots=True)
class Whisker:
    """What may be, with the total that counts upon it."""

    left: float
    right: float
    y: float
    at: float | None
    level: Level | None


def whisker(scale: Ruler, y: float, total: float | None, interval: Range | None, level: Level | None) -> Whisker | None:
    at = None if total is None else scale.middle(total)
    ends = (scale.middle(interval.low), scale.middle(interval.high)) if interval else (at, at)
    if ends[0] is None or ends[1] is None:
        return None
    return Whisker(ends[0], ends[1], y, at, level)
