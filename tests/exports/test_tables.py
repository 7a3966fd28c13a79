"""Every figure of the files against the services, read back as a person's program reads them."""

import csv
import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.exports.separated import separated
from bot.exports.tables import Book
from bot.exports.workbook import workbook
from bot.views.tables import books
from bot.views.tables.breakdown import of_innovation
from bot.views.tables.parts import line_flags
from core.advance import ahead
from core.figures import Figure
from core.localised import LANGUAGES, Language
from core.observations import Sheet
from core.scoring import Line, Scorecard, score
from core.services.scores import Scores
from core.services.tables import Record, Tables
from core.sources import Source
from tests.house import catalogue, gallery

SCORES, TABLES, FIGURES = Scores(catalogue()), Tables(catalogue()), catalogue().figures
SCORED = tuple(each.town.id for each in SCORES.all() if each.card)
BOT = "monoqala_bot"
STANDING = gallery().support.standing()
LAPSED: dict[Language, str] = {"kk": "күші жоқ", "ru": "не действует", "en": "lost force"}
Row = dict[str, Any]


def test_the_towns_with_data_are_the_eight_of_the_article() -> None:
    assert len(SCORED) == 8
    assert "ridder" not in SCORED


@cache
def book_of(town: str, language: Language) -> Book:
    t = gallery().translators[language]
    if town:
        return books.of_town(t, TABLES.of(town), STANDING, BOT)
    return books.of_all(t, TABLES.all(), STANDING, BOT)


def sheets(book: Book) -> list[list[Row]]:
    read = load_workbook(BytesIO(workbook(book)), read_only=True)
    found = []
    for sheet in read:
        head, *rows = sheet.iter_rows(values_only=True)
        assert len(set(head)) == len(head), "two columns of one name"
        found.append([dict(zip(head, row, strict=True)) for row in rows])
    return found


class Columns:
    """Columns by their keys, in one language."""

    def __init__(self, language: Language) -> None:
        self.t = gallery().translators[language]

    def __call__(self, row: Row, *keys: str) -> tuple[Any, ...]:
        return tuple(row[self.t.plain(f"table.{key}")] for key in keys)

    def source(self, row: Row) -> tuple[Any, ...]:
        document, place, first, last, link = self(row, "document", "place", "from_day", "to_day", "link")
        assert document
        return place, first and first.date(), last and last.date(), link

    def cited(self, source: Source) -> tuple[Any, ...]:
        period = source.period
        days = (period.first, period.last) if period else (None, None)
        place = self.t.name(source.place) if source.place else None
        return place, *days, f"https://t.me/{BOT}?start=doc-{source.document.id}"


def near(value: Any, wanted: Decimal | None) -> bool:
    return value is None if wanted is None else bool(value == pytest.approx(float(wanted), rel=1e-12))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("town", SCORED)
def test_the_breakdown_of_a_town(town: str, language: Language) -> None:
    card, columns = SCORES.card(town), Columns(language)
    breakdown, totals, _, _ = sheets(book_of(town, language))
    for row, line in zip(breakdown, card.lines.values(), strict=True):
        seen = columns(row, "code", "indicator", "raw", "by_value", "printed", "adds", "top", "low", "high")
        assert seen == (
            line.indicator.id,
            columns.t.name(line.indicator.name),
            line.observation.raw,
            line.by_value,
            line.printed,
            line.score,
            line.indicator.top,
            line.possible[0],
            line.possible[-1],
        )
        same_value(columns, row, line)
        further = ahead(line)
        gain, distance = columns(row, "gain", "distance")
        assert gain == (further.gain if further else None)
        assert near(distance, further.change if further else None)
        assert columns.source(row) == columns.cited(line.observation.source or line.indicator.source)
    assert sum(columns(row, "adds")[0] for row in breakdown) == card.total
    adds_up(columns, totals, town)


def same_value(columns: Columns, row: Row, line: Line) -> None:
    [value], observed = columns(row, "value"), line.observation.value
    if line.basis != "value":
        assert value is None
        assert columns(row, "flags")[0]
    elif isinstance(observed, Decimal):
        assert near(value, observed)
    else:
        assert value == columns(row, "band")[0]


