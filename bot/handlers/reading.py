"""Everything there is to read."""

from bot.actions.reading import OpenChapter, OpenDocument, OpenRecord, ShowDisagreements, ShowPart, ShowSources
from bot.screen import Screen
from bot.turn import Turn
from bot.views import reading as view


async def part(turn: Turn, action: ShowPart) -> Screen:
    return view.part(turn.t, action.part, turn.house.reading.part(action.part), turn.house.support.standing())


async def chapter(turn: Turn, action: OpenChapter) -> Screen:
    found = turn.house.reading.chapter(action.chapter, action.page)
    return view.chapter(turn.t, found, turn.house.support.standing())


async def record(turn: Turn, action: OpenRecord) -> Screen:
    reading = turn.house.reading
    found = reading.record(action.chapter, action.record)
    return view.record(turn.t, found, reading.page_of(found.chapter, found.record), turn.house.support.standing())


async def disagreements(turn: Turn, action: ShowDisagreements) -> Screen:
    found = turn.house.reading.disagreements(action.town, action.indicator)
    return view.disagreements(turn.t, found, turn.house.support.standing())


async def sources(turn: Turn, _: ShowSources) -> Screen:
    reading = turn.house.reading
    return view.sources(turn.t, reading.documents(), reading.part("sources"), turn.house.support.standing())


async def document(turn: Turn, action: OpenDocument) -> Screen:
    return view.one_document(turn.t, turn.house.reading.document(action.document), turn.house.support.standing())
