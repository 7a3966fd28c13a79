"""Names on a map: beside their mark where there is room, else further off with a line that leads to it. The same
marks and names are always placed the same way.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.charts.lettering import ASCENT, DESCENT, Anchor, Box, Label

NEAR = 7
"""Between a mark and its name."""
RINGS = (44, 60, 78, 98, 120, 144, 170)
ANGLES = 20
CROWD = 110.0
ROUNDS = 200
SLACK = 5.0
"""Between two names; a line and a name keep a little less apart."""
STRANGE = 14
"""Beside a mark of another town, or the name might be taken for that one's."""

Line = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Named:
    """A mark at x, y that takes `radius` around it, and the name it should have."""

    x: float
    y: float
    radius: float
    label: Label

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)

    @property
    def kept_clear(self) -> Box:
        return replace(self.box, left=self.box.left - STRANGE, right=self.box.right + STRANGE)


@dataclass(frozen=True, slots=True)
class Placed:
    x: float
    y: float
    anchor: Anchor
    box: Box
    leader: Line | None = None


class NoRoom(Exception):
    """A name that cannot be placed would be missing from the map."""


def spread(points: Sequence[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """Marks that would cover each other move apart, all at once and a little at a time, so that north stays north."""
    spots = list(points)
    reach = [(a, b) for a, b in combinations(range(len(spots)), 2) if math.dist(spots[a], spots[b]) < 3 * gap]
    for _ in range(ROUNDS):
        close = [(a, b) for a, b in reach if math.dist(spots[a], spots[b]) < gap]
        if not close:
            break
        moves = [(0.0, 0.0)] * len(spots)
        for a, b in close:
            (x, y), (u, v) = spots[a], spots[b]
            far = math.dist((x, y), (u, v)) or 1.0
            push = (gap + 0.5 - far) * 0.2 / far
            right, down = ((u - x) * push, (v - y) * push) if (x, y) != (u, v) else (push, 0.0)
            moves[a] = (moves[a][0] - right, moves[a][1] - down)
            moves[b] = (moves[b][0] + right, moves[b][1] + down)
        spots = [(x + right, y + down) for (x, y), (right, down) in zip(spots, moves, strict=True)]
    return spots


class Choices:
    """Places for one name, best first, clear of all marks; looked for only as far as they are asked for."""

    def __init__(self, mark: Named, others: Sequence[tuple[Box, Box]], frame: Box) -> None:
        self.known: list[Placed] = []
        self.rest = (each for each in candidates(mark) if each.box.within(frame) and clear(each, others))

    def __iter__(self) -> Iterator[Placed]:
        yield from self.known
        for each in self.rest:
            self.known.append(each)
            yield each


def placed(marks: Sequence[Named], frame: Box) -> tuple[tuple[Label, Line | None], ...]:
    """The most crowded choose first; who finds no room the first time chooses before all others the next time."""
    order = sorted(range(len(marks)), key=lambda number: (-crowd(marks[number], marks), number))
    boxes = [(mark.box, mark.kept_clear) for mark in marks]
    options = [Choices(mark, boxes[:at] + boxes[at + 1 :], frame) for at, mark in enumerate(marks)]
    for _ in range(len(marks) + 1):
        found = attempt(options, order)
        if len(found) == len(marks):
            improve(options, found, order)
            return tuple((laid(marks[number], found[number]), found[number].leader) for number in range(len(marks)))
        order.insert(0, order.pop(len(found)))
    raise NoRoom(marks[order[0]].label.words)


def laid(mark: Named, place: Placed) -> Label:
    return replace(mark.label, x=place.x, y=place.y, anchor=place.anchor)


def attempt(options: Sequence[Choices], order: Sequence[int]) -> dict[int, Placed]:
    """As far as it goes."""
    found: dict[int, Placed] = {}
    for number in order:
        place = next((each for each in options[number] if all(apart(each, other) for other in found.values())), None)
        if place is None:
            break
        found[number] = place
    return found


def improve(options: Sequence[Choices], found: dict[int, Placed], order: Sequence[int]) -> None:
    """Those that had to go far look again for something nearer, now that the others have settled."""
    for number in (*order, *order):
        others = [place for other, place in found.items() if other != number]
        found[number] = next(each for each in options[number] if all(apart(each, other) for other in others))


def crowd(mark: Named, marks: Sequence[Named]) -> float:
    """The nearer the others, the more."""
    gaps = (math.dist((mark.x, mark.y), (other.x, other.y)) for other in marks if other is not mark)
    return sum(max(CROWD - gap, 0.0) for gap in gaps)


def candidates(mark: Named) -> Iterator[Placed]:
    """Beside, above, below, then on rings around."""
    wide, size = mark.label.width, mark.label.size
    gap = mark.radius + NEAR
    level = mark.y + size * 0.36
    for x, anchor in ((mark.x + gap, "start"), (mark.x - gap, "end")):
        yield spot(x, level, anchor, wide, size)  # type: ignore[arg-type]  # one of the three
    yield spot(mark.x, mark.y - gap - size * 0.1, "middle", wide, size)
    yield spot(mark.x, mark.y + gap + size * 0.72, "middle", wide, size)
    for y in (mark.y - gap - size * 0.1, mark.y + gap + size * 0.72):
        yield spot(mark.x - gap, y, "start", wide, size)
        yield spot(mark.x + gap, y, "end", wide, size)
    for rise in (-0.6, 0.6):
        yield spot(mark.x + gap - 4, level + rise * size, "start", wide, size)
        yield spot(mark.x - gap + 4, level + rise * size, "end", wide, size)
    for distance in RINGS:
        for number in range(ANGLES):
            yield led(mark, distance, math.tau * number / ANGLES, wide)


def spot(x: float, y: float, anchor: Anchor, wide: float, size: float, leader: Line | None = None) -> Placed:
    left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    return Placed(x, y, anchor, Box(left, y - ASCENT * size, left + wide, y + DESCENT * size), leader)


def led(mark: Named, distance: float, angle: float, wide: float) -> Placed:
    """The line ends at the side of the name that looks at the mark."""
    cos, sin = math.cos(angle), -math.sin(angle)
    x, y = mark.x + distance * cos, mark.y + distance * sin
    size, begin = mark.label.size, mark.radius + 2
    leader = (mark.x + begin * cos, mark.y + begin * sin, x, y)
    if abs(cos) < 0.4:
        return spot(x, y + size * (0.82 if sin > 0 else -0.2), "middle", wide, size, leader)
    return spot(x + math.copysign(6, cos), y + size * 0.36, "start" if cos > 0 else "end", wide, size, leader)


def clear(each: Placed, marks: Sequence[tuple[Box, Box]]) -> bool:
    """Of all other marks, each with what is kept clear around it."""
    if any(each.box.meets(around, 3) for _, around in marks):
        return False
    return not (each.leader and any(crosses(each.leader, box) for box, _ in marks))


def apart(one: Placed, other: Placed) -> bool:
    if one.box.meets(other.box, SLACK):
        return False
    if one.leader and crosses(one.leader, other.box):
        return False
    if other.leader and crosses(other.leader, one.box):
        return False
    return not (one.leader and other.leader and meet(one.leader, other.leader))


def crosses(line: Line, box: Box) -> bool:
    """Does a line touch a box? It does if something of it is left when the four sides have cut it off."""
    if max(line[0], line[2]) < box.left - 3 or min(line[0], line[2]) > box.right + 3:
        return False
    if max(line[1], line[3]) < box.top - 3 or min(line[1], line[3]) > box.bottom + 3:
        return False
    begin, end = 0.0, 1.0
    for start, stop, low, high in (
        (line[0], line[2], box.left - 3, box.right + 3),
        (line[1], line[3], box.top - 3, box.bottom + 3),
    ):
        run = stop - start
        if abs(run) < 1e-9:
            continue
        first, last = sorted(((low - start) / run, (high - start) / run))
        begin, end = max(begin, first), min(end, last)
    return begin <= end


def meet(one: Line, other: Line) -> bool:
    def side(line: Line, x: float, y: float) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    across = side(one, *other[:2]) * side(one, *other[2:]) <= 0
    return across and side(other, *one[:2]) * side(other, *one[2:]) <= 0
