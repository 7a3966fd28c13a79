"""A town's innovation potential, indicator by indicator, and what it adds up to."""

from collections.abc import Iterator

from bot.exports.tables import Cell, Row, Table
from bot.i18n import Translator, key
from bot.views.scales import band
from bot.views.scores import differences
from bot.views.tables.figures import worth
from bot.views.tables.parts import SOURCE, as_printed, capital, columns, joined, line_flags, remarks, said, source, unit
from bot.views.tiers import tier_name
from core.advance import ahead
from core.methodology import Group, Indicator
from core.scoring import GroupScore, Line, Scorecard
from core.services.tables import Extract, Record

LINES = (
    (key("table.code"), 8),
    (key("table.group"), 26),
    (key("table.indicator"), 40),
    (key("table.raw"), 22),
    (key("table.value"), 18),
    (key("table.unit"), 12),
    (key("table.band"), 22),
    (key("table.by_value"), 10),
    (key("table.printed"), 12),
    (key("table.adds"), 14),
    (key("table.top"), 10),
    (key("table.low"), 10),
    (key("table.high"), 10),
    (key("table.next_band"), 22),
    (key("table.gain"), 10),
    (key("table.distance"), 12),
    (key("table.flags"), 30),
    (key("table.remarks"), 50),
    *SOURCE,
)
TOTALS = (
    (key("table.subject"), 28),
    (key("table.what"), 44),
    (key("table.counted"), 12),
    (key("table.low"), 10),
    (key("table.high"), 10),
    (key("table.top"), 10),
    (key("table.tier"), 20),
    (key("table.tiers"), 26),
    (key("table.share"), 14),
    (key("table.remarks"), 60),
    *SOURCE,
)


def lines(t: Translator, extract: Extract, bot_name: str) -> Table:
    """Of a town without data: what would be needed."""
    [record] = extract.records
    rows = tuple(
        of_line(t, group, record.card.lines[each.id], bot_name) if record.card else needed(t, group, each, bot_name)
        for group in extract.methodology.groups
        for each in extract.methodology.of_group(group.id)
    )
    return Table(t.plain("table.name_breakdown"), columns(t, LINES), rows, pinned=1)


def of_line(t: Translator, group: Group, line: Line, bot_name: str) -> Row:
    each, observation, step = line.indicator, line.observation, line.step
    return (
        *named(t, group, each),
        as_printed(line),
        worth(t, line),
        unit(t, each.unit),
        band(t, step, each.unit) if step else None,
        line.by_value,
        line.printed,
        line.score,
        each.top,
        line.possible[0],
        line.possible[-1],
        *next_step(t, line),
        joined(line_flags(t, line)),
        remarks(t, (observation.note, *each.notes)),
        *source(t, observation.source or each.source, bot_name),
    )


def needed(t: Translator, group: Group, each: Indicator, bot_name: str) -> Row:
    known = (*named(t, group, each), None, None, unit(t, each.unit), None, None, None, None, each.top)
    unknown = (None,) * 5
    return (*known, *unknown, t.plain("flag.no_data"), remarks(t, each.notes), *source(t, each.source, bot_name))


def named(t: Translator, group: Group, each: Indicator) -> Row:
    return each.id, t.name(group.name), t.name(each.name)


def next_step(t: Translator, line: Line) -> Row:
    """The next better band, what it would add, and how far the value is from it; nothing at the top."""
    further = ahead(line)
    if further is None:
        return None, None, None
    return band(t, further.step, line.indicator.unit), further.gain, further.change


def totals(t: Translator, extract: Extract, bot_name: str) -> Table:
    [record] = extract.records
    rows = (*of_innovation(t, extract, record, bot_name), of_economy(t, extract, record, bot_name))
    return Table(t.plain("table.name_totals"), columns(t, TOTALS), rows, pinned=2)


def of_innovation(t: Translator, extract: Extract, record: Record, bot_name: str) -> Iterator[Row]:
    method, card = extract.methodology, record.card
    scale, cited = capital(t.name(method.name)), source(t, method.source, bot_name)
    if card is None:
        why = said(t("score.no_data", towns=t.number(extract.scored)))
        nothing: Row = (None, None, None, method.maximum, None, None, None)
        yield (scale, t.plain("table.total"), *nothing, why, *cited)
        return
    for each in card.groups:
        yield (scale, *of_group(t, each), *cited)
    yield (scale, t.plain("table.total"), *of_total(t, card), said(differences(t, card)) or None, *cited)
    printed = card.printed_total
    if printed:
        values: Row = (printed.score, None, None, method.maximum, None, None, None)
        remark = remarks(t, (printed.note,))
        yield (scale, t.plain("table.printed_total"), *values, remark, *source(t, printed.source, bot_name))


def of_group(t: Translator, each: GroupScore) -> Row:
    return t.name(each.group.name), each.score, each.low, each.high, each.top, None, None, None, None


def of_total(t: Translator, card: Scorecard) -> Row:
    return (card.total, card.low, card.high, card.methodology.maximum, *standing(t, card))


def standing(t: Translator, card: Scorecard) -> tuple[Cell, Cell, Cell]:
    """The tier, which others are possible, and in what share of the draws it holds, in per cent."""
    if card.total is None or card.share is None:
        return None, tiers(t, card), None
    return tier_name(t, card.methodology, card.tier), tiers(t, card), round(100 * card.share)


def tiers(t: Translator, card: Scorecard) -> str:
    return str(t.listing([tier_name(t, card.methodology, each) for each in card.tiers], "or"))


def of_economy(t: Translator, extract: Extract, record: Record, bot_name: str) -> Row:
    """The other scale, in a row of its own and without points: it has none."""
    scale, potential = extract.economic, record.town.potential
    judge = capital(t.plain("table.judged_by", judge=t.name(scale.judged_by)))
    tier: Row = (None, None, None, None, t.name(scale.tiers[potential.tier]), None, None)
    remark = remarks(t, (*scale.notes, *record.notes))
    return (capital(t.name(scale.name)), judge, *tier, remark, *source(t, potential.source, bot_name))
