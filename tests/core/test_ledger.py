"""What was published over data/: nothing is overwritten, all of it can be taken back, and the past can be asked."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dry_run import DryRun, TownChange, dry_run
from core.ledger import PRINTED, Batch, Entry, Figure, Ledger, Withdrawal, key_of
from core.observations import Sheet
from core.scales import Value, Within
from core.scoring import score
from core.written import Twice, digest_of, in_order, plain, written
from tests.catalogues import catalogue

INNOVATION, BASE = catalogue().innovation, catalogue().sheets
START = datetime(2026, 3, 1, tzinfo=UTC)
EDITOR, PUBLISHER = 7, 8
VALUES: dict[str, list[Value]] = {
    "2.6": [Decimal("4.6"), Decimal("4.8"), Decimal("5.2")],
    "1.1": ["present", "absent"],
    "1.4": [Decimal(40), Within(2)],
}


def figure(
    town: str = "temirtau",
    indicator: str = "2.6",
    year: int = 2021,
    value: Value = Decimal("4.6"),
    source: str = "letter",
) -> Figure:
    unit = None if isinstance(value, str) else "percent"
    return Figure(town, indicator, year, value, str(value), unit, source)  # type: ignore[arg-type]  # one of Unit


FIGURES = st.sampled_from(sorted(VALUES)).flatmap(
    lambda indicator: st.builds(
        figure,
        st.sampled_from(["temirtau", "abai", "ridder"]),
        st.just(indicator),
        st.integers(2019, 2022),
        st.sampled_from(VALUES[indicator]),
        st.sampled_from(["letter", "statistics"]),
    )
)
SOME = st.lists(FIGURES, max_size=6, unique_by=key_of)
ACTS = st.lists(SOME | st.integers(1, 9), max_size=7)
"""Figures published, or the number of a batch to be taken back."""


def published(ledger: Ledger, run: DryRun, undoes: int | None = None) -> Ledger:
    """As the service does it: only what changes something, and no empty batch."""
    number = ledger.version + 1
    at = START + timedelta(days=number)
    batch = Batch(number, at, PUBLISHER if number % 2 else EDITOR, run.entries, "because", undoes=undoes)
    return ledger.extended([batch]) if run.entries else ledger


def push(ledger: Ledger, entries: Iterable[Entry]) -> Ledger:
    return published(ledger, dry_run(ledger, INNOVATION, entries))


def undo(ledger: Ledger, number: int) -> Ledger:
    batch = ledger.batch(number)
    if batch is None:
        return ledger
    entries = ledger.undoing(batch).entries
    return published(ledger, dry_run(ledger, INNOVATION, entries, undoes=number), undoes=number)


def acted(acts: list[list[Figure] | int]) -> list[Ledger]:
    ledgers = [Ledger(BASE)]
    for act in acts:
        after = undo(ledgers[-1], act) if isinstance(act, int) else push(ledgers[-1], act)
        ledgers += [after] if after.version > ledgers[-1].version else []
    return ledgers


@settings(max_examples=15)
@given(ACTS)
def test_what_was_published_once_is_never_changed(acts: list[list[Figure] | int]) -> None:
    ledgers = acted(acts)
    last = ledgers[-1]
    for earlier in ledgers:
        assert last.batches[: len(earlier.batches)] == earlier.batches
        assert last.until(earlier.version).sheets() == earlier.sheets()
        if earlier.batches:
            assert last.sheets(published_by=earlier.batches[-1].at) == earlier.sheets()


@settings(max_examples=15)
@given(ACTS)
def test_a_ledger_read_bit_by_bit_is_the_same_as_one_read_at_once(acts: list[list[Figure] | int]) -> None:
    last = acted(acts)[-1]
    assert Ledger(BASE, last.batches).trails == last.trails


@settings(max_examples=15)
@given(ACTS)
def test_the_history_is_complete(acts: list[list[Figure] | int]) -> None:
    last = acted(acts)[-1]
    lines = last.history()
    assert [line.entry for line in lines] == [entry for batch in last.batches for entry in batch.entries]
    of_towns = [line for town in ("abai", "ridder", "temirtau") for line in last.history(town=town)]
    assert sorted(map(repr, of_towns)) == sorted(map(repr, lines))
    of_people = [line for person in (EDITOR, PUBLISHER) for line in last.history(person=person)]
    assert len(of_people) == len(lines)
    for batch in last.batches:
        assert [line.entry for line in last.history(batch=batch.number)] == list(batch.entries)
    assert all(line.entry.indicator == "2.6" for line in last.history(indicator="2.6"))


@settings(max_examples=15)
@given(ACTS, SOME)
def test_an_undo_restores_exactly_what_stood(acts: list[list[Figure] | int], figures: list[Figure]) -> None:
    before = acted(acts)[-1]
    after = push(before, figures)
    back = undo(after, after.version) if after.version > before.version else after
    assert back.sheets() == before.sheets()
    for year in range(2019, 2023):
        assert back.sheets(year) == before.sheets(year)


@settings(max_examples=15)
@given(ACTS, SOME, SOME)
def test_an_undo_leaves_what_was_published_since(
    acts: list[list[Figure] | int], figures: list[Figure], later: list[Figure]
) -> None:
    first = push(acted(acts)[-1], figures)
    second = push(first, later)
    batch = first.batch(first.version)
    if batch is None or second.version == first.version:
        return
    undoing, since = second.undoing(batch), {key_of(entry) for entry in second.batches[-1].entries}
    assert {key_of(entry) for entry in undoing.overtaken} == {key_of(entry) for entry in batch.entries} & since
    assert not {key_of(entry) for entry in undoing.entries} & since
    assert all(undo(second, first.version).standing(key) == second.standing(key) for key in since)


@settings(max_examples=15)
@given(ACTS)
def test_nothing_published_changes_nothing(acts: list[list[Figure] | int]) -> None:
    ledger = acted(acts)[-1]
    run = dry_run(ledger, INNOVATION, [])
    assert (run.entries, run.same, run.towns, run.changes_tier) == ((), (), (), False)
    assert push(ledger, []) is ledger


@settings(max_examples=15)
@given(ACTS, SOME)
def test_a_dry_run_tells_what_publishing_does(acts: list[list[Figure] | int], figures: list[Figure]) -> None:
    before = acted(acts)[-1]
    run = dry_run(before, INNOVATION, figures)
    after = push(before, figures)
    cards = {town: score(INNOVATION, sheet) for town, sheet in after.sheets().items()}
    assert {each.entry for each in (*run.new, *run.changed, *run.same)} == set(figures)
    for town in run.towns:
        assert town.after == cards.get(town.town)
    unchanged = set(cards) - {town.town for town in run.towns}
    assert all(before.sheets()[town] == after.sheets()[town] for town in unchanged)
    assert not dry_run(after, INNOVATION, figures).entries


@settings(max_examples=15)
@given(SOME, SOME, st.integers(0, 2), st.integers(0, 2))
def test_a_digest_changes_with_the_content_and_the_version_and_with_nothing_else(
    some: list[Figure], others: list[Figure], version: int, other_version: int
) -> None:
    ledgers = [Ledger(BASE), push(Ledger(BASE), [figure()]), push(push(Ledger(BASE), [figure()]), [figure("abai")])]
    one = dry_run(ledgers[version], INNOVATION, some).digest
    other = dry_run(ledgers[other_version], INNOVATION, list(reversed(others))).digest
    assert (one == other) == (set(some) == set(others) and version == other_version)
    assert dry_run(ledgers[version], INNOVATION, some, undoes=1).digest != one


def test_a_digest_is_of_one_text_however_long_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands in the record: what was hashed yesterday must be hashed alike tomorrow."""
    monkeypatch.setattr("core.bulk.AT_ONCE", 2)
    entries: list[Entry] = [
        figure("temirtau", source="«Хат» \\ № 5\n"), figure("abai", value=Decimal("4.60")),
        figure("abai", "1.1", value="absent"), figure("ridder", "1.4", value=Within(2)),
        Withdrawal("abai", "2.6", 2020),
    ]  # fmt: skip
    rows = [
        ["abai", "1.1", "2021", "choice", "absent", "absent", "", "letter"],
        ["abai", "2.6", "2020"],
        ["abai", "2.6", "2021", "number", "4.6", "4.60", "percent", "letter"],
        ["ridder", "1.4", "2021", "band", "2", str(Within(2)), "percent", "letter"],
        ["temirtau", "2.6", "2021", "number", "4.6", "4.6", "percent", "«Хат» \\ № 5\n"],
    ]
    for count in range(6):
        text = json.dumps([7, None, rows[:count]], ensure_ascii=False, separators=(",", ":"))
        kept = [each for each in entries if list(plain([each])[0]) in rows[:count]]
        assert digest_of(7, written(in_order(kept)), None) == sha256(text.encode()).hexdigest()


