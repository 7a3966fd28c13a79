"""What other content would change: every answer of two catalogues held against each other."""

from datetime import UTC, date, datetime

import pytest

from core.cases import Case, Event
from core.catalogue import Catalogue
from core.concern import Concern, concern
from core.content import Issue, Part, WayOut, in_force, over, undone, way_out
from core.flaws import Flaw, FlawKind
from core.impact import Impact, Turned, applicants, concerned, impact, objections, verdict
from core.ledger import Batch, Ledger
from core.programmes import edition_on, still
from tests.content import amended, calendar, contacts, data, laid, moon, plain_year, settled, spoilt, tiers
from tests.publishing import figure

NOW = datetime(2026, 10, 20, 5, tzinfo=UTC)
RULES = laid().editions[0].rules
CONDITIONS = "programmes/2012-2020/conditions.yaml"


def of(*files: tuple[str, bytes], ledger: Ledger | None = None, base: Catalogue | None = None) -> Impact:
    before = base or laid()
    return impact(before, laid(*files), ledger or Ledger(before.sheets), NOW)


def test_nothing_changes_nothing() -> None:
    assert of().nothing


def test_contacts_new_changed_and_gone() -> None:
    found = of(("directory.yaml", contacts()))
    assert [(each.fate, each.contact.town) for each in found.contacts] == [("new", "temirtau")]
    assert (found.offices, found.nothing, found.years, found.towns, found.editions) == (False, False, (), (), ())
    there = laid(("directory.yaml", contacts()))
    changed = of(("directory.yaml", contacts(phone="8 7213 65-43-21")), base=there)
    assert [each.fate for each in changed.contacts] == ["changed"]
    assert [each.fate for each in of(base=there).contacts] == ["gone"]


def test_a_day_is_moved() -> None:
    [year] = of(("calendar/2026.yaml", calendar())).years
    assert (year.year, year.fate, year.settled) == (2026, "changed", False)
    assert [(each.day, each.before, each.after) for each in year.days] == [
        (date(2026, 10, 26), False, True),
        (date(2026, 10, 27), True, False),
    ]


def test_kurban_ait_is_confirmed() -> None:
    [year] = of(("calendar/2026.yaml", settled())).years
    assert [(each.day, each.settled, each.before == each.after) for each in year.days] == [
        (date(2026, 5, day), True, True) for day in (26, 27, 28)
    ]


def test_a_year_comes_and_goes() -> None:
    exchanged = "exchanged:\n  - { day: 2028-01-03, worked: 2028-01-08, source: calendar_exchange_2024 }\n"
    there = "calendar/2028.yaml", plain_year(2028, exchanged)
    [new] = of(there).years
    assert (new.year, new.fate) == (2028, "new")
    told = [(each.day.isoformat(), each.after, each.name and each.name.en) for each in new.days]
    assert told == [
        ("2028-01-01", False, "Orthodox Christmas"),
        ("2028-01-03", False, "day off exchanged by the minister’s order"),
        ("2028-01-08", True, None),
    ]
    assert [(each.year, each.fate) for each in of(base=laid(there)).years] == [(2028, "gone")]


def test_towns_whose_level_changes() -> None:
    found = of(("methodology/innovation.yaml", tiers()))
    assert found.methodology
    assert [(each.town, each.tier_before, each.tier_after) for each in found.towns] == [("balkhash", "medium", "low")]


def test_the_figures_people_have_published_count() -> None:
    pushed = Batch(1, NOW, 1, (figure("balkhash"),), "", ())
    ledger = Ledger(laid().sheets, [pushed])
    assert (
        of(("methodology/innovation.yaml", tiers()), ledger=ledger).towns[0].before
        != of(("methodology/innovation.yaml", tiers())).towns[0].before
    )


def test_verdicts_of_all_applicants() -> None:
    """Everybody who lives elsewhere could have it as well, and who has not told where."""
    other = spoilt(
        CONDITIONS, "rule: { not: { question: town, in: [elsewhere] } }", "rule: { question: town, in: [elsewhere] }"
    )
    [edition] = of((CONDITIONS, other)).editions
    assert (edition.fate, edition.papers, edition.course, edition.loan) == ("changed", False, False, False)
    change = next(each for each in edition.measures if each.name.en.startswith("Recruiting"))
    measure = RULES.measure("recruiting")
    assert measure is not None
    assert [each.id for each in concerned(RULES, measure)] == ["town"]
    assert change.applicants == 7
    assert sorted(change.turned, key=repr) == [Turned(False, True, 1), Turned(True, False, 5)]


