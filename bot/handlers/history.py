"""What was published, and by whom: of a town, an indicator, a batch, a person; on the screen and as a file."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.actions.history import AskUndo, HistoryInWords, ListBatches, SendHistory, ShowHistory, UndoBatch, counted
from bot.exports.separated import separated
from bot.exports.workbook import workbook
from bot.handlers import proposals
from bot.handlers.common import end_dialogue
from bot.handlers.power import behind_doors, known
from bot.screen import Document, Screen
from bot.turn import Turn
from bot.views import common
from bot.views import history as view
from bot.views import towns as which_town
from bot.views.proposals import working
from bot.views.tables import books, chronicle
from core.access import Permission
from core.catalogue import Unknown
from core.services.history import Chronicle, Page, Wanted
from core.services.imports import Nothing
from core.services.towns import Candidates, Found

BATCH = re.compile(
    r"(?:(?:жарияланым|публикаци\w+|publication|batch)\s*)?(?:№|#|no\.?)?\s*([1-9][0-9]{0,5})(?:\s*жарияланым\w*)?",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"(?:id|адам|человек\w*|person)\s*(?:id)?\s*(?:№|#)?\s*([1-9][0-9]{0,9})|([1-9][0-9]{6,9})", re.IGNORECASE
)
MOST = {"xlsx": 20_000, "csv": 100_000}
"""Lines: a workbook of more takes the memory of everybody else, a table of more is longer than Telegram takes."""
MINE = re.compile(r"менікі|өзімдікі|менің(?: \w+)?|мо[иёя]|мои публикации|mine|my(?: \w+)?|me", re.IGNORECASE)


async def show(turn: Turn, action: ShowHistory) -> Screen:
    """Who published what is told in private only."""
    await end_dialogue(turn)
    house = turn.house
    wanted = Wanted(
        action.town or None,
        action.indicator or None,
        counted(action.person) if action.person else None,
        counted(action.batch) if action.batch else None,
    )
    if not turn.private and (wanted.by or wanted.batch):
        return common.power_in_private(turn.t, house.bot_name)
    if wanted == Wanted():
        return await batches(turn, ListBatches(action.page))
    found = await house.history.page(turn.sender.id, turn.cause, wanted, action.page)
    if not turn.private:
        found = replace(found, lines=tuple(replace(each, by=None) for each in found.lines))
    people = (wanted.by, found.batch.by if found.batch else None, *(each.by for each in found.lines))
    return view.page(turn.t, found, await named(turn, people), undo=may_undo(turn, found))


async def named(turn: Turn, people: Iterable[int | None]) -> view.Names:
    house = turn.house
    return view.Names(house.towns.index, house.scores.methodology, await known(turn, people))


def may_undo(turn: Turn, found: Page) -> bool:
    entries = found.batch.batch.entries if found.batch else ()
    return bool(entries) and all(turn.may(Permission.PROPOSE, at) for at in turn.house.drafts.places(entries))


async def batches(turn: Turn, action: ListBatches) -> Screen:
    await end_dialogue(turn)
    found = await turn.house.history.batches(turn.sender.id, turn.cause, action.page)
    shown = found.batches if turn.private else tuple(replace(each, by=None) for each in found.batches)
    return view.batches(turn.t, replace(found, batches=shown), await named(turn, (each.by for each in shown)))


async def typed(turn: Turn, action: HistoryInWords) -> Screen:
    """A number, a person's id, “mine”; else a town, an indicator, or both."""
    text = action.text.strip()
    if batch := BATCH.fullmatch(text):
        return await of_batch(turn, batch[1])
    if person := PERSON.fullmatch(text):
        return await show(turn, ShowHistory(person=person[1] or person[2]))
    if MINE.fullmatch(text):
        return await show(turn, ShowHistory(person=str(turn.sender.id)))
    return await of_figures(turn, text)


async def of_figures(turn: Turn, text: str) -> Screen:
    indicator, rest = turn.house.history.indicator_in(text)
    id_, found = indicator.id if indicator else "", turn.house.towns.find(rest)
    match found:
        case Found(town=town):
            return which_town.understood(turn.t, found, await show(turn, ShowHistory(town.id, id_)))
        case Candidates(towns=towns) if indicator:
            return view.which_town(turn.t, towns, id_)
    if indicator:
        return await show(turn, ShowHistory(indicator=id_))
    standing, oblasts = turn.house.support.standing(), turn.house.towns.by_oblast()
    return which_town.unsettled(turn.t, found, standing, oblasts, "history")


async def of_batch(turn: Turn, number: str) -> Screen:
    try:
        return await show(turn, ShowHistory(batch=number))
    except Unknown:
        return view.no_such(turn.t, number)


@behind_doors
async def send(turn: Turn, action: SendHistory) -> Screen:
    """What a file says depends on the figures, the language, and on who may be named in it."""
    house, standing = turn.house, turn.house.support.standing()
    found = await house.history.everything(turn.sender.id, turn.cause, action.town or None)
    if len(found.lines) > MOST[action.file]:
        return view.too_much(turn.t, found, action, fits=len(found.lines) <= MOST["csv"])
    key = (action, turn.t.language, house.tables.version, found.version, found.names, standing.in_force)
    content = await house.shelf.get(key, making(turn, action, found))
    name = f"monoqala-history-{action.town or 'all-towns'}-{turn.t.language}.{action.file}"
    return view.sent(turn.t, found.town, Document(name, content), standing)


def making(turn: Turn, action: SendHistory, found: Chronicle) -> Callable[[], bytes]:
    """With the history as CSV, which has room for one table; as XLSX with everything else as well."""

    def make() -> bytes:
        t, house = turn.t, turn.house
        table = chronicle.history(t, found, view.Names(house.towns.index, house.scores.methodology))
        if action.file == "csv":
            return separated(table, decimal_comma=t.language != "en")
        extract = house.tables.of(action.town) if action.town else house.tables.all()
        return workbook(books.with_history(t, extract, house.support.standing(), house.bot_name, table))

    return make


@behind_doors
async def ask_undo(turn: Turn, _: AskUndo) -> Screen:
    found = await turn.house.history.to_undo(turn.sender.id, turn.cause)
    return view.ask_undo(turn.t, found, await named(turn, (each.by for each in found.batches)))


@behind_doors
async def undo(turn: Turn, action: UndoBatch) -> Screen:
    """A proposal like any other: nothing changes before it is confirmed."""
    await end_dialogue(turn)
    try:
        undoing = turn.house.imports.undo(turn.sender.id, action.number, turn.cause, reason=action.reason)
        proposed = await turn.progress.during(working(turn.t), undoing)
    except Nothing as nothing:
        return proposals.unchanged(turn, nothing)
    except Unknown:
        return view.no_such(turn.t, action.batch)
    return await proposals.show(turn, proposed)
