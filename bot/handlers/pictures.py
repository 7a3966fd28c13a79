"""What is asked for as a picture. A town without data has none, and is answered in words."""

from bot.actions.pictures import PaintChange, PaintComparison, PaintRanking, PaintScore, ShowMap
from bot.actions.scores import Compare, WhatIf
from bot.handlers import changes, scores
from bot.screen import Screen
from bot.turn import Turn
from bot.views import captions as view
from bot.views import scores as in_words


async def score(turn: Turn, action: PaintScore) -> Screen:
    found = turn.house.scores.of(action.town)
    if found.card is None:
        return in_words.score(turn.t, found, turn.house.support.standing())
    return view.score(turn.t, found, found.card, action.theme)


async def comparison(turn: Turn, action: PaintComparison) -> Screen:
    found = turn.house.scores.compare(scores.numbers(action.towns))
    if len(found.towns) < 2 or not any(each.card for each in found.towns):
        return await scores.compare(turn, Compare(action.towns))
    return view.comparison(turn.t, found, action.theme)


async def ranking(turn: Turn, action: PaintRanking) -> Screen:
    return view.ranking(turn.t, turn.house.scores.ranking(action.by), action.theme)


async def town_map(turn: Turn, action: ShowMap) -> Screen:
    towns, standing = turn.house.scores.all(), turn.house.support.standing()
    return view.town_map(turn.t, towns, action.scale, action.theme, standing)


async def change(turn: Turn, action: PaintChange) -> Screen:
    found = changes.supposed(turn, action.town, action.changes)
    if not found.changes:
        return await changes.what_if(turn, WhatIf(action.town))
    return view.change(turn.t, found, action.theme)
