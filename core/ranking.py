"""Towns in order. Equal ones share a place, numbers are compared unrounded, and the unknown has no place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.scales import Within
from core.scoring import Scorecard


@dataclass(frozen=True, slots=True)
class Place:
    """`place` is None where what is asked is unknown; those stand at the end."""

    place: int | None
    card: Scorecard


def by_total(cards: Iterable[Scorecard]) -> tuple[Place, ...]:
    return ranked(cards, lambda card: card.total)


def by_tier(cards: Iterable[Scorecard]) -> tuple[Place, ...]:
    """A total without a printed tier stands between the tiers around it."""
    return ranked(cards, level)


def by_indicator(cards: Iterable[Scorecard], indicator_id: str) -> tuple[Place, ...]:
    """By the value itself, the best first. A value with a lost digit is as good as none."""
    return ranked(cards, lambda card: worth(card, indicator_id))


def level(card: Scorecard) -> tuple[int, bool] | None:
    if card.total is None:
        return None
    return sum(each.first <= card.total for each in card.methodology.tiers), card.tier is None


def worth(card: Scorecard, indicator_id: str) -> Decimal | int | None:
    line = card.lines[indicator_id]
    value = line.observation.value
    if line.basis != "value" or isinstance(value, Within):
        return None
    if not isinstance(value, Decimal):
        return line.by_value
    return value if line.indicator.better == "higher" else -value


def ranked(cards: Iterable[Scorecard], key: Callable[[Scorecard], Any]) -> tuple[Place, ...]:
    keyed = [(key(card), card) for card in cards]
    known = sorted((each for each in keyed if each[0] is not None), key=lambda each: each[0], reverse=True)
    places: list[Place] = []
    for at, (value, card) in enumerate(known, start=1):
        equal = at > 1 and known[at - 2][0] == value
        places.append(Place(places[-1].place if equal else at, card))
    return (*places, *(Place(None, card) for value, card in keyed if value is None))
