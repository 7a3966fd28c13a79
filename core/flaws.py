"""What can be wrong with a file of data/, and where. Words are the view's, so that they are there in each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_NAMED = 12
"""What could stand in a place is only listed where there is not more of it."""


class FlawKind(StrEnum):
    # The file.
    FILE_MISSING = "file_missing"
    FILE_EMPTY = "file_empty"
    NOT_UTF8 = "not_utf8"
    TABLE_BROKEN = "table_broken"
    MORE_CELLS = "more_cells"
    STRANGE_LETTER = "strange_letter"
    SIGN = "sign"
    QUOTES = "quotes"
    BRACKETS = "brackets"
    COLON = "colon"
    COLON_MISSING = "colon_missing"
    INDENT = "indent"
    ALIAS = "alias"
    TWO_DOCUMENTS = "two_documents"
    BROKEN = "broken"

    # What stands in it.
    MISSING = "missing"
    KEYS_MISSING = "keys_missing"
    UNKNOWN_KEY = "unknown_key"
    KEY_TWICE = "key_twice"
    TWICE = "twice"
    UNKNOWN = "unknown"
    UNKNOWN_NEAR = "unknown_near"
    UNKNOWN_OF = "unknown_of"
    NOT_KEYS = "not_keys"
    NOT_A_LIST = "not_a_list"
    EMPTY = "empty"
    TOO_MANY = "too_many"
    NOT_LANGUAGES = "not_languages"

    # One value.
    NOT_TEXT = "not_text"
    EMPTY_TEXT = "empty_text"
    TOO_LONG = "too_long"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    NOT_A_DAY = "not_a_day"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_MORE = "not_more"
    TOO_LITTLE = "too_little"
    TOO_MUCH = "too_much"
    NOT_LESS = "not_less"
    NOT_AN_ID = "not_an_id"
    NOT_A_PHONE = "not_a_phone"
    NOT_A_SITE = "not_a_site"
    NOT_A_GROUP = "not_a_group"
    NOT_AN_INDICATOR = "not_an_indicator"
    NOT_A_WISH = "not_a_wish"
    BAD_VALUE = "bad_value"

    # Sources and texts.
    NOT_AN_ACT = "not_an_act"
    ACT_UNNAMED = "act_unnamed"
    BAD_PERIOD = "bad_period"
    PLACEHOLDER = "placeholder"
    BRACES = "braces"
    NUMBERS_DIFFER = "numbers_differ"

    # Contacts.
    OFFICES = "offices"
    LEADS_NOWHERE = "leads_nowhere"
    OFFICE_NOWHERE = "office_nowhere"
    CHECKED_BEFORE = "checked_before"

    # Working days.
    NO_YEARS = "no_years"
    YEARS_APART = "years_apart"
    YEAR_OF_FILE = "year_of_file"
    OTHER_YEAR = "other_year"
    NOT_MOVED = "not_moved"
    MOVED_FOR_NOTHING = "moved_for_nothing"
    NOT_A_HOLIDAY = "not_a_holiday"
    BAD_MOVED_DAY = "bad_moved_day"
    NOT_A_WEEKEND = "not_a_weekend"
    DAY_OFF_ALREADY = "day_off_already"
    MISCOUNTED = "miscounted"

    # The methodology, and what is known of the towns.
    BAD_ENDS = "bad_ends"
    BAD_TIER_START = "bad_tier_start"
    SHORT_TOO_LONG = "short_too_long"
    BAD_INDICATOR = "bad_indicator"
    BAND_BACKWARDS = "band_backwards"
    GAP_BELOW = "gap_below"
    GAP_ABOVE = "gap_above"
    BANDS_OVERLAP = "bands_overlap"
    SCORES_FALL = "scores_fall"
    SCORES_RISE = "scores_rise"
    CHOICES_FALL = "choices_fall"
    TIERS_OVERLAP = "tiers_overlap"
    FIGURE_UNFIT = "figure_unfit"
    ROWS_MISSING = "rows_missing"
    TOTAL_MISSING = "total_missing"
    SOUND_OF_NOTHING = "sound_of_nothing"
    UNIT_MISSING = "unit_missing"
    UNIT_OF_CHOICE = "unit_of_choice"
    UNLIKE_UNITS = "unlike_units"
    VALUE_TOO_LITTLE = "value_too_little"
    VALUE_TOO_MUCH = "value_too_much"
    NO_SUCH_CHOICE = "no_such_choice"
    NO_SUCH_SCORE = "no_such_score"
    NOTE_OF_LINE = "note_of_line"
    NOTE_OF_SUM = "note_of_sum"
    NOTE_OF_INTERVAL = "note_of_interval"

    # Programmes.
    EDITION_GONE = "edition_gone"
    OTHER_RULES = "other_rules"
    REPLACES_ITSELF = "replaces_itself"
    EDITION_TWICE = "edition_twice"
    NO_EDITION = "no_edition"
    LAST_DAY_FIRST = "last_day_first"
    LAST_DAY_AND_ENDING = "last_day_and_ending"
    CONDITION_OF_ONE = "condition_of_one"
    HALF_A_CONDITION = "half_a_condition"
    WORKING_DAYS_CARRIED = "working_days_carried"
    NOT_A_PART = "not_a_part"
    FIRST_STEP = "first_step"
    BAD_RULE = "bad_rule"
    NO_NUMBER = "no_number"
    UNSURE = "unsure"
    NOT_ASKED_LATER = "not_asked_later"
    NO_MEASURES = "no_measures"
    MEASURE_ELSEWHERE = "measure_elsewhere"
    NOT_CARRIED = "not_carried"
    NO_MORE = "no_more"
    LAYOUT_TAKEN = "layout_taken"

    # What comes with a release only.
    CLASH = "clash"
    NOT_A_NAME = "not_a_name"
    OBLAST_OF_NOTHING = "oblast_of_nothing"
    CHAPTER_OF_FILE = "chapter_of_file"
    LEAST_OVER_MOST = "least_over_most"
    PHRASE_ENDS = "phrase_ends"
    NOT_A_WORD = "not_a_word"
    WORD_TOO_SHORT = "word_too_short"
    BAD_TARGET = "bad_target"
    BAD_TARGET_BASE = "bad_target_base"
    PLACE_TAKEN = "place_taken"
    WORKED_OUT = "worked_out"
    BAD_AMOUNT = "bad_amount"
    RANGE_BACKWARDS = "range_backwards"
    BAD_TEST = "bad_test"
    CRITERION_PLACE = "criterion_place"


class Wrong(ValueError):
    """Raised where a value is checked by itself; whoever reads the file knows where it stands."""

    def __init__(self, kind: FlawKind, **facts: object) -> None:
        super().__init__(kind, facts)
        self.kind = kind
        self.facts = facts

    def __str__(self) -> str:
        return outlined(self.kind, self.facts)


@dataclass(frozen=True, slots=True)
class Flaw:
    """`way` are the keys and positions that lead to the value, from the top of the file. Without a line it is about
    the file as a whole, or the folder.
    """

    file: str
    kind: FlawKind
    facts: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None
    way: tuple[str | int, ...] = ()

    @property
    def where(self) -> str:
        """As editors of text and those who edit data/ know it."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {'.'.join(map(str, self.way))}" if self.way else place

    def __str__(self) -> str:
        return f"{self.where}: {outlined(self.kind, self.facts)}"


def outlined(kind: FlawKind, facts: Mapping[str, object]) -> str:
    """For a log; nobody is to read it elsewhere."""
    return " ".join((kind, *(f"{name}={value}" for name, value in facts.items())))
