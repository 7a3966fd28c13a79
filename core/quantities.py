"""A number as typed, with its unit, becomes the value of an indicator, in the unit of its bands."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from core.faults import FaultKind
from core.methodology import Indicator
from core.observations import converted
from core.reading import UNSURE, number
from core.scales import Bands, NotOnScale, Off, Unit, Value

Measure = Literal["percent", "tenge", "square_metre", "count", "thousand", "million"]
"""What words beside a number say of it."""

FACTORS: Mapping[Measure, Decimal] = {"thousand": Decimal(1_000), "million": Decimal(1_000_000)}
MONEY: AbstractSet[Unit] = {"tenge", "thousand_tenge"}
OWN: Mapping[Unit, Measure] = {
    "percent": "percent",
    "tenge": "tenge",
    "thousand_tenge": "tenge",
    "square_metre": "square_metre",
    "count": "count",
}
OFF: Mapping[Off, FaultKind] = {
    "not_a_number": FaultKind.NOT_A_NUMBER,
    "too_little": FaultKind.TOO_LITTLE,
    "too_much": FaultKind.TOO_MUCH,
    "not_whole": FaultKind.NOT_WHOLE,
    "no_such_choice": FaultKind.CHOICE_UNKNOWN,
    "no_such_score": FaultKind.CHOICE_UNKNOWN,
}
BLANKS = re.compile(r"[\s'\u2009\u202f]+")
DASHES = re.compile("[–—−‐‑]")


@dataclass(frozen=True, slots=True)
class Quantity:
    value: Value
    unit: Unit | None  # of what was typed


@dataclass(frozen=True, slots=True)
class Unread:
    kind: FaultKind
    facts: Mapping[str, str] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()


def quantity(digits: str, measures: AbstractSet[Measure], indicator: Indicator) -> Quantity | Unread:
    """10,000 is ten to some and ten thousand to others: it is taken when only one of them is possible."""
    numbers = readings(digits)
    if not numbers:
        return Unread(FaultKind.NOT_A_NUMBER, {"text": digits})
    read = [worth(each, measures, indicator) for each in numbers]
    good = [each for each in read if isinstance(each, Quantity)]
    if len(good) > 1:
        return Unread(FaultKind.NUMBER_UNCLEAR, {"text": digits}, tuple(f"{each:f}" for each in numbers))
    return good[0] if good else read[0]


@lru_cache(maxsize=10_000)
def readings(digits: str) -> tuple[Decimal, ...]:
    """The point last, the thousands last: as much as ten may be meant, and as much as ten thousand."""
    bare = BLANKS.sub("", digits).lstrip("+")
    sure = number(bare)
    if sure is not None:
        return (sure,)
    unsigned = bare.lstrip("-–−")
    if not UNSURE.fullmatch(unsigned):
        return ()
    small, large = Decimal(unsigned.replace(",", ".").rstrip("0")), Decimal(re.sub("[.,]", "", unsigned))
    return (small, large) if unsigned == bare else (-small, -large)


def worth(value: Decimal, measures: AbstractSet[Measure], indicator: Indicator) -> Quantity | Unread:
    scale = indicator.scale
    if not isinstance(scale, Bands):
        return Unread(FaultKind.CHOICE_UNKNOWN, {"text": f"{value:f}"})
    if measures and (measures - {OWN[scale.unit], *FACTORS} or measures >= FACTORS.keys()):
        return Unread(FaultKind.WRONG_UNIT, {"unit": scale.unit})
    for measure in measures & FACTORS.keys():
        value *= FACTORS[measure]
    unit = scale.unit
    if measures and unit in MONEY:
        value, unit = converted(value, "tenge", unit), "thousand_tenge" if "thousand" in measures else "tenge"
    value = trimmed(value)
    try:
        scale.score_of(value)
    except NotOnScale as fault:
        return Unread(OFF[fault.why], {"value": f"{value:f}", **limits(scale)})
    return Quantity(value, unit)


def trimmed(value: Decimal) -> Decimal:
    """Without the zeros that reckoning leaves behind: 137.4000."""
    return Decimal(f"{value.normalize():f}")


def limits(scale: Bands) -> dict[str, str]:
    ends = {"least": scale.limits.least, "most": scale.limits.most}
    return {"unit": scale.unit, **{name: f"{end:f}" for name, end in ends.items() if end is not None}}


def is_label(text: str, indicator: Indicator) -> bool:
    """The printed name of a band where its number should be: it happened to five towns of the source."""
    if text.replace(".", "", 1).replace(",", "", 1).isdecimal():
        return False
    return number(text) is None and plain(text) in {plain(band.printed) for band in indicator.bands}


def plain(text: str) -> str:
    return DASHES.sub("-", BLANKS.sub("", text.lower())).replace(",", ".")
