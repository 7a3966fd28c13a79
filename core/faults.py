"""What can be wrong with figures that somebody sends, and what can be odd about them. Words are the view's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """A figure with a fault is not taken."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY_LINES = "too_many_lines"
    UNKNOWN_WORDS = "unknown_words"
    LETTERS_LOST = "letters_lost"
    CONTRADICTION = "contradiction"

    TOWN_MISSING = "town_missing"
    TOWN_UNKNOWN = "town_unknown"
    TOWN_UNCLEAR = "town_unclear"
    NOT_MONOTOWN = "not_monotown"
    INDICATOR_MISSING = "indicator_missing"
    INDICATOR_UNKNOWN = "indicator_unknown"
    INDICATOR_UNCLEAR = "indicator_unclear"
    NOT_A_NUMBER = "not_a_number"
    NUMBER_UNCLEAR = "number_unclear"
    SEVERAL_NUMBERS = "several_numbers"
    DIGITS_LOST = "digits_lost"
    BAND_LABEL = "band_label"
    TOO_LITTLE = "too_little"
    TOO_MUCH = "too_much"
    NOT_WHOLE = "not_whole"
    CHOICE_UNKNOWN = "choice_unknown"
    WRONG_UNIT = "wrong_unit"
    UNIT_UNKNOWN = "unit_unknown"
    YEAR_UNREADABLE = "year_unreadable"
    YEAR_FUTURE = "year_future"
    YEAR_OLD = "year_old"
    SOURCE_MISSING = "source_missing"
    SOURCE_LONG = "source_long"
    FIGURE_IN_SOURCE = "figure_in_source"

    # Cells of a spreadsheet.
    FORMULA = "formula"
    ERROR_VALUE = "error_value"
    DATE_CELL = "date_cell"
    HUGE_CELL = "huge_cell"
    HIDDEN_ROW = "hidden_row"
    HIDDEN_COLUMN = "hidden_column"
    CELL_BEYOND = "cell_beyond"
    HEADING_UNKNOWN = "heading_unknown"
    HEADING_REPEATED = "heading_repeated"
    HEADING_MISSING = "heading_missing"
    NO_HEADING = "no_heading"
    NO_FIGURES = "no_figures"
    SHEET_UNKNOWN = "sheet_unknown"

    # Files that are not read at all.
    FILE_EMPTY = "file_empty"
    FILE_BIG = "file_big"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_FAULTS = "too_many_faults"
    OLD_EXCEL = "old_excel"
    BINARY_EXCEL = "binary_excel"
    OPENDOCUMENT = "opendocument"
    DOCUMENT = "document"
    PICTURE = "picture"
    WEB_PAGE = "web_page"
    ARCHIVE = "archive"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    HIDDEN_SHEET = "hidden_sheet"
    NOT_A_TABLE = "not_a_table"
    BROKEN_FILE = "broken_file"
    BROKEN_QUOTES = "broken_quotes"
    WRONG_LETTERS = "wrong_letters"
    INFLATED = "inflated"


@dataclass(frozen=True, slots=True)
class Fault:
    """`where` is the line of a message, a cell ("C14", "Sheet!C14"), or nothing: the message or file as a whole."""

    where: str
    kind: FaultKind
    facts: Mapping[str, str] = field(default_factory=dict)


class DoubtKind(StrEnum):
    """What is doubtful may be published all the same, with a reason that is kept."""

    TENGE_FOR_THOUSAND = "tenge_for_thousand"
    THOUSANDFOLD = "thousandfold"
    THOUSANDTH = "thousandth"
    SHARE_FOR_PERCENT = "share_for_percent"
    DIGIT_LOST = "digit_lost"
    DIGIT_ADDED = "digit_added"
    BIG_CHANGE = "big_change"
    FAR_FROM_OTHERS = "far_from_others"
    SAME_FOR_ALL = "same_for_all"
    BAND_LABEL = "band_label"


@dataclass(frozen=True, slots=True)
class Doubt:
    """The figure it is about is named by town, indicator and year."""

    kind: DoubtKind
    town: str
    indicator: str
    year: int
    facts: Mapping[str, str] = field(default_factory=dict)


def kept(doubt: Doubt) -> str:
    """As it is kept beside the figures that were published in spite of it."""
    parts = [doubt.kind, doubt.town, doubt.indicator, doubt.year, dict(doubt.facts)]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def doubt_of(words: str) -> Doubt:
    """What was kept. ValueError: somebody has put it in words of their own."""
    parts = json.loads(words)
    if not isinstance(parts, list):
        raise ValueError(words)  # noqa: TRY004 - no wrong type of ours: these are words too
    kind, town, indicator, year, facts = parts
    return Doubt(DoubtKind(kind), town, indicator, year, facts)
