"""Where a place stands on the map: Albers' equal-area projection, so that no region looks larger than it is."""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OUTLINE = Path(__file__).parent / "kazakhstan.json"
MIDDLE = (48.0, 67.0)
PARALLELS = (43.0, 53.0)
"""Latitudes where distances are true: a sixth from the southern and the northern end."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The country laid into a frame: as wide as the frame, at a height of its own."""

    left: float
    top: float
    scale: float
    west: float
    north: float

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        x, y = projected(latitude, longitude)
        return self.left + (x - self.west) * self.scale, self.top + (self.north - y) * self.scale


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    south, north = (math.radians(parallel) for parallel in PARALLELS)
    n = (math.sin(south) + math.sin(north)) / 2
    c = math.cos(south) ** 2 + 2 * n * math.sin(south)

    def distance(angle: float) -> float:
        return math.sqrt(c - 2 * n * math.sin(angle)) / n

    turn = n * math.radians(longitude - MIDDLE[1])
    far = distance(math.radians(latitude))
    return far * math.sin(turn), distance(math.radians(MIDDLE[0])) - far * math.cos(turn)


@cache
def border() -> tuple[tuple[float, float], ...]:
    """Latitude and longitude of each point."""
    ring = json.loads(OUTLINE.read_text(encoding="utf-8"))["ring"]
    return tuple((latitude, longitude) for longitude, latitude in ring)


@cache
def country(left: float, top: float, width: float) -> tuple[Sheet, float, str]:
    """The sheet, its height, and the border as a path of SVG."""
    points = [projected(*point) for point in border()]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = width / (east - west)
    sheet = Sheet(left, top, scale, west, north)
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in (sheet.point(*point) for point in border()))
    return sheet, (north - south) * scale, f"M{path}Z"
