"""The talk about support. Answers are about a person's work, money and debts: they are shown in private only."""

from bot.actions.talk import (
    ALL_ANSWERS,
    AskNext,
    AskOfTown,
    ListAnswers,
    ShowMeasure,
    ShowProspects,
    ShowResult,
    TellWish,
)
from bot.handlers.common import NOT_KNOWN, WAITING_FOR_TOWN, asked, await_town, end_dialogue
from bot.screen import Screen
from bot.turn import Turn
from bot.views import measures, verdicts
from bot.views import talk as view
from bot.views.common import go_private
from core.eligibility import UNSURE
from core.services.support import QuestionAnswer, Support, WishAnswer
from core.services.towns import Found

MOST_PAGES = 9
"""Of a list; more is nobody's wish, and would not fit a button."""
START = "support"
"""The word after ?start= that begins the talk."""


async def ask(turn: Turn, action: AskNext) -> Screen:
    """The result, once nothing more need be asked. A name typed at the question for the town is its answer."""
    if not turn.private:
        return go_private(turn.t, turn.house.bot_name, START)
    support = turn.house.support.under(action.answers)
    of = "" if action.then == ALL_ANSWERS else action.then
    found = support.question(support.read(action.answers), action.question, of)
    if found.question is None:
        return await settled(turn, support, found, of)
    if found.towns and not found.told.answers:
        await await_town(turn, "support")
    else:
        await end_dialogue(turn)
    return view.question(turn.t, found, found.question, action.then)


async def settled(turn: Turn, support: Support, found: QuestionAnswer, of: str) -> Screen:
    await end_dialogue(turn)
    given = found.told.answers
    if of:
        return measures.measure(turn.t, support.measure(of, given))
    return verdicts.result(turn.t, support.result(given))


async def of_town(turn: Turn, action: AskOfTown) -> Screen:
    support = turn.house.support
    return await ask(turn, AskNext(support.jotted(support.of_town(action.town))))


async def meant(turn: Turn, text: str) -> AskNext | None:
    """“I do not know” is no town: it is the button that says so."""
    dialogue = await asked(turn, WAITING_FOR_TOWN)
    if dialogue is None or dialogue.data.get("goal") != "support" or not NOT_KNOWN.fullmatch(text.strip()):
        return None
    support = turn.house.support
    question = support.question({}).question
    return AskNext(support.jotted({question.id: UNSURE})) if question else None


async def result(turn: Turn, action: ShowResult) -> Screen:
    if not turn.private:
        return go_private(turn.t, turn.house.bot_name, START)
    await end_dialogue(turn)
    support = turn.house.support.under(action.answers)
    return verdicts.result(turn.t, support.result(support.read(action.answers)), action.page)


async def measure(turn: Turn, action: ShowMeasure) -> Screen:
    if not turn.private:
        return go_private(turn.t, turn.house.bot_name, START)
    support = turn.house.support.under(action.answers)
    found = support.measure(action.measure, support.read(action.answers))
    return measures.measure(turn.t, found, action.part, max(1, min(action.page, MOST_PAGES)))


async def answers(turn: Turn, action: ListAnswers) -> Screen:
    if not turn.private:
        return go_private(turn.t, turn.house.bot_name, START)
    support = turn.house.support.under(action.answers)
    found = support.answers(support.read(action.answers))
    return view.answers(turn.t, found, more=support.question(found.told.answers).question is not None)


async def prospects(turn: Turn, action: ShowProspects) -> Screen:
    """Of a town, not of a person: everybody may see it. The answers are for the way back."""
    support = turn.house.support
    back = support.jotted(support.read(action.answers)) if turn.private else ""
    return verdicts.prospects(turn.t, support.prospects(action.town), back)


async def wish(turn: Turn, action: TellWish) -> Screen:
    """One measure is opened; of several the person chooses; without any, the questions begin."""
    support = turn.house.support
    found = support.wish(action.text)
    if found is None:
        named = turn.house.towns.find(action.text)
        return await of_town(turn, AskOfTown(named.town.id)) if isinstance(named, Found) else await ask(turn, AskNext())
    if not found.wish.measures:
        return await ask(turn, AskNext(support.jotted(found.given)))
    if not turn.private:
        return go_private(turn.t, turn.house.bot_name, START)
    await end_dialogue(turn)
    return fulfilled(turn, found)


def fulfilled(turn: Turn, found: WishAnswer) -> Screen:
    support = turn.house.support
    if len(found.wish.measures) == 1:
        return measures.measure(turn.t, support.measure(found.wish.measures[0], found.given))
    return verdicts.wished(turn.t, support.result(found.given), found)
