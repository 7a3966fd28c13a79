import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from timeit import repeat

import pytest
from babel.messages.pofile import PoFileError
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.i18n import NATIVE_NAMES, MissingText, Translator, key, language_of, load
from core.localised import LANGUAGES, Language, Localised

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n\n'
PLURAL_FORMS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "en": "nplurals=2; plural=(n != 1);",
}
TEXTS = {
    "kk": """
msgid "town.question"
msgstr "<b>{town:locative}</b> тұрасыз ба?"

msgid "button.town"
msgstr "{town} қаласы"

msgid "papers.count"
msgid_plural "papers.count"
msgstr[0] "{n} құжат: {who}"
msgstr[1] "{n} құжат: {who}"
""",
    "ru": """
msgid "town.question"
msgstr "Вы живёте в городе <b>{town}</b>?"

msgid "button.town"
msgstr "Город {town}"

msgid "papers.count"
msgid_plural "papers.count"
msgstr[0] "{n} документ: {who}"
msgstr[1] "{n} документа: {who}"
msgstr[2] "{n} документов: {who}"

#, fuzzy
msgid "town.unsure"
msgstr "Наверное"

msgid "town.unwritten"
msgstr ""
""",
    "en": """
msgid "town.question"
msgstr "Do you live in <b>{town}</b>?"

msgid "button.town"
msgstr "The town of {town}"

msgid "papers.count"
msgid_plural "papers.count"
msgstr[0] "{n} paper: {who}"
msgstr[1] "{n} papers: {who}"
""",
}
DAY = dt.date(2026, 11, 20)
TEMIRTAU = Localised(kk="Теміртау", ru="Темиртау", en="Temirtau")


@pytest.fixture
def translators(tmp_path: Path) -> Mapping[Language, Translator]:
    for language, texts in TEXTS.items():
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "messages.po").write_text(HEADER.format(PLURAL_FORMS[language]) + texts, encoding="utf-8")
    return load(tmp_path)


def without_texts(language: Language) -> Translator:
    return Translator(language, {}, {})


KK, RU, EN = (without_texts(language) for language in LANGUAGES)


def in_all(say: Callable[[Translator], str]) -> list[str]:
    """Ordinary spaces for those that do not break, so that the expected texts can be read."""
    return [say(t).replace("\u00a0", " ") for t in (KK, RU, EN)]


# Texts


def test_each_language_has_its_own_text(translators: Mapping[Language, Translator]) -> None:
    said = [t("town.question", town=t.name(TEMIRTAU)) for t in translators.values()]
    assert said == [
        "<b>Теміртауда</b> тұрасыз ба?",
        "Вы живёте в городе <b>Темиртау</b>?",
        "Do you live in <b>Temirtau</b>?",
    ]


def test_what_a_person_typed_is_escaped_and_our_own_markup_is_not(translators: Mapping[Language, Translator]) -> None:
    said = translators["en"]("town.question", town="<i>&{town}")
    assert said == "Do you live in <b>&lt;i&gt;&amp;{town}</b>?"
    assert isinstance(said, Markup)
    assert translators["en"]("town.question", town=Markup("<i>X</i>")) == "Do you live in <b><i>X</i></b>?"


def test_a_plain_text_shows_what_it_is_given_as_it_is(translators: Mapping[Language, Translator]) -> None:
    said = translators["en"].plain("button.town", town="O’Neill & <Sons>")
    assert said == "The town of O’Neill & <Sons>"
    assert type(said) is str


@pytest.mark.parametrize("name", ["town.unheard", "town.unsure", "town.unwritten", "papers.count"])
def test_a_text_that_is_not_there_is_an_error(translators: Mapping[Language, Translator], name: str) -> None:
    with pytest.raises(MissingText, match=f"ru text for '{name}'"):
        translators["ru"](name)


def test_a_plural_that_is_not_there_is_an_error(translators: Mapping[Language, Translator]) -> None:
    with pytest.raises(MissingText, match="kk"):
        translators["kk"].plural("town.question", 1)