def adds_up(columns: Columns, totals: list[Row], town: str) -> None:
    card = SCORES.card(town)
    *groups, total, printed, economic = totals
    assert [columns(row, "counted")[0] for row in groups] == [each.score for each in card.groups]
    assert columns(total, "counted", "low", "high", "top") == (card.total, card.low, card.high, 68)
    assert card.printed_total
    assert columns(printed, "counted")[0] == card.printed_total.score
    assert columns.source(printed) == columns.cited(card.printed_total.source)
    potential, scale = catalogue().town(town).potential, catalogue().economic
    assert columns(economic, "counted", "tier") == (None, columns.t.name(scale.tiers[potential.tier]))
    assert columns.source(economic) == columns.cited(potential.source)
    assert columns(total, "subject") != columns(economic, "subject")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_town_without_data_is_told_what_would_be_needed(language: Language) -> None:
    columns = Columns(language)
    breakdown, [total, economic], figures, _ = sheets(book_of("ridder", language))
    assert [columns(row, "code")[0] for row in breakdown] == list(SCORES.methodology.indicators)
    for row in breakdown:
        assert columns(row, "raw", "value", "printed", "adds", "low", "high") == (None,) * 6
        assert columns(row, "flags") == (columns.t.plain("flag.no_data"),)
    assert columns(total, "counted", "low", "high", "tier") == (None,) * 4
    assert columns(total, "remarks")[0]
    assert columns(economic, "tier")[0] == columns.t.name(catalogue().economic.tiers["high"])
    assert len(figures) > len(FIGURES.sheet(catalogue().town("ridder")).sections)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("town", ["temirtau", "arkalyk"])
def test_the_known_figures_of_a_town_and_what_stands_beside_them(town: str, language: Language) -> None:
    columns, sheet = Columns(language), FIGURES.sheet(catalogue().town(town))
    rows = [row for row in sheets(book_of(town, language))[2] if columns(row, "unit")[0] and not columns(row, "raw")[0]]
    lines = [line for section in sheet.sections for line in section.lines]
    wanted = [figure for line in lines for figure in line.figures]
    wanted += dict.fromkeys(figure for line in lines for _, figure in line.beside)
    own = [row for row in rows if columns(row, "counted")[0] is None]
    assert len(own) == len(wanted)
    for row, figure in zip(own, wanted, strict=True):
        same_figure(columns, row, figure)


def same_figure(columns: Columns, row: Row, figure: Figure) -> None:
    value, upper, what = columns(row, "value", "upper", "what")
    assert what.lower() == columns.t.name(figure.measure.name).lower()
    assert near(value, figure.amount.low)
    assert near(upper, None if figure.amount.high == figure.amount.low else figure.amount.high)
    assert columns.source(row) == columns.cited(figure.source)
    assert bool(columns(row, "also")[0]) == bool(figure.also)
    flagged = figure.doubtful or figure.ours or figure.qualifier != "exactly"
    assert bool(columns(row, "flags")[0]) == flagged
    if figure.note:
        assert columns(row, "remarks")[0] == columns.t.name(figure.note)


def test_all_towns_side_by_side() -> None:
    columns = Columns("kk")
    towns, indicators, figures, _ = sheets(book_of("", "kk"))
    for row, town in zip(towns, catalogue().towns, strict=True):
        card = SCORES.of(town.id).card
        printed = card.printed_total.score if card and card.printed_total else None
        assert columns(row, "number", "town", "printed_name") == (town.number, town.name.kk, town.printed)
        assert columns(row, "region", "region_2012") == (town.oblast.name.kk, town.oblast_2012.name.kk)
        people = columns(row, "population", "counted_on", "population_later")
        october = dt.datetime(2011, 10, 1)  # noqa: DTZ001 - as Excel keeps days
        assert people == (town.population.people, october, town.population_2014.people)
        period = town.population_2014.source.period
        assert period
        [later] = columns(row, "counted_on_later")
        assert later == (dt.datetime(2014, 1, 1) if period.is_day else "2014 жыл")  # noqa: DTZ001 - the same
        assert columns(row, "economic_tier")[0] == catalogue().economic.tiers[town.potential.tier].kk
        scores = columns(row, "innovation_score", "low", "high", "printed_total")
        assert scores == ((card.total, card.low, card.high, printed) if card else (None,) * 4)
        cited = ("source_population", "source_population_later", "source_economic", "source_town")
        assert all(columns(row, *cited))
        assert row[columns.t.plain("table.in_bot")] == f"https://t.me/{BOT}?start=town-{town.id}"
    all_indicators(columns, indicators)
    assert len(figures) == len(book_of("", "ru").tables[2].rows)


