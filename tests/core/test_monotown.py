"""Is a place a monotown, by each of the two documents, at each of their limits."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.monotown import MARKS, Told
from core.places import STATES
from core.verdicts import Verdict
from tests.catalogues import cases, catalogue

DEFINITIONS = catalogue().monotown
CASES = cases("monotown")
WORDS: dict[str, Verdict] = {"yes": True, "no": False, "unknown": None}
SHARES = st.none() | st.decimals(0, 100, places=1)
ANSWERS = st.builds(Told, st.none() | st.integers(0, 300_000), SHARES, SHARES, st.none() | st.sampled_from(STATES))


def verdicts(told: Told) -> dict[str, Verdict]:
    return {judgement.definition.id: judgement.monotown for judgement in DEFINITIONS.judge(told)}


def wanted(case: dict[str, Any]) -> dict[str, Verdict]:
    return {document: WORDS[case[document]] for document in ("programme", "article")}


@pytest.mark.parametrize("case", CASES["population"], ids=lambda case: str(case["people"]))
def test_the_limits_of_the_population(case: dict[str, Any]) -> None:
    assert verdicts(Told(case["people"], output=Decimal(50))) == wanted(case)


@pytest.mark.parametrize("case", CASES["shares"], ids=str)
def test_the_limits_of_the_shares_and_the_state_of_the_enterprises(case: dict[str, Any]) -> None:
    output, employment = (Decimal(case[key]) if key in case else None for key in ("output", "employment"))
    assert verdicts(Told(50_000, output, employment, case.get("enterprise"))) == wanted(case)


@pytest.mark.parametrize("case", CASES["listed"], ids=lambda case: case["town"])
def test_towns_on_the_list_are_there_whatever_the_criteria_say(case: dict[str, Any]) -> None:
    town = catalogue().town(case["town"])
    assert verdicts(Told(town.population.people, enterprise=town.enterprises.state)) == wanted(case)


def test_each_document_has_its_own_words() -> None:
    programme, article = DEFINITIONS.documents
    assert [mark.id for mark in programme.marks] == [mark.id for mark in article.marks] == list(MARKS)
    assert "mostly of the processing sector" in programme.marks[0].text.en
    assert "mostly of the extractive sector" in article.marks[0].text.en
    assert (programme.population.least, article.population.least) == (10_000, 20_000)
    assert programme.population.source.document.is_act
    assert article.population.source.document.id == "article_measures"
    assert any("20% and more" in note.text.en and "more than 20%" in note.text.en for note in article.notes)


@given(ANSWERS)
def test_a_monotown_has_the_people_and_one_mark(told: Told) -> None:
    for judgement in DEFINITIONS.judge(told):
        people, marks = judgement.population, set(judgement.marks.values())
        if judgement.monotown is True:
            assert people is True
            assert True in marks
        elif judgement.monotown is False:
            assert people is False or marks == {False}
        else:
            assert None in {people, *marks}


@given(ANSWERS, st.data())
def test_one_more_answer_never_turns_yes_into_no(told: Told, data: st.DataObject) -> None:
    more = data.draw(ANSWERS)
    fuller = Told(
        more.population if told.population is None else told.population,
        more.output if told.output is None else told.output,
        more.employment if told.employment is None else told.employment,
        more.enterprise if told.enterprise is None else told.enterprise,
    )
    before, after = verdicts(told), verdicts(fuller)
    assert all(before[each] is None or before[each] is after[each] for each in before)
