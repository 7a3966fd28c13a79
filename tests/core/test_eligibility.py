"""The rules of the Programme against tables written without them, and what holds for any rules."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.eligibility import UNSURE, Answers, Measure, judge, judged, told, verdict_of, version_of, weighed
from core.localised import LANGUAGES
from core.rules import Condition, Known
from core.scales import Interval
from core.verdicts import Verdict
from tests.catalogues import cases, catalogue, made_up

EDITION = next(iter(catalogue().editions))
RULES = EDITION.rules
MOON = made_up().rules
CONDITIONS: Mapping[str, Condition] = {one.id: one for measure in RULES.measures for one in measure.conditions}
WORDS: Mapping[str, Verdict] = {"met": True, "not met": False, "unknown": None, "yes": True, "no": False, "maybe": None}
LETTERS: Mapping[str, Verdict] = {"Y": True, "N": False, "?": None}


def answering() -> st.SearchStrategy[dict[str, str]]:
    """Any answers, as an old or a forged button might hold them."""
    options = {each.id: st.sampled_from([UNSURE, *(one.id for one in each.options)]) for each in RULES.questions}
    return st.fixed_dictionaries({}, optional=options)


def verdicts(answers: Answers) -> dict[str, Verdict]:
    return {each.measure.id: each.verdict for each in judge(RULES, answers)}


def fits(row: Mapping[str, Any], answers: Answers) -> bool:
    for question in row.keys() - {"is"}:
        wanted = row[question] if isinstance(row[question], list) else [row[question]]
        if answers.get(question, "?") not in wanted:
            return False
    return True


def combinations(questions: set[str]) -> Iterator[dict[str, str]]:
    every = [["?", *(one.id for one in each.options)] for each in RULES.questions if each.id in questions]
    names = [each.id for each in RULES.questions if each.id in questions]
    for given_ in product(*every):
        yield {name: option for name, option in zip(names, given_, strict=True) if option != "?"}


def test_every_condition_has_a_table() -> None:
    assert cases("conditions").keys() == CONDITIONS.keys()


@pytest.mark.parametrize("condition_id", cases("conditions"))
def test_a_condition_by_all_answers(condition_id: str) -> None:
    rows, rule = cases("conditions")[condition_id], CONDITIONS[condition_id].rule
    named = {question for row in rows for question in row} - {"is"}
    asked = {teller for fact in rule.asks({}) for teller in RULES.tellers(fact)}
    tried = 0
    for answers in combinations(named | asked):
        expected = next(row["is"] for row in rows if fits(row, answers))
        assert rule.met(told(RULES, answers).facts) is WORDS[expected], answers
        tried += 1
    assert tried >= (1 if condition_id == "growth_centre" else 3)


@pytest.mark.parametrize("case", cases("thresholds"), ids=lambda case: f"{case['condition']} {case['number']}")
def test_both_sides_of_a_limit(case: dict[str, str]) -> None:
    number = Decimal(case["number"])
    question = RULES.question(case["question"])
    assert question
    (option,) = [each for each in question.options if each.span and each.span.holds(number)]
    exactly = Interval(number, low_in=True, high=number, high_in=True)
    for span in (exactly, option.span):
        facts = {"purpose": Known("expand"), question.id: Known(option.id, span)}
        assert CONDITIONS[case["condition"]].rule.met(facts) is WORDS[case["is"]]


def test_every_measure_has_a_table() -> None:
    assert list(cases("measures")) == [measure.id for measure in RULES.measures]


@pytest.mark.parametrize("measure", RULES.measures, ids=lambda measure: measure.id)
def test_a_measure_by_all_its_conditions(measure: Measure) -> None:
    case = cases("measures")[measure.id]
    assert [condition.id for condition in measure.conditions] == case["conditions"]
    table = [row.replace("→", " ").split() for row in case["table"]]
    seen = set()
    for vector in product("YN?", repeat=len(case["conditions"])):
        expected = next(
            row[-1] for row in table if all(one in ("*", each) for one, each in zip(row, vector, strict=False))
        )
        met = {name: LETTERS[each] for name, each in zip(case["conditions"], vector, strict=True)}
        assert verdict_of(weighed(measure, met)) is WORDS[expected], vector
        seen.add(expected)
    assert seen == {"yes", "no", "maybe"}


def agrees(row: list[str], vector: tuple[str, ...]) -> bool:
    return all(one in {"*", each} for one, each in zip(row[:-1], vector, strict=True))


@pytest.mark.parametrize("case", cases("residents"), ids=lambda case: case["person"])
def test_a_resident(case: dict[str, Any]) -> None:
    found = {each.measure.id: each for each in judge(RULES, case["answers"])}
    every = list(found)
    maybe = every if case["maybe"] == "all" else case["maybe"]
    assert [each for each in every if found[each].verdict is True] == case["can"]
    assert [each for each in every if found[each].verdict is None] == maybe
    for measure, wanted in case.get("becomes", {}).items():
        path = found[measure].path
        changes = [condition.id for condition in path.changes] if path else "none"
        assert found[measure].verdict is False
        assert changes == wanted, measure


def test_each_measure_is_seen_with_each_verdict() -> None:
    seen = {(measure, verdict) for case in cases("residents") for measure, verdict in verdicts(case["answers"]).items()}
    wanted = {(measure.id, verdict) for measure in RULES.measures for verdict in (True, False, None)}
    assert wanted <= seen


@given(answering())
def test_no_needs_a_condition_known_not_to_be_met(answers: dict[str, str]) -> None:
    for each in judge(RULES, answers):
        states = {need.met for need in each.needs}
        assert (each.verdict is False) == (False in states)
        assert (each.verdict is True) == (states == {True})
        assert each.deciding
        assert {reason.met for reason in each.deciding} == {each.verdict}


@given(answering(), st.data())
def test_to_learn_an_answer_turns_no_yes_and_no_no(answers: dict[str, str], data: st.DataObject) -> None:
    """Unless it puts aside another answer: then it is not learning but correcting."""
    before = told(RULES, answers)
    unanswered = [each for each in RULES.questions if each.id not in before.facts]
    if not unanswered:
        return
    question = data.draw(st.sampled_from(unanswered))
    option = data.draw(st.sampled_from(question.options))
    after = told(RULES, {**before.answers, question.id: option.id})
    if before.facts.items() <= after.facts.items():
        then, now = verdicts(before.answers), verdicts(after.answers)
        assert all(now[each] is verdict for each, verdict in then.items() if verdict is not None)


@given(answering())
def test_what_was_skipped_counts_for_nothing(answers: dict[str, str]) -> None:
    given_ = {question: option for question, option in answers.items() if option != UNSURE}
    assert verdicts(answers) == verdicts(given_)
    assert told(RULES, answers).facts == told(RULES, given_).facts


@given(answering())
def test_answers_that_count_stay_as_they_are(answers: dict[str, str]) -> None:
    found = told(RULES, answers)
    assert told(RULES, found.answers) == found
    assert found.answers.items() <= answers.items()


@given(answering())
@settings(max_examples=60)
def test_what_if_is_honest(answers: dict[str, str]) -> None:
    for each in judge(RULES, answers):
        if each.path is None:
            stuck = [need for need in each.needs if need.met is False]
            hopeless = any(all(reason.condition.change is None for reason in need.reasons) for need in stuck)
            assert each.verdict is not False or hopeless
            continue
        again = judged(RULES, each.measure, each.path.answers)
        assert each.verdict is False
        assert again.verdict is each.path.verdict
        assert again.verdict is not False
        ids = [condition.id for condition in each.path.changes]
        assert len(set(ids)) == len(ids)
        for spared in each.path.changes:  # none of them is there for nothing
            tried = {**told(RULES, answers).answers}
            for change in each.path.changes:
                tried.update(change.change.answers if change.change and change is not spared else {})
            assert judged(RULES, each.measure, tried).verdict is False


@given(answering())
def test_what_is_missing_may_turn_it(answers: dict[str, str]) -> None:
    for each in judge(RULES, answers):
        assert not each.missing or each.verdict is None
        assert set(each.missing).isdisjoint(told(RULES, answers).facts)


def test_what_no_longer_applies_is_dropped() -> None:
    answers = {"purpose": "expand", "amount": "within", "overdue": "long", "business": "none", "loan": "yes"}
    assert told(RULES, answers).answers == {"purpose": "expand", "amount": "within", "overdue": "long", "loan": "yes"}
    assert told(RULES, {**answers, "purpose": "start"}).answers == {"purpose": "start", "amount": "within"}
    assert told(RULES, {**answers, "purpose": "none"}).answers == {"purpose": "none", "business": "none"}
    assert told(RULES, {"purpose": "castle", "moon": "here", "citizen": "no"}).answers == {"citizen": "no"}


def test_the_town_tells_its_tier_and_is_not_asked_for_it() -> None:
    facts = told(RULES, {"town": "arkalyk"}).facts
    assert (facts["tier"], facts["centre"]) == (Known("low"), Known("yes"))
    assert told(RULES, {"town": "elsewhere"}).facts["tier"] == Known("none")
    town = RULES.question("town")
    assert town
    assert [each.id for each in town.options[:-1]] == [each.id for each in catalogue().towns]


def test_hints_are_for_those_whom_they_concern() -> None:
    relocation = RULES.measure("relocation")
    assert relocation

    def hints(**answers: str) -> str:
        return " ".join(note.text.en for note in relocation.hints_for(told(RULES, answers).facts))

    assert "young people came first" in hints()
    assert "young people came first" in hints(young="yes")
    assert "young people came first" not in hints(young="no")
    assert "growth centre only" in hints(town="zhanatas")
    assert "growth centre only" not in hints(town="arkalyk")
    assert "is Rudny" in hints(town="arkalyk")
    assert "is Rudny" not in hints(town="zhanatas")


def test_what_a_town_may_count_on() -> None:
    assert {tier: len(notes) for tier, notes in RULES.prospects.items()} == {"high": 4, "medium": 4, "low": 5}
    assert "relocation" in " ".join(note.text.en for note in RULES.prospects["low"])
    assert "relocation" not in " ".join(note.text.en for note in (*RULES.prospects["high"], *RULES.prospects["medium"]))


def test_each_reason_says_what_it_found() -> None:
    condition = CONDITIONS["citizen"]
    assert [condition.says(met).en[:7] for met in (True, False, None)] == ["You are", "Help wi", "Your ci"]


@pytest.mark.parametrize(
    ("measure", "answers", "says"),
    [
        ("microcredit", {"town": "elsewhere"}, "This support was for residents of monotowns, and you live elsewhere."),
        ("microcredit", {"town": "abai", "amount": "above"}, "A microcredit was no more than 3,000,000 ₸."),
        ("support_centres", {"town": "abai"}, "Under the Programme you could get help at a support centre."),
        ("support_centres", {}, "It is not known which town you live in."),
        (
            "relocation",
            {"town": "zhanatas", "citizen": "yes", "category": "low_income", "years": "enough"},
            "It was also possible to move to a centre of economic growth, but no list of them is stated.",
        ),
    ],
)
def test_a_verdict_in_one_sentence(measure: str, answers: dict[str, str], says: str) -> None:
    found = {each.measure.id: each for each in judge(RULES, answers)}[measure]
    assert found.says.en == says


def test_the_rate_between_state_bodies_is_nowhere_told_to_a_resident() -> None:
    assert "0.01" not in str(RULES)
    assert "0,01" not in str(RULES)


def test_labels_fit_their_buttons() -> None:
    labels = [option.label for question in RULES.questions for option in question.options]
    assert [label for label in labels if any(len(label.into(language)) > 40 for language in LANGUAGES)] == []


def test_there_is_nothing_of_what_there_is_not() -> None:
    assert RULES.question("moon") is None
    assert RULES.measure("lamp") is None


def test_the_version_is_that_of_the_rules_and_not_of_their_words() -> None:
    assert version_of(RULES.questions, RULES.measures) == RULES.version
    assert version_of(RULES.questions[:-1], RULES.measures) != RULES.version
    assert version_of(RULES.questions, RULES.measures[:-1]) != RULES.version
    helpless = tuple(
        replace(measure, needs=tuple(tuple(replace(one, change=None) for one in need) for need in measure.needs))
        for measure in RULES.measures
    )
    assert version_of(RULES.questions, helpless) != RULES.version


LAMP, BOOT = MOON.measures
BOTH = replace(BOOT, needs=(*BOOT.needs, LAMP.needs[0]))  # boots or craters; and on the Moon


def test_what_a_met_alternative_leaves_open_is_not_missing() -> None:
    assert judged(MOON, BOTH, {}).missing == ("moon", "boots", "craters")
    assert judged(MOON, BOTH, {"boots": "light"}).missing == ("moon",)


def test_what_a_met_alternative_does_not_meet_decides_nothing() -> None:
    found = judged(MOON, BOTH, {"moon": "away", "boots": "light"})
    assert found.verdict is False
    assert [reason.condition.id for reason in found.deciding] == ["on_the_moon"]


def test_an_answer_that_follows_brings_its_number() -> None:
    few = MOON.question("craters")
    assert few
    assert told(MOON, {"moon": "away"}).facts["craters"] == few.options[1].known
    assert judged(MOON, BOOT, {"moon": "away", "boots": "heavy"}).verdict is False


def test_who_tells_a_fact_is_known_of_a_book_made_anew() -> None:
    again = replace(RULES)
    assert again.tellers("category") == {"category"}
    given_facts = {fact for each in RULES.questions for option in each.options for fact in option.gives or ()}
    assert given_facts
    for fact in given_facts:
        asked = {each.id for each in RULES.questions if any(fact in (one.gives or ()) for one in each.options)}
        assert again.tellers(fact) == asked | ({fact} if again.question(fact) else set())
