"""What a careful colleague would stop at before a figure is published: what cannot be, and what is odd.

What cannot be is a fault. What is odd is a doubt, and may be published with a reason. A figure is held against the
same town's former one; where there is none, against the median of the other towns.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import compress
from operator import itemgetter, ne
from statistics import median, quantiles

from core.bulk import in_bulk, parts
from core.drafts import source_fault, year_fault
from core.faults import Doubt, DoubtKind, Fault, FaultKind, doubt_of, kept
from core.ledger import Entry, Figure, Ledger
from core.methodology import Indicator, Methodology
from core.observations import Sheet
from core.quantities import OFF, is_label
from core.scales import Bands, NotOnScale, Value, Within

SPREADS = 3
"""A town that moves by more than so many spreads of all towns is looked at twice."""
FAR = 10
"""And one without a former figure that stands so many spreads from the middle of the others."""
FEWEST = 4
"""Towns that have a spread; of fewer, half the width of the printed bands stands for it."""
SAME_TOWNS = 3
THOUSANDFOLD = Decimal(300), Decimal(3000)
HUNDREDFOLD = Decimal(30), Decimal(300)
TENFOLD = Decimal(8), Decimal("12.5")
LEAST_WITH_DIGITS = 10
"""Below this, ten times more may well be true."""


def faults(figure: Figure, methodology: Methodology, today: date) -> tuple[Fault, ...]:
    """What may not be published whoever wishes it, however the figure came."""
    indicator = methodology.indicators.get(figure.indicator)
    if indicator is None:
        return (Fault("", FaultKind.INDICATOR_UNKNOWN, {"text": figure.indicator}),)
    found = [year_fault("", figure.year, today), source_fault("", figure.source)]
    try:
        indicator.score_of(figure.value)
    except NotOnScale as fault:
        found.append(Fault("", OFF[fault.why], {"value": str(figure.value)}))
    return tuple(fault for fault in found if fault)


def warnings(figure: Figure, sheets: Mapping[str, Sheet], methodology: Methodology) -> tuple[Doubt, ...]:
    """`sheets` is what is published now."""
    return tuple(doubts(figure, Known(methodology.indicators[figure.indicator], sheets)))


def all_warnings(figures: Sequence[Figure], sheets: Mapping[str, Sheet], methodology: Methodology) -> tuple[Doubt, ...]:
    """Of each figure, and of all of them side by side."""
    with in_bulk():
        return tuple(side_by_side(figures, sheets, methodology))


def side_by_side(figures: Sequence[Figure], sheets: Mapping[str, Sheet], methodology: Methodology) -> Iterator[Doubt]:
    known = {each.id: Known(each, sheets) for each in methodology.indicators.values()}
    former = {(town, each.indicator.id): value for each in known.values() for town, value in each.values.items()}
    judged: dict[tuple[object, ...], list[Doubt]] = {}  # among many figures the same number stands again and again
    for some in parts(figures):
        alike = [*zip(map(itemgetter(1, 3, 4), some), map(former.get, map(itemgetter(0, 1), some)), strict=True)]
        for key, figure in dict(zip(alike, some, strict=True)).items():
            if key not in judged:
                judged[key] = [*doubts(figure, known[figure.indicator])]
        odd = [*map(judged.__getitem__, alike)]
        for found, figure in compress(zip(odd, some, strict=True), odd):
            yield from (replace(doubt, town=figure.town, year=figure.year) for doubt in found)
    yield from same_for_all(figures)


def judged_anew(
    entries: Sequence[Entry], ledger: Ledger, methodology: Methodology, overruled: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
    """Of a proposal that was overtaken: what is overruled about it still, and what is odd beside what is published now
    and was never overruled. What somebody has put in words of their own stays.
    """
    known = {words: same for words in overruled if (same := sameness(words))}
    doubts = all_warnings([each for each in entries if isinstance(each, Figure)], ledger.sheets(), methodology)
    fresh = tuple(each for each in doubts if sameness(kept(each)) not in known.values())
    old = (kept(each) for each in doubts if each not in fresh)
    return (*(words for words in overruled if words not in known), *old), fresh


def sameness(words: str) -> tuple[object, ...] | None:
    """The same doubt says the same; but for the middle of the other towns, which moves with any of them."""
    try:
        doubt = doubt_of(words)
    except ValueError:
        return None
    of_others = doubt.facts.get("of") == "others"
    facts = sorted((name, fact) for name, fact in doubt.facts.items() if not (of_others and name == "against"))
    return doubt.kind, doubt.town, doubt.indicator, doubt.year, *facts


class Known:
    """Of one indicator: its sound numbers by town, and what they say together."""

    def __init__(self, indicator: Indicator, sheets: Mapping[str, Sheet]) -> None:
        observations = ((town, sheet.observations.get(indicator.id)) for town, sheet in sheets.items())
        self.values = {
            town: each.value for town, each in observations if each and each.sound and isinstance(each.value, Decimal)
        }
        self.indicator = indicator
        self.middle = median(self.values.values()) if self.values else None
        self.spread = spread(indicator.scale, self.values) if isinstance(indicator.scale, Bands) else Decimal(0)


def doubts(figure: Figure, known: Known) -> Iterator[Doubt]:
    def doubt(kind: DoubtKind, **facts: str) -> Doubt:
        return Doubt(kind, figure.town, figure.indicator, figure.year, facts)

    value, scale = figure.value, known.indicator.scale
    if isinstance(value, Within) or is_label(figure.raw, known.indicator):
        yield doubt(DoubtKind.BAND_LABEL, raw=figure.raw)
    if not isinstance(value, Decimal) or not isinstance(scale, Bands):
        return
    former = known.values.get(figure.town)
    against = known.middle if former is None else former
    if against is None:
        return
    kind = slipped(value, against, scale, own=former is not None)
    if kind is None and former is not None and abs(value - former) > SPREADS * known.spread:
        kind = DoubtKind.BIG_CHANGE
    if kind is None and former is None and scale.unit != "count" and abs(value - against) > FAR * known.spread:
        kind = DoubtKind.FAR_FROM_OTHERS
    if kind is not None:
        of = "others" if former is None else "town"
        yield doubt(kind, value=f"{value:f}", against=f"{against:f}", of=of)


def slipped(value: Decimal, against: Decimal, scale: Bands, *, own: bool) -> DoubtKind | None:
    """A digit is missed only in the town's own figures: others may well be ten times as large."""
    if value * against <= 0:
        return None
    times, fewer = value / against, against / value
    if times < TENFOLD[0] and fewer < TENFOLD[0]:
        return None
    much = DoubtKind.TENGE_FOR_THOUSAND if scale.unit == "thousand_tenge" else DoubtKind.THOUSANDFOLD
    percent = scale.unit == "percent" and abs(value) < 1
    digits = own and scale.unit != "count"
    rules = (
        (within(times, THOUSANDFOLD), much),
        (within(fewer, THOUSANDFOLD), DoubtKind.THOUSANDTH),
        (percent and within(fewer, HUNDREDFOLD), DoubtKind.SHARE_FOR_PERCENT),
        (digits and within(fewer, TENFOLD) and abs(against) >= LEAST_WITH_DIGITS, DoubtKind.DIGIT_LOST),
        (digits and within(times, TENFOLD) and abs(value) >= LEAST_WITH_DIGITS, DoubtKind.DIGIT_ADDED),
    )
    return next((kind for holds, kind in rules if holds), None)


