"""A person's own applications: begun, their papers ticked off, printed, deleted. In the private chat only."""

import asyncio

from bot.actions.applications import (
    AnswerPapers,
    AskDay,
    DeleteApplication,
    PutTown,
    ResetTicks,
    SendPapers,
    ShowOwnPaper,
    ShowPapers,
    ShowStatus,
    StartApplication,
    TickPaper,
    ref,
)
from bot.charts.paper import pdf
from bot.handlers import application_days, application_progress
from bot.handlers.common import end_dialogue
from bot.handlers.own import case_of, privately
from bot.screen import Document, Screen
from bot.turn import Turn
from bot.views import application_sheet as sheet
from bot.views import applications as view
from bot.wire import Unreadable
from core.services.applications import Full
from core.services.guide import BANKS, PURPOSE, WORK

NOT_TOLD = {"work": "unknown", "purpose": "unknown", "banks": "unknown"}
KNOWN = {"work": WORK, "purpose": PURPOSE, "banks": BANKS}


@privately
async def start(turn: Turn, action: StartApplication) -> Screen:
    """One that is being gathered is gone on with; what was answered before it was begun is taken along."""
    house, person = turn.house, turn.sender.id
    told = {"work": action.work, "purpose": action.purpose, "banks": action.banks}
    town = house.guide.town(action.town).id if action.town else None
    gathering = [each for each in await house.applications.of(person) if each.handed_in is None]
    if gathering and not action.new:
        new = {question: answer for question, answer in told.items() if answer != "unknown"}
        case = await house.applications.answer(person, gathering[-1].number, turn.cause, **new)
    else:
        try:
            case = await house.applications.start(
                person, turn.cause, edition=house.guide.edition, language=turn.t.language, town=town, answers=told
            )
        except Full:
            return view.full(turn.t)
    if action.goal == "day":
        return await application_days.ask(turn, AskDay(ref(case)))
    return view.papers(turn.t, house.guide.papers(case))


@privately
async def papers(turn: Turn, action: ShowPapers) -> Screen:
    await end_dialogue(turn)
    return view.papers(turn.t, turn.house.guide.papers(await case_of(turn, action.ref)))


@privately
async def tick(turn: Turn, action: TickPaper) -> Screen:
    case = await case_of(turn, action.ref)
    paper = turn.house.guide.paper(case, action.paper)
    kept = await turn.house.applications.tick(
        turn.sender.id, case.number, paper.id, turn.cause, ticked=action.ticked == "yes"
    )
    found = turn.house.guide.papers(kept)
    toast = turn.t.plain("toast.ready", ready=turn.t.number(found.ready), of=turn.t.number(len(found.papers)))
    return view.papers(turn.t, found, toast)


@privately
async def own_paper(turn: Turn, action: ShowOwnPaper) -> Screen:
    case = await case_of(turn, action.ref)
    return view.own_paper(turn.t, turn.house.guide.papers(case), turn.house.guide.paper(case, action.paper))


@privately
async def answer(turn: Turn, action: AnswerPapers) -> Screen:
    case = await case_of(turn, action.ref)
    if action.question == "all":
        told = NOT_TOLD
    elif action.value in KNOWN[action.question]:
        told = {action.question: action.value}
    else:
        raise Unreadable(f"no answer {action.value!r}")
    kept = await turn.house.applications.answer(turn.sender.id, case.number, turn.cause, **told)
    return view.papers(turn.t, turn.house.guide.papers(kept))


@privately
async def reset(turn: Turn, action: ResetTicks) -> Screen:
    case = await case_of(turn, action.ref)
    if not action.sure:
        return view.ask_reset(turn.t, turn.house.guide.held(case))
    kept = await turn.house.applications.reset_ticks(turn.sender.id, case.number, turn.cause)
    return view.papers(turn.t, turn.house.guide.papers(kept))


@privately
async def send_papers(turn: Turn, action: SendPapers) -> Screen:
    case = await case_of(turn, action.ref)
    found = turn.house.guide.papers(case)
    content = await asyncio.to_thread(pdf, sheet.of_papers(turn.t, found))
    file = Document(f"monoqala-papers-{case.number}-{turn.t.language}.pdf", content)
    return view.printed(turn.t, found, file)


@privately
async def put_town(turn: Turn, action: PutTown) -> Screen:
    """Without a `ref`, of the only application; of several it is asked which."""
    house, person, town = turn.house, turn.sender.id, turn.house.guide.town(action.town)
    await end_dialogue(turn)
    if not action.ref:
        cases = await house.applications.of(person)
        if len(cases) != 1:
            if not cases:
                return view.none_yet(turn.t, house.guide.standing())
            return view.which(turn.t, town, tuple(house.guide.held(each) for each in cases))
        action = PutTown(action.town, ref(cases[0]))
    case = await case_of(turn, action.ref)
    kept = await house.applications.place(person, case.number, town.id, turn.cause)
    return await application_progress.show(turn, ShowStatus(ref(kept)))


@privately
async def delete(turn: Turn, action: DeleteApplication) -> Screen:
    case = await case_of(turn, action.ref)
    held = turn.house.guide.held(case)
    if not action.sure:
        return view.ask_delete(turn.t, held)
    await end_dialogue(turn)
    await turn.house.applications.delete(turn.sender.id, case.number, turn.cause)
    return view.deleted(turn.t, held)
