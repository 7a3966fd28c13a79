"""The long table: one figure or statement in a row, with its source. It holds all that the other tables hold."""

from collections.abc import Iterator
from decimal import Decimal

from bot.exports.tables import Cell, Row, Table
from bot.i18n import Translator, key
from bot.views.honesty import force
from bot.views.scales import band
from bot.views.scores import differences
from bot.views.tables.parts import (
    SOURCE,
    as_printed,
    capital,
    citations,
    columns,
    figure_flags,
    joined,
    line_flags,
    remarks,
    said,
    source,
    unit,
)
from bot.views.tiers import tier_name
from core.figures import Fact, Figure
from core.programmes import Standing
from core.scales import Choice
from core.scoring import Line, Scorecard
from core.services.tables import Extract, Record
from core.sources import Source

COLUMNS = (
    (key("table.number"), 6),
    (key("table.town"), 18),
    (key("table.region"), 22),
    (key("table.subject"), 26),
    (key("table.what"), 40),
    (key("table.value"), 22),
    (key("table.upper"), 10),
    (key("table.unit"), 12),
    (key("table.raw"), 22),
    (key("table.counted"), 10),
    (key("table.low"), 10),
    (key("table.high"), 10),
    (key("table.printed"), 12),
    (key("table.flags"), 30),
    (key("table.remarks"), 50),
    *SOURCE,
    (key("table.also"), 40),
    (key("table.force"), 40),
)


class Figures:
    """`force` stands in each row, so that a row that is copied out still says it."""

    def __init__(self, t: Translator, extract: Extract, standing: Standing, bot_name: str) -> None:
        self.t = t
        self.extract = extract
        self.bot_name = bot_name
        self.force = said(force(t, standing))

    def table(self) -> Table:
        rows = (*(row for record in self.extract.records for row in self.of_town(record)), *self.of_others())
        return Table(self.t.plain("table.name_figures"), columns(self.t, COLUMNS), rows, pinned=2)

    def of_town(self, record: Record) -> Iterator[Row]:
        yield self.economic(record)
        if record.card:
            yield self.total(record, record.card)
            for line in record.card.lines.values():
                yield self.indicator(record, line)
        for section in record.sheet.sections:
            for each in section.lines:
                yield from (self.figure(figure, self.place(record)) for figure in each.figures)
            yield from (self.fact(fact, self.place(record)) for fact in section.facts)
        yield from self.described(record)

    def of_others(self) -> Iterator[Row]:
        """What the towns are compared with, and what is said of all of them together."""
        for benchmark, figure in self.extract.beside:
            yield self.figure(figure, (None, capital(self.t.name(benchmark.name)), None))
        for fact in self.extract.of_all:
            yield self.fact(fact, (None, self.t.plain("table.all_towns"), None))

    def place(self, record: Record) -> Row:
        town = record.town
        return town.number, self.t.name(town.name), self.t.name(town.oblast.name)

    def row(
        self,
        place: Row,
        subject: str,
        what: str,
        value: Cell,
        found: Source,
        *,
        upper: Cell = None,
        measured_in: Cell = None,
        raw: Cell = None,
        scores: Row = (None, None, None, None),
        flags: Cell = None,
        remark: Cell = None,
        also: Cell = None,
    ) -> Row:
        named = (*place, capital(subject), capital(what), value, upper, measured_in, raw, *scores, flags, remark)
        return (*named, *source(self.t, found, self.bot_name), also, self.force)

    def economic(self, record: Record) -> Row:
        scale, potential = self.extract.economic, record.town.potential
        judge = self.t.plain("table.judged_by", judge=self.t.name(scale.judged_by))
        return self.row(
            self.place(record),
            self.t.name(scale.name),
            judge,
            self.t.name(scale.tiers[potential.tier]),
            potential.source,
            remark=remarks(self.t, (*scale.notes, *record.notes)),
        )

    def total(self, record: Record, card: Scorecard) -> Row:
        printed = card.printed_total
        tier = None if card.total is None else tier_name(self.t, card.methodology, card.tier)
        return self.row(
            self.place(record),
            self.t.name(card.methodology.name),
            self.t.plain("table.total_and_tier"),
            tier,
            printed.source if printed else card.methodology.source,
            scores=(card.total, card.low, card.high, printed.score if printed else None),
            flags=None if card.low == card.high else self.t.plain("flag.interval"),
            remark=said(differences(self.t, card)) or None,
        )

    def indicator(self, record: Record, line: Line) -> Row:
        each, observation = line.indicator, line.observation
        return self.row(
            self.place(record),
            self.t.name(self.extract.methodology.name),
            f"{each.id} {self.t.name(each.name)}",  # an id alone is taken for a day: 1.1
            worth(self.t, line),
            observation.source or each.source,
            measured_in=unit(self.t, each.unit),
            raw=as_printed(line),
            scores=(line.score, line.possible[0], line.possible[-1], line.printed),
            flags=joined(line_flags(self.t, line)),
            remark=remarks(self.t, (observation.note, *each.notes)),
        )

    def figure(self, figure: Figure, place: Row) -> Row:
        amount = figure.amount
        return self.row(
            place,
            self.t.name(figure.measure.group.name),
            self.t.name(figure.measure.name),
            amount.low,
            figure.source,
            upper=None if amount.high == amount.low else amount.high,
            measured_in=unit(self.t, figure.measure.unit),
            flags=joined(figure_flags(self.t, figure)),
            remark=self.t.name(figure.note) if figure.note else None,
            also=citations(self.t, figure.also),
        )

    def fact(self, fact: Fact, place: Row) -> Row:
        words = self.t.plain("table.in_words")
        also = citations(self.t, fact.also)
        return self.row(place, self.t.name(fact.group.name), words, self.t.name(fact.text), fact.source, also=also)

    def described(self, record: Record) -> Iterator[Row]:
        """What the town lives by, and where it lies."""
        t, town, place = self.t, record.town, self.place(record)
        subject = t.plain("table.of_town")
        what = t.name(town.branch.name), t.name(town.branch.sort_name)
        yield self.row(place, subject, t.plain("table.branch"), ": ".join(what), town.branch.source)
        enterprises = t.name(town.enterprises.name)
        yield self.row(place, subject, t.plain("table.enterprises"), enterprises, town.enterprises.source)
        known_for = t.name(town.specialisation.name)
        yield self.row(place, subject, t.plain("table.specialisation"), known_for, town.specialisation.source)
        then = t.name(town.oblast_2012.name)
        yield self.row(place, subject, t.plain("table.region_2012"), then, town.oblast_2012_source)
        now = t.name(town.oblast.name)
        yield self.row(place, subject, t.plain("table.region"), now, town.oblast_source)
        yield self.row(place, subject, t.plain("table.position"), position(record), town.position.source)


def position(record: Record) -> str:
    """As maps take it."""
    return f"{record.town.position.lat}, {record.town.position.lon}"


def worth(t: Translator, line: Line) -> Cell:
    """A value that can be counted by; what has lost a digit stands only as it is printed."""
    if line.basis != "value":
        return None
    if isinstance(line.step, Choice):
        return band(t, line.step, None)
    value = line.observation.value
    assert isinstance(value, Decimal)
    return value