def test_every_applicant_that_can_be_told_apart_is_tried() -> None:
    tried = {
        measure.id: [verdict(RULES, measure, answers) for answers in applicants((RULES, measure))]
        for measure in RULES.measures
    }
    assert len(tried["microcredit"]) == 7560
    assert all(set(verdicts) == {True, False, None} for verdicts in tried.values())


def test_words_alone_turn_no_verdict() -> None:
    other = spoilt(CONDITIONS, "en: You live in a monotown.", "en: You live in one of the monotowns.")
    [edition] = of((CONDITIONS, other)).editions
    assert edition.measures
    assert all(each.turned == () for each in edition.measures)
    assert (edition.papers, edition.course, edition.loan, edition.words) == (False, False, False, True)


def test_the_course_the_papers_and_the_loan() -> None:
    procedure = "programmes/2012-2020/procedure.yaml"
    text = data(procedure).decode()
    later = text.replace("count: 10", "count: 12", 1)
    assert later != text
    [edition] = of((procedure, later.encode())).editions
    assert (edition.course, edition.papers, edition.loan, edition.measures) == (True, False, False, ())


def test_a_new_programme_is_held_against_the_one_that_counts() -> None:
    found = of(*moon("2026-01-01").items())
    [edition] = found.editions
    assert (edition.edition.id, edition.fate) == ("fiction", "new")
    assert {each.fate for each in edition.measures} == {"new", "gone"}
    assert found.counts is not None
    assert [each.id for each in found.counts] == ["2012-2020", "fiction"]
    assert of(*moon().items()).counts is None


def test_an_edition_cannot_go_and_figures_must_fit() -> None:
    there = laid(*moon().items())
    assert objections(there, laid(), Ledger(laid().sheets)) == [
        Flaw("programmes", FlawKind.EDITION_GONE, {"value": "fiction"})
    ]
    odd = Batch(1, NOW, 1, (figure("ridder", "such"),), "", ())
    facts = {"value": "such", "indicator": "2.6", "town": "ridder", "year": "2021"}
    assert objections(laid(), laid(), Ledger(laid().sheets, [odd])) == [
        Flaw("innovation.yaml", FlawKind.FIGURE_UNFIT, facts)
    ]
    lost = Batch(1, NOW, 1, (figure("ridder", indicator="9.9"),), "", ())
    assert len(objections(laid(), laid(), Ledger(laid().sheets, [lost]))) == 1


def test_an_edition_keeps_its_rules() -> None:
    procedure, top = "programmes/2012-2020/procedure.yaml", "programmes/2012-2020.yaml"
    words = data(CONDITIONS).replace(b"You live in a monotown.", b"You live in one of them.")
    other = data(CONDITIONS).replace(b"rule: { not: { question: town, in: [elsewhere] } }", b"rule: { silent: true }")
    longer = data(procedure).replace(b"count: 10", b"count: 12", 1)
    assert told((CONDITIONS, words)) == []
    assert told((procedure, longer)) == [("2012-2020/procedure.yaml", "steps › coordinator")]
    assert ("programmes/2012-2020", "measures › microcredit") in told((CONDITIONS, other))
    assert told((top, without_a_paper())) == [("2012-2020.yaml", "papers › application")]


def told(*files: tuple[str, bytes]) -> list[tuple[str, str]]:
    flaws = objections(laid(), laid(*files), Ledger(laid().sheets))
    assert {(each.kind, each.facts["edition"]) for each in flaws} <= {(FlawKind.OTHER_RULES, "2012-2020")}
    return [(each.file, each.facts["value"]) for each in flaws]


def test_other_rules_are_an_edition_of_their_own() -> None:
    after = laid(*amended().items())
    assert objections(laid(), after, Ledger(laid().sheets)) == []
    standing, begun = edition_on(after.editions, NOW.date()), still(after.editions, laid().editions[0], NOW.date())
    assert (standing.edition.id, begun.edition.id) == ("2012-2020-2", "2012-2020")
    assert (begun.newer, begun.amended) == (standing.edition, True)
    assert concern(laid(), after, case(), NOW) == Concern(dates=False, papers=False, newer=True)
    [edition] = of(*amended().items()).editions
    assert (edition.fate, edition.measures) == ("changed", ())
    assert (edition.papers, edition.course, edition.loan, edition.words) == (False, True, False, False)