def within(times: Decimal, bounds: tuple[Decimal, Decimal]) -> bool:
    return bounds[0] <= times <= bounds[1]


def spread(scale: Bands, values: Mapping[str, Decimal]) -> Decimal:
    """Between the quarters of the towns: one odd town does not widen it. Never less than half a band, or towns that
    are alike would let nothing pass.
    """
    ends = [(band.stated.low, band.stated.high) for band in scale.steps]
    widths = [high - low for low, high in ends if low is not None and high is not None]
    least = max(median(widths) / 2, Decimal(1)) if widths else Decimal(1)
    if len(values) < FEWEST:
        return least
    first, _, third = quantiles(values.values(), n=4)
    return max(third - first, least)


def same_for_all(figures: Sequence[Figure]) -> Iterator[Doubt]:
    """One number for every town has often been copied down a column."""
    first: dict[tuple[str, int], Value] = {}
    unlike: set[tuple[str, int]] = set()
    for some in parts(figures):
        keys = [*map(itemgetter(1, 2), some)]
        if not unlike.issuperset(keys):
            values = [*map(itemgetter(3), some)]
            unlike.update(compress(keys, map(ne, values, map(first.setdefault, keys, values))))
    together: defaultdict[tuple[str, int], dict[str, Figure]] = defaultdict(dict)
    for figure in figures if len(unlike) < len(first) else ():
        if figure[1:3] not in unlike and isinstance(figure.value, Decimal):
            together[figure[1:3]][figure.town] = figure
    for of_one in together.values():
        if len(of_one) >= SAME_TOWNS:
            one = next(iter(of_one.values()))
            facts = {"value": f"{one.value:f}", "towns": str(len(of_one))}
            yield Doubt(DoubtKind.SAME_FOR_ALL, one.town, one.indicator, one.year, facts)
