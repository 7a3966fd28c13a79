"""What the guide makes of an application as it is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from core.cases import Case, Event
from core.catalogue import Unknown
from core.clock import KAZAKHSTAN
from core.services.guide import Guide, Impossible, UnknownYear, answers_of
from tests.catalogues import catalogue

NOW = datetime(2026, 11, 25, 10, tzinfo=KAZAKHSTAN)
GUIDE = Guide(catalogue(), lambda: NOW)
GATHERING = Case(1, 1, GUIDE.edition, "kk", NOW, NOW)
HANDED_IN = replace(GATHERING, handed_in=date(2026, 11, 20))
MISSING = replace(HANDED_IN, events=(Event("centre", "missing_papers", date(2026, 11, 24)),))


def test_a_new_application_follows_the_last_edition_there_is() -> None:
    assert GUIDE.edition == "2012-2020"
    assert not GUIDE.standing().in_force
    assert GUIDE.years[0] <= NOW.year < GUIDE.years[1]


def test_the_papers_are_those_of_this_person() -> None:
    expanding = replace(GATHERING, answers={"purpose": "expand", "work": "king"}, ticked=frozenset({"bank", "crown"}))
    found = GUIDE.papers(expanding)
    assert found.answers == answers_of(replace(GATHERING, answers={"purpose": "expand"}))
    assert found.ready == 1
    assert [needed.certain for needed in found.papers if needed.paper.id == "bank"] == [True]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: GUIDE.paper(GATHERING, "crown"),
        lambda: GUIDE.step(GATHERING, "crown"),
        lambda: GUIDE.journey(GATHERING),
        lambda: GUIDE.journey(HANDED_IN).leg("crown"),
        lambda: GUIDE.held(replace(GATHERING, edition="1925")),
        lambda: GUIDE.journey(replace(HANDED_IN, edition="1925")),
    ],
)
def test_what_is_not_there_is_unknown(ask: Callable[[], object]) -> None:
    with pytest.raises(Unknown):
        ask()


def test_a_day_is_refused_with_its_reason() -> None:
    with pytest.raises(Impossible, match="in_future"):
        GUIDE.handed_in(GATHERING, NOW.date() + timedelta(days=1))
    with pytest.raises(UnknownYear):
        GUIDE.handed_in(GATHERING, date(2019, 5, 5))
    with pytest.raises(Impossible, match="too_early"):
        GUIDE.answered(HANDED_IN, Event("centre", "done", date(2026, 11, 19)))
    with pytest.raises(Impossible, match="too_early"):
        GUIDE.completed(MISSING, "centre", date(2026, 11, 23))


def test_the_same_answer_again_corrects_its_day() -> None:
    once = GUIDE.answered(HANDED_IN, Event("centre", "done", date(2026, 11, 24)))
    assert GUIDE.answered(once, Event("centre", "done", date(2026, 11, 23))).events == (
        Event("centre", "done", date(2026, 11, 23)),
    )


def test_missing_papers_handed_in_begin_the_first_term_anew_and_the_lender_s_not() -> None:
    anew = GUIDE.completed(MISSING, "centre", date(2026, 11, 25))
    assert (anew.handed_in, anew.events) == (date(2026, 11, 25), ())
    waived = (Event("notice", "done", date(2026, 11, 21)), Event("training", "waived", date(2026, 11, 21)))
    request = Event("request", "done", date(2026, 11, 22))
    at_the_lender = replace(HANDED_IN, events=(*waived, request, Event("loan", "missing_papers", date(2026, 11, 24))))
    later = GUIDE.completed(at_the_lender, "loan", date(2026, 11, 25))
    assert (later.handed_in, later.events) == (HANDED_IN.handed_in, (*waived, request))


def test_answers_told_out_of_order_are_read_in_the_order_of_their_days() -> None:
    told = (Event("training", "waived", date(2026, 11, 24)), Event("notice", "done", date(2026, 11, 23)))
    assert [answer.step for answer in GUIDE.journey(replace(HANDED_IN, events=told)).told.answers] == [
        "notice",
        "training",
    ]


def test_reminders_are_planned_for_what_can_be_foreseen() -> None:
    planned = list(GUIDE.plan(HANDED_IN, NOW))
    assert planned[0].at == datetime(2026, 11, 26, 9, tzinfo=KAZAKHSTAN)
    assert GUIDE.next_reminder(HANDED_IN) == date(2026, 11, 26)
    assert list(GUIDE.plan(GATHERING, NOW)) == []
    assert list(GUIDE.plan(replace(HANDED_IN, handed_in=date(2019, 5, 5)), NOW)) == []


def test_a_reminder_says_what_is_true_when_it_is_sent() -> None:
    first, second, *_ = GUIDE.plan(HANDED_IN, NOW)
    assert [notice.kind for notice in GUIDE.notices(HANDED_IN, first.at)] == ["day_before", "any_answer"]
    answered = replace(HANDED_IN, events=(Event("centre", "done", date(2026, 11, 24)),))
    assert GUIDE.notices(answered, second.at) == ()


def test_where_the_calendar_ends_lateness_is_told_in_days_of_any_calendar() -> None:
    long_after = GUIDE.at(datetime(GUIDE.years[1] + 1, 1, 10, 9, tzinfo=KAZAKHSTAN))
    [late] = long_after.journey(HANDED_IN).progress.at
    assert late.left
    assert (late.left.kind, late.left.late) == ("calendar", True)


def test_only_open_days_are_worth_a_place_in_a_calendar() -> None:
    assert [leg.step.id for leg, _ in GUIDE.journey(HANDED_IN).open_days] == [
        "centre", "coordinator", "lender", "notice", "training",
    ]  # fmt: skip
    assert GUIDE.journey(MISSING).open_days == ()
