"""What a picture says, before anybody draws it. All texts stand in the reader's language and all numbers are
worded; the plain number beside a worded one gives a length or a place. Views make drawings, charts draw them.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]
Level = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Amount:
    """`number` is None where nobody knows it; the words then say so."""

    words: str
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """What may be, where inputs are missing or doubtful."""

    words: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tier:
    """`level` chooses the mark and its colour; None where the method has no tier, or nobody knows which."""

    name: str
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The totals of one tier as they are printed, both ends included; `totals` are the two ends in words. `level` is
    None for totals that have no tier, and `name` is empty there.
    """

    name: str
    totals: str
    low: int
    high: int
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """What the points of a scorecard mean; a picture shows the words for what occurs in it. `sure` points are there
    whatever the doubtful inputs are, `counted` ones are in the score and may be wrong, `possible` ones are not in it
    and may be due. `printed` explains the sign of a score that was taken from print.
    """

    sure: str
    counted: str
    possible: str
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What every picture has. `scale` names which of the two unlike scales is spoken of."""

    scale: str
    title: str
    subtitle: str
    footnote: str
    theme: Theme = "light"


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator. Of its `score` points, those above `low` may be absent; those up to `high` may be present.
    `printed` says that the printed score counts because no usable value stands behind it.
    """

    label: str
    score: Amount
    top: int
    low: int
    high: int
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    total: Amount
    top: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard(Sheet):
    """`title` is the town and `subtitle` its region."""

    total: Amount
    top: str
    interval: Range | None
    tier: Tier
    certainty: str
    bands: tuple[Band, ...]
    groups: tuple[Group, ...]
    legend: Legend


@dataclass(frozen=True, slots=True)
class Compared:
    name: str
    total: Amount
    interval: Range | None
    tier: Tier


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """`totals` stand in the order of the towns."""

    name: str
    top: Amount
    totals: tuple[Amount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Sheet):
    """Of two to five towns."""

    towns: tuple[Compared, ...]
    bands: tuple[Band, ...]
    groups: tuple[ComparedGroup, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """`place` is worded ("1", "3–4"); `note` is a short word after the name, such as the region."""

    place: str
    name: str
    value: Amount
    interval: Range | None = None
    tier: Tier | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Sheet):
    """By the total, with `bands`; by an indicator's value, without; or towns of one tier, whose values have no
    number and are only words.
    """

    rows: tuple[Ranked, ...]
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """`note` stands after the name, such as a score."""

    name: str
    latitude: float
    longitude: float
    level: Level | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TownMap(Sheet):
    """`legend` explains each level that occurs; the date stands in the footnote."""

    spots: tuple[Spot, ...]
    legend: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A total before or after a change; `caption` says which."""

    caption: str
    total: Amount
    interval: Range | None
    tier: Tier


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator: what it is now and what it would be, with the points of each."""

    label: str
    before: str
    after: str
    points_before: Amount
    points_after: Amount
    difference: str
    top: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAfter(Sheet):
    before: Standing
    after: Standing
    difference: str
    top: str
    bands: tuple[Band, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A sum that matters, with what it is."""

    caption: str
    words: str


@dataclass(frozen=True, slots=True)
class Portion:
    """What payments are made of; `number` is its sum over all of them."""

    caption: str
    words: str
    number: float


@dataclass(frozen=True, slots=True)
class Due:
    """The payment of one month."""

    principal: float
    interest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Repayment(Sheet):
    """A loan paid back month by month. `ticks` are sums beside the bars, `grace` is said of the first `grace_months`;
    `years` are rows under `heads`, one of each year of the loan; `force` is what the rules behind it are worth today.
    """

    sums: tuple[Told, ...]
    principal: Portion
    interest: Portion
    by_month: str
    dues: tuple[Due, ...]
    ticks: tuple[Amount, ...]
    grace: str
    grace_months: int
    heads: tuple[str, ...]
    years: tuple[tuple[str, ...], ...]
    force: str


Drawing = Scorecard | Comparison | Ranking | TownMap | BeforeAfter | Repayment


def key(drawing: Drawing) -> str:
    """All that is seen is in the drawing: the facts of this version of the data, in words of one language, and the
    theme. So another language, theme or figure is another key, and the same picture has the same one.
    """
    return hashlib.sha256(repr(drawing).encode()).hexdigest()[:32]


def span(bands: Sequence[Band]) -> tuple[int, int]:
    """From the lowest total to the highest."""
    return min(band.low for band in bands), max(band.high for band in bands)
