"""Everything that was ever published, one figure in a row, the earliest first."""

from bot.exports.tables import Cell, Printed, Row, Table
from bot.i18n import KAZAKHSTAN, Translator, key
from bot.views.dry_runs import town_name
from bot.views.history import Names, warning
from bot.views.scales import band
from bot.views.tables.parts import columns, joined, unit
from bot.views.tables.parts import said as plainly
from core.ledger import Entry, Figure, Withdrawal
from core.methodology import Indicator
from core.observations import Observation
from core.publishing import Told
from core.scales import Value, Within
from core.services.history import Chronicle

HISTORY = (
    (key("table.batch"), 12),
    (key("table.published_day"), 12),
    (key("table.published_time"), 10),
    (key("table.published_by"), 18),
    (key("table.town"), 18),
    (key("table.code"), 8),
    (key("table.indicator"), 40),
    (key("table.year"), 8),
    (key("table.deed"), 18),
    (key("table.value"), 18),
    (key("table.unit"), 12),
    (key("table.raw_typed"), 18),
    (key("table.value_before"), 18),
    (key("table.source_said"), 40),
    (key("table.reason"), 40),
    (key("table.overruled"), 40),
    (key("table.undoes"), 12),
    (key("table.replaced_by"), 12),
)


def history(t: Translator, found: Chronicle, names: Names) -> Table:
    rows = tuple(row(t, each, names) for each in found.lines)
    return Table(t.plain("table.name_history"), columns(t, HISTORY), rows, pinned=2)


def row(t: Translator, told: Told, names: Names) -> Row:
    entry, batch = told.line.entry, told.line.batch
    indicator = names.methodology.indicators[entry.indicator]
    moment = batch.at.astimezone(KAZAKHSTAN)
    return (
        batch.number,
        moment.date(),
        f"{moment:%H:%M}",
        who(t, told.by),
        town_name(t, names.towns, entry.town),
        indicator.id,
        t.name(indicator.short),
        entry.year,
        deed(t, told),
        *said(t, entry, indicator),
        former(t, told.before, indicator),
        entry.source if isinstance(entry, Figure) else None,
        batch.reason or None,
        joined(plainly(warning(t, each, names)) for each in batch.overruled),
        batch.undoes,
        told.after,
    )


def who(t: Translator, by: int | None) -> Cell:
    """Their number with Telegram; an empty cell for whoever may not know."""
    if by is None:
        return None
    if by < 0:
        return t.plain("person.forgotten")
    return str(by) if by else t.plain("person.console")


def deed(t: Translator, told: Told) -> str:
    if isinstance(told.line.entry, Withdrawal):
        return t.plain("table.deed_withdrawn")
    return t.plain("table.deed_changed") if told.before else t.plain("table.deed_new")


def said(t: Translator, entry: Entry, indicator: Indicator) -> Row:
    if not isinstance(entry, Figure):
        return None, None, None
    return worth(t, entry.value, indicator), unit(t, indicator.unit), Printed(entry.raw)


def worth(t: Translator, value: Value, indicator: Indicator) -> Cell:
    """Numbers stay numbers."""
    if isinstance(value, Within | str):
        return band(t, indicator.step(indicator.score_of(value)), indicator.unit)
    return value


def former(t: Translator, known: Observation | None, indicator: Indicator) -> Cell:
    if known is None:
        return None
    if known.sound and known.value is not None:
        return worth(t, known.value, indicator)
    return Printed(known.raw) if known.raw else None