def test_what_an_undo_brings_anew_is_its_own() -> None:
    """Only what stood before is given back under its origin."""
    back, other = figure(), figure(value=Decimal("4.8"))
    batches = [
        Batch(1, START, EDITOR, (back,), ""),
        Batch(2, START, EDITOR, (other,), ""),
        Batch(3, START, EDITOR, (back,), "", (), 2),
        Batch(4, START, EDITOR, (other,), "", (), 2),
    ]
    origins = [Ledger(BASE, batches[:count]).standing(key_of(back)) for count in (3, 4)]
    assert [each and each[1] for each in origins] == [1, 4]


def test_each_part_of_a_figure_is_in_the_digest() -> None:
    one = figure()
    others: list[Entry] = [
        Figure(one.town, one.indicator, one.year, one.value, "4,6", "percent", one.source),
        Figure(one.town, one.indicator, one.year, one.value, "4.6", None, one.source),
        Withdrawal(*key_of(one)),
        figure(source="another letter"),
        figure(value=Decimal("4.7")),
        figure(value="4.6"),
        figure(value=Within(4)),
        figure(year=2022),
    ]
    digests = {digest_of(0, written([each]), None) for each in (one, *others)}
    assert len(digests) == 1 + len(others)


def test_one_figure_given_twice_is_nobodys_guess() -> None:
    with pytest.raises(Twice):
        dry_run(Ledger(BASE), INNOVATION, [figure(), figure(value=Decimal(5))])


