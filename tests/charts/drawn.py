"""Pictures of the real data, as screens; and how each is laid out."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from bot.charts import easel
from bot.drawing import Drawing, Theme
from bot.gallery import proposals
from bot.gallery.proposals import Proposing
from bot.screen import Screen
from bot.views import captions, loan_captions
from core.loan import Told
from core.localised import Language
from core.past import When
from core.scales import Value, Within
from tests.house import gallery

THEMES: tuple[Theme, ...] = ("light", "dark")
KINDS = (
    "score/satbayev",
    "compare/8.12.13.14.15",
    "ranking/score",
    "map/economic",
    "map/innovation",
    "what if/some",
    "loan/longest",
    "proposal/of a tier",
)
"""One of each; the rest differ in their numbers."""
LOANS = {
    "longest": Told(Decimal(3000000), 60, Decimal("8.5"), 20),
    "longest in parts": Told(Decimal("2999999.99"), 59, Decimal("99.99"), 19, "equal_parts"),
    "a year and a month": Told(Decimal(1500000), 13, Decimal(12)),
    "a year": Told(Decimal(1200000), 12, Decimal("14.25"), 3, "equal_parts"),
    "one month": Told(Decimal(500), 1, Decimal(24)),
    "without interest": Told(Decimal(90000), 24, Decimal(0), 6),
}
PROPOSALS = {
    "of a tier": (proposals.OF_TIERS, "satbayev"),
    "of a new town": (proposals.OF_A_NEW_TOWN, "tekeli"),
    "of a few": (proposals.A_FEW, "satbayev"),
}
THEN = When(2020, date(2026, 12, 30))
"""As long as it may be under a title."""
LONG_NAMES = "compare/1.26.9.14.25"


@cache
def screens(language: Language, theme: Theme = "light") -> Mapping[str, Screen]:
    t, scores, standing = gallery().translators[language], gallery().scores, gallery().support.standing()
    towns = scores.all()
    made = {f"score/{each.town.id}": captions.score(t, each, each.card, theme) for each in towns if each.card}
    for name in (KINDS[1], LONG_NAMES, "compare/8.25"):
        found = scores.compare([int(number) for number in name.removeprefix("compare/").split(".")])
        made[name] = captions.comparison(t, found, theme)
    for by in ("score", "tier", "oblast", *scores.methodology.indicators):
        made[f"ranking/{by}"] = captions.ranking(t, scores.ranking(by), theme)
    made["map/economic"] = captions.town_map(t, towns, "economic", theme, standing)
    made["map/innovation"] = captions.town_map(t, towns, "innovation", theme, standing)
    made["then/score"] = captions.score(t, scores.of("temirtau"), scores.card("temirtau"), theme, THEN)
    made["then/ranking"] = captions.ranking(t, scores.at(THEN).ranking("score"), theme)
    made["then/comparison"] = captions.comparison(t, scores.at(THEN).compare([8, 12]), theme)
    made["then/map"] = captions.town_map(t, towns, "innovation", theme, standing, THEN)
    for name, told in LOANS.items():
        loan = gallery().loans.of(told)
        assert loan.schedule
        made[f"loan/{name}"] = loan_captions.loan(t, loan, loan.schedule, theme)
    for name, changes in supposed().items():
        made[f"what if/{name}"] = captions.change(t, scores.what_if("balkhash", changes), theme)
    proposing = Proposing(scores, gallery().towns.index)
    for name, (figures, town) in PROPOSALS.items():
        made[f"proposal/{name}"] = proposing.painted(figures, town, theme)(t)
    return made


def supposed() -> Mapping[str, Mapping[str, Value]]:
    best: dict[str, Value] = {id_: Within(each.top) for id_, each in gallery().scores.methodology.indicators.items()}
    some: dict[str, Value] = {"1.1": Within(1), "2.4": Decimal(90), "2.6": Decimal("4.4"), "2.7": Within(0)}
    return {"some": some, "every point": best, "67 points": {**best, "1.1": Within(0)}}


def drawing(screen: Screen) -> Drawing:
    assert screen.picture
    return screen.picture.drawing


def plan(drawn: Drawing) -> Any:
    return easel.PLANS[type(drawn)][1](drawn)
