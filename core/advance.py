"""What it would take to get further: to the next band with one indicator, to a tier with the fewest."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.scales import Band, Bands, Choice
from core.scoring import Line, Scorecard
from core.towns import Tier

Outlook = Literal["there", "reachable", "out_of_reach", "unknown"]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next better band or choice. Without a number to start from, or with choices, there is no distance."""

    step: Band | Choice
    gain: int
    bound: Decimal | None = None  # where the next band begins, in its unit
    enough: bool = False  # reaching the bound exactly is enough
    change: Decimal | None = None  # from the value to the bound; negative where lower is better


@dataclass(frozen=True, slots=True)
class Move:
    """An indicator raised as far as it goes."""

    line: Line
    gain: int


@dataclass(frozen=True, slots=True)
class Path:
    """`moves` are the fewest that lead there, the largest first; `movers` all that could be made."""

    tier: Tier
    outlook: Outlook
    missing: int  # points from the total to the tier
    moves: tuple[Move, ...]
    movers: tuple[Move, ...]
    every_point: bool  # the tier begins at the maximum


def ahead(line: Line) -> Ahead | None:
    """None: this is the top, or the score is unknown."""
    better = [] if line.score is None else [each for each in line.indicator.scale.steps if each.score > line.score]
    if line.score is None or not better:
        return None
    step = better[0]
    gain = step.score - line.score
    scale = line.indicator.scale
    if isinstance(step, Choice) or not isinstance(scale, Bands):
        return Ahead(step, gain)
    higher = line.indicator.better == "higher"
    bound, enough = (step.low, step.low_in) if higher else (step.high, step.high_in)
    if bound is not None and scale.limits.whole and not enough:
        bound, enough = bound + (1 if higher else -1), True
    value = line.observation.value if line.basis == "value" else None
    change = bound - value if bound is not None and isinstance(value, Decimal) else None
    return Ahead(step, gain, bound, enough, change)


def path_to(card: Scorecard, tier: Tier) -> Path:
    """Since each move adds its own gain whatever the others do, taking the largest first gives the fewest."""
    first = card.methodology.range_of(tier).first
    possible = [Move(line, line.indicator.top - (line.score or 0)) for line in card.lines.values()]
    movers = tuple(sorted((move for move in possible if move.gain), key=lambda move: -move.gain))
    every_point = first == card.methodology.maximum
    if card.total is None:
        return Path(tier, "unknown", 0, (), (), every_point)
    missing = max(0, first - card.total)
    moves: list[Move] = []
    left = missing
    while left > 0 and len(moves) < len(movers):
        moves.append(movers[len(moves)])
        left -= moves[-1].gain
    if left > 0:
        return Path(tier, "out_of_reach", missing, (), movers, every_point)
    return Path(tier, "reachable" if missing else "there", missing, tuple(moves), movers, every_point)
