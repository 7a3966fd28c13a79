"""The calculator by another edition: a later programme is new files, and its limits are the ones that count."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from markupsafe import Markup

from bot.actions import read
from bot.screen import Screen
from bot.views import loan, repayments
from core.files.library import Library
from core.files.marked import Problems
from core.files.terms import read_procedures
from core.loan import NoLoan, Told
from core.loan_words import PARTS
from core.localised import LANGUAGES, Language
from core.services.loans import Loans
from tests.catalogues import DATA, EDITIONS, made_up
from tests.house import catalogue, screens, shown, translators

TOLD = Told(Decimal(100), 6, Decimal(10), 3, "equal_parts")


@pytest.fixture(scope="module")
def loans() -> Loans:
    problems, edition = Problems(), made_up()
    procedures = read_procedures(EDITIONS, (edition.id,), Library(DATA, problems), problems)
    other = replace(catalogue(), editions=(edition,), loans=procedures.loans)
    day = datetime.combine(edition.first_day, datetime.min.time(), UTC).replace(hour=12)
    return Loans(other, lambda: day)


def test_its_limits_count(loans: Loans) -> None:
    with pytest.raises(NoLoan, match="amount_over_limit"):
        loans.of(replace(TOLD, amount=Decimal(501)))
    assert loans.of(TOLD).schedule
    assert loans.of(replace(TOLD, rate=Decimal(1))).schedule


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_screens_name_its_limits_and_say_that_it_is_in_force(loans: Loans, language: str) -> None:
    t = next(each for each in translators().values() if each.language == language)
    found = loans.of(TOLD)
    assert found.schedule
    made = [loan.result(t, found, found.schedule), repayments.terms(t, found)]
    made += [loan.question(t, found, part) for part in PARTS]
    made += [loan.question(t, loans.of(Told()), part) for part in PARTS]
    for screen in made:
        assert buttons_fit(screen)
        assert t.name(made_up().title) in Markup(screen.text).striptags()
    assert t.name(found.terms.forbidden[0].name) in made[0].text
    assert t.money(500) in made[0].text


CENTRE = {"kk": "жұмыспен қамту орталығынан", "ru": "в центре занятости", "en": "the employment centre"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_with_a_limit_or_a_sum_sends_to_who_decides_today(language: Language) -> None:
    """But under a picture, where only the act finds room."""
    ours = [name for name in screens() if name.startswith("loan/") and "picture" not in name]
    assert len(ours) > len(PARTS)
    assert [name for name in ours if CENTRE[language] not in str(shown(name, language).text)] == []


def buttons_fit(screen: Screen) -> bool:
    actions = [button.action for row in screen.rows for button in row if button.action]
    return all(read(action.pack()) == action for action in actions)
