"""Figures as they are typed: the cases, and every indicator of every town in every spelling."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.drafts import Answers, Draft, Question
from core.faults import FaultKind
from core.localised import LANGUAGES, Language
from core.methodology import Indicator
from core.towns import Town
from core.typed import answer_to, read_typed, spoilt_by
from tests.catalogues import cases, catalogue

CASES = cases("commands")
TODAY: date = CASES["today"]
INDICATORS = tuple(catalogue().innovation.indicators.values())
TOWNS = tuple(catalogue().towns)
EVERY = {"town": [town.id for town in TOWNS], "indicator": [indicator.id for indicator in INDICATORS]}
"""What is not said at all may be any of them."""
ASKED = tuple(
    (what, text, EVERY[what] if candidates == "every" else candidates)
    for what, texts in CASES["asked"].items()
    for text, candidates in texts.items()
)
YEARS = st.integers(1991, TODAY.year)
SPELLINGS = ("{n}", "{comma}", "{n} %", "{thin}", "{unit}")
UNITS = {"percent": "%", "thousand_tenge": "мың теңге", "square_metre": "м²", "count": "шт", "tenge": "₸"}


def read(text: str, answers: Answers | None = None) -> Draft:
    return read_typed(text, catalogue().vocabulary, TODAY, answers)


@pytest.mark.parametrize(("text", "kind"), [(text, kind) for kind, texts in CASES["bad"].items() for text in texts])
def test_a_bad_command_publishes_nothing_and_says_why(text: str, kind: str) -> None:
    draft = read(text)
    assert kind in [fault.kind for fault in draft.faults]
    assert not draft.figures or kind == "contradiction"


@pytest.mark.parametrize(("what", "text", "candidates"), ASKED)
def test_what_is_unclear_is_asked(what: str, text: str, candidates: list[str]) -> None:
    draft = read(text)
    assert not draft.figures
    assert not draft.faults
    (question,) = draft.questions
    assert question.what == what
    assert sorted(question.candidates) == sorted(candidates)


@pytest.mark.parametrize(
    ("what", "text", "candidate"),
    [(what, text, each) for what, text, candidates in ASKED for each in candidates],
)
def test_the_answer_to_a_question_leaves_none(what: str, text: str, candidate: str) -> None:
    (question,) = read(text).questions
    draft = read(text, {(question.where, question.what): candidate})
    faults = [fault.kind for fault in draft.faults]
    assert [question.what for question in draft.questions if question.what == what] == []
    assert draft.figures or draft.questions or faults


@pytest.mark.parametrize(("text", "meant"), CASES["good"].items())
def test_a_good_command_is_read_as_it_was_meant(text: str, meant: str) -> None:
    draft = read(text)
    (figure,) = draft.figures
    assert not draft.faults
    assert not draft.questions
    town, indicator, year, value = meant.split()
    expected = Decimal(value) if catalogue().indicator(indicator).bands else value
    assert (figure.town, figure.indicator, figure.year, figure.value) == (town, indicator, int(year), expected)
    assert figure.source in text
    assert figure.raw


def test_the_source_is_asked_once_and_holds_for_all_lines() -> None:
    text = "Теміртау жұмыссыздық 4,6 2021\nАбай жұмыссыздық 5 2021\nРиддер жұмыссыздық 6 2021 | өз дереккөзі"
    assert [question.what for question in read(text).questions] == ["source"]
    figures = read(text, {("", "source"): "әкімдік"}).figures
    assert [figure.source for figure in figures] == ["әкімдік", "әкімдік", "өз дереккөзі"]
    said = read(f"{text}\nДереккөз: статистика бюросы").figures
    assert [figure.source for figure in said] == ["статистика бюросы", "статистика бюросы", "өз дереккөзі"]


def test_a_bad_line_does_not_spoil_a_good_one_and_is_named() -> None:
    draft = read("Теміртау жұмыссыздық 4,6 2021 | стат\n\nАбай жұмыссыздық 5 2031 | стат")
    assert [figure.town for figure in draft.figures] == ["temirtau"]
    assert [(fault.where, fault.kind) for fault in draft.faults] == [("2", FaultKind.YEAR_FUTURE)]


def test_all_that_is_missing_is_counted_at_once() -> None:
    assert [each.what for each in read("жұмыссыздық").questions] == ["year", "town", "amount", "source"]
    assert [each.what for each in read("жұмыссыздық 4,6").questions] == ["year", "town", "source"]


AMOUNTS = {"137 402 теңге": "137.402", "137,4": "137.4", "137 мың": "137", "2021": "2021", "2.6": "2.6"}


@pytest.mark.parametrize(("typed", "value"), AMOUNTS.items())
def test_a_number_that_was_not_there_is_told_in_answer(typed: str, value: str) -> None:
    line = "Рудный зарплата 2022 | стат"
    (question,) = read(line).questions
    assert question.facts == {"line": "Рудный зарплата 2022", "indicator": "2.7", "town": "rudny", "year": "2022"}
    given = answer_to(question, typed, catalogue().vocabulary)
    assert given == typed
    (figure,) = read(line, {("1", "amount"): typed}).figures
    assert (figure.value, figure.year, figure.raw) == (Decimal(value), 2022, typed)


def test_a_number_told_in_answer_may_be_unclear_or_wrong_in_turn() -> None:
    line = "Рудный зарплата 2022 | стат\nРиддер 2.6 4,6 2031 | стат"
    amount = read(line).questions[0]
    unclear = read("Рудный зарплата 2022 | стат", {("1", "amount"): "137,402"})
    assert [(each.what, each.candidates) for each in unclear.questions] == [("value", ("137.402", "137402"))]
    (figure,) = read("Рудный зарплата 2022 | стат", {("1", "amount"): "137,402", ("1", "value"): "137.402"}).figures
    assert figure.value == Decimal("137.402")
    for typed, kind in {"140 %": "wrong_unit", "137 или 140": "several_numbers", "-1": "too_little"}.items():
        faults = read(line, {("1", "amount"): typed}).faults
        assert kind in [fault.kind for fault in spoilt_by(amount, faults)], typed
        assert {fault.where for fault in spoilt_by(amount, faults)} == {"1"}
    assert answer_to(amount, "не знаю", catalogue().vocabulary) is None


def test_a_year_told_in_answer_may_be_wrong_without_spoiling_the_rest() -> None:
    (year,) = read("Рудный зарплата ≈137 | стат").questions
    faults = read("Рудный зарплата ≈137 | стат", {("1", "year"): "2031"}).faults
    assert [fault.kind for fault in faults] == [FaultKind.YEAR_FUTURE, FaultKind.UNKNOWN_WORDS]
    assert [fault.kind for fault in spoilt_by(year, faults)] == [FaultKind.YEAR_FUTURE]
    assert spoilt_by(Question("1", "town"), faults) == ()


def test_the_same_figure_twice_is_one() -> None:
    assert len(read("Теміртау 2.6 4,6 2021 | стат\nТеміртау 2.6 4.60 2021 | стат").figures) == 1


def test_more_towns_than_a_name_has_words_are_asked_about_and_not_called_strange() -> None:
    draft = read("Темиртау Балхаш Жезказган Риддер Сатпаев Сарань 2.6 4,6 2021; отчёт")
    assert [(each.what, len(each.candidates)) for each in draft.questions] == [("town", 6)]
    assert not draft.faults


def test_a_message_has_bounds() -> None:
    line = "Теміртау жұмыссыздық 4,6 2021 | стат\n"
    assert [fault.kind for fault in read(line * 101).faults] == [FaultKind.TOO_MANY_LINES]
    assert [fault.kind for fault in read("жұмыссыздық " * 40).faults] == [FaultKind.TOO_LONG]


@pytest.mark.parametrize(
    ("what", "given", "kind"),
    [
        ("town", "atlantis", FaultKind.TOWN_UNKNOWN),
        ("value", "perhaps", FaultKind.CHOICE_UNKNOWN),
        ("year", "soon", FaultKind.YEAR_UNREADABLE),
        ("indicator", "9.9", FaultKind.INDICATOR_UNKNOWN),
    ],
)
def test_a_forged_answer_is_not_taken(what: str, given: str, kind: FaultKind) -> None:
    draft = read("Абай 1.1 бар 2021 | стат", {("1", what): given})  # type: ignore[dict-item]  # a word of the table
    assert not draft.figures
    assert kind in [fault.kind for fault in draft.faults]


def test_a_forged_number_is_not_taken() -> None:
    (fault,) = read("Абай 2.6 4,6 2021 | стат", {("1", "value"): "many"}).faults
    assert fault.kind == FaultKind.NOT_A_NUMBER


def named(indicator: Indicator, language: Language, spelling: int) -> str:
    return (indicator.name.into(language), indicator.short.into(language), indicator.id)[spelling]


def number(value: Decimal, indicator: Indicator, spelling: str) -> str:
    unit = indicator.unit or "count"
    thin = f"{value:,f}".replace(",", "\u2009")
    comma = f"{value:f}".replace(".", ",")
    mark = f"{value:f} %" if unit == "percent" else f"{value:f}"
    return {"{n}": f"{value:f}", "{comma}": comma, "{n} %": mark, "{thin}": thin}.get(
        spelling, f"{value:f} {UNITS[unit]}"
    )


@given(
    st.sampled_from(TOWNS), st.sampled_from(INDICATORS), st.sampled_from(LANGUAGES), st.integers(0, 2),
    st.sampled_from(SPELLINGS), YEARS, st.permutations(range(4)), st.integers(0, 99), st.booleans(),
)  # fmt: skip
def test_every_indicator_of_every_town_is_read_in_any_order(
    town: Town, indicator: Indicator, language: Language, spelling: int, form: str, year: int, order: list[int],
    n: int, tenths: bool,
) -> None:  # fmt: skip
    value: Decimal | str
    if indicator.choices:
        choice = indicator.choices[n % len(indicator.choices)]
        value, typed = choice.id, choice.name.into(language)
    else:
        amount = Decimal(n) if indicator.unit == "count" or not tenths else Decimal(n) + Decimal("0.3")
        value, typed = amount, number(amount, indicator, form)
    name = f"№{indicator.id}" if spelling == 2 else named(indicator, language, spelling)
    parts = [town.name.into(language), name, typed, str(year)]
    text = ", ".join(parts[at] for at in order) + " | stat.gov.kz"
    draft = read(text)
    assert not draft.faults, text
    assert not draft.questions, text
    (figure,) = draft.figures
    assert (figure.town, figure.indicator, figure.year, figure.value) == (town.id, indicator.id, year, value)


@given(st.text(max_size=300))
def test_nothing_typed_breaks_it(text: str) -> None:
    read(text)


WORDS = st.sampled_from(
    [
        *"0123456789.,%№/|;- ",
        "Абай",
        "Қарағанды",
        "жұмыссыздық",
        "бар",
        "2.6",
        "4,6",
        "2021",
        "мың",
        "теңге",
        "жыл",
        "\n",
    ]
)


@given(st.lists(WORDS, max_size=14))
def test_no_heap_of_known_words_breaks_it_or_loses_a_line(parts: list[str]) -> None:
    for text in (" ".join(parts), "".join(parts)):
        draft = read(text)
        assert draft.figures or draft.faults or draft.questions
