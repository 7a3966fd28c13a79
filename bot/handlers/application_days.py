"""On which day something happened: asked, pressed, picked from a month, typed."""

import re
from datetime import date

from bot.actions.applications import AskDay, PickDay, TellDay, Told, TypeDay
from bot.handlers import application_progress
from bot.handlers.common import asked, end_dialogue
from bot.handlers.own import case_of, privately
from bot.screen import Screen
from bot.turn import Turn
from bot.views import application_dates as dates_view
from bot.views import application_days as view
from bot.views import application_status as status_view
from bot.wire import Unreadable
from core.dates import Read, read_day
from core.services.applications import Case, Event
from core.services.guide import Impossible, UnknownYear
from core.services.towns import NotFound
from core.terms import Step

WAITING_FOR_DAY = "day"
MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


@privately
async def ask(turn: Turn, action: AskDay) -> Screen:
    """From here on a typed day is the answer."""
    return await asking(turn, action)


async def asking(turn: Turn, action: AskDay | TellDay, refused: Impossible | UnknownYear | None = None) -> Screen:
    case = await case_of(turn, action.ref)
    held, step = turn.house.guide.held(case), step_of(turn, case, action.step)
    if turn.chat is not None:
        data = {"ref": action.ref, "step": action.step, "told": action.told}
        await turn.house.people.begin_dialogue(turn.chat.id, turn.sender.id, WAITING_FOR_DAY, data, turn.cause)
    return view.ask(turn.t, held, action, step, view.impossible(turn.t, refused) if refused else None)


def step_of(turn: Turn, case: Case, step_id: str) -> Step | None:
    return turn.house.guide.step(case, step_id) if step_id else None


@privately
async def pick(turn: Turn, action: PickDay) -> Screen:
    """Months of the years that the calendar knows, up to this one."""
    guide = turn.house.guide
    case = await case_of(turn, action.ref)
    written = MONTH.fullmatch(action.month)
    if written is None:
        raise Unreadable(f"no month {action.month!r}")
    first, earliest = date(int(written[1]), int(written[2]), 1), date(guide.years[0], 1, 1)
    if not earliest <= first <= guide.today:
        raise Unreadable(f"no month to pick from: {action.month}")
    return view.month(turn.t, guide.held(case), action, step_of(turn, case, action.step), first, earliest)


@privately
async def typed(turn: Turn, action: TypeDay) -> Screen:
    """Nothing is guessed between two days: whoever may have meant either is asked."""
    found = read_day(action.text, turn.house.guide.today)
    if isinstance(found, Read):
        return await told(turn, TellDay(action.ref, action.step, action.told, found.day.isoformat()))
    case = await case_of(turn, action.ref)
    return view.which(turn.t, turn.house.guide.held(case), action, step_of(turn, case, action.step), found)


@privately
async def tell(turn: Turn, action: TellDay) -> Screen:
    return await told(turn, action)


async def told(turn: Turn, action: TellDay) -> Screen:
    """What cannot be is refused with the reason, and asked again."""
    house, person = turn.house, turn.sender.id
    case = await case_of(turn, action.ref)
    try:
        after = changed(turn, case, action)
    except (Impossible, UnknownYear) as refused:
        return await asking(turn, action, refused)
    await end_dialogue(turn)
    if action.told in ("", "rest"):
        kept = await house.applications.rewrite(person, case.number, after.handed_in, after.events, turn.cause)
    else:
        kept = await house.applications.record(person, case.number, after.events[-1], turn.cause)
    if action.told == "" and not kept.consented_at:
        found = house.guide.journey(kept)
        return status_view.handed_in(turn.t, found, dates_view.next_one(turn.t, found))
    return application_progress.standing(turn, kept, turn.t.plain("toast.written_down"))


def changed(turn: Turn, case: Case, action: TellDay) -> Case:
    """The application as it would be."""
    guide = turn.house.guide
    try:
        day = date.fromisoformat(action.day)
    except ValueError as error:
        raise Unreadable(f"no day {action.day!r}") from error
    if not action.step:
        return guide.handed_in(case, day)
    if action.told == "rest":
        return guide.completed(case, action.step, day)
    return guide.answered(case, Event(action.step, action.told, day))


async def meant(turn: Turn, text: str, *, wished: bool) -> TypeDay | None:
    """Words without a figure may be a day too, “yesterday”; what names a town or wishes for something else is left."""
    dialogue = await asked(turn, WAITING_FOR_DAY)
    if dialogue is None:
        return None
    figures = any(letter.isdigit() for letter in text)
    a_day = figures or isinstance(read_day(text, turn.house.guide.today), Read)
    if not a_day and (wished or not isinstance(turn.house.towns.find(text), NotFound)):
        return None
    told: Told = next((each for each in view.TOLD if each == dialogue.data["told"]), "")
    return TypeDay(str(dialogue.data["ref"]), str(dialogue.data["step"]), told, text)
