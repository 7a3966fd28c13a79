"""What is wrong with a file of data/, where, and how it is mended."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from bot.i18n import Translator, key
from core.flaws import Flaw, FlawKind

FLAWS: Mapping[FlawKind, str] = {
    FlawKind.FILE_MISSING: key("flaw.file_missing"),
    FlawKind.FILE_EMPTY: key("flaw.file_empty"),
    FlawKind.NOT_UTF8: key("flaw.not_utf8"),
    FlawKind.TABLE_BROKEN: key("flaw.table_broken"),
    FlawKind.MORE_CELLS: key("flaw.more_cells"),
    FlawKind.STRANGE_LETTER: key("flaw.strange_letter"),
    FlawKind.SIGN: key("flaw.sign"),
    FlawKind.QUOTES: key("flaw.quotes"),
    FlawKind.BRACKETS: key("flaw.brackets"),
    FlawKind.COLON: key("flaw.colon"),
    FlawKind.COLON_MISSING: key("flaw.colon_missing"),
    FlawKind.INDENT: key("flaw.indent"),
    FlawKind.ALIAS: key("flaw.alias"),
    FlawKind.TWO_DOCUMENTS: key("flaw.two_documents"),
    FlawKind.BROKEN: key("flaw.broken"),
    FlawKind.MISSING: key("flaw.missing"),
    FlawKind.KEYS_MISSING: key("flaw.keys_missing"),
    FlawKind.UNKNOWN_KEY: key("flaw.unknown_key"),
    FlawKind.KEY_TWICE: key("flaw.key_twice"),
    FlawKind.TWICE: key("flaw.twice"),
    FlawKind.UNKNOWN: key("flaw.unknown"),
    FlawKind.UNKNOWN_NEAR: key("flaw.unknown_near"),
    FlawKind.UNKNOWN_OF: key("flaw.unknown_of"),
    FlawKind.NOT_KEYS: key("flaw.not_keys"),
    FlawKind.NOT_A_LIST: key("flaw.not_a_list"),
    FlawKind.EMPTY: key("flaw.empty"),
    FlawKind.TOO_MANY: key("flaw.too_many"),
    FlawKind.NOT_LANGUAGES: key("flaw.not_languages"),
    FlawKind.NOT_TEXT: key("flaw.not_text"),
    FlawKind.EMPTY_TEXT: key("flaw.empty_text"),
    FlawKind.TOO_LONG: key("flaw.too_long"),
    FlawKind.NOT_A_NUMBER: key("flaw.not_a_number"),
    FlawKind.NOT_WHOLE: key("flaw.not_whole"),
    FlawKind.NOT_A_DAY: key("flaw.not_a_day"),
    FlawKind.NOT_YES_OR_NO: key("flaw.not_yes_or_no"),
    FlawKind.NOT_MORE: key("flaw.not_more"),
    FlawKind.TOO_LITTLE: key("flaw.too_little"),
    FlawKind.TOO_MUCH: key("flaw.too_much"),
    FlawKind.NOT_LESS: key("flaw.not_less"),
    FlawKind.NOT_AN_ID: key("flaw.not_an_id"),
    FlawKind.NOT_A_PHONE: key("flaw.not_a_phone"),
    FlawKind.NOT_A_SITE: key("flaw.not_a_site"),
    FlawKind.NOT_A_GROUP: key("flaw.not_a_group"),
    FlawKind.NOT_AN_INDICATOR: key("flaw.not_an_indicator"),
    FlawKind.NOT_A_WISH: key("flaw.not_a_wish"),
    FlawKind.BAD_VALUE: key("flaw.bad_value"),
    FlawKind.NOT_AN_ACT: key("flaw.not_an_act"),
    FlawKind.ACT_UNNAMED: key("flaw.act_unnamed"),
    FlawKind.BAD_PERIOD: key("flaw.bad_period"),
    FlawKind.PLACEHOLDER: key("flaw.placeholder"),
    FlawKind.BRACES: key("flaw.braces"),
    FlawKind.NUMBERS_DIFFER: key("flaw.numbers_differ"),
    FlawKind.OFFICES: key("flaw.offices"),
    FlawKind.LEADS_NOWHERE: key("flaw.leads_nowhere"),
    FlawKind.OFFICE_NOWHERE: key("flaw.office_nowhere"),
    FlawKind.CHECKED_BEFORE: key("flaw.checked_before"),
    FlawKind.NO_YEARS: key("flaw.no_years"),
    FlawKind.YEARS_APART: key("flaw.years_apart"),
    FlawKind.YEAR_OF_FILE: key("flaw.year_of_file"),
    FlawKind.OTHER_YEAR: key("flaw.other_year"),
    FlawKind.NOT_MOVED: key("flaw.not_moved"),
    FlawKind.MOVED_FOR_NOTHING: key("flaw.moved_for_nothing"),
    FlawKind.NOT_A_HOLIDAY: key("flaw.not_a_holiday"),
    FlawKind.BAD_MOVED_DAY: key("flaw.bad_moved_day"),
    FlawKind.NOT_A_WEEKEND: key("flaw.not_a_weekend"),
    FlawKind.DAY_OFF_ALREADY: key("flaw.day_off_already"),
    FlawKind.MISCOUNTED: key("flaw.miscounted"),
    FlawKind.BAD_ENDS: key("flaw.bad_ends"),
    FlawKind.BAD_TIER_START: key("flaw.bad_tier_start"),
    FlawKind.SHORT_TOO_LONG: key("flaw.short_too_long"),
    FlawKind.BAD_INDICATOR: key("flaw.bad_indicator"),
    FlawKind.BAND_BACKWARDS: key("flaw.band_backwards"),
    FlawKind.GAP_BELOW: key("flaw.gap_below"),
    FlawKind.GAP_ABOVE: key("flaw.gap_above"),
    FlawKind.BANDS_OVERLAP: key("flaw.bands_overlap"),
    FlawKind.SCORES_FALL: key("flaw.scores_fall"),
    FlawKind.SCORES_RISE: key("flaw.scores_rise"),
    FlawKind.CHOICES_FALL: key("flaw.choices_fall"),
    FlawKind.TIERS_OVERLAP: key("flaw.tiers_overlap"),
    FlawKind.FIGURE_UNFIT: key("flaw.figure_unfit"),
    FlawKind.ROWS_MISSING: key("flaw.rows_missing"),
    FlawKind.TOTAL_MISSING: key("flaw.total_missing"),
    FlawKind.SOUND_OF_NOTHING: key("flaw.sound_of_nothing"),
    FlawKind.UNIT_MISSING: key("flaw.unit_missing"),
    FlawKind.UNIT_OF_CHOICE: key("flaw.unit_of_choice"),
    FlawKind.UNLIKE_UNITS: key("flaw.unlike_units"),
    FlawKind.VALUE_TOO_LITTLE: key("flaw.value_too_little"),
    FlawKind.VALUE_TOO_MUCH: key("flaw.value_too_much"),
    FlawKind.NO_SUCH_CHOICE: key("flaw.no_such_choice"),
    FlawKind.NO_SUCH_SCORE: key("flaw.no_such_score"),
    FlawKind.NOTE_OF_LINE: key("flaw.note_of_line"),
    FlawKind.NOTE_OF_SUM: key("flaw.note_of_sum"),
    FlawKind.NOTE_OF_INTERVAL: key("flaw.note_of_interval"),
    FlawKind.EDITION_GONE: key("flaw.edition_gone"),
    FlawKind.OTHER_RULES: key("flaw.other_rules"),
    FlawKind.REPLACES_ITSELF: key("flaw.replaces_itself"),
    FlawKind.EDITION_TWICE: key("flaw.edition_twice"),
    FlawKind.NO_EDITION: key("flaw.no_edition"),
    FlawKind.LAST_DAY_FIRST: key("flaw.last_day_first"),
    FlawKind.LAST_DAY_AND_ENDING: key("flaw.last_day_and_ending"),
    FlawKind.CONDITION_OF_ONE: key("flaw.condition_of_one"),
    FlawKind.HALF_A_CONDITION: key("flaw.half_a_condition"),
    FlawKind.WORKING_DAYS_CARRIED: key("flaw.working_days_carried"),
    FlawKind.NOT_A_PART: key("flaw.not_a_part"),
    FlawKind.FIRST_STEP: key("flaw.first_step"),
    FlawKind.BAD_RULE: key("flaw.bad_rule"),
    FlawKind.NO_NUMBER: key("flaw.no_number"),
    FlawKind.UNSURE: key("flaw.unsure"),
    FlawKind.NOT_ASKED_LATER: key("flaw.not_asked_later"),
    FlawKind.NO_MEASURES: key("flaw.no_measures"),
    FlawKind.MEASURE_ELSEWHERE: key("flaw.measure_elsewhere"),
    FlawKind.NOT_CARRIED: key("flaw.not_carried"),
    FlawKind.NO_MORE: key("flaw.no_more"),
    FlawKind.LAYOUT_TAKEN: key("flaw.layout_taken"),
    FlawKind.CLASH: key("flaw.clash"),
    FlawKind.NOT_A_NAME: key("flaw.not_a_name"),
    FlawKind.OBLAST_OF_NOTHING: key("flaw.oblast_of_nothing"),
    FlawKind.CHAPTER_OF_FILE: key("flaw.chapter_of_file"),
    FlawKind.LEAST_OVER_MOST: key("flaw.least_over_most"),
    FlawKind.PHRASE_ENDS: key("flaw.phrase_ends"),
    FlawKind.NOT_A_WORD: key("flaw.not_a_word"),
    FlawKind.WORD_TOO_SHORT: key("flaw.word_too_short"),
    FlawKind.BAD_TARGET: key("flaw.bad_target"),
    FlawKind.BAD_TARGET_BASE: key("flaw.bad_target_base"),
    FlawKind.PLACE_TAKEN: key("flaw.place_taken"),
    FlawKind.WORKED_OUT: key("flaw.worked_out"),
    FlawKind.BAD_AMOUNT: key("flaw.bad_amount"),
    FlawKind.RANGE_BACKWARDS: key("flaw.range_backwards"),
    FlawKind.BAD_TEST: key("flaw.bad_test"),
    FlawKind.CRITERION_PLACE: key("flaw.criterion_place"),
}
LONGEST = 80
STEP = " › "


def flaw(t: Translator, each: Flaw) -> Markup:
    """With its place in words. Positions in lists are left out: they begin with 0, and there is the line."""
    text, way = said(t, each), STEP.join(shortened(step) for step in each.way if isinstance(step, str))
    if each.line is None:
        return t("flaw.at_file", file=each.file, flaw=text)
    if not way:
        return t("flaw.at_line", file=each.file, line=str(each.line), flaw=text)
    return t("flaw.at", file=each.file, line=str(each.line), way=way, flaw=text)


def line(t: Translator, each: Flaw) -> str:
    """For the command line: editors of text find such a place."""
    return f"{each.where}: {said(t, each).striptags()}"


def lines(t: Translator, flaws: Iterable[Flaw]) -> list[str]:
    return [line(t, each) for each in flaws]


def said(t: Translator, each: Flaw) -> Markup:
    return t(FLAWS[each.kind], **{name: shortened(value) for name, value in each.facts.items()})


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
