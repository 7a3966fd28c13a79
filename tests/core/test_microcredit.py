from itertools import product
from typing import Any, get_args

import pytest

from core.microcredit import Answers, Banks, Condition, Purpose, Work
from tests.catalogues import cases, catalogue

(EDITION,) = catalogue().editions
PROCEDURE = EDITION.microcredit
EVERYBODY = [Answers(*each) for each in product(get_args(Work), get_args(Purpose), get_args(Banks))]


def mentioned(answers: Answers) -> str:
    papers = [needed.paper for needed in PROCEDURE.needed(answers)]
    notes = [*PROCEDURE.notes_for(answers), *(trap for paper in papers for trap in paper.traps_for(answers))]
    return " ".join(note.text.en for note in notes)


@pytest.mark.parametrize("case", cases("documents"), ids=lambda case: case["person"])
def test_the_list_for_a_person(case: dict[str, Any]) -> None:
    answers = Answers(**case["answers"])
    needed = PROCEDURE.needed(answers)
    assert [each.paper.id for each in needed if each.certain] == case["certain"]
    assert [each.paper.id for each in needed if not each.certain] == case["perhaps"]
    assert all(words in mentioned(answers) for words in case.get("told", ()))
    assert not any(words in mentioned(answers) for words in case.get("silent", ()))


@pytest.mark.parametrize("answers", EVERYBODY, ids=str)
def test_to_know_more_never_adds_a_paper(answers: Answers) -> None:
    known = {each.paper.id for each in PROCEDURE.needed(answers)}
    assert known <= {each.paper.id for each in PROCEDURE.needed(Answers())}
    assert {"application", "identity", "address", "proposal"} <= known


@pytest.mark.parametrize("answers", EVERYBODY, ids=str)
def test_an_uncertain_paper_says_what_it_hangs_on(answers: Answers) -> None:
    assert all(each.certain or each.paper.only_if for each in PROCEDURE.needed(answers))


def test_a_condition_is_yes_no_or_unknown() -> None:
    condition = Condition("banks", "several")
    assert condition.holds(Answers(banks="several")) is True
    assert condition.holds(Answers(banks="one")) is False
    assert condition.holds(Answers()) is None


def test_three_months_is_a_number_with_a_source() -> None:
    limit = PROCEDURE.limits["overdue_months"]
    assert (limit.value, limit.unit, limit.source.document.id) == (3, "month", "programme")
    bank = next(paper for paper in PROCEDURE.papers if paper.id == "bank")
    assert "3" in bank.what.kk
    assert "3" in bank.what.ru
    assert "3" in bank.what.en


def test_the_rate_between_state_bodies_is_nowhere_told_to_a_resident() -> None:
    assert "0,01" not in str(PROCEDURE)
    assert "0.01" not in str(PROCEDURE)


def test_the_list_of_a_credit_partnership_is_not_invented() -> None:
    assert "credit partnership’s own list is not stated" in mentioned(Answers())
