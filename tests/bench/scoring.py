"""Scoring: the 27 towns as they are, and towns by the hundred thousand."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from random import Random

from core.methodology import Indicator, Methodology
from core.observations import Observation, Sheet
from core.ranking import by_total
from core.scales import Bands, Value
from core.scoring import score
from tests.bench.measure import Finding, seconds
from tests.catalogues import catalogue

SIZES = (10_000, 50_000, 100_000)
KINDS = 200
"""Different observations of an indicator that the made-up towns draw from."""


def findings() -> Iterator[Finding]:
    yield all_27()
    yield from made_up()


def all_27() -> Finding:
    known = catalogue()
    sheets = [known.sheets.get(town.id, Sheet(town.id)) for town in known.towns]

    def work() -> object:
        cards = [score(known.innovation, sheet) for sheet in sheets]
        return by_total(cards), [card.tiers for card in cards]

    taken = seconds(work, 20) * 1000
    return Finding(f"{len(sheets)} towns scored and ranked, with every possible tier: {taken:.2f} ms", taken, 5)


def made_up() -> Iterator[Finding]:
    innovation, random = catalogue().innovation, Random(3)
    pool = {key: [observation(each, random) for _ in range(KINDS)] for key, each in innovation.indicators.items()}
    sheets = [Sheet("town", {key: random.choice(of) for key, of in pool.items()}) for _ in range(SIZES[-1])]
    each_town = []
    for size in SIZES:
        taken = seconds(partial(score_all, innovation, sheets[:size]), 2)
        each_town.append(taken / size)
        yield Finding(f"{size:>7,} made-up towns of 18 indicators: {taken:.2f} s, {taken / size * 1e6:.1f} µs each")
    ratio = each_town[-1] / each_town[0]
    yield Finding(f"a town among 100,000 takes {ratio:.2f} times what it takes among 10,000", ratio, 1.3)


def score_all(methodology: Methodology, sheets: list[Sheet]) -> None:
    sorted(score(methodology, sheet).total or 0 for sheet in sheets)


def observation(indicator: Indicator, random: Random) -> Observation:
    value = None if random.random() < 0.1 else any_value(indicator, random)
    printed = None if random.random() < 0.1 else random.choice(indicator.scores)
    return Observation(value=value, sound=value is not None and random.random() < 0.9, printed=printed)


def any_value(indicator: Indicator, random: Random) -> Value:
    if not isinstance(indicator.scale, Bands):
        return random.choice([choice.id for choice in indicator.choices])
    if indicator.scale.limits.whole:
        return Decimal(random.randint(0, 12))
    highest = int(indicator.scale.edges[-1][0]) * 2
    return Decimal(random.randint(0, min(highest, 100) * 100)) / 100