def test_a_value_that_was_forgotten_is_an_error(translators: Mapping[Language, Translator]) -> None:
    with pytest.raises(KeyError, match="town"):
        translators["en"]("town.question")


@pytest.mark.parametrize(
    ("n", "kk", "ru", "en"),
    [
        (0, "0 құжат", "0 документов", "0 papers"),
        (1, "1 құжат", "1 документ", "1 paper"),
        (3, "3 құжат", "3 документа", "3 papers"),
        (11, "11 құжат", "11 документов", "11 papers"),
        (21, "21 құжат", "21 документ", "21 papers"),
        (1012, "1\u00a0012 құжат", "1\u00a0012 документов", "1,012 papers"),
    ],
)
def test_plurals(translators: Mapping[Language, Translator], n: int, kk: str, ru: str, en: str) -> None:
    said = [t.plural("papers.count", n, who="<A>") for t in translators.values()]
    assert said == [f"{text}: &lt;A&gt;" for text in (kk, ru, en)]


def test_a_broken_catalogue_stops_the_start(tmp_path: Path) -> None:
    for language in LANGUAGES:
        (tmp_path / language / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / language / "LC_MESSAGES" / "messages.po").write_text("<<<<<<< HEAD\n")
    with pytest.raises(PoFileError):
        load(tmp_path)


def test_a_catalogue_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="kk"):
        load(tmp_path)


def test_four_hundred_texts_are_read_in_a_moment(tmp_path: Path) -> None:
    for language in LANGUAGES:
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        texts = "".join(f'msgid "page.text{i}"\nmsgstr ""\n"Мәтін {{n}}\\n"\n"{"ә" * 200}"\n\n' for i in range(400))
        (folder / "messages.po").write_text(HEADER.format(PLURAL_FORMS[language]) + texts, encoding="utf-8")
    assert load(tmp_path)["ru"]("page.text399", n="1").startswith("Мәтін 1")
    assert min(repeat(lambda: load(tmp_path), number=1, repeat=3)) < 0.3  # three catalogues


def test_a_key_is_itself() -> None:
    assert key("tier.high") == "tier.high"


def test_names_of_things_come_in_the_language_of_the_text() -> None:
    assert in_all(lambda t: t.name(TEMIRTAU)) == ["Теміртау", "Темиртау", "Temirtau"]


# Whose language


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("kk", "kk"),
        ("kk-KZ", "kk"),
        ("kk_Cyrl_KZ", "kk"),
        ("KK", "kk"),
        ("ru", "ru"),
        ("ru-RU", "ru"),
        ("en", None),
        ("en-GB", None),
        ("kkj", None),  # Kako, a language of Cameroon
        ("run", None),
        ("", None),
        (None, None),
    ],
)
def test_only_kazakh_and_russian_are_taken_from_telegram(code: str | None, language: Language | None) -> None:
    assert language_of(code) == language


def test_each_language_is_called_by_its_own_name() -> None:
    assert dict(NATIVE_NAMES) == {"kk": "Қазақша", "ru": "Русский", "en": "English"}


# Numbers, per cents, money


@pytest.mark.parametrize(
    ("value", "digits", "kk", "en"),
    [
        (1526113, None, "1 526 113", "1,526,113"),
        (Decimal("0.460"), None, "0,46", "0.46"),
        (3.5, None, "3,5", "3.5"),
        (0.1, None, "0,1", "0.1"),
        (-2.25, None, "-2,25", "-2.25"),
        (Decimal("1E+3"), None, "1 000", "1,000"),
        (0, None, "0", "0"),
        (2.5, 0, "3", "3"),
        (Decimal("0.125"), 2, "0,13", "0.13"),
        (1234, 2, "1 234,00", "1,234.00"),
        (Decimal("-0.001"), 2, "0,00", "0.00"),
    ],
)
def test_numbers(value: Decimal | float, digits: int | None, kk: str, en: str) -> None:
    assert in_all(lambda t: t.number(value, digits)) == [kk, kk, en]


