"""What every screen of the talk says beside its answer, in three languages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.views import codes
from bot.views.honesty import honesty
from bot.views.next_steps import next_steps
from core.codes import since
from core.localised import LANGUAGES, Language
from core.services.support import Support
from tests.catalogues import made_up
from tests.house import catalogue, screens, shown, translators

OURS = [name for name in screens() if name.startswith(("talk/", "measure/", "prospects/", "code/"))]
ACT = {"kk": "№ 728", "ru": "№ 728", "en": "No. 728"}
NOT_YOURS = {"kk": "сіздікі емес", "ru": "не ваша", "en": "not yours"}
CENTRE = {"kk": "жұмыспен қамту орталығынан", "ru": "в центре занятости", "en": "the employment centre"}
PLANNED = {"kk": "тек жоспарланған", "ru": "только намечалось", "en": "only planned"}
RATES = ("0,01", "0.01")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_says_that_the_programme_has_lapsed(language: Language) -> None:
    assert [name for name in OURS if ACT[language] not in str(shown(name, language).text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_verdict_sends_to_the_employment_centre(language: Language) -> None:
    verdicts = [name for name in OURS if name.startswith(("talk/result", "measure/", "talk/wished", "code/the same"))]
    assert [name for name in verdicts if CENTRE[language] not in str(shown(name, language).text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rate_of_the_budget_loan_is_never_the_residents(language: Language) -> None:
    rated = [text for name in OURS if any(rate in (text := str(shown(name, language).text)) for rate in RATES)]
    assert len(rated) == 3
    assert all(NOT_YOURS[language] in text for text in rated)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_only_planned_says_so(language: Language) -> None:
    said = {
        name for name in OURS if name.startswith("measure/") and PLANNED[language] in str(shown(name, language).text)
    }
    planned = ("company_housing", "dormitories", "interregional", "recruiting", "subsoil")
    assert said == {f"measure/{each}{how}" for each in planned for how in ("", " open")}


BANK = {"kk": "банк анықтамасын", "ru": "справку банка", "en": "bank debt certificates"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", ["certificate", "training"])
def test_a_verdict_that_leaves_out_what_lenders_ask_says_so(measure: str, language: Language) -> None:
    """An overdue debt turns the microcredit of an MFO, and neither of these."""
    assert BANK[language] in str(shown(f"measure/{measure}", language).text)


def ways(measures: set[str], answers: dict[str, str], town: str = "") -> list[list[str]]:
    rows = next_steps(translators()["en"], frozenset(measures), answers, catalogue().towns.get(town))
    return [[each.action.pack() for each in row if each.action] for row in rows]


def test_a_measure_leads_to_its_papers_its_dates_the_calculator_and_the_towns_offices() -> None:
    """What was told in the talk need not be told again."""
    steps = ways({"microcredit"}, {"category": "unemployed", "purpose": "capital"}, "ridder")
    papers, dates, (loan, where) = steps
    assert papers == ["dc1:not_employed:expand:unknown:ridder"]
    assert dates == ["ag1:day::not_employed:expand:unknown:ridder"]
    assert (loan[:3], where) == ("ln1", "og1:ridder")


def test_a_partnerships_papers_are_not_stated_but_what_it_lends_can_be_reckoned() -> None:
    [[loan, where]] = ways({"partnership_credit", "grants"}, {})
    assert (loan[:3], where) == ("ln1", "at2:where")


def test_what_is_no_loan_leads_to_whoever_can_be_asked() -> None:
    assert ways({"grants"}, {}, "ridder") == [["og1:ridder"]]


MOON = made_up()
BEGUN = datetime.combine(MOON.first_day, datetime.min.time(), UTC) + timedelta(hours=5)
NEW: dict[Language, tuple[str, ...]] = {
    "kk": ("Ай шамы: жаңа шара", "мұндай шара енді жоқ", "енді есепке алынбайды", "Бүгін Бағдарлама күшінде"),
    "ru": ("Лунная лампа: новая мера", "такой меры больше нет", "больше не учитывается", "Сегодня Программа действует"),
    "en": ("Moon lamp: a new measure", "no such measure any more", "no longer counts", "is in force today"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_of_an_earlier_programme_says_what_is_different_under_the_new_one(language: Language) -> None:
    moon = Support(replace(catalogue(), editions=(*catalogue().editions, MOON)), lambda: BEGUN)
    code = Support(catalogue(), lambda: BEGUN).result({"town": "zhanatas"}).code
    said = str(codes.code(translators()[language], moon.code(code)).text)
    assert [part for part in NEW[language] if part not in said] == []
    assert translators()[language].name(MOON.title) in said


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "ережелері өзгерді"), ("ru", "правила программы изменились"), ("en", "have changed since")],
)
def test_who_began_before_the_rules_were_amended_is_told(language: Language, said: str) -> None:
    """A programme that has lapsed does not come into force by it."""
    (programme,) = catalogue().editions
    amended = replace(programme, id="amended", replaces=programme.id)
    support = Support(replace(catalogue(), editions=(programme, amended)), lambda: BEGUN)
    t, standing = translators()[language], support.under("1").standing()
    assert said in honesty(t, standing)
    assert t("honesty.today") in honesty(t, standing)
    assert said not in honesty(t, support.standing())
    earlier = Support(catalogue(), lambda: BEGUN).result({"town": "zhanatas"}).code
    code = codes.code(t, support.code(earlier)).text
    assert t("code.other_rules") in code
    assert t("code.another_edition", edition=t.name(programme.title)) not in code


def test_what_the_rules_no_longer_know_is_called_by_its_old_id() -> None:
    moon = Support(replace(catalogue(), editions=(*catalogue().editions, MOON)), lambda: BEGUN)
    found = moon.code(moon.result({}).code)
    then = replace(found.then, answers={"shoe": "old", "boots": "torn"}, verdicts={**found.then.verdicts, "hat": True})
    said = str(codes.code(translators()["en"], replace(found, then=then, since=since(then, found.now))).text)
    assert "“hat”" in said
    assert "“shoe”" in said
    assert "“torn”" in said
