"""A dry run in words: each figure, each town before and after. What surrounds it stands in bot/views/proposals.py."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from markupsafe import Markup

from bot.i18n import Translator, key
from bot.views.faults import doubt
from bot.views.scales import band, quantity
from bot.views.tiers import dots, tier_name
from core.dry_run import Change, DryRun, TownChange
from core.faults import doubt_of
from core.ledger import Entry, Figure, Withdrawal, year_of
from core.methodology import Indicator, Methodology
from core.observations import Observation
from core.publishing import Proposal
from core.scales import Value, Within
from core.scoring import Scorecard
from core.towns import TownIndex

LINE = Markup("\n")
MOST_FIGURES = 6
"""Of each kind in one message."""
MOST_TOWNS = 6
MOST_DOUBTS = 5
KINDS: Mapping[str, str] = {
    "new": key("proposal.new"),
    "changed": key("proposal.changed"),
    "gone": key("proposal.gone"),
    "same": key("proposal.same"),
}


@dataclass(frozen=True)
class Review:
    """`told` chats would hear of it. `second`: a change of tier needs two publishers. `may_publish` is of the reader.
    `overtaken` is how much of what is to be undone stays, since later figures have replaced it.
    Nothing of a proposal is confirmed that does not stand: something else was published since it was made.
    `beyond` are the towns of which the reader may propose nothing, where they may of others.
    """

    run: DryRun
    towns: TownIndex
    methodology: Methodology
    told: int = 0
    second: bool = True
    may_publish: bool = False
    proposal: Proposal | None = None
    confirmed_by_reader: bool = False
    overtaken: int = 0
    stands: bool = True
    beyond: tuple[str, ...] = ()

    @property
    def by_kind(self) -> Mapping[str, Sequence[Change]]:
        run = self.run
        return {"new": run.new, "changed": run.changed, "gone": run.gone, "same": run.same}

    @cached_property
    def touched(self) -> frozenset[str]:
        """There may be 200,000 figures: they are looked through once."""
        return frozenset(entry.town for entry in self.run.entries)

    @property
    def own(self) -> tuple[TownChange, ...]:
        """Of the towns whose figures these are."""
        return tuple(each for each in self.run.towns if each.town in self.touched)

    @property
    def others(self) -> tuple[TownChange, ...]:
        """They only change places."""
        return tuple(each for each in self.run.towns if each.town not in self.touched)


def figures(t: Translator, review: Review) -> Iterator[Markup]:
    """The first of each kind."""
    for kind, changes in review.by_kind.items():
        if changes:
            lines = [figure(t, review, each, kind) for each in changes[:MOST_FIGURES]]
            rest = len(changes) - MOST_FIGURES
            more = [t("proposal.more", n=t.number(rest))] if rest > 0 else []
            yield LINE.join((t(KINDS[kind], n=t.number(len(changes))), *lines, *more))


def every_change(review: Review) -> list[tuple[str, Change]]:
    return [(kind, each) for kind, changes in review.by_kind.items() for each in changes]


def figure(t: Translator, review: Review, change: Change, kind: str) -> Markup:
    entry, indicator = change.entry, review.methodology.indicators[change.entry.indicator]
    what = {"town": town_name(t, review.towns, entry.town), "indicator": named(t, indicator), "year": str(entry.year)}
    before = stood(t, indicator, change.before)
    if isinstance(entry, Withdrawal):
        left = counting(review, entry, "after")
        if left is None:
            return t("proposal.entry_gone", **what, before=before)
        counts = stood(t, indicator, left)
        return t("proposal.entry_back", **what, before=before, value=counts, of=str(year_of(left)))
    value = worth(t, indicator, entry.value)
    if kind == "changed":
        return t("proposal.entry_changed", **what, before=before, value=value)
    former = counting(review, entry, "before") if kind == "new" else None
    if former is None or year_of(former) > entry.year:
        return t("proposal.entry", **what, value=value)
    return t("proposal.entry_new", **what, value=value, before=stood(t, indicator, former), of=str(year_of(former)))


def counting(review: Review, entry: Entry, when: Literal["before", "after"]) -> Observation | None:
    """What counts in this place, perhaps of another year."""
    change = next((each for each in review.run.towns if each.town == entry.town), None)
    card = None if change is None else change.before if when == "before" else change.after
    return card.sheet.observations.get(entry.indicator) if card else None


def named(t: Translator, indicator: Indicator) -> str:
    return f"{indicator.id} {t.name(indicator.short)}"


def town_name(t: Translator, towns: TownIndex, town_id: str) -> str:
    town = towns.get(town_id)
    assert town is not None, town_id
    return t.name(town.name)


def worth(t: Translator, indicator: Indicator, value: Value) -> str:
    if isinstance(value, Within | str):
        return band(t, indicator.step(indicator.score_of(value)), indicator.unit)
    return quantity(t, value, indicator.unit)


def stood(t: Translator, indicator: Indicator, before: Observation | None) -> Markup:
    """A value with a lost digit is told as it was printed."""
    if before is not None and before.sound and before.value is not None:
        return Markup("{}").format(worth(t, indicator, before.value))
    if before is not None and before.raw:
        return t("proposal.doubtful", raw=before.raw)
    return t("tier.unknown")


def towns(t: Translator, review: Review) -> Iterator[Markup]:
    shown = review.own[:MOST_TOWNS]
    if shown:
        yield t("proposal.towns")
    for each in shown:
        yield town(t, review, each)
    if len(review.own) > MOST_TOWNS:
        yield t("proposal.more_towns", n=t.number(len(review.own) - MOST_TOWNS))
    if review.others:
        moved = ", ".join(
            f"{town_name(t, review.towns, each.town)} {place(t, each.rank_before)} → {place(t, each.rank_after)}"
            for each in review.others
        )
        yield t("proposal.others", towns=moved)


def town(t: Translator, review: Review, change: TownChange) -> Markup:
    """Score, interval, tier, place: before → after, or once where nothing changes."""
    before, after = change.before, change.after
    score = moved(points(t, before), points(t, after))
    if any(card and card.total is not None for card in (before, after)):
        score = t("proposal.of", points=score, maximum=t.number(review.methodology.maximum))
    lines = [Markup("<b>{}</b>").format(town_name(t, review.towns, change.town)), t("proposal.score", points=score)]
    if any(card and card.low != card.high for card in (before, after)):
        lines.append(t("proposal.interval", points=moved(interval(t, before), interval(t, after))))
    lines.append(t("proposal.tier", tier=moved(tier(t, before), tier(t, after))))
    lines.append(t("proposal.rank", place=moved(place(t, change.rank_before), place(t, change.rank_after))))
    if stays(change):
        lines.append(t("proposal.unchanged"))
    return LINE.join(lines)


def stays(change: TownChange) -> bool:
    before, after = change.before, change.after
    if before is None or after is None or change.rank_before != change.rank_after:
        return False
    return (before.total, before.low, before.high) == (after.total, after.low, after.high)


def moved(before: str, after: str) -> Markup:
    return Markup("{}").format(after) if before == after else Markup("{} → <b>{}</b>").format(before, after)


def points(t: Translator, card: Scorecard | None) -> str:
    if card is None:
        return t.plain("picture.no_data")
    return t.plain("tier.unknown") if card.total is None else t.number(card.total)


def interval(t: Translator, card: Scorecard | None) -> str:
    if card is None:
        return "–"
    low, high = t.number(card.low), t.number(card.high)
    return low if low == high else f"{low}–{high}"


def tier(t: Translator, card: Scorecard | None) -> str:
    if card is None or card.total is None:
        return t.plain("tier.unknown")
    name = tier_name(t, card.methodology, card.tier)
    return f"{dots(card.tier)} {name}" if card.tier else name


def place(t: Translator, rank: int | None) -> str:
    return "–" if rank is None else t.number(rank)


def overruled(t: Translator, review: Review) -> Iterator[Markup]:
    """The warnings in spite of which it is proposed."""
    words = review.proposal.overruled if review.proposal else ()
    if not words:
        return
    lines = [one_overruled(t, review, each) for each in words[:MOST_DOUBTS]]
    more = [t("proposal.more", n=t.number(len(words) - MOST_DOUBTS))] if len(words) > MOST_DOUBTS else []
    yield LINE.join((t("proposal.overruled"), *lines, *more))


def one_overruled(t: Translator, review: Review, words: str) -> Markup:
    try:
        said: str = doubt(t, doubt_of(words), review.towns, review.methodology)
    except ValueError:  # somebody's own words
        said = words
    return Markup("• {}").format(said)


def sources(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Each document once."""
    return tuple(dict.fromkeys(entry.source for entry in entries if isinstance(entry, Figure)))