@given(st.integers(), st.sampled_from([KK, RU, EN]))
def test_a_number_never_breaks_over_a_line_and_loses_no_digit(value: int, t: Translator) -> None:
    text = t.number(value)
    assert " " not in text
    assert "\u202f" not in text
    assert int(text.replace("\u00a0", "").replace(",", "")) == value


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_not_shown_as_one(value: Decimal | float) -> None:
    with pytest.raises(ValueError, match="not a number"):
        KK.number(value)


@pytest.mark.parametrize(
    ("value", "kk", "en"),
    [
        (5.5, "5,5 %", "5.5%"),
        (Decimal("0.01"), "0,01 %", "0.01%"),
        (20, "20 %", "20%"),
        (Decimal("49.70"), "49,7 %", "49.7%"),
    ],
)
def test_per_cents_are_not_rounded(value: Decimal | float, kk: str, en: str) -> None:
    assert in_all(lambda t: t.percent(value)) == [kk, kk, en]


def test_per_cents_can_be_rounded_on_purpose() -> None:
    assert in_all(lambda t: t.percent(Decimal("33.333"), 1)) == ["33,3 %", "33,3 %", "33.3%"]


def test_money_is_in_tenge_in_every_language() -> None:
    assert in_all(lambda t: t.money(3_000_000)) == ["3 000 000 ₸", "3 000 000 ₸", "3,000,000 ₸"]
    assert in_all(lambda t: t.money(Decimal("1234.5"))) == ["1 234,50 ₸", "1 234,50 ₸", "1,234.50 ₸"]
    assert in_all(lambda t: t.money(Decimal("50.00"))) == ["50 ₸", "50 ₸", "50 ₸"]


@pytest.mark.parametrize("t", [KK, RU, EN])
def test_signs_stay_with_their_numbers(t: Translator) -> None:
    assert " " not in t.money(3_000_000) + t.percent(5.5)


# Dates and moments


def test_dates() -> None:
    assert in_all(lambda t: t.date(DAY)) == ["2026 жылғы 20 қараша", "20 ноября 2026 г.", "20 November 2026"]
    assert in_all(lambda t: t.date(dt.date(2027, 1, 5))) == [
        "2027 жылғы 5 қаңтар",
        "5 января 2027 г.",
        "5 January 2027",
    ]


def test_dates_with_the_day_of_the_week() -> None:
    assert in_all(lambda t: t.date_with_weekday(DAY)) == [
        "2026 жылғы 20 қараша, жұма",
        "пятница, 20 ноября 2026 г.",
        "Friday, 20 November 2026",
    ]


def test_dates_in_a_sentence() -> None:
    assert in_all(lambda t: t.on(DAY)) == ["2026 жылғы 20 қарашада", "20 ноября 2026 г.", "on 20 November 2026"]
    assert in_all(lambda t: t.until(DAY)) == [
        "2026 жылғы 20 қарашаға дейін",
        "до 20 ноября 2026 г.",
        "until 20 November 2026",
    ]
    assert in_all(lambda t: t.by(DAY)) == [
        "2026 жылғы 20 қарашаға дейін",
        "до 20 ноября 2026 г.",
        "by 20 November 2026",
    ]
    assert in_all(lambda t: t.starting(DAY)) == [
        "2026 жылғы 20 қарашадан бастап",
        "с 20 ноября 2026 г.",
        "from 20 November 2026",
    ]


@pytest.mark.parametrize(
    ("month", "until", "starting"),
    [
        (1, "қаңтарға", "қаңтардан"),
        (2, "ақпанға", "ақпаннан"),
        (3, "наурызға", "наурыздан"),
        (4, "сәуірге", "сәуірден"),
        (5, "мамырға", "мамырдан"),
        (6, "маусымға", "маусымнан"),
        (7, "шілдеге", "шілдеден"),
        (8, "тамызға", "тамыздан"),
        (9, "қыркүйекке", "қыркүйектен"),
        (10, "қазанға", "қазаннан"),
        (11, "қарашаға", "қарашадан"),
        (12, "желтоқсанға", "желтоқсаннан"),
    ],
)
def test_each_kazakh_month_takes_its_own_endings(month: int, until: str, starting: str) -> None:
    day = dt.date(2026, month, 1)
    assert KK.until(day) == f"2026 жылғы 1 {until} дейін"
    assert KK.starting(day) == f"2026 жылғы 1 {starting} бастап"


