"""What is wrong with figures that were sent, and what to do about it; what is odd about them."""

from collections.abc import Mapping
from decimal import Decimal

from markupsafe import Markup

from bot.i18n import Translator, key
from core.faults import Doubt, DoubtKind, Fault, FaultKind
from core.methodology import Methodology
from core.towns import TownIndex

FAULTS: Mapping[FaultKind, str] = {
    FaultKind.EMPTY: key("fault.empty"),
    FaultKind.TOO_LONG: key("fault.too_long"),
    FaultKind.TOO_MANY_LINES: key("fault.too_many_lines"),
    FaultKind.UNKNOWN_WORDS: key("fault.unknown_words"),
    FaultKind.LETTERS_LOST: key("fault.letters_lost"),
    FaultKind.CONTRADICTION: key("fault.contradiction"),
    FaultKind.TOWN_MISSING: key("fault.town_missing"),
    FaultKind.TOWN_UNKNOWN: key("fault.town_unknown"),
    FaultKind.TOWN_UNCLEAR: key("fault.town_unclear"),
    FaultKind.NOT_MONOTOWN: key("fault.not_monotown"),
    FaultKind.INDICATOR_MISSING: key("fault.indicator_missing"),
    FaultKind.INDICATOR_UNKNOWN: key("fault.indicator_unknown"),
    FaultKind.INDICATOR_UNCLEAR: key("fault.indicator_unclear"),
    FaultKind.NOT_A_NUMBER: key("fault.not_a_number"),
    FaultKind.NUMBER_UNCLEAR: key("fault.number_unclear"),
    FaultKind.SEVERAL_NUMBERS: key("fault.several_numbers"),
    FaultKind.DIGITS_LOST: key("fault.digits_lost"),
    FaultKind.BAND_LABEL: key("fault.band_label"),
    FaultKind.TOO_LITTLE: key("fault.too_little"),
    FaultKind.TOO_MUCH: key("fault.too_much"),
    FaultKind.NOT_WHOLE: key("fault.not_whole"),
    FaultKind.CHOICE_UNKNOWN: key("fault.choice_unknown"),
    FaultKind.WRONG_UNIT: key("fault.wrong_unit"),
    FaultKind.UNIT_UNKNOWN: key("fault.unit_unknown"),
    FaultKind.YEAR_UNREADABLE: key("fault.year_unreadable"),
    FaultKind.YEAR_FUTURE: key("fault.year_future"),
    FaultKind.YEAR_OLD: key("fault.year_old"),
    FaultKind.SOURCE_MISSING: key("fault.source_missing"),
    FaultKind.SOURCE_LONG: key("fault.source_long"),
    FaultKind.FIGURE_IN_SOURCE: key("fault.figure_in_source"),
    FaultKind.FORMULA: key("fault.formula"),
    FaultKind.ERROR_VALUE: key("fault.error_value"),
    FaultKind.DATE_CELL: key("fault.date_cell"),
    FaultKind.HUGE_CELL: key("fault.huge_cell"),
    FaultKind.HIDDEN_ROW: key("fault.hidden_row"),
    FaultKind.HIDDEN_COLUMN: key("fault.hidden_column"),
    FaultKind.CELL_BEYOND: key("fault.cell_beyond"),
    FaultKind.HEADING_UNKNOWN: key("fault.heading_unknown"),
    FaultKind.HEADING_REPEATED: key("fault.heading_repeated"),
    FaultKind.HEADING_MISSING: key("fault.heading_missing"),
    FaultKind.NO_HEADING: key("fault.no_heading"),
    FaultKind.NO_FIGURES: key("fault.no_figures"),
    FaultKind.SHEET_UNKNOWN: key("fault.sheet_unknown"),
    FaultKind.FILE_EMPTY: key("fault.file_empty"),
    FaultKind.FILE_BIG: key("fault.file_big"),
    FaultKind.TOO_MANY_ROWS: key("fault.too_many_rows"),
    FaultKind.TOO_MANY_COLUMNS: key("fault.too_many_columns"),
    FaultKind.TOO_MANY_FAULTS: key("fault.too_many_faults"),
    FaultKind.OLD_EXCEL: key("fault.old_excel"),
    FaultKind.BINARY_EXCEL: key("fault.binary_excel"),
    FaultKind.OPENDOCUMENT: key("fault.opendocument"),
    FaultKind.DOCUMENT: key("fault.document"),
    FaultKind.PICTURE: key("fault.picture"),
    FaultKind.WEB_PAGE: key("fault.web_page"),
    FaultKind.ARCHIVE: key("fault.archive"),
    FaultKind.ENCRYPTED: key("fault.encrypted"),
    FaultKind.MACROS: key("fault.macros"),
    FaultKind.HIDDEN_SHEET: key("fault.hidden_sheet"),
    FaultKind.NOT_A_TABLE: key("fault.not_a_table"),
    FaultKind.BROKEN_FILE: key("fault.broken_file"),
    FaultKind.BROKEN_QUOTES: key("fault.broken_quotes"),
    FaultKind.WRONG_LETTERS: key("fault.wrong_letters"),
    FaultKind.INFLATED: key("fault.inflated"),
}
DOUBTS: Mapping[DoubtKind, str] = {
    DoubtKind.TENGE_FOR_THOUSAND: key("doubt.tenge_for_thousand"),
    DoubtKind.THOUSANDFOLD: key("doubt.thousandfold"),
    DoubtKind.THOUSANDTH: key("doubt.thousandth"),
    DoubtKind.SHARE_FOR_PERCENT: key("doubt.share_for_percent"),
    DoubtKind.DIGIT_LOST: key("doubt.digit_lost"),
    DoubtKind.DIGIT_ADDED: key("doubt.digit_added"),
    DoubtKind.BIG_CHANGE: key("doubt.big_change"),
    DoubtKind.FAR_FROM_OTHERS: key("doubt.far_from_others"),
    DoubtKind.SAME_FOR_ALL: key("doubt.same_for_all"),
    DoubtKind.BAND_LABEL: key("doubt.band_label"),
}
UNITS: Mapping[str, str] = {
    "percent": key("table.unit_percent"),
    "tenge": key("table.unit_tenge"),
    "thousand_tenge": key("table.unit_thousand_tenge"),
    "square_metre": key("table.unit_square_metre"),
    "count": key("fault.unit_count"),
}
COLUMNS: Mapping[str, str] = {
    "town": key("fault.column_town"),
    "indicator": key("fault.column_indicator"),
    "value": key("fault.column_value"),
}
NUMBERS = frozenset({"value", "against", "least", "most", "towns"})


