"""What goes into a file: of one town, or of all."""

from bot.exports.tables import Book, Table
from bot.i18n import Translator
from bot.views.tables.about import about
from bot.views.tables.breakdown import lines, totals
from bot.views.tables.figures import Figures
from bot.views.tables.towns import indicators, towns
from core.programmes import Standing
from core.services.tables import Extract


def of_town(t: Translator, extract: Extract, standing: Standing, bot_name: str) -> Book:
    [record] = extract.records
    tables = (
        lines(t, extract, bot_name),
        totals(t, extract, bot_name),
        Figures(t, extract, standing, bot_name).table(),
        about(t, extract, standing, bot_name),
    )
    return Book(t.plain("table.title_town", town=t.name(record.town.name)), tables)


def of_all(t: Translator, extract: Extract, standing: Standing, bot_name: str) -> Book:
    tables = (
        towns(t, extract, bot_name),
        indicators(t, extract, bot_name),
        Figures(t, extract, standing, bot_name).table(),
        about(t, extract, standing, bot_name),
    )
    return Book(t.plain("table.title_all", n=t.number(len(extract.records))), tables)


def with_history(t: Translator, extract: Extract, standing: Standing, bot_name: str, history: Table) -> Book:
    """Everything, and how it came to be so, before the page about the tables."""
    one = len(extract.records) == 1
    book = (of_town if one else of_all)(t, extract, standing, bot_name)
    *tables, about_them = book.tables
    return Book(book.title, (*tables, history, about_them))