@pytest.mark.parametrize(("day", "said"), [(1, "с 1 "), (2, "со 2 "), (3, "с 3 "), (12, "с 12 "), (22, "с 22 ")])
def test_russian_says_so_vtorogo(day: int, said: str) -> None:
    assert RU.starting(dt.date(2026, 11, day)).startswith(said)


def test_a_moment_is_shown_as_clocks_in_kazakhstan_show_it() -> None:
    late = dt.datetime(2026, 11, 20, 19, 5, tzinfo=dt.UTC)
    assert in_all(lambda t: t.moment(late)) == [
        "2026 жылғы 21 қараша, 00:05",
        "21 ноября 2026 г., 00:05",
        "21 November 2026, 00:05",
    ]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        KK.moment(dt.datetime(2026, 11, 20, 19, 5))  # noqa: DTZ001 # the very thing that is refused


def test_a_moment_is_not_taken_for_a_date() -> None:
    with pytest.raises(TypeError, match="moment"):
        KK.date(dt.datetime(2026, 11, 20, 19, 5, tzinfo=dt.UTC))


# Durations


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, ["1 күн", "1 день", "1 day"]),
        (3, ["3 күн", "3 дня", "3 days"]),
        (10, ["10 күн", "10 дней", "10 days"]),
        (21, ["21 күн", "21 день", "21 days"]),
        (40, ["40 күн", "40 дней", "40 days"]),
    ],
)
def test_days_are_never_made_into_weeks(n: int, said: list[str]) -> None:
    assert in_all(lambda t: t.days(n)) == said


def test_other_durations() -> None:
    assert in_all(lambda t: t.working_days(5)) == ["5 жұмыс күні", "5 рабочих дней", "5 working days"]
    assert in_all(lambda t: t.working_days(3)) == ["3 жұмыс күні", "3 рабочих дня", "3 working days"]
    assert in_all(lambda t: t.calendar_days(10)) == ["күнтізбелік 10 күн", "10 календарных дней", "10 calendar days"]
    assert in_all(lambda t: t.months(3)) == ["3 ай", "3 месяца", "3 months"]
    assert in_all(lambda t: t.years(5)) == ["5 жыл", "5 лет", "5 years"]
    assert in_all(lambda t: t.years(1)) == ["1 жыл", "1 год", "1 year"]


def test_the_time_allowed() -> None:
    assert in_all(lambda t: t.within(1, "working_day")) == [
        "1 жұмыс күні ішінде",
        "в течение 1 рабочего дня",
        "within 1 working day",
    ]
    assert in_all(lambda t: t.within(3, "working_day")) == [
        "3 жұмыс күні ішінде",
        "в течение 3 рабочих дней",
        "within 3 working days",
    ]
    assert in_all(lambda t: t.within(10, "calendar_day")) == [
        "күнтізбелік 10 күн ішінде",
        "в течение 10 календарных дней",
        "within 10 calendar days",
    ]
    assert [RU.within(n, "year") for n in (1, 2, 5)] == ["в течение 1 года", "в течение 2 лет", "в течение 5 лет"]
    assert [RU.within(n, "month") for n in (1, 2, 21)] == [
        "в течение 1 месяца",
        "в течение 2 месяцев",
        "в течение 21 месяца",
    ]


# Lists


def test_lists() -> None:
    assert in_all(lambda t: t.listing(["A", "B", "C"])) == ["A, B және C", "A, B и C", "A, B and C"]
    assert in_all(lambda t: t.listing(["A", "B"], "or")) == ["A немесе B", "A или B", "A or B"]
    assert in_all(lambda t: t.listing(["A"])) == ["A", "A", "A"]
    assert in_all(lambda t: t.listing([])) == ["", "", ""]


def test_lists_escape_what_is_not_markup() -> None:
    assert EN.listing(["<A>", Markup("<b>B</b>")]) == Markup("&lt;A&gt; and <b>B</b>")