def case(
    handed_in: date | None = date(2026, 10, 19), events: tuple[Event, ...] = (), edition: str = "2012-2020"
) -> Case:
    return Case(1, 1, edition, "kk", NOW, NOW, handed_in=handed_in, events=events)


def test_whom_it_concerns() -> None:
    moved = laid(("calendar/2026.yaml", calendar()))
    assert concern(laid(), moved, case(), NOW) == Concern(dates=True, papers=False, newer=False)
    assert not concern(laid(), moved, case(handed_in=None), NOW).any
    assert not concern(laid(), moved, case(date(2026, 3, 2)), datetime(2026, 3, 2, 5, tzinfo=UTC)).dates
    assert not concern(laid(), laid(("directory.yaml", contacts())), case(), NOW).any
    assert not concern(laid(), moved, case(date(2030, 1, 7)), datetime(2030, 1, 8, tzinfo=UTC)).any
    assert not concern(laid(), moved, case(edition="forgotten"), NOW).any


def test_a_newer_programme_concerns_who_began_under_the_earlier_one() -> None:
    newer = laid(*moon("2026-01-01").items())
    assert concern(laid(), newer, case(), NOW) == Concern(dates=False, papers=False, newer=True)
    assert not concern(newer, newer, case(), NOW).any
    assert not concern(laid(), newer, case(None, edition="fiction"), NOW).any


def without_a_paper() -> bytes:
    text = data("programmes/2012-2020.yaml").decode()
    paper = text.index("    - id:", text.index("papers:"))
    following = text.index("    - id:", paper + 5)
    return (text[:paper] + text[following:]).encode()


def test_other_papers_concern_who_gathers_them() -> None:
    top, fewer = "programmes/2012-2020.yaml", without_a_paper()
    after = laid((top, fewer))
    assert concern(laid(), after, case(None), NOW) == Concern(dates=False, papers=True, newer=False)
    assert [each.papers for each in of((top, fewer)).editions] == [True]


def issue(number: int, undoes: int | None = None, **files: bytes | None) -> Issue:
    parts = tuple(Part(f"{path}.yaml", body) for path, body in files.items())
    return Issue(number, NOW, 1, 2, parts, "", undoes)


def test_of_each_file_the_last_counts() -> None:
    issues = [issue(1, directory=b"1", sources=b"1"), issue(2, directory=b"2"), issue(3, 1, sources=None)]
    assert in_force(issues) == {"directory.yaml": b"2"}
    assert over(in_force(issues), [Part("directory.yaml", None), Part("sources.yaml", b"4")]) == {"sources.yaml": b"4"}
    assert undone(issues, 2).parts == (Part("directory.yaml", b"1"),)
    assert undone(issues, 1).parts == ()
    assert undone(issues, 1).overtaken == ("directory.yaml", "sources.yaml")
    assert undone(issues[:1], 1).parts == (Part("directory.yaml", None), Part("sources.yaml", None))
    assert Part("directory.yaml", None).kind == "contacts"


def test_as_little_as_will_do_is_taken_back() -> None:
    """What cannot be read has a 9 in it."""
    issues = [issue(1, directory=b"1"), issue(2, directory=b"29"), issue(3, sources=b"3")]

    def out(issues: list[Issue]) -> WayOut:
        return way_out(issues, lambda files: not any(b"9" in body for body in files.values()))

    assert out(issues) == WayOut(2, (), {"directory.yaml": b"1", "sources.yaml": b"3"})
    assert out([*issues, issue(4, directory=b"49")]) == WayOut(None, ("directory.yaml",), {"sources.yaml": b"3"})
    both = issue(4, directory=b"4", sources=b"49")
    assert out([issue(1, sources=b"19"), *issues[1:2], both]) == WayOut(None, ("directory.yaml", "sources.yaml"), {})


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_names_come_in_three_languages(language: str) -> None:
    [edition] = of(*moon().items()).editions
    assert all(getattr(each.name, language) for each in edition.measures)
