"""The data of the article: its Table 1 and Table 2, whole, and what we say of them."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from core.localised import LANGUAGES
from core.methodology import TierRange, tiers
from core.scales import BadScale
from core.scoring import Scorecard, literally, score, what_if
from core.sources import Note, Source
from tests.catalogues import cases, catalogue

CATALOGUE = catalogue()
INNOVATION = CATALOGUE.innovation
TABLE = cases("innovation_table1")
TOWNS = cases("innovation_towns")


def card(town: str) -> Scorecard:
    return score(INNOVATION, CATALOGUE.sheets[town])


def cells() -> Iterator[tuple[str, str, str, int, int]]:
    for row in TABLE["rows"]:
        raw = [row["raw"]] * len(TABLE["towns"]) if isinstance(row["raw"], str) else row["raw"]
        counted = row.get("counted", row["printed"])
        for town, *each in zip(TABLE["towns"], raw, row["printed"], counted, strict=True):
            yield town, row["indicator"], *each


def test_table_1_is_here_whole() -> None:
    assert len(list(cells())) == 8 * 18
    assert list(INNOVATION.indicators) == [row["indicator"] for row in TABLE["rows"]]
    for town, indicator, raw, printed, counted in cells():
        line = card(town).lines[indicator]
        assert (line.observation.raw, line.printed, line.score) == (raw, printed, counted), (town, indicator)


@pytest.mark.parametrize("case", TOWNS, ids=lambda case: case["town"])
def test_what_is_said_of_each_town(case: dict[str, Any]) -> None:
    mine = card(case["town"])
    printed = mine.printed_total
    assert printed is not None
    assert (printed.score, mine.total, mine.low, mine.high) == tuple(
        case[key] for key in ("printed", "counted", "low", "high")
    )
    assert (mine.tier, list(mine.tiers), mine.share) == (case["tier"], case["tiers"], Fraction(case["share"]))
    assert mine.certain == (len(case["tiers"]) == 1)
    assert [group.score for group in mine.groups] == case["groups"]
    said = [f"{each.line.indicator.id} {each.kind}" if each.line else each.kind for each in mine.differences]
    assert said == case["differences"]
    assert literally(INNOVATION, mine.sheet).total == case["literal"]


def test_the_towns_are_those_of_table_2() -> None:
    assert [case["town"] for case in TOWNS] == TABLE["towns"] == list(CATALOGUE.sheets)


def test_the_differences_explain_the_printed_totals_to_the_last_point() -> None:
    for town in CATALOGUE.sheets:
        mine = card(town)
        assert mine.printed_total
        assert mine.total is not None
        assert sum(each.adds for each in mine.differences) == mine.printed_total.score - mine.total


def test_the_printed_scores_add_up_to_the_printed_totals_but_for_one() -> None:
    wrong = {}
    for case in TOWNS:
        summed = sum(printed for town, _, _, printed, _ in cells() if town == case["town"])
        if summed != case["printed"]:
            wrong[case["town"]] = (summed, case["printed"])
    assert wrong == {"balkhash": (37, 39)}


def test_a_broken_number_taken_literally_would_change_the_tier_of_satbayev() -> None:
    mine = card("satbayev")
    line = mine.lines["2.1"]
    assert (line.observation.raw, line.observation.value, line.observation.sound) == ("34930", Decimal("34.930"), False)
    assert (mine.tier, literally(INNOVATION, mine.sheet).tier) == ("medium", "low")
    assert what_if(INNOVATION, mine.sheet, {"2.1": Decimal("34.93")}).tier == "low"


def test_every_oddity_is_explained_and_sound_numbers_are_left_alone() -> None:
    noted = {
        (town, line.indicator.id)
        for town in CATALOGUE.sheets
        for line in card(town).lines.values()
        if line.observation.note
    }
    odd = {(town, each.line.indicator.id) for town in CATALOGUE.sheets for each in card(town).differences if each.line}
    assert noted - odd == {("karazhal", "2.5"), ("saran", "2.5"), ("shakhtinsk", "2.1")}
    assert odd <= noted


def test_output_and_wages_are_converted_to_the_unit_of_their_bands() -> None:
    for town in CATALOGUE.sheets:
        for indicator in ("2.1", "2.7"):
            observation = CATALOGUE.sheets[town].observations[indicator]
            assert observation.raw
            assert observation.unit == "tenge"
            assert observation.value == Decimal(observation.raw.replace(" ", "")) / 1000
    assert CATALOGUE.sheets["shakhtinsk"].observations["2.2"].value == 26


def test_only_group_2_has_a_year() -> None:
    for sheet in CATALOGUE.sheets.values():
        for indicator, observation in sheet.observations.items():
            source = observation.source
            assert source
            assert not observation.supposed
            assert (source.period is not None and source.period.is_year) == indicator.startswith("2.")
            assert source.place
            assert all(indicator in source.place.into(language) for language in LANGUAGES)


def sources() -> Iterator[Source]:
    notes: list[Note | None] = list(INNOVATION.notes)
    yield INNOVATION.source
    for indicator in INNOVATION.indicators.values():
        yield indicator.source
        notes += indicator.notes
    for sheet in CATALOGUE.sheets.values():
        assert sheet.printed_total
        yield sheet.printed_total.source
        notes += [sheet.printed_total.note, *(each.note for each in sheet.observations.values())]
    yield from (note.source for note in notes if note)


def test_every_source_is_a_place_in_the_article() -> None:
    assert {source.document.id for source in sources()} == {"article_innovation"}
    assert all(source.place for source in sources())


def test_the_most_that_can_be_scored_is_said_in_every_language() -> None:
    assert INNOVATION.maximum == 68
    assert any("68" in note.text.kk and "68" in note.text.ru and "68" in note.text.en for note in INNOVATION.notes)
    assert [indicator.top for indicator in INNOVATION.indicators.values()] == [
        1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 5, 5, 2, 2, 5, 5, 3, 3,
    ]  # fmt: skip


def test_each_indicator_has_its_group() -> None:
    assert [len(INNOVATION.of_group(group.id)) for group in INNOVATION.groups] == [4, 8, 2, 2, 2]
    assert INNOVATION.indicators["2.7"].unit == "thousand_tenge"
    assert INNOVATION.indicators["3.1"].unit is None


@pytest.mark.parametrize(
    ("total", "tier"), [(0, "low"), (35, "low"), (36, "medium"), (66, "medium"), (67, None), (68, "high")]
)
def test_the_tiers_as_printed(total: int, tier: str | None) -> None:
    assert INNOVATION.tier_of(total) == tier
    assert INNOVATION.untiered == (67,)
    assert [each.printed for each in INNOVATION.tiers] == ["0–35", "36-66", "67-тан жоғары"]


def test_tiers_that_overlap_are_refused() -> None:
    low, medium, high = INNOVATION.tiers
    for wrong in (
        (low, high, TierRange("medium", medium.name, "36-68", 36, 68)),
        (TierRange("low", low.name, "0", 0, None), medium, high),
    ):
        with pytest.raises(BadScale, match="tiers_overlap other="):
            tiers(wrong)
