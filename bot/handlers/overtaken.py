"""A proposal that something else overtook: run again over what is published now, and judged anew."""

from dataclasses import asdict, dataclass, replace

from bot.actions.figures import RunAgain, TellReason
from bot.handlers import proposals
from bot.handlers.common import asked
from bot.handlers.power import behind_doors
from bot.handlers.words import room
from bot.screen import Screen
from bot.turn import Turn
from bot.views import proposals as view
from core.catalogue import Unknown
from core.drafts import says_why
from core.services.imports import Doubtful, Nothing

WAITING = "again"


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A proposal to be run again. `seen` is what became odd about it; `by` the update that said why it is right."""

    number: int
    seen: str = ""
    by: int = 0


@behind_doors
async def again(turn: Turn, action: RunAgain) -> Screen:
    return await run_again(turn, Overtaken(action.number))


async def run_again(turn: Turn, of: Overtaken, reason: str = "", remark: str = "") -> Screen:
    """What was published meanwhile may make odd what was not; then it is asked why it is right."""
    drafts, imports = turn.house.drafts, turn.house.imports
    running = imports.again(turn.sender.id, of.number, turn.cause, why=reason, seen=of.seen)
    try:
        proposed = await turn.progress.during(view.working(turn.t), running)
    except Nothing as nothing:
        return proposals.unchanged(turn, nothing)
    except Doubtful as odd:
        await remember(turn, Overtaken(of.number, odd.seen))
        return view.doubtful_now(turn.t, of.number, odd.doubts, drafts.towns, drafts.methodology, remark)
    if of.seen:
        await remember(turn, replace(of, by=turn.cause.update_id))
    return await proposals.show(turn, proposed)


async def remember(turn: Turn, of: Overtaken) -> None:
    if turn.chat is not None:
        await turn.house.people.begin_dialogue(turn.chat.id, turn.sender.id, WAITING, asdict(of), turn.cause)


@behind_doors
async def reason(turn: Turn, action: TellReason) -> Screen:
    dialogue = await asked(turn, WAITING)
    if dialogue is None:
        raise Unknown("a question why")
    of, text = Overtaken(**dialogue.data), " ".join(action.text.split())
    if says_why(text):
        return await run_again(turn, of, text)
    return await run_again(turn, Overtaken(of.number), remark=turn.t("set.reason_short"))


async def meant(turn: Turn, text: str) -> TellReason | None:
    """Whatever is typed is the reason that was asked for, but for the name of another room."""
    dialogue = await asked(turn, WAITING)
    if dialogue is None or not turn.private or room(text) is not None:
        return None
    return TellReason(text) if dialogue.data["by"] in {0, turn.cause.update_id} else None