def all_indicators(columns: Columns, rows: list[Row]) -> None:
    for row, town in zip(rows, SCORED, strict=True):
        card = SCORES.card(town)
        cells = list(row.values())
        assert columns(row, "town", "innovation_score") == (catalogue().town(town).name.kk, card.total)
        assert cells[3:38:2] == [line.score for line in card.lines.values()]
        for value, line in zip(cells[2:37:2], card.lines.values(), strict=True):
            if line.basis != "value":
                assert value == columns.t.plain("table.unusable", raw=str(line.observation.raw))
            elif isinstance(line.observation.value, Decimal):
                assert near(value, line.observation.value)
            else:
                assert isinstance(value, str)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_long_table_as_csv_holds_every_figure_there_is(language: Language) -> None:
    t, comma = gallery().translators[language], language != "en"
    content = separated(book_of("", language).tables[2], decimal_comma=comma).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(content, newline=""), delimiter=";" if comma else ","))
    columns = Columns(language)
    found = sorted(number(columns(row, "value")[0], comma) for row in rows if is_figure(columns, row))
    assert found == sorted(figure.amount.low for figure in FIGURES)
    for town in SCORED:
        name = t.name(catalogue().town(town).name)
        mine = [row for row in rows if columns(row, "town")[0] == name and columns(row, "counted")[0]]
        total, *lines = [int(columns(row, "counted")[0]) for row in mine]
        assert (total, lines) == (SCORES.card(town).total, [each.score for each in SCORES.card(town).lines.values()])
    for row in rows:
        document, link, force = columns(row, "document", "link", "force")
        assert document
        assert link.startswith(f"https://t.me/{BOT}?start=doc-")
        assert LAPSED[language] in force


def is_figure(columns: Columns, row: Row) -> bool:
    groups = {columns.t.name(measure.group.name) for measure in FIGURES.measures.values()}
    return columns(row, "subject")[0] in groups and bool(columns(row, "unit")[0])


def number(text: str, comma: bool) -> Decimal:
    return Decimal(text.replace(",", ".") if comma else text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_about_the_tables_names_both_scales_and_every_document(language: Language) -> None:
    t, table = gallery().translators[language], book_of("temirtau", language).tables[-1]
    said = "\n".join(str(cell) for row in table.rows for cell in row)
    names = [t.name(catalogue().economic.name), t.name(catalogue().innovation.name), catalogue().version]
    names += [t.name(document.title) for document in catalogue().documents.values()]
    assert [name for name in names if name.lower() not in said.lower()] == []
    assert LAPSED[language] in said


def test_flags_say_what_is_wrong_with_a_number() -> None:
    columns = Columns("ru")
    for town, indicator, flag in (
        ("saran", "2.1", "напечатано с изъяном"),
        ("karazhal", "2.3", "вместо числа напечатано другое"),
        ("shakhtinsk", "2.8", "не соответствует значению"),
        ("balkhash", "2.6", "балл неточен"),
    ):
        [head, row] = of_indicator(town, indicator)
        assert flag in str(dict(zip(head, row, strict=True))[columns.t.plain("table.flags")]), (town, indicator)


def test_flags_of_values_that_no_town_has_yet() -> None:
    t, method = gallery().translators["ru"], SCORES.methodology
    inferred = next(
        (each.id, choice.id) for each in method.indicators.values() for choice in each.choices if choice.inferred
    )
    supposed = SCORES.what_if("balkhash", {"2.4": Decimal(40), inferred[0]: inferred[1]}).after.lines
    assert list(line_flags(t, supposed["2.4"])) == ["диапазон выбран по нашему правилу"]
    assert list(line_flags(t, supposed[inferred[0]])) == ["балл взят по месту на шкале"]
    nothing = score(method, Sheet("balkhash"))
    flags = {tuple(line_flags(t, line)) for line in nothing.lines.values()}
    assert flags == {("данных нет", "балл неточен: смотрите границы")}
    [unknown] = [
        row for row in of_innovation(t, TABLES.of("abai"), with_card(nothing), BOT) if row[1] == "Итоговый балл"
    ]
    assert unknown[2:9] == (None, 0, 68, 68, None, "низкий, средний, уровень не напечатан или высокий", None)


def with_card(card: Scorecard) -> Record:
    return replace(TABLES.of("abai").records[0], card=card)


def of_indicator(town: str, indicator: str) -> tuple[list[str], tuple[Any, ...]]:
    table = book_of(town, "ru").tables[0]
    [row] = [row for row in table.rows if row[0] == indicator]
    return [column.title for column in table.columns], row
