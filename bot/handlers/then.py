"""Towns as they were, side by side, in order, on the map; and pictures of what was."""

import asyncio

from bot.actions import then
from bot.actions.pictures import ShowMap
from bot.actions.scores import ShowRanking
from bot.actions.then import (
    AskPastRanking,
    CompareThen,
    MapInWords,
    MapThen,
    PaintComparisonThen,
    PaintRankingThen,
    PaintScoreThen,
    RankingInWords,
    RankThen,
)
from bot.handlers import past, pictures, scores
from bot.handlers.common import end_dialogue
from bot.screen import Screen
from bot.turn import Turn
from bot.views import captions, compared
from bot.views import past as view
from bot.wire import Unreadable
from core.past import When
from core.services.scores import Scores


async def scored(turn: Turn, when: str) -> Scores:
    """All towns; with many figures it takes a while."""
    return await asyncio.to_thread(turn.house.scores.at, then.asked(when))


async def ask(turn: Turn, _: AskPastRanking) -> Screen:
    await end_dialogue(turn)
    return view.ask_all(turn.t, *turn.house.scores.times())


async def ranking(turn: Turn, action: RankThen) -> Screen:
    await end_dialogue(turn)
    found = (await scored(turn, action.when)).ranking(action.by)
    return compared.ranking(turn.t, found, turn.house.support.standing())


async def painted_ranking(turn: Turn, action: PaintRankingThen) -> Screen:
    found = (await scored(turn, action.when)).ranking(action.by)
    if not found.ranked:
        return compared.ranking(turn.t, found, turn.house.support.standing())
    return captions.ranking(turn.t, found, action.theme)


async def painted_score(turn: Turn, action: PaintScoreThen) -> Screen:
    when = then.asked(action.when)
    found = turn.house.scores.then(action.town, when.year, when.day)
    if found.then.card is None:
        return view.score(turn.t, found, turn.house.support.standing())
    return captions.score(turn.t, found.then, found.then.card, action.theme, found.when)


async def comparison(turn: Turn, action: CompareThen) -> Screen:
    await end_dialogue(turn)
    found = (await scored(turn, action.when)).compare(scores.numbers(action.towns))
    if len(found.towns) < 2:
        raise Unreadable(f"one town {action.towns!r}")
    return compared.comparison(turn.t, found, turn.house.support.standing())


async def painted_comparison(turn: Turn, action: PaintComparisonThen) -> Screen:
    found = (await scored(turn, action.when)).compare(scores.numbers(action.towns))
    if len(found.towns) < 2 or not any(each.card for each in found.towns):
        return await comparison(turn, CompareThen(action.towns, action.when))
    return captions.comparison(turn.t, found, action.theme)


async def town_map(turn: Turn, action: MapThen) -> Screen:
    house, at = turn.house, await scored(turn, action.when)
    return captions.town_map(turn.t, at.all(), "innovation", action.theme, house.support.standing(), at.when)


async def ranking_in_words(turn: Turn, action: RankingInWords) -> Screen:
    """By an indicator where one is named; of the past where a year or a day is."""
    asked = past.meant(turn, action.text)
    indicator, _ = turn.house.history.indicator_in(asked.rest if asked else action.text)
    by = indicator.id if indicator else "score"
    if asked is None:
        return await scores.ranking(turn, ShowRanking(by))
    when = past.settled(turn, asked, lambda when: then.ranking(by, when))
    return await ranking(turn, RankThen(by, then.packed(when))) if isinstance(when, When) else when


async def map_in_words(turn: Turn, action: MapInWords) -> Screen:
    asked = past.meant(turn, action.text)
    if asked is None:
        return await pictures.town_map(turn, ShowMap())
    when = past.settled(turn, asked, lambda when: then.mapped("light", when))
    return await town_map(turn, MapThen("light", then.packed(when))) if isinstance(when, When) else when
