"""Tables to take away."""

from collections.abc import Callable

from bot.actions.scores import OfferTables, SendTable
from bot.exports.separated import separated
from bot.exports.tables import Book
from bot.exports.workbook import workbook
from bot.handlers.common import end_dialogue
from bot.screen import Document, Screen
from bot.turn import Turn
from bot.views import exports as view
from bot.views.tables import books
from core.access import Permission
from core.programmes import Standing

LONG = 2
"""The table of a book that holds all its figures, one in a row: CSV has room for one table only."""


async def offer(turn: Turn, action: OfferTables) -> Screen:
    await end_dialogue(turn)
    house = turn.house
    town = house.tables.of(action.town).records[0].town if action.town else None
    with_history = turn.private and turn.may(Permission.EXPORT_HISTORY)
    return view.offer(turn.t, town, house.towns.count, house.support.standing(), with_history=with_history)


async def send(turn: Turn, action: SendTable) -> Screen:
    """What a file says depends on the data, the language, and whether the Programme is in force."""
    house, standing = turn.house, turn.house.support.standing()
    town = house.tables.of(action.town).records[0].town if action.town else None
    key = (action, turn.t.language, house.tables.version, standing.edition.id, standing.in_force)
    content = await house.shelf.get(key, making(turn, action, standing))
    return view.sent(turn.t, town, Document(file_name(action, turn.t.language), content), standing)


def making(turn: Turn, action: SendTable, standing: Standing) -> Callable[[], bytes]:
    def make() -> bytes:
        book = written(turn, action, standing)
        if action.file == "xlsx":
            return workbook(book)
        return separated(book.tables[LONG], decimal_comma=turn.t.language != "en")

    return make


def written(turn: Turn, action: SendTable, standing: Standing) -> Book:
    tables, name = turn.house.tables, turn.house.bot_name
    if action.town:
        return books.of_town(turn.t, tables.of(action.town), standing, name)
    return books.of_all(turn.t, tables.all(), standing, name)


def file_name(action: SendTable, language: str) -> str:
    """Letters that every computer and every mail takes."""
    return f"monoqala-{action.town or 'all-towns'}-{language}.{action.file}"
