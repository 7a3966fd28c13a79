"""What is known of a town, the criteria of its economic potential, the targets."""

from bot.actions.towns import ShowCriteria, ShowCriterion, ShowTargets, ShowTown
from bot.handlers.common import end_dialogue
from bot.screen import Screen
from bot.turn import Turn
from bot.views import criteria as of_criteria
from bot.views import facts as view
from bot.views import targets as of_targets


async def town(turn: Turn, action: ShowTown) -> Screen:
    await end_dialogue(turn)
    facts, standing = turn.house.facts, turn.house.support.standing()
    if action.group:
        return view.group(turn.t, facts.group(action.town, action.group), standing)
    return view.town(turn.t, facts.sheet(action.town), turn.house.scores.of(action.town), standing)


async def criteria(turn: Turn, action: ShowCriteria) -> Screen:
    return of_criteria.criteria(turn.t, turn.house.facts.criteria(action.town), turn.house.support.standing())


async def criterion(turn: Turn, action: ShowCriterion) -> Screen:
    found = turn.house.facts.criterion(action.town, action.criterion)
    return of_criteria.criterion(turn.t, found, turn.house.support.standing())


async def targets(turn: Turn, action: ShowTargets) -> Screen:
    await end_dialogue(turn)
    return of_targets.targets(turn.t, turn.house.facts.targets(action.town), turn.house.support.standing())
