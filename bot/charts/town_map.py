"""The country with its monotowns, each with its name and the mark of its tier."""

from dataclasses import dataclass

from bot.charts.geography import country
from bot.charts.lettering import SMALLEST, Box, Label, shortened
from bot.charts.parts import FOOT, LEFT, MARGIN, RIGHT, WIDTH, Mark, footnote, heading
from bot.charts.placing import Line, Named, placed, spread
from bot.drawing import Tier, TownMap

SIDE = 66
"""Between the map and the edge of the picture; the map may be wider than the texts."""
APART = 26


@dataclass(frozen=True, slots=True)
class Plan:
    height: float
    labels: tuple[Label, ...]
    land: str
    marks: tuple[Mark, ...]
    leaders: tuple[Line, ...]
    legend: tuple[Mark, ...]


def plan(drawing: TownMap) -> Plan:
    head = heading(drawing)
    top = head.bottom + 44
    sheet, height, land = country(SIDE, top, WIDTH - 2 * SIDE)
    points = spread([sheet.point(spot.latitude, spot.longitude) for spot in drawing.spots], APART)
    marks = tuple(Mark(x, y, 20, spot.level) for (x, y), spot in zip(points, drawing.spots, strict=True))
    named = [
        Named(
            mark.x,
            mark.y,
            12,
            Label(0, 0, f"{spot.name} {spot.note}".strip(), SMALLEST, 600),
        )
        for mark, spot in zip(marks, drawing.spots, strict=True)
    ]
    frame = Box(MARGIN + 10, head.bottom + 12, WIDTH - MARGIN - 10, top + height + 24)
    names = placed(named, frame)
    signs, words, foot = legend(drawing.legend, top + height + 62)
    last = footnote(drawing, foot + 18)
    return Plan(
        last[-1].y + FOOT + MARGIN,
        (*head.labels, *(name for name, _ in names), *words, *last),
        land,
        marks,
        tuple(leader for _, leader in names if leader),
        signs,
    )


def legend(tiers: tuple[Tier, ...], y: float) -> tuple[tuple[Mark, ...], tuple[Label, ...], float]:
    marks: list[Mark] = []
    labels: list[Label] = []
    x = float(LEFT)
    for tier in tiers:
        label = shortened(Label(x + 34, y, tier.name, 26, 600), RIGHT - LEFT - 34)
        if x > LEFT and label.box.right > RIGHT:
            x, y = float(LEFT), y + 42
            label = shortened(Label(x + 34, y, tier.name, 26, 600), RIGHT - LEFT - 34)
        marks.append(Mark(x + 12, y - 9, 22, tier.level))
        labels.append(label)
        x = label.box.right + 34
    return tuple(marks), tuple(labels), y
