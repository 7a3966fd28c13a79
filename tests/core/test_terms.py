"""The way of an application, where it stands, and when a person is reminded, against the cases."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import KAZAKHSTAN
from core.localised import LANGUAGES
from core.progress import Impossible, Progress, progress
from core.reminders import reminders
from core.terms import Answer, Application, Leg
from core.workdays import UnknownYear
from tests.catalogues import cases, catalogue

COURSE = catalogue().courses["2012-2020"]
CALENDAR = catalogue().calendar
TERMS = cases("terms")
STEPS = [step.id for step in COURSE.steps]


def application(case: dict[str, Any]) -> Application:
    return Application(case["handed_in"], tuple(Answer(*each) for each in case.get("answers", [])))


def by_step(legs: tuple[Leg, ...]) -> dict[str, Leg]:
    return {leg.step.id: leg for leg in legs}


def test_the_steps_are_those_of_the_programme() -> None:
    given = [
        {
            "id": step.id,
            "actor": step.actor.id,
            **({"count": step.term.count, "kind": step.term.kind} if step.term else {}),
            "after": list(step.after),
            "open": [reading.number for reading in step.readings if reading.number],
        }
        for step in COURSE.steps
    ]
    assert given == TERMS["steps"]
    assert {step.source.document.id for step in COURSE.steps} == {COURSE.source.document.id} == {"programme"}


def test_every_open_question_of_the_text_has_a_reading_of_ours() -> None:
    assert sorted(reading.number for reading in COURSE.readings if reading.number) == list(range(1, 16))
    for reading in (*COURSE.readings, *catalogue().loans["2012-2020"].readings):
        assert (
            len({text.into(language) for text in (reading.open, reading.ours, reading.why) for language in LANGUAGES})
            == 9
        )


@pytest.mark.parametrize("case", TERMS["ways"], ids=lambda case: case["case"])
def test_the_days_of_a_way(case: dict[str, Any]) -> None:
    legs = by_step(COURSE.plan(CALENDAR, application(case)))
    wanted = {step: case[step] for step in STEPS if step in case}
    assert {step: [legs[step].start, legs[step].basis, legs[step].due] for step in wanted} == wanted
    refused = {step: leg.refused.year for step, leg in legs.items() if leg.refused}
    assert refused == case.get("beyond", {})
    assert {step for step, leg in legs.items() if leg.provisional} >= set(case.get("provisional", []))
    if "provisional" not in case:
        assert not any(leg.provisional for leg in legs.values() if leg.due and leg.due.year < 2027)


def test_a_package_handed_in_outside_the_calendar_is_refused() -> None:
    with pytest.raises(UnknownYear):
        COURSE.plan(CALENDAR, Application(date(2028, 1, 5)))


def where(case: dict[str, Any]) -> Progress:
    return progress(COURSE, CALENDAR, application(case), case["today"])


@pytest.mark.parametrize("case", cases("progress"), ids=lambda case: case["case"])
def test_where_an_application_stands(case: dict[str, Any]) -> None:
    found = where(case)
    assert found.whole == case["whole"]
    assert [stage.leg.step.id for stage in found.at] == case["at"]
    assert [stage.leg.step.id for stage in found.expected] == case["expected"]
    for late in (False, True):
        left = {stage.leg.step.id: stage.left.days for stage in found.stages if stage.left and stage.left.late is late}
        assert left == case.get("late" if late else "left", {})
    assert {stage.leg.step.id for stage in found.stages if stage.state == "passed"} == set(case.get("passed", []))
    assert {stage.leg.step.id for stage in found.stages if stage.state == "stopped"} == set(case.get("stopped", []))
    answered = {step for step, outcome, _ in case.get("answers", []) if outcome in {"done", "refused", "waived"}}
    assert {stage.leg.step.id for stage in found.stages if stage.state == "answered"} == answered
    actors = {stage.leg.step.id: stage.acts for stage in found.stages}
    assert {step: actors[step] for step in case.get("acts", {})} == case.get("acts", {})
    if "moves" in case:
        assert {move.leg.step.id: [move.was, move.now] for move in found.moves} == case["moves"]


DAY = date(2026, 12, 1)
IMPOSSIBLE: list[tuple[str, list[tuple[str, Any, date]]]] = [
    ("unknown_step", [("dance", "done", DAY)]),
    ("unexpected", [("request", "refused", DAY)]),
    ("in_future", [("notice", "done", date(2026, 12, 21))]),
    ("too_early", [("centre", "done", date(2026, 11, 19))]),
    ("too_early", [("centre", "done", DAY), ("lender", "done", date(2026, 11, 30))]),
    ("too_early", [("training", "begun", DAY), ("training", "done", date(2026, 11, 30))]),
    ("twice", [("notice", "done", DAY), ("notice", "refused", DAY)]),
    ("twice", [("training", "begun", DAY), ("training", "begun", date(2026, 12, 2))]),
    ("after_the_end", [("notice", "refused", DAY), ("training", "begun", date(2026, 12, 2))]),
]


@pytest.mark.parametrize(("why", "answers"), IMPOSSIBLE)
def test_an_answer_that_cannot_be_is_refused(why: str, answers: list[tuple[str, Any, date]]) -> None:
    given = tuple(Answer(*each) for each in answers)
    with pytest.raises(Impossible, match=why) as refusal:
        progress(COURSE, CALENDAR, Application(date(2026, 11, 20), given), date(2026, 12, 20))
    assert (refusal.value.why, refusal.value.answer) == (why, given[-1])


def test_an_application_of_tomorrow_is_refused() -> None:
    with pytest.raises(Impossible, match="handed in: in_future") as refusal:
        progress(COURSE, CALENDAR, Application(date(2026, 12, 21)), date(2026, 12, 20))
    assert refusal.value.answer is None


def test_missing_papers_handed_in_begin_the_first_step_anew_and_no_other() -> None:
    centre, loan = COURSE.step("centre"), COURSE.step("loan")
    assert centre
    assert loan
    wanting = Application(date(2026, 11, 20), (Answer("centre", "missing_papers", date(2026, 11, 23)),))
    assert COURSE.completed(wanting, centre, date(2026, 11, 26)) == Application(date(2026, 11, 26))
    request = Answer("request", "done", date(2026, 12, 14))
    later = Application(date(2026, 11, 20), (request, Answer("loan", "missing_papers", date(2026, 12, 18))))
    assert COURSE.completed(later, loan, DAY) == Application(date(2026, 11, 20), (request,))


@pytest.mark.parametrize("case", cases("reminders"), ids=lambda case: case["case"])
def test_the_mornings_of_reminders(case: dict[str, Any]) -> None:
    now: datetime = case["now"]
    given = application(case)
    found = reminders(progress(COURSE, CALENDAR, given, now.date()), given, now)
    mornings = {each.day: {notice.kind: list(notice.steps) for notice in each.notices} for each in found}
    assert mornings == case["mornings"]
    assert all(each.at.isoformat() == f"{each.day}T09:00:00+05:00" for each in found)


@given(st.dates(date(2024, 1, 1), date(2027, 3, 1)), st.integers(0, 200))
def test_nothing_is_reminded_of_twice_and_every_term_runs_forward(handed_in: date, days: int) -> None:
    given = Application(handed_in)
    today = min(handed_in + timedelta(days=days), date(2027, 12, 31))
    found = progress(COURSE, CALENDAR, given, today)
    mornings = reminders(found, given, datetime.fromisoformat(f"{handed_in}T00:00:00+05:00"))
    assert len({each.day for each in mornings}) == len(mornings)
    days_of = [leg.due for stage in found.stages if (leg := stage.leg).due]
    assert days_of == sorted(days_of)
    said = [(notice.kind, step) for each in mornings for notice in each.notices for step in notice.steps]
    assert len(said) == len(set(said))


def test_a_text_has_the_same_figures_and_the_same_end_in_all_three_languages() -> None:
    readings = (*COURSE.readings, *catalogue().loans["2012-2020"].readings)
    texts = [text for reading in readings for text in (reading.open, reading.ours, reading.why)]
    texts += [text for step in COURSE.steps for text in (step.name, step.does)]
    notes = [note for year in CALENDAR.years.values() for note in (year.provisional, *year.doubts.values()) if note]
    for text in (*texts, *(note.text for note in notes)):
        spoken = [text.into(language) for language in LANGUAGES]
        assert len({tuple(re.findall(r"[0-9]+(?:[.,][0-9]+)?", each.replace(",", "."))) for each in spoken}) == 1, text
        assert len({each[-1] if each[-1] in ".?" else "" for each in spoken}) == 1, text


def test_a_stage_says_how_it_stands_and_in_which_days_it_is_counted() -> None:
    found = progress(COURSE, CALENDAR, Application(date(2026, 11, 20)), date(2026, 12, 3))
    stages = {stage.leg.step.id: stage for stage in found.stages}
    assert {step: (stages[step].state, stages[step].missing) for step in ("centre", "coordinator", "notice")} == {
        "centre": ("late", False), "coordinator": ("running", False), "notice": ("ahead", False),
    }  # fmt: skip
    assert [left.kind for step in ("centre", "coordinator") if (left := stages[step].left)] == ["working", "calendar"]


def test_what_is_told_of_a_refused_answer_names_it() -> None:
    answer = Answer("notice", "done", date(2026, 12, 1))
    assert str(Impossible("twice", answer)) == "notice, done, 2026-12-01: twice"
    assert str(Impossible("in_future")) == "handed in: in_future"


def test_beyond_the_calendar_a_step_keeps_its_answer_and_the_next_have_no_day() -> None:
    answer = Answer("centre", "done", date(2027, 12, 31))
    legs = by_step(COURSE.plan(CALENDAR, Application(date(2027, 12, 29), (answer,))))
    assert legs["centre"].refused
    assert legs["centre"].answer == answer
    assert legs["coordinator"].refused
    assert (legs["notice"].start, legs["notice"].basis) == (None, "unknown")


def test_whoever_brought_what_was_missing_and_was_answered_misses_nothing() -> None:
    papers = Answer("loan", "missing_papers", date(2027, 2, 1))
    asked = Application(date(2026, 11, 20), (Answer("request", "done", date(2027, 1, 20)), papers))
    answered = Application(asked.handed_in, (*asked.answers, Answer("loan", "done", date(2027, 2, 8))))
    wholes = [progress(COURSE, CALENDAR, each, date(2027, 2, 9)).whole for each in (asked, answered)]
    assert wholes[0] == "papers"
    assert wholes[1] != "papers"


def test_the_reminder_of_this_morning_is_not_lost_when_something_is_recorded_before_it() -> None:
    handed_in, late = Application(date(2026, 11, 20)), date(2026, 11, 28)
    early = datetime(2026, 11, 28, 7, tzinfo=KAZAKHSTAN)
    first = reminders(progress(COURSE, CALENDAR, handed_in, late), handed_in, early)[0]
    assert (first.day, [notice.kind for notice in first.notices]) == (late, ["day_after"])
