"""Who hears of what was published, and what they hear."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from core.dry_run import DryRun, dry_run
from core.ledger import Batch, Entry, Ledger, Withdrawal
from core.methodology import Methodology
from core.notices import KEPT, FigureNews, Happened, Touched, TownNews, between, news, readers, week_of
from core.publishing import Extent, Kind, Subscription
from core.scales import Bands
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
    happened = between(ledger, catalogue().innovation, catalogue().innovation, 2, 3)
    assert [(each.entry.town, each.before.value if each.before else None) for each in happened.changes] == [
        ("aksu", Decimal("4.6"))
    ]
    assert Touched(catalogue(), happened).by(wish("any")) == {"aksu"}


def stricter(first: int = 38) -> Methodology:
    """The medium level begins later: it costs Balkhash its tier."""
    was = catalogue().innovation
    low, medium, high = was.tiers
    return replace(was, tiers=(replace(low, last=first - 1), replace(medium, first=first), high))


def narrower(most: Decimal) -> Methodology:
    """Where no more are without work than so many percent."""
    was = catalogue().innovation
    known = was.indicators["2.6"]
    assert isinstance(known.scale, Bands)
    scale = replace(known.scale, limits=replace(known.scale.limits, most=most))
    return replace(was, indicators={**was.indicators, "2.6": replace(known, scale=scale)})


def test_another_methodology_is_news_of_the_towns_it_scores_differently() -> None:
    over = batches([figure("temirtau")])
    happened = between(over, catalogue().innovation, stricter(), 2, 1)
    assert happened.changes == ()
    assert happened.concerned == {"balkhash"}
    [told] = news(stricter(), catalogue().town, happened)
    assert (told.town.id, told.figures, told.more, told.documents, told.rescored) == ("balkhash", (), 0, (), True)
    assert (told.change.tier_before, told.change.tier_after) == ("medium", "low")
    assert told.former
    assert told.change.before
    assert told.former.total == told.change.before.total == 37
    assert happened == replace(Happened.rescored(happened.towns), towns=happened.towns)


@pytest.mark.parametrize(
    ("kind", "extent", "place", "heard"),
    [
        ("tier", "town", "balkhash", {"balkhash"}),
        ("any", "oblast", "karaganda", {"balkhash"}),
        ("week", "all", "", {"balkhash"}),
        ("any", "town", "temirtau", set()),
        ("tier", "oblast", "ulytau", set()),
    ],
)
def test_each_hears_of_a_methodology_as_of_figures(kind: Kind, extent: Extent, place: str, heard: set[str]) -> None:
    happened = between(BASE, catalogue().innovation, stricter(), 1, 0)
    assert Touched(catalogue(), happened).by(wish(kind, extent, place)) == heard
    assert readers(catalogue(), happened, [wish(kind, extent, place)]) == len(heard)


def test_a_week_of_both_tells_what_is_owed_to_the_methodology() -> None:
    over = batches([figure("balkhash")], [figure("temirtau")])
    happened = between(over, catalogue().innovation, stricter(39), 1, 2)
    told = {each.town.id: each for each in news(stricter(39), catalogue().town, happened)}
    assert {town: each.rescored for town, each in told.items()} == {"balkhash": True, "temirtau": True}
    balkhash = told["balkhash"]
    assert [each.indicator.id for each in balkhash.figures] == ["2.6"]
    assert balkhash.former
    assert (balkhash.former.total, balkhash.former.tier) == (37, "medium")
    assert (balkhash.change.tier_before, balkhash.change.tier_after) == ("medium", "low")
    back = between(over, catalogue().innovation, catalogue().innovation, 1, 2)
    assert back.former == {}


def test_what_the_earlier_methodology_does_not_know_it_cannot_score() -> None:
    over = batches([figure("temirtau", Decimal(60))])
    happened = between(over, narrower(Decimal(50)), catalogue().innovation, 1, 1)
    [told] = [each for each in news(catalogue().innovation, catalogue().town, happened) if each.town.id == "temirtau"]
    assert (told.rescored, told.former) == (True, None)


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