def test_of_several_years_the_latest_counts_and_the_others_can_be_asked() -> None:
    ledger = push(push(Ledger(BASE), [figure(year=2022, value=Decimal("5.2"))]), [figure(year=2019), figure()])
    shown = {year: ledger.sheets(year)["temirtau"].observations["2.6"].value for year in (2020, 2021, 2022)}
    printed = BASE["temirtau"].observations["2.6"].value
    assert shown == {2020: printed, 2021: Decimal("4.6"), 2022: Decimal("5.2")}
    assert ledger.sheets() == ledger.sheets(2030)
    assert list(ledger.sheets(2019)) == ["temirtau"]
    assert list(ledger.sheets(2019)["temirtau"].observations) == ["2.6"]
    assert ledger.sheets(2018) == {}


def test_data_counts_as_its_printed_year_until_something_is_pushed_there() -> None:
    ledger = push(Ledger(BASE), [figure(year=PRINTED, value=Decimal("5.2"))])
    sheet = ledger.sheets()["temirtau"]
    assert sheet.observations["2.6"].value == Decimal("5.2")
    assert sheet.observations["1.1"] == BASE["temirtau"].observations["1.1"]
    assert ledger.sheets()["abai"] is BASE["abai"]


def test_a_printed_total_is_held_against_printed_figures_only() -> None:
    assert BASE["temirtau"].printed_total is not None
    assert push(Ledger(BASE), [figure()]).sheets()["temirtau"].printed_total is None


def test_a_figure_says_where_it_is_from() -> None:
    ledger = push(Ledger(BASE), [figure("ridder", source="Хат № 5")])
    observation = ledger.sheets()["ridder"].observations["2.6"]
    source = observation.source
    assert source is not None
    assert (observation.sound, observation.printed, observation.raw) == (True, None, "4.6")
    assert (source.document.kind, source.document.title.kk, source.batch) == ("pushed", "Хат № 5", 1)
    assert source.period is not None
    assert source.period.is_year
    again = push(ledger, [figure("ridder", year=2022, source="Хат № 5")]).sheets()["ridder"].observations["2.6"].source
    assert again is not None
    assert again.document == source.document


def test_towns_are_compared_before_and_after() -> None:
    known = {town: score(INNOVATION, sheet) for town, sheet in BASE.items()}
    worse = [figure("satbayev", key, 2021, value) for key, value in (("1.1", "absent"), ("2.6", Decimal(90)))]
    run = dry_run(Ledger(BASE), INNOVATION, [*worse, figure("ridder")])
    assert [each.town for each in run.towns][:2] == ["ridder", "satbayev"]
    ridder, satbayev, *others = run.towns
    assert (ridder.before, ridder.rank_before, ridder.rank_after, ridder.changes_tier) == (None, None, None, False)
    assert satbayev.before == known["satbayev"]
    assert satbayev.after is not None
    assert satbayev.after.total is not None
    assert satbayev.rank_before == 1
    assert all(each.rank_before != each.rank_after for each in others)
    assert run.changes_tier == any(each.changes_tier for each in run.towns)


def test_a_tier_that_comes_or_goes_has_changed() -> None:
    card = score(INNOVATION, BASE["satbayev"])
    assert TownChange("satbayev", card, None, 1, None).changes_tier
    assert TownChange("satbayev", None, card, None, 1).changes_tier
    assert not TownChange("satbayev", card, card, 1, 2).changes_tier


def test_nothing_is_known_of_a_town_whose_only_figure_is_taken_back() -> None:
    ledger = push(Ledger({}), [figure("ridder")])
    run = dry_run(ledger, INNOVATION, [Withdrawal("ridder", "2.6", 2021), Withdrawal("ridder", "1.1", 2021)])
    assert len(run.gone) == len(run.same) == 1
    assert [(each.town, each.after) for each in run.towns] == [("ridder", None)]
    assert published(ledger, run).sheets() == {}


def test_taking_back_what_changed_nothing_changes_nothing() -> None:
    batch = Batch(1, START, EDITOR, (Withdrawal("abai", "2.6", 2021),), "")
    assert Ledger(BASE, [batch]).undoing(batch).entries == ()
    assert Ledger(BASE, [batch]).observation(("abai", "2.6", 2021)) is None
    assert Ledger(BASE).observation(("abai", "2.6", 2020)) == BASE["abai"].observations["2.6"]
    assert Ledger({"abai": Sheet("abai")}).observation(("abai", "2.6", 2020)) is None
    assert Ledger(BASE).batch(1) is None


def test_what_an_undo_brings_back_stands_as_the_batch_that_first_published_it() -> None:
    first = push(Ledger(BASE), [figure()])
    second = push(first, [figure(value=Decimal("4.8"))])
    assert undo(second, 2).sheets() == first.sheets()
    assert undo(undo(second, 2), 3).sheets() == second.sheets()
