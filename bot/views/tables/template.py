"""What stands in the template for new figures, in its reader’s language; core/files/spreadsheets/ reads it back."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from bot.exports.tables import Cell, Row, Table
from bot.exports.template import Form
from bot.i18n import Translator, key
from bot.views.faults import UNITS
from bot.views.tables.parts import capital, columns
from core.drafts import FIRST_YEAR
from core.methodology import Indicator, Methodology
from core.observations import Observation, Sheet
from core.towns import Town

COLUMNS = (
    (key("fault.column_town"), 18),
    (key("fault.column_indicator"), 40),
    (key("template.unit"), 14),
    (key("template.current"), 16),
    (key("template.value"), 16),
    (key("template.year"), 8),
    (key("template.source"), 30),
)
VALUE, YEAR, SOURCE = 4, 5, 6
TEXTS = (
    key("template.how_value"),
    key("template.how_unit"),
    key("template.how_choice"),
    key("template.how_year"),
    key("template.how_source"),
    key("template.how_empty"),
    key("template.how_formula"),
    key("template.how_send"),
)


def form(
    t: Translator, towns: Iterable[Town], methodology: Methodology, sheets: Mapping[str, Sheet], year: int
) -> Form:
    """`year` is the one the new figures are taken to be of, unless it is changed."""
    pairs = [(town, each) for town in towns for each in methodology.indicators.values()]
    rows = tuple(row(t, town, each, sheets.get(town.id), year) for town, each in pairs)
    choosing = {each.id: each for each in methodology.indicators.values() if each.choices}
    return Form(
        table=Table(t.plain("template.name"), columns(t, COLUMNS), rows, pinned=2),
        explanations=t.plain("template.explanations"),
        texts=tuple(t.plain(text) for text in TEXTS),
        lists={named(t, each): answers(t, each) for each in choosing.values()},
        choices={at: named(t, each) for at, (_, each) in enumerate(pairs) if each.id in choosing},
        open=(VALUE, YEAR, SOURCE),
        value=VALUE,
        year=YEAR,
        years=(FIRST_YEAR, year + 1),
    )


def row(t: Translator, town: Town, indicator: Indicator, sheet: Sheet | None, year: int) -> Row:
    unit = None if indicator.unit is None else t.plain(UNITS[indicator.unit])
    now = current(t, indicator, sheet.observations.get(indicator.id) if sheet else None)
    return t.name(town.name), named(t, indicator), unit, now, None, year, None


def named(t: Translator, indicator: Indicator) -> str:
    return f"{indicator.id} {t.name(indicator.short)}"


def answers(t: Translator, indicator: Indicator) -> tuple[str, ...]:
    return tuple(capital(t.name(choice.name)) for choice in indicator.choices)


def current(t: Translator, indicator: Indicator, observation: Observation | None) -> Cell:
    """Only what can be counted by: a number that has lost a digit is not to be copied."""
    if observation is None or not observation.sound:
        return None
    if isinstance(observation.value, Decimal):
        return observation.value
    return next((t.name(choice.name) for choice in indicator.choices if choice.id == observation.value), None)