def fault(t: Translator, each: Fault) -> Markup:
    """Where it is, and what: a line of a message or a cell of a file."""
    text = said(t, each)
    return t("fault.at", where=each.where, fault=text) if each.where else text


def remark(t: Translator, each: Fault) -> str:
    """What, for a place where it stands beside the cell; no markup is read there."""
    return said(t, each).unescape()


def said(t: Translator, each: Fault) -> Markup:
    return t(FAULTS[each.kind], **worded(t, each.facts))


def doubt(t: Translator, each: Doubt, towns: TownIndex, methodology: Methodology) -> Markup:
    town, indicator = towns.get(each.town), methodology.indicators[each.indicator]
    assert town is not None
    text = t(DOUBTS[each.kind], **worded(t, each.facts))
    what = t.name(indicator.short)
    return t("doubt.at", town=t.name(town.name), indicator=what, year=str(each.year), doubt=text)


def worded(t: Translator, facts: Mapping[str, str]) -> dict[str, str]:
    """Numbers as the language writes them, ids as words; what was typed stays as it was typed."""
    words: dict[str, str] = {}
    for name, said in facts.items():
        if name in NUMBERS:
            words[name] = t.number(Decimal(said))
        elif name == "what":
            words[name] = t.plain(COLUMNS[said])
        else:
            words[name] = t.plain(UNITS[said]) if name == "unit" else said
    return words
