"""The record as a file: every entry with the hash that chains it to the one before."""

from collections.abc import Iterable

from bot.exports.tables import Book, Cell, Row, Table
from bot.i18n import KAZAKHSTAN, Translator, key
from bot.views.audit import origin
from bot.views.deeds import Where, act_name, facts
from bot.views.roles import Known, who
from bot.views.tables.parts import columns, said
from core.services.audit import Facts, Written

COLUMNS = (
    (key("record.number"), 8),
    (key("record.moment"), 20),
    (key("record.who"), 18),
    (key("record.act"), 26),
    (key("record.whom"), 18),
    (key("record.before"), 44),
    (key("record.after"), 44),
    (key("record.origin"), 24),
    (key("record.hash"), 66),
)
NOBODY = Known()
"""In a file people go by their ids: names change, and were asked for by nobody."""


def book(t: Translator, entries: Iterable[Written], where: Where) -> Book:
    name = t.plain("record.title")
    return Book(name, (Table(name, columns(t, COLUMNS), tuple(row(t, each, where) for each in entries)),))


def row(t: Translator, written: Written, where: Where) -> Row:
    found = written.entry
    return (
        found.number,
        f"{found.at.astimezone(KAZAKHSTAN):%Y-%m-%d %H:%M:%S}",
        person(t, written.who),
        act_name(t, found.act),
        None if written.whom is None else person(t, written.whom),
        listed(t, found.before, where),
        listed(t, found.after, where),
        origin(t, written),
        found.hash,
    )


def person(t: Translator, one: int) -> Cell:
    return said(who(t, one, NOBODY))


def listed(t: Translator, side: Facts | None, where: Where) -> Cell:
    return "; ".join(said(each) for each in facts(t, side, where)) or None
