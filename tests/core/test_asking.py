"""The next question: never one too many, always the same, and an end to it."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.asking import askable, next_question, telling
from core.eligibility import UNSURE, Answers, Measure, Question, Rulebook, judge, judged, told
from core.rules import NotStated, Rule
from tests.catalogues import cases, catalogue, made_up

RULES = next(iter(catalogue().editions)).rules
MOON = made_up().rules


def answering(rules: Rulebook) -> st.SearchStrategy[dict[str, str]]:
    options = {each.id: st.sampled_from([UNSURE, *(one.id for one in each.options)]) for each in rules.questions}
    return st.fixed_dictionaries({}, optional=options)


def talk(rules: Rulebook, person: Mapping[str, str]) -> dict[str, str]:
    """All questions in the order asked; what the person does not tell, they skip."""
    answers: dict[str, str] = {}
    while question := next_question(rules, answers):
        assert question.id not in answers, "asked twice"
        answers[question.id] = person.get(question.id, UNSURE)
    return answers


def matters(rules: Rulebook, question: Question, measure: Measure, answers: Answers) -> bool:
    """With some answers to the other questions, the verdict hangs on this one."""
    others = [
        each for each in rules.questions if each.id in judged(rules, measure, answers).missing and each != question
    ]
    for given_ in product(*([None, *telling(rules, each)] for each in others)):
        further = {each.id: one.id for each, one in zip(others, given_, strict=True) if one}
        tried = [{**answers, **further, question.id: option.id} for option in telling(rules, question)]
        if len({judged(rules, measure, each).verdict for each in tried}) > 1:
            return True
    return False


@given(answering(RULES))
@settings(max_examples=25, deadline=None)
def test_what_cannot_matter_is_not_asked(answers: dict[str, str]) -> None:
    question = next_question(RULES, answers)
    if question is not None:
        still_open = [each.measure for each in judge(RULES, answers) if question.id in each.missing]
        assert any(matters(RULES, question, measure, answers) for measure in still_open)


@given(answering(RULES))
@settings(max_examples=25)
def test_asking_comes_to_an_end_and_leaves_nothing_open_that_was_answered(person: dict[str, str]) -> None:
    answers = talk(RULES, person)
    assert len(answers) <= len(RULES.questions)
    assert told(RULES, answers).answers == answers, "an answer was put aside by a later one"
    for each in judge(RULES, answers):
        assert all(waits_for_a_skipped_one(question, answers) for question in each.missing)


def waits_for_a_skipped_one(question_id: str, answers: Answers) -> bool:
    question = RULES.question(question_id)
    assert question
    return answers.get(question_id) == UNSURE or question.concerns(told(RULES, answers).facts) is None


@given(answering(RULES))
@settings(max_examples=20)
def test_whoever_answers_everything_has_no_doubt_but_of_what_is_not_stated(person: dict[str, str]) -> None:
    certain = {each.id: person.get(each.id, UNSURE) for each in RULES.questions}
    certain = {
        key: each.options[0].id if certain[key] == UNSURE else certain[key]
        for each in RULES.questions
        for key in [each.id]
    }
    for each in judge(RULES, talk(RULES, certain)):
        if each.verdict is None:
            assert any(silent(reason.condition.rule) for reason in each.deciding)


def silent(rule: Rule) -> bool:
    return isinstance(rule, NotStated) or any(silent(part) for part in getattr(rule, "parts", ()))


@given(answering(RULES))
@settings(max_examples=20)
def test_the_same_answers_bring_the_same_question(answers: dict[str, str]) -> None:
    shuffled = dict(reversed(answers.items()))
    assert next_question(RULES, answers) == next_question(RULES, shuffled)
    assert next_question(RULES, answers) == next_question(RULES, told(RULES, answers).answers)


@given(answering(RULES))
@settings(max_examples=20)
def test_the_list_of_answers_shows_what_counts_and_what_is_asked_next(answers: dict[str, str]) -> None:
    listed = [each.id for each in askable(RULES, answers)]
    question = next_question(RULES, answers)
    assert set(told(RULES, answers).answers) <= set(listed)
    assert question is None or question.id in listed
    assert listed == [each.id for each in RULES.questions if each.id in listed]


@pytest.mark.parametrize("case", cases("talks"), ids=lambda case: case["person"])
def test_a_talk(case: dict[str, Any]) -> None:
    assert list(talk(RULES, case["answers"])) == case["asked"]


def test_of_27_towns_one_of_each_kind_is_tried() -> None:
    town = RULES.question("town")
    assert town
    assert [option.id for option in telling(RULES, town)] == [
        "stepnogorsk", "khromtau", "zhanatas", "balkhash", "arkalyk", "elsewhere",
    ]  # fmt: skip


def test_on_the_moon_boots_follow_from_where_one_lives() -> None:
    assert list(talk(MOON, {"moon": "here", "craters": "many"})) == ["moon", "craters"]
    assert list(talk(MOON, {"moon": "away", "boots": "light"})) == ["moon", "boots"]
    assert list(talk(MOON, {"moon": "away", "boots": "heavy"})) == ["moon", "boots"]
    assert list(talk(MOON, {})) == ["moon", "boots"]


def test_what_tells_whether_a_question_concerns_one_is_asked_first() -> None:
    """Though it turns nothing itself; and after it was skipped, the other is not asked."""
    only_boots = replace(MOON, measures=MOON.measures[1:])
    question = next_question(only_boots, {"boots": "heavy"})
    assert question
    assert question.id == "moon"
    assert next_question(only_boots, {"boots": "heavy", "moon": UNSURE}) is None
    assert next_question(only_boots, {"boots": "heavy", "moon": "away"}) is None


@pytest.mark.parametrize(
    ("answers", "listed"),
    [
        ({"town": "elsewhere", "citizen": "yes"}, ["town", "citizen", "enterprise"]),
        ({"town": "elsewhere", "enterprise": "none"}, ["town", "enterprise"]),
        ({"town": "elsewhere", "enterprise": "project"}, ["town", "enterprise", "sector", "jobs"]),
    ],
)
def test_only_what_concerns_the_person_is_listed(answers: dict[str, str], listed: list[str]) -> None:
    assert [each.id for each in askable(RULES, answers)] == listed
