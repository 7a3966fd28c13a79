"""What is known of a town: for each indicator the value and the score that a source prints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from core.flaws import FlawKind, Wrong
from core.scales import Unit, Value
from core.sources import Note, Source

FACTORS: Mapping[tuple[Unit, Unit], Decimal] = {("tenge", "thousand_tenge"): Decimal("0.001")}


class UnlikeUnits(Wrong):
    """One of the two cannot be told in the other."""


def converted(value: Decimal, unit: Unit, wanted: Unit) -> Decimal:
    if unit == wanted:
        return value
    if (unit, wanted) not in FACTORS:
        raise UnlikeUnits(FlawKind.UNLIKE_UNITS, unit=unit, wanted=wanted)
    return value * FACTORS[unit, wanted]


@dataclass(frozen=True, slots=True)
class Observation:
    """A value is `sound` when it can be counted by. One with a lost digit is kept as it stands, and is not."""

    raw: str | None = None  # as printed
    value: Value | None = None  # in the unit of the bands
    unit: Unit | None = None  # of the raw number
    sound: bool = False
    printed: int | None = None  # the score the source gives
    source: Source | None = None  # None: nobody printed it, somebody supposes it
    note: Note | None = None

    @property
    def supposed(self) -> bool:
        return self.source is None


def supposed(value: Value) -> Observation:
    return Observation(value=value, sound=True)


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    score: int
    source: Source
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One town's observations by indicator. What is missing here is unknown, and unknown is not zero."""

    town: str
    observations: Mapping[str, Observation] = field(default_factory=dict)
    printed_total: PrintedTotal | None = None
