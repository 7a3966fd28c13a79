from datetime import UTC, date, datetime

import pytest

from core.catalogue import Unknown
from core.microcredit import Answers
from core.services.support import Support
from tests.catalogues import catalogue


def support(now: datetime = datetime(2026, 11, 20, tzinfo=UTC)) -> Support:
    return Support(catalogue(), lambda: now)


def test_documents_name_the_edition_and_that_it_has_lapsed() -> None:
    answer = support().documents("employed", "expand", "several")
    assert answer.answers == Answers("employed", "expand", "several")
    assert [each.paper.id for each in answer.papers] == [
        "application",
        "identity",
        "address",
        "work",
        "proposal",
        "bank",
    ]
    assert all(each.certain for each in answer.papers)
    assert answer.notes
    assert answer.standing.edition.id == "2012-2020"
    assert not answer.standing.in_force


def test_whoever_says_nothing_gets_everything() -> None:
    answer = support().documents()
    assert answer.answers == Answers()
    assert [each.paper.id for each in answer.papers if not each.certain] == ["work", "bank"]


def test_a_day_begins_in_kazakhstan() -> None:
    """At 19:00 in UTC it is the next day there."""
    assert support(datetime(2014, 12, 31, 18, 59, tzinfo=UTC)).standing().in_force
    after = support(datetime(2014, 12, 31, 19, 0, tzinfo=UTC)).standing()
    assert (after.day, after.in_force) == (date(2015, 1, 1), False)


def test_each_paper_can_be_looked_at() -> None:
    for needed in support().documents().papers:
        answer = support().paper(needed.paper.id)
        assert answer.paper is needed.paper
        assert answer.standing == support().standing()


def test_an_old_button_names_a_paper_that_is_no_more() -> None:
    with pytest.raises(Unknown, match="stamp"):
        support().paper("stamp")
