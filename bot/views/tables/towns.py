"""All towns side by side: what is known of each in one row, and the indicators of those that have them."""

from bot.exports.tables import Cell, Column, Link, Row, Table
from bot.i18n import Translator, key
from bot.views.honesty import citation, period
from bot.views.tables.breakdown import of_total
from bot.views.tables.figures import position, worth
from bot.views.tables.parts import SOURCE, columns, joined, remarks, source, unit
from core.methodology import Indicator
from core.places import Population
from core.scoring import Line, Scorecard
from core.services.tables import Extract, Record

TOWNS = (
    (key("table.number"), 6),
    (key("table.town"), 18),
    (key("table.printed_name"), 18),
    (key("table.region"), 22),
    (key("table.region_2012"), 22),
    (key("table.population"), 12),
    (key("table.counted_on"), 12),
    (key("table.population_later"), 12),
    (key("table.counted_on_later"), 12),
    (key("table.economic_tier"), 16),
    (key("table.innovation_score"), 16),
    (key("table.low"), 10),
    (key("table.high"), 10),
    (key("table.top"), 10),
    (key("table.innovation_tier"), 16),
    (key("table.tiers"), 26),
    (key("table.share"), 14),
    (key("table.printed_total"), 14),
    (key("table.branch"), 24),
    (key("table.enterprises"), 24),
    (key("table.specialisation"), 24),
    (key("table.position"), 20),
    (key("table.flags"), 30),
    (key("table.remarks"), 50),
    (key("table.source_population"), 40),
    (key("table.source_population_later"), 40),
    (key("table.source_economic"), 40),
    (key("table.source_innovation"), 40),
    (key("table.source_town"), 60),
    (key("table.in_bot"), 30),
)


def towns(t: Translator, extract: Extract, bot_name: str) -> Table:
    rows = tuple(town(t, extract, record, bot_name) for record in extract.records)
    return Table(t.plain("table.name_towns"), columns(t, TOWNS), rows, pinned=2)


def town(t: Translator, extract: Extract, record: Record, bot_name: str) -> Row:
    town, economic = record.town, extract.economic
    return (
        town.number,
        t.name(town.name),
        town.printed,
        t.name(town.oblast.name),
        t.name(town.oblast_2012.name),
        *counted(t, town.population),
        *counted(t, town.population_2014),
        t.name(economic.tiers[town.potential.tier]),
        *innovation(t, record.card),
        t.name(town.branch.name),
        t.name(town.enterprises.name),
        t.name(town.specialisation.name),
        position(record),
        flags(t, record),
        remarks(t, (*economic.notes, *record.notes)),
        *sources(t, record),
        Link(f"https://t.me/{bot_name}?start=town-{town.id}"),
    )


def counted(t: Translator, population: Population) -> Row:
    """A source that names only the year leaves the day open, and so do we."""
    found = population.source.period
    if found is None:
        return population.people, None
    return population.people, found.first if found.is_day else period(t, found)


def innovation(t: Translator, card: Scorecard | None) -> Row:
    if card is None:
        return (None,) * 8
    return (*of_total(t, card), card.printed_total.score if card.printed_total else None)


def flags(t: Translator, record: Record) -> Cell:
    card, later = record.card, record.town.population_2014
    found = []
    if card is None:
        found.append(t.plain("flag.no_indicators"))
    elif card.low != card.high:
        found.append(t.plain("flag.interval"))
    if later.to_nearest > 1:
        found.append(t.plain("flag.rounded_later", n=t.number(later.to_nearest)))
    if not later.comparable:
        found.append(t.plain("flag.other_borders"))
    return joined(found)


def sources(t: Translator, record: Record) -> Row:
    town, card = record.town, record.card
    printed = card.printed_total if card else None
    own = (town.oblast_source, town.oblast_2012_source, town.branch.source, town.enterprises.source)
    whole = dict.fromkeys((*own, town.specialisation.source, town.position.source))
    return (
        citation(t, town.population.source),
        citation(t, town.population_2014.source),
        citation(t, town.potential.source),
        citation(t, printed.source) if printed else None,
        " | ".join(citation(t, each) for each in whole),
    )


def indicators(t: Translator, extract: Extract, bot_name: str) -> Table:
    """Only towns that have them; the others would be empty rows, and are counted on the page about the table."""
    each = tuple(extract.methodology.indicators.values())
    heads = (*columns(t, TOWNS[:2]), *(column for one in each for column in pair(t, one)))
    ends = columns(t, ((key("table.innovation_score"), 16), (key("table.low"), 10), (key("table.high"), 10), *SOURCE))
    rows = tuple(of_card(t, record, record.card, bot_name) for record in extract.records if record.card)
    return Table(t.plain("table.name_indicators"), (*heads, *ends), rows, pinned=2)


def pair(t: Translator, each: Indicator) -> tuple[Column, Column]:
    named = {"id": each.id, "name": t.name(each.short)}
    measured = unit(t, each.unit)
    title = t.plain("table.value_of", **named, unit=str(measured)) if measured else t.plain("table.answer_of", **named)
    return Column(title, 18), Column(t.plain("table.score_of", **named), 12)


def of_card(t: Translator, record: Record, card: Scorecard, bot_name: str) -> Row:
    values = [cell for line in card.lines.values() for cell in (shown(t, line), line.score)]
    ends = (card.total, card.low, card.high, *source(t, card.methodology.source, bot_name))
    return (record.town.number, t.name(record.town.name), *values, *ends)


def shown(t: Translator, line: Line) -> Cell:
    """What is printed in place of a number is no value of the town: under a heading with a unit it must say so."""
    usable, raw = worth(t, line), line.observation.raw
    return t.plain("table.unusable", raw=raw) if usable is None and raw else usable
