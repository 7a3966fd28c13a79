"""Every figure as printed and with its source; what we work out says so; two sources that differ both stand."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures import COMPARISONS, Amount, Comparison, Figure, Figures
from core.localised import LANGUAGES, Localised
from core.sources import Note
from tests.catalogues import cases, catalogue

FIGURES = catalogue().figures
CASES = cases("figures")
SAYS = {"programme": "programme", "article": "article_state"}
NUMBERS = st.decimals(-1000, 1000, places=1)


def printed(figure: Figure) -> str:
    low, high = figure.amount.low, figure.amount.high
    if high is None:
        return f"{figure.qualifier} {low}"
    return str(low) if low == high else f"{low}-{high}"


def said_by(figure: Figure) -> set[str]:
    return {source.document.id for source in (figure.source, *figure.also)}


def year_of(figure: Figure) -> int | None:
    return figure.period.last.year if figure.period else None


@pytest.mark.parametrize("case", CASES["printed"], ids=lambda case: f"{case['town']} {case['measure']}")
def test_a_figure_is_as_printed_and_names_who_says_it(case: dict[str, Any]) -> None:
    found = [figure for figure in FIGURES.of(case["town"], case["measure"]) if printed(figure) == case["value"]]
    assert [said_by(figure) for figure in found] == [{SAYS[each] for each in case["said_by"]}]
    assert [year_of(figure) for figure in found] == [case.get("year")]
    assert not found[0].ours


def test_nothing_else_is_printed_of_the_towns() -> None:
    listed = {(case["town"], case["measure"]) for case in CASES["printed"]}
    tabled = {(row["place"], measure) for row in CASES["table3"] for measure in row if measure != "place"}
    towns = {town.id for town in catalogue().towns}
    given = {(figure.place, figure.measure.id) for figure in FIGURES if not figure.ours}
    people = {(town, "population") for town in towns}
    beside = {(case["place"], case["measure"]) for case in CASES["beside"]}
    assert given == listed | tabled | people | beside


@pytest.mark.parametrize("case", CASES["beside"], ids=lambda case: case["place"])
def test_figures_of_others_stand_beside(case: dict[str, Any]) -> None:
    (figure,) = FIGURES.of(case["place"], case["measure"])
    assert (printed(figure), year_of(figure)) == (case["value"], case.get("year"))
    assert figure.note


@pytest.mark.parametrize("row", CASES["table3"], ids=lambda row: row["place"])
def test_table_3_row_by_row(row: dict[str, Any]) -> None:
    for measure in ("population", "arrivals", "departures", "employed", "wage", "unemployed"):
        of_2014 = [figure for figure in FIGURES.of(row["place"], measure) if figure.source.place
                   and figure.source.place.en == "Table 3"]  # fmt: skip
        assert [printed(figure) for figure in of_2014] == [str(row[measure])]
        assert [year_of(figure) for figure in of_2014] == [2014]


@pytest.mark.parametrize("case", CASES["worked_out"], ids=lambda case: case["place"])
def test_what_we_work_out_says_from_what(case: dict[str, Any]) -> None:
    (migration,) = FIGURES.of(case["place"], "net_migration")
    (share,) = FIGURES.of(case["place"], "unemployed_share")
    assert migration.amount.low == case["net_migration"]
    assert round(share.amount.low, 2) == Decimal(str(case["unemployed_share"]))
    assert [each.measure.id for each in migration.worked_out_from] == ["arrivals", "departures"]
    assert [each.measure.id for each in share.worked_out_from] == ["unemployed", "employed"]
    assert (migration.ours, share.ours) == (True, True)
    assert {year_of(migration), year_of(share)} == {2014}
    assert (migration.doubtful, share.doubtful) == (False, case.get("doubtful", False))
    assert bool(share.note) == share.doubtful


def test_only_figures_of_one_source_are_worked_out_together() -> None:
    (unemployed,) = FIGURES.of("balkhash", "unemployed")
    (employed,) = FIGURES.of("balkhash", "employed")
    (other,) = FIGURES.of("arkalyk", "unemployment")
    measures = FIGURES.measures.values()
    together = Figures(measures, (), [unemployed, employed], ())
    apart = Figures(measures, (), [unemployed, replace(employed, source=other.source)], ())
    assert together.of("balkhash", "unemployed_share")
    assert not apart.of("balkhash", "unemployed_share")


@pytest.mark.parametrize(("town", "measure"), [("altai", "power_wear"), ("aksay", "heat_wear")])
def test_what_one_source_alone_says_is_marked(town: str, measure: str) -> None:
    (figure,) = FIGURES.of(town, measure)
    assert said_by(figure) == {"article_state"}
    assert figure.note
    assert "not in the Programme" in figure.note.en or "nor in the Programme" in figure.note.en


def test_two_tables_that_differ_both_stand() -> None:
    people = {(printed(figure), figure.qualifier) for figure in FIGURES.of("satbayev", "population")}
    assert people == {("69744", "exactly"), ("70147", "exactly"), ("70200", "rounded")}


def test_a_count_within_other_borders_says_so() -> None:
    for town in catalogue().towns:
        _, later, *_ = FIGURES.of(town.id, "population")
        assert bool(later.note) == (town.id in {"arkalyk", "aksu", "kentau"})


def test_a_sheet_holds_every_figure_of_the_town_once_in_its_group() -> None:
    for town in catalogue().towns:
        sections = FIGURES.sheet(town).sections
        shown = [figure for section in sections for line in section.lines for figure in line.figures]
        assert sorted(map(id, shown)) == sorted(id(figure) for figure in FIGURES if figure.place == town.id)
        for section in sections:
            assert section.lines or section.facts
            assert all(line.measure.group == section.group for line in section.lines)
            assert all(fact.group == section.group and not fact.towns for fact in section.of_all)
        facts = [fact for section in sections for fact in section.facts]
        assert sorted(fact.id for fact in facts) == sorted(fact.id for fact in FIGURES.facts_of(town))


def test_the_regions_figures_stand_only_beside_its_own_towns() -> None:
    for town in catalogue().towns:
        beside = {benchmark.id for benchmark, _ in FIGURES.beside(town, "wage")}
        assert beside == ({"karaganda_region"} if town.oblast_2012.id == "karaganda" else set())
        assert {benchmark.id for benchmark, _ in FIGURES.beside(town, "preschool")} == {"kazakhstan"}


def test_what_is_said_of_all_towns_together_names_none() -> None:
    together = {fact.id for fact in FIGURES.facts.values() if not fact.towns}
    assert {"half_power_programme", "half_power_article", "railways"} <= together
    is_, reached = FIGURES.facts["half_power_programme"], FIGURES.facts["half_power_article"]
    assert (is_.source.document.id, reached.source.document.id) == ("programme", "article_state")
    assert "is 70%" in is_.text.en
    assert "reached 70%" in reached.text.en


def numbers(text: str) -> list[str]:
    return sorted(number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", text))


def texts() -> list[Localised]:
    catalogue_ = catalogue()
    notes: list[Note] = [*catalogue_.criteria.says, *catalogue_.targets.notes]
    found = [fact.text for fact in FIGURES.facts.values()] + [note.text for note in notes]
    for criterion in (*catalogue_.criteria.promising, *catalogue_.criteria.unpromising):
        found += [criterion.name, *(atom.name for atom in criterion.atoms)]
        found += [criterion.reading] if criterion.reading else []
    for document in catalogue_.monotown.documents:
        found += [mark.text for mark in document.marks] + [note.text for note in document.notes]
    found += [target.text for target in catalogue_.targets.all] + [figure.note for figure in FIGURES if figure.note]
    return found


def test_the_three_languages_name_the_same_numbers() -> None:
    for text in texts():
        assert len({tuple(numbers(text.into(language))) for language in LANGUAGES}) == 1, text


def test_the_three_languages_end_in_the_same_mark() -> None:
    for text in texts():
        assert len({text.into(language)[-1] in ".!?" for language in LANGUAGES}) == 1, text


@given(NUMBERS, NUMBERS, st.one_of(NUMBERS, st.none()), st.sampled_from(COMPARISONS))
def test_a_range_is_judged_as_all_of_its_numbers_are(
    limit: Decimal, low: Decimal, high: Decimal | None, comparison: Comparison
) -> None:
    if high is None:
        amount, inside = Amount(low, None), [low + Decimal("0.001"), low + 5000]
    else:
        low, high = sorted((low, high))
        amount, inside = Amount(low, high), [low, high]
    verdicts = {Amount(value, value).is_(comparison, limit) for value in inside}
    expected = verdicts.pop() if len(verdicts) == 1 else None
    assert amount.is_(comparison, limit) == expected
