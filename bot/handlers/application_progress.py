"""Where an application is, its dates, what was answered, advice, and whether to remind."""

from collections.abc import Sequence
from datetime import timedelta

from bot.actions.applications import (
    NoAnswer,
    SendDates,
    SetReminders,
    ShowAdvice,
    ShowApplications,
    ShowDates,
    ShowLeg,
    ShowStatus,
    TakeBack,
    TellAnswer,
)
from bot.exports.ics import Event as Appointment
from bot.exports.ics import calendar
from bot.handlers.common import end_dialogue
from bot.handlers.own import case_of, privately
from bot.i18n import Translator
from bot.letters import Kind
from bot.screen import Document, Screen
from bot.turn import House, Turn
from bot.views import advice as advice_view
from bot.views import application_dates as dates_view
from bot.views import application_days as days_view
from bot.views import application_sheet as sheet
from bot.views import application_status as view
from bot.views import applications as list_view
from core.catalogue import Unknown
from core.services.applications import Case
from core.services.guide import Journey, UnknownYear
from core.store.letters import Letter

ALARM = -timedelta(hours=15)
"""Nine in the morning of the day before."""


async def show(turn: Turn, action: ShowStatus) -> Screen:
    """Without a `ref`, the only one, or all."""
    await end_dialogue(turn)
    house = turn.house
    if action.ref:
        return standing(turn, await case_of(turn, action.ref))
    cases = await house.applications.of(turn.sender.id)
    return standing(turn, cases[0]) if len(cases) == 1 else listed(turn, cases)


def listed(turn: Turn, cases: Sequence[Case]) -> Screen:
    guide = turn.house.guide
    if not cases:
        return list_view.none_yet(turn.t, guide.standing())
    return list_view.several(turn.t, tuple(guide.held(case) for case in cases))


def standing(turn: Turn, case: Case, toast: str = "") -> Screen:
    guide = turn.house.guide
    if case.handed_in is None:
        return view.gathering(turn.t, guide.held(case))
    try:
        return view.status(turn.t, guide.journey(case), toast)
    except UnknownYear as refused:
        return days_view.beyond(turn.t, guide.held(case), refused)


async def journey_of(turn: Turn, named: str) -> Journey:
    """Raises Unknown."""
    case = await case_of(turn, named)
    try:
        return turn.house.guide.journey(case)
    except UnknownYear as refused:
        raise Unknown(f"year {refused.year}") from refused


status = privately(show)


@privately
async def everything(turn: Turn, _: ShowApplications) -> Screen:
    await end_dialogue(turn)
    return listed(turn, await turn.house.applications.of(turn.sender.id))


@privately
async def dates(turn: Turn, action: ShowDates) -> Screen:
    return dates_view.dates(turn.t, await journey_of(turn, action.ref))


@privately
async def leg(turn: Turn, action: ShowLeg) -> Screen:
    found = await journey_of(turn, action.ref)
    return dates_view.leg(turn.t, found, found.leg(action.step), why=bool(action.why))


@privately
async def send_dates(turn: Turn, action: SendDates) -> Screen:
    """A file sent later replaces the days of the earlier one in the person's calendar."""
    found, now = await journey_of(turn, action.ref), turn.house.clock()
    if not found.open_days:
        return view.status(turn.t, found, turn.t.plain("toast.no_dates"))
    revision = int((now - found.case.since).total_seconds())
    events = [
        Appointment(
            uid=f"{turn.sender.id}-{action.ref}-{each.step}@{turn.house.bot_name}.telegram",
            day=each.day,
            title=each.title,
            text=each.text,
            alarms=(ALARM,),
            revision=revision,
        )
        for each in sheet.of_dates(turn.t, found)
    ]
    content = calendar(list_view.name(turn.t, found), events, now)
    return dates_view.sent(turn.t, found, Document(f"monoqala-dates-{found.case.number}.ics", content))


@privately
async def answers(turn: Turn, action: TellAnswer) -> Screen:
    found = await journey_of(turn, action.ref)
    if not action.step:
        return view.who_answered(turn.t, found)
    return view.what_answered(turn.t, found, found.leg(action.step).step)


@privately
async def take_back(turn: Turn, action: TakeBack) -> Screen:
    found = await journey_of(turn, action.ref)
    if not action.step:
        return view.take_back(turn.t, found)
    case = found.case
    kept = [each for each in case.events if (each.step, each.outcome) != (action.step, action.told)]
    after = await turn.house.applications.rewrite(turn.sender.id, case.number, case.handed_in, kept, turn.cause)
    return standing(turn, after, turn.t.plain("toast.taken_back"))


@privately
async def advice(turn: Turn, action: ShowAdvice) -> Screen:
    return advice_view.advice(turn.t, await journey_of(turn, action.ref), action.topic)


@privately
async def not_yet(turn: Turn, action: NoAnswer) -> Screen:
    found = await journey_of(turn, action.ref)
    again = turn.house.guide.next_reminder(found.case) if found.case.consented_at else None
    return advice_view.not_yet(turn.t, found, turn.t.date_with_weekday(again) if again else "")


@privately
async def remind(turn: Turn, action: SetReminders) -> Screen:
    case = await case_of(turn, action.ref)
    wanted = action.wanted == "yes"
    kept = await turn.house.applications.consent(turn.sender.id, case.number, turn.cause, given=wanted)
    return standing(turn, kept, turn.t.plain("toast.remind" if wanted else "toast.remind_stopped"))


async def reminder(house: House, letter: Letter, t: Translator) -> Screen | None:
    """What is true when it is sent; silence where the application, the consent or the reason has gone."""
    try:
        case = await house.applications.find(letter.chat_id, int(letter.payload["number"]))
        if not case.consented_at:
            return None
        notices = house.guide.notices(case, letter.due_at)
        return advice_view.reminder(t, house.guide.journey(case), notices) if notices else None
    except (Unknown, UnknownYear):
        return None


LETTERS = {kind: Kind(reminder) for kind in ("day_before", "day_after", "any_answer")}
