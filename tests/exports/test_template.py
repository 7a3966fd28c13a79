"""The template is filled in and read back, in three languages."""

from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.exports.template import template
from bot.views.tables.template import VALUE, form
from core.drafts import Answers, Draft
from core.files.spreadsheets.reading import read_spreadsheet
from core.localised import LANGUAGES, Language
from core.methodology import Indicator
from tests.catalogues import catalogue
from tests.house import translators

TODAY = date(2026, 11, 21)
SOURCE: Answers = {("", "source"): "stat.gov.kz"}


@cache
def made(language: Language) -> bytes:
    known = catalogue()
    return template(form(translators()[language], known.towns, known.innovation, known.sheets, TODAY.year - 1))


def read(content: bytes) -> Draft:
    return read_spreadsheet(content, catalogue().vocabulary, TODAY, answers=SOURCE)


def worth(indicator: Indicator, language: Language) -> Decimal | str:
    return indicator.choices[-1].name.into(language).capitalize() if indicator.choices else Decimal(7)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_filled_in_and_read_back(language: Language) -> None:
    book = load_workbook(BytesIO(made(language)))
    sheet = book.worksheets[0]
    indicators = list(catalogue().innovation.indicators.values())
    for at, row in enumerate(sheet.iter_rows(min_row=2)):
        row[VALUE].value = worth(indicators[at % len(indicators)], language)
    written = BytesIO()
    book.save(written)
    draft = read(written.getvalue())
    assert draft.faults == ()
    assert draft.questions == ()
    assert len(draft.figures) == len(catalogue().towns) * len(indicators)
    assert {figure.year for figure in draft.figures} == {TODAY.year - 1}
    for figure in draft.figures:
        indicator = catalogue().indicator(figure.indicator)
        assert figure.value == (indicator.choices[-1].id if indicator.choices else 7)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_as_it_is_publishes_nothing(language: Language) -> None:
    draft = read(made(language))
    assert [fault.kind.value for fault in draft.faults] == ["no_figures"]
    assert draft.empty == len(catalogue().towns) * len(catalogue().innovation.indicators)


def test_choices_have_a_list_that_is_in_sight() -> None:
    book = load_workbook(BytesIO(made("en")))
    assert [sheet.sheet_state for sheet in book] == ["visible", "visible"]
    rules = book.worksheets[0].data_validations.dataValidation
    lists = [rule for rule in rules if rule.type == "list"]
    choosing = [each for each in catalogue().innovation.indicators.values() if each.choices]
    assert len(lists) == len(choosing)
    explanations = book.worksheets[1]
    for rule, indicator in zip(lists, choosing, strict=True):
        first, last = rule.formula1.split("!")[1].replace("$", "").split(":")
        answers = [cell[0].value for cell in explanations[first:last]]
        assert [answer.lower() for answer in answers] == [choice.name.en.lower() for choice in indicator.choices]
        assert len(list(rule.sqref.ranges)) == len(catalogue().towns)


def test_what_stands_now_is_shown_only_where_it_is_sound() -> None:
    rows = form(translators()["en"], catalogue().towns, catalogue().innovation, catalogue().sheets, 2025).table.rows
    now = {(row[0], row[1].split()[0]): row[3] for row in rows if isinstance(row[1], str)}
    assert now["Temirtau", "2.6"] == Decimal("4.6")
    assert now["Temirtau", "3.1"] == "exists"
    assert now["Saran", "2.1"] is None
    assert now["Ridder", "2.6"] is None


def test_the_same_template_is_the_same_bytes() -> None:
    known = catalogue()
    again = template(form(translators()["kk"], known.towns, known.innovation, known.sheets, TODAY.year - 1))
    assert again == made("kk")
