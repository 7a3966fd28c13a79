"""The talk's answers: of the edition in force, by whichever layout a button or a code was written."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.catalogue import Unknown
from core.codes import Damaged
from core.services.support import Support
from tests.catalogues import catalogue, made_up

MOON = made_up()
LATER = datetime(MOON.first_day.year, MOON.first_day.month, MOON.first_day.day, 5, tzinfo=UTC)


def support(now: datetime = datetime(2026, 11, 20, tzinfo=UTC)) -> Support:
    return Support(catalogue(), lambda: now)


def with_the_moon(now: datetime) -> Support:
    """A later programme is one file more."""
    return Support(replace(catalogue(), editions=(*catalogue().editions, MOON)), lambda: now)


def test_a_code_of_an_earlier_edition_says_what_is_different_now() -> None:
    code = support().result({"town": "zhanatas", "purpose": "start"}).code
    same = support().code(code)
    assert (same.code, same.another_edition, same.since.nothing) == (code, False, True)
    found = with_the_moon(LATER).code(code)
    assert (found.edition.id, found.standing.edition.id, found.another_edition) == ("2012-2020", MOON.id, True)
    assert found.then == same.then
    assert set(found.since.dropped) == {"town", "purpose"}
    assert not any(each.stays for each in found.since.turned if each.measure == "microcredit")


def test_a_code_says_whether_the_programme_was_in_force_then() -> None:
    code = support(datetime(2014, 6, 1, tzinfo=UTC)).result({}).code
    found = support().code(code)
    assert (found.then.in_force, found.now.in_force, found.since.in_force) == (True, False, True)


def test_buttons_of_an_earlier_edition_are_read_and_what_is_no_more_is_dropped() -> None:
    letters = support().jotted({"town": "zhanatas"})
    now = with_the_moon(LATER)
    assert now.read(letters) == {"town": "zhanatas"}
    assert now.result(now.read(letters)).told.answers == {}
    assert now.answers(now.read(letters)).questions == ()


def test_where_an_edition_asks_for_no_town_none_is_answered() -> None:
    now = with_the_moon(LATER)
    assert now.of_town("zhanatas") == {}
    assert now.prospects("zhanatas").notes == ()
    assert support().of_town("zhanatas") == {"town": "zhanatas"}


def test_no_answers_need_no_letters() -> None:
    assert support().read("") == {}
    assert support().jotted({}) == ""
    with pytest.raises(Unknown):
        support().read("?")
    with pytest.raises(Damaged):
        support().code("?")


def test_back_leads_through_the_questions_as_they_were_asked() -> None:
    here, asked = support(), []
    given: dict[str, str] = {}
    for answer in ("zhanatas", "start", "unemployed"):
        question = here.question(given).question
        assert question
        asked.append(question.id)
        given = {**given, question.id: answer}
    while asked:
        before = here.question(given).before
        assert before == asked.pop()
        given = {key: value for key, value in given.items() if key != before}
    assert here.question(given).before is None


def test_an_answer_given_out_of_turn_is_the_first_taken_back() -> None:
    assert support().question({"town": "zhanatas", "citizen": "yes"}).before == "citizen"


def test_about_one_measure_only_what_may_turn_it_is_asked() -> None:
    here, asked = support(), []
    given: dict[str, str] = {}
    while question := here.question(given, of="relocation").question:
        asked.append(question.id)
        given = {**given, question.id: {"town": "arkalyk", "years": "enough"}.get(question.id, "unsure")}
    assert asked == ["town", "category", "citizen", "years"]
    assert [each.id for each in here.measure("relocation", given).missing] == ["category", "citizen"]


def test_a_question_behind_one_that_was_skipped_is_not_asked() -> None:
    here, asked = support(), []
    given: dict[str, str] = {}
    while question := here.question(given, of="anchor").question:
        asked.append(question.id)
        given = {**given, question.id: "unsure"}
    assert asked == ["enterprise"]


@pytest.mark.parametrize(("text", "given"), [
    ("хочу переехать из Жанатаса", {"town": "zhanatas"}),
    ("хочу открыть дело в Риддере", {"town": "ridder", "purpose": "start"}),
    ("Темертоу грант", {}),
    ("гранты", {}),
])  # fmt: skip
def test_a_wish_knows_the_town_named_beside_it(text: str, given: dict[str, str]) -> None:
    found = support().wish(text)
    assert found
    assert found.given == given


def test_what_is_no_wish_is_none() -> None:
    assert support().wish("Теміртау") is None


def test_a_talk_stays_with_the_edition_it_began_under() -> None:
    letters = support().jotted({"town": "zhanatas"})
    now = with_the_moon(LATER)
    begun = now.under(letters)
    assert (begun.standing().edition.id, begun.standing().newer) == ("2012-2020", MOON)
    assert begun.result(begun.read(letters)).told.answers == {"town": "zhanatas"}
    assert now.under("") is now
    fresh = now.under(now.jotted({}) or "")
    assert (fresh.standing().edition.id, fresh.standing().newer) == (MOON.id, None)
    assert support().under(letters).standing().newer is None
