"""What is on record: by buttons and in words, and as a file. The service asks for the right to read it."""

import asyncio
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from bot.actions.audit import OfRecord, PickFilter, RecordInWords, SendRecord, ShowRecord, filters
from bot.exports.separated import separated
from bot.exports.workbook import workbook
from bot.handlers import record_words
from bot.handlers.common import end_dialogue
from bot.handlers.people import holders, somebody
from bot.handlers.power import behind_doors, known
from bot.screen import Document, Screen
from bot.turn import Turn
from bot.views import audit as view
from bot.views.audit import Page
from bot.views.tables import record as tables
from bot.wire import Unreadable
from core.access import At
from core.clock import KAZAKHSTAN
from core.services.audit import OfTown, Written
from core.towns import Town

AT_ONCE = 1000
RECENT = 200
LISTED = 20
"""People one can choose from by a button; anybody else by their id."""


@behind_doors
async def show(turn: Turn, action: ShowRecord) -> Screen:
    await end_dialogue(turn)
    return await shown(turn, action)


async def shown(turn: Turn, asked: ShowRecord, strange: str = "") -> Screen:
    entries = await read(turn, asked, asked.below or None, view.A_PAGE + 1)
    names = await known(turn, (asked.by, *(person for each in entries for person in (each.who, each.whom))))
    page = Page(asked, entries, names, strange, bool(asked.below), town_of(turn, asked))
    return view.record(turn.t, page, turn.house.towns.whereabouts)


def town_of(turn: Turn, asked: OfRecord) -> Town | None:
    found = next((town for town in turn.house.towns.index if town.number == asked.town), None)
    if asked.town and found is None:
        raise Unreadable(f"no town {asked.town}")
    return found


@behind_doors
async def pick(turn: Turn, action: PickFilter) -> Screen:
    await read(turn, action, None, 1)
    people = [each.person for each in await holders(turn)][:LISTED] if action.part == "person" else []
    return view.pick(turn.t, action, today(turn), people, await known(turn, people))


@behind_doors
async def in_words(turn: Turn, action: RecordInWords) -> Screen:
    """A name is one of those who have a role, or stand in the last entries; anybody else is found by their id."""
    asked, strange = record_words.read(action.text, today(turn), turn.house.towns)
    if asked.by or not strange:
        return await shown(turn, asked, strange)
    entries = await read(turn, ShowRecord(), None, RECENT)
    acting = [person for each in entries for person in (each.who, each.whom) if person and person > 0]
    people = list(dict.fromkeys((*(each.person for each in await holders(turn)), *acting)))[:LISTED]
    named = await known(turn, people)
    found = record_words.called(strange, named.names)
    if len(found) > 1:
        return view.pick(turn.t, PickFilter(*filters(asked), part="person"), today(turn), found, named)
    by, strange = (found[0], "") if found else (0, strange)
    return await shown(turn, replace(asked, by=by), strange)


@behind_doors
async def send(turn: Turn, action: SendRecord) -> Screen:
    """All of it that was asked for, the latest first."""
    entries = list(await read(turn, action, None, AT_ONCE))
    while more := await read(turn, action, entries[-1].entry.number, AT_ONCE) if entries else ():
        entries += more
    content = await asyncio.to_thread(file, turn, action, entries)
    names = await known(turn, [action.by])
    document = Document(f"monoqala-record-{turn.t.language}.{action.file}", content)
    return view.sent(turn.t, Page(action, entries, names, town=town_of(turn, action)), document)


def file(turn: Turn, action: SendRecord, entries: list[Written]) -> bytes:
    book = tables.book(turn.t, entries, turn.house.towns.whereabouts)
    if action.file == "xlsx":
        return workbook(book)
    return separated(book.tables[0], decimal_comma=turn.t.language != "en")


async def read(turn: Turn, asked: OfRecord, below: int | None, most: int) -> tuple[Written, ...]:
    by, *_ = filters(asked)
    first, last = asked.days
    town = town_of(turn, asked)
    return await turn.house.audit.read(
        turn.sender.id,
        turn.cause,
        by=somebody(by) if by else None,
        acts=asked.acts,
        town=OfTown(At(town.id, town.oblast.id), await turn.house.history.batches_of(town.id)) if town else None,
        since=midnight(first) if first else None,
        until=midnight(last + timedelta(days=1)) if last else None,
        below=below,
        most=most,
    )


def midnight(day: date) -> datetime:
    """Days are those of Kazakhstan."""
    return datetime.combine(day, time(), KAZAKHSTAN)


def today(turn: Turn) -> date:
    return turn.house.clock().astimezone(KAZAKHSTAN).date()
