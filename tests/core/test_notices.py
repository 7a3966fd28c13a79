"""Who hears of what was published, and what they hear."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from core.dry_run import DryRun, dry_run
from core.ledger import Batch, Entry, Ledger, Withdrawal
from core.notices import KEPT, FigureNews, Happened, Touched, TownNews, between, news, week_of
from core.publishing import Extent, Kind, Subscription
from tests.catalogues import catalogue
from tests.publishing import figure, whole_town

BASE = Ledger(catalogue().sheets)
MONDAY = datetime(2026, 11, 22, 19, tzinfo=UTC)
"""Midnight in Kazakhstan."""
A_READER, ANOTHER = 11, 12
BEST = -1


def batches(*contents: list[Entry]) -> Ledger:
    made = [Batch(n, MONDAY, 1, tuple(entries), "") for n, entries in enumerate(contents, 1)]
    return Ledger(catalogue().sheets, made)


def run_of(*entries: Entry, over: Ledger = BASE) -> DryRun:
    return dry_run(over, catalogue().innovation, entries)


def told_of(run: DryRun) -> tuple[TownNews, ...]:
    return news(catalogue().innovation, catalogue().town, Happened.by(run))


def told(*entries: Entry, over: Ledger = BASE) -> dict[str, TownNews]:
    return {each.town.id: each for each in told_of(run_of(*entries, over=over))}


def wish(kind: Kind, extent: Extent = "all", place: str = "", chat: int = A_READER) -> Subscription:
    return Subscription(chat, extent, place, kind, "kk")


@pytest.mark.parametrize(
    ("kind", "extent", "place", "heard"),
    [
        ("any", "town", "ridder", {"ridder"}),
        ("week", "town", "ridder", {"ridder"}),
        ("tier", "town", "ridder", {"ridder"}),  # nothing was known of it, and now all is
        ("any", "town", "aksu", set()),
        ("any", "oblast", "karaganda", {"temirtau"}),
        ("tier", "oblast", "karaganda", set()),
        ("any", "oblast", "ulytau", set()),
        ("any", "all", "", {"ridder", "temirtau"}),
    ],
)
def test_each_hears_of_what_they_wished_for(kind: Kind, extent: Extent, place: str, heard: set[str]) -> None:
    run = run_of(figure("temirtau"), *whole_town("ridder"))
    assert Touched(catalogue(), Happened.by(run)).by(wish(kind, extent, place)) == heard


def test_a_chat_hears_once_however_many_wishes_it_has() -> None:
    touched = Touched(catalogue(), Happened.by(run_of(figure())))
    wishes = [wish("any"), wish("any", "town", "ridder"), wish("tier"), wish("any", chat=ANOTHER), wish("week")]
    heard = touched.heard(wishes, {"any", "tier"})
    assert heard == {A_READER: wishes[0], ANOTHER: wishes[3]}
    assert touched.heard(wishes, {"week"}) == {A_READER: wishes[4]}


def test_a_town_that_others_have_passed_is_no_news() -> None:
    run = run_of(*whole_town("zhezkazgan", BEST))
    assert len(run.towns) > 1
    assert [each.town.id for each in told_of(run)] == ["zhezkazgan"]
    assert Touched(catalogue(), Happened.by(run)).by(wish("any")) == {"zhezkazgan"}
    assert Touched(catalogue(), Happened.by(run)).by(wish("tier")) == {"zhezkazgan"}


def test_a_changed_tier_comes_first() -> None:
    found = told_of(run_of(figure("balkhash"), figure("temirtau"), *whole_town("zhezkazgan", BEST)))
    assert [each.town.id for each in found] == ["zhezkazgan", "balkhash", "temirtau"]
    assert found[0].change.changes_tier


def only(found: TownNews) -> FigureNews:
    [figure] = found.figures
    return figure


def test_the_earlier_value_is_told() -> None:
    printed = catalogue().sheets["temirtau"].observations["2.6"]
    new_year = only(told(figure("temirtau"))["temirtau"])
    assert new_year.before
    assert (new_year.before.observation, new_year.before.year, new_year.year) == (printed, 2020, 2021)
    once = batches([figure("temirtau")])
    again = only(told(figure("temirtau", Decimal("5.1")), over=once)["temirtau"])
    assert again.before
    assert again.after
    assert (again.before.observation.value, again.before.year) == (Decimal("4.6"), 2021)
    assert again.after.value == Decimal("5.1")


def test_what_is_known_of_a_later_year_is_no_earlier_value() -> None:
    later = batches([figure(year=2023)])
    assert only(told(figure(year=2021), over=later)["ridder"]).before is None
    assert only(told(figure("aksu"))["aksu"]).before is None


def test_what_is_taken_back_leaves_what_stood_before() -> None:
    printed = catalogue().sheets["temirtau"].observations["2.6"]
    over = batches([figure("temirtau", year=2020), figure("aksu")])
    found = told(Withdrawal("temirtau", "2.6", 2020), Withdrawal("aksu", "2.6", 2021), over=over)
    assert only(found["temirtau"]).after == printed
    assert only(found["aksu"]).after is None
    assert only(found["aksu"]).before is not None
    later = batches([figure("temirtau")])
    assert only(told(Withdrawal("temirtau", "2.6", 2021), over=later)["temirtau"]).after is None
    assert found["aksu"].documents == ()


def test_of_many_figures_the_latest_are_told_and_the_others_counted() -> None:
    many = [figure(year=year) for year in range(1990, 2021)] + [figure("ridder", Decimal(3), "2.7", 2019)]
    found = told(*many)["ridder"]
    assert len(found.figures) == KEPT
    assert found.more == len(many) - KEPT
    shown = [(each.year, each.indicator.id) for each in found.figures]
    assert shown[:3] == [(2020, "2.6"), (2019, "2.6"), (2019, "2.7")]
    assert found.documents == ("Хат № 5",)


def test_what_came_and_went_is_no_change() -> None:
    ledger = batches([figure("aksu")], [figure(), figure("aksu", Decimal(5))], [Withdrawal("ridder", "2.6", 2021)])
    happened = between(ledger, catalogue().innovation, 2, 3)
    assert [(each.entry.town, each.before.value if each.before else None) for each in happened.changes] == [
        ("aksu", Decimal("4.6"))
    ]
    assert Touched(catalogue(), happened).by(wish("any")) == {"aksu"}


@pytest.mark.parametrize("hours", [0, 5, 100, 167.99])
def test_a_week_is_that_of_kazakhstan(hours: float) -> None:
    moment = MONDAY + timedelta(hours=hours)
    week = week_of(moment)
    assert moment in week
    assert week.begins == MONDAY
    assert (week.monday.isoformat(), week.sunday.isoformat()) == ("2026-11-23", "2026-11-29")
    assert week.told_at.isoformat() == "2026-11-30T09:00:00+05:00"
    assert MONDAY - timedelta(seconds=1) not in week
    assert week.ends not in week
    assert week_of(week.ends) != week
