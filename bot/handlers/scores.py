"""Innovation potential: the score of a town, its reasons, its neighbours in the ranking."""

from bot.actions.scores import (
    Compare,
    ListIndicators,
    PickTowns,
    ShowIndicator,
    ShowPath,
    ShowRanking,
    ShowScore,
    ShowWhy,
)
from bot.handlers.common import end_dialogue
from bot.screen import Screen
from bot.turn import Turn
from bot.views import compared, indicators, paths
from bot.views import scores as view
from bot.wire import Unreadable


async def score(turn: Turn, action: ShowScore) -> Screen:
    await end_dialogue(turn)
    return view.score(turn.t, turn.house.scores.of(action.town), turn.house.support.standing())


async def why(turn: Turn, action: ShowWhy) -> Screen:
    return view.why(turn.t, turn.house.scores.of(action.town))


async def indicator(turn: Turn, action: ShowIndicator) -> Screen:
    found = turn.house.reading.disagreements(action.town, action.indicator)
    return indicators.indicator(turn.t, turn.house.scores.indicator(action.indicator, action.town), len(found.found))


async def list_indicators(turn: Turn, _: ListIndicators) -> Screen:
    return indicators.indicators(turn.t, turn.house.scores.methodology)


async def path(turn: Turn, action: ShowPath) -> Screen:
    scores = turn.house.scores
    return paths.path(turn.t, scores.of(action.town), scores.paths(action.town))


async def compare(turn: Turn, action: Compare) -> Screen:
    found = turn.house.scores.compare(numbers(action.towns))
    if len(found.towns) < 2:
        return compared.pick(turn.t, found, turn.house.scores.all())
    return compared.comparison(turn.t, found, turn.house.support.standing())


async def pick_towns(turn: Turn, action: PickTowns) -> Screen:
    return compared.pick(turn.t, turn.house.scores.compare(numbers(action.towns)), turn.house.scores.all())


async def ranking(turn: Turn, action: ShowRanking) -> Screen:
    return compared.ranking(turn.t, turn.house.scores.ranking(action.by), turn.house.support.standing())


def numbers(joined: str) -> tuple[int, ...]:
    """Of towns in the Programme's list, joined by dots; what is not that was never our button."""
    parts = joined.split(".") if joined else []
    if not all(part.isdecimal() and len(part) <= 2 for part in parts):
        raise Unreadable(f"no towns {joined!r}")
    return tuple(map(int, parts))
